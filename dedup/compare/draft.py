"""A difference in reading offsets, before it is judged, grouped and put into words."""

from __future__ import annotations

from dataclasses import dataclass

from dedup.types import Cause, Fact, Op, Severity

CODES = {
    "date": "FCT301",
    "time": "FCT301",
    "set": "FCT301",
    "number": "FCT302",
    "count": "FCT302",
    "quantity": "FCT302",
    "multiple": "FCT302",
    "duration": "FCT302",
    "money": "FCT303",
    "percent": "FCT304",
    "person": "FCT305",
    "place": "FCT306",
    "organisation": "FCT307",
    "role": "FCT308",
    "quotation": "FCT309",
    "modality": "FCT310",
    "negation": "FCT311",
    "ordinal": "FCT312",
    "event": "FCT313",
    "work": "FCT313",
    "meaning": "FCT319",
    "passage": "TXT401",
    "wording": "TXT403",
    "moved": "TXT402",
    "damage": "TXT405",
    "punctuation": "TXT404",
    "layout": "TXT404",
    "variant": "TXT404",
}

VALUES = frozenset(
    {
        "date",
        "time",
        "set",
        "number",
        "count",
        "quantity",
        "multiple",
        "duration",
        "money",
        "percent",
        "ordinal",
    }
)
NAMES = frozenset({"person", "place", "organisation", "role", "event", "work"})
LOGIC = frozenset({"modality", "negation"})


@dataclass(frozen=True, slots=True)
class Draft:
    """One difference at one place.

    Attributes:
        kind: kind of fact, or passage, wording, meaning, punctuation.
        a, b: what stands there, in reading offsets; the first is the fact or stretch itself, the
            others are facts that it holds.
        evidence: why it was judged so, as (key, *arguments) for the phrase book.
    """

    kind: str
    op: Op
    severity: Severity
    cause: Cause
    a: tuple[Fact, ...]
    b: tuple[Fact, ...]
    evidence: tuple[tuple[str, ...], ...] = ()

    @property
    def code(self) -> str:
        """The finding code of the kind."""
        return CODES[self.kind]


def stretch(kind: str, start: int, end: int) -> Fact:
    """A stretch of text without a value."""
    return Fact(kind, start, end, "")
