"""Words of jieba's dictionary in a text.

The segmentation is jieba's own without its hidden Markov model: the path through the dictionary words of
highest unigram probability (Sun Junyi, https://github.com/fxsjy/jieba). Names and new words therefore
fall apart into characters, which is what a grammar wants to see. numpy looks up the substrings of a text at
once, those only that the dictionary's first two characters let begin a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple, overload

import numpy as np

from dedup.text.fold import Offsets, codes
from dedup.text.lexicon import LONGEST, REACH_WIDTH, lexicon, tag_of
from dedup.text.shingles import Growing

__all__ = ["Word", "Words", "tag_of", "words"]

_LATIN = re.compile(r"[A-Za-z]+|\d+(?:\.\d+)?")


class Word(NamedTuple):
    """One word: text[start:end] and its tag in jieba's dictionary ("" if it is not in it)."""

    start: int
    end: int
    tag: str


class Words(Sequence[Word]):
    """The words of a text as columns; a ``Word`` is made where one is asked for.

    Attributes:
        starts, ends, tags: of the words in their order; where one ends the next one starts.
    """

    def __init__(self, starts: list[int], ends: list[int], tags: list[str]) -> None:
        self.starts = starts
        self.ends = ends
        self.tags = tags

    def __len__(self) -> int:
        return len(self.starts)

    @overload
    def __getitem__(self, at: int) -> Word: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Word]: ...
    def __getitem__(self, at: int | slice) -> Word | Sequence[Word]:
        if isinstance(at, slice):
            return Words(self.starts[at], self.ends[at], self.tags[at])
        return Word(self.starts[at], self.ends[at], self.tags[at])

    def __iter__(self) -> Iterator[Word]:
        return map(Word, self.starts, self.ends, self.tags)

    @cached_property
    def starting(self) -> dict[int, int]:
        """The number of the word that starts at an offset."""
        return dict(zip(self.starts, range(len(self.starts)), strict=True))

    @cached_property
    def ending(self) -> dict[int, int]:
        """The number of the word that ends at an offset."""
        return dict(zip(self.ends, range(len(self.ends)), strict=True))


_CHUNK = 1 << 14  # characters segmented at a time: bounds the memory that looking up all substrings takes


_FEW = 100  # characters up to which a text is a word or a phrase of another one


def words(text: str) -> Words:
    """Every word of ``text`` in order; together they cover it. Latin letters and digits stay in runs.

    Args:
        text: plain text (full-width narrowed, simplified), as ``Reading.plain`` has it.
    """
    return _few(text) if len(text) < _FEW else _many(text)


@lru_cache(maxsize=4096)
def _few(text: str) -> Words:
    return _cut(text)


@lru_cache(maxsize=8)
def _many(text: str) -> Words:
    return _cut(text)


def _cut(text: str) -> Words:
    starts: list[int] = []
    tags: list[str] = []
    start = 0
    while start < len(text):
        end = len(text)
        if end - start > _CHUNK:
            cut = max(text.rfind("\n", start, start + _CHUNK), text.rfind("。", start, start + _CHUNK))
            end = cut + 1 if cut > start else start + _CHUNK
        some, kinds = _segmented(text[start:end], start)
        starts += some
        tags += kinds
        start = end
    return Words(starts, [*starts[1:], len(text)] if starts else [], tags)


def _segmented(text: str, offset: int) -> tuple[list[int], list[str]]:
    """Starts and tags of the words of a stretch that begins at ``offset`` of the whole."""
    book = lexicon()
    points = codes(text)
    n = len(points)
    runs = Growing(points)
    single = book.find(runs.grow())
    starts, sizes, rows = [], [], []
    reach = np.empty(0, np.uint8)
    for size in range(2, min(LONGEST, n) + 1):
        if size > 2:
            longer = reach >= size
            if not longer.any():
                break
            runs.keep(longer)
            reach = reach[longer]
        hashes = runs.grow()
        if size == 2:
            reach = book.reach[(hashes >> np.uint64(64 - REACH_WIDTH)).astype(np.int64)]
        reach = reach[: len(hashes)]
        row = book.find(hashes)
        hit = row >= 0
        starts.append(runs.begins[hit])
        rows.append(row[hit])
        sizes.append(np.full(len(starts[-1]), size, np.int64))
    latin = [match.span() for match in _LATIN.finditer(text)]
    starts.append(np.array([s for s, _ in latin], np.int64))
    sizes.append(np.array([e - s for s, e in latin], np.int64))
    rows.append(np.full(len(latin), -1, np.int64))
    start_of, size_of, row_of = (np.concatenate(column) for column in (starts, sizes, rows))
    order = np.argsort(-start_of, kind="stable")
    return _best_path(single, start_of[order], size_of[order], row_of[order], offset)


def _best_path(
    single: Offsets, start_of: Offsets, size_of: Offsets, row_of: Offsets, offset: int
) -> tuple[list[int], list[str]]:
    """Starts and tags of the words on the path of highest probability.

    Args:
        single: for each character its row in the lexicon, or -1.
        start_of, size_of, row_of: the longer words, by falling start, then by size, Latin runs last; row -1
            is a Latin run, which costs nothing.
        offset: what to add to the starts.
    """
    book = lexicon()
    n = len(single)
    alone = np.where(single >= 0, book.scores[single], book.rare).tolist()
    values = np.where(row_of >= 0, book.scores[row_of], 0.0).tolist()
    best = [0.0] * (n + 1)
    steps = [1] * n
    picks: dict[int, int] = {}
    below, last = 0.0, n  # the best from ``last`` on
    for i, size, value, row in zip(start_of.tolist(), size_of.tolist(), values, row_of.tolist(), strict=True):
        while last > i:
            last -= 1
            below += alone[last]
            best[last] = below
        candidate = value + best[i + size]
        if candidate > below:
            best[i] = below = candidate
            steps[i], picks[i] = size, row
    while last > 0:
        last -= 1
        below += alone[last]
        best[last] = below
    at, starts = 0, []
    while at < n:
        starts.append(at)
        at += steps[at]
    chosen = np.array([picks.get(i, -2) for i in starts], np.int64)
    chosen = np.where(chosen == -2, single[starts], chosen)
    names = (*book.names, "")
    tags = np.where(chosen >= 0, book.tags[chosen], len(book.names)).tolist()
    return [offset + i for i in starts] if offset else starts, [names[tag] for tag in tags]
