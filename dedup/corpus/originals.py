"""The rows of a corpus as they stand in their file, with every field they have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dedup.config import Settings
from dedup.corpus.rows import raw_at
from dedup.corpus.take import corpora, located
from dedup.table import Table

Original = bytes | dict[str, Any]  # a line of JSON, or the fields


def of_table(table: Table) -> Iterator[tuple[str, Original]]:
    """Article id and line of each row."""
    rows = iter(table)
    for file, start, end in zip(table.files, table.file_bounds, table.file_bounds[1:], strict=False):
        for line in raw_at(file.source, table.starts[start:end], table.sizes[start:end]):
            yield f"{next(rows).id}#1", line


def of_files(paths: Sequence[str], settings: Settings) -> Mapping[str, bytes]:
    """The line of each row by the id of its document, of those paths that are plain corpora."""
    lines: dict[str, bytes] = {}
    for path in paths:
        found = corpora([path], settings)
        if found:
            rows = of_table(located(found, settings))
            lines |= {article.removesuffix("#1"): line for article, line in rows if isinstance(line, bytes)}
    return lines
