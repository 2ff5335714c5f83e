"""How well composed pages are cut: ``DEDUP_SHARED=DIR python -m bench.pages [PAGES] [SEED] [MONTH…]``."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from bench.pages.compose import pages, stories
from bench.pages.score import Score, cut, every_heading

HELD_OUT = ("2020-06", "2020-07", "2020-08")


def main(args: list[str]) -> int:
    """Print the figures of the tool and of the baseline."""
    shared = os.environ.get("DEDUP_SHARED")
    if not shared:
        print("set DEDUP_SHARED to the folder that holds corpora/", file=sys.stderr)
        return 2
    count = int(args[0]) if args else 400
    seed = int(args[1]) if len(args) > 1 else 1
    months = tuple(args[2:]) or HELD_OUT
    tool, baseline = Score(), Score()
    for truth in pages(stories(Path(shared), months), count, seed):
        tool.add(truth, cut(truth.text))
        baseline.add(truth, every_heading(truth.text))
    print(f"{count} pages of {', '.join(months)}, seed {seed}, {tool.articles} articles, {tool.torn} torn")
    print(f"{'':16}{'dedup':>8}{'every heading':>15}")
    theirs = baseline.figures()
    for name, value in tool.figures().items():
        print(f"{name:16}{value:8.3f}{theirs[name]:15.3f}")
    for kind, values in sorted(tool.wrong.items()):
        print(f"  {kind:14}{sum(values) / len(values):8.3f}  ({len(values)} pages)")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
