"""Numbers, counts and measured quantities.

## What it finds
Arabic and Chinese numerals with what they count: a classifier (20多家), a measure (4.2万平方米) or nothing
(指数130.6). The value is exact; ``approx`` keeps 多, 余, 约, 近, and ``op`` keeps 超过, 以上, 不低于. Numerals that
count nothing (百强, 一对一, 十分, “两个维护”) are left out.

## Why it matters
"签约20家企业" and "签约30家企业" differ in one character, and it is the one readers quote.
"""

from __future__ import annotations

from collections.abc import Iterator

from dedup.facts.amounts import of_kind
from dedup.facts.english import amounts_of
from dedup.types import Fact

CODE, NAME = "FCT302", "number"
EXAMPLE = ("签约20多家企业", "签约30多家企业")


def find(text: str) -> Iterator[Fact]:
    """Numbers, counts and quantities of ``text``."""
    yield from amounts_of(text, "number", "quantity")
    yield from of_kind(text, "number", "count", "quantity")
