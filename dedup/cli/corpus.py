"""The corpus without its copies, as JSON lines or Parquet: what stays, what goes, and why."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from dedup.cli.output import save, whole
from dedup.config import Settings
from dedup.corpus.originals import of_table
from dedup.errors import MissingExtra
from dedup.table import Rows
from dedup.types import Document, Original, Pair, Result

PARQUET = ".parquet"
_BATCH = 10_000  # rows of a Parquet file made at a time


class _Row(NamedTuple):
    """One article to write: its row as it was read, and what is added to it."""

    original: Original
    added: dict[str, Any]


_Made = Callable[[], Iterator[_Row]]


def write(
    result: Result,
    settings: Settings,
    *,
    kept: Path | None,
    dropped: Path | None,
) -> None:
    """Write the articles that stay and those that go, each with all the fields its row had.

    Args:
        result: with the texts of all documents, unless they are rows of a table.
        settings: names of the fields.
        kept: file for every article that stays.
        dropped: file for the others, each with ``reason`` (its relation to the kept one, or
            ``same cluster`` where only others link them), ``twin`` (the kept one) and their similarity.

    Raises:
        MissingExtra: a file is to be Parquet, and pyarrow is not installed.
    """
    if kept is None and dropped is None:
        return
    twins = {member: c.keep for c in result.clusters for member in c.members if member != c.keep}
    pairs = {
        (member, twin): pair
        for pair in result.pairs
        for member, twin in ((pair.a, pair.b), (pair.b, pair.a))
        if twins.get(member) == twin
    }

    def staying() -> Iterator[_Row]:
        return (_Row(row, {}) for key, row in _rows(result, settings) if key not in twins)

    def going() -> Iterator[_Row]:
        for key, row in _rows(result, settings):
            if key in twins:
                yield _Row(row, _reason(key, twins[key], pairs.get((key, twins[key]))))

    for path, rows in ((kept, staying), (dropped, going)):
        if path is not None and path.suffix.lower() == PARQUET:
            _write_parquet(path, rows)
        elif path is not None:
            save(path, map(_line, rows()))


def _rows(result: Result, settings: Settings) -> Iterator[tuple[str, Original]]:
    """Article id and row of every article; a row of a corpus is as it was, with all its fields."""
    if isinstance(result.documents, Rows):
        yield from of_table(result.documents.table)
        return
    number = {document.id: n for n, document in enumerate(result.documents)}
    for article in result.articles:
        document = result.documents[number[article.doc]]
        if document.whole and document.original is not None:
            yield article.id, document.original
            continue
        row = {
            settings.id_field: _row_id(document) if document.whole else article.id,
            settings.title_field: document.title if document.whole else article.title and article.title.text,
            settings.date_field: document.date,
            settings.text_field: document.text if document.whole else article.text,
        }
        yield article.id, {name: value for name, value in row.items() if value is not None}


def _row_id(document: Document) -> str:
    return document.id.removeprefix(f"{document.path}:")


def _reason(member: str, twin: str, pair: Pair | None) -> dict[str, Any]:
    if pair is None:
        return {"reason": "same cluster", "twin": twin}
    relation = pair.relation if pair.a == member else pair.relation.mirrored
    return {"reason": relation.value, "twin": twin, "jaccard": round(pair.jaccard, 4)}


def _fields(row: _Row) -> dict[str, Any]:
    original = row.original
    fields: Mapping[str, Any] = json.loads(original) if isinstance(original, bytes) else original
    return {**fields, **_named(row.added, fields)}


def _named(added: dict[str, Any], fields: Mapping[str, Any]) -> dict[str, Any]:
    """What is added, under names that no field has."""
    return {(f"dedup_{name}" if name in fields else name): value for name, value in added.items()}


def _line(row: _Row) -> bytes:
    """One line of JSON; a line that was read stays byte for byte, and what is added stands at its end."""
    original = row.original
    if not isinstance(original, bytes):
        fields = {name: None if value != value else value for name, value in _fields(row).items()}  # NaN
        text = json.dumps(fields, ensure_ascii=False, default=_other) + "\n"
        return text.encode("utf-8", "backslashreplace")
    line = original.removeprefix(b"\xef\xbb\xbf").rstrip()
    if not row.added:
        return line + b"\n"
    added = json.dumps(_named(row.added, json.loads(line)), ensure_ascii=False)
    return line[:-1].rstrip() + b", " + added[1:].encode("utf-8", "surrogateescape") + b"\n"


def _write_parquet(path: Path, rows: _Made) -> None:
    """One Parquet file whose columns are all the fields there are; read twice, never held as a whole."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise MissingExtra("writing .parquet", "parquet") from error

    def tables() -> Iterator[Any]:
        some = iter(rows())
        while batch := [_fields(row) for row in islice(some, _BATCH)]:
            names = dict.fromkeys(name for fields in batch for name in fields)
            yield pa.table({name: _column([fields.get(name) for fields in batch]) for name in names})

    def _column(values: list[Any]) -> Any:
        try:
            return pa.array(values)
        except (pa.ArrowInvalid, pa.ArrowTypeError, OverflowError, UnicodeEncodeError):  # of several kinds
            return pa.array([None if value is None else _as_text(value) for value in values])

    schema = _common([table.schema for table in tables()], pa)
    with whole(path) as part, pq.ParquetWriter(part, schema) as writer:
        for table in tables():
            columns = [
                _cast(table.column(field.name), field.type, pa)
                if field.name in table.column_names
                else pa.nulls(len(table), field.type)
                for field in schema
            ]
            writer.write_table(pa.table(columns, schema=schema))


def _common(schemas: Iterable[Any], pa: Any) -> Any:
    """Every field of the schemas in order; text where the types do not agree."""
    fields: dict[str, Any] = {}
    for field in (field for schema in schemas for field in schema):
        known = fields.get(field.name, field.type)
        if pa.types.is_null(known) or known == field.type:
            fields[field.name] = field.type
        elif not pa.types.is_null(field.type):
            numbers = {known, field.type} == {pa.int64(), pa.float64()}
            fields[field.name] = pa.float64() if numbers else pa.string()
    return pa.schema(list(fields.items()))


def _cast(column: Any, kind: Any, pa: Any) -> Any:
    if column.type == kind:
        return column
    if kind == pa.string():
        values = column.to_pylist()
        return pa.array([None if value is None else _as_text(value) for value in values], kind)
    return column.cast(kind)


def _other(value: Any) -> str:
    """What JSON has no word for: dates, decimals, bytes."""
    return value.decode("utf-8", "backslashreplace") if isinstance(value, bytes) else str(value)


def _as_text(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=_other)
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
