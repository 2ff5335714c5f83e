"""Ordinals.

## What it finds
第 and a numeral, with its classifier (第三届); 前五名 as ``1-5``; 首次, 首个, 首批 as 1.

## Why it matters
Ranks and editions are what institutions check first when they are named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dedup.facts.amounts import of_kind
from dedup.facts.english import amounts_of
from dedup.types import Fact

_FIRST = re.compile(r"(?<!榜)首(?:次|([个批家张届位例款座条台艘架部套只本份间所项](?![人体脑])))")

CODE, NAME = "FCT312", "ordinal"
EXAMPLE = ("排名全省第一", "排名全省第二")


def find(text: str) -> Iterator[Fact]:
    """Ordinals of ``text``."""
    yield from amounts_of(text, "ordinal")
    yield from of_kind(text, "ordinal")
    for match in _FIRST.finditer(text):
        yield Fact("ordinal", match.start(), match.end(), "1", match[1] or "")
