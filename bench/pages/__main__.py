"""How well and how fast pages are cut: ``DEDUP_SHARED=DIR python -m bench.pages [PAGES] [SEED] [MONTH…]``.

Four composers make the pages, each without knowledge of the others; then stories that stand alone, which
must stay whole; then the speed. Weights are learned from January to May (``tools/segment_weights.py``) on
pages of the first two: the others check that they hold for pages that nobody has learned from. The last are
pages of the third with lines wrapped where the column ends.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from bench.pages import compose, fourth, lone, other, speed, third, wrapped
from bench.pages.score import Score, cut, every_heading

HELD_OUT = ("2020-06", "2020-07", "2020-08")
COMPOSERS = {
    "compose": compose.pages,
    "other": other.pages,
    "third": third.pages,
    "fourth": fourth.pages,
    "wrapped": wrapped.pages,
}
TIMED = ("compose", "other")  # the speed is measured on the pages it was always measured on


def main(args: list[str]) -> int:
    """Print the figures of the tool and of the baseline."""
    shared = os.environ.get("DEDUP_SHARED")
    if not shared:
        print("set DEDUP_SHARED to the folder that holds corpora/", file=sys.stderr)
        return 2
    count = int(args[0]) if args else 400
    seed = int(args[1]) if len(args) > 1 else 1
    months = tuple(args[2:]) or HELD_OUT
    pool = compose.stories(Path(shared), months)
    texts: list[str] = []
    for name, pages in COMPOSERS.items():
        tool, baseline = Score(), Score()
        for truth in pages(pool, count, seed):
            tool.add(truth, cut(truth.text))
            baseline.add(truth, every_heading(truth.text))
            if name in TIMED:
                texts.append(truth.text)
        print(
            f"{name}: {count} pages of {', '.join(months)}, seed {seed}, "
            f"{tool.articles} articles, {tool.torn} torn"
        )
        print(f"{'':16}{'dedup':>8}{'every heading':>15}")
        theirs = baseline.figures()
        for figure, value in tool.figures().items():
            print(f"{figure:16}{value:8.3f}{theirs[figure]:15.3f}")
        for kind, values in sorted(tool.wrong.items()):
            print(f"  {kind:14}{sum(values) / len(values):8.3f}  ({len(values)} pages)")
    print(f"lone stories cut in several, {count} of each corpus")
    for (corpus, form), (several, asked) in lone.cut_in_several(Path(shared), months, count, seed).items():
        print(f"  {corpus:10}{form:16}{several / asked:8.2%}  ({several})")
    print(f"speed: {speed.report(texts[:: max(1, len(texts) // 200)])}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
