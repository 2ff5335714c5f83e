"""The stretches of a text that read as English."""

from __future__ import annotations

import re
from functools import lru_cache

_STRETCH = re.compile(r"[ -~£€¥–—‘’“”…]{6,}")
_WORDS = re.compile(
    r"(?<![A-Za-z])[A-Za-z]{2,20} +[\d$£€(“\"A-Za-z]|(?<![\d,])\d{1,15}(?:,\d{3}){0,5} ?[a-z]{3}|[a-z]{3} {1,3}\d"
)


@lru_cache(maxsize=8)
def stretches(text: str) -> tuple[tuple[int, int], ...]:
    """Where ``text`` is English, [start, end) each."""
    return tuple(m.span() for m in _STRETCH.finditer(text) if _WORDS.search(m[0]))
