"""Negations.

## What it finds
不 未 没有 无 非 and what is built from them: 不得, 尚未, 无法, 禁止. Words in which the character no longer negates
(不断, 不仅, 无论, 非常) are left out. In English not, never, no longer, cannot and n't.

## Why it matters
A 未 lost at a line break turns a sentence into its opposite.
"""

from __future__ import annotations

from collections.abc import Iterator

from dedup.facts.english import denied
from dedup.facts.stance import negations
from dedup.types import Fact

CODE, NAME = "FCT311", "negation"
EXAMPLE = ("项目尚未开工", "项目无法开工")


def find(text: str) -> Iterator[Fact]:
    """Negations of ``text``."""
    yield from negations(text)
    yield from denied(text)
