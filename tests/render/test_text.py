"""The text report: clickable lines, then a table whose columns stand under one another."""

from __future__ import annotations

import re

import pytest
from rich.cells import cell_len

from dedup import api
from dedup.plugs import load
from dedup.types import Result, Severity


def _report(result: Result, lang: str = "zh") -> list[str]:
    rendered: str = load("render.formats", "text").render(result, lang)
    return rendered.splitlines()


def test_every_finding_is_a_line_that_names_its_place(seeds: Result) -> None:
    lines = _report(seeds)
    for finding, line in zip(seeds.findings, lines, strict=False):
        assert line == f"{finding.where.doc}:{finding.where.line}: {finding.code} {finding.message}"
    assert lines[len(seeds.findings)] == ""


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_table_lists_what_an_editor_must_see_and_counts_the_rest(seeds: Result, lang: str) -> None:
    changes = seeds.pairs[0].changes
    seen = sum(change.severity is not Severity.NOTE for change in changes)
    rows = [line for line in _report(seeds, lang) if re.match(r"  \S+ +[A-Z]{3}\d{3} ", line)]
    assert len(rows) == seen
    last = _report(seeds, lang)[-1]
    assert sum(map(int, re.findall(r"\d+", last))) == len(changes) - seen


def test_columns_stand_under_one_another() -> None:
    a = "昨日，项目总投资13.7亿元，计划今年动工，建成后年产值可达二十亿元，由张三主持。"
    b = "昨日，项目总投资137亿元，计划今年动工，建成后年产值可达三十亿元，由张三主持。"
    rows = [line for line in _report(api.diff(a, b).result) if line.startswith("  错误")]
    assert len(rows) == 2
    assert len({cell_len(row.rpartition("  ")[0]) for row in rows}) == 1


def test_two_equal_texts_have_no_differences() -> None:
    text = "项目总投资13.7亿元,今年动工,建成后年产值可达二十亿元。"
    assert _report(api.diff(text, text).result)[-1] == "  没有差异"


def test_nothing_found_is_nothing_said() -> None:
    assert _report(Result((), (), (), (), (), ())) == []
