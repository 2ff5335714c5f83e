"""Sums of money.

## What it finds
Numerals with a currency before or after: 1亿元, 人民币50元, $20, 10.75美元, 十块三毛. The unit is the ISO 4217 code.

## Why it matters
A lost 亿 or a 美元 that became 元 changes a story; 10亿元, 十亿元 and 1,000,000,000元 must not look different.
"""

from __future__ import annotations

from collections.abc import Iterator

from dedup.facts.amounts import of_kind
from dedup.facts.english import amounts_of
from dedup.types import Fact

CODE, NAME = "FCT303", "money"
EXAMPLE = ("总投资10亿元", "总投资10亿美元")


def find(text: str) -> Iterator[Fact]:
    """Sums of money in ``text``."""
    yield from amounts_of(text, "money")
    yield from of_kind(text, "money")
