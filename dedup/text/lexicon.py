"""jieba's dictionary, without jieba's start-up: sorted arrays of word hashes that load in milliseconds.

The arrays (``words.npz``) are made by ``tools/words_table.py`` from the dictionary of jieba (MIT, Sun Junyi,
https://github.com/fxsjy/jieba) with our few words of today's news before it.
"""

from __future__ import annotations

import io
import math
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from dedup.text.shingles import Hashes, hash_of

LONGEST = 10  # characters; jieba holds some 500 longer entries, phrases that say nothing about boundaries
REACH_WIDTH = 19  # top bits of the hash of two characters that index ``Lexicon.reach``
_HASH_WIDTH = 19  # top bits that index the buckets of the lexicon


class Lexicon(NamedTuple):
    """Words by the hash of their characters.

    Attributes:
        hashes: uint64[n], sorted: ``rolling(codes(word), len(word))``.
        scores: float64[n], natural logarithm of the word's probability.
        tags: uint8[n], index into ``names``.
        names: the tags.
        bucket: int64[2**19 + 1], where hashes with these top bits start.
        reach: uint8[2**19], no word whose first two characters have a hash with these top bits is longer.
        rare: score of a character that is no word.
    """

    hashes: Hashes
    scores: npt.NDArray[np.float64]
    tags: npt.NDArray[np.uint8]
    names: tuple[str, ...]
    bucket: npt.NDArray[np.int64]
    reach: npt.NDArray[np.uint8]
    rare: float

    def find(self, wanted: Hashes) -> npt.NDArray[np.int64]:
        """Index of each wanted hash, int64[len(wanted)], -1 where it is no word."""
        top = (wanted >> np.uint64(64 - _HASH_WIDTH)).astype(np.int64)
        at = self.bucket[top]
        end = self.bucket[top + 1]
        found = np.full(len(wanted), -1, np.int64)
        live = np.flatnonzero(at < end)
        while len(live):
            here = at[live]
            same = self.hashes[here] == wanted[live]
            found[live[same]] = here[same]
            at[live] += 1
            live = live[~same & (at[live] < end[live])]
        return found


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The dictionary, read once."""
    with np.load(io.BytesIO(files("dedup.text").joinpath("words.npz").read_bytes())) as data:
        hashes, total = data["hashes"], math.log(int(data["total"]))
        tops = (hashes >> np.uint64(64 - _HASH_WIDTH)).astype(np.int64)
        bucket = np.zeros(2**_HASH_WIDTH + 1, np.int64)
        np.cumsum(np.bincount(tops, minlength=2**_HASH_WIDTH), out=bucket[1:])
        return Lexicon(
            hashes=hashes,
            scores=np.log(data["frequency"].astype(np.float64)) - total,
            tags=data["tag"],
            names=tuple(name.decode() for name in data["names"].tolist()),
            bucket=bucket,
            reach=data["reach"],
            rare=-total,
        )


def tag_of(word: str) -> str | None:
    """The dictionary's tag of ``word``, or ``None`` if it is not in the dictionary."""
    if not 0 < len(word) <= LONGEST:
        return None
    book = lexicon()
    wanted = hash_of(word)
    top = wanted >> (64 - _HASH_WIDTH)
    for row in range(int(book.bucket[top]), int(book.bucket[top + 1])):
        if int(book.hashes[row]) == wanted:
            return book.names[int(book.tags[row])]
    return None
