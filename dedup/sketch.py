"""What is kept of an article to find its versions: shingle sets, signatures, band keys, samples, digests.

Everything is columnar: one array for a whole batch, never a Python object for each shingle. Two forms:

- ``Shingled``: full sorted shingle sets, for exact comparison. 8 bytes a shingle.
- ``Sketches``: what a corpus is searched by. At 1,000 characters about 690 bytes an article with the
  default banding, whatever the corpus; texts are not kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from dedup.columnar import Counts, Growing, distinct_by_row
from dedup.text.fold import Codes, letters_of, string
from dedup.text.shingles import SHINGLE, Hashes, mix, rolling

BATCH = 200_000  # characters folded and hashed at a time: the arrays of a batch fit the processor's cache
SAMPLE = 8  # one shingle hash in SAMPLE is kept (FracMinHash)
EMPTY = np.uint32(0xFFFFFFFF)  # the value of a signature bin that no shingle fell into

Values = npt.NDArray[np.uint32]

_HALF = np.uint64(32)
_NONE = ~np.uint64(0)  # stands where no shingle starts


class Banding(NamedTuple):
    """How a signature is cut into bands: ``bands`` x ``rows`` of its ``permutations`` values are used."""

    bands: int
    rows: int
    permutations: int = 128


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


@dataclass(frozen=True)
class Sketches:
    """What a corpus is searched by.

    Attributes:
        keys: uint32[n, bands], one hash for each band of each signature.
        samples: uint32[bounds[-1]], sampled shingle hashes, sorted and each once within an article.
        bounds: int64[n + 1] into ``samples``.
        chars: int64[n], characters of the normalised article.
        digests: uint64[n, 2], as in ``Shingled``.
        banding: how the signatures were cut.
        shortest: articles with fewer normalised characters have no keys to go by.
    """

    keys: Values
    samples: Values
    bounds: Counts
    chars: Counts
    digests: Hashes
    banding: Banding
    shortest: int

    def __len__(self) -> int:
        return len(self.chars)

    @property
    def nbytes(self) -> int:
        """Memory held, in bytes."""
        held = (self.keys, self.samples, self.bounds, self.chars, self.digests)
        return sum(array.nbytes for array in held)


class _Hashed(NamedTuple):
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


def _hashed(texts: Sequence[str]) -> _Hashed:
    codes, bounds = letters_of(texts)
    starts, ends, chars = bounds[:-1], bounds[1:], np.diff(bounds)
    hashes = rolling(np.concatenate([codes, np.zeros(SHINGLE - 1, np.uint32)]))
    for back in range(1, SHINGLE):  # no shingle runs over the end of its article
        hashes[np.maximum(ends - back, starts)[chars > 0]] = _NONE
    for i in np.flatnonzero((chars > 0) & (chars < SHINGLE)).tolist():
        hashes[starts[i]] = rolling(codes[starts[i] : ends[i]], int(chars[i]))[0]
    counts = np.where(chars >= SHINGLE, chars - SHINGLE + 1, np.minimum(chars, 1))
    row = np.repeat(np.arange(len(texts)), chars)
    return _Hashed(hashes, starts, counts, row, chars, _digests(codes, bounds))


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
        found = _hashed(batch)
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


def signatures(of: Shingled, permutations: int = 128) -> Values:
    """MinHash signatures, uint32[n, permutations], by one-permutation hashing.

    One hash function cuts the shingles into ``permutations`` bins and the least value of each bin is
    kept (Li, Owen, Zhang 2012). Bins that stay empty borrow from others by optimal densification
    (Shrivastava, "Optimal densification for fast and accurate minwise hashing", 2017), so that the
    share of equal values estimates Jaccard without bias. An article without shingles is ``EMPTY`` all over.
    """
    row = np.repeat(np.arange(len(of)), np.diff(of.bounds))
    return _densified(_least(of.hashes, row, len(of), permutations))


def _least(hashes: Hashes, row: Counts, n: int, permutations: int) -> Values:
    """The least value of each bin of each article, ``EMPTY`` where no shingle fell into it."""
    bits = permutations.bit_length() - 1
    if bits and permutations == 1 << bits:  # the same bin from the first bits alone
        place = hashes >> np.uint64(64 - bits)
    else:
        place = hashes >> _HALF
        place *= np.uint64(permutations)
        place >>= _HALF
    place += (row * permutations).view(np.uint64)
    least = np.full(n * permutations, EMPTY, np.uint32)
    np.minimum.at(least, place.view(np.int64), hashes.astype(np.uint32))
    return least.reshape(n, permutations)


def _densified(least: Values) -> Values:
    """Every empty bin takes the value of the first filled one on its own fixed random walk over the bins."""
    permutations = least.shape[1]
    filled = least != EMPTY
    rows, bins = np.nonzero(~filled & filled.any(axis=1)[:, None])
    dense = least.copy()
    attempt = 0
    while len(rows):
        attempt += 1
        seed = bins.astype(np.uint64) << _HALF | np.uint64(attempt)
        probe = ((mix(seed) >> _HALF) * np.uint64(permutations) >> _HALF).astype(np.int64)
        hit = filled[rows, probe]
        dense[rows[hit], bins[hit]] = least[rows[hit], probe[hit]]
        rows, bins = rows[~hit], bins[~hit]
    return dense


def band_keys(values: Values, banding: Banding) -> Values:
    """One 32-bit key for each band of each signature, uint32[n, bands]; equal rows, equal keys."""
    bands, rows, _ = banding
    wide = values[:, : bands * rows].astype(np.uint64).reshape(len(values), bands, rows)
    key = np.zeros((len(values), bands), np.uint64)
    for r in range(rows):
        key = mix(key ^ wide[:, :, r])
    return (key >> _HALF).astype(np.uint32)


def sketches(texts: Iterable[str], banding: Banding, shortest: int = 30) -> Sketches:
    """The sketches of these texts. Feed a corpus in parts, in any process, and ``joined`` them in order.

    Args:
        texts: articles as they read; folded here.
        banding: see ``lsh.bands_for``.
        shortest: articles with fewer normalised characters get a digest only.
    """
    parts = [_sketches(_hashed(batch), banding, shortest) for batch in batches(texts)]
    return joined(parts) if parts else _sketches(_hashed([]), banding, shortest)


def _sketches(found: _Hashed, banding: Banding, shortest: int) -> Sketches:
    n = len(found.chars)
    long_enough = found.chars >= shortest
    least = _least(found.hashes, found.row, n, banding.permutations)
    keys = np.zeros((n, banding.bands), np.uint32)
    keys[long_enough] = band_keys(_densified(least[long_enough]), banding)
    at = np.flatnonzero(found.hashes < np.uint64(2**64 // SAMPLE))
    row = found.row[at]
    if not long_enough.all():
        at, row = at[long_enough[row]], row[long_enough[row]]
    samples, bounds = distinct_by_row(found.hashes[at].astype(np.uint32), np.bincount(row, minlength=n))
    return Sketches(keys, samples, bounds, found.chars, found.digests, banding, shortest)


class Joining:
    """Sketches of consecutive parts of a corpus, to be one; articles are numbered on from part to part."""

    def __init__(self, banding: Banding, shortest: int) -> None:
        self._banding = banding
        self._shortest = shortest
        self._keys = Growing(np.uint32, banding.bands)
        self._samples = Growing(np.uint32)
        self._bounds = Growing(np.int64)
        self._chars = Growing(np.int64)
        self._digests = Growing(np.uint64, 2)
        self._bounds.add(np.zeros(1, np.int64))

    def add(self, part: Sketches, share: float = 1.0) -> None:
        """Add a part, after which about this share of the corpus is there.

        Raises:
            ValueError: it was made with other settings.
        """
        if (part.banding, part.shortest) != (self._banding, self._shortest):
            raise ValueError("only sketches made with the same banding and shortest length can be joined")
        self._bounds.add(part.bounds[1:] + len(self._samples.whole()), share)
        self._keys.add(part.keys, share)
        self._samples.add(part.samples, share)
        self._chars.add(part.chars, share)
        self._digests.add(part.digests, share)

    def whole(self) -> Sketches:
        """All of them."""
        return Sketches(
            keys=self._keys.whole(),
            samples=self._samples.whole(),
            bounds=self._bounds.whole(),
            chars=self._chars.whole(),
            digests=self._digests.whole(),
            banding=self._banding,
            shortest=self._shortest,
        )


def joined(parts: Sequence[Sketches]) -> Sketches:
    """Parts that are all there as one.

    Raises:
        ValueError: there are no parts, or they were made with different settings.
    """
    if not parts:
        raise ValueError("there is nothing to join")
    joining = Joining(parts[0].banding, parts[0].shortest)
    sizes = np.cumsum([len(part) + 1 for part in parts])
    for part, size in zip(parts, sizes.tolist(), strict=True):
        joining.add(part, size / sizes[-1])
    return joining.whole()
