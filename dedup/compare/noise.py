"""Differences that change nothing that is said: counted by cause, shown on demand."""

from __future__ import annotations

import numpy as np

from dedup.align import Alignment
from dedup.compare.draft import Draft, stretch
from dedup.compare.sites import Aligned
from dedup.text.fold import codes
from dedup.text.reading import Reading
from dedup.types import Cause, Fact, LinkKind, Op, Severity

_DIVIDED = frozenset({LinkKind.SPLIT, LinkKind.MERGED, LinkKind.REGROUPED})


def layout(aligned: Aligned, alignment: Alignment) -> list[Draft]:
    """Moved paragraphs, and other paragraph ends."""
    drafts: list[Draft] = []
    for link in alignment.links:
        if not link.a or not link.b:
            continue
        a = tuple(_paragraph(aligned.a, i, "moved") for i in link.a)
        b = tuple(_paragraph(aligned.b, j, "moved") for j in link.b)
        if link.moved:
            drafts.append(Draft("moved", Op.CHANGED, Severity.NOTE, Cause.LAYOUT, a, b, (("moved",),)))
        if link.kind in _DIVIDED:
            drafts.append(Draft("layout", Op.CHANGED, Severity.NOTE, Cause.LAYOUT, a, b, (("split",),)))
    return drafts


def _paragraph(reading: Reading, number: int, kind: str) -> Fact:
    return stretch(kind, *reading.ranges[number])


def variants(aligned: Aligned) -> list[Draft]:
    """Matched characters that are written differently: full width, 繁 for 简, upper case."""
    here = np.flatnonzero(aligned.a2b >= 0)
    there = aligned.a2b[here]
    a, b = codes(aligned.a.text), codes(aligned.b.text)
    odd = np.flatnonzero(a[here] != b[there])
    drafts = []
    for i, j in zip(here[odd].tolist(), there[odd].tolist(), strict=True):
        han = "\u3400" <= aligned.a.text[i] <= "\u9fff"
        cause = Cause.VARIANT if han else Cause.PUNCTUATION
        sides = (stretch("variant", i, i + 1),), (stretch("variant", j, j + 1),)
        drafts.append(Draft("variant", Op.CHANGED, Severity.NOTE, cause, *sides, (("variant",),)))
    return drafts
