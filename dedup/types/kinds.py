"""Ranges of text, and the words for what things are: closed sets that every stage shares."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range [start, end) of Unicode code points.

    >>> Span(2, 4).of("关于印发通知")
    '印发'
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"span [{self.start}, {self.end}) runs backwards or is negative")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The characters of ``text`` in this range."""
        return text[self.start : self.end]


class Severity(StrEnum):
    """How much a finding matters to an editor, worst first."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """0 for error, 1 for warning, 2 for note."""
        return ("error", "warning", "note").index(self.value)


class Cause(StrEnum):
    """Why two versions differ at a place."""

    EDIT = "edit"
    OCR = "ocr"
    LAYOUT = "layout"
    PUNCTUATION = "punctuation"
    VARIANT = "variant"


class Op(StrEnum):
    """Which side of a pair a change stands on."""

    CHANGED = "changed"
    ONLY_A = "only_a"
    ONLY_B = "only_b"

    @property
    def mirrored(self) -> Op:
        """The same change seen with A and B exchanged."""
        return {Op.ONLY_A: Op.ONLY_B, Op.ONLY_B: Op.ONLY_A}.get(self, self)


class Relation(StrEnum):
    """What one article is to another."""

    IDENTICAL = "identical"
    NEAR = "near"
    CONTAINS = "contains"
    CONTAINED = "contained"
    PARTIAL = "partial"

    @property
    def mirrored(self) -> Relation:
        """The same relation seen from the other article."""
        other = {Relation.CONTAINS: Relation.CONTAINED, Relation.CONTAINED: Relation.CONTAINS}
        return other.get(self, self)


class ParagraphKind(StrEnum):
    """What a paragraph is on its page."""

    TITLE = "title"
    SUBTITLE = "subtitle"
    HEADING = "heading"
    BYLINE = "byline"
    CAPTION = "caption"
    BODY = "body"
    SIGNATURE = "signature"


class LinkKind(StrEnum):
    """How a group of paragraphs of A corresponds to a group of paragraphs of B."""

    SAME = "same"
    EDITED = "edited"
    SPLIT = "split"
    MERGED = "merged"
    REGROUPED = "regrouped"
    ONLY_A = "only_a"
    ONLY_B = "only_b"

    @property
    def mirrored(self) -> LinkKind:
        """The same link seen with A and B exchanged."""
        pairs = {
            LinkKind.SPLIT: LinkKind.MERGED,
            LinkKind.MERGED: LinkKind.SPLIT,
            LinkKind.ONLY_A: LinkKind.ONLY_B,
            LinkKind.ONLY_B: LinkKind.ONLY_A,
        }
        return pairs.get(self, self)
