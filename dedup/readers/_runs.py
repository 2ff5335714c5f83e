"""Characters of a printed line to pieces of text, also where a font change put them in another order."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from dedup.readers._columns import Piece

_GAP = 0.8  # of the size: a wider gap parts two pieces of a line
_SPACE = 0.2  # of the size: from here a gap between Chinese characters is a space
_SLACK = 0.3  # of the size: how far a character may stand over what it fits between
_BACK = 40  # pieces in which a gap is looked for


class Glyph(NamedTuple):
    """A character and its box, y upwards as in the file; ``size`` is that of its font."""

    character: str
    left: float
    bottom: float
    right: float
    top: float
    size: float


class _Run:
    """Characters beside one another; a space has the place of the character after it."""

    def __init__(self, first: Glyph) -> None:
        self.characters = [first.character]
        self.lefts, self.rights = [first.left], [first.right]
        self.bottom, self.top, self.size = first.bottom, first.top, first.size

    def takes(self, glyph: Glyph) -> bool:
        """Whether the character stands on this line, next to the last one."""
        apart = glyph.left - max(self.rights)
        level = abs(glyph.top + glyph.bottom - self.top - self.bottom) / 2
        behind = glyph.left >= self.lefts[-1] - _SLACK * self.size  # or over it, as letters made bold are
        return behind and apart <= _GAP * self.size and level <= 0.5 * max(self.size, glyph.size)

    def add(self, glyph: Glyph, *, spaced: bool) -> None:
        """Put a character behind, and a space before it if the file has one there that can be seen."""
        apart = glyph.left - max(self.rights)
        if spaced and not (
            apart <= _SPACE * glyph.size and is_wide(self.characters[-1]) and is_wide(glyph.character)
        ):
            self._put(len(self.characters), [" "], [glyph.left], [glyph.left])
        self._put(len(self.characters), [glyph.character], [glyph.left], [glyph.right])
        self.bottom, self.top = min(self.bottom, glyph.bottom), max(self.top, glyph.top)
        self.size = max(self.size, glyph.size)

    def _put(self, at: int, characters: list[str], lefts: list[float], rights: list[float]) -> None:
        self.characters[at:at] = characters
        self.lefts[at:at] = lefts
        self.rights[at:at] = rights

    def weaves(self, other: _Run) -> bool:
        """Put a run into the gap of this one that it stands in, if there is one."""
        left, right = min(other.lefts), max(other.rights)
        slack = _SLACK * self.size
        level = abs(other.top + other.bottom - self.top - self.bottom) / 2
        if level > slack or left < self.lefts[0] or right > max(self.rights) + slack:
            return False
        for at in range(1, len(self.characters)):
            if self.lefts[at] >= right - slack:
                if self.rights[at - 1] > left + slack:
                    return False
                self._put(at, other.characters, other.lefts, other.rights)
                if self.characters[at + len(other.characters)] == " ":  # was the gap
                    for row in (self.characters, self.lefts, self.rights):
                        del row[at + len(other.characters)]
                return True
        return False

    def piece(self, x0: float, y1: float) -> Piece:
        """The run as text, seen from the top left corner of the page."""
        return Piece(
            "".join(self.characters).strip(),
            min(self.lefts) - x0,
            y1 - self.top,
            max(self.rights) - x0,
            y1 - self.bottom,
            self.size,
        )


class Runs:
    """Takes the characters of a page in the order of the file."""

    def __init__(self) -> None:
        self._runs: list[_Run] = []
        self._open: _Run | None = None

    def add(self, glyph: Glyph, *, spaced: bool) -> None:
        """The next character; ``spaced`` if the file has a space before it."""
        if self._open is not None and self._open.takes(glyph):
            self._open.add(glyph, spaced=spaced)
            return
        self._close()
        self._open = _Run(glyph)

    def pieces(self, x0: float, y1: float) -> Iterator[Piece]:
        """All pieces, seen from the corner (x0, y1) of the page."""
        self._close()
        found = (run.piece(x0, y1) for run in self._runs)
        return (piece for piece in found if piece.text)

    def _close(self) -> None:
        """Keep the run that ended, in the gap of another, or with others in its gaps."""
        run, self._open = self._open, None
        if run is None:
            return
        near = self._runs[-_BACK:]
        if any(known.weaves(run) for known in reversed(near)):
            return
        self._runs[-_BACK:] = [known for known in near if not run.weaves(known)]
        self._runs.append(run)


def is_wide(character: str) -> bool:
    """Whether it is set like a Chinese character: PDFium sees spaces beside its punctuation."""
    return unicodedata.east_asian_width(character) in "WF"
