"""Rows of unequal length laid end to end in one array, and groups of equal keys: the shape of bulk data."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, TypeVar

import numpy as np
import numpy.typing as npt

from dedup.text.shingles import Hashes, distinct

Counts = npt.NDArray[np.int64]

_Kind = TypeVar("_Kind", bound=np.generic)

_SPARE = 1.05  # room for what an estimate misses
_FULL = 1 << 23  # packed pairs gathered before they are sorted and merged
_HALF = np.uint64(32)
_ROW = 100  # values of a row that are sorted together
_LOOSE = 6  # cells of a matrix for each value in it, from which it is not worth its room


class Growing(Generic[_Kind]):
    """An array that is added to piece by piece; none of the pieces is kept.

    >>> rows = Growing(np.int64)
    >>> rows.add(np.array([1, 2]), share=0.5)
    >>> rows.add(np.array([3]))
    >>> rows.whole().tolist()
    [1, 2, 3]
    """

    def __init__(self, kind: type[_Kind], *width: int) -> None:
        self._room = np.empty((0, *width), kind)
        self._taken = 0

    def add(self, piece: npt.NDArray[_Kind], share: float = 1.0) -> None:
        """Add a piece; with it there is about this share, 0 to 1, of all that will come."""
        end = self._taken + len(piece)
        if end > len(self._room):
            size = max(int(end / share * _SPARE), end + self._taken // 2)  # a poor guess costs few copies
            room = np.empty((size, *piece.shape[1:]), piece.dtype)  # what is never written to takes no memory
            room[: self._taken] = self.whole()
            self._room = room
        self._room[self._taken : end] = piece
        self._taken = end

    def whole(self) -> npt.NDArray[_Kind]:
        """What was added."""
        return self._room[: self._taken]


def ragged(starts: Counts, counts: Counts) -> tuple[Counts, Counts]:
    """The runs ``starts[i] .. starts[i] + counts[i]`` one after the other.

    Returns:
        The run number and the position of each element.

    >>> run, at = ragged(np.array([5, 0]), np.array([2, 3]))
    >>> run.tolist(), at.tolist()
    ([0, 0, 1, 1, 1], [5, 6, 0, 1, 2])
    """
    run = np.repeat(np.arange(len(counts)), counts)
    before = np.cumsum(counts) - counts
    return run, np.arange(len(run)) + (starts - before)[run]


def group_bounds(ordered: npt.NDArray[np.generic]) -> Counts:
    """Where the runs of equal values of a sorted array start, and its length at the end.

    >>> group_bounds(np.array([3, 3, 7])).tolist()
    [0, 2, 3]
    """
    changes = np.flatnonzero(ordered[1:] != ordered[:-1]) + 1
    return np.concatenate([[0], changes, [len(ordered)]]) if len(ordered) else np.zeros(1, np.int64)


def pack(high: npt.NDArray[np.integer], low: npt.NDArray[np.integer]) -> Hashes:
    """Two numbers below 2**32 as one, in the order of ``high`` and then ``low``."""
    packed = high.astype(np.uint64)
    packed <<= _HALF
    packed |= low.astype(np.uint64)
    return packed


def unpack(packed: Hashes) -> tuple[Counts, Counts]:
    """The two numbers ``pack`` put together."""
    return (packed >> _HALF).astype(np.int64), (packed & np.uint64(0xFFFFFFFF)).astype(np.int64)


def ordered(values: Hashes) -> Hashes:
    """The values sorted. Meant for hashes, or numbers that begin with them: anything as evenly spread.

    Sorted by their first bits into short rows, and the rows as one matrix: the sort of numpy is many
    times as fast on rows of up to 256 values as on millions.

    >>> ordered(np.array([9, 2, 5], np.uint64)).tolist()
    [2, 5, 9]
    """
    n = len(values)
    if n < 8 * _ROW:
        return np.sort(values)
    least = values.min()
    bits = min(16, (n // _ROW).bit_length())
    shift = max(0, int(values.max() - least).bit_length() - bits)
    first = ((values - least) >> np.uint64(shift)).astype(np.uint16)
    counts = np.bincount(first, minlength=1 << bits)
    width = int(counts.max())
    if width * len(counts) > _LOOSE * n:  # unevenly spread
        return np.sort(values)
    rows = np.full((len(counts), width), ~np.uint64(0))
    inside = np.arange(width) < counts[:, None]
    rows[inside] = values[np.argsort(first, kind="stable")]
    rows.sort(axis=1)
    return rows[inside]


def distinct_by_row(values: npt.NDArray[np.uint32], counts: Counts) -> tuple[npt.NDArray[np.uint32], Counts]:
    """The runs of ``counts[i]`` values each sorted, each value once in its run, and their bounds.

    >>> values, bounds = distinct_by_row(np.array([7, 3, 7, 5], np.uint32), np.array([3, 0, 1]))
    >>> values.tolist(), bounds.tolist()
    ([3, 7, 5], [0, 2, 2, 3])
    """
    n, width = len(counts), int(counts.max(initial=0))
    if width * n > _LOOSE * (len(values) + n):  # of very unlike lengths
        packed = distinct(pack(np.repeat(np.arange(n), counts), values))
        return packed.astype(np.uint32), np.searchsorted(packed, np.arange(n + 1, dtype=np.uint64) << _HALF)
    rows = np.full((n, width), 0xFFFFFFFF, np.uint32)
    kept = np.arange(width) < counts[:, None]
    rows[kept] = values
    rows.sort(axis=1)
    kept[:, 1:] &= rows[:, 1:] != rows[:, :-1]
    bounds = np.zeros(n + 1, np.int64)
    np.cumsum(np.count_nonzero(kept, axis=1), out=bounds[1:])
    return rows[kept], bounds


def merged(parts: Iterable[Hashes]) -> Hashes:
    """The union of the parts, sorted, each value once; merged as they come, so repeats cost no memory."""
    done = np.empty(0, np.uint64)
    waiting: list[Hashes] = []
    size = 0
    for part in parts:
        waiting.append(part)
        size += len(part)
        if size > max(_FULL, len(done)):
            done = _distinct(np.concatenate([done, *waiting]))
            waiting, size = [], 0
    return _distinct(np.concatenate([done, *waiting]))


def _distinct(values: Hashes) -> Hashes:
    found = ordered(values)
    first = np.ones(len(found), np.bool_)
    np.not_equal(found[1:], found[:-1], out=first[1:])
    return found[first]
