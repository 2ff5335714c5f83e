"""The mentions of page 000 as a reader marked them: exact spans, exact values."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from dedup.facts import find_in
from dedup.types import Fact

GOLD = Path(__file__).parents[1] / "gold" / "mentions_000.jsonl"
FAMILY = {
    "count": "number",
    "quantity": "number",
    "org": "organisation",
    "date_rel": "date",
    "date_vague": "date",
}
FLOOR = {
    "percent": 1.0, "money": 1.0, "date": 0.95, "number": 0.95, "ordinal": 0.95, "duration": 0.95,
    "multiple": 1.0, "person": 0.9, "organisation": 0.85, "place": 0.85, "role": 0.9, "event": 0.7,
}  # fmt: skip
EXACT = ("percent", "money", "date", "number", "duration", "multiple")


def family(kind: str) -> str:
    return FAMILY.get(kind, kind)


def gold() -> Iterator[dict[str, str]]:
    for line in GOLD.read_text("utf-8").splitlines():
        yield json.loads(line)


@pytest.fixture(scope="module")
def found(page: dict[str, str]) -> tuple[Fact, ...]:
    return find_in(page["000"])


@pytest.mark.parametrize("kind", sorted(FLOOR))
def test_spans_on_the_page(kind: str, found: tuple[Fact, ...]) -> None:
    rows = [g for g in gold() if family(g["type"]) == kind]
    open_ = {(g["start"], g["end"]) for g in gold() if g.get("optional") or g.get("trivial")}
    true = {(g["start"], g["end"]) for g in rows} - open_
    said = {(f.start, f.end) for f in found if family(f.kind) == kind} - open_
    right = len(true & said)
    assert 2 * right / (len(true) + len(said)) >= FLOOR[kind], (true - said, said - true)


@pytest.mark.parametrize("kind", EXACT)
def test_values_on_the_page(kind: str, found: tuple[Fact, ...]) -> None:
    rows = {(g["start"], g["end"]): g for g in gold() if family(g["type"]) == kind}
    checked = 0
    for fact in found:
        row = rows.get((fact.start, fact.end))
        if row is None or family(fact.kind) != kind:
            continue
        assert fact.value == row["value"], row
        assert (fact.op, fact.approx) == (row.get("op", ""), row.get("approx", "")), row
        if kind in ("number", "money"):
            assert fact.unit == row.get("unit", ""), row
        checked += 1
    assert checked >= 2


def test_numerals_that_count_nothing_are_not_found(found: tuple[Fact, ...]) -> None:
    lexical = [g for g in gold() if g["type"] in ("lexnum", "enum")]
    amounts = [f for f in found if family(f.kind) in (*EXACT, "ordinal")]
    wrong = [
        (g["text"], f)
        for g in lexical
        for f in amounts
        if f.start < int(g["end"]) and int(g["start"]) < f.end
    ]
    assert wrong == []
