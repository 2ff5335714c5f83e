"""Debian's Chromium, driven by Playwright; a test that cannot have it fails where CI asks for all."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from dedup import api
from dedup.render.formats import html

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

Open = Callable[..., Page]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists() and not os.environ.get("DEDUP_REQUIRE_ALL"):
        pytest.skip("needs Debian's Chromium: apt-get install chromium")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Path]]:
    """The report of the sample pages in both languages: language -> name -> file."""
    result = api.find(["seeds/"]).result
    made: dict[str, dict[str, Path]] = {}
    for lang in ("zh", "en"):
        folder = tmp_path_factory.mktemp(lang)
        made[lang] = {}
        for name, content in html.site(result, lang):
            path = folder / name
            path.write_text(content, "utf-8")
            made[lang]["index" if name == "index.html" else "pair"] = path
    return made


@pytest.fixture
def page(browser: Browser) -> Iterator[Open]:
    """Opens a file in a fresh context; anything said on the console fails the test."""
    contexts = []
    said: list[str] = []

    def open_page(path: Path, *, width: int = 1440, theme: str = "light", fragment: str = "") -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme="dark" if theme == "dark" else "light"
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on(
            "request", lambda request: None if request.url.startswith("file:") else said.append(request.url)
        )
        page.goto(path.as_uri() + fragment)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert said == []
