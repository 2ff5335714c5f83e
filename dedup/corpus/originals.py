"""The rows of a corpus as they stand in their file, with every field they have."""

from __future__ import annotations

from collections.abc import Iterator

from dedup.corpus.rows import raw_at
from dedup.table import Table


def of_table(table: Table) -> Iterator[tuple[str, bytes]]:
    """Article id and line of each row."""
    rows = iter(table)
    for file, start, end in zip(table.files, table.file_bounds, table.file_bounds[1:], strict=False):
        for line in raw_at(file.source, table.starts[start:end], table.sizes[start:end]):
            yield f"{next(rows).id}#1", line
