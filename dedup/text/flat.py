"""Text on one line, for messages and cells of tables."""

from __future__ import annotations

import re

_BLANKS = re.compile(r"\s+")


def one_line(text: str) -> str:
    """The text without line breaks, and without blanks but those that part ASCII words.

    A blank at either end stays if what stands inside it is ASCII: another word may stand outside.

    >>> one_line("预计 5 月\\n开园, at least 340\\nmillion dollars ")
    '预计5月开园, at least 340 million dollars '
    """

    def blank(found: re.Match[str]) -> str:
        beside = text[found.start() - 1 : found.start()] + text[found.end() : found.end() + 1]
        return " " if beside and beside.isascii() else ""

    return _BLANKS.sub(blank, text)
