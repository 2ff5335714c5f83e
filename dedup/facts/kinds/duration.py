"""Lengths of time and regular times.

## What it finds
3年, 两个半月, 8天20小时 as ISO 8601 durations; 近3年 and 未来五年 with the word that places them; 每月, 每周一 as
``set``.

## Why it matters
"15天落地" and "50天落地" are the same story with another point.
"""

from __future__ import annotations

from collections.abc import Iterator

from dedup.facts.amounts import of_kind
from dedup.facts.english import amounts_of
from dedup.facts.recurring import sets
from dedup.types import Fact

CODE, NAME = "FCT301", "duration"
EXAMPLE = ("仅用了15天", "仅用了50天")


def find(text: str) -> Iterator[Fact]:
    """Lengths of time and regular times of ``text``."""
    yield from amounts_of(text, "duration")
    yield from of_kind(text, "duration")
    yield from sets(text)
