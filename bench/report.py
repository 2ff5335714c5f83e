"""How fast the HTML report loads and becomes usable in Chromium.

``python -m bench.report`` makes pairs of 2,000, 20,000 and 500,000 characters and an index of 10,000
stories, opens each page several times, and prints the medians: from the start of the navigation to the
load event, until the keys and the search work (``ready``), and how long one key or one search takes
until it is drawn.
"""

from __future__ import annotations

import argparse
import random
import re
import statistics
import tempfile
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

from dedup import api
from dedup.render.formats import html
from dedup.types import (
    Article,
    Block,
    Cause,
    Change,
    Cluster,
    Document,
    Op,
    Pair,
    Relation,
    Result,
    Severity,
    Title,
)

CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
_TEXT = (
    "园区企业项目建设发展投资市民经济工程会议负责介绍生产市场技术服务交通农业教育医院学校"
    "环境治理道路社区居民文化干部群众农村城市银行信用设备港口铁路机场旅游森林水库"
)
_WORDS = [_TEXT[n : n + 2] for n in range(0, len(_TEXT), 2)]
_UNITS = ("家", "万元", "公里", "人", "亩")


class Figures(NamedTuple):
    """Medians of one page, in milliseconds; ``render`` is how long the page took to be made."""

    page: str
    kilobytes: int
    render: float
    load: float
    ready: float
    act: float


def versions(characters: int, seed: int = 1) -> tuple[str, str]:
    """Two versions of a made-up text: numbers changed, sentences dropped, a third of it moved."""
    rng = random.Random(seed)
    paragraphs: list[str] = []
    size = 0
    while size < characters:
        paragraphs.append("".join(_sentence(rng) for _ in range(rng.randint(2, 6))))
        size += len(paragraphs[-1])
    other = []
    for paragraph in paragraphs:
        if rng.random() < 0.25:
            paragraph = re.sub(r"\d+", lambda number: str(int(number[0]) + 1), paragraph, count=1)
        if rng.random() < 0.1:
            paragraph = paragraph.replace("。", "，", 1)
        if rng.random() >= 0.05:
            other.append(paragraph)
    turn = len(other) // 3
    return "# 甲\n\n" + "\n\n".join(paragraphs), "# 乙\n\n" + "\n\n".join(other[turn:] + other[:turn])


def _sentence(rng: random.Random) -> str:
    said = "".join(rng.choice(_WORDS) for _ in range(rng.randint(6, 14)))
    return said + (f"达{rng.randint(2, 900)}{rng.choice(_UNITS)}。" if rng.random() < 0.4 else "。")


def corpus(stories: int) -> Result:
    """A result of many stories of two to four versions, as a run without texts gives it."""
    rng = random.Random(1)
    documents, articles, pairs, clusters = [], [], [], []
    for n in range(stories):
        members = []
        for m in range(rng.choice((2, 2, 2, 3, 4))):
            name = f"{rng.choice('晨日晚商')}报/{n}-{m}.txt"
            date = f"20{rng.randint(10, 20)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
            documents.append(Document(name, name, "甲", "0" * 64, date=date))
            title = Title(0, 8, f"{rng.choice(_WORDS)}{rng.choice(_WORDS)}第{n}则")
            articles.append(Article(f"{name}#1", name, title, (), None, (), ()))
            members.append(f"{name}#1")
        clusters.append(Cluster(f"c{n:012x}", tuple(members), members[0], "最长"))
        for other in members[1:]:
            alike = round(rng.uniform(0.5, 1), 4)
            change = Change(
                "FCT302", "number", Op.CHANGED, Severity.ERROR, Cause.EDIT, (), (), "", f"{n:016x}"
            )
            changes = (change,) * rng.choice((0, 0, 1, 3))
            same = (Block(0, 0, 1),)
            pairs.append(Pair(members[0], other, Relation.NEAR, alike, alike, alike, same, (), changes))
    return Result(tuple(documents), tuple(articles), tuple(pairs), tuple(clusters), (), (), (("pages", 5),))


def measure(path: Path, name: str, render: float, act: str, times: int) -> Figures:
    """Open the page ``times`` times in a fresh context each and take the medians."""
    from playwright.sync_api import sync_playwright

    rows = []
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for _ in range(times):
            context = browser.new_context(viewport={"width": 1440, "height": 900})
            page = context.new_page()
            page.add_init_script(_WATCH)
            page.goto(path.as_uri(), wait_until="load", timeout=120_000)
            ready = page.wait_for_function("window.usable").json_value()
            load = page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd")
            rows.append((load, ready, page.evaluate(act)))
            context.close()
        browser.close()
    medians = [statistics.median(column) for column in zip(*rows, strict=True)]
    return Figures(name, path.stat().st_size // 1024, render, *medians)


_WATCH = """new MutationObserver(() => {
  if (document.documentElement?.classList.contains('ready') && !window.usable)
    requestAnimationFrame(() => setTimeout(() => { window.usable ??= performance.now(); }));
}).observe(document, { attributes: true, subtree: true, attributeFilter: ['class'] })"""
_DRAWN = "new Promise(done => requestAnimationFrame(() => setTimeout(done)))"
_KEY = f"""async () => {{
  const start = performance.now();
  document.body.dispatchEvent(new KeyboardEvent('keydown', {{ key: 'n', bubbles: true }}));
  await {_DRAWN};
  return performance.now() - start;
}}"""
_SEARCH = f"""async () => {{
  const start = performance.now();
  const search = document.querySelector('.search');
  search.value = '第77';
  search.dispatchEvent(new Event('input', {{ bubbles: true }}));
  await {_DRAWN};
  return performance.now() - start;
}}"""


def main() -> None:
    """Make the pages, measure them, print the table."""
    parser = argparse.ArgumentParser(
        prog="python -m bench.report",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--sizes", type=int, nargs="*", default=[2_000, 20_000, 500_000], metavar="CHARACTERS"
    )
    parser.add_argument("--stories", type=int, default=10_000, help="size of the index (0: none)")
    parser.add_argument("--times", type=int, default=5, help="how often each page is opened")
    options = parser.parse_args()
    print("| page | KB | made in ms | loaded ms | usable ms | a key or a search ms |")
    print("|---|---:|---:|---:|---:|---:|")
    with tempfile.TemporaryDirectory() as temporary:
        for size in options.sizes:
            result = api.diff(*versions(size)).result
            name = f"pair of {size:,} characters, {len(result.pairs[0].changes):,} differences"
            show(Path(temporary), result, name, _KEY, options.times)
        if options.stories:
            name = f"index of {options.stories:,} stories"
            show(Path(temporary), corpus(options.stories), name, _SEARCH, options.times)


def show(folder: Path, result: Result, name: str, act: str, times: int) -> None:
    """Make the first page of a report, measure it and print its row."""
    start = perf_counter()
    content = html.render(result, "zh") if act is _KEY else next(html.site(result, "zh"))[1]
    made = (perf_counter() - start) * 1000
    path = folder / "page.html"
    path.write_text(content, "utf-8")
    row = measure(path, name, made, act, times)
    print("| {} | {:,} | {:.0f} | {:.0f} | {:.0f} | {:.0f} |".format(*row), flush=True)


if __name__ == "__main__":
    main()
