"""The workbench in Chromium: a form without a script, answered by the report."""

from __future__ import annotations

import threading
from importlib.resources import files

import pytest
from playwright.sync_api import Browser

from dedup.config import Settings
from dedup.web.server import Workbench, serve

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")


@pytest.fixture(scope="module", params=["zh", "en"])
def address(request: pytest.FixtureRequest) -> str:
    found: list[str] = []
    ready = threading.Event()

    def told(place: str) -> None:
        found.append(place)
        ready.set()

    bench = Workbench(Settings(lang=request.param), ("seeds/",))
    threading.Thread(target=serve, args=(bench, told), daemon=True).start()
    assert ready.wait(30)
    return found[0]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_two_texts_are_pasted_and_compared(
    browser: Browser, address: str, theme: str, versions: tuple[str, str]
) -> None:
    context = browser.new_context(color_scheme=theme, viewport={"width": 390, "height": 800})  # type: ignore[arg-type]
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.locator("#a").fill(versions[0])
    page.keyboard.press("Tab")
    page.locator("#b").fill(versions[1])
    page.locator("form[action='/diff'] button").press("Enter")
    page.wait_for_load_state()
    assert "36亿元" in page.inner_text("body")
    assert said == []
    context.close()


def test_axe_finds_nothing_on_the_form(browser: Browser, address: str) -> None:
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    page.goto(address)
    page.evaluate(AXE)
    found = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
    assert [violation["id"] for violation in found["violations"]] == []
    context.close()
