"""Plain text and Markdown: the raw text is the decoded file, line ends and NULs as they are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from dedup.config import Settings
from dedup.readers import _remarks
from dedup.readers._encoding import Undecodable, decode
from dedup.readers._protocol import Page, Remark

SUFFIXES = (".txt", ".md", ".markdown", ".text")
MAGIC = ()
EXTRA = ""
ROWS = False


def read(stream: BinaryIO, settings: Settings) -> Iterator[Page | Remark]:
    """The page, and what had to be guessed or left out to decode it."""
    limit = byte_limit(settings)
    data = stream.read(limit)
    try:
        decoded = decode(data, settings.encoding)
    except Undecodable as error:
        yield _remarks.undecodable(error, settings.encoding)
        return
    yield from _remarks.decoding(decoded)
    if decoded.cut and len(data) < limit:
        yield _remarks.cut_short(decoded.cut, len(data), decoded.codec)
    yield Page(decoded.text, decoded.codec)


def byte_limit(settings: Settings) -> int:
    """Bytes that hold more than ``max_chars`` characters in every codec: 4 each, and a BOM."""
    return 4 * (settings.max_chars + 2)
