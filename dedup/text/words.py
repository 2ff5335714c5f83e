"""Words of jieba's dictionary in a text, without jieba's start-up.

jieba parses its 5 MB dictionary in Python (over a second, cold). Here numpy reads the same file into sorted
arrays of word hashes in about a tenth of that, and looks up every substring of a text at once. The
segmentation is jieba's own without its hidden Markov model: the path through the dictionary words of
highest unigram probability (Sun Junyi, https://github.com/fxsjy/jieba). Names and new words therefore
fall apart into characters, which is what a grammar wants to see.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from dedup.errors import DedupError
from dedup.text.fold import Codes, Offsets, codes
from dedup.text.shingles import Hashes, rolling, rows_of

LONGEST = 10  # characters; jieba holds some 500 longer entries, phrases that say nothing about boundaries

_LATIN = re.compile(r"[A-Za-z]+|\d+(?:\.\d+)?")
_HASH_WIDTH = 19  # top bits that index the buckets of the lexicon


class Word(NamedTuple):
    """One word: text[start:end] and its tag in jieba's dictionary ("" if it is not in it)."""

    start: int
    end: int
    tag: str


class Lexicon(NamedTuple):
    """Words by the hash of their characters.

    Attributes:
        hashes: uint64[n], sorted: ``rolling(codes(word), len(word))``.
        scores: float64[n], natural logarithm of the word's probability.
        tags: uint8[n], index into ``names``.
        names: the tags.
        bucket: int64[2**19 + 1], where hashes with these top bits start.
        rare: score of a character that is no word.
    """

    hashes: Hashes
    scores: npt.NDArray[np.float64]
    tags: npt.NDArray[np.uint8]
    names: tuple[str, ...]
    bucket: npt.NDArray[np.int64]
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


def parse(lines: bytes) -> Lexicon:
    """A lexicon from ``word frequency tag`` lines in UTF-8, as jieba's ``dict.txt`` has them."""
    points = codes(lines.decode("utf-8").removesuffix("\n") + "\n")
    ends = np.flatnonzero(points == 10)
    starts = np.concatenate(([0], ends[:-1] + 1))
    blanks = np.flatnonzero(points == 32)
    if len(blanks) != 2 * len(ends):
        raise DedupError("jieba's dictionary is not made of lines 'word frequency tag'")
    first, second = blanks[::2], blanks[1::2]
    length = first - starts
    frequency = np.zeros(len(ends), np.int64)
    for step in range(int((second - first).max()) - 1):  # one decimal place at a time
        at = second - 1 - step
        digit = at > first
        frequency[digit] += (points[at[digit]].astype(np.int64) - 48) * 10**step
    hashes = np.zeros(len(ends), np.uint64)
    for size in range(1, LONGEST + 1):
        rows = np.flatnonzero(length == size)
        hashes[rows] = rows_of(points[starts[rows, None] + np.arange(size)])
    kinds, tags = _tags(points, second, ends)
    keep = np.flatnonzero(length <= LONGEST)
    order = keep[np.argsort(hashes[keep])]
    firsts = np.flatnonzero(np.append(True, np.diff(hashes[order]) != 0))
    order = np.minimum.reduceat(order, firsts)  # of a word listed twice the first counts
    total = math.log(frequency.sum())
    sorted_hashes = hashes[order]
    tops = (sorted_hashes >> np.uint64(64 - _HASH_WIDTH)).astype(np.int64)
    bucket = np.zeros(2**_HASH_WIDTH + 1, np.int64)
    np.cumsum(np.bincount(tops, minlength=2**_HASH_WIDTH), out=bucket[1:])
    return Lexicon(
        hashes=sorted_hashes,
        scores=np.log(np.maximum(frequency[order], 1)) - total,
        tags=tags[order],
        names=kinds,
        bucket=bucket,
        rare=-total,
    )


