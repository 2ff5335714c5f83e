"""Accessibility: axe-core finds nothing on any page; no page is wider than its window."""

from importlib.resources import files
from typing import Any

import pytest
from playwright.sync_api import Page

from .conftest import Open, Site

pytestmark = pytest.mark.browser

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
STATES = {
    "as opened": (),
    "with everything open": ("s", "n", "a", "f"),
    "each as it was": ("o", "o"),
}


def violations(page: Page) -> list[str]:
    """What axe-core objects to, on the page as it is."""
    page.evaluate(AXE)
    found: dict[str, Any] = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
    return [
        f"{rule['id']}: {node['html'][:120]} {node['failureSummary']}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


@pytest.mark.parametrize("width", [1440, 1024, 390])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", ["pair", "index", "papers", "story"])
def test_axe_finds_nothing_and_the_page_fits(
    page: Open, site: Site, name: str, lang: str, theme: str, width: int
) -> None:
    opened = page(site[lang][name], width=width, theme=theme)
    assert violations(opened) == []
    assert opened.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("state", list(STATES)[1:])
def test_axe_finds_nothing_after_the_keys_were_used(page: Open, site: Site, theme: str, state: str) -> None:
    opened = page(site["zh"]["pair"], theme=theme)
    for name in ("wording", "punctuation", "breaks", "order", "alias"):
        opened.locator(f'button[data-noise="{name}"]').click()
    for key in STATES[state]:
        opened.keyboard.press(key)
    assert violations(opened) == []


def test_nothing_moves_for_those_who_want_it_still(page: Open, site: Site) -> None:
    opened = page(site["zh"]["pair"], reduced_motion="reduce")
    moving = opened.eval_on_selector_all(
        "*", "all => all.filter(n => getComputedStyle(n).transitionDuration !== '0s').length"
    )
    assert moving == 0
