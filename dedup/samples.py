"""What sampled shingles say of two articles, before they are compared exactly.

Sampling keeps a shingle whose hash is below a bound (FracMinHash, Irber et al. 2022), so that the share
of samples of A that B holds estimates the share of its shingles.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from itertools import pairwise
from typing import Protocol, TypeVar

import numpy as np
import numpy.typing as npt

from dedup.columnar import Counts, group_bounds, ordered, pack, ragged, unpack
from dedup.sketch import Sketches
from dedup.text.shingles import Hashes

Flags = npt.NDArray[np.bool_]
_Item = TypeVar("_Item")
_Done = TypeVar("_Done")


class Run(Protocol):
    """How to work through items, in their order: ``map``, or by several threads."""

    def __call__(self, work: Callable[[_Item], _Done], items: Iterable[_Item], /) -> Iterable[_Done]:
        """``work`` of each item."""


UNLIKE = 8  # where one article has this many times the samples of the other, they are searched, not merged
THIN = 1 << 30  # the samples below this are the thin ones, a quarter of all
_MANY = 20_000  # pairs from which it is worth to look at their thin samples first
_SURE = 4  # standard deviations of that look: it loses 1 pair of 30,000
_BLOCK = 1 << 18  # samples handled at a time


def needed(samples: Counts, share: float, deviations: float = 3) -> Counts:
    """How many of an article's samples a partner holds at least, if it holds ``share`` of its shingles.

    Three standard deviations below the mean of the binomial distribution: 99.9 % do.

    >>> needed(np.array([4, 125]), 0.8).tolist()
    [0, 86]
    """
    found: Counts = np.floor(samples * share - deviations * np.sqrt(samples * share * (1 - share))).astype(
        np.int64
    )
    return np.maximum(found, 0)


def thin_samples(sketches: Sketches) -> Counts:
    """How many of each article's samples are below ``THIN``: a binary search in all articles at once."""
    low, high = sketches.bounds[:-1].copy(), sketches.bounds[1:].copy()
    left = np.flatnonzero(low < high)
    while len(left):
        middle = (low[left] + high[left]) >> 1
        less = sketches.samples[middle] < THIN
        low[left[less]] = middle[less] + 1
        high[left[~less]] = middle[~less]
        left = left[low[left] < high[left]]
    return low - sketches.bounds[:-1]


def may_share(sketches: Sketches, packed: Hashes, share: float, run: Run = map) -> Flags:
    """Which pairs share so many samples that the shorter may have ``share`` of its shingles in the other.

    Most of many pairs are ruled out by their thin samples, and only the others
    looked at as a whole; ``run`` as in ``sharing_samples``.
    """
    a, b = unpack(packed)
    total = np.diff(sketches.bounds)
    may = np.ones(len(packed), np.bool_)
    if len(packed) > _MANY:
        thin = thin_samples(sketches)
        few = np.where(thin[a] <= thin[b], a, b)
        may = _shared(sketches, thin, few, a + b - few, run) >= needed(thin[few], share, _SURE)
    at = np.flatnonzero(may)
    few = np.where(total[a[at]] <= total[b[at]], a[at], b[at])
    may[at] = _shared(sketches, total, few, (a + b)[at] - few, run) >= needed(total[few], share)
    return may


def _shared(sketches: Sketches, sizes: Counts, few: Counts, many: Counts, run: Run) -> Counts:
    """How many of their first ``sizes`` samples the articles of each pair share; ``many`` has not fewer."""
    shared = np.zeros(len(few), np.int64)
    unlike = sizes[many] > UNLIKE * np.maximum(sizes[few], 1)
    for where, count in ((~unlike, _merged_counts), (unlike, _searched_counts)):
        at = np.flatnonzero(where)
        work = sizes[few[at]] + (sizes[many[at]] if count is _merged_counts else 0)
        block = np.cumsum(work) // _BLOCK
        pieces = [at[s:e] for s, e in pairwise(group_bounds(block).tolist())]
        counted = run(partial(_counted, count, sketches, sizes, few, many), pieces)
        for some, found in zip(pieces, counted, strict=True):
            shared[some] = found
    return shared


_Count = Callable[[Sketches, Counts, Counts, Counts], Counts]


def _counted(
    count: _Count, sketches: Sketches, sizes: Counts, few: Counts, many: Counts, some: Counts
) -> Counts:
    return count(sketches, sizes, few[some], many[some])


def _merged_counts(sketches: Sketches, sizes: Counts, a: Counts, b: Counts) -> Counts:
    """How many samples the articles of each pair share, by one sort over the samples of all pairs."""
    both = np.concatenate([a, b])
    run, at = ragged(sketches.bounds[both], sizes[both])
    values = ordered(pack(run % len(a), sketches.samples[at]))
    twice = values[1:][values[1:] == values[:-1]]
    return np.bincount(unpack(twice)[0], minlength=len(a))


def _searched_counts(sketches: Sketches, sizes: Counts, few: Counts, many: Counts) -> Counts:
    """The same for articles of very unlike size: the samples of the one searched in those of the other."""
    shared = np.zeros(len(few), np.int64)
    samples, bounds = sketches.samples, sketches.bounds
    for i, (one, two) in enumerate(zip(few.tolist(), many.tolist(), strict=True)):
        large = samples[bounds[two] : bounds[two] + sizes[two]]
        small = samples[bounds[one] : bounds[one] + sizes[one]]
        at = np.searchsorted(large, small)
        shared[i] = np.count_nonzero(large[np.minimum(at, len(large) - 1)] == small)
    return shared
