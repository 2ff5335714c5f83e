"""Negations in English text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dedup.facts.english.stretches import stretches
from dedup.types import Fact

_DENIAL = re.compile(r"\b(?:no longer|not|never|cannot|[a-z]{2,6}n['’]t)\b(?! only\b)", re.IGNORECASE)


def denials(text: str) -> Iterator[Fact]:
    """``not`` and ``never``, ``cannot`` and ``n't`` with the verb it is written to; the value is plain."""
    for start, end in stretches(text):
        for found in _DENIAL.finditer(text, start, end):
            written = found[0].lower()
            yield Fact(
                "negation",
                found.start(),
                found.end(),
                written if written in ("never", "no longer") else "not",
            )
