"""Names of places.

## What it finds
Provinces, cities and counties of China (GB/T 2260) in full and in short, countries, well-known regions, rivers and
cities abroad; adjacent ones as one (江苏苏州), with the town, street or village behind them.

## Why it matters
A story set in 湖州 is not a story set in 杭州.
"""

from __future__ import annotations

from collections.abc import Iterator

from dedup.facts.english import named
from dedup.facts.places import places
from dedup.types import Fact

CODE, NAME = "FCT306", "place"
EXAMPLE = ("活动在浙江省湖州市举行", "活动在浙江省台州市举行")


def find(text: str) -> Iterator[Fact]:
    """Places named in ``text``."""
    yield from places(text)
    yield from named(text, "place")
