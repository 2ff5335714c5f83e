"""From sketches to candidate pairs: banded signatures for likeness, shared samples for containment.

Likeness: two articles are candidates when one band of their signatures is equal (Indyk and Motwani
1998; Leskovec et al., "Mining of massive datasets", 3.4). Bands are sorted, not hashed into a table.
Containment and shared passages: sampled shingles (FracMinHash, Irber et al. 2022) are joined, starting
from the rarest samples of the shorter article (prefix filter, Chaudhuri et al. 2006). Both ways drop
nothing without counting it: what a bound left out is a ``Limit``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt

from dedup.columnar import Counts, group_bounds, merged, pack, ragged, unpack
from dedup.limits import Limit, LimitKind
from dedup.sketch import Banding, Sketches, Values
from dedup.text.shingles import Hashes, distinct

if TYPE_CHECKING:
    from datasketch import LeanMinHash, MinHashLSH

RECALL = 0.995  # share of the pairs at the threshold that must share a band
BUDGET_BASE, BUDGET_EACH = 20_000_000, 32  # look-ups in bands for a corpus, and more for each article
COMMON = 64  # a sample in more articles than this is boilerplate
_BLOCK = 1 << 16  # pairs whose samples are compared at a time
_WINDOWS = (1 << 32, 4096, 1024, 256, 64, 16, 4)  # partners looked up in a band; the first is no bound
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
    sketches: Sketches, *, threshold: float, containment: float, split: int | None = None
) -> Candidates:
    """Pairs that may have Jaccard >= ``threshold`` or a containment >= ``containment``.

    Args:
        sketches: of all articles; with ``split``, of the new ones and then the base.
        threshold: Jaccard from which articles are versions, 0..1.
        containment: share of the shorter article from which it is contained, 0..1.
        split: number of new articles; only pairs of a new one and one of the base are sought.
    """
    first = _first_copies(sketches, split)
    alone = np.flatnonzero(first == np.arange(len(first)))
    live = alone[sketches.chars[alone] >= sketches.shortest]
    limits: list[Limit] = []
    short = np.flatnonzero(sketches.chars < sketches.shortest)
    if len(short):
        limits.append(Limit(LimitKind.SHORT, len(short), sketches.shortest, tuple(short[:5].tolist())))
    budget = BUDGET_BASE + BUDGET_EACH * len(live)
    by_band, limit = _sharing_bands(sketches, live, split, budget)
    limits += limit
    by_sample, limit = _sharing_samples(sketches, live, containment, split)
    limits += limit
    packed = distinct(np.concatenate([by_band, by_sample]))
    share = min(containment, 2 * threshold / (1 + threshold))
    packed = packed[_may_share(sketches, packed, share)]
    if split is not None:
        packed = distinct(np.concatenate([packed, _equal_across(sketches, alone, split)]))
    pairs = np.stack(unpack(packed), axis=1)
    return Candidates(pairs, first, sketches.chars, split, tuple(limits))


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
    rooms: list[_Rooms] = []
    for band in range(sketches.banding.bands):
        packed = pack(sketches.keys[live, band].astype(np.int64), live)
        packed.sort()
        bounds = group_bounds(packed >> _HALF)
        shared = np.diff(bounds) > 1
        _, at = ragged(bounds[:-1][shared], np.diff(bounds)[shared])
        inner = np.concatenate([[0], np.cumsum(np.diff(bounds)[shared])])
        rooms.append(_rooms(unpack(packed[at])[1], inner, split))
    partners = np.concatenate([room.end - room.start for room in rooms])
    window = next(w for w in _WINDOWS if w == _WINDOWS[-1] or np.minimum(partners, w).sum() <= budget)
    left_out = int((partners - np.minimum(partners, window)).sum())
    limits = []
    if left_out:
        crowded = np.concatenate([room.members[room.end - room.start > window] for room in rooms])
        some = np.unique(crowded)[:5]
        limits.append(Limit(LimitKind.CROWDED, left_out, int(window), tuple(some.tolist())))
    return merged(_pairs_in_rooms(room, int(window)) for room in rooms), limits


def _pairs_in_rooms(room: _Rooms, window: int) -> Hashes:
    """Each member with its next ``window`` partners, in a larger room with the first member too."""
    counts = np.minimum(room.end - room.start, window)
    run, at = ragged(room.start, counts)
    near = pack(room.members[run], room.members[at])
    crowded = np.flatnonzero((room.end - room.start > window) & (room.first + 1 == room.start))
    run, at = ragged(room.start[crowded], (room.end - room.start)[crowded])
    star = pack(room.members[room.first[crowded]][run], room.members[at])
    return np.concatenate([near, star])


def _needed(samples: Counts, share: float) -> Counts:
    """How many of an article's samples a partner holds at least, if it holds ``share`` of its shingles.

    Three standard deviations below the mean of the binomial distribution.
    """
    needed: Counts = np.floor(samples * share - 3 * np.sqrt(samples * share * (1 - share))).astype(np.int64)
    return needed


def _sharing_samples(
    sketches: Sketches, live: Counts, share: float, split: int | None
) -> tuple[Hashes, list[Limit]]:
    """Packed pairs in which the shorter article's rarest samples meet the other's.

    An article with k samples of which a partner holds at least m shares with it one of its k - m + 1
    rarest samples, so only these are looked up.
    """
    total = np.diff(sketches.bounds)
    row, at = ragged(sketches.bounds[live], total[live])
    packed = pack(sketches.samples[at].astype(np.int64), live[row])
    packed.sort()
    bounds = group_bounds(packed >> _HALF)
    sizes = np.diff(bounds)
    limits = []
    common = np.flatnonzero(sizes > COMMON)
    if len(common):
        some = np.unique(unpack(packed[bounds[common]])[1])[:5]
        limits.append(Limit(LimitKind.COMMON, len(common), COMMON, tuple(some.tolist())))
    lone = np.bincount(unpack(packed[bounds[:-1][sizes == 1]])[1], minlength=len(total))
    middle = np.flatnonzero((sizes > 1) & (sizes <= COMMON))
    _, at = ragged(bounds[:-1][middle], sizes[middle])
    owner = unpack(packed[at])[1]
    del packed
    sizes = sizes[middle]
    bounds = np.concatenate([[0], np.cumsum(sizes)])
    prefix = total - np.maximum(_needed(total, share), 1) + 1
    probing = _within_prefix(owner, np.repeat(sizes, sizes), prefix - lone)
    return merged(_probed(owner, bounds, probing, sketches.chars, split)), limits


def _within_prefix(owner: Counts, frequency: Counts, room: Counts) -> npt.NDArray[np.bool_]:
    """Which entries are among the ``room[owner]`` rarest of their owner; ties by position."""
    order = np.lexsort((frequency, owner))
    starts = group_bounds(owner[order])
    rank = np.arange(len(owner)) - np.repeat(starts[:-1], np.diff(starts))
    within = np.empty(len(owner), np.bool_)
    within[order] = rank < room[owner[order]]
    return within


def _probed(
    owner: Counts, bounds: Counts, probing: npt.NDArray[np.bool_], chars: Counts, split: int | None
) -> Iterator[Hashes]:
    """Packed pairs of each probing entry with the others of its group that are not shorter."""
    sizes = np.diff(bounds)
    group = np.repeat(np.arange(len(sizes)), sizes)
    probes = np.flatnonzero(probing)
    for s in range(0, len(probes), _BLOCK):
        block = probes[s : s + _BLOCK]
        run, at = ragged(bounds[:-1][group[block]], sizes[group[block]])
        one, other = owner[block][run], owner[at]
        fits = (chars[other] > chars[one]) | ((chars[other] == chars[one]) & (other != one))
        if split is not None:
            fits &= (one < split) != (other < split)
        one, other = one[fits], other[fits]
        yield distinct(pack(np.minimum(one, other), np.maximum(one, other)))


def _may_share(sketches: Sketches, packed: Hashes, share: float) -> npt.NDArray[np.bool_]:
    """Which pairs share so many samples that the shorter may have ``share`` of its shingles in the other."""
    total = np.diff(sketches.bounds)
    may = np.empty(len(packed), np.bool_)
    for s in range(0, len(packed), _BLOCK):
        a, b = unpack(packed[s : s + _BLOCK])
        both = np.concatenate([a, b])
        run, at = ragged(sketches.bounds[both], total[both])
        values = pack(run % len(a), sketches.samples[at].astype(np.int64))
        values.sort()
        twice = values[1:][values[1:] == values[:-1]]
        shared = np.bincount(unpack(twice)[0], minlength=len(a))
        may[s : s + _BLOCK] = shared >= _needed(np.minimum(total[a], total[b]), share)
    return may


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
