"""Lines broken in the middle of a sentence in one version only: read as the other version reads them.

A narrow column breaks numbers and names at its edge. Where the other version runs on, so does the sentence,
and its facts are read across the break.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from dedup.align import Alignment
from dedup.compare.draft import Draft
from dedup.compare.sites import Aligned, folded
from dedup.text.fold import Offsets
from dedup.text.reading import Reading

_REACH = 12  # characters beside a break that may differ
_ENDS = frozenset("。！？!?；;：:…”」』）)")


class Joined(NamedTuple):
    """A reading without some of its breaks; ``at[i]`` is where its former character ``i`` stands now."""

    reading: Reading
    at: Offsets


def rejoined(a: Reading, b: Reading, alignment: Alignment) -> tuple[Joined, Joined] | None:
    """Both readings with their torn lines whole, or ``None`` if there are none."""
    if "\n" not in a.text and "\n" not in b.text:
        return None
    aligned = Aligned.of(a, b, alignment)
    torn_a = list(_torn(a, b, aligned.a2b))
    torn_b = list(_torn(b, a, aligned.b2a))
    return (_without(a, torn_a), _without(b, torn_b)) if torn_a or torn_b else None


def carried(draft: Draft, a: Joined, b: Joined) -> Draft:
    """A draft of the former readings at its places in the joined ones."""
    sides = [
        tuple(replace(f, start=int(j.at[f.start]), end=int(j.at[f.end])) for f in side)
        for j, side in ((a, draft.a), (b, draft.b))
    ]
    return replace(draft, a=sides[0], b=sides[1])


def _torn(mine: Reading, other: Reading, partner: Offsets) -> Iterator[int]:
    """The breaks between two paragraphs of one sentence, by what the other version has there."""
    text = mine.text
    for start in mine.starts[1:]:
        at = start - 1
        if text[at - 1 : at] in _ENDS:
            continue
        left = _matched(partner, at - 1, -1)
        right = _matched(partner, at + 1, 1)
        if left < 0 or right < 0:
            continue
        first, last = int(partner[left]), int(partner[right])
        between = other.text[first + 1 : last]
        if not 0 < last - first <= 2 * _REACH or "\n" in between:
            continue
        if folded(text[left + 1 : right]) == folded(between):
            yield at


def _matched(partner: Offsets, at: int, step: int) -> int:
    """The nearest character in a direction that has a partner, or -1."""
    for i in range(at, at + step * _REACH, step):
        if not 0 <= i < len(partner):
            break
        if partner[i] >= 0:
            return i
    return -1


def _without(reading: Reading, breaks: Sequence[int]) -> Joined:
    keep = np.ones(len(reading.text), bool)
    keep[list(breaks)] = False
    at = np.concatenate(([0], np.cumsum(keep))).astype(np.int64)
    gone = {i + 1 for i in breaks}
    kept = [(s, k) for s, k in zip(reading.starts, reading.kinds, strict=True) if s not in gone]
    pieces = [
        reading.text[s:e]
        for s, e in zip((0, *(i + 1 for i in breaks)), (*breaks, len(reading.text)), strict=True)
    ]
    return Joined(
        Reading(
            doc=reading.doc,
            source=reading.source,
            text="".join(pieces),
            raw=reading.raw[keep],
            starts=tuple(int(at[s]) for s, _ in kept),
            kinds=tuple(k for _, k in kept),
        ),
        at,
    )
