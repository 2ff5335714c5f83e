"""Blocks of a formatted document as the plain text that segmentation reads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median, median_low
from typing import NamedTuple

from dedup.types import Box

_SPACES = re.compile(r"[ \t\r\n\f\v\u00a0]+")
_LATIN = re.compile(r"[A-Za-z0-9\u00c0-\u024f]")
_MOST_ROOM = 3  # empty lines that room on a page may stand for
HYPHENATED = re.compile(r"[a-z\u00df-\u024f][-\u00ad\u2010]$")


class Block(NamedTuple):
    """A paragraph, or a heading of ``level`` 1 to 6; 0 is no heading. ``boxes`` count from its own start."""

    text: str
    level: int = 0
    boxes: tuple[Box, ...] = ()


def rendered(blocks: Iterable[Block]) -> str:
    """Blocks with a blank line between them, headings marked as in Markdown.

    More empty blocks in a row than is usual here are room that the writer left: as many more blank lines.

    >>> rendered([Block("新馆开馆", 1), Block("首日接待读者二千三百人。")])
    '# 新馆开馆\\n\\n首日接待读者二千三百人。'
    >>> rendered([Block("一"), Block(""), Block("二"), Block(""), Block(""), Block("三")])
    '一\\n\\n二\\n\\n\\n三'
    """
    return placed(blocks)[0]


def placed(blocks: Iterable[Block]) -> tuple[str, tuple[Box, ...]]:
    """The same, and where its lines are printed.

    >>> blocks = [Block("新馆\\n开馆", 1, (Box(0, 1), Box(3, 1))), Block("首日", 0, (Box(0, 2),))]
    >>> [(box.start, box.page) for box in placed(blocks)[1]]
    [(2, 1), (5, 1), (9, 2)]
    """
    parts: list[str] = []
    boxes: list[Box] = []
    at = 0
    said, gaps = _gaps(blocks)
    usual = median_low(gaps) if gaps else 0
    for number, block in enumerate(said):
        if number:
            parts.append("\n" * (2 + max(0, gaps[number - 1] - usual)))
            at += len(parts[-1])
        mark = "#" * min(block.level, 6) + " " if block.level else ""
        for box in block.boxes:
            before = block.text[: box.start]
            inside = len(_SPACES.sub(" ", before)) if mark else box.start
            boxes.append(box._replace(start=at + len(mark) + inside))
        parts.append(mark + _SPACES.sub(" ", block.text) if mark else block.text)
        at += len(parts[-1])
    return "".join(parts), tuple(boxes)


def _gaps(blocks: Iterable[Block]) -> tuple[list[Block], list[int]]:
    """The blocks that say something, and how many empty ones there are between each and the next."""
    said: list[Block] = []
    gaps: list[int] = []
    empty = 0
    for block in blocks:
        if not block.text or block.text.isspace():
            empty += 1
            continue
        if said:
            gaps.append(empty)
        said.append(block)
        empty = 0
    return said, gaps


def roomy(blocks: Iterable[Block]) -> list[Block]:
    """Printed blocks with empty ones between, where there is more room on the page than is usual there."""
    said = list(blocks)
    lines = [box for block in said for box in block.boxes if box.y1 > box.y0]
    if not lines:
        return said
    height = median(box.y1 - box.y0 for box in lines)
    pairs = (pair for block in said for pair in pairwise(block.boxes))
    steps = [below.y0 - above.y0 for above, below in pairs if _follows(above, below, height)]
    pitch = median(steps) if steps else 1.5 * height
    apart: dict[int, float] = {}
    for number, (above, below) in enumerate(pairwise(said), 1):
        plain = not (above.level or below.level) and above.boxes and below.boxes
        if plain and _follows(above.boxes[-1], below.boxes[0], height):
            apart[number] = below.boxes[0].y0 - above.boxes[-1].y1
    usual = median(apart.values()) if apart else 0.0
    out: list[Block] = []
    for number, block in enumerate(said):
        lines_left = int((apart.get(number, usual) - usual) / pitch + 0.25)
        out += [Block("")] * min(_MOST_ROOM, max(0, lines_left))
        out.append(block)
    return out


def _follows(above: Box, below: Box, height: float) -> bool:
    """Whether two lines of text of the usual height stand one under the other."""
    usual = all(abs(box.y1 - box.y0 - height) < 0.3 * height for box in (above, below))
    under = above.page == below.page and above.y1 < below.y0 + 0.5 * height
    return usual and under and above.x0 < below.x1 and below.x0 < above.x1


def spaced(text: str) -> str:
    """Text whose white space means nothing (HTML, XML): runs of it become one space, none at the ends."""
    return _SPACES.sub(" ", text).strip(" ")


def joined(lines: Sequence[str]) -> str:
    """The lines of one paragraph as one: a space between Latin words, none between Chinese characters.

    >>> joined(["市图书馆昨日", "开馆，the new read-", "ing room is", "open"])
    '市图书馆昨日开馆，the new reading room is open'
    """
    return joined_at(lines)[0]


def joined_at(lines: Sequence[str]) -> tuple[str, list[int]]:
    """The same, and where each line begins in it."""
    text = ""
    starts: list[int] = []
    for line in map(str.strip, lines):
        if text and line:
            if HYPHENATED.search(text, max(0, len(text) - 2)) and line[0].islower():
                text = text[:-1]
            elif _is_latin(text[-1]) and _is_latin(line[0]):
                text += " "
        starts.append(len(text))
        text += line
    return text, starts


def paragraph(lines: Sequence[str], boxes: Sequence[Box | None], level: int = 0) -> Block:
    """A block of printed lines, each with its box if that is known."""
    text, starts = joined_at(lines)
    known = zip(starts, boxes, strict=True)
    return Block(text, level, tuple(box._replace(start=start) for start, box in known if box))


def _is_latin(character: str) -> bool:
    return bool(_LATIN.match(character)) or character in ",.;:!?)(]['\"%&$\u2019\u201c\u201d"
