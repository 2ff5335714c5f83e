"""The shingle sets of articles, for exact comparison: columnar, never a Python object for each shingle."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from dedup.columnar import Counts
from dedup.text.fold import Codes, letters_of, string
from dedup.text.shingles import SHINGLE, Hashes, rolling

BATCH = 200_000  # characters folded and hashed at a time: the arrays of a batch fit the processor's cache

_NONE = ~np.uint64(0)  # stands where no shingle starts


@dataclass(frozen=True)
class Shingled:
    """The shingle sets of many articles.

    Attributes:
        hashes: uint64[bounds[-1]], the sets one after the other, each sorted, each hash once.
        bounds: int64[n + 1], article ``i`` is ``hashes[bounds[i]:bounds[i + 1]]``.
        chars: int64[n], characters of the normalised article (letters and digits).
        digests: uint64[n, 2], 128 bits of SHA-256 of the normalised article; equal digests, equal text.
    """

    hashes: Hashes
    bounds: Counts
    chars: Counts
    digests: Hashes

    def __len__(self) -> int:
        return len(self.chars)

    def of(self, i: int) -> Hashes:
        """The sorted shingle set of article ``i``."""
        return self.hashes[self.bounds[i] : self.bounds[i + 1]]


class Hashed(NamedTuple):
    """One batch: the shingles of article ``i`` are ``hashes[starts[i]:starts[i] + counts[i]]``, in order.

    ``row`` numbers the article of every hash; hashes that belong to none are all ones.
    """

    hashes: Hashes
    starts: Counts
    counts: Counts
    row: Counts
    chars: Counts
    digests: Hashes


def batches(texts: Iterable[str], chars: int = BATCH) -> Iterator[list[str]]:
    """The texts in order, in lists of about ``chars`` characters (a longer text is a list of its own)."""
    batch: list[str] = []
    size = 0
    for text in texts:
        if batch and size + len(text) > chars:
            yield batch
            batch, size = [], 0
        batch.append(text)
        size += len(text)
    if batch:
        yield batch


def hashed(texts: Sequence[str]) -> Hashed:
    """The shingle hashes of the texts, folded here; all are in memory at a time."""
    codes, bounds = letters_of(texts)
    starts, ends, chars = bounds[:-1], bounds[1:], np.diff(bounds)
    hashes = rolling(np.concatenate([codes, np.zeros(SHINGLE - 1, np.uint32)]))
    for back in range(1, SHINGLE):  # no shingle runs over the end of its article
        hashes[np.maximum(ends - back, starts)[chars > 0]] = _NONE
    for i in np.flatnonzero((chars > 0) & (chars < SHINGLE)).tolist():
        hashes[starts[i]] = rolling(codes[starts[i] : ends[i]], int(chars[i]))[0]
    counts = np.where(chars >= SHINGLE, chars - SHINGLE + 1, np.minimum(chars, 1))
    row = np.repeat(np.arange(len(texts)), chars)
    return Hashed(hashes, starts, counts, row, chars, _digests(codes, bounds))


def _digests(codes: Codes, bounds: Counts) -> Hashes:
    """128 bits of SHA-256 of each article in UTF-16, uint64[n, 2]."""
    cuts = pairwise(bounds.tolist())
    if codes.max(initial=0) <= 0xFFFF:
        units = codes.astype("<u2")
        parts = (sha256(units[start:end].data) for start, end in cuts)
    else:
        parts = (sha256(string(codes[start:end]).encode("utf-16-le")) for start, end in cuts)
    digest = b"".join(part.digest()[:16] for part in parts)
    return np.frombuffer(digest, dtype="<u8").astype(np.uint64).reshape(-1, 2)


def shingled(texts: Iterable[str]) -> Shingled:
    """The shingle sets of these texts: ``shingle_set`` of each, folded and hashed over whole batches.

    >>> found = shingled(["衡阳高新区，衡阳高新区", "５月"])
    >>> found.chars.tolist(), np.diff(found.bounds).tolist()
    ([10, 2], [5, 1])
    """
    parts: list[Hashes] = []
    sizes: list[Counts] = [np.zeros(1, np.int64)]
    chars: list[Counts] = []
    digests: list[Hashes] = []
    for batch in batches(texts):
        found = hashed(batch)
        first = np.zeros(len(found.hashes), np.bool_)
        for start, count in zip(found.starts.tolist(), found.counts.tolist(), strict=True):
            if count:
                own = found.hashes[start : start + count]
                own.sort()
                first[start] = True
                np.not_equal(own[1:], own[:-1], out=first[start + 1 : start + count])
        parts.append(found.hashes[first])
        sizes.append(np.bincount(found.row[first], minlength=len(batch)))
        chars.append(found.chars)
        digests.append(found.digests)
    return Shingled(
        hashes=np.concatenate(parts) if parts else np.empty(0, np.uint64),
        bounds=np.cumsum(np.concatenate(sizes)),
        chars=np.concatenate(chars) if chars else np.empty(0, np.int64),
        digests=np.concatenate(digests) if digests else np.empty((0, 2), np.uint64),
    )
