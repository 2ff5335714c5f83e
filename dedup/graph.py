"""Connected components of many edges, and fewer edges for the same, an array operation at a time."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from dedup.columnar import Counts, group_bounds, pack

_WINDOWS = (1 << 32, 4096, 1024, 256, 64, 32, 16, 8, 4, 2, 1)  # the first is no bound


def components(n: int, a: Counts, b: Counts) -> Counts:
    """For each of n nodes the least number in its connected component, int64[n].

    >>> components(5, np.array([3, 1]), np.array([1, 4])).tolist()
    [0, 1, 2, 1, 1]
    """
    return _joined(n, a, b)[0]


def spanning(n: int, a: Counts, b: Counts) -> npt.NDArray[np.bool_]:
    """Edges that connect what all the edges connect, as few as possible: bool[len(a)].

    >>> spanning(3, np.array([0, 1, 0]), np.array([1, 2, 2])).tolist()
    [True, False, True]
    """
    return _joined(n, a, b)[1]


def thinned(a: Counts, b: Counts, budget: int) -> tuple[npt.NDArray[np.bool_], int]:
    """Which edges to keep so that about ``budget`` are left and what was connected still is.

    Args:
        a, b: the edges, sorted by (a, b).
        budget: how many may be kept, a spanning forest not counted.

    Returns:
        The edges kept, bool[len(a)], and how many edges from each a, in order of b, are among them.
    """
    bounds = group_bounds(a)
    rank = np.arange(len(a)) - np.repeat(bounds[:-1], np.diff(bounds))
    most = window(np.diff(bounds), budget)
    kept = rank < most
    if not kept.all():
        kept |= spanning(int(max(a.max(), b.max())) + 1, a, b)
    return kept, most


def window(partners: Counts, budget: int) -> int:
    """The largest number of partners each may have that keeps all together within ``budget``."""
    return widest(lambda bound: int(np.minimum(partners, bound).sum()), budget)


def widest(work: Callable[[int], int], budget: int) -> int:
    """The first of a few falling bounds for which ``work`` of it is within ``budget``, or else the last.

    >>> widest(lambda bound: 10 * min(bound, 500), 2000)
    64
    """
    return next(bound for bound in _WINDOWS if bound == _WINDOWS[-1] or work(bound) <= budget)


def _joined(n: int, a: Counts, b: Counts) -> tuple[Counts, npt.NDArray[np.bool_]]:
    """The root of each node, and the edges that joined two trees.

    In every round each root hooks onto the least root it shares an edge with, if that is less than
    itself, and all paths are made flat (Shiloach and Vishkin, "An O(log n) parallel connectivity
    algorithm", 1982). Roots only ever hook onto lesser ones, so the last root is the least node.
    """
    root = np.arange(n)
    used = np.zeros(len(a), np.bool_)
    edge = np.arange(len(a))
    while True:
        one, two = root[a[edge]], root[b[edge]]
        apart = one != two
        edge, one, two = edge[apart], one[apart], two[apart]
        if not len(edge):
            return root, used
        high, low = np.maximum(one, two), np.minimum(one, two)
        order = np.argsort(pack(high, low), kind="stable")
        first = order[group_bounds(high[order])[:-1]]
        root[high[first]] = low[first]
        used[edge[first]] = True
        while not np.array_equal(further := root[root], root):
            root = further
