"""Parquet and Arrow corpora, streamed by batches; only the columns that are needed."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any, BinaryIO

from dedup.config import Settings
from dedup.errors import MissingExtra
from dedup.readers._broken import Broken
from dedup.readers._fields import iso_date, row_id, title
from dedup.readers._protocol import Remark, Row
from dedup.readers.csv import no_column

SUFFIXES = (".parquet", ".arrow", ".feather", ".ipc")
MAGIC = (b"PAR1", b"ARROW1")
EXTRA = "parquet"
ROWS = True

_BATCH = 256  # rows


def read(stream: BinaryIO, settings: Settings) -> Iterator[Row | Remark]:
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
    wanted = [settings.text_field, settings.id_field, settings.title_field, settings.date_field]
    try:
        if start.startswith(b"PAR1"):
            file = pyarrow.parquet.ParquetFile(seekable)
            names = file.schema_arrow.names
            batches = file.iter_batches(_BATCH, columns=[name for name in wanted if name in names])
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
        yield from _rows(batches, settings)
    except (pyarrow.ArrowException, OSError) as error:
        why = " ".join(str(error).split())[:120]
        yield Remark(
            "INP901",
            "damaged",
            f"文件已损坏或不是 Parquet/Arrow（{why}），之前的行照常处理；请重新导出",
            f"damaged, or neither Parquet nor Arrow ({why}); the rows before are processed; export it again",
        )


def _rows(batches: Iterator[Any], settings: Settings) -> Iterator[Row | Remark]:
    broken = Broken(settings.text_field)
    number = 0
    for batch in batches:
        columns = {name: batch.column(i) for i, name in enumerate(batch.schema.names)}
        for at in range(batch.num_rows):
            number += 1

            def field(name: str, at: int = at, columns: dict[str, Any] = columns) -> object:
                return columns[name][at].as_py() if name in columns else None

            try:
                text = field(settings.text_field)
                row = Row(
                    id=row_id(field(settings.id_field)),
                    line=number,
                    text=text if isinstance(text, str) else "",
                    title=title(field(settings.title_field)),
                    date=iso_date(field(settings.date_field)),
                )
            except (UnicodeDecodeError, ValueError, OverflowError) as error:
                broken.add(number, str(error)[:80])
                continue
            if text is not None and not isinstance(text, str):
                broken.add(number, f"{settings.text_field!r} holds no text")
            elif not row.text or row.text.isspace():
                broken.blank(number)
            else:
                yield row
    yield from broken.remarks()
