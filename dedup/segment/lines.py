"""Lines of a page: what is markup, what is content, and where each stands in the raw text."""

from __future__ import annotations

import re
from typing import NamedTuple

ATX = range(1, 7)  # levels of ``#`` headings
BOLD = 7  # level of a line that is bold as a whole

_ATX = re.compile(r"(#{1,6})(?!#)[ \t\u3000\xa0]*(?=\S)")
_BOLD = re.compile(r"(\*\*|__)(?=\S)(.+?)\1$")
_QUOTE = re.compile(r"(?:>[ \t]*)+")
_LEADER = re.compile(r"[▶►▷▸■□◆◇●○◎◯△▲▽▼★☆※⊙◉❖►➤]+[ \t\u3000\xa0]*(?=\S)")
_BULLET = re.compile(r"[-*+•·][ \t\u3000\xa0]+(?=\S)")
_IMAGE = re.compile(r"!\[([^\]\n]*)\]\([^)\n]*\)$")
_UNDERLINE = re.compile(r"={3,}$")
_TAG = re.compile(r"<(center|b|strong|h[1-6]|p|u|i|em)\b[^>\n]{0,80}>(?=\S)(.+?)</\1>$", re.I)
_SPACE = " \t\r\n\f\v\u3000\xa0\ufeff\u200b\u2028\u2029"


class Line(NamedTuple):
    """One non-blank line.

    Attributes:
        no: 1-based number of the line in the page.
        start: raw offset where the line starts, indentation included.
        end: raw offset where its content ends, trailing markup and blanks included.
        at: raw offset where its content starts.
        text: its content, without markup at either side; may be empty (an ornament, an image).
        level: 1..6 for ``#`` headings, 7 for a bold line, 0 for plain text.
        leader: the ornament in front (``▶``, ``-``, ``>``, ``![``), or "".
        gap: blank lines before it.
        indent: the line begins with white space.
    """

    no: int
    start: int
    end: int
    at: int
    text: str
    level: int
    leader: str
    gap: int
    indent: bool


def lines(text: str) -> list[Line]:
    """The non-blank lines of a page in order.

    >>> [(line.no, line.level, line.text) for line in lines("## 两园开园\\n\\n▶ 谢小青")]
    [(1, 2, '两园开园'), (3, 0, '谢小青')]
    """
    breaks = "\n" if "\n" in text or "\r" not in text else "\r"
    found: list[Line] = []
    start = gap = 0
    for no, raw in enumerate(text.split(breaks), 1):
        content = raw.strip(_SPACE)
        if content and not gap and found and _UNDERLINE.match(content) and not found[-1].level:
            found[-1] = found[-1]._replace(level=1, end=start + raw.rindex("=") + 1)
        elif content:
            at = start + raw.index(content[0])
            found.append(_line(no, start, at, content, gap))
            gap = 0
        else:
            gap += 1
        start += len(raw) + 1
    return found


def _line(no: int, start: int, at: int, content: str, gap: int) -> Line:
    end = at + len(content)
    indent = at > start
    level, leader = 0, ""
    first = content[0]
    if first not in _MARKS:
        return Line(no, start, end, at, content, 0, "", gap, indent)
    rest = content
    if first == "!" and (image := _IMAGE.match(rest)):
        return Line(no, start, end, at + 2, image[1], 0, "![", gap, indent)
    while rest:
        if rest[0] == "#" and not level and (m := _ATX.match(rest)):
            level = len(m[1])
            stripped = rest[m.end() :].rstrip("#").rstrip(_SPACE)
            at, rest = at + m.end(), stripped or rest[m.end() :]
        elif rest[0] in "*_" and (m := _BOLD.match(rest)) and m[1] not in m[2]:
            level = level or BOLD
            inner = m[2].rstrip(_SPACE)
            at, rest = at + 2, inner
        elif (m := _QUOTE.match(rest) or _LEADER.match(rest) or _BULLET.match(rest)) and m.end() < len(rest):
            leader = leader or rest[0]
            at, rest = at + m.end(), rest[m.end() :]
        elif rest[0] == "<" and (m := _TAG.match(rest)):
            at, rest = at + m.start(2), m[2].rstrip(_SPACE)
        else:
            break
    return Line(no, start, end, at, rest, level, leader, gap, indent)


_MARKS = frozenset("#*_>!<-+•·▶►▷▸■□◆◇●○◎◯△▲▽▼★☆※⊙◉❖➤")
