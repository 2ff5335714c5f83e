"""Printed lines to paragraphs: line, column and page breaks healed, headers and footers left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from dedup.readers._columns import Piece
from dedup.readers._layout import HYPHENATED, Block, paragraph
from dedup.types import Box

_MARGIN = 0.1  # share of the page's height in which headers and footers stand
_PAGE_NUMBER = re.compile(
    r"[\W_]*(?:第\s*)?\d{1,4}(?:\s*(?:/|of|页|頁|共)\s*\d{0,4}\s*(?:页|頁)?)?[\W_]*", re.IGNORECASE
)
_DIGITS = re.compile(r"\d+")
_ENDS = re.compile(r"[。！？；：.!?:;…][”’」』）)\"']*$")
_CJK = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")
_LARGER = 1.15  # times the size of the body text from which a line is a heading
_LOOSEST = 2.6  # times the size: lines further apart (than double spacing) are paragraphs
_LONGEST_HEADING = 120  # characters

Column = Sequence[Piece]


def without_furniture(pages: Sequence[Sequence[Piece]], heights: Sequence[float]) -> list[list[Piece]]:
    """The pieces of each page without what recurs at one height of the margins, and without page numbers."""
    seen: Counter[tuple[str, int]] = Counter()
    for page, height in zip(pages, heights, strict=True):
        seen.update({key for piece in page for key in _patterns(piece, height)})
    often = max(2, 0.4 * len(pages))
    kept: list[list[Piece]] = []
    for page, height in zip(pages, heights, strict=True):
        once = [p for p in page if not any(seen[key] >= often for key in _patterns(p, height))]
        kept.append([p for p in once if not _is_page_number(p, once, height)])
    return kept


def _patterns(piece: Piece, height: float) -> list[tuple[str, int]]:
    """What makes two running heads the same: the words and the height, give or take a little."""
    if not _in_margin(piece, height):
        return []
    words = _DIGITS.sub("#", piece.text.strip())
    near = round(piece.middle / height * 50)
    return [(words, near), (words, near + 1)]


def _in_margin(piece: Piece, height: float) -> bool:
    return piece.bottom < _MARGIN * height or piece.top > (1 - _MARGIN) * height


def _is_page_number(piece: Piece, page: Sequence[Piece], height: float) -> bool:
    """Whether the piece is a number alone on the first or last line of its page."""
    if not (_in_margin(piece, height) and _PAGE_NUMBER.fullmatch(piece.text)):
        return False
    others = [p for p in page if p is not piece]
    return all(p.top > piece.bottom for p in others) or all(p.bottom < piece.top for p in others)


def blocks(pages: Sequence[Sequence[Column]]) -> Iterator[Block]:
    """Paragraphs and headings of all columns in order, with their places on the pages.

    A paragraph may run on into the next column.
    """
    numbered = [(number, list(c)) for number, page in enumerate(pages, 1) for c in page if c]
    columns = [column for _, column in numbered]
    if not columns:
        return
    body = _body_size(columns)
    levels = _levels(columns, body)
    paragraphs: list[list[Piece]] = []
    numbers: list[list[int]] = []  # the page of each line of each paragraph
    indented = _uses_indents(columns, body)
    leading = _leading(columns, body)
    full = False
    for number, column in numbered:
        inner = [line for line in column if abs(line.size - body) < 0.1 * body] or column
        left = min(line.left for line in inner)
        right = max(line.right for line in column)
        for i, line in enumerate(column):
            before = column[i - 1] if i else None
            if not paragraphs or _begins(line, before, paragraphs[-1][-1], full, left, leading, indented):
                paragraphs.append([])
                numbers.append([])
            paragraphs[-1].append(line)
            numbers[-1].append(number)
            full = _is_full(line, column[i + 1] if i + 1 < len(column) else None, right)
    for lines, on in zip(paragraphs, numbers, strict=True):
        boxes = [_box(line, number) for line, number in zip(lines, on, strict=True)]
        block = paragraph([line.text for line in lines], boxes, levels.get(round(lines[0].size), 0))
        yield block if len(block.text) <= _LONGEST_HEADING else block._replace(level=0)


def _box(line: Piece, page: int) -> Box:
    corners = (line.left, line.top, line.right, line.bottom)
    return Box(0, page, *(round(point, 1) for point in corners))


def _begins(
    line: Piece, above: Piece | None, before: Piece, full: bool, left: float, leading: float, indented: bool
) -> bool:
    """Whether a paragraph begins at ``line``.

    Args:
        above: the line above in the same column, ``None`` at its top.
        before: the line read before, be it in another column.
        full: that line went to the end of its column.
        leading: usual distance of lines, as a multiple of their size.
        indented: paragraphs of this document begin with an indent.
    """
    if abs(line.size - before.size) > 0.08 * before.size or not full:
        return True
    if line.left > left + 1.2 * line.size:  # an indent; or the second line of something centred
        return above is None or above.left < line.left - 0.5 * line.size or indented
    if above is None:
        return not indented and bool(_ENDS.search(before.text))
    return line.middle - above.middle > 1.35 * leading * line.size


def _is_full(line: Piece, following: Piece | None, right: float) -> bool:
    """Whether the next word would not have found room on this line."""
    if HYPHENATED.search(line.text):
        return True
    if following is None or _CJK.match(following.text):
        need = 2.3 * line.size  # a character, and one that must not stand at the start of a line
    else:
        word = following.text.split(" ", 1)[0]
        need = (line.right - line.left) / len(line.text) * (len(word) + 1)
    return right - line.right < need


def _body_size(columns: Sequence[Column]) -> float:
    """The size in which most characters are set."""
    sizes: Counter[float] = Counter()
    for column in columns:
        for line in column:
            sizes[round(line.size * 2) / 2] += len(line.text)
    return max(sizes, key=lambda size: (sizes[size], size))


def _levels(columns: Sequence[Column], body: float) -> dict[int, int]:
    """Heading level of each size larger than the body, the largest first; no more than three."""
    sizes = sorted(
        {round(line.size) for column in columns for line in column if line.size >= _LARGER * body},
        reverse=True,
    )
    return {size: min(3, level) for level, size in enumerate(sizes, 1)}


def _leading(columns: Sequence[Column], body: float) -> float:
    """Usual distance of one line of body text to the next, as a multiple of the size."""
    steps = [
        (b.middle - a.middle) / body
        for column in columns
        for a, b in pairwise(column)
        if abs(a.size - body) < 0.1 * body and abs(b.size - body) < 0.1 * body and b.middle > a.middle
    ]
    return min(median(steps), _LOOSEST) if steps else 1.5


def _uses_indents(columns: Sequence[Column], body: float) -> bool:
    """Whether a good share of the body's lines begin two characters further in than the column."""
    inside, all_lines = 0, 0
    for column in columns:
        text = [line for line in column if abs(line.size - body) < 0.1 * body]
        if len(text) < 3:
            continue
        left = min(line.left for line in text)
        inside += sum(1.2 * body < line.left - left < 3.5 * body for line in text)
        all_lines += len(text)
    return inside > 0.05 * all_lines
