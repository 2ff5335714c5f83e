"""CSV: every cell comes back as it was, and none is a formula."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

from dedup import plugs
from dedup.types import Result

from . import hostile


def table(result: Result, lang: str = "zh") -> list[dict[str, str]]:
    text = plugs.load("render.formats", "csv").render(result, lang)
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text[1:], newline=""), strict=True))


def test_every_change_is_a_row(seeds: Result) -> None:
    rows = table(seeds)
    changes = seeds.pairs[0].changes
    assert [row["fingerprint"] for row in rows] == [change.fingerprint for change in changes]
    for row, change in zip(rows, changes, strict=True):
        assert (row["severity"], row["code"], row["op"]) == (change.severity, change.code, change.op)
        assert row["a_text"].removeprefix("'") == (change.a[0].text if change.a else "")
        assert row["b_start"] == (str(change.b[0].start) if change.b else "")


def test_a_pair_without_changes_is_a_row(seeds: Result) -> None:
    (row,) = table(replace(seeds, pairs=(replace(seeds.pairs[0], changes=()),)))
    assert (row["relation"], row["jaccard"], row["code"]) == ("near", f"{seeds.pairs[0].jaccard:.4f}", "")


def test_no_cell_is_a_formula_or_too_long() -> None:
    rows = table(hostile.result())
    assert len(rows) == len(hostile.TRICKS)
    cells = [cell for row in rows for cell in row.values()]
    assert "'=cmd|' /C calc'!A0" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert max(map(len, cells)) < 32_767


def test_line_breaks_and_quotes_come_back() -> None:
    said = [row["message"] for row in table(hostile.result())]
    assert any("\"quoted\", 'single'; \\ back" in text for text in said)
    assert any("line\nbreak\r\nagain\ttab" in text for text in said)
