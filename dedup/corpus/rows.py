"""Lines of a corpus to columns and sketches: what one process does with one range of a file."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from typing import NamedTuple

import numpy as np
import orjson

from dedup.columnar import Counts
from dedup.config import Settings
from dedup.corpus.lines import Range, lines
from dedup.readers import jsonl
from dedup.readers._broken import Broken
from dedup.readers._fields import iso_date, row_id, title
from dedup.readers._origin import Meta, completed, in_dateline, of_row
from dedup.sketch import Banding, Sketches, sketches
from dedup.table import Strings, packed
from dedup.text.begins import beginning_of_row

CODEC = "utf-8"  # of the files read this way
NOT_DECODED = f"not valid {CODEC}, or too long"


class Part(NamedTuple):
    """What is kept of the rows of one range; line numbers count from 1 within it.

    Attributes:
        sketches: of their texts.
        ids: as stated, "" where none is.
        titles, begins, dates, metas, sha256, chars, starts, sizes: as in ``Table``.
        lines: int64[n], line of each row.
        n_lines: lines that begin in the range, blank ones too.
        broken: what is wrong with rows that give no article.
        cut: lines of rows that are longer than is read.
    """

    sketches: Sketches
    ids: Strings
    titles: Strings
    begins: Strings
    dates: Strings
    metas: Strings
    sha256: bytes
    chars: Counts
    starts: Counts
    sizes: Counts
    lines: Counts
    n_lines: int
    broken: Broken
    cut: list[int]


class _Row(NamedTuple):
    id: str
    text: str
    title: str
    date: str
    meta: Meta


class Reader:
    """Reads the rows of lines as ``readers.jsonl`` does, and several times as fast."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        names = (settings.text_field, settings.id_field, settings.title_field, settings.date_field)
        self._text, self._id, self._title, self._date = names

    def row(self, line: bytes, number: int, broken: Broken, *, first: bool) -> _Row | None:
        """The row of a line that is not empty; ``first`` if it is the first of its file."""
        try:
            fields = orjson.loads(line)
            text, name = fields.get(self._text), fields.get(self._id)
        except (ValueError, AttributeError):
            return self._odd(line, number, broken, first)
        if type(text) is not str or type(name) is float or not text or text.isspace():
            return self._odd(line, number, broken, first)  # a large integer comes as a float
        headline, date = fields.get(self._title), fields.get(self._date)
        return _Row(
            name.strip() if type(name) is str else row_id(name),
            text,
            "" if headline is None else title(headline) or "",
            "" if date is None else iso_date(date) or "",
            of_row(fields),
        )

    def _odd(self, line: bytes, number: int, broken: Broken, first: bool) -> _Row | None:
        """The slow way, for lines that are not plain rows: what is wrong is said in its words."""
        try:
            text = line.decode(CODEC)
        except UnicodeDecodeError:
            broken.add(number, NOT_DECODED)
            return None
        text = text.removeprefix("\ufeff") if first else text
        if not text or text.isspace():
            return None
        row = jsonl.row(text, number, CODEC, self._settings, broken)
        return None if row is None else _Row(row.id, row.text, row.title or "", row.date or "", row.meta)


def part(of: Range, settings: Settings, banding: Banding, named: str) -> Part:
    """The rows of a range and their sketches; ``named`` is the paper that the file is named after."""
    reader, broken, most = Reader(settings), Broken(settings.text_field), settings.max_chars
    cut: list[int] = []
    rows: list[_Row] = []
    where: list[tuple[int, int, int]] = []
    number = 0
    for number, (at, line) in enumerate(lines(of, jsonl.longest(settings)), 1):
        if line is None:
            broken.add(number, NOT_DECODED)
        elif line and (row := reader.row(line, number, broken, first=not at)) is not None:
            rows.append(row)
            where.append((at, len(line), number))
    names, texts, titles, dates, metas = zip(*rows, strict=True) if rows else ((), (), (), (), ())
    sizes = np.fromiter(map(len, texts), np.int64, len(texts))
    if sizes.max(initial=0) > most:
        cut = [where[i][2] for i in np.flatnonzero(sizes > most).tolist()]
        texts = tuple(text[:most] for text in texts)
    places = np.array(where, np.int64).reshape(-1, 3)
    return Part(
        sketches=sketches(texts, banding, settings.shortest),
        ids=Strings.of(names),
        titles=Strings.of(titles),
        begins=Strings.of(
            ["" if title else beginning_of_row(text) for title, text in zip(titles, texts, strict=True)]
        ),
        dates=Strings.of(dates),
        metas=Strings.of(
            [
                packed(completed(meta, (in_dateline(text)[0], named)))
                for meta, text in zip(metas, texts, strict=True)
            ]
        ),
        sha256=b"".join([sha256(text.encode("utf-8", "surrogatepass")).digest() for text in texts]),
        chars=np.minimum(sizes, most),
        starts=places[:, 0].copy(),
        sizes=places[:, 1].copy(),
        lines=places[:, 2].copy(),
        n_lines=number,
        broken=broken,
        cut=cut,
    )


def texts_at(source: str, starts: Counts, sizes: Counts, settings: Settings) -> Iterator[str]:
    """The texts of rows that were read before, read again where they stand."""
    reader = Reader(settings)
    for line in raw_at(source, starts, sizes):
        row = reader.row(line, 0, Broken(""), first=True)
        yield row.text[: settings.max_chars] if row else ""


def raw_at(source: str, starts: Counts, sizes: Counts) -> Iterator[bytes]:
    """The lines of a file that begin at ``starts``, without their ends."""
    with open(source, "rb") as file:  # noqa: PTH123 (a buffer that seeks forward cheaply)
        for start, size in zip(starts.tolist(), sizes.tolist(), strict=True):
            file.seek(start)
            yield file.read(size)
