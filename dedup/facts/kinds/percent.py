"""Percentages and percentage points.

## What it finds
``%``, 百分之, 千分之, 成 and 折, all as percent (三成 is 30), and 个百分点, which is a unit of its own.

## Why it matters
"提高3.5%" and "提高3.5个百分点" share every digit and say different things.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dedup.facts.amounts import of_kind
from dedup.facts.english import amounts_of
from dedup.types import Fact

_HALF = re.compile(r"(?<![另对每这那前后])一半(?!是因)|(?<![大多])半数|(?<![走已])过半(?=[数,。、的])")
_HALF_PRICE = re.compile(r"(?<![反直])对折(?!叠|线|页)|(?<=打)半折")

CODE, NAME = "FCT304", "percent"
EXAMPLE = ("同比提高3.5%", "同比提高3.5个百分点")


def find(text: str) -> Iterator[Fact]:
    """Percentages of ``text``."""
    yield from amounts_of(text, "percent")
    yield from of_kind(text, "percent")
    for match in _HALF.finditer(text):
        yield Fact("percent", match.start(), match.end(), "50", "%", "", ">" if match[0] == "过半" else "")
    for match in _HALF_PRICE.finditer(text):
        yield Fact("percent", match.start(), match.end(), "50", "%")
