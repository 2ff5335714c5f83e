"""Pairs that share sampled shingles: one article inside another, and a test before the exact comparison.

Sampling keeps a shingle whose hash is below a bound (FracMinHash, Irber et al. 2022), so that the share
of samples of A that B holds estimates the share of its shingles. Pairs are found from the rarest samples
of the shorter article (prefix filter, Chaudhuri et al. 2006); samples that stand in very many articles
are boilerplate and are not followed, but counted.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from dedup.columnar import Counts, group_bounds, merged, pack, ragged, unpack
from dedup.limits import Limit, LimitKind
from dedup.sketch import Sketches
from dedup.text.shingles import Hashes, distinct

Flags = npt.NDArray[np.bool_]

COMMON = 64  # a sample in more articles than this is boilerplate
UNLIKE = 8  # where one article has this many times the samples of the other, they are searched, not merged
_PART, _PARTS = 3 << 20, 8  # samples sorted at a time, but in no more parts than this: each reads all
_BLOCK = 1 << 20  # samples, or partners of probes, handled at a time
_HALF = np.uint64(32)
_RARITY_BITS = (COMMON + 1).bit_length()
MOST = 1 << (32 - _RARITY_BITS)  # articles one search can hold


def needed(samples: Counts, share: float) -> Counts:
    """How many of an article's samples a partner holds at least, if it holds ``share`` of its shingles.

    Three standard deviations below the mean of the binomial distribution: 99.9 % do.

    >>> needed(np.array([4, 125]), 0.8).tolist()
    [0, 86]
    """
    found: Counts = np.floor(samples * share - 3 * np.sqrt(samples * share * (1 - share))).astype(np.int64)
    return np.maximum(found, 0)


def sharing_samples(
    sketches: Sketches, live: Counts, share: float, split: int | None
) -> tuple[Hashes, list[Limit]]:
    """Packed pairs in which the shorter article's rarest samples meet the other's.

    An article with k samples of which a partner holds at least m shares with it one of its k - m + 1
    rarest samples, so only these are looked up.

    Args:
        sketches: of all articles.
        live: numbers of the articles to pair, rising.
        share: of the shorter article that the other holds.
        split: if given, only pairs of an article below it with one from it on.

    Raises:
        ValueError: there are more than ``MOST`` articles.
    """
    if len(sketches) > MOST:
        raise ValueError(f"one search holds {MOST} articles at most, not {len(sketches)}")
    total = np.diff(sketches.bounds)
    entries, common = _shared_entries(sketches, live)
    limits = []
    if common.samples:
        some = tuple(np.flatnonzero(common.of)[:5].tolist())
        limits.append(Limit(LimitKind.COMMON, common.samples, COMMON, some))
    sample, owner = unpack(entries)
    bounds = group_bounds(sample)
    sizes = np.diff(bounds)
    # samples that stand in one article only are the rarest and meet nobody; boilerplate comes last
    lone = total - common.of - np.bincount(owner, minlength=len(total))
    prefix = total - np.maximum(needed(total, share), 1) + 1
    probing = _within_prefix(owner, np.repeat(sizes, sizes), prefix - lone)
    return merged(_probed(owner, bounds, probing, sketches.chars, split)), limits


class _Common(NamedTuple):
    """Boilerplate: how many samples are, and how many of them each article has."""

    samples: int
    of: Counts


def _shared_entries(sketches: Sketches, live: Counts) -> tuple[Hashes, _Common]:
    """Every (sample, article) of a sample that stands in 2 to ``COMMON`` articles, packed and sorted."""
    n = len(sketches)
    alive = np.zeros(n, np.bool_)
    alive[live] = True
    parts = min(_PARTS, -(-len(sketches.samples) // _PART) or 1)
    cuts = [round(2**32 * part / parts) for part in range(parts + 1)]
    kept: list[Hashes] = []
    common, common_of = 0, np.zeros(n, np.int64)
    for low, high in pairwise(cuts):
        packed = np.concatenate(list(_entries(sketches, alive, low, high)))
        packed.sort()
        same = (packed[1:] ^ packed[:-1]) <= np.uint64(0xFFFFFFFF)
        shared = np.zeros(len(packed), np.bool_)
        shared[1:] = same
        shared[:-1] |= same
        packed = packed[shared]
        sizes = np.diff(group_bounds(packed >> _HALF))
        often = np.repeat(sizes > COMMON, sizes)
        common += int(np.count_nonzero(sizes > COMMON))
        common_of += np.bincount(unpack(packed[often])[1], minlength=n)
        kept.append(packed[~often])
    return np.concatenate(kept), _Common(common, common_of)


def _entries(sketches: Sketches, alive: Flags, low: int, high: int) -> Iterator[Hashes]:
    """Packed (sample, article) of the samples in [low, high), a block of articles at a time."""
    n = len(sketches)
    yield np.empty(0, np.uint64)
    start = 0
    while start < n:
        stop = int(np.searchsorted(sketches.bounds, sketches.bounds[start] + _BLOCK, side="right")) - 1
        stop = min(n, max(stop, start + 1))
        samples = sketches.samples[sketches.bounds[start] : sketches.bounds[stop]]
        counts = np.diff(sketches.bounds[start : stop + 1])
        owner = np.repeat(np.arange(start, stop, dtype=np.uint32), counts)
        inside = np.repeat(alive[start:stop], counts) & (samples >= low) & (samples < high)
        yield pack(samples[inside], owner[inside])
        start = stop


def _within_prefix(owner: Counts, frequency: Counts, room: Counts) -> Flags:
    """Which entries are among the ``room[owner]`` rarest of their owner; ties by position."""
    rarity = np.minimum(frequency, COMMON + 1).astype(np.uint64)
    keyed = owner.astype(np.uint64) << np.uint64(_RARITY_BITS) | rarity
    keyed = pack(keyed, np.arange(len(owner)))
    keyed.sort()
    order = unpack(keyed)[1]
    starts = group_bounds(keyed >> np.uint64(32 + _RARITY_BITS))
    rank = np.arange(len(owner)) - np.repeat(starts[:-1], np.diff(starts))
    within = np.empty(len(owner), np.bool_)
    within[order] = rank < room[owner[order]]
    return within


def _probed(
    owner: Counts, bounds: Counts, probing: Flags, chars: Counts, split: int | None
) -> Iterator[Hashes]:
    """Packed pairs of each probing entry with the others of its group that are not shorter."""
    sizes = np.diff(bounds)
    group = np.repeat(np.arange(len(sizes)), sizes)
    probes = np.flatnonzero(probing)
    for s in range(0, len(probes), _BLOCK // COMMON):
        block = probes[s : s + _BLOCK // COMMON]
        run, at = ragged(bounds[:-1][group[block]], sizes[group[block]])
        one, other = owner[block][run], owner[at]
        fits = (chars[other] > chars[one]) | ((chars[other] == chars[one]) & (other != one))
        if split is not None:
            fits &= (one < split) != (other < split)
        one, other = one[fits], other[fits]
        yield distinct(pack(np.minimum(one, other), np.maximum(one, other)))


def may_share(sketches: Sketches, packed: Hashes, share: float) -> Flags:
    """Which pairs share so many samples that the shorter may have ``share`` of its shingles in the other."""
    a, b = unpack(packed)
    total = np.diff(sketches.bounds)
    few = np.where(total[a] <= total[b], a, b)
    many = np.where(total[a] <= total[b], b, a)
    shared = np.zeros(len(packed), np.int64)
    unlike = total[many] > UNLIKE * np.maximum(total[few], 1)
    for where, count in ((~unlike, _merged_counts), (unlike, _searched_counts)):
        at = np.flatnonzero(where)
        work = total[few[at]] + (total[many[at]] if count is _merged_counts else 0)
        block = np.cumsum(work) // _BLOCK
        cuts = group_bounds(block).tolist()
        for s, e in pairwise(cuts):
            shared[at[s:e]] = count(sketches, few[at[s:e]], many[at[s:e]])
    enough: Flags = shared >= needed(total[few], share)
    return enough


def _merged_counts(sketches: Sketches, a: Counts, b: Counts) -> Counts:
    """How many samples the articles of each pair share, by one sort over the samples of all pairs."""
    both = np.concatenate([a, b])
    run, at = ragged(sketches.bounds[both], np.diff(sketches.bounds)[both])
    values = pack(run % len(a), sketches.samples[at])
    values.sort()
    twice = values[1:][values[1:] == values[:-1]]
    return np.bincount(unpack(twice)[0], minlength=len(a))


def _searched_counts(sketches: Sketches, few: Counts, many: Counts) -> Counts:
    """The same for articles of very unlike size: the samples of the one searched in those of the other."""
    shared = np.zeros(len(few), np.int64)
    samples, bounds = sketches.samples, sketches.bounds
    for i, (one, two) in enumerate(zip(few.tolist(), many.tolist(), strict=True)):
        large = samples[bounds[two] : bounds[two + 1]]
        small = samples[bounds[one] : bounds[one + 1]]
        at = np.searchsorted(large, small)
        shared[i] = np.count_nonzero(large[np.minimum(at, len(large) - 1)] == small)
    return shared
