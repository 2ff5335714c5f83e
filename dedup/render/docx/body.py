"""The merged text as WordprocessingML: tracked changes, moves with their ranges, comments."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

from dedup.render.docx.merge import Line, Mark, Piece
from dedup.render.docx.notes import Note
from dedup.types import ParagraphKind

AUTHOR = "dedup"

_ELEMENTS = {
    Mark.DELETED: "del",
    Mark.INSERTED: "ins",
    Mark.MOVED_FROM: "moveFrom",
    Mark.MOVED_TO: "moveTo",
}
_STYLES = {
    ParagraphKind.TITLE: "Title",
    ParagraphKind.SUBTITLE: "Subtitle",
    ParagraphKind.HEADING: "Heading1",
    ParagraphKind.BYLINE: "Byline",
    ParagraphKind.CAPTION: "Caption",
    ParagraphKind.BODY: "BodyText",
    ParagraphKind.SIGNATURE: "Signature",
}
_ILLEGAL = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BREAKS = re.compile(r"(\t|\r\n|\r|\n)")


class Writer:
    """Makes the XML of one document; every mark, range and comment of it has a number of its own."""

    def __init__(self) -> None:
        self.comments: list[str] = []
        self._ids = 0
        self._moves = 0  # of the pairs written so far

    def heading(self, text: str, *, first: bool) -> str:
        """A line that is no part of a version; each but the first begins a page."""
        return _paragraph(("" if first else "<w:pageBreakBefore/>"), _run(_inner(text, "t")), "Heading1")

    def plain(self, text: str) -> str:
        """A line of text that is no part of a version."""
        return _paragraph("", _run(_inner(text, "t")), "BodyText")

    def tracked(self, lines: Sequence[Line], notes: Sequence[Note]) -> Iterator[str]:
        """The paragraphs of two merged versions with their comments."""
        anchors = _Anchors(notes, len(self.comments))
        self.comments += [_comment(n, note) for n, note in enumerate(notes, len(self.comments))]
        froms = _Ranges("moveFrom", [line.origin for line in lines], self)
        tos = _Ranges("moveTo", [line.goal for line in lines], self)
        for number, line in enumerate(lines):
            leaves = next((n for n, p in enumerate(line.pieces) if p.mark is not Mark.MOVED_FROM), None)
            split = leaves if line.origin else None  # something else follows in the same paragraph
            inner = [froms.start(number)]
            for n, piece in enumerate(line.pieces):
                if n == split:
                    inner.append(froms.end(number))
                if n == (split or 0):
                    inner.append(tos.start(number))
                inner += self._piece(piece, anchors)
            if not line.pieces:
                inner.append(tos.start(number))
            end = _end(line)
            mark = f"<w:rPr>{self.mark(_ELEMENTS[end])}</w:rPr>" if end is not Mark.SAME else ""
            yield _paragraph(mark, "".join(inner), _STYLES[line.kind])
            yield ("" if split is not None else froms.end(number)) + tos.end(number)
        self._moves += max((max(line.origin, line.goal) for line in lines), default=0)

    def named(self, move: int) -> str:
        """The name that both ranges of a move have."""
        return f"move{self._moves + move}"

    def number(self) -> str:
        """The next number of the document, as an attribute."""
        self._ids += 1
        return f'w:id="{self._ids}"'

    def mark(self, element: str, inner: str = "") -> str:
        """An element that says who changed something."""
        head = f'w:{element} {self.number()} w:author="{AUTHOR}"'
        return f"<{head}>{inner}</w:{element}>" if inner else f"<{head}/>"

    def _piece(self, piece: Piece, anchors: _Anchors) -> Iterator[str]:
        at = 0
        for cut, opened, closed in anchors.within(piece):
            if cut > at:
                yield self._marked(piece.mark, _run(_inner(piece.text[at:cut], _tag(piece.mark))))
            at = cut
            for number in closed:
                reference = f'<w:r><w:commentReference w:id="{number}"/></w:r>'
                yield f'<w:commentRangeEnd w:id="{number}"/>{self._marked(piece.mark, reference)}'
            for number in opened:
                yield f'<w:commentRangeStart w:id="{number}"/>'
        if at < len(piece.text):
            yield self._marked(piece.mark, _run(_inner(piece.text[at:], _tag(piece.mark))))

    def _marked(self, mark: Mark, run: str) -> str:
        if mark is Mark.SAME:
            return run
        if mark is Mark.SHOWN:
            return self.mark("ins", self.mark("del", run))
        return self.mark(_ELEMENTS[mark], run)


class _Ranges:
    """Where each move begins and ends, on one of its two sides."""

    def __init__(self, element: str, moves: Sequence[int], writer: Writer) -> None:
        self._element, self._moves, self._writer = element, moves, writer
        self._first: dict[int, int] = {}
        self._last: dict[int, int] = {}
        self._ids: dict[int, str] = {}
        for number, move in enumerate(moves):
            if move:
                self._first.setdefault(move, number)
                self._last[move] = number

    def start(self, number: int) -> str:
        """What opens the range of the move that begins in this line."""
        move = self._moves[number]
        if self._first.get(move) != number:
            return ""
        self._ids[move] = self._writer.number()
        name = f'w:author="{AUTHOR}" w:name="{self._writer.named(move)}"'
        return f"<w:{self._element}RangeStart {self._ids[move]} {name}/>"

    def end(self, number: int) -> str:
        """What closes the range of the move that ends in this line."""
        move = self._moves[number]
        return f"<w:{self._element}RangeEnd {self._ids[move]}/>" if self._last.get(move) == number else ""


class _Anchors:
    """The places where comments begin and end, each found while a piece of its version is written."""

    def __init__(self, notes: Sequence[Note], first: int) -> None:
        self._opens: dict[str, list[tuple[int, int]]] = {"a": [], "b": []}
        self._closes: dict[str, list[tuple[int, int]]] = {"a": [], "b": []}
        for number, note in enumerate(notes, first):
            if note.end > note.start:
                self._opens[note.side].append((note.start, number))
                self._closes[note.side].append((note.end, number))
        for rows in (*self._opens.values(), *self._closes.values()):
            rows.sort()

    def within(self, piece: Piece) -> list[tuple[int, list[int], list[int]]]:
        """Offsets in the piece, in order, with the comments that begin and those that end there."""
        cuts: dict[int, tuple[list[int], list[int]]] = {}
        length = len(piece.text)
        for side, start in (("a", piece.a), ("b", piece.b)):
            if start < 0:
                continue
            for at, number in _between(self._opens[side], start, start + length):
                cuts.setdefault(at - start, ([], []))[0].append(number)
            for at, number in _between(self._closes[side], start + 1, start + length + 1):
                cuts.setdefault(at - start, ([], []))[1].append(number)
        return [(cut, *cuts[cut]) for cut in sorted(cuts)]


def _end(line: Line) -> Mark:
    """What the end of the paragraph is marked as: after inserted words as inserted, though it moved.

    LibreOffice leaves an empty paragraph where the marks of the last words and of the end differ.
    """
    moved = line.end is Mark.MOVED_TO
    return Mark.INSERTED if moved and line.pieces and line.pieces[-1].mark is not line.end else line.end


def _between(rows: list[tuple[int, int]], low: int, high: int) -> list[tuple[int, int]]:
    return rows[bisect_left(rows, (low, -1)) : bisect_left(rows, (high, -1))]


def _comment(number: int, note: Note) -> str:
    head, *rest = note.lines
    bold = _paragraph("", _run(_inner(head, "t"), "<w:rPr><w:b/></w:rPr>"), "CommentText")
    lines = bold + "".join(_paragraph("", _run(_inner(line, "t")), "CommentText") for line in rest)
    return f'<w:comment w:id="{number}" w:author="{AUTHOR}" w:initials="D">{lines}</w:comment>'


def _paragraph(properties: str, inner: str, style: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{inner}</w:p>'


def _run(inner: str, properties: str = "") -> str:
    return f"<w:r>{properties}{inner}</w:r>"


def _tag(mark: Mark) -> str:
    return "delText" if mark in (Mark.DELETED, Mark.SHOWN) else "t"


def _inner(text: str, tag: str) -> str:
    """The contents of a run: characters, tabs and line breaks; what XML cannot hold is made visible."""
    parts = (
        "<w:tab/>" if part == "\t" else "<w:br/>" if part[0] in "\r\n" else _characters(part, tag)
        for part in _BREAKS.split(text)
        if part
    )
    return "".join(parts)


def _characters(text: str, tag: str) -> str:
    legal = _ILLEGAL.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
    return f'<w:{tag} xml:space="preserve">{escape(legal)}</w:{tag}>'
