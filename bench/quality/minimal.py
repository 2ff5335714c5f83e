"""Minimal pairs: one sentence differs by one fact, or by none, in a short story of our own.

    python -m bench.quality.minimal [--only CODE]

Each row is asked in both directions. A fact must be told once: one serious change, with its code, at the
place where the sentences differ.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

from bench.quality import tool
from bench.quality.inject import described
from bench.quality.tool import Versions

ROWS = Path(__file__).with_name("minimal_pairs.tsv")
BEFORE = "入秋以来,南坪街道的广场上天天都很热闹,前来散步的居民比往年多了不少。\n"
AFTER = "\n当天的活动由街道文化站组织,附近的商铺也送来了茶水和点心,大家一直忙到很晚才散去。\n"


def rows() -> list[tuple[str, str, str]]:
    """Code and the two sentences of every row."""
    lines = ROWS.read_text("utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines if line and not line.startswith("#")]


def common_head(a: str, b: str) -> int:
    """How many characters two texts begin with alike."""
    return next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))


def differing(a: str, b: str) -> tuple[int, int]:
    """The range of ``a`` outside the common head and tail of both, at least one character."""
    head = common_head(a, b)
    tail = min(common_head(a[::-1], b[::-1]), len(a) - head, len(b) - head)
    return head, max(head + 1, len(a) - tail)


def wrong(code: str, a: str, b: str) -> str:
    """What is wrong with the report on one row, or ""."""
    texts = [BEFORE + sentence + AFTER for sentence in (a, b)]
    seen = Versions.of(tool.diff_in_process(texts[0], texts[1]))
    told = " ; ".join(described(c) for c in seen.serious) or "nothing"
    if code == "-":
        return f"told {told}" if seen.serious else ""
    if not seen.serious:
        hidden = " ; ".join(described(c) for c in seen.changes)
        return f"missed, hidden as {hidden}"
    spans = {side: differing(*pair) for side, pair in (("a", texts), ("b", texts[::-1]))}
    at = [
        c
        for c in seen.serious
        if any(m["start"] <= spans[s][1] and spans[s][0] <= m["end"] for s in "ab" for m in c[s])
    ]
    if not {c["code"] for c in at} & set(code.split("|")):
        return f"told {told}"
    return "" if len(seen.serious) == 1 else f"told {len(seen.serious)} times: {told}"


def share() -> float:
    """The share of all rows, in both directions, that are told as they should be."""
    asked = [(code, *pair) for code, a, b in rows() for pair in ((a, b), (b, a))]
    return sum(not wrong(*row) for row in asked) / len(asked)


def main() -> int:
    parser = argparse.ArgumentParser(description="Minimal pairs of sentences.")
    parser.add_argument("--only", default="", help="rows with this code (- for the equal ones)")
    options = parser.parse_args()
    asked, good = Counter[str](), Counter[str]()
    for code, a, b in rows():
        if options.only and options.only not in code:
            continue
        for one, two in ((a, b), (b, a)):
            asked[code] += 1
            fault = wrong(code, one, two)
            good[code] += not fault
            if fault and (one, two) == (a, b):
                print(f"{code}  {one} | {two}\n        {fault}")
    print("  ".join(f"{code} {good[code]}/{asked[code]}" for code in sorted(asked)))
    print(f"{good.total()}/{asked.total()} minimal pairs told as they should be")
    return good.total() < asked.total()


if __name__ == "__main__":
    sys.exit(main())
