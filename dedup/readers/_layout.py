"""Blocks of a formatted document as the plain text that segmentation reads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

_SPACES = re.compile(r"[ \t\r\n\f\v\u00a0]+")
_LATIN = re.compile(r"[A-Za-z0-9\u00c0-\u024f]")
HYPHENATED = re.compile(r"[a-z\u00df-\u024f][-\u00ad\u2010]$")


class Block(NamedTuple):
    """A paragraph, or a heading of ``level`` 1 to 6; 0 is no heading."""

    text: str
    level: int = 0


def rendered(blocks: Iterable[Block]) -> str:
    """Blocks with a blank line between them, headings marked as in Markdown.

    Several empty blocks in a row are room that the writer left: as many blank lines.

    >>> rendered([Block("新馆开馆", 1), Block("首日接待读者二千三百人。")])
    '# 新馆开馆\\n\\n首日接待读者二千三百人。'
    >>> rendered([Block("一"), Block(""), Block("二"), Block(""), Block(""), Block("三")])
    '一\\n\\n二\\n\\n\\n三'
    """
    parts: list[str] = []
    empty = 0
    for block in blocks:
        if not block.text or block.text.isspace():
            empty += 1
            continue
        if parts:
            parts.append("\n" * (1 + max(1, empty)))
        empty = 0
        text = f"{'#' * min(block.level, 6)} {_SPACES.sub(' ', block.text)}" if block.level else block.text
        parts.append(text)
    return "".join(parts)


def spaced(text: str) -> str:
    """Text whose white space means nothing (HTML, XML): runs of it become one space, none at the ends."""
    return _SPACES.sub(" ", text).strip(" ")


def joined(lines: Sequence[str]) -> str:
    """The lines of one paragraph as one: a space between Latin words, none between Chinese characters.

    >>> joined(["市图书馆昨日", "开馆，the new read-", "ing room is", "open"])
    '市图书馆昨日开馆，the new reading room is open'
    """
    text = ""
    for line in map(str.strip, lines):
        if not text or not line:
            text += line
        elif HYPHENATED.search(text) and line[0].islower():
            text = text[:-1] + line
        elif _is_latin(text[-1]) and _is_latin(line[0]):
            text += " " + line
        else:
            text += line
    return text


def _is_latin(character: str) -> bool:
    return bool(_LATIN.match(character)) or character in ",.;:!?)(]['\"%&$\u2019\u201c\u201d"
