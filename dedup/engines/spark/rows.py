"""The rows of a corpus as a Spark table, numbered in the order in which one machine would read them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from dedup.config import Settings
from dedup.errors import InputError
from dedup.readers import jsonl
from dedup.readers._broken import Broken
from dedup.readers._fields import date_in, iso_date, row_id, title
from dedup.readers._protocol import Row

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame, SparkSession

LINES = (".jsonl", ".ndjson")
PARQUET = (".parquet",)
_PACKED = (".gz", ".zst", ".bz2", ".snappy", ".lz4")

READ = (
    "file int, block long, at long, state int, row string, title string, date string, text string, raw string"
)
"""A line or row as read: ``at`` counts within the block of its file; ``raw`` is the line as it stood.

``state`` says what it is; only a row of ``GOOD`` has the columns after it.
"""

GOOD, EMPTY, BROKEN, BLANK = range(
    4
)  # a row; a line without anything; one that is no row; a row without text


@dataclass(frozen=True, slots=True)
class File:
    """One file of the corpus.

    Attributes:
        uri: what Spark calls it in ``_metadata.file_path``.
        path: what Spark reads it by, its special characters escaped.
        shown: what documents in it are called.
    """

    uri: str
    path: str
    shown: str


def files(spark: SparkSession, paths: Sequence[str]) -> tuple[list[File], list[str]]:
    """The corpus files under Hadoop paths (files, folders, globs), by name, and what is none.

    Raises:
        InputError: nothing is there, or nothing that this engine reads.
    """
    found: dict[str, File] = {}
    others: list[str] = []
    for path in paths:
        listed = sorted(_listed(spark, path), key=lambda file: file.uri)
        if not listed:
            raise InputError("no such file or folder", where=path, hint="check the path")
        for file in listed:
            if _suffix(file.shown) in LINES + PARQUET:
                found.setdefault(file.uri, file)
            else:
                others.append(file.shown)
    if not found:
        raise InputError(
            "no JSON lines or Parquet file in it",
            where=", ".join(paths),
            hint="the Spark engine reads corpora; --engine local reads pages too",
        )
    return list(found.values()), others


def _suffix(name: str) -> str:
    stem = next((name.removesuffix(packed) for packed in _PACKED if name.endswith(packed)), name)
    return "." + stem.rpartition(".")[2].lower()


def _listed(spark: SparkSession, path: str) -> Iterator[File]:
    """Every visible file at or under ``path``."""
    jvm: Any = spark._jvm
    asked = jvm.org.apache.hadoop.fs.Path(path)
    system = asked.getFileSystem(spark._jsc.hadoopConfiguration())
    for status in system.globStatus(asked) or ():
        root = status.getPath()
        base = root.toString()
        shown = path if not any(c in path for c in "*?[{") else _as_given(path, base)
        if not status.isDirectory():
            yield _file(root, shown)
            continue
        under = system.listFiles(root, True)
        while under.hasNext():
            file = under.next().getPath()
            inner = file.toString()[len(base) :].lstrip("/")
            if not any(part.startswith((".", "_")) for part in inner.split("/")):
                yield _file(file, f"{shown.rstrip('/')}/{inner}")


def _file(path: Any, shown: str) -> File:
    return File(_key(path.toUri().toString()), re.sub(r"([*?\[\]{}\\])", r"\\\1", path.toString()), shown)


def _as_given(pattern: str, base: str) -> str:
    """The path that a glob stands for: as deep as the pattern, relative where that is."""
    return "/".join(base.split("/")[-len(pattern.strip("/").split("/")) :])


def _key(uri: str) -> str:
    """A URI in one spelling: of local files Hadoop has ``file:/x`` and ``file:///x``.

    >>> _key("file:///a%20b"), _key("hdfs://host/a")
    ('file:/a%20b', 'hdfs://host/a')
    """
    return re.sub(r"^file:/+", "file:/", uri)


def read(spark: SparkSession, corpus: Sequence[File], settings: Settings) -> DataFrame:
    """Every line and row of the corpus, with the columns of ``READ``."""
    parts = []
    numbers = {file.uri: number for number, file in enumerate(corpus)}
    lines = [file.path for file in corpus if _suffix(file.shown) in LINES]
    tables = [file for file in corpus if _suffix(file.shown) in PARQUET]
    place = ("_metadata.file_path as path", "_metadata.file_block_start as block")
    if lines:
        raw = spark.read.option("lineSep", "\n").text(lines)
        raw = raw.selectExpr(*place, "cast(value as binary) as value")
        parts.append(raw.mapInArrow(partial(_of_lines, numbers=numbers, settings=settings), READ))
    for file in tables:
        table = spark.read.parquet(file.path)
        if settings.text_field not in table.columns:
            raise InputError(
                f"has no column {settings.text_field!r}",
                where=file.shown,
                hint=f"--text-field, one of {', '.join(table.columns[:8])}",
            )
        names = {
            name: field
            for name, field in (
                ("text", settings.text_field),
                ("row", settings.id_field),
                ("title", settings.title_field),
                ("date", settings.date_field),
            )
            if field in table.columns
        }
        columns = [table[f"`{field}`"].alias(name) for name, field in names.items()]
        where = [table["_metadata.file_path"].alias("path"), table["_metadata.row_index"].alias("at")]
        given = table.select(*where, *columns)
        parts.append(given.mapInArrow(partial(_of_table, numbers=numbers), READ))
    whole = parts[0]
    for part in parts[1:]:
        whole = whole.unionByName(part)
    return whole


def _of_lines(
    batches: Iterator[pa.RecordBatch], numbers: dict[str, int], settings: Settings
) -> Iterator[pa.RecordBatch]:
    """Lines of JSON by the reader that the local engine has."""
    place, seen = ("", -1), 0
    noted = _Noted(settings.text_field)
    for batch in batches:
        columns = batch.to_pydict()
        out = _Columns()
        for path, block, some in _runs(columns["path"], columns["block"], columns["value"]):
            if (path, block) != place:
                place, seen = (path, block), 0
            for at, value in enumerate(some, seen):
                state, row, line = noted.read(value, settings)
                out.add(numbers[_key(path)], block, at, state, row, line)
            seen += len(some)
        yield out.batch()


class _Noted(Broken):
    """Says of the last line whether it was broken or blank, in place of counting."""

    def __init__(self, text_field: str) -> None:
        super().__init__(text_field)
        self._state = EMPTY

    def add(self, line: int, why: str) -> None:
        """The line is no row."""
        self._state = BROKEN

    def blank(self, line: int) -> None:
        """The row has no text."""
        self._state = BLANK

    def read(self, line: bytes, settings: Settings) -> tuple[int, Row | None, str | None]:
        """What a line is, its row, and the line as it stood."""
        self._state = EMPTY
        try:
            text = line.decode("utf-8").removeprefix("\ufeff").strip()
        except UnicodeDecodeError:
            return BROKEN, None, None
        row = jsonl.row(text, 1, "utf-8", settings, self) if text else None
        return (self._state, None, None) if row is None else (GOOD, row, text)


def _runs(paths: list[str], blocks: list[int], values: list[bytes]) -> Iterator[tuple[str, int, list[bytes]]]:
    start = 0
    for i in range(1, len(paths) + 1):
        if i == len(paths) or (paths[i], blocks[i]) != (paths[start], blocks[start]):
            yield paths[start], blocks[start], values[start:i]
            start = i


def _of_table(batches: Iterator[pa.RecordBatch], numbers: dict[str, int]) -> Iterator[pa.RecordBatch]:
    """Rows of Parquet; a row without text has none."""
    for batch in batches:
        columns = {name: batch.column(i).to_pylist() for i, name in enumerate(batch.schema.names)}
        nothing = [None] * batch.num_rows
        out = _Columns()
        for path, at, text, row, head, date in zip(
            columns["path"],
            columns["at"],
            columns["text"],
            columns.get("row", nothing),
            columns.get("title", nothing),
            columns.get("date", nothing),
            strict=True,
        ):
            if text is not None and not isinstance(text, str):
                out.add(numbers[_key(path)], 0, at, BROKEN, None, None)
            elif not text or text.isspace():
                out.add(numbers[_key(path)], 0, at, BLANK, None, None)
            else:
                made = Row(row_id(row), at + 1, text, title(head), iso_date(date))
                out.add(numbers[_key(path)], 0, at, GOOD, made, None)
        yield out.batch()


class _Columns:
    """Rows gathered for one Arrow batch of the columns of ``READ``."""

    def __init__(self) -> None:
        self.rows: list[tuple[Any, ...]] = []

    def add(self, file: int, block: int, at: int, state: int, row: Row | None, raw: str | None) -> None:
        """One line or row; ``row`` is ``None`` unless it is good."""
        said = (None,) * 4 if row is None else (row.id, row.title, row.date, _storable(row.text))
        self.rows.append((file, block, at, state, *said, raw))

    def batch(self) -> pa.RecordBatch:
        """As Arrow."""
        import pyarrow as pa

        names = [field.split()[0] for field in READ.split(", ")]
        kinds = (pa.int32(), pa.int64(), pa.int64(), pa.int32(), *[pa.string()] * 5)
        columns = list(zip(*self.rows, strict=True)) or [()] * len(names)
        arrays = [pa.array(column, kind) for column, kind in zip(columns, kinds, strict=True)]
        return pa.record_batch(arrays, names=names)


def _storable(text: str) -> str:
    """The text with halves of surrogate pairs, which no UTF-8 column can hold, as U+FFFD: one for one.

    >>> _storable("a\\ud800b")
    'a\ufffdb'
    """
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)
    return text


def blocks(read: DataFrame) -> DataFrame:
    """How many lines stand before each block of each file: a row a block, from any table with all lines."""
    from pyspark.sql import Window
    from pyspark.sql import functions as F

    counted = read.groupBy("file", "block").agg((F.max("at") + 1).alias("lines"))
    whole = Window.orderBy("file", "block").rowsBetween(Window.unboundedPreceding, -1)
    within = Window.partitionBy("file").orderBy("block").rowsBetween(Window.unboundedPreceding, -1)
    before, above = (F.coalesce(F.sum("lines").over(w), F.lit(0)) for w in (whole, within))
    return counted.select("file", "block", before.alias("before"), above.alias("above"))


def numbered(table: DataFrame, before: DataFrame) -> DataFrame:
    """The table with ``number``, rising in the order of files and lines, and ``line``, from 1 in its file."""
    from pyspark.sql import functions as F

    return (
        table.join(F.broadcast(before), ["file", "block"])
        .withColumn("number", F.col("before") + F.col("at"))
        .withColumn("line", F.col("above") + F.col("at") + 1)
        .drop("before", "above", "block", "at")
    )


def dated(file: File) -> str | None:
    """The day the name of a file states."""
    return date_in(file.shown)
