"""Ranges found by position: what touches a stretch, without looking at everything."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate
from typing import Generic, Protocol, TypeVar


class Ranged(Protocol):
    """Anything with a half-open range."""

    @property
    def start(self) -> int:
        """First offset."""
        ...

    @property
    def end(self) -> int:
        """One past the last offset."""
        ...


R = TypeVar("R", bound=Ranged)


class Ranges(Generic[R]):
    """Ranges in order of their start; a look-up costs what it finds, and what a longer one before covers."""

    def __init__(self, items: Iterable[R]) -> None:
        self._items = sorted(items, key=lambda r: (r.start, r.end))
        self._starts = [r.start for r in self._items]
        self._reach = list(accumulate((r.end for r in self._items), max))

    def touching(self, start: int, end: int) -> list[R]:
        """Those that share a character with [start, end)."""
        first = bisect_right(self._reach, start)
        last = bisect_left(self._starts, end)
        return [r for r in self._items[first:last] if r.end > start]

    def holding(self, start: int, end: int) -> list[R]:
        """Those in which [start, end) lies whole."""
        return [r for r in self.touching(start, max(end, start + 1)) if r.start <= start and end <= r.end]

    def inside(self, start: int, end: int) -> list[R]:
        """Those that lie whole in [start, end)."""
        return [r for r in self.touching(start, end) if start <= r.start and r.end <= end]
