"""Names of organisations.

## What it finds
Companies, offices, schools, hospitals, parks and zones, by the suffix only organisations carry and the place or
the organisation their name begins with; bodies known to all (国务院); and short forms of names found in full.

## Why it matters
One wrong character in a company's name names another company.
"""

from __future__ import annotations

from collections.abc import Iterator

from dedup.facts.english import named
from dedup.facts.organisations import organisations
from dedup.types import Fact

CODE, NAME = "FCT307", "organisation"
EXAMPLE = ("湖南前瞻企业运营管理有限公司", "湖南前沿企业运营管理有限公司")


def find(text: str) -> Iterator[Fact]:
    """Organisations named in ``text``."""
    yield from organisations(text)
    yield from named(text, "organisation")
