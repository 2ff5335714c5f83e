"""Choose, among all runs of agreement, those that tell one story: a path with a price for jumping.

The path is monotone in A and may jump in B (a Viterbi path over target positions, as word aligners
of machine translation use): moved sections cost one jump each instead of being lost. Where two
parts of the path claim the same place of B, the part with more context keeps it.
"""

from __future__ import annotations

import bisect
import heapq
from collections import defaultdict
from dataclasses import dataclass
from typing import NamedTuple

from dedup.align.seeds import Runs

NEAR = 120  # characters a gap may have on either side without being a jump
_TIGHT = 20  # characters between pieces that vouch for one another
_CANDIDATES = 24  # predecessors looked at for one run: bounds the work on repetitive text


class Piece(NamedTuple):
    """A[a:a+n] goes with B[b:b+n]; ``strand`` numbers the stretch without jumps it belongs to."""

    a: int
    b: int
    n: int
    strand: int


@dataclass(slots=True)
class _Node:
    a: int
    b: int
    n: int
    skip: int = 0  # symbols cut off at the front because the predecessor holds them
    value: float = 0.0  # best score of a path that ends with this run
    before: int = -1  # the run before it on that path
    leave: int = 0  # where, in A, the run before is left
    jumped: bool = True


def chain(found: Runs, jump: float, least: int = 1) -> tuple[Piece, ...]:
    """The best path through the runs, its claims on B made disjoint; pieces in order of A.

    Args:
        found: runs sorted by (a, b).
        jump: price, in characters, of going on at another place of B.
        least: strands that keep fewer characters than this after their claims are settled are dropped.
    """
    nodes = [_Node(*row) for row in zip(found.a.tolist(), found.b.tolist(), found.n.tolist(), strict=True)]
    if not nodes:
        return ()
    done: list[tuple[int, int]] = []  # (end in A, node): runs still open at the current position
    active: list[tuple[float, int]] = []  # (-(value - end), node): best open run to leave early
    best_value, best_node = 0.0, -1
    near: dict[int, list[int]] = defaultdict(list)
    for q, node in enumerate(nodes):
        while done and done[0][0] <= node.a:
            _, p = heapq.heappop(done)
            if nodes[p].value > best_value:
                best_value, best_node = nodes[p].value, p
        while active and nodes[active[0][1]].a + nodes[active[0][1]].n <= node.a:
            heapq.heappop(active)
        node.value, node.before, node.leave = best_value - jump + node.n, best_node, node.a
        if active:
            p = active[0][1]
            early = nodes[p].value - (nodes[p].a + nodes[p].n - node.a)
            if nodes[p].a + nodes[p].skip < node.a and early - jump + node.n > node.value:
                node.value, node.before, node.leave = early - jump + node.n, p, node.a
        _step(nodes, q, near, jump)
        heapq.heappush(done, (node.a + node.n, q))
        heapq.heappush(active, (node.a + node.n - node.value, q))
        near[(node.b + node.n) // NEAR].append(q)
    last = max(range(len(nodes)), key=lambda q: (nodes[q].value, -q))
    return _disjoint(_path(nodes, last), least)


def _alive(nodes: list[_Node], near: dict[int, list[int]], bucket: int, at: int) -> list[int]:
    """The runs that end in a bucket of B and can still be a near predecessor at ``at`` of A, the last few."""
    found = near.get(bucket)
    if not found:
        return []
    if any(nodes[p].a + nodes[p].n < at - NEAR for p in found):
        found = near[bucket] = [p for p in found if nodes[p].a + nodes[p].n >= at - NEAR]
    return found[-_CANDIDATES:]


def _step(nodes: list[_Node], q: int, near: dict[int, list[int]], jump: float) -> None:
    """Let run ``q`` follow the best run just before it on both sides, if that beats a jump."""
    node = nodes[q]
    room = node.b // NEAR
    reach = (node.b + node.n) // NEAR
    for bucket in range(room - 1, reach + 1):
        for p in _alive(nodes, near, bucket, node.a):
            other = nodes[p]
            a_end, b_end = other.a + other.n, other.b + other.n
            skip = max(0, a_end - node.a, b_end - node.b)
            if skip >= node.n or other.b >= node.b + skip:
                continue
            gap_a, gap_b = node.a + skip - a_end, node.b + skip - b_end
            if gap_a > NEAR or gap_b > NEAR:
                continue
            price = min(jump, 0.5 + 0.05 * abs(gap_a - gap_b) + 0.02 * min(gap_a, gap_b))
            value = other.value + node.n - skip - price
            if value > node.value:
                node.value, node.before, node.leave = value, p, a_end
                node.skip, node.jumped = skip, False


def _path(nodes: list[_Node], last: int) -> list[Piece]:
    """Follow the best path back from ``last``."""
    steps: list[tuple[int, int, int, bool]] = []
    q, leave = last, nodes[last].a + nodes[last].n
    while q >= 0 and nodes[q].value > 0:
        node = nodes[q]
        start, end = node.a + node.skip, min(leave, node.a + node.n)
        if end > start:
            steps.append((start, node.b + node.skip, end - start, node.jumped))
        q, leave = node.before, node.leave
    pieces: list[Piece] = []
    strand = -1
    for a, b, n, jumped in reversed(steps):
        strand += jumped or strand < 0
        pieces.append(Piece(a, b, n, strand))
    return pieces


def _disjoint(pieces: list[Piece], least: int) -> tuple[Piece, ...]:
    """Give every place of B to one piece: the one with more text close around it, then the earlier."""
    weight = _context(pieces)
    order = sorted(
        range(len(pieces)), key=lambda i: (-weight[i], pieces[i].strand, -pieces[i].n, pieces[i].a)
    )
    taken: list[tuple[int, int]] = []  # disjoint ranges of B, sorted
    kept: list[Piece] = []
    for i in order:
        piece = pieces[i]
        for start, end in _free(taken, piece.b, piece.b + piece.n):
            kept.append(Piece(piece.a + start - piece.b, start, end - start, piece.strand))
            bisect.insort(taken, (start, end))
    left: dict[int, int] = defaultdict(int)
    for piece in kept:
        left[piece.strand] += piece.n
    return tuple(sorted(piece for piece in kept if left[piece.strand] >= least))


def _context(pieces: list[Piece]) -> list[int]:
    """For each piece, how many characters its tight group has: pieces that follow closely on both sides."""
    groups: list[list[int]] = []
    for i, piece in enumerate(pieces):
        last = pieces[groups[-1][-1]] if groups else None
        if last and last.strand == piece.strand:
            gap_a, gap_b = piece.a - last.a - last.n, piece.b - last.b - last.n
            if gap_a <= _TIGHT and 0 <= gap_b <= _TIGHT:
                groups[-1].append(i)
                continue
        groups.append([i])
    found = [0] * len(pieces)
    for group in groups:
        total = sum(pieces[i].n for i in group)
        for i in group:
            found[i] = total
    return found


def _free(taken: list[tuple[int, int]], start: int, end: int) -> list[tuple[int, int]]:
    """The parts of [start, end) that no range in ``taken`` covers."""
    free = []
    at = bisect.bisect_right(taken, (start, 1 << 60)) - 1
    if at >= 0 and taken[at][1] > start:
        start = taken[at][1]
    at += 1
    while start < end:
        if at == len(taken) or taken[at][0] >= end:
            free.append((start, end))
            break
        if taken[at][0] > start:
            free.append((start, taken[at][0]))
        start = max(start, taken[at][1])
        at += 1
    return free
