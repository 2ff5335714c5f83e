"""Ids of rows, each once in its file."""

from __future__ import annotations

from collections.abc import Iterator

from dedup.ingest.digests import Digests
from dedup.readers._protocol import Remark
from dedup.readers._remarks import numbers
from dedup.types import Severity


class RowIds:
    """Makes the ids of one file's rows unique; remembers a digest of each."""

    def __init__(self) -> None:
        self._seen = Digests()
        self._rows = 0
        self._lines: list[int] = []
        self._count = 0

    def unique(self, row: str, line: int) -> str:
        """``row``, or ``row@line`` if an earlier row has that id.

        >>> ids = RowIds()
        >>> [ids.unique("a", 1), ids.unique("a", 2)]
        ['a', 'a@2']
        """
        if self._add(row):
            return row
        self._count += 1
        if len(self._lines) < 11:
            self._lines.append(line)
        other = f"{row}@{line}"
        while not self._add(other):
            other += "'"
        return other

    def _add(self, row: str) -> bool:
        self._rows += 1
        return self._seen.add(row, self._rows) == self._rows

    def remarks(self) -> Iterator[Remark]:
        """At most one remark about all rows whose id was taken."""
        if self._count:
            n, lines = self._count, numbers(self._lines, self._count)
            yield Remark(
                "INP901",
                "ids used twice",
                f"{n} 行的编号与前面的行相同，已改为“编号@行号”：第 {lines} 行；"
                "请修正编号，或用 id_field 指定其他字段",
                f"{n} row(s) have an id that an earlier row has; they are called ID@LINE: lines {lines}; "
                "mend the ids, or name another field with id_field",
                severity=Severity.WARNING,
                line=self._lines[0],
            )
