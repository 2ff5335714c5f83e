"""Exact Jaccard and containment of candidate pairs, on full shingle sets; what is false ends here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from dedup.columnar import Counts, ragged
from dedup.graph import thinned
from dedup.limits import Limit, LimitKind
from dedup.lsh import Candidates
from dedup.samples import UNLIKE
from dedup.shingled import Shingled, shingled
from dedup.text.shingles import overlap
from dedup.types import Relation

Texts = Callable[[Sequence[int]], Iterable[str]]
Run = Callable[[Callable[["Block"], "Shared"], Iterable["Block"]], Iterable["Shared"]]
Ratios = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

COPIES = 32  # of a group of identical articles with more members, only pairs with the first are listed
LISTED = (100_000, 2)  # pairs listed for a corpus, and more for each article
_BLOCK = 1_500_000  # characters of articles whose shingle sets are held at a time

RELATIONS = tuple(Relation)


@dataclass(frozen=True)
class Verified:
    """Pairs whose numbers are exact, in columns of length m, sorted by (a, b).

    Attributes:
        a, b: int64, numbers of articles; a < b (a new, b of the base where these were held apart).
        jaccard, cover_a, cover_b: float64, shared shingles by all shingles of both, of a, and of b.
        relation: int8, number in ``RELATIONS``: what a is to b.
        limits: what was left out, of the candidates too.
    """

    a: Counts
    b: Counts
    jaccard: Ratios
    cover_a: Ratios
    cover_b: Ratios
    relation: npt.NDArray[np.int8]
    limits: tuple[Limit, ...]

    def __len__(self) -> int:
        return len(self.a)

    def rows(self) -> Iterator[tuple[int, int, Relation, float, float, float]]:
        """(a, b, relation, jaccard, cover_a, cover_b) of each pair."""
        columns = (self.a, self.b, self.relation, self.jaccard, self.cover_a, self.cover_b)
        for a, b, relation, jaccard, cover_a, cover_b in zip(*(c.tolist() for c in columns), strict=True):
            yield a, b, RELATIONS[relation], jaccard, cover_a, cover_b


def relation_of(
    jaccard: float, cover_a: float, cover_b: float, *, threshold: float, containment: float
) -> Relation:
    """What A is to B, by exact numbers, if their normalised texts differ.

    A is contained in B when B holds ``containment`` of it and is so much larger that it could not be
    contained in A. Otherwise the two are near from ``threshold`` of Jaccard on. What is left is partial.

    >>> relation_of(0.5, 1.0, 0.5, threshold=0.5, containment=0.8)
    <Relation.CONTAINED: 'contained'>
    >>> relation_of(0.63, 0.83, 0.72, threshold=0.5, containment=0.8)
    <Relation.NEAR: 'near'>
    """
    one = _Numbers(np.array([jaccard]), np.array([cover_a]), np.array([cover_b]), np.array([False]))
    return RELATIONS[int(_relations(one, threshold, containment)[0])]


class _Numbers(NamedTuple):
    """Exact numbers of pairs: Jaccard, cover of a, cover of b, and whether the normalised texts are equal."""

    jaccard: Ratios
    cover_a: Ratios
    cover_b: Ratios
    equal: Flags

    def take(self, at: Counts) -> _Numbers:
        """The pairs at these positions; the position after the last is a pair of equal texts."""
        jaccard, cover_a, cover_b = (
            np.append(x, 1.0)[at] for x in (self.jaccard, self.cover_a, self.cover_b)
        )
        return _Numbers(jaccard, cover_a, cover_b, np.append(self.equal, True)[at])

    def turned(self, where: Flags) -> _Numbers:
        """The same with a and b exchanged ``where`` it says so."""
        cover_a = np.where(where, self.cover_b, self.cover_a)
        cover_b = np.where(where, self.cover_a, self.cover_b)
        return _Numbers(self.jaccard, cover_a, cover_b, self.equal)


def _relations(of: _Numbers, threshold: float, containment: float) -> npt.NDArray[np.int8]:
    number = {relation: i for i, relation in enumerate(RELATIONS)}
    inside = np.where(of.cover_a >= of.cover_b, number[Relation.CONTAINED], number[Relation.CONTAINS])
    larger, smaller = np.maximum(of.cover_a, of.cover_b), np.minimum(of.cover_a, of.cover_b)
    covered = larger >= containment
    # |A| / |B| = cover_b / cover_a, so this says that the smaller is under `containment` of the larger
    much_smaller = smaller < containment * larger
    cases = [of.equal, covered & much_smaller, of.jaccard >= threshold, covered]
    same, near = (np.full_like(inside, number[r]) for r in (Relation.IDENTICAL, Relation.NEAR))
    return np.select(cases, [same, inside, near, inside], number[Relation.PARTIAL]).astype(np.int8)


class Block(NamedTuple):
    """Pairs that are verified together: the texts of some articles, and which of these are the pairs."""

    texts: Iterable[str]
    one: Counts
    two: Counts


class Shared(NamedTuple):
    """Of each pair of a block: shingles shared and of either side; whether the normalised texts are equal."""

    shared: Counts
    size_a: Counts
    size_b: Counts
    equal: Flags


def verify(
    candidates: Candidates, texts: Texts, *, threshold: float, containment: float, run: Run = map
) -> Verified:
    """The candidates with Jaccard >= ``threshold`` or a cover >= ``containment``, and all copies of them.

    Args:
        candidates: pairs from ``lsh.candidates``.
        texts: the texts of the articles with these numbers (rising, each once), in the same order;
            asked for a limited number at a time.
        run: how to work through the blocks, in their order: ``map``, or in other processes.
        threshold: least Jaccard.
        containment: least share of one article that the other holds.
    """
    a, b = candidates.pairs[:, 0], candidates.pairs[:, 1]
    numbers = _exact(a, b, candidates.chars, texts, run)
    true = np.flatnonzero(
        (numbers.jaccard >= threshold) | (np.maximum(numbers.cover_a, numbers.cover_b) >= containment)
    )
    a, b, numbers = a[true], b[true], numbers.take(true)
    one, two, source, left_out = _with_copies(a, b, candidates)
    limits = candidates.limits
    if left_out:
        large = np.flatnonzero(np.bincount(candidates.first) > COPIES)
        limits = (*limits, Limit(LimitKind.COPIES, left_out, COPIES, tuple(large[:5].tolist())))
    numbers = numbers.take(source)
    if candidates.split is None:
        numbers = numbers.turned(one > two)
        one, two = np.minimum(one, two), np.maximum(one, two)
    order = np.lexsort((two, one))
    kept, most = thinned(one[order], two[order], LISTED[0] + LISTED[1] * len(candidates.first))
    if not kept.all():
        some = tuple(np.unique(one[order[~kept]])[:5].tolist())
        limits = (*limits, Limit(LimitKind.LISTED, int(np.count_nonzero(~kept)), most, some))
        order = order[kept]
    numbers = numbers.take(order)
    return Verified(
        a=one[order],
        b=two[order],
        jaccard=numbers.jaccard,
        cover_a=numbers.cover_a,
        cover_b=numbers.cover_b,
        relation=_relations(numbers, threshold, containment),
        limits=limits,
    )


def _exact(a: Counts, b: Counts, chars: Counts, texts: Texts, run: Run) -> _Numbers:
    """The numbers of each pair, from full shingle sets of one block of articles after the other."""

    def blocks() -> Iterator[Block]:
        for s, e in _blocks(a, b, chars):
            ids, local = np.unique(np.concatenate([a[s:e], b[s:e]]), return_inverse=True)
            yield Block(texts(ids.tolist()), local[: e - s], local[e - s :])

    empty = np.zeros(0, np.int64)
    parts = [Shared(empty, empty, empty, np.zeros(0, np.bool_)), *run(_shared, blocks())]
    shared = np.concatenate([part.shared for part in parts])
    size_a = np.concatenate([part.size_a for part in parts])
    size_b = np.concatenate([part.size_b for part in parts])
    equal = np.concatenate([part.equal for part in parts])
    union = np.maximum(size_a + size_b - shared, 1)
    return _Numbers(shared / union, shared / np.maximum(size_a, 1), shared / np.maximum(size_b, 1), equal)


def _shared(block: Block) -> Shared:
    sets = shingled(block.texts)
    sizes = np.diff(sets.bounds)
    one, two = block.one, block.two
    equal = (sets.digests[one] == sets.digests[two]).all(axis=1)
    return Shared(shared_shingles(sets, one, two), sizes[one], sizes[two], equal)


def _blocks(a: Counts, b: Counts, chars: Counts) -> Iterator[tuple[int, int]]:
    """Runs of pairs whose articles, but for the longest of them, have ``_BLOCK`` characters together."""
    start, size, longest = 0, 0, 0
    seen: set[int] = set()
    for i, pair in enumerate(zip(a.tolist(), b.tolist(), strict=True)):
        new = [article for article in pair if article not in seen]
        lengths = [int(chars[article]) for article in new]
        if size + sum(lengths) - max(longest, *lengths, 0) > _BLOCK and i > start:
            yield start, i
            start, size, longest = i, 0, 0
            seen, new = set(), list(pair)
            lengths = [int(chars[article]) for article in new]
        seen.update(new)
        size += sum(lengths)
        longest = max(longest, *lengths, 0)
    if len(a):
        yield start, len(a)


def shared_shingles(sets: Shingled, a: Counts, b: Counts) -> Counts:
    """How many shingles articles ``a[i]`` and ``b[i]`` share, int64[len(a)]: each pair merged by one sort."""
    shared = np.empty(len(a), np.int64)
    hashes, bounds = sets.hashes, sets.bounds.tolist()
    for i, (one, two) in enumerate(zip(a.tolist(), b.tolist(), strict=True)):
        x, y = hashes[bounds[one] : bounds[one + 1]], hashes[bounds[two] : bounds[two + 1]]
        if len(x) > UNLIKE * len(y) or len(y) > UNLIKE * len(x):
            shared[i] = overlap(x, y)
            continue
        both = np.concatenate((x, y))
        both.sort(kind="stable")  # merges the two sorted runs
        shared[i] = np.count_nonzero(both[1:] == both[:-1])
    return shared


def _with_copies(a: Counts, b: Counts, candidates: Candidates) -> tuple[Counts, Counts, Counts, int]:
    """The pairs of first copies spread over all copies, and the pairs of copies themselves.

    Returns:
        Both sides; the number of the pair each stems from, or ``len(a)`` for copies of one text; how
        many pairs of large groups were left out.
    """
    first, n = candidates.first, len(candidates.first)
    order = np.lexsort((np.arange(n), first))
    size = np.bincount(first, minlength=n)
    start = np.zeros(n + 1, np.int64)
    np.cumsum(size, out=start[1:])
    spread_a, spread_b = size[a], size[b]
    all_pairs = spread_a * spread_b
    few = all_pairs <= COPIES * COPIES
    spread_a, spread_b = np.where(few, spread_a, 1), np.where(few, spread_b, 1)
    left_out = int((all_pairs - spread_a * spread_b).sum())
    source, at = ragged(np.zeros(len(a), np.int64), spread_a * spread_b)
    one = order[start[a][source] + at // spread_b[source]]
    two = order[start[b][source] + at % spread_b[source]]
    if candidates.split is not None:
        return one, two, source, left_out
    groups = np.flatnonzero(size > 1)
    small = groups[size[groups] <= COPIES]
    member = np.flatnonzero(np.isin(first[order], small))  # each copy with those after it in its group
    rest = start[first[order[member]] + 1] - member - 1
    run, at = ragged(member + 1, rest)
    large = groups[size[groups] > COPIES]
    star, star_at = ragged(start[large] + 1, size[large] - 1)
    left_out += int((size[large] * (size[large] - 1) // 2 - (size[large] - 1)).sum())
    one = np.concatenate([one, order[member[run]], large[star]])
    two = np.concatenate([two, order[at], order[star_at]])
    source = np.concatenate([source, np.full(len(run) + len(star), len(a))])
    return one, two, source, left_out
