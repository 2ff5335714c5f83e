"""Take the pictures of docs/report.md: the report of the sample pages and of a made-up story, in Chromium.

``python tools/screenshots.py`` writes docs/images/. The pictures depend on Chromium and its fonts, so
nothing compares them; take them again when the look of the report has changed.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from bench.report import CHROMIUM, FLAGS, corpus  # noqa: E402
from dedup import api  # noqa: E402
from dedup.render.formats import html  # noqa: E402
from tests.browser import papers  # noqa: E402

IMAGES = ROOT / "docs" / "images"


class Shot(NamedTuple):
    """One picture: a page, the keys that are pressed first, and what is scrolled to the top."""

    name: str
    page: str
    keys: str = ""
    top: str = ""
    theme: str = "light"
    width: int = 1200
    height: int = 680


SHOTS = (
    Shot("first-screen", "pair"),
    Shot("side-by-side", "pair", keys="n"),
    Shot("own-order", "pair", keys="oo", top=".rows", theme="dark"),
    Shot("phone", "pair", width=390, height=760),
    Shot("story", "story", height=860),
    Shot("index", "index"),
)


def pages(folder: Path) -> dict[str, Path]:
    """The pages that are shown, by name."""
    seeds = dict(html.site(api.find([str(ROOT / "seeds")]).result, "zh"))
    told = papers.write(folder / "papers")
    story = dict(html.site(api.find([str(told)]).result, "zh"))
    contents = {
        "pair": next(text for name, text in seeds.items() if name.startswith("pair")),
        "story": next(text for name, text in story.items() if name.startswith("story")),
        "index": dict([next(html.site(corpus(10_000), "zh"))])["index.html"],
    }
    for name, text in contents.items():
        text = text.replace(f"{ROOT}/", "").replace(f"{told}/", "")  # no folder of this machine in a picture
        (folder / f"{name}.html").write_text(text, "utf-8")
    return {name: folder / f"{name}.html" for name in contents}


def main() -> None:
    """Take every picture."""
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        made = pages(Path(temporary))
        for shot in SHOTS:
            context = browser.new_context(
                viewport={"width": shot.width, "height": shot.height},
                color_scheme="dark" if shot.theme == "dark" else "light",
            )
            page = context.new_page()
            page.goto(made[shot.page].as_uri())
            for key in shot.keys:
                page.keyboard.press(key)
            if shot.top:
                page.locator(shot.top).first.evaluate("node => node.scrollIntoView()")
            page.wait_for_timeout(300)
            page.screenshot(path=IMAGES / f"{shot.name}.png")
            context.close()
        browser.close()


if __name__ == "__main__":
    main()
