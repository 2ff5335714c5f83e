"""Multiples.

## What it finds
Numerals before 倍: 3倍, 1.5倍, 两倍半.

## Why it matters
"增长3倍" and "增长2倍" are both plausible; only comparison finds the wrong one. 增长3倍 is not 是…3倍 either.
"""

from __future__ import annotations

from collections.abc import Iterator

from dedup.facts.amounts import of_kind
from dedup.types import Fact

CODE, NAME = "FCT302", "multiple"
EXAMPLE = ("增长到去年的3倍", "增长到去年的16倍")


def find(text: str) -> Iterator[Fact]:
    """Multiples of ``text``."""
    return of_kind(text, "multiple")
