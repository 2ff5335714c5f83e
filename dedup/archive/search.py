"""Which documents of an archive may hold versions of some articles.

Terms of the new articles are looked up: a shared band key proposes a pair, shared samples do, and samples
rule out. What is left is read back and held against the new articles exactly, like any other base.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from dedup.archive.rows import least_samples
from dedup.archive.runs import Flags, Postings, Runs
from dedup.archive.scheme import Scheme
from dedup.archive.store import Store
from dedup.archive.terms import SAMPLED, band_terms, sample_terms
from dedup.columnar import Counts, group_bounds, pack, ragged, unpack
from dedup.limits import Limit, LimitKind
from dedup.samples import needed
from dedup.sharing import COMMON
from dedup.shingled import batches
from dedup.sketch import Sketches, Values, sketches
from dedup.text.shingles import Hashes, distinct

CROWD = 2_000  # texts of the archive that one article is held against
_BLOCK = 20_000  # characters of articles looked up together

_LEAST = np.array([least_samples(number) for number in range(8)])


class Wanted(NamedTuple):
    """Texts of the archive to read back, and what a bound left out."""

    texts: Counts
    limits: tuple[Limit, ...]


def wanted(
    store: Store, runs: Runs, scheme: Scheme, texts: Iterable[str], threshold: float, containment: float
) -> Wanted:
    """The texts of the archive that may be versions of these, in a transaction of ``reading``.

    Args:
        store, runs, scheme: the archive.
        texts: of the new articles.
        threshold: Jaccard from which articles are versions.
        containment: share of the shorter article from which it is contained.
    """
    share = min(containment, 2 * threshold / (1 + threshold))
    found: list[Counts] = [np.empty(0, np.int64)]
    common: set[int] = set()
    common_at: list[int] = []
    crowded, crowded_at = 0, list[int]()
    first = 0
    for block in batches(texts, _BLOCK):
        of = sketches(block, scheme.banding, scheme.shortest)
        asked = _asked(of)
        postings = runs.look_up(asked.terms, CROWD)
        often = (postings.counts > COMMON) & (asked.terms >= SAMPLED)
        common.update(asked.terms[often].tolist())
        numbers, shared, common_of = _shared(asked, postings, often, len(of))
        common_at += (first + np.flatnonzero(common_of)).tolist()
        article, text = unpack(numbers)
        article, text, left_out = _likely(store, of, article, text, shared + common_of[article], share)
        beyond = _beyond(asked, postings, len(of))
        crowded += sum(left_out.values()) + int(beyond.sum())
        crowded_at += [first + at for at in sorted({*left_out, *np.flatnonzero(beyond).tolist()})]
        digests = (
            digest.astype("<u8").tobytes() for digest, n in zip(of.digests, of.chars, strict=True) if n
        )
        equal = [row.number for row in store.texts_by_digest(set(digests))]
        found.append(np.unique(np.concatenate([text, np.array(equal, np.int64)])))
        first += len(of)
    limits = []
    if common:
        limits.append(Limit(LimitKind.COMMON, len(common), COMMON, tuple(common_at[:5])))
    if crowded:
        limits.append(Limit(LimitKind.CROWDED, crowded, CROWD, tuple(crowded_at[:5])))
    return Wanted(np.unique(np.concatenate(found)), tuple(limits))


class _Asked(NamedTuple):
    """The different terms of some articles, sorted, and which articles have each: ``owner`` in runs."""

    terms: Values
    owner: Counts
    bounds: Counts


def _asked(of: Sketches) -> _Asked:
    long_enough = np.flatnonzero(of.chars >= of.shortest)
    bands = pack(band_terms(of.keys[long_enough]).ravel(), np.repeat(long_enough, of.keys.shape[1]))
    samples = pack(sample_terms(of.samples), np.repeat(np.arange(len(of)), np.diff(of.bounds)))
    term, owner = unpack(distinct(np.concatenate([bands, samples])))
    bounds = group_bounds(term)
    return _Asked(term[bounds[:-1]].astype(np.uint32), owner, bounds)


def _shared(asked: _Asked, postings: Postings, often: Flags, n: int) -> tuple[Hashes, Counts, Counts]:
    """Packed pairs of an article and a text that share a term, how many samples each shares, and how many
    samples of each article are too common to tell.
    """
    sizes = np.diff(asked.bounds)
    kept = ~often[postings.term]
    term, text = postings.term[kept], postings.text[kept]
    run, at = ragged(asked.bounds[:-1][term], sizes[term])
    pairs = pack(asked.owner[at], text[run])
    by_sample = asked.terms[term][run] >= SAMPLED
    order = np.argsort(pairs, kind="stable")
    pairs, by_sample = pairs[order], by_sample[order]
    bounds = group_bounds(pairs)
    shared = np.add.reduceat(by_sample.astype(np.int64), bounds[:-1]) if len(pairs) else np.empty(0, np.int64)
    common_of = np.bincount(asked.owner[np.repeat(often, sizes)], minlength=n)
    return pairs[bounds[:-1]], shared, common_of


def _beyond(asked: _Asked, postings: Postings, n: int) -> Counts:
    """For each article how many texts with a band key of it were not given, the key being too common."""
    given = np.bincount(postings.term, minlength=len(asked.terms))
    left_out = np.where(asked.terms < SAMPLED, postings.counts - given, 0)
    sizes = np.diff(asked.bounds)
    return np.bincount(asked.owner, np.repeat(left_out, sizes), minlength=n).astype(np.int64)


def _likely(
    store: Store, of: Sketches, article: Counts, text: Counts, shared: Counts, share: float
) -> tuple[Counts, Counts, dict[int, int]]:
    """The pairs that may share enough, the most promising of each article, and how many were left out."""
    own = np.diff(of.bounds)
    may = shared >= needed(np.minimum(own[article], _LEAST[text & 7]), share)  # before anything is read
    article, text, shared = article[may], text[may], shared[may]
    numbers = np.unique(text)
    there = list(store.texts(numbers.tolist()))
    samples = dict.fromkeys(numbers.tolist(), -1) | {row.number: row.samples for row in there}
    theirs = np.array([samples[number] for number in text.tolist()], np.int64)
    may = (theirs >= 0) & (shared >= needed(np.minimum(own[article], np.maximum(theirs, 0)), share))
    article, text, shared = article[may], text[may], shared[may]
    order = np.lexsort((text, -shared, article))
    article, text = article[order], text[order]
    bounds = group_bounds(article)
    rank = np.arange(len(article)) - np.repeat(bounds[:-1], np.diff(bounds))
    left_out: dict[int, int] = {}
    for at in article[rank >= CROWD].tolist():
        left_out[at] = left_out.get(at, 0) + 1
    return article[rank < CROWD], text[rank < CROWD], left_out


def documents_with(store: Store, texts: Sequence[int]) -> Iterator[int]:
    """Numbers of the documents that have these texts, rising."""
    yield from sorted({row.document for row in store.articles_with(texts)})