def _tags(points: Codes, blank: Offsets, ends: Offsets) -> tuple[tuple[str, ...], npt.NDArray[np.uint8]]:
    """The kinds of tags, two letters at most, and which of them each line has."""
    second = np.where(blank + 2 < ends, points[np.minimum(blank + 2, len(points) - 1)], 0)
    pair = points[blank + 1].astype(np.int64) * 128 + second
    if pair.max() >= 128 * 128 or second.max() >= 128:
        raise DedupError("jieba's dictionary has tags that are not of ASCII letters")
    kinds = np.flatnonzero(np.bincount(pair))
    index = np.zeros(128 * 128, np.uint8)
    index[kinds] = np.arange(len(kinds))
    names = (chr(k // 128) + (chr(k % 128) if k % 128 else "") for k in kinds.tolist())
    return tuple(names), index[pair]


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """jieba's dictionary with our few words of today's news before it, read once; jieba is not imported."""
    spec = find_spec("jieba")
    if spec is None or not spec.submodule_search_locations:
        raise DedupError("jieba is not installed", hint="pip install jieba")
    theirs = Path(spec.submodule_search_locations[0], "dict.txt").read_bytes()
    return parse(files("dedup.text").joinpath("words.txt").read_bytes() + theirs)


_CHUNK = 1 << 14  # characters segmented at a time: bounds the memory that looking up all substrings takes


@lru_cache(maxsize=8)
def words(text: str) -> tuple[Word, ...]:
    """Every word of ``text`` in order; together they cover it. Latin letters and digits stay in runs.

    Args:
        text: plain text (full-width narrowed, simplified), as ``Reading.plain`` has it.
    """
    out: list[Word] = []
    start = 0
    while start < len(text):
        end = len(text)
        if end - start > _CHUNK:
            cut = max(text.rfind("\n", start, start + _CHUNK), text.rfind("。", start, start + _CHUNK))
            end = cut + 1 if cut > start else start + _CHUNK
        out.extend(_segmented(text[start:end], start))
        start = end
    return tuple(out)


def _segmented(text: str, offset: int) -> Iterator[Word]:
    """The words of a stretch that begins at ``offset`` of the whole."""
    book = lexicon()
    points = codes(text)
    n = len(points)
    sizes = range(1, min(LONGEST, n) + 1)
    found = book.find(np.concatenate([rolling(points, size) for size in sizes]))
    single, longer = found[:n], np.flatnonzero(found[n:] >= 0)
    rows = found[n:][longer]
    bounds = np.cumsum([n - size + 1 for size in sizes[1:]])
    size_of = np.searchsorted(bounds, longer, side="right")
    start_of = longer - np.append(0, bounds)[size_of]
    choices: dict[int, list[tuple[int, float, int]]] = {}
    values = book.scores[rows].tolist()
    for i, size, value, row in zip(start_of.tolist(), size_of.tolist(), values, rows.tolist(), strict=True):
        choices.setdefault(i, []).append((size + 2, value, row))
    for match in _LATIN.finditer(text):
        choices.setdefault(match.start(), []).append((match.end() - match.start(), 0.0, -1))
    steps, picks = _best_path(np.where(single >= 0, book.scores[single], book.rare).tolist(), choices)
    at, starts = 0, []
    while at < n:
        starts.append(at)
        at += steps[at]
    chosen = np.array([picks.get(i, -2) for i in starts])
    chosen = np.where(chosen == -2, single[starts], chosen)
    names = (*book.names, "")
    tags = np.where(chosen >= 0, book.tags[chosen], len(book.names)).tolist()
    ends = [*starts[1:], n]
    if offset:
        starts, ends = [offset + i for i in starts], [offset + i for i in ends]
    return map(Word, starts, ends, [names[tag] for tag in tags])


def _best_path(
    single: list[float], choices: Mapping[int, list[tuple[int, float, int]]]
) -> tuple[list[int], dict[int, int]]:
    """How far the best word from each position reaches, and its row where it is longer than a character."""
    n = len(single)
    best = [0.0] * (n + 1)
    steps = [1] * n
    picks: dict[int, int] = {}
    get = choices.get
    below = 0.0
    for i in range(n - 1, -1, -1):
        below = single[i] + below
        if (options := get(i)) is not None:
            for size, value, row in options:
                candidate = value + best[i + size]
                if candidate > below:
                    below, steps[i], picks[i] = candidate, size, row
        best[i] = below
    return steps, picks


def tag_of(word: str) -> str | None:
    """The dictionary's tag of ``word``, or ``None`` if it is not in the dictionary."""
    if not 0 < len(word) <= LONGEST:
        return None
    book = lexicon()
    row = int(book.find(rolling(codes(word), len(word)))[0])
    return book.names[int(book.tags[row])] if row >= 0 else None
