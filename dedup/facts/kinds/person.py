"""Names of persons.

## What it finds
Chinese names: a family name and one or two characters beside a title (局长张三) or a verb of saying (张三表示), in a
byline or a credit, in the dictionary, or recurring. The value is the name without spaces.

## Why it matters
A wrong character in a name is the correction every newspaper prints.
"""

from __future__ import annotations

from collections.abc import Iterator

from dedup.facts.english import named
from dedup.facts.persons import persons
from dedup.types import Fact

CODE, NAME = "FCT305", "person"
EXAMPLE = ("董事长宋广征表示", "董事长宋广证表示")


def find(text: str) -> Iterator[Fact]:
    """Persons named in ``text``."""
    yield from persons(text)
    yield from named(text, "person")
