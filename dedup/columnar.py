"""Rows of unequal length laid end to end in one array, and groups of equal keys: the shape of bulk data."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from dedup.text.shingles import Hashes, distinct

Counts = npt.NDArray[np.int64]

_FULL = 1 << 23  # packed pairs gathered before they are sorted and merged
_HALF = np.uint64(32)


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


def merged(parts: Iterable[Hashes]) -> Hashes:
    """The union of the parts, sorted, each value once; merged as they come, so repeats cost no memory."""
    done = np.empty(0, np.uint64)
    waiting: list[Hashes] = []
    size = 0
    for part in parts:
        waiting.append(part)
        size += len(part)
        if size > max(_FULL, len(done)):
            done = distinct(np.concatenate([done, *waiting]))
            waiting, size = [], 0
    return distinct(np.concatenate([done, *waiting]))
