"""Insertions on both sides of the end of a paragraph kept apart.

LibreOffice takes two insertions for one where nothing but the end of a paragraph stands between them, and
with them it rejects that end. What is written here instead says the same by the standard.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dedup.render.docx.merge import Line, Mark, Piece

_NEW = (Mark.INSERTED, Mark.MOVED_TO, Mark.SHOWN)


def apart(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines, changed in place where two insertions would touch."""
    for number, line in enumerate(lines[:-1]):
        if line.end is not Mark.SAME or not (_ends_new(line) and _begins_new(lines[number + 1])):
            continue
        after = number + 1
        while after < len(lines) and _is_new(lines[after]):
            after += 1
        if after > number + 1 and not (after < len(lines) and _begins_new(lines[after])):
            line.end, lines[after - 1].end = Mark.INSERTED, Mark.SAME  # the new paragraphs come before it
        else:
            _retire(line.pieces)
    return lines


def _ends_new(line: Line) -> bool:
    return bool(line.pieces) and line.pieces[-1].mark in _NEW


def _begins_new(line: Line) -> bool:
    return bool(line.pieces) and line.pieces[0].mark in _NEW


def _is_new(line: Line) -> bool:
    """Whether it is all inserted, its end too, and no move brought it."""
    return line.end is Mark.INSERTED and all(piece.mark is Mark.INSERTED for piece in line.pieces)


def _retire(pieces: list[Piece]) -> None:
    """Let something deleted end the paragraph: what is there, or its last character once more."""
    *_, before, last = [None, *pieces]
    if before is None or last is None:
        return
    if before.mark is Mark.DELETED:
        pieces[-2:] = [last, before]
    elif before.mark is Mark.SAME:
        kept, end = before.text[:-1], len(before.text) - 1
        pieces[-2:] = [
            *([replace(before, text=kept)] if kept else []),
            Piece(before.text[-1], Mark.INSERTED, b=before.b + end),
            last,
            Piece(before.text[-1], Mark.DELETED, a=before.a + end),
        ]
