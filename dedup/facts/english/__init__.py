"""Facts in the English stretches of a text. The patterns are loaded for texts that have any: few do."""

from __future__ import annotations

from collections.abc import Iterator

from dedup.facts.english.stretches import stretches
from dedup.types import Fact


def amounts_of(text: str, *kinds: str) -> Iterator[Fact]:
    """The amounts of these kinds in the English stretches of ``text``."""
    if stretches(text):
        from dedup.facts.english import amounts

        yield from amounts.amounts_of(text, *kinds)


def dated(text: str) -> Iterator[Fact]:
    """Dates and times in the English stretches of ``text``."""
    if stretches(text):
        from dedup.facts.english.dates import dates

        yield from dates(text)


def named(text: str, kind: str) -> Iterator[Fact]:
    """Names of one kind (person, place, organisation) in the English stretches of ``text``."""
    if stretches(text):
        from dedup.facts.english import names

        yield from names.named(text, kind)


def denied(text: str) -> Iterator[Fact]:
    """Negations in the English stretches of ``text``."""
    if stretches(text):
        from dedup.facts.english.denials import denials

        yield from denials(text)
