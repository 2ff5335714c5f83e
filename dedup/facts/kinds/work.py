"""Titled works.

## What it finds
Whatever stands between 《 and 》: books, films, laws, papers, newspapers.

## Why it matters
A law is cited by its title; one word makes it another law.
"""

from __future__ import annotations

from collections.abc import Iterator

from dedup.facts.happenings import works
from dedup.types import Fact

CODE, NAME = "FCT313", "work"
EXAMPLE = ("根据《中华人民共和国民法典》", "根据《中华人民共和国民法通则》")


def find(text: str) -> Iterator[Fact]:
    """Titled works of ``text``."""
    return iter(works(text))
