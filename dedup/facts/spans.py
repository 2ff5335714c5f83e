"""Disjoint spans that are looked up and added fast, and places where known names recur."""

from __future__ import annotations

import re
from bisect import bisect_right, insort
from collections.abc import Iterable, Iterator


class Disjoint:
    """Half-open spans, none overlapping another."""

    def __init__(self, spans: Iterable[tuple[int, int]] = ()) -> None:
        self._spans = sorted(spans)

    def __iter__(self) -> Iterator[tuple[int, int]]:
        return iter(self._spans)

    def add(self, start: int, end: int) -> bool:
        """Add the span unless it overlaps one that is there; says whether it was added."""
        at = bisect_right(self._spans, (start, end))
        if at and self._spans[at - 1][1] > start:
            return False
        if at < len(self._spans) and self._spans[at][0] < end:
            return False
        insort(self._spans, (start, end))
        return True


def occurrences(text: str, names: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Where the names stand in ``text``, from left to right, longer ones first; they may overlap.

    >>> list(occurrences("张三丰与张三", ["张三", "张三丰"]))
    [(0, 3), (0, 2), (4, 6)]
    """
    wanted = {name for name in names if name}
    if not wanted:
        return
    sizes = sorted({len(name) for name in wanted}, reverse=True)
    first = re.compile("[" + "".join(re.escape(c) for c in sorted({name[0] for name in wanted})) + "]")
    for match in first.finditer(text):
        start = match.start()
        ends = (start + size for size in sizes if start + size <= len(text))
        yield from ((start, end) for end in ends if text[start:end] in wanted)
