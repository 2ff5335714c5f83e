"""The join of articles on shared samples: one article inside another.

Pairs are found from the rarest samples of the shorter article (prefix filter, Chaudhuri et al. 2006);
samples that stand in very many articles are boilerplate and are not followed, but counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from dedup.columnar import Counts, group_bounds, merged, ordered, pack, ragged, unpack
from dedup.limits import Limit, LimitKind
from dedup.samples import THIN, Flags, Run, needed, thin_samples
from dedup.sketch import Sketches
from dedup.text.shingles import Hashes, distinct

COMMON = 64  # a sample in more articles than this is boilerplate
_ENOUGH = 8  # at 80 % containment a partner holds at least 1 of 8
_SURE = 4  # standard deviations within which a partner holds them: 1 in 30,000 does not
_MEETINGS = 2  # samples looked up that a partner holds at least; more are looked up for it
_SPREAD = 16  # articles that a sample stands in, at a guess that is only about memory
_BITS, _ROOMY = 24, 32  # first bits of samples that are marked: at most so many, and places for each sample
_PART = 1 << 19  # samples sorted at a time: a few arrays of them fit the processor's cache
_PARTS = 60  # such parts whose samples are gathered in one go
_BLOCK = 1 << 20  # samples, or partners of probes, handled at a time
_HALF = np.uint64(32)
Numbers = npt.NDArray[np.uint32]

_RARITY_BITS = (COMMON + 1).bit_length()
MOST = 1 << (32 - _RARITY_BITS)  # articles one search can hold


def sharing_samples(
    sketches: Sketches, live: Counts, share: float, split: int | None, run: Run = map, each: Run = map
) -> tuple[Hashes, list[Limit]]:
    """Packed pairs in which the shorter article's rarest samples meet the other's.

    An article with k samples of which a partner holds at least m shares with it t of its k - m + t
    rarest samples, so only these are looked up, and only who is met t times is a partner. Articles with
    many samples are looked up by the thin ones; the others by all they have, among the samples that such
    articles hold.

    Args:
        sketches: of all articles.
        live: numbers of the articles to pair, rising.
        share: of the shorter article that the other holds.
        split: if given, only pairs of an article below it with one from it on.
        run: how to work through the parts of a search.
        each: how to work through searches.

    Raises:
        ValueError: there are more than ``MOST`` articles.
    """
    n = len(sketches)
    if n > MOST:
        raise ValueError(f"one search holds {MOST} articles at most, not {n}")
    alive = np.zeros(n, np.bool_)
    alive[live] = True
    thin = thin_samples(sketches)
    long = thin >= _ENOUGH
    searches = []
    if (alive & long).any():
        searches.append(_Search(alive, long, thin, THIN, None, share, split))
    few = alive & ~long & (np.diff(sketches.bounds) > 0)
    if few.any():
        wanted = None if 2 * np.count_nonzero(few) > len(live) else _held(sketches, few)
        searches.append(_Search(alive, few, np.diff(sketches.bounds), 1 << 32, wanted, share, split))
    met = list(each(lambda search: _meeting(sketches, search, run), searches))
    found, often = [pairs for pairs, _ in met], [common for _, common in met]
    limits = []
    count = len(np.unique(np.concatenate([common.samples for common in often]))) if often else 0
    if count:
        some = tuple(np.flatnonzero(sum(common.of for common in often))[:5].tolist())
        limits.append(Limit(LimitKind.COMMON, count, COMMON, some))
    return merged(found), limits


class _Search(NamedTuple):
    """Whom to look up, and by which samples.

    Attributes:
        alive: the articles there are to meet.
        probing: those that are looked up.
        total: how many samples below ``below`` each article has.
        below: larger samples are not looked at.
        wanted: with the largest ``below``, the samples that probing articles hold; ``None`` if all count.
        share, split: as in ``sharing_samples``.
    """

    alive: Flags
    probing: Flags
    total: Counts
    below: int
    wanted: _Held | None
    share: float
    split: int | None


class _Held(NamedTuple):
    """The samples some articles hold: sorted, and marked by their first bits, which rule out most others."""

    samples: npt.NDArray[np.uint32]
    marked: Flags
    shift: int

    def among(self, samples: npt.NDArray[np.uint32]) -> Counts:
        """The positions of those that are held."""
        at = np.flatnonzero(self.marked[samples >> self.shift])
        near = np.minimum(np.searchsorted(self.samples, samples[at]), len(self.samples) - 1)
        held: Counts = at[self.samples[near] == samples[at]]
        return held


def _held(sketches: Sketches, articles: Flags) -> _Held:
    """The samples of these articles, of which there is one at least."""
    samples = np.sort(sketches.samples[np.repeat(articles, np.diff(sketches.bounds))])
    shift = 32 - min(_BITS, (_ROOMY * len(samples)).bit_length())
    marked = np.zeros(1 << (32 - shift), np.bool_)
    marked[samples >> shift] = True
    return _Held(samples, marked, shift)


def _meeting(sketches: Sketches, search: _Search, run: Run) -> tuple[Hashes, _Common]:
    """Packed pairs of a search, and what it left out as boilerplate."""
    entries, common = _shared_entries(sketches, search, run)
    owner = entries.astype(np.uint32)  # the lower half
    bounds = group_bounds(entries >> _HALF)
    del entries  # with millions of articles, each such array counts
    sizes = np.diff(bounds)
    group = np.repeat(np.arange(len(sizes), dtype=np.uint32), sizes)
    # samples that stand in one article only are the rarest and meet nobody; boilerplate comes last
    total = search.total
    lone = total - common.of - np.bincount(owner, minlength=len(total))
    least = np.maximum(needed(total, search.share, _SURE), 1)
    meetings = np.minimum(least, _MEETINGS)
    at = np.flatnonzero(search.probing[owner]).astype(np.uint32)
    probes = at[_rarest(owner[at], sizes[group[at]], total - least + meetings - lone, run)]
    postings = _Postings(owner, group, bounds)
    return merged(_probed(postings, probes, meetings, sketches.chars, search.split, run)), common


class _Postings(NamedTuple):
    """Entries grouped by sample: the article of each, the number of its group, and where groups start."""

    owner: Numbers
    group: Numbers
    bounds: Counts


class _Common(NamedTuple):
    """Boilerplate: which samples are, and how many of them each article has."""

    samples: Counts
    of: Counts


def _shared_entries(sketches: Sketches, search: _Search, run: Run) -> tuple[Hashes, _Common]:
    """Every (sample, article) of a sample that stands in 2 to ``COMMON`` articles, packed and sorted."""
    expected = int(search.total.sum())
    if search.wanted is not None:
        expected = min(expected, _SPREAD * len(search.wanted.samples))
    parts = -(-expected // _PART) or 1
    cuts = [round(search.below * part / parts) for part in range(parts + 1)]
    kept = [np.empty(0, np.uint64)]
    common = [np.empty(0, np.int64)]
    common_of = np.zeros(len(sketches), np.int64)
    for at in range(0, parts, _PARTS):
        gathered = _gathered(sketches, search, cuts[at : at + _PARTS + 1], run)
        for entries, boilerplate in run(_told_apart, gathered):
            kept.append(entries)
            sample, owner = unpack(boilerplate)
            common.append(sample[group_bounds(sample)[:-1]])
            common_of += np.bincount(owner, minlength=len(sketches))
    return np.concatenate(kept), _Common(np.concatenate(common), common_of)


def _told_apart(entries: Hashes) -> tuple[Hashes, Hashes]:
    """Of entries, sorted: those of samples in 2 to ``COMMON`` articles, and those of boilerplate."""
    packed = ordered(entries)
    same = (packed[1:] ^ packed[:-1]) <= np.uint64(0xFFFFFFFF)
    shared = np.zeros(len(packed), np.bool_)
    shared[1:] = same
    shared[:-1] |= same
    packed = packed[shared]
    sizes = np.diff(group_bounds(packed >> _HALF))
    often = np.repeat(sizes > COMMON, sizes)
    return packed[~often], packed[often]


def _gathered(sketches: Sketches, search: _Search, cuts: Sequence[int], run: Run) -> Iterator[Hashes]:
    """Packed (sample, article) of the samples between each two cuts, all read in one go."""
    inner = np.array(cuts[1:-1], np.uint32)

    def some(articles: tuple[int, int]) -> list[Hashes]:
        packed = _entries(sketches, search, *articles)
        if len(cuts) == 2 and (cuts[0], cuts[-1]) == (0, search.below):
            return [packed]
        sample = (packed >> _HALF).astype(np.uint32)
        part = np.searchsorted(inner, sample, side="right").astype(np.uint8)
        part[(sample < cuts[0]) | (sample >= cuts[-1])] = len(cuts) - 1  # not of this round
        order = np.argsort(part, kind="stable")
        ends = np.cumsum(np.bincount(part, minlength=len(cuts)))[: len(cuts) - 1]
        return np.split(packed[order[: ends[-1]]], ends[:-1])

    blocks = list(run(some, _blocks(sketches)))  # before the first part is asked for, maybe by ``run``
    nothing = np.empty(0, np.uint64)
    return (np.concatenate([nothing, *(block[part] for block in blocks)]) for part in range(len(cuts) - 1))


def _blocks(sketches: Sketches) -> Iterator[tuple[int, int]]:
    """Runs of articles with about ``_BLOCK`` samples."""
    start, n = 0, len(sketches)
    while start < n:
        stop = int(np.searchsorted(sketches.bounds, sketches.bounds[start] + _BLOCK, side="right")) - 1
        stop = min(n, max(stop, start + 1))
        yield start, stop
        start = stop


def _entries(sketches: Sketches, search: _Search, start: int, stop: int) -> Hashes:
    """Packed (sample, article) of what these articles are looked up by, or met."""
    bounds = sketches.bounds
    if search.wanted is None:
        counts = np.where(search.alive[start:stop], search.total[start:stop], 0)
        owner, at = ragged(bounds[start:stop], counts)  # the least samples of an article come first
        return pack(sketches.samples[at], owner + start)
    at = search.wanted.among(sketches.samples[bounds[start] : bounds[stop]]) + bounds[start]
    owner = np.searchsorted(bounds, at, side="right") - 1
    alive = search.alive[owner]
    return pack(sketches.samples[at[alive]], owner[alive])


def _rarest(owner: Numbers, frequency: Counts, room: Counts, run: Run) -> Numbers:
    """Positions of the entries that are among the ``room[owner]`` rarest of their owner, owner by owner."""
    parts = min(-(-len(owner) // _PART), 1 << 16)
    if parts <= 1:
        return _first(owner, frequency, room)
    step = -(-len(room) // parts)
    part = (owner // np.uint32(step)).astype(np.uint16)  # owners near one another, sorted in the cache
    order = np.argsort(part, kind="stable")
    ends = np.cumsum(np.bincount(part))

    def some(cut: tuple[int, int]) -> Numbers:
        at = order[slice(*cut)]
        found: Numbers = at[_first(owner[at], frequency[at], room)].astype(np.uint32)
        return found

    return np.concatenate(list(run(some, pairwise([0, *ends.tolist()]))))


def _first(owner: Numbers, frequency: Counts, room: Counts) -> Numbers:
    """The same in one go."""
    keyed = owner.astype(np.uint64)
    keyed <<= np.uint64(_RARITY_BITS)
    keyed |= np.minimum(frequency, COMMON + 1).astype(np.uint64)
    keyed <<= _HALF
    keyed |= np.arange(len(owner), dtype=np.uint32)  # ties by position
    keyed.sort()
    order = keyed.astype(np.uint32)
    keyed >>= np.uint64(32 + _RARITY_BITS)  # the owner again
    starts = group_bounds(keyed)
    rank = np.arange(len(owner), dtype=np.uint32)
    rank -= np.repeat(starts[:-1].astype(np.uint32), np.diff(starts))
    return order[rank < np.maximum(room, 0)[keyed]]


def _probed(
    postings: _Postings, probes: Numbers, meetings: Counts, chars: Counts, split: int | None, run: Run
) -> Iterable[Hashes]:
    """Packed pairs of an article and one not shorter that enough of its probes meet.

    Args:
        postings: all entries.
        probes: positions of entries, owner by owner.
        meetings: for each article, how many of its probes must meet the same partner.
        chars, split, run: as elsewhere.
    """
    owner, group, bounds = postings
    sizes = np.diff(bounds)

    def some(cut: tuple[int, int]) -> Hashes:
        block = probes[slice(*cut)]
        probe, at = ragged(bounds[group[block]], sizes[group[block]])
        one, other = owner[block][probe].astype(np.int64), owner[at].astype(np.int64)
        fits = (chars[other] > chars[one]) | ((chars[other] == chars[one]) & (other != one))
        if split is not None:
            fits &= (one < split) != (other < split)
        met = pack(one[fits], other[fits])
        met.sort()
        ends = group_bounds(met)
        one, other = unpack(met[ends[:-1]])
        enough = np.diff(ends) >= meetings[one]
        one, other = one[enough], other[enough]
        return distinct(pack(np.minimum(one, other), np.maximum(one, other)))

    starts = group_bounds(owner[probes])  # where an article's probes begin: all of them go together
    cuts = starts[np.unique(np.searchsorted(starts, np.arange(0, len(probes), _BLOCK // COMMON)))]
    return run(some, pairwise([*cuts.tolist(), len(probes)]))
