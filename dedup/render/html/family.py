"""Who follows whom among the versions of one story, inferred from the facts on which they differ.

The versions stand in order of date, and each is joined to the one before it with which it differs in the
fewest facts, then to the most similar in wording: the minimum spanning tree (Prim, 1957) in which nothing
follows what is younger. Undated versions come after the dated ones, the nearest to the tree first. It is
what stemmatics calls a tree of witnesses by shared readings, without lost ancestors.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from dedup.render.html.variants import Variant
from dedup.types import Pair

_WIDE, _HIGH, _GAP, _STEP = 196, 46, 104, 62  # of a box, between boxes across, from box to box down


class Node(NamedTuple):
    """A version in the tree.

    Attributes:
        version: its number, in the order of the versions.
        parent: number of the version it follows, -1 for the root.
        agree: facts on which it and its parent agree.
        differ: facts on which they differ.
        shared: minority readings that the two have in common.
        x: left edge of its box.
        y: top edge.
    """

    version: int
    parent: int
    agree: int
    differ: int
    shared: tuple[str, ...]
    x: int = 0
    y: int = 0


class Family(NamedTuple):
    """The tree, root first, and the size of its picture."""

    nodes: tuple[Node, ...]
    width: int
    height: int
    box: tuple[int, int] = (_WIDE, _HIGH)


def order(members: Sequence[str], dates: Mapping[str, str]) -> tuple[str, ...]:
    """The versions by date, then by id; undated ones last."""
    return tuple(sorted(members, key=lambda m: (not dates[m], dates[m], m)))


def family(
    members: Sequence[str], dates: Mapping[str, str], pairs: Sequence[Pair], rows: Sequence[Variant]
) -> Family:
    """The tree of the members, which stand in their :func:`order`."""
    alike = {frozenset((pair.a, pair.b)): pair.jaccard for pair in pairs}

    def distance(i: int, j: int) -> tuple[int, float]:
        differ = sum(_differ(row, i, j) for row in rows)
        return differ, 1 - alike.get(frozenset((members[i], members[j])), 0.0)

    nodes = []
    for version, parent in _parents([bool(dates[m]) for m in members], distance):
        agree = differ = 0
        shared: tuple[str, ...] = ()
        if parent >= 0:
            known = [row for row in rows if "?" not in (row.readings[version].key, row.readings[parent].key)]
            differ = sum(_differ(row, version, parent) for row in known)
            agree = len(known) - differ
            shared = tuple(
                row.readings[version].text
                for row in known
                if not _differ(row, version, parent)
                and row.readings[version].minor
                and row.readings[version].text
            )
        nodes.append(Node(version, parent, agree, differ, shared))
    return _laid_out(nodes)


def _differ(row: Variant, i: int, j: int) -> bool:
    one, two = row.readings[i].key, row.readings[j].key
    return one != two and "?" not in (one, two)


def _parents(
    dated: Sequence[bool], distance: Callable[[int, int], tuple[int, float]]
) -> list[tuple[int, int]]:
    """(version, the version it follows) in the order in which they join the tree."""
    many = len(dated)
    waiting = [n for n in range(many) if not dated[n]]
    placed = [(n, -1) for n in range(1) if any(dated)]
    if not placed:
        middle = min(range(many), key=lambda i: (sum(distance(i, j)[0] for j in range(many) if j != i), i))
        placed.append((middle, -1))
        waiting.remove(middle)
    for n in range(1, many):
        if dated[n]:
            placed.append((n, min((p for p, _ in placed), key=lambda p: (*distance(n, p), p))))
    nearest = {n: min((*distance(n, p), p) for p, _ in placed) for n in waiting}
    while nearest:
        n = min(nearest, key=lambda m: (nearest[m], m))
        placed.append((n, nearest.pop(n)[2]))
        for m in nearest:
            nearest[m] = min(nearest[m], (*distance(m, n), n))
    return placed


def _laid_out(nodes: Sequence[Node]) -> Family:
    """The boxes from left to right by generation, a line a leaf, parents beside their first child."""
    children: dict[int, list[int]] = {node.version: [] for node in nodes}
    for node in nodes:
        if node.parent >= 0:
            children[node.parent].append(node.version)
    depth: dict[int, int] = {}
    for node in nodes:
        depth[node.version] = depth[node.parent] + 1 if node.parent >= 0 else 0
    line: dict[int, int] = {}
    lines = 0
    stack = [nodes[0].version]
    while stack:
        version = stack.pop()
        line[version] = lines
        if not children[version]:
            lines += 1
        stack += reversed(children[version])
    at = [
        node._replace(x=depth[node.version] * (_WIDE + _GAP), y=line[node.version] * _STEP) for node in nodes
    ]
    width = max(node.x for node in at) + _WIDE
    return Family(tuple(at), width, max(1, lines) * _STEP - _STEP + _HIGH)
