"""Reading order of a printed page: columns first, then lines, by the white space between them.

A recursive X-Y cut (Nagy and Seth, "Hierarchical representation of optically scanned documents",
1984) that prefers gutters to horizontal cuts, so that paragraphs that happen to end at the same
height in two columns do not tear the columns apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

_MANY = 4000  # pieces on a page above which its own order is kept: the cuts would take too long
_NARROW = 4.0  # mean width of a column in characters below which it is a column of a table


@dataclass(frozen=True, slots=True)
class Piece:
    """Text on one line without a gap. Points from the top left corner; ``size`` is that of its font."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float

    @property
    def middle(self) -> float:
        """Height of its middle, from the top."""
        return (self.top + self.bottom) / 2


def columns(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Lines in reading order, column by column; each column's lines from top to bottom.

    Pieces of a line that no gutter parts are one line, with a space between them, a tab where far apart.
    """
    if not pieces:
        return []
    if len(pieces) > _MANY:
        return [lines(pieces)]
    size = median(piece.size for piece in pieces)
    return [lines(column) for column in _cut(list(pieces), 0.8 * size, 0)]


def _cut(pieces: list[Piece], gutter: float, depth: int) -> list[list[Piece]]:
    """The columns of a region, in order."""
    if depth > 40 or len(pieces) < 2:
        return [pieces] if pieces else []
    strips = _strips(pieces)
    parted = _parted(pieces, gutter)
    if parted:
        headline = _headline(strips, parted)
        if headline:
            parted = [[p for s in part for p in s] for part in (strips[:headline], strips[headline:])]
        return [column for part in parted for column in _cut(part, gutter, depth + 1)]
    bands: list[list[list[Piece]]] = [[]]  # by turns strips of one column, and strips of several
    at = 0
    while at < len(strips):
        end, middle = _band(strips, at, gutter)
        if end == at:
            bands[-1].append(strips[at])
            at += 1
            continue
        band = strips[at:end]
        while bands[-1] and all(piece.left > middle for piece in bands[-1][-1]):
            band.insert(0, bands[-1].pop())  # the right column begins above the left one
        bands += [band, []]
        at = end
    if len(bands) == 1:
        return [pieces]
    return [
        column
        for band in bands
        for column in _cut([piece for strip in band for piece in strip], gutter, depth + 1)
    ]


def _headline(strips: list[list[Piece]], sides: list[list[Piece]]) -> int:
    """The first strip but the top one that is a headline over all columns, short as it may be; 0 if none is.

    It is larger than the text, and every column leaves (nearly) as much room for it as its own does; a
    heading inside one column finds room beside it only by chance, and never as much.
    """
    size = median(piece.size for strip in strips for piece in strip)
    column = {id(piece): number for number, side in enumerate(sides) for piece in side}
    for at in range(1, len(strips)):
        strip = strips[at]
        alone = len({column[id(piece)] for piece in strip}) == 1
        if column[id(strip[0])] and not _is_centred(strip, sides):
            continue  # it begins where a further column begins: its heading
        if alone and all(piece.size > 1.15 * size for piece in strip):
            own = column[id(strip[0])]
            text = [piece for piece in sides[own] if piece.size <= 1.15 * size]  # it may have several lines
            rooms = [_room(text if n == own else side, strip) for n, side in enumerate(sides)]
            if None not in rooms and min(filter(None, rooms)) > 0.75 * max(filter(None, rooms)):
                return at
    return 0


def _is_centred(strip: list[Piece], sides: list[list[Piece]]) -> bool:
    """Whether the strip has as much room on its left as on its right."""
    pieces = [piece for side in sides for piece in side]
    left = min(p.left for p in strip) - min(p.left for p in pieces)
    right = max(p.right for p in pieces) - max(p.right for p in strip)
    return abs(left - right) < 2 * strip[0].size


def _room(column: list[Piece], strip: list[Piece]) -> float | None:
    """How far the column's text above a strip is from that below; ``None`` if there is none on one side."""
    others = [piece for piece in column if all(piece is not one for one in strip)]
    above = [piece.bottom for piece in others if piece.top < strip[0].top]
    below = [piece.top for piece in others if piece.top >= strip[0].top and piece.bottom > strip[0].bottom]
    return min(below) - max(above) if above and below else None


def _band(strips: list[list[Piece]], at: int, gutter: float) -> tuple[int, float]:
    """One past the last strip of the columns that strip ``at`` is in (else ``at``), and the first gutter."""
    free = _gaps(strips[at], gutter)
    if not free:
        return at, 0.0
    end = last = at + 1
    size = median(piece.size for piece in strips[at])
    while end < len(strips):
        free = _without(free, strips[end], gutter)
        if not free:
            break
        end += 1
        if _gaps(strips[end - 1], gutter) or all(abs(p.size - size) < 0.08 * size for p in strips[end - 1]):
            last = end  # a line in another size under one column may as well be the next headline
    band = [piece for strip in strips[at:last] for piece in strip]
    gaps = _gaps(band, gutter)
    return (last, sum(gaps[0]) / 2) if _parted(band, gutter) else (at, 0.0)


def _without(gaps: list[tuple[float, float]], pieces: list[Piece], width: float) -> list[tuple[float, float]]:
    """What the pieces leave of the gaps, where that is ``width`` or more."""
    left_over: list[tuple[float, float]] = []
    for start, end in gaps:
        at = start
        for piece in sorted(pieces, key=lambda p: p.left):
            if piece.right > at and piece.left < end:
                if piece.left - at >= width:
                    left_over.append((at, piece.left))
                at = max(at, piece.right)
        if end - at >= width:
            left_over.append((at, end))
    return left_over


def _strips(pieces: list[Piece]) -> list[list[Piece]]:
    """The pieces parted wherever a horizontal line meets none of them, from top to bottom."""
    strips: list[list[Piece]] = []
    bottom = float("-inf")
    for piece in sorted(pieces, key=lambda p: (p.top, p.left)):
        if piece.top >= bottom - 0.1 * piece.size:
            strips.append([])
        strips[-1].append(piece)
        bottom = max(bottom, piece.bottom)
    return strips


def _gaps(pieces: list[Piece], width: float) -> list[tuple[float, float]]:
    """The vertical gaps of at least ``width`` between pieces that no piece stands in, from left to right."""
    found: list[tuple[float, float]] = []
    right = None
    for piece in sorted(pieces, key=lambda p: p.left):
        if right is not None and piece.left - right >= width:
            found.append((right, piece.left))
        right = piece.right if right is None else max(right, piece.right)
    return found


def _parted(pieces: list[Piece], width: float) -> list[list[Piece]]:
    """The pieces left and right of each gutter, if these are columns of text; [] if not."""
    cuts = [(left + right) / 2 for left, right in _gaps(pieces, width)]
    if not cuts:
        return []
    sides: list[list[Piece]] = [[] for _ in range(len(cuts) + 1)]
    for piece in pieces:
        sides[sum(piece.left > cut for cut in cuts)].append(piece)
    for side in sides:
        wide = sum(p.right - p.left for p in side) / sum(p.size for p in side)
        if len(side) < 2 or wide < _NARROW:
            return []
    return sides


def lines(pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces at one height as one line each, from top to bottom."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda p: (p.middle, p.left)):
        if rows and abs(piece.middle - rows[-1][0].middle) < 0.4 * min(piece.size, rows[-1][0].size):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [_line(sorted(row, key=lambda p: p.left)) for row in rows]


def _line(row: list[Piece]) -> Piece:
    text = row[0].text
    for before, piece in pairwise(row):
        gap = piece.left - before.right
        text += ("\t" if gap > 3 * piece.size else " " if gap > 0.2 * piece.size else "") + piece.text
    return Piece(
        text,
        min(p.left for p in row),
        min(p.top for p in row),
        max(p.right for p in row),
        max(p.bottom for p in row),
        max(p.size for p in row),
    )
