"""Dates and times of day.

## What it finds
Whole and partial dates (2020年9月28日, 5月, 年底), relative ones (今年年底, 去年同期, 当日下午3时), ranges
(5月1日至3日), numeric ones (2020-09-28), quarters, ten-day periods, decades, holidays, the old calendar, five-year
plans, times of day, and vague ones (目前, 近日) whose value is a word in capitals. Nothing is resolved by guessing:
what the text leaves open is ``X`` (5月 is ``XXXX-05``), what it counts from its own day is ``Y+0``, ``D-1``.

## Why it matters
A reprint that moves an opening from 5月 to 7月 sends readers to a closed door.
"""

from __future__ import annotations

from collections.abc import Iterator

from dedup.facts.amounts import of_kind
from dedup.facts.calendar.dates import dates
from dedup.facts.english import amounts_of, dated
from dedup.types import Fact

CODE, NAME = "FCT301", "date"
EXAMPLE = ("预计5月开园", "预计7月开园")


def find(text: str) -> Iterator[Fact]:
    """Dates and times of ``text``; where a date overlaps a bare year, the date comes first."""
    found = dates(text)
    yield from found
    taken = {i for fact in found for i in range(fact.start, fact.end)}
    yield from dated(text)
    yield from amounts_of(text, "date")
    yield from (fact for fact in of_kind(text, "date") if fact.start not in taken)
