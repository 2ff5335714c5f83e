"""What is kept of an article to find its versions: signatures, band keys, samples, digests.

Everything is columnar: one array for a whole batch, never a Python object for each shingle. At 1,000
characters an article takes about 690 bytes with the default banding, whatever the corpus; texts are not kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from dedup.columnar import Counts, Growing, distinct_by_row
from dedup.shingled import Hashed, Shingled, batches, hashed
from dedup.text.shingles import Hashes, mix

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
    parts = [_sketches(hashed(batch), banding, shortest) for batch in batches(texts)]
    return joined(parts) if parts else _sketches(hashed([]), banding, shortest)


def _sketches(found: Hashed, banding: Banding, shortest: int) -> Sketches:
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
