"""Parquet and Arrow corpora, streamed by batches; only the columns that are needed."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, BinaryIO

from dedup.config import Settings
from dedup.errors import MissingExtra
from dedup.readers._broken import Broken
from dedup.readers._fields import iso_date, row_id, title
from dedup.readers._origin import ORIGIN, of_row
from dedup.readers._protocol import Remark, Row
from dedup.readers.csv import no_column

SUFFIXES = (".parquet", ".arrow", ".feather", ".ipc")
MAGIC = (b"PAR1", b"ARROW1")
EXTRA = "parquet"
ROWS = True

_BATCH = 256  # rows


def read(stream: BinaryIO, settings: Settings, *, originals: bool = False) -> Iterator[Row | Remark]:
    """Each row with text; ``Row.line`` counts rows from 1.

    Raises:
        MissingExtra: pyarrow is not installed.
    """
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise MissingExtra("reading .parquet", EXTRA) from error
    seekable = stream if stream.seekable() else io.BytesIO(stream.read())
    start = seekable.read(8)
    if not start:
        return
    seekable.seek(0)
    stated = [settings.text_field, settings.id_field, settings.title_field, settings.date_field]
    wanted = list(dict.fromkeys([*stated, *sorted(ORIGIN)]))
    try:
        if start.startswith(b"PAR1"):
            file = pyarrow.parquet.ParquetFile(seekable)
            names = file.schema_arrow.names
            columns = names if originals else [name for name in wanted if name in names]
            batches = file.iter_batches(_BATCH, columns=columns)
        elif start.startswith(b"ARROW1"):
            arrow = pyarrow.ipc.open_file(seekable)
            names = arrow.schema.names
            batches = (arrow.get_batch(i) for i in range(arrow.num_record_batches))
        else:
            reader = pyarrow.ipc.open_stream(seekable)
            names, batches = reader.schema.names, iter(reader)
        if settings.text_field not in names:
            yield no_column(names, settings.text_field)
            return
        yield from _rows(batches, wanted, settings, originals)
    except (pyarrow.ArrowException, OSError) as error:
        why = " ".join(str(error).split())[:120]
        yield Remark(
            "INP901",
            "damaged",
            f"文件已损坏或不是 Parquet/Arrow（{why}），之前的行照常处理；请重新导出",
            f"damaged, or neither Parquet nor Arrow ({why}); the rows before are processed; export it again",
        )


def _rows(
    batches: Iterator[Any], wanted: list[str], settings: Settings, originals: bool
) -> Iterator[Row | Remark]:
    broken = Broken(settings.text_field)
    number = 0
    for batch in batches:
        known = [name for name in wanted if name in batch.schema.names]
        names = [*known, *(name for name in batch.schema.names if originals and name not in known)]
        for start in range(0, batch.num_rows, _BATCH):
            part = batch.slice(start, _BATCH)
            columns = [_values(part.column(name)) for name in names]
            for values in zip(*columns, strict=True):
                number += 1
                row = _row(dict(zip(known, values, strict=False)), number, settings, broken)
                if row is not None:
                    yield replace(row, original=_original(batch, names, values)) if originals else row
    yield from broken.remarks()


def _original(batch: Any, names: Sequence[str], values: Sequence[object]) -> dict[str, object]:
    """All fields in the order of the columns; nothing in place of what cannot be read."""
    fields = dict(zip(names, values, strict=True))
    return {
        name: None if isinstance(fields[name], Exception) else fields[name] for name in batch.schema.names
    }


def _values(column: Any) -> list[object]:
    """The values of a column; in place of one that cannot be read, why."""
    try:
        values: list[object] = column.to_pylist()
    except (ValueError, OverflowError):
        values = [_value(cell) for cell in column]
    return values


def _value(cell: Any) -> object:
    try:
        value: object = cell.as_py()
    except (ValueError, OverflowError) as error:
        return error
    return value


def _row(fields: dict[str, object], number: int, settings: Settings, broken: Broken) -> Row | None:
    failed = [value for value in fields.values() if isinstance(value, Exception)]
    if failed:
        broken.add(number, str(failed[0])[:80])
        return None
    text = fields[settings.text_field]
    if text is not None and not isinstance(text, str):
        broken.add(number, f"{settings.text_field!r} holds no text")
    elif text is None or not text or text.isspace():
        broken.blank(number)
    else:
        return Row(
            id=row_id(fields.get(settings.id_field)),
            line=number,
            text=text,
            title=title(fields.get(settings.title_field)),
            date=iso_date(fields.get(settings.date_field)),
            meta=of_row(fields),
        )
    return None
