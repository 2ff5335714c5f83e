"""Seeds: where two sequences agree over at least ``k`` symbols, as maximal diagonal runs."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from dedup.text.fold import Codes, Offsets
from dedup.text.shingles import rolling

DIGIT = 0x30  # every ASCII digit is seeded as this one, so that a changed number breaks no seed


class Runs(NamedTuple):
    """Maximal runs of agreement, int64[r] each, sorted by (a, b): A[a:a+n] seeds as B[b:b+n]."""

    a: Offsets
    b: Offsets
    n: Offsets


def masked(points: Codes) -> Codes:
    """Code points with every ASCII digit made the same."""
    digit = (points >= 0x30) & (points <= 0x39)
    return np.where(digit, np.uint32(DIGIT), points).astype(np.uint32)


def runs(a: Codes, b: Codes, k: int, most: int = 32) -> Runs:
    """All maximal runs of at least ``k`` equal code points.

    Args:
        a: code points of A, uint32[n].
        b: code points of B, uint32[m].
        k: length of a seed.
        most: a k-mer that stands more than this often in B seeds nothing; repeated boilerplate would
            otherwise make the number of seeds quadratic. The gaps it leaves are filled later.
    """
    ha, hb = rolling(a, k), rolling(b, k)
    if not len(ha) or not len(hb):
        empty = np.empty(0, np.int64)
        return Runs(empty, empty, empty)
    order = np.argsort(hb, kind="stable")
    ranked = hb[order]
    left = np.searchsorted(ranked, ha, "left")
    count = np.searchsorted(ranked, ha, "right") - left
    count[count > most] = 0
    i = np.repeat(np.arange(len(ha), dtype=np.int64), count)
    nth = np.arange(len(i)) - np.repeat(np.cumsum(count) - count, count)
    j = order[np.repeat(left, count) + nth].astype(np.int64)
    return _merge(i, j, k)


def _merge(i: Offsets, j: Offsets, k: int) -> Runs:
    """Seed hits (i, j) of length ``k`` joined along their diagonals."""
    if not len(i):
        return Runs(i, j, i)
    order = np.lexsort((i, j - i))
    i, j = i[order], j[order]
    first = np.ones(len(i), bool)
    first[1:] = (np.diff(j - i) != 0) | (np.diff(i) != 1)
    at = np.flatnonzero(first)
    n = np.diff(np.append(at, len(i))) + k - 1
    a, b = i[at], j[at]
    order = np.lexsort((b, a))
    return Runs(a[order], b[order], n[order].astype(np.int64))


def slow_runs(a: str, b: str, k: int) -> list[tuple[int, int, int]]:
    """The obvious reference for ``runs`` without a limit: quadratic, for tests."""
    found = []
    for i in range(len(a)):
        for j in range(len(b)):
            if i and j and a[i - 1] == b[j - 1]:
                continue
            n = 0
            while i + n < len(a) and j + n < len(b) and a[i + n] == b[j + n]:
                n += 1
            if n >= k:
                found.append((i, j, n))
    return found
