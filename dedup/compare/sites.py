"""Edit sites: the places where two aligned readings do not say the same, side by side."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

import numpy as np

from dedup.align import Alignment
from dedup.compare.ranges import Ranges
from dedup.text.fold import Offsets, few_letters, is_letter, letters
from dedup.text.fold import codes as code_points
from dedup.text.reading import Reading
from dedup.types import Block, Span


class Site(NamedTuple):
    """A[a0:a1] stands against B[b0:b1] (reading offsets); one of them may be empty, at its place."""

    a0: int
    a1: int
    b0: int
    b1: int


@dataclass(frozen=True)
class Aligned:
    """Two readings and what goes with what, as both sides of a comparison need it."""

    a: Reading
    b: Reading
    runs: tuple[Block, ...]

    @classmethod
    def of(cls, a: Reading, b: Reading, alignment: Alignment) -> Aligned:
        """The working form of an alignment."""
        return cls(a, b, alignment.runs)

    @cached_property
    def a2b(self) -> Offsets:
        """For each character of A its partner in B, or -1; int64[len(a.text)]."""
        return _partners(len(self.a.text), [(r.a, r.b, r.length) for r in self.runs])

    @cached_property
    def b2a(self) -> Offsets:
        """For each character of B its partner in A, or -1; int64[len(b.text)]."""
        return _partners(len(self.b.text), [(r.b, r.a, r.length) for r in self.runs])

    @cached_property
    def sites(self) -> tuple[Site, ...]:
        """Every place that no run covers, in order of A, then of B."""
        return tuple(sorted(set(_sites(self))))

    @cached_property
    def letters_a(self) -> Offsets:
        """Prefix counts of letters and digits in A, int64[len + 1]."""
        return _prefix(self.a.text)

    @cached_property
    def letters_b(self) -> Offsets:
        """Prefix counts of letters and digits in B, int64[len + 1]."""
        return _prefix(self.b.text)

    @cached_property
    def changed_a(self) -> Ranges[Span]:
        """What no run covers in A, and where something was put in."""
        return Ranges(Span(s.a0, s.a1) for s in self.sites)

    @cached_property
    def changed_b(self) -> Ranges[Span]:
        """What no run covers in B, and where something was put in."""
        return Ranges(Span(s.b0, s.b1) for s in self.sites)

    @cached_property
    def put_in_a(self) -> Ranges[Span]:
        """What A has where B has nothing."""
        return Ranges(Span(s.a0, s.a1) for s in self.sites if s.b0 == s.b1)

    @cached_property
    def put_in_b(self) -> Ranges[Span]:
        """What B has where A has nothing."""
        return Ranges(Span(s.b0, s.b1) for s in self.sites if s.a0 == s.a1)

    @cached_property
    def folded_a(self) -> str:
        """The letters and digits of A, folded."""
        return folded(self.a.text)

    @cached_property
    def folded_b(self) -> str:
        """The letters and digits of B, folded."""
        return folded(self.b.text)

    def image(self, start: int, end: int) -> tuple[int, int] | None:
        """The range of B that stands where A[start:end] stands in A; ``None`` if the text breaks off."""
        return _image(self.a2b, self.a.text, self.b.text, start, end)

    def image_back(self, start: int, end: int) -> tuple[int, int] | None:
        """The range of A that stands where B[start:end] stands in B."""
        return _image(self.b2a, self.b.text, self.a.text, start, end)


def _partners(size: int, runs: Sequence[tuple[int, int, int]]) -> Offsets:
    found = np.full(size, -1, np.int64)
    for here, there, length in runs:
        found[here : here + length] = np.arange(there, there + length)
    return found


def _prefix(text: str) -> Offsets:
    counts = np.zeros(len(text) + 1, np.int64)
    np.cumsum(is_letter(code_points(text)), out=counts[1:])
    return counts


def _image(partner: Offsets, here: str, there: str, start: int, end: int) -> tuple[int, int] | None:
    left = start - 1
    while left >= 0 and here[left].isspace() and here[left] != "\n":
        left -= 1
    right = end
    while right < len(here) and here[right].isspace() and here[right] != "\n":
        right += 1
    begin = int(partner[left]) + 1 if left >= 0 and partner[left] >= 0 else -1
    stop = int(partner[right]) if right < len(here) and partner[right] >= 0 else -1
    if begin < 0 and stop < 0:
        inside = [int(p) for p in partner[start:end] if p >= 0]
        return (min(inside), max(inside) + 1) if inside else None
    if begin < 0 or stop < 0:
        # One side is open (the text breaks off, or is changed there too): keep the length.
        begin = begin if begin >= 0 else max(0, stop - (end - start))
        stop = stop if stop >= 0 else min(len(there), begin + (end - start))
        if "\n" in there[begin:stop]:
            return None
    if stop < begin or stop - begin > 2 * (end - start) + 12:
        return None
    return begin, stop


class _Piece(NamedTuple):
    start: int
    end: int
    left: int | None  # the run it follows in the same paragraph
    right: int | None  # the run it precedes in the same paragraph


def _pieces(text: str, spans: Sequence[tuple[int, int]], ids: Sequence[int]) -> list[_Piece]:
    """The uncovered parts of a text, cut at paragraph ends; ``spans`` are covered ranges in order."""
    found: list[_Piece] = []
    edges = [(0, None), *((end, ids[i]) for i, (_, end) in enumerate(spans))]
    starts = [*((start, ids[i]) for i, (start, _) in enumerate(spans)), (len(text), None)]
    for (start, left), (end, right) in zip(edges, starts, strict=True):
        at = start
        parts = text[start:end].split("\n")
        for nth, part in enumerate(parts):
            first, last = nth == 0, nth == len(parts) - 1
            s, e = _trim(text, at, at + len(part))
            found.append(_Piece(s, e, left if first else None, right if last else None))
            at += len(part) + 1
    return found


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _sites(aligned: Aligned) -> list[Site]:
    runs = aligned.runs
    by_b = sorted(range(len(runs)), key=lambda i: runs[i].b)
    in_a = _pieces(aligned.a.text, [(r.a, r.a + r.length) for r in runs], list(range(len(runs))))
    in_b = _pieces(aligned.b.text, [(runs[i].b, runs[i].b + runs[i].length) for i in by_b], by_b)
    by_left = {p.left: n for n, p in enumerate(in_b) if p.left is not None}
    by_right = {p.right: n for n, p in enumerate(in_b) if p.right is not None}
    used: set[int] = set()
    paired: dict[int, int] = {}
    for whole in (True, False):  # pieces between the same two runs first
        for n, piece in enumerate(in_a):
            m = _partner(piece, in_b, by_left, by_right, used, whole) if n not in paired else None
            if m is not None:
                used.add(m)
                paired[n] = m
    sites: list[Site] = []
    for n, piece in enumerate(in_a):
        m = paired.get(n)
        if m is not None:
            other = in_b[m]
            sites.append(Site(piece.start, piece.end, other.start, other.end))
        elif piece.end > piece.start:
            at = _anchor(runs, piece, 1, len(aligned.b.text))
            sites.append(Site(piece.start, piece.end, at, at))
    for m, piece in enumerate(in_b):
        if m not in used and piece.end > piece.start:
            at = _anchor(runs, piece, 0, len(aligned.a.text))
            sites.append(Site(at, at, piece.start, piece.end))
    return [s for s in sites if s.a1 > s.a0 or s.b1 > s.b0]


def _partner(
    piece: _Piece,
    others: list[_Piece],
    by_left: dict[int, int],
    by_right: dict[int, int],
    used: set[int],
    whole: bool,
) -> int | None:
    """The piece of B that stands at the same place as this piece of A."""
    left = by_left.get(piece.left) if piece.left is not None else None
    right = by_right.get(piece.right) if piece.right is not None else None
    if whole:
        return left if left is not None and left == right and left not in used else None
    choices = [m for m in (left, right) if m is not None and m not in used]
    # An empty piece explains nothing: prefer the neighbour with characters.
    choices.sort(key=lambda m: others[m].end == others[m].start)
    if not choices:
        return None
    best = choices[0]
    empty = piece.end == piece.start and others[best].end == others[best].start
    return None if empty else best


def _anchor(runs: Sequence[Block], piece: _Piece, side: int, size: int) -> int:
    """Where in the other text a piece without partner would stand."""
    if piece.left is not None:
        return runs[piece.left][side] + runs[piece.left].length
    if piece.right is not None:
        return runs[piece.right][side]
    starts = [r[1 - side] for r in runs] if side else []
    if side and (n := bisect_right(starts, piece.start)):
        return runs[n - 1][side] + runs[n - 1].length
    if not side:
        before = [r for r in runs if r.b + r.length <= piece.start]
        if before:
            last = max(before, key=lambda r: r.b)
            return last.a + last.length
    return 0 if runs else size


_FEW = 100  # characters up to which folding one by one is the faster way


@lru_cache(maxsize=16384)
def folded(text: str) -> str:
    """Letters and digits of a stretch, folded: what must differ for wording to differ.

    >>> folded("“两链两园”，") == folded("两链两园")
    True
    """
    return few_letters(text) if len(text) < _FEW else letters(text).text


def weight(letters: str) -> int:
    """How much folded letters say, in Chinese characters: three Latin letters are one.

    >>> weight("会议听取了报告"), weight("denied")
    (7, 2)
    """
    latin = sum(c.isascii() and c.isalpha() for c in letters)
    return len(letters) - latin + (latin + 2) // 3
