"""Debian's Chromium, driven by Playwright; a test that cannot have it fails where CI asks for all."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from dedup import api
from dedup.render.formats import html
from dedup.types import Result

from . import papers

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
Site = dict[str, dict[str, Path]]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists() and not os.environ.get("DEDUP_REQUIRE_ALL"):
        pytest.skip("needs Debian's Chromium: apt-get install chromium")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The report of the sample pages in both languages, and of one story in eight papers.

    language -> ``index``, ``pair``, ``papers`` (the index of the papers) and ``story`` -> file.
    """
    seeds = api.find(["seeds/"]).result
    told = api.find([str(papers.write(tmp_path_factory.mktemp("papers")))]).result
    made: Site = {}
    for lang in ("zh", "en"):
        pages = written(seeds, lang, tmp_path_factory.mktemp(lang))
        story = written(told, lang, tmp_path_factory.mktemp(f"story-{lang}"))
        made[lang] = {
            "index": pages["index"],
            "pair": next(path for name, path in pages.items() if name.startswith("pair")),
            "papers": story["index"],
            "story": next(path for name, path in story.items() if name.startswith("story")),
        }
    return made


def written(result: Result, lang: str, folder: Path) -> dict[str, Path]:
    """The pages of a report by the names of their files."""
    found = {}
    for name, content in html.site(result, lang):
        path = folder / name
        path.write_text(content, "utf-8", errors="backslashreplace")
        found[path.stem] = path
    return found


@pytest.fixture
def page(browser: Browser) -> Iterator[Open]:
    """Opens a file in a fresh context; anything said on the console fails the test."""
    contexts = []
    said: list[str] = []

    def open_page(
        path: Path, *, width: int = 1440, theme: str = "light", fragment: str = "", **options: Any
    ) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if theme == "dark" else "light",
            **options,
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
