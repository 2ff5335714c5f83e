"""From sketches to candidate pairs: banded signatures for likeness, shared samples for containment.

Two articles are alike enough to look at when one band of their signatures is equal (Indyk and Motwani
1998; Leskovec et al., "Mining of massive datasets", 3.4). Bands are sorted, not hashed into a table.
Excerpts and shared passages come from ``samples``. Nothing is dropped without being counted: what a
bound left out is a ``Limit``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing.pool import ThreadPool
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from dedup.columnar import Counts, group_bounds, merged, ordered, pack, ragged, unpack
from dedup.graph import thinned, window
from dedup.limits import Limit, LimitKind
from dedup.samples import may_share
from dedup.sharing import sharing_samples
from dedup.sketch import Banding, Sketches, Values
from dedup.text.shingles import Hashes, distinct

if TYPE_CHECKING:
    from datasketch import LeanMinHash, MinHashLSH

RECALL = 0.995  # share of the pairs at the threshold that must share a band
EXHAUSTIVE = 20_000  # possible pairs up to which all are verified: a fifth of a second
LOOKUPS = (8_000_000, 16)  # look-ups in bands for a corpus, and more for each article
PAIRS = (500_000, 8)  # candidate pairs for a corpus, and more for each article
_HALF = np.uint64(32)


@dataclass(frozen=True)
class Candidates:
    """Pairs worth verifying.

    Attributes:
        pairs: int64[m, 2], numbers of articles with a < b, sorted, each pair once. Of articles with
            equal normalised text only the first stands here.
        first: int64[n], the first article with the same normalised text (of the same side).
        chars: int64[n], as in ``Sketches``.
        split: articles below it are new, the others the base they were held against; ``None`` if
            all were held against all.
        limits: what was left out.
    """

    pairs: Counts
    first: Counts
    chars: Counts
    split: int | None
    limits: tuple[Limit, ...]


def bands_for(threshold: float, permutations: int = 128, recall: float = RECALL) -> Banding:
    """The most selective banding that still finds pairs at ``threshold`` with probability ``recall``.

    A pair of Jaccard J shares one of b bands of r rows with probability 1 - (1 - J^r)^b.

    >>> bands_for(0.5)
    Banding(bands=42, rows=3, permutations=128)
    >>> bands_for(0.7)
    Banding(bands=32, rows=4, permutations=128)
    """
    rows = 1
    for r in range(2, permutations + 1):
        if hit_chance(threshold, Banding(permutations // r, r, permutations)) < recall:
            break
        rows = r
    return Banding(permutations // rows, rows, permutations)


def hit_chance(jaccard: float, banding: Banding) -> float:
    """Probability that two articles of this Jaccard share at least one band.

    >>> round(hit_chance(0.7, Banding(16, 8)), 2)
    0.61
    """
    return float(1 - (1 - jaccard**banding.rows) ** banding.bands)


def candidates(
    sketches: Sketches,
    *,
    threshold: float,
    containment: float,
    split: int | None = None,
    exhaustive: int = EXHAUSTIVE,
    threads: int = 1,
) -> Candidates:
    """Pairs that may have Jaccard >= ``threshold`` or a containment >= ``containment``.

    Args:
        sketches: of all articles; with ``split``, of the new ones and then the base.
        threshold: Jaccard from which articles are versions, 0..1.
        containment: share of the shorter article from which it is contained, 0..1.
        split: number of new articles; only pairs of a new one and one of the base are sought.
        threads: how many may sort at a time; changes nothing but the time.
        exhaustive: up to this many possible pairs all are candidates, and nothing can be missed.
    """
    first = _first_copies(sketches, split)
    alone = np.flatnonzero(first == np.arange(len(first)))
    live = alone[sketches.chars[alone] >= sketches.shortest]
    limits: list[Limit] = []
    short = np.flatnonzero(sketches.chars < sketches.shortest)
    if len(short):
        limits.append(Limit(LimitKind.SHORT, len(short), sketches.shortest, tuple(short[:5].tolist())))
    every = _every_pair(live, split, exhaustive)
    if every is None:
        packed, bounds = _searched(sketches, live, threshold, containment, split, threads)
        limits += bounds
    else:
        packed = every
    if split is not None:
        packed = distinct(np.concatenate([packed, _equal_across(sketches, alone, split)]))
    pairs = np.stack(unpack(packed), axis=1)
    return Candidates(pairs, first, sketches.chars, split, tuple(limits))


def _every_pair(live: Counts, split: int | None, most: int) -> Hashes | None:
    """All packed pairs, or ``None`` if there are more than ``most``."""
    new = len(live) if split is None else int(np.count_nonzero(live < split))
    possible = new * (new - 1) // 2 if split is None else new * (len(live) - new)
    if possible > most:
        return None
    at = np.arange(new)
    starts = at + 1 if split is None else np.full(new, new)
    run, other = ragged(starts, len(live) - starts)
    return pack(live[run], live[other])


def _searched(
    sketches: Sketches, live: Counts, threshold: float, containment: float, split: int | None, threads: int
) -> tuple[Hashes, list[Limit]]:
    """The packed pairs that bands or samples propose and samples do not rule out."""
    least = min(containment, 2 * threshold / (1 + threshold))
    budget = LOOKUPS[0] + LOOKUPS[1] * len(live)
    # sorting does not hold the interpreter's lock; a search waits for its parts, and so has other threads
    with ThreadPool(threads) as searches, ThreadPool(threads) as parts:
        bands = searches.apply_async(_sharing_bands, (sketches, live, split, budget))
        by_sample, common = sharing_samples(sketches, live, containment, split, parts.imap, searches.imap)
        by_band, crowded = bands.get()
        packed = distinct(np.concatenate([by_band, by_sample]))
        packed = packed[may_share(sketches, packed, least, parts.imap)]
    packed, families = _thinned(packed, PAIRS[0] + PAIRS[1] * len(live))
    return packed, [*crowded, *common, *families]


def _first_copies(sketches: Sketches, split: int | None) -> Counts:
    """For each article the first one with the same digest, on the same side of ``split``."""
    n = len(sketches)
    side = np.arange(n) >= (n if split is None else split)
    order = np.lexsort((np.arange(n), side, sketches.digests[:, 1], sketches.digests[:, 0]))
    same = (sketches.digests[order[1:]] == sketches.digests[order[:-1]]).all(axis=1)
    same &= side[order[1:]] == side[order[:-1]]
    same &= sketches.chars[order[1:]] > 0  # nothing is no copy of nothing
    start = np.arange(n)
    start[1:][same] = 0
    first = np.empty(n, np.int64)
    first[order] = order[np.maximum.accumulate(start)]
    return first


def _equal_across(sketches: Sketches, alone: Counts, split: int) -> Hashes:
    """Packed pairs of a new article and one of the base with the same digest."""
    new, base = alone[alone < split], alone[alone >= split]
    rows: list[tuple[int, int]] = []
    where = {key.tobytes(): i for i, key in zip(new.tolist(), sketches.digests[new], strict=True)}
    for j, key in zip(base.tolist(), sketches.digests[base], strict=True):
        i = where.get(key.tobytes())
        if i is not None and sketches.chars[i]:
            rows.append((i, j))
    found = np.array(rows, np.int64).reshape(-1, 2)
    return pack(found[:, 0], found[:, 1])


class _Rooms(NamedTuple):
    """Articles that share a key, room by room; ``members[i]`` may pair with ``members[start[i]:end[i]]``."""

    members: Counts
    start: Counts
    end: Counts
    first: Counts  # position of the first member of the room


def _rooms(members: Counts, bounds: Counts, split: int | None) -> _Rooms:
    """The rooms of groups of members, each in rising order; only pairs across ``split`` if there is one."""
    sizes = np.diff(bounds)
    first, end = np.repeat(bounds[:-1], sizes), np.repeat(bounds[1:], sizes)
    at = np.arange(len(members))
    if split is None:
        return _Rooms(members, at + 1, end, first)
    new = members < split
    base_start = np.repeat(bounds[:-1] + np.add.reduceat(new, bounds[:-1]), sizes) if len(sizes) else at
    return _Rooms(members, np.where(new, base_start, end), end, first)


def _sharing_bands(
    sketches: Sketches, live: Counts, split: int | None, budget: int
) -> tuple[Hashes, list[Limit]]:
    """Packed pairs that share a band key, at most about ``budget`` look-ups in all bands together."""

    def sharing(band: int) -> _Rooms:
        packed = ordered(pack(sketches.keys[live, band], live))
        bounds = group_bounds(packed >> _HALF)
        shared = np.diff(bounds) > 1
        _, at = ragged(bounds[:-1][shared], np.diff(bounds)[shared])
        inner = np.concatenate([[0], np.cumsum(np.diff(bounds)[shared])])
        return _rooms(unpack(packed[at])[1], inner, split)

    rooms = [sharing(band) for band in range(sketches.banding.bands)]
    partners = np.concatenate([room.end - room.start for room in rooms])
    most = window(partners, budget)
    left_out = int((partners - np.minimum(partners, most)).sum())
    limits = []
    if left_out:
        crowded = np.concatenate([room.members[room.end - room.start > most] for room in rooms])
        some = np.unique(crowded)[:5]
        limits.append(Limit(LimitKind.CROWDED, left_out, most, tuple(some.tolist())))
    return merged(_pairs_in_rooms(room, most) for room in rooms), limits


def _thinned(packed: Hashes, budget: int) -> tuple[Hashes, list[Limit]]:
    """At most about ``budget`` pairs: of each article the next partners, and what keeps families together."""
    a, b = unpack(packed)
    kept, most = thinned(a, b, budget)
    left_out = int(np.count_nonzero(~kept))
    if not left_out:
        return packed, []
    some = tuple(np.unique(a[~kept])[:5].tolist())
    return packed[kept], [Limit(LimitKind.CROWDED, left_out, most, some)]


def pairs_in_rooms(members: Counts, bounds: Counts, most: int) -> Hashes:
    """Packed pairs of those that stand together, each with at most ``most`` of those after it and the first.

    Args:
        members: one group after the other, each rising.
        bounds: int64[groups + 1], where they start.
        most: how many each is paired with; in a larger group also with its first member.

    >>> a, b = unpack(pairs_in_rooms(np.array([1, 2, 3]), np.array([0, 3]), 1))
    >>> list(zip(a.tolist(), b.tolist()))
    [(1, 2), (2, 3), (1, 2), (1, 3)]
    """
    return _pairs_in_rooms(_rooms(members, bounds, None), most)


def _pairs_in_rooms(room: _Rooms, most: int) -> Hashes:
    """Each member with its next ``most`` partners, in a larger room with the first member too."""
    counts = np.minimum(room.end - room.start, most)
    run, at = ragged(room.start, counts)
    near = pack(room.members[run], room.members[at])
    crowded = np.flatnonzero((room.end - room.start > most) & (room.first + 1 == room.start))
    run, at = ragged(room.start[crowded], (room.end - room.start)[crowded])
    star = pack(room.members[room.first[crowded]][run], room.members[at])
    return np.concatenate([near, star])


def index(values: Values, names: Sequence[str], banding: Banding) -> MinHashLSH:
    """datasketch's own index over signatures, for callers that add and ask one article at a time.

    ``candidates`` finds the same pairs among whole corpora a hundred times faster; ``lean`` makes the
    object to ask with.

    Args:
        values: uint32[n, permutations] from ``sketch.signatures``.
        names: n keys, each once.
        banding: bands and rows, from ``bands_for``.
    """
    from datasketch import MinHashLSH

    found = MinHashLSH(num_perm=banding.permutations, params=(banding.bands, banding.rows))
    for name, row in zip(names, values, strict=True):
        found.insert(name, lean(row))
    return found


def lean(row: Values) -> LeanMinHash:
    """One signature as datasketch's ``LeanMinHash``; its ``jaccard`` estimates that of two articles.

    Seed 0 keeps it from being compared with datasketch's own, whose seed is 1 unless stated: the hash
    functions are others.
    """
    from datasketch import LeanMinHash

    return LeanMinHash(seed=0, hashvalues=row, scheme="affine32")
