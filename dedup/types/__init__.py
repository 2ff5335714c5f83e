"""The nouns of the house: frozen values that travel from stage to stage.

Every offset is a half-open range of Unicode code points in the raw decoded document
(``Document.text``), unless a docstring says otherwise. Sequences inside a value are tuples.
"""

from __future__ import annotations

from dedup.types.kinds import Cause, LinkKind, Op, ParagraphKind, Relation, Severity, Span
from dedup.types.pages import (
    Article,
    Boundary,
    Box,
    Cue,
    Document,
    Original,
    Paragraph,
    Segmentation,
    Title,
)
from dedup.types.results import (
    Block,
    Change,
    Cluster,
    Fact,
    Finding,
    Link,
    Mention,
    Pair,
    Place,
    Result,
    StageCount,
    mirrored,
    mirrored_blocks,
    mirrored_links,
)

__all__ = [
    "Article",
    "Block",
    "Boundary",
    "Box",
    "Cause",
    "Change",
    "Cluster",
    "Cue",
    "Document",
    "Fact",
    "Finding",
    "Link",
    "LinkKind",
    "Mention",
    "Op",
    "Pair",
    "Original",
    "Paragraph",
    "ParagraphKind",
    "Place",
    "Relation",
    "Result",
    "Segmentation",
    "Severity",
    "Span",
    "StageCount",
    "Title",
    "mirrored",
    "mirrored_blocks",
    "mirrored_links",
]
