"""CSV and TSV corpora with a header line, streamed; a broken row costs nothing but itself."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, BinaryIO, cast

from dedup.config import Settings
from dedup.readers import _remarks
from dedup.readers._broken import Broken
from dedup.readers._encoding import Undecodable, decode
from dedup.readers._fields import iso_date, row_id, title
from dedup.readers._origin import ORIGIN, of_row
from dedup.readers._protocol import Remark, Row

if TYPE_CHECKING:
    from _csv import Reader

SUFFIXES = (".csv", ".tsv")
MAGIC = ()
EXTRA = ""
ROWS = True

_HEAD = 1 << 20  # bytes by which the codec and the separator are decided
_ESCAPED = re.compile("[\udc80-\udcff]")  # bytes that did not decode


def read(stream: BinaryIO, settings: Settings, *, originals: bool = False) -> Iterator[Row | Remark]:
    """Each good row; then one remark about all that are broken. ``Row.line`` counts lines of the file."""
    buffered = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(_raw(stream), _HEAD)
    try:
        decoded = decode(buffered.peek(_HEAD), settings.encoding)
    except Undecodable as error:
        yield _remarks.undecodable(error, settings.encoding)
        return
    yield from (remark for remark in _remarks.decoding(decoded) if remark.code == "INP902")
    wide = decoded.codec.startswith(("utf-16", "utf-32"))
    text = io.TextIOWrapper(
        buffered, decoded.codec, errors="replace" if wide else "surrogateescape", newline=""
    )
    csv.field_size_limit(max(csv.field_size_limit(), settings.max_chars))
    try:
        lines = csv.reader(text, delimiter=_separator(decoded.text))
        yield from _rows(lines, decoded.codec, settings, originals)
    finally:
        text.detach()  # the file is closed by who opened it


def _raw(stream: BinaryIO) -> io.RawIOBase:
    return cast("io.RawIOBase", stream)  # a BytesIO, which serves as one


def _separator(head: str) -> str:
    """Whichever of comma, tab and semicolon the first line has most of."""
    first = head.lstrip("\r\n").split("\n", 1)[0]
    return max(",\t;", key=first.count)


def _rows(lines: Reader, codec: str, settings: Settings, originals: bool) -> Iterator[Row | Remark]:
    broken = Broken(settings.text_field)
    column: dict[str, int] = {}
    names: list[str] = []
    while True:
        line = lines.line_num + 1
        try:
            fields = next(lines)
        except StopIteration:
            break
        except csv.Error as error:
            broken.add(line, str(error))
            continue
        if not any(fields):
            continue
        if not column:
            names = _unlike([name.strip().removeprefix("\ufeff") for name in fields])
            column = {name: at for at, name in enumerate(names)}
            if settings.text_field not in column:
                yield no_column(names, settings.text_field)
                return
            continue
        row = _row(fields, line, column, codec, settings, broken)
        if row is not None:
            yield replace(row, original=dict(zip(names, fields, strict=True))) if originals else row
    yield from broken.remarks()


def _unlike(names: Sequence[str]) -> list[str]:
    """The names of columns, those that come again numbered: spreadsheets write several without a name.

    >>> _unlike(["text", "", "", "text"])
    ['text', '', '_2', 'text_2']
    """
    seen: Counter[str] = Counter()
    unlike = []
    for name in names:
        seen[name] += 1
        unlike.append(f"{name}_{seen[name]}" if seen[name] > 1 else name)
    return unlike


def no_column(names: Sequence[str], wanted: str) -> Remark:
    """The corpus has no column of the name that holds the text."""
    listed = ", ".join(names[:20])[:200]
    return Remark(
        "INP901",
        "no text column",
        f"没有名为 {wanted!r} 的列（现有：{listed}）；请用 --text-field（设置项 text_field）指定正文所在的列",
        f"no column named {wanted!r} (there are: {listed}); name the column of the text with "
        "--text-field (setting text_field)",
    )


def _row(
    fields: list[str], line: int, column: dict[str, int], codec: str, settings: Settings, broken: Broken
) -> Row | None:
    def field(name: str) -> str:
        at = column.get(name, len(fields))
        return fields[at] if at < len(fields) else ""

    if len(fields) != len(column):
        broken.add(line, f"{len(fields)} fields, not {len(column)}")
        return None
    text = field(settings.text_field)
    if _ESCAPED.search(text):
        broken.add(line, f"not valid {codec}")
        return None
    if not text or text.isspace():
        broken.blank(line)
        return None
    return Row(
        id=row_id(field(settings.id_field)),
        line=line,
        text=text,
        title=title(field(settings.title_field)),
        date=iso_date(field(settings.date_field)),
        encoding=codec,
        meta=of_row({name: field(name) for name in ORIGIN.intersection(column)}),
    )
