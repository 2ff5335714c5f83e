"""What a reader is, and what it yields.

A module of this package is a reader when it has the names of ``Reader``. It knows nothing of paths,
ids or folders: it turns the bytes of one file into pages or rows, and says what it could not read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import BinaryIO, Protocol, cast

from dedup import plugs
from dedup.config import Settings
from dedup.readers._origin import Meta
from dedup.types import Box, Original, Severity


@dataclass(frozen=True, slots=True)
class Remark:
    """A finding before it knows its document.

    Attributes:
        code: INP9xx.
        reason: the same words for the same trouble; what the fingerprint is made of.
        zh, en: one sentence that says what is wrong and the way out.
        severity: ``None`` for what the code has by default.
        line: 1-based line of the input, where one can be named.
    """

    code: str
    reason: str
    zh: str
    en: str
    severity: Severity | None = None
    line: int = 1


@dataclass(frozen=True, slots=True)
class Page:
    """The text of a whole file.

    Attributes:
        encoding: the codec, or the name of the format if it has none.
        date: of publication, as the file states it.
        created: when the file was made, as its properties state it; counts where nothing states a date.
        meta: source, author and url, as far as the file states them.
        boxes: where the lines are printed, for formats with pages.
    """

    text: str
    encoding: str
    title: str | None = None
    date: str | None = None
    created: str | None = None
    meta: Meta = ()
    boxes: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One article of a corpus file; ``line`` counts its rows (for text formats: lines) from 1.

    ``id`` is "" for a row that has none. ``original`` is the whole row, if ``read`` was asked for it.
    """

    id: str
    line: int
    text: str
    title: str | None = None
    date: str | None = None
    encoding: str = "utf-8"
    meta: Meta = ()
    original: Original | None = None


class Reader(Protocol):
    """The names a reader module has.

    Attributes:
        SUFFIXES: file suffixes in lower case, with the dot.
        MAGIC: first bytes by which a file without a known suffix is recognised.
        EXTRA: extra of the distribution it needs, "" for none.
        ROWS: whether it yields rows (read as a stream) or one page (read as a whole).
    """

    SUFFIXES: tuple[str, ...]
    MAGIC: tuple[bytes, ...]
    EXTRA: str
    ROWS: bool

    def read(
        self, stream: BinaryIO, settings: Settings, *, originals: bool = False
    ) -> Iterator[Page | Row | Remark]:
        """What the file holds, in its order; a reader of rows can leave in each the row as it stands.

        Raises:
            UnreadableInput: nothing can be read; said once, with a hint.
            MissingExtra: the package it needs is not installed.
        """
        ...


@cache
def readers() -> dict[str, Reader]:
    """Every reader by its name."""
    return {name: cast("Reader", plugs.load("readers", name)) for name in plugs.names("readers")}


@cache
def by_suffix() -> dict[str, Reader]:
    """The reader of each known suffix."""
    return {suffix: reader for reader in readers().values() for suffix in reader.SUFFIXES}


def by_magic(head: bytes) -> Reader | None:
    """The reader whose magic the file begins with."""
    return next((r for r in readers().values() for m in r.MAGIC if head.startswith(m)), None)
