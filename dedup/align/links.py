"""What follows from matched characters: what moved, and which paragraphs correspond."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from dedup.text.reading import Reading
from dedup.types import Block, Link, LinkKind

_BRIDGE = 24  # unmatched characters that may lie inside one strand of runs
_SHARE = 0.2  # paragraphs are linked from this share of the shorter one's characters on …
_LEAST = 6  # … or from this many shared characters on


def moved_runs(runs: Sequence[Block]) -> tuple[bool, ...]:
    """For each run, in order of A: does it stand outside the heaviest increasing order of B?

    Runs that follow one another closely on both sides are weighed as one strand.
    """
    strands: list[list[int]] = []
    for i, run in enumerate(runs):
        if strands:
            last = runs[strands[-1][-1]]
            gap = run.b - last.b - last.length
            if -1 < gap <= _BRIDGE * 10 and run.a - last.a - last.length <= _BRIDGE * 10:
                strands[-1].append(i)
                continue
        strands.append([i])
    weights = [sum(runs[i].length for i in strand) for strand in strands]
    stays = heaviest_increasing([runs[s[0]].b for s in strands], weights)
    moved = [True] * len(runs)
    for nth in stays:
        for i in strands[nth]:
            moved[i] = False
    return tuple(moved)


def heaviest_increasing(keys: Sequence[int], weights: Sequence[int]) -> list[int]:
    """Indices of an increasing subsequence of ``keys`` (all different) with the greatest weight.

    O(n log n) with a Fenwick tree of prefix maxima.

    >>> heaviest_increasing([5, 1, 2, 9], [10, 1, 2, 4])
    [0, 3]
    """
    ranks = {key: i + 1 for i, key in enumerate(sorted(keys))}
    tree: list[tuple[int, int]] = [(0, -1)] * (len(keys) + 1)
    before = [-1] * len(keys)
    best = (0, -1)
    for i, (key, weight) in enumerate(zip(keys, weights, strict=True)):
        rank = ranks[key]
        at, top = rank - 1, (0, -1)
        while at > 0:
            top = max(top, tree[at], key=lambda t: t[0])
            at -= at & -at
        before[i] = top[1]
        here = (top[0] + weight, i)
        best = max(best, here, key=lambda t: t[0])
        at = rank
        while at <= len(keys):
            tree[at] = max(tree[at], here, key=lambda t: t[0])
            at += at & -at
    found = []
    i = best[1]
    while i >= 0:
        found.append(i)
        i = before[i]
    return found[::-1]


def paragraph_links(a: Reading, b: Reading, runs: Sequence[Block], moved: Sequence[bool]) -> tuple[Link, ...]:
    """Connected components of paragraphs that share enough characters, in order of A, then of B."""
    shared: dict[tuple[int, int], int] = defaultdict(int)
    shifted: dict[tuple[int, int], int] = defaultdict(int)
    for run, moves in zip(runs, moved, strict=True):
        for i, j, n in _cut(a, b, run):
            shared[i, j] += n
            shifted[i, j] += n * moves
    size_a, size_b = _sizes(a), _sizes(b)
    room: dict[tuple[str, int], tuple[str, int]] = {}

    def root(node: tuple[str, int]) -> tuple[str, int]:
        while room.setdefault(node, node) != node:
            node = room[node]
        return node

    kept = []
    for (i, j), n in sorted(shared.items()):
        shorter = min(size_a[i], size_b[j])
        if n >= min(_LEAST, max(2, _SHARE * shorter), shorter):
            kept.append((i, j))
            one, two = sorted((root(("a", i)), root(("b", j))))
            room[two] = one
    groups: dict[tuple[str, int], list[tuple[int, int]]] = defaultdict(list)
    for i, j in kept:
        groups[root(("a", i))].append((i, j))
    links = []
    for pairs in groups.values():
        left = tuple(sorted({i for i, _ in pairs}))
        right = tuple(sorted({j for _, j in pairs}))
        total = sum(shared[p] for p in pairs)
        moves = 2 * sum(shifted[p] for p in pairs) > total
        links.append(Link(left, right, _kind(left, right, total, size_a, size_b), moves))
    linked_a = {i for link in links for i in link.a}
    linked_b = {j for link in links for j in link.b}
    links += [Link((i,), (), LinkKind.ONLY_A) for i in range(len(size_a)) if i not in linked_a]
    links += [Link((), (j,), LinkKind.ONLY_B) for j in range(len(size_b)) if j not in linked_b]
    return tuple(sorted(links, key=lambda link: (not link.a, link.a, link.b)))


def _kind(
    left: tuple[int, ...], right: tuple[int, ...], shared: int, size_a: Sequence[int], size_b: Sequence[int]
) -> LinkKind:
    if len(left) == len(right) == 1:
        same = shared == size_a[left[0]] == size_b[right[0]]
        return LinkKind.SAME if same else LinkKind.EDITED
    if len(left) == 1:
        return LinkKind.SPLIT
    if len(right) == 1:
        return LinkKind.MERGED
    return LinkKind.REGROUPED


def _sizes(reading: Reading) -> list[int]:
    """Characters in each paragraph, white space not counted."""
    return [len("".join(reading.text[s:e].split())) for s, e in reading.ranges]


def _cut(a: Reading, b: Reading, run: Block) -> list[tuple[int, int, int]]:
    """The run cut at paragraph borders: (paragraph of A, paragraph of B, characters)."""
    parts = []
    at = 0
    while at < run.length:
        i, j = a.paragraph_at(run.a + at), b.paragraph_at(run.b + at)
        ends = [run.length]
        for starts, offset, number in ((a.starts, run.a, i), (b.starts, run.b, j)):
            if number + 1 < len(starts):
                ends.append(starts[number + 1] - offset)
        upto = min(ends)
        parts.append((i, j, upto - at))
        at = upto
    return parts
