"""What the tests of the comparison share: two lists of paragraphs, and what is said of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from dedup.align import align
from dedup.compare import compare
from dedup.config import Settings
from dedup.facts import find
from dedup.text.reading import Reading
from dedup.types import Change, Paragraph, ParagraphKind, Relation, Severity, Span

Seen = Callable[..., list[Change]]


def _reading(paragraphs: Sequence[str], doc: str) -> Reading:
    at, made = 0, []
    for text in paragraphs:
        made.append(Paragraph(ParagraphKind.BODY, (Span(at, at + len(text)),), text))
        at += len(text) + 1
    return Reading.of_paragraphs(doc, made, "\n".join(paragraphs))


def _seen(one: Sequence[str], two: Sequence[str], relation: Relation = Relation.NEAR) -> list[Change]:
    a, b = _reading(one, "a.txt"), _reading(two, "b.txt")
    changes = compare(a, b, find(a), find(b), align(a, b), Settings(), relation)
    return [c for c in changes if c.severity is not Severity.NOTE]


@pytest.fixture
def seen() -> Seen:
    """The errors and warnings between two lists of paragraphs."""
    return _seen
