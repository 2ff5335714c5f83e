"""Character shingles as sets of 64-bit hashes.

A shingle is ``SHINGLE`` consecutive characters of the normalised article. Hashes are multilinear
(Lemire and Kaser, "Strongly universal string hashing is fast", 2014) over code points, mixed by the
finaliser of MurmurHash3; they depend on nothing but the characters.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from dedup.text.fold import Codes, letters

SHINGLE = 5  # characters

Hashes = npt.NDArray[np.uint64]

_MULTIPLIERS = np.array(
    [0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB, 0xD6E8FEB86659FD93, 0xA0761D6478BD642F,
     0xE7037ED1A0B428DB, 0x8EBC6AF09C88C6E3, 0x589965CC75374CC3, 0x1D8E4E27C47D124F, 0xEB44ACCAB455D165],
    dtype=np.uint64,
)  # fmt: skip


_FACTORS = tuple(_MULTIPLIERS.tolist())
_ALL = (1 << 64) - 1

_MIX = (np.uint64(0xFF51AFD7ED558CCD), np.uint64(0xC4CEB9FE1A85EC53))
_HALF = np.uint64(33)
_STRETCH = 1 << 15  # code points hashed at a time, so that the work stays in the processor's cache


def mix(values: Hashes) -> Hashes:
    """The 64-bit finaliser of MurmurHash3 (Appleby): every input bit reaches every output bit."""
    mixed = values.copy()
    _mix_in_place(mixed, np.empty_like(mixed))
    return mixed


def _mix_in_place(values: Hashes, spare: Hashes) -> None:
    for factor in _MIX:
        np.right_shift(values, _HALF, out=spare)
        np.bitwise_xor(values, spare, out=values)
        np.multiply(values, factor, out=values)
    np.right_shift(values, _HALF, out=spare)
    np.bitwise_xor(values, spare, out=values)


def rolling(points: Codes, k: int = SHINGLE) -> Hashes:
    """Hash of every run of ``k`` code points, uint64[max(0, n - k + 1)], in order of position.

    Raises:
        ValueError: ``k`` is not within 1..10.
    """
    if not 1 <= k <= len(_MULTIPLIERS):
        raise ValueError(f"k must be within 1..{len(_MULTIPLIERS)}, not {k}")
    n = len(points) - k + 1
    if n <= 0:
        return np.empty(0, np.uint64)
    hashes = np.empty(n, np.uint64)
    for at in range(0, n, _STRETCH):
        _roll(points[at : at + _STRETCH + k - 1], k, hashes[at : at + _STRETCH])
    return hashes


def _roll(points: Codes, k: int, out: Hashes) -> None:
    """``rolling`` of one stretch that fits the processor's cache, written to ``out``."""
    wide = points.astype(np.uint64)
    n = len(out)
    out.fill(k)
    term = np.empty(n, np.uint64)
    for j in range(k):
        np.multiply(wide[j : j + n], _MULTIPLIERS[j], out=term)
        out += term
    _mix_in_place(out, term)


def hash_of(word: str) -> int:
    """``rolling`` of the one run that a short word is; a lone surrogate counts as U+FFFD.

    >>> hash_of("衡阳") == int(rolling(np.array([ord("衡"), ord("阳")], np.uint32), 2)[0])
    True
    """
    value = len(word)
    for char, factor in zip(word, _FACTORS, strict=False):
        point = ord(char)
        value += factor * (point if not 0xD800 <= point < 0xE000 else 0xFFFD)
    value &= _ALL
    for factor in (0xFF51AFD7ED558CCD, 0xC4CEB9FE1A85EC53):
        value = ((value ^ value >> 33) * factor) & _ALL
    return value ^ value >> 33


class Growing:
    """Hashes of the runs that begin at some places, one character longer each time.

    Attributes:
        begins: int64[n], where the runs begin, in order.
        size: characters of the runs.
    """

    def __init__(self, points: Codes) -> None:
        self._wide = points.astype(np.uint64)
        self._sums = np.zeros(len(points), np.uint64)
        self.begins = np.arange(len(points), dtype=np.int64)
        self.size = 0

    def keep(self, which: npt.NDArray[np.bool_]) -> None:
        """Forget the runs that ``which`` does not hold, bool[n]."""
        self.begins, self._sums = self.begins[which], self._sums[which]

    def grow(self) -> Hashes:
        """Make all runs a character longer, forget those that have none; what ``rolling`` says of them."""
        fit = int(np.searchsorted(self.begins, len(self._wide) - self.size))
        self.begins, self._sums = self.begins[:fit], self._sums[:fit]
        self._sums = self._sums + self._wide[self.begins + self.size] * _MULTIPLIERS[self.size]
        self.size += 1
        hashes = self._sums + np.uint64(self.size)
        _mix_in_place(hashes, np.empty_like(hashes))
        return hashes


def shingles(points: Codes, k: int = SHINGLE) -> Hashes:
    """The set of shingles of normalised code points, sorted and each once.

    A text shorter than ``k`` is one shingle of its own length; an empty one has none.
    """
    if 0 < len(points) < k:
        return rolling(points, len(points))
    return distinct(rolling(points, k))


def distinct(values: Hashes) -> Hashes:
    """The values sorted, each once: ``numpy.unique`` by sorting, faster than its hashing on hashes."""
    ordered = np.sort(values)
    first = np.ones(len(ordered), np.bool_)
    np.not_equal(ordered[1:], ordered[:-1], out=first[1:])
    return ordered[first]


def shingle_set(text: str) -> Hashes:
    """The set of character 5-grams of ``text`` once normalised.

    >>> len(shingle_set("衡阳高新区，衡阳高新区"))
    5
    """
    return shingles(letters(text).codes)


def overlap(a: Hashes, b: Hashes) -> int:
    """How many shingles two sorted sets share."""
    if len(a) > len(b):
        a, b = b, a
    if not len(a):
        return 0
    at = np.searchsorted(b, a)
    at[at == len(b)] = 0
    return int((b[at] == a).sum())


def similarity(a: Hashes, b: Hashes) -> tuple[float, float, float]:
    """Jaccard of two sorted sets, and the share of each that stands in the other.

    >>> similarity(shingle_set("一二三四五六"), shingle_set("一二三四五六七八"))
    (0.5, 1.0, 0.5)
    """
    shared = overlap(a, b)
    union = len(a) + len(b) - shared
    if not union:
        return 0.0, 0.0, 0.0
    return shared / union, shared / max(1, len(a)), shared / max(1, len(b))
