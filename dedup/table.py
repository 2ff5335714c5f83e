"""Rows of corpus files as columns; documents and articles are made of them one at a time, when asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Generic, NamedTuple, TypeVar, overload

import numpy as np

from dedup.columnar import Counts, pack, ragged
from dedup.text.shingles import mix
from dedup.types import Article, Document, Span, Title

_Value = TypeVar("_Value")
META = ("source", "author", "url")
BETWEEN = "\x1f"  # white space, and so in no value
_BATCH = 4096  # rows taken out of the columns at a time


class Strings(Sequence[str]):
    """Many short strings in one, with their bounds: no object for each.

    >>> column = Strings.of(["衡阳", "", "a1"])
    >>> column[0], column[-1], len(column), list(column)
    ('衡阳', 'a1', 3, ['衡阳', '', 'a1'])
    """

    __slots__ = ("_bounds", "_text")

    def __init__(self, text: str, bounds: Counts) -> None:
        self._text = text
        self._bounds = bounds

    @classmethod
    def of(cls, values: Sequence[str]) -> Strings:
        """These strings."""
        bounds = np.zeros(len(values) + 1, np.int64)
        np.cumsum(np.fromiter(map(len, values), np.int64, len(values)), out=bounds[1:])
        return cls("".join(values), bounds)

    @classmethod
    def joined(cls, parts: Sequence[Strings]) -> Strings:
        """The strings of all parts in order."""
        sizes = [np.zeros(1, np.int64), *(np.diff(part._bounds) for part in parts)]
        return cls("".join(part._text for part in parts), np.cumsum(np.concatenate(sizes)))

    def __len__(self) -> int:
        return len(self._bounds) - 1

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> list[str]: ...
    def __getitem__(self, at: int | slice) -> str | list[str]:
        if isinstance(at, slice):
            start, stop, step = at.indices(len(self))
            if step != 1:
                return [self[i] for i in range(start, stop, step)]
            bounds = self._bounds[start : max(start, stop) + 1].tolist()
            text = self._text
            return [text[s:e] for s, e in pairwise(bounds)]
        i = range(len(self))[at]
        return self._text[self._bounds[i] : self._bounds[i + 1]]

    def some(self, at: Counts) -> list[str]:
        """Those at these places."""
        bounds = zip(self._bounds[at].tolist(), self._bounds[at + 1].tolist(), strict=True)
        return [self._text[s:e] for s, e in bounds]

    @property
    def nchars(self) -> int:
        """Characters of all strings together."""
        return len(self._text)

    def all_differ(self) -> bool:
        """Whether no string is empty and no two are equal; said to be false if two only seem so."""
        if (np.diff(self._bounds) == 0).any():
            return False
        seen = np.empty(len(self), np.uint64)
        for start in range(0, len(self), _BATCH):
            bounds = self._bounds[start : start + _BATCH + 1]
            data = self._text[bounds[0] : bounds[-1]].encode("utf-32-le", "surrogatepass")
            sizes = np.diff(bounds)
            _, place = ragged(np.zeros(len(sizes), np.int64), sizes)
            hashes = mix(pack(place + 1, np.frombuffer(data, "<u4")))
            seen[start : start + len(sizes)] = np.add.reduceat(hashes, bounds[:-1] - bounds[0])
        seen.sort()
        return not (seen[1:] == seen[:-1]).any()

    def __iter__(self) -> Iterator[str]:
        for start in range(0, len(self), _BATCH):
            yield from self[start : start + _BATCH]


class File(NamedTuple):
    """A corpus file.

    Attributes:
        path: of its documents.
        encoding: the codec that decodes it.
        source: what its rows can be read from again, by byte offset; the file itself unless it was packed.
    """

    path: str
    encoding: str
    source: str


class Fields(NamedTuple):
    """What a report says of one row: as in ``Document``; ``title`` and ``date`` are "" if there are none.

    ``meta`` is as in ``Table``.
    """

    id: str
    path: str
    sha256: str
    encoding: str
    chars: int
    title: str
    date: str
    meta: str


class Batch(NamedTuple):
    """Consecutive rows of one file: as in ``Table``, ``sha256`` as 64 hex digits for each."""

    file: File
    ids: list[str]
    sha256: str
    chars: list[int]
    titles: list[str]
    dates: list[str]
    metas: list[str]


@dataclass(frozen=True)
class Table:
    """Rows of corpus files, in order.

    Attributes:
        files: the files.
        file_bounds: int64[len(files) + 1], rows of file ``f`` are ``file_bounds[f] .. file_bounds[f + 1]``.
        ids: the part of each document's id that follows the path of its file.
        titles, dates: "" where a row has none.
        begins: how the texts of rows without a title begin; else "".
        metas: values of ``META`` where a row has some, joined by ``BETWEEN``; else "".
        sha256: 32 bytes for each row, of its text in UTF-8.
        chars: int64[n], code points of the raw text.
        starts, sizes: int64[n], the bytes of the row in the source of its file.
        held: what must stay open as long as rows are read again.
    """

    files: tuple[File, ...]
    file_bounds: Counts
    ids: Strings
    titles: Strings
    begins: Strings
    dates: Strings
    metas: Strings
    sha256: bytes
    chars: Counts
    starts: Counts
    sizes: Counts
    held: tuple[object, ...] = ()

    def __len__(self) -> int:
        return len(self.chars)

    def file_of(self, row: int) -> File:
        """The file a row stands in."""
        return self.files[int(np.searchsorted(self.file_bounds, row, side="right")) - 1]

    def fields(self, row: int) -> Fields:
        """What a report says of one row."""
        file = self.file_of(row)
        digest = self.sha256[32 * row : 32 * row + 32].hex()
        size = int(self.chars[row])
        name = f"{file.path}:{self.ids[row]}"
        said = (self.titles[row], self.dates[row], self.metas[row])
        return Fields(name, file.path, digest, file.encoding, size, *said)

    def some(self, rows: Counts) -> Iterator[Fields]:
        """What a report says of these rows."""
        which = np.searchsorted(self.file_bounds, rows, side="right") - 1
        columns = (self.ids, self.titles, self.dates, self.metas)
        numbers = (which.tolist(), rows.tolist(), self.chars[rows].tolist())
        some = (column.some(rows) for column in columns)
        for name, title, date, meta, number, row, size in zip(*some, *numbers, strict=True):
            file = self.files[number]
            digest = self.sha256[32 * row : 32 * row + 32].hex()
            yield Fields(f"{file.path}:{name}", file.path, digest, file.encoding, size, title, date, meta)

    def __iter__(self) -> Iterator[Fields]:
        for batch in self.batches():
            file = batch.file
            columns = (batch.ids, batch.chars, batch.titles, batch.dates, batch.metas)
            for at, (name, size, title, date, meta) in enumerate(zip(*columns, strict=True)):
                digest = batch.sha256[64 * at : 64 * at + 64]
                yield Fields(f"{file.path}:{name}", file.path, digest, file.encoding, size, title, date, meta)

    def batches(self) -> Iterator[Batch]:
        """All rows, some thousands at a time, each time of one file."""
        for file, start, end in zip(self.files, self.file_bounds, self.file_bounds[1:], strict=False):
            for at in range(int(start), int(end), _BATCH):
                stop = min(at + _BATCH, int(end))
                yield Batch(
                    file,
                    self.ids[at:stop],
                    self.sha256[32 * at : 32 * stop].hex(),
                    self.chars[at:stop].tolist(),
                    self.titles[at:stop],
                    self.dates[at:stop],
                    self.metas[at:stop],
                )

    @cached_property
    def documents(self) -> Rows[Document]:
        """A document without its text for each row."""
        return Rows(self, document)

    @cached_property
    def articles(self) -> Rows[Article]:
        """An article without its paragraphs for each row."""
        return Rows(self, article)


def document(row: Fields) -> Document:
    """The document that a row is, without its text."""
    return Document(
        id=row.id,
        path=row.path,
        text="",
        sha256=row.sha256,
        encoding=row.encoding,
        title=row.title or None,
        date=row.date or None,
        whole=True,
        size=row.chars,
        meta=unpacked(row.meta),
    )


def packed(meta: tuple[tuple[str, str], ...]) -> str:
    """The values of ``Document.meta`` as one string."""
    known = dict(meta)
    return BETWEEN.join(known.get(name, "") for name in META) if known else ""


def unpacked(text: str) -> tuple[tuple[str, str], ...]:
    """The other way.

    >>> unpacked(packed((("source", "新华社"), ("url", "x"))))
    (('source', '新华社'), ('url', 'x'))
    """
    named = zip(META, text.split(BETWEEN), strict=True) if text else ()
    return tuple((name, value) for name, value in named if value)


def article(row: Fields) -> Article:
    """The one article of that document, without its paragraphs."""
    title = Title(0, 0, row.title) if row.title else None
    return Article(f"{row.id}#1", row.id, title, (), None, (Span(0, row.chars),), ())


class Rows(Sequence[_Value], Generic[_Value]):
    """Values made of the rows of a table, when they are asked for.

    Attributes:
        table: the columns.
        written: the text of all of them in the JSON report, if it is made aside.
    """

    def __init__(self, table: Table, make: Callable[[Fields], _Value]) -> None:
        self.table = table
        self.written: Iterable[bytes] | None = None
        self._make = make

    def __len__(self) -> int:
        return len(self.table)

    @overload
    def __getitem__(self, at: int) -> _Value: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[_Value, ...]: ...
    def __getitem__(self, at: int | slice) -> _Value | tuple[_Value, ...]:
        if isinstance(at, slice):
            return tuple(self[i] for i in range(*at.indices(len(self))))
        return self._make(self.table.fields(range(len(self))[at]))

    def __iter__(self) -> Iterator[_Value]:
        return map(self._make, self.table)

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Sequence)
            and len(self) == len(other)
            and all(one == two for one, two in zip(self, other, strict=True))
        )

    __hash__ = None  # type: ignore[assignment]


def stacked(tables: Iterable[Table]) -> Table:
    """The rows of several tables as one."""
    parts = list(tables)
    counts = [np.diff(part.file_bounds) for part in parts]
    return Table(
        files=tuple(file for part in parts for file in part.files),
        file_bounds=np.cumsum(np.concatenate([np.zeros(1, np.int64), *counts])),
        ids=Strings.joined([part.ids for part in parts]),
        titles=Strings.joined([part.titles for part in parts]),
        begins=Strings.joined([part.begins for part in parts]),
        dates=Strings.joined([part.dates for part in parts]),
        metas=Strings.joined([part.metas for part in parts]),
        sha256=b"".join(part.sha256 for part in parts),
        chars=np.concatenate([part.chars for part in parts]),
        starts=np.concatenate([part.starts for part in parts]),
        sizes=np.concatenate([part.sizes for part in parts]),
    )
