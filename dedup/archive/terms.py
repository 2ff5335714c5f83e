"""What articles are looked up by: their band keys and their samples, as terms of one index."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from dedup.archive.scheme import Scheme
from dedup.columnar import pack, ragged
from dedup.segment import segment
from dedup.sketch import Sketches, Values, sketches
from dedup.text.shingles import Hashes, distinct, mix
from dedup.types import Document

_HALF = np.uint64(32)
SAMPLED = np.uint32(1 << 31)  # the bit that tells a sample from a band key


def band_terms(keys: Values) -> Values:
    """Terms of band keys, uint32[n, bands]: equal where key and band are equal."""
    band = np.arange(keys.shape[1], dtype=np.uint64) << _HALF
    return (mix(keys.astype(np.uint64) | band) >> np.uint64(33)).astype(np.uint32)


def sample_terms(samples: Values) -> Values:
    """Terms of sampled shingles, in the order of the samples."""
    return samples >> np.uint32(1) | SAMPLED


class Cut(NamedTuple):
    """The articles of some documents.

    Attributes:
        document: for each article the position of its document.
        nth: for each its number in the document, from 1.
        sketches: of their texts.
    """

    document: list[int]
    nth: list[int]
    sketches: Sketches


def cut(documents: Sequence[Document], scheme: Scheme) -> Cut:
    """The articles of these documents, sketched."""
    document: list[int] = []
    nth: list[int] = []
    texts: list[str] = []
    for at, one in enumerate(documents):
        for n, article in enumerate(segment(one).articles, 1):
            document.append(at)
            nth.append(n)
            texts.append(article.text)
    return Cut(document, nth, sketches(texts, scheme.banding, scheme.shortest))


def entries_of(of: Sketches, articles: Sequence[int], numbers: Sequence[int]) -> Hashes:
    """Postings of some of the articles, term << 32 | number of their text, sorted, each once.

    Articles that are too short to go by have none.
    """
    chosen, number = np.array(articles, np.int64), np.array(numbers, np.int64)
    long_enough = of.chars[chosen] >= of.shortest
    chosen, number = chosen[long_enough], number[long_enough]
    bands = pack(band_terms(of.keys[chosen]).ravel(), np.repeat(number, of.keys.shape[1]))
    run, at = ragged(of.bounds[chosen], np.diff(of.bounds)[chosen])
    return distinct(np.concatenate([bands, pack(sample_terms(of.samples[at]), number[run])]))
