"""Figures of the seed pair and the minimal pairs, pinned in ``tests/quality/floors.toml``: they only rise.

    python -m bench.quality.floors            print the figures beside their floors
    python -m bench.quality.floors --update   raise the floors that were exceeded; none is ever lowered

A floor that must be lowered is lowered by hand, in a commit of its own that says why.
"""

from __future__ import annotations

import argparse
import sys
import tomllib

from bench.quality import alignment, facts_pair, minimal
from bench.quality.tool import ROOT

FLOORS = ROOT / "tests" / "quality" / "floors.toml"
SLACK = 0.0005  # a character more or less at a boundary is no regression
LOWER_IS_BETTER = ("wrong", "marked", "equal_reported", "broken", "serious")


def measured() -> dict[str, float]:
    """Every figure that can have a floor."""
    pair = facts_pair.figures(facts_pair.compare_seeds())
    return {**alignment.seed_pair(), **pair, "minimal_pairs": minimal.share()}


def pinned() -> dict[str, float]:
    """The floors; for figures where less is better they are ceilings."""
    return tomllib.loads(FLOORS.read_text("utf-8"))["floors"]


def worse(name: str, figure: float, floor: float) -> bool:
    """Whether a figure fell below its floor."""
    return figure > floor + SLACK if name in LOWER_IS_BETTER else figure < floor - SLACK


def main() -> int:
    parser = argparse.ArgumentParser(description="Figures of the seed pair beside their floors.")
    parser.add_argument("--update", action="store_true", help="raise the floors that were exceeded")
    options = parser.parse_args()
    floors, figures = pinned(), measured()
    fallen = 0
    for name, floor in floors.items():
        low = worse(name, figures[name], floor)
        fallen += low
        print(f"{name:16} {figures[name]:.4f}  floor {floor}  {'FELL' if low else ''}")
    if options.update:
        better = {
            name: round((min if name in LOWER_IS_BETTER else max)(floor, figures[name]), 4)
            for name, floor in floors.items()
        }
        head = FLOORS.read_text("utf-8").split("[floors]")[0]
        rows = "".join(f"{name} = {value}\n" for name, value in better.items())
        FLOORS.write_text(f"{head}[floors]\n{rows}", "utf-8")
    return fallen > 0


if __name__ == "__main__":
    sys.exit(main())
