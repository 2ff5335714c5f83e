"""Multiples.

## What it finds
Numerals before 倍: 3倍, 1.5倍, 两倍半; and doublings: 翻一番 is 2, 翻两番 is 4.

## Why it matters
"增长3倍" and "增长2倍" are both plausible; only comparison finds the wrong one. 增长3倍 is not 是…3倍 either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dedup.facts.amounts import of_kind
from dedup.facts.english import amounts_of
from dedup.text.numerals import parse
from dedup.types import Fact

_DOUBLINGS = re.compile(r"翻了?(?P<count>[一二两三四五\d])番")

CODE, NAME = "FCT302", "multiple"
EXAMPLE = ("增长到去年的3倍", "增长到去年的16倍")


def find(text: str) -> Iterator[Fact]:
    """Multiples of ``text``."""
    yield from amounts_of(text, "multiple")
    yield from of_kind(text, "multiple")
    for match in _DOUBLINGS.finditer(text):
        yield Fact("multiple", match.start(), match.end(), str(2 ** int(parse(match["count"]) or 1)))
