"""Two versions as one text with tracked changes: accept all and it is B, reject all and it is A."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import groupby
from typing import NamedTuple

from dedup.align.links import heaviest_increasing
from dedup.types import Article, Block, Link, ParagraphKind


class Mark(StrEnum):
    """What became of some characters, or of the end of a paragraph."""

    SAME = "same"
    DELETED = "deleted"
    INSERTED = "inserted"
    MOVED_FROM = "moved_from"
    MOVED_TO = "moved_to"
    SHOWN = "shown"  # what a moved paragraph of B has lost: neither in A at this place, nor in B


_IN_A = (Mark.SAME, Mark.DELETED, Mark.MOVED_FROM)
_IN_B = (Mark.SAME, Mark.INSERTED, Mark.MOVED_TO)


@dataclass(frozen=True, slots=True)
class Piece:
    """Some characters; ``a`` and ``b`` say where they begin in the flow of a version, -1 for nowhere."""

    text: str
    mark: Mark
    a: int = -1
    b: int = -1

    def goes_on(self, a: int, b: int) -> bool:
        """Whether what begins there follows at once."""
        held = len(self.text)
        return a == (self.a + held if self.a >= 0 else -1) and b == (self.b + held if self.b >= 0 else -1)


@dataclass(slots=True)
class Line:
    """A paragraph of the merged text.

    Attributes:
        pieces: its characters.
        end: what became of its end, where the next paragraph begins.
        kind: what it is on its page.
        origin: the number of the move that takes it away whole, 0 for none.
        goal: the number of the move that brings it.
    """

    pieces: list[Piece]
    end: Mark
    kind: ParagraphKind
    origin: int = 0
    goal: int = 0

    def of(self, version: str) -> str:
        """What of it stands in ``a`` or in ``b``."""
        held = _IN_A if version == "a" else _IN_B
        return "".join(piece.text for piece in self.pieces if piece.mark in held)


class Flow:
    """The paragraphs of an article as one text without breaks, and the way there from raw offsets."""

    def __init__(self, article: Article) -> None:
        paragraphs = article.paragraphs
        self.text = "".join(paragraph.text for paragraph in paragraphs)
        self.kinds = [paragraph.kind for paragraph in paragraphs]
        self.starts: list[int] = []
        self._stretches: list[tuple[int, int, int]] = []  # raw start, raw end, place in the flow
        at = 0
        for paragraph in paragraphs:
            self.starts.append(at)
            for span in paragraph.spans:
                self._stretches.append((span.start, span.end, at))
                at += len(span)
        self._stretches.sort()
        self._raw = [start for start, _, _ in self._stretches]
        self._begins = [start for start, end in self._ranges() if end > start]
        self._numbers = [n for n, (start, end) in enumerate(self._ranges()) if end > start]

    def _ranges(self) -> Iterator[tuple[int, int]]:
        return zip(self.starts, [*self.starts[1:], len(self.text)], strict=True)

    def paragraph(self, at: int) -> int:
        """The number of the paragraph that a character stands in."""
        return self._numbers[bisect_right(self._begins, at) - 1]

    def end(self, number: int) -> int:
        """Where a paragraph ends."""
        return self.starts[number + 1] if number + 1 < len(self.starts) else len(self.text)

    def stretches(self, start: int, end: int) -> Iterator[tuple[int, int, int]]:
        """The parts of a raw range that stand in the flow: raw start, place in the flow, length."""
        for n in range(max(0, bisect_right(self._raw, start) - 1), len(self._stretches)):
            first, last, at = self._stretches[n]
            if first >= end:
                return
            low, high = max(first, start), min(last, end)
            if low < high:
                yield low, at + low - first, high - low


class _Run(NamedTuple):
    """Equal characters: where in the flow of A, where in that of B, how many."""

    a: int
    b: int
    length: int


@dataclass(slots=True)
class _Moves:
    """Which paragraphs move, each by the number of its move, from 1."""

    a: dict[int, int] = field(default_factory=dict)
    b: dict[int, int] = field(default_factory=dict)


def merge(one: Flow, two: Flow, blocks: Iterable[Block], links: Sequence[Link]) -> list[Line]:
    """The merged text of two versions.

    Args:
        one: version A.
        two: version B.
        blocks: what is the same in both, in raw offsets.
        links: which paragraphs belong together, and which of them moved.
    """
    return _Merge(one, two, sorted(_runs(one, two, blocks)), links).lines()


def _runs(one: Flow, two: Flow, blocks: Iterable[Block]) -> Iterator[_Run]:
    """The blocks where the very same characters stand, none across the end of a paragraph or of a span."""
    for a, b, length in blocks:
        for raw, at, n in one.stretches(a, a + length):
            for other, to, m in two.stretches(b + raw - a, b + raw - a + n):
                start = at + other - (b + raw - a)
                yield from _equal(one.text, two.text, _Run(start, to, m))


def _equal(a: str, b: str, run: _Run) -> Iterator[_Run]:
    if a[run.a : run.a + run.length] == b[run.b : run.b + run.length]:
        yield run
        return
    same = groupby(range(run.length), lambda n: a[run.a + n] == b[run.b + n])
    for equal, numbers in same:
        if equal:
            held = list(numbers)
            yield _Run(run.a + held[0], run.b + held[0], len(held))


def _moves(one: Flow, two: Flow, runs: Iterable[_Run], links: Sequence[Link]) -> _Moves:
    """Neighbouring paragraphs that moved together, those of A with those of B that they share most with."""
    found, number = _Moves(), 0
    shared: Counter[tuple[int, int]] = Counter()
    for run in runs:
        shared[one.paragraph(run.a), two.paragraph(run.b)] += run.length
    for link in links:
        if not link.moved:
            continue
        left, right = _neighbours(link.a), _neighbours(link.b)
        ranked = sorted(
            (-sum(shared[p, q] for p in ps for q in qs), i, j)
            for i, ps in enumerate(left)
            for j, qs in enumerate(right)
        )
        for weight, i, j in ranked:
            if weight and left[i][0] not in found.a and right[j][0] not in found.b:
                number += 1
                found.a.update(dict.fromkeys(left[i], number))
                found.b.update(dict.fromkeys(right[j], number))
    return found


def _neighbours(numbers: Iterable[int]) -> list[list[int]]:
    """Paragraph numbers in groups that follow one another.

    >>> _neighbours([1, 2, 5])
    [[1, 2], [5]]
    """
    ranked = sorted(numbers)
    groups = groupby(enumerate(ranked), lambda item: item[1] - item[0])
    return [[number for _, number in group] for _, group in groups]


class _Merge:
    """Writes the merged text from start to end."""

    def __init__(self, one: Flow, two: Flow, runs: list[_Run], links: Sequence[Link]) -> None:
        self._a, self._b = one, two
        self._moves = _moves(one, two, runs, links)
        self._moving: dict[int, list[_Run]] = {}  # by paragraph of B
        self._goals: dict[int, set[int]] = {}  # paragraphs of B by the moved paragraph of A
        staying = []
        for run in runs:
            p, q = one.paragraph(run.a), two.paragraph(run.b)
            origin, goal = self._moves.a.get(p), self._moves.b.get(q)
            if origin is None and goal is None:
                staying.append(run)
            elif origin == goal:
                self._moving.setdefault(q, []).append(run)
                self._goals.setdefault(p, set()).add(q)
        keep = heaviest_increasing([run.b for run in staying], [run.length for run in staying])
        self._anchors = [staying[n] for n in keep]
        self._done: list[Line] = []
        self._open: list[Piece] = []

    def lines(self) -> list[Line]:
        p = q = at = to = 0  # the paragraphs that are being written, and the characters that come next
        fresh = True  # nothing of them is written yet
        for run in self._anchors:
            new_p, new_q = self._a.paragraph(run.a), self._b.paragraph(run.b)
            if fresh:
                self._whole(range(new_p), range(new_q))
                at, to, fresh = self._a.starts[new_p], self._b.starts[new_q], False
            elif new_p > p or new_q > q:
                self._between(p, new_p, at, q, new_q, to)
                at = self._a.starts[new_p] if new_p > p else at
                to = self._b.starts[new_q] if new_q > q else to
            p, q = new_p, new_q
            self._edit(at, run.a, to, run.b)
            self._add(self._a.text[run.a : run.a + run.length], Mark.SAME, run.a, run.b)
            at, to = run.a + run.length, run.b + run.length
        left, right = range(p, len(self._a.kinds)), range(q, len(self._b.kinds))
        if not fresh:
            self._edit(at, self._a.end(p), to, self._b.end(q))
            left, right = left[1:], right[1:]
        self._last(left, right, None if fresh else self._b.kinds[q])
        return self._done

    def _between(self, p: int, new_p: int, at: int, q: int, new_q: int, to: int) -> None:
        """From where two paragraphs are being written to the start of others, on one side or on both."""
        a_ends, b_ends = new_p > p, new_q > q
        self._edit(at, self._a.end(p) if a_ends else at, to, self._b.end(q) if b_ends else to)
        end = Mark.SAME if a_ends and b_ends else Mark.DELETED if a_ends else Mark.INSERTED
        self._end(end, self._b.kinds[q])
        self._whole(range(p + 1, new_p), range(q + 1, new_q))

    def _last(self, left: range, right: range, kind: ParagraphKind | None) -> None:
        """What follows the last characters in common; the very last end of a paragraph stands in both.

        Word cannot take the last end of a document away.
        """
        if kind is not None:
            self._end(Mark.SAME if bool(left) == bool(right) else _only(bool(left)), kind)
        self._whole(left[:-1], right[:-1])
        origin = 0
        if left:
            self._from(left[-1])
            if right:
                last = self._done.pop()
                self._open, origin = last.pieces, last.origin
        if right:
            self._to(right[-1])
            self._done[-1].origin = origin
        if left or right:
            self._done[-1].end = Mark.SAME

    def _whole(self, left: Iterable[int], right: Iterable[int]) -> None:
        for p in left:
            self._from(p)
        for q in right:
            self._to(q)

    def _from(self, p: int) -> None:
        """A whole paragraph of A that is not in its place in B."""
        move, start = self._moves.a.get(p, 0), self._a.starts[p]
        mark = Mark.MOVED_FROM if move else Mark.DELETED
        self._add(self._a.text[start : self._a.end(p)], mark, start)
        self._end(mark, self._a.kinds[p], origin=move)

    def _to(self, q: int) -> None:
        """A whole paragraph of B that is not in its place in A."""
        move, at, end = self._moves.b.get(q, 0), self._b.starts[q], self._b.end(q)
        lost = self._lost(q)
        for run in sorted(self._moving.get(q, ()), key=lambda run: run.b):
            self._add(lost.get(run.a, ""), Mark.SHOWN)
            self._add(self._b.text[at : run.b], Mark.INSERTED, b=at)
            self._add(self._b.text[run.b : run.b + run.length], Mark.MOVED_TO, b=run.b)
            at = run.b + run.length
        self._add(lost.get(-1, ""), Mark.SHOWN)
        self._add(self._b.text[at:end], Mark.INSERTED, b=at)
        self._end(Mark.MOVED_TO if move else Mark.INSERTED, self._b.kinds[q], goal=move)

    def _lost(self, q: int) -> dict[int, str]:
        """What a paragraph of A lost on its way to be one of B, by the run that follows; -1: at the end."""
        runs = sorted(self._moving.get(q, ()))
        homes = {self._a.paragraph(run.a) for run in runs}
        if len(homes) != 1 or self._goals[p := homes.pop()] != {q}:
            return {}
        found, at = {}, self._a.starts[p]
        for run in runs:
            found[run.a] = self._a.text[at : run.a]
            at = run.a + run.length
        return {**found, -1: self._a.text[at : self._a.end(p)]}

    def _edit(self, at: int, until: int, to: int, till: int) -> None:
        """What A has and what B has between the same characters; equal beginnings and ends stay."""
        a, b = self._a.text[at:until], self._b.text[to:till]
        least = min(len(a), len(b))
        head = next((n for n in range(least) if a[n] != b[n]), least)
        least -= head
        tail = next((n for n in range(least) if a[-1 - n] != b[-1 - n]), least)
        self._add(a[:head], Mark.SAME, at, to)
        self._add(a[head : len(a) - tail], Mark.DELETED, at + head)
        self._add(b[head : len(b) - tail], Mark.INSERTED, b=to + head)
        self._add(a[len(a) - tail :], Mark.SAME, until - tail, till - tail)

    def _add(self, text: str, mark: Mark, a: int = -1, b: int = -1) -> None:
        if not text:
            return
        if self._open and (last := self._open[-1]).mark is mark and last.goes_on(a, b):
            self._open[-1] = replace(last, text=last.text + text)
        else:
            self._open.append(Piece(text, mark, a, b))

    def _end(self, mark: Mark, kind: ParagraphKind, *, origin: int = 0, goal: int = 0) -> None:
        self._done.append(Line(self._open, mark, kind, origin, goal))
        self._open = []


def _only(in_a: bool) -> Mark:
    return Mark.DELETED if in_a else Mark.INSERTED
