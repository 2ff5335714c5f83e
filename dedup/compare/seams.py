"""Lines broken in the middle of a sentence in one version only: read as the other version reads them.

A narrow column breaks numbers and names at its edge. Where the other version runs on, so does the sentence,
and its facts are read across the break.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import NamedTuple

import numpy as np

from dedup.align import Alignment
from dedup.compare.draft import Draft
from dedup.compare.sites import Aligned, folded
from dedup.facts import find_in
from dedup.text.fold import Offsets
from dedup.text.reading import Reading
from dedup.types import Block, Fact

_REACH = 12  # characters beside a break that may differ
_ENDS = frozenset("。！？!?；;：:…”」』）)")


class Joined(NamedTuple):
    """A reading without some of its breaks.

    Attributes:
        reading: what is left.
        at: int64[len + 1], where each former character stands now.
        whole: numbers of the paragraphs that were put together.
    """

    reading: Reading
    at: Offsets
    whole: frozenset[int]


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


def facts(joined: Joined, found: Sequence[Fact]) -> tuple[Fact, ...]:
    """The facts of a joined reading: those ``found`` before, and anew those of what was put together."""
    if not joined.whole:
        return tuple(found)
    reading, at = joined.reading, joined.at
    kept = []
    for f in found:
        start, end = int(at[f.start]), int(at[f.end - 1]) + 1
        if reading.paragraph_at(start) not in joined.whole:
            kept.append(replace(f, start=start, end=end))
    ranges = [reading.ranges[n] for n in sorted(joined.whole)]
    text = "\n".join(reading.text[s:e] for s, e in ranges)
    starts = list(accumulate((e - s + 1 for s, e in ranges), initial=0))
    for f in find_in(text):
        by = ranges[n := bisect_right(starts, f.start) - 1][0] - starts[n]
        kept.append(replace(f, start=f.start + by, end=f.end + by))
    return tuple(sorted(set(kept), key=lambda f: (f.start, f.end, f.kind)))


def runs(found: Sequence[Block], a: Joined, b: Joined) -> tuple[Block, ...]:
    """The runs of an alignment in joined readings; those that a break had parted are one."""
    moved: list[Block] = []
    for run in found:
        block = Block(int(a.at[run.a]), int(b.at[run.b]), run.length)
        last = moved[-1] if moved else None
        if last and (last.a + last.length, last.b + last.length) == block[:2]:
            moved[-1] = Block(last.a, last.b, last.length + block.length)
        else:
            moved.append(block)
    return tuple(moved)


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
    starts = tuple(int(at[s]) for s, _ in kept)
    return Joined(
        Reading(
            doc=reading.doc,
            source=reading.source,
            text="".join(pieces),
            raw=reading.raw[keep],
            starts=starts,
            kinds=tuple(k for _, k in kept),
        ),
        at,
        frozenset(bisect_right(starts, int(at[i])) - 1 for i in breaks),
    )
