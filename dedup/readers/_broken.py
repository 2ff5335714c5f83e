"""Rows of a corpus that cannot be used: counted, the first of them named, said once a file."""

from __future__ import annotations

from collections.abc import Iterator

from dedup.readers._protocol import Remark
from dedup.readers._remarks import numbers

_KEPT = 11


class Broken:
    """What is wrong with rows; memory does not grow with their number."""

    def __init__(self, text_field: str) -> None:
        self._text_field = text_field
        self._broken: list[tuple[int, str]] = []
        self._blank: list[int] = []
        self._n_broken = 0
        self._n_blank = 0

    def add(self, line: int, why: str) -> None:
        """Row ``line`` is broken."""
        self._n_broken += 1
        if len(self._broken) < _KEPT:
            self._broken.append((line, why))

    def blank(self, line: int) -> None:
        """Row ``line`` has no text."""
        self._n_blank += 1
        if len(self._blank) < _KEPT:
            self._blank.append(line)

    def then(self, other: Broken, lines: int) -> None:
        """What was wrong further on, where line numbers count from ``lines`` on."""
        self._n_broken += other._n_broken
        self._n_blank += other._n_blank
        self._broken = [*self._broken, *((lines + n, why) for n, why in other._broken)][:_KEPT]
        self._blank = [*self._blank, *(lines + n for n in other._blank)][:_KEPT]

    def remarks(self) -> Iterator[Remark]:
        """At most one remark for broken rows and one for blank ones."""
        if self._broken:
            first, why = self._broken[0]
            n, lines = self._n_broken, numbers([line for line, _ in self._broken], self._n_broken)
            yield Remark(
                "INP901",
                "broken rows",
                f"{n} 行无法读取，已跳过，其余照常处理：第 {lines} 行（第 {first} 行：{why}）；请修正这些行，"
                f"或指定正文字段（现为 {self._text_field!r}）",
                f"{n} row(s) could not be read and were left out, the others are processed: lines {lines} "
                f"(line {first}: {why}); mend them, or name the text field (now {self._text_field!r})",
                line=first,
            )
        if self._blank:
            n, lines = self._n_blank, numbers(self._blank, self._n_blank)
            yield Remark(
                "INP903",
                "blank rows",
                f"{n} 行没有正文，已跳过：第 {lines} 行",
                f"{n} row(s) have no text and were left out: lines {lines}",
                line=self._blank[0],
            )
