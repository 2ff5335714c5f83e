"""Which characters of a paragraph are marked, how, and for which change."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from dedup.types import Block, Change, Mention, Paragraph

NAMES = frozenset({"person", "place", "organisation", "role", "event", "work"})
_WHOLE = frozenset({"moved", "layout"})  # kinds of changes that concern paragraphs, not characters
_TOKEN = re.compile(r"[0-9A-Za-z０-９][0-9A-Za-z０-９.,:%％/-]*")
_BUCKET = 512  # code points that share a list of owners
_NONE = (-1, -1)


class Piece(NamedTuple):
    """A run of characters that are shown alike.

    Attributes:
        text: what is shown.
        changed: marked as different.
        tear: the paragraph is torn by a column break before it.
    """

    text: str
    changed: bool
    tear: bool


class Group(NamedTuple):
    """Consecutive pieces that belong to one change (``change`` is its number, -1 for none).

    ``first``: links to the place lead here; the rest of it may follow behind another change.
    """

    change: int
    place: int
    first: bool
    pieces: tuple[Piece, ...]


class Owner(NamedTuple):
    """A raw range that belongs to a change; of two that overlap the one of the lower ``rank`` counts."""

    rank: int
    start: int
    end: int
    change: int
    place: int


@dataclass(frozen=True, slots=True)
class Marker:
    """One side of a pair: what is the same, and which change each place belongs to.

    Attributes:
        text: the raw text of the document.
        starts: where the ranges begin that the map covers, sorted.
        ends: where they end.
        owners: the places of changes by the buckets of code points that they touch.
        names: numbers of the changes of which only the characters that differ are marked.
    """

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    owners: Mapping[int, tuple[Owner, ...]]
    names: frozenset[int]

    @classmethod
    def of(cls, text: str, blocks: Iterable[Block], changes: Sequence[Change], side: int) -> Marker:
        """The marker of side 0 (A) or 1 (B)."""
        same = sorted((b[side], b[side] + b.length) for b in blocks)
        rows = sorted(
            (change.severity.rank, mention.end - mention.start, mention.start, mention.end, number, place)
            for number, change in enumerate(changes)
            if change.kind not in _WHOLE
            for place, mention in enumerate(places(change, side))
        )
        owners: defaultdict[int, list[Owner]] = defaultdict(list)
        for rank, row in enumerate(rows):
            owner = Owner(rank, *row[2:])
            for bucket in range(owner.start // _BUCKET, max(owner.start, owner.end - 1) // _BUCKET + 1):
                owners[bucket].append(owner)
        return cls(
            text,
            tuple(start for start, _ in same),
            tuple(end for _, end in same),
            {bucket: tuple(here) for bucket, here in owners.items()},
            frozenset(n for n, c in enumerate(changes) if c.kind in NAMES),
        )

    def groups(self, paragraph: Paragraph) -> tuple[Group, ...]:
        """The paragraph as groups of pieces: whole places of changes, and what else differs."""
        at = [i for span in paragraph.spans for i in range(span.start, span.end)]
        if not at:
            return ()
        owner = self._owned(at)
        changed = self._changed(at, owner)
        tears = {span.start for span in paragraph.spans[1:]}
        groups: list[tuple[tuple[int, int], list[Piece]]] = []
        start = 0
        for n in range(1, len(at) + 1):
            whole = n == len(at)
            cut = whole or owner[n] != owner[start] or changed[n] != changed[start] or at[n] in tears
            if not cut:
                continue
            piece = Piece("".join(self.text[i] for i in at[start:n]), changed[start], at[start] in tears)
            if groups and groups[-1][0] == owner[start]:
                groups[-1][1].append(piece)
            else:
                groups.append((owner[start], [piece]))
            start = n
        seen: set[tuple[int, int]] = set()
        found = []
        for key, pieces in groups:
            found.append(Group(*key, key not in seen and key[0] >= 0, tuple(pieces)))
            seen.add(key)
        return tuple(found)

    def _owned(self, at: Sequence[int]) -> list[tuple[int, int]]:
        low, high = min(at), max(at)
        here = {o for b in range(low // _BUCKET, high // _BUCKET + 1) for o in self.owners.get(b, ())}
        owner = dict.fromkeys(at, _NONE)
        for found in sorted(here, reverse=True):
            for i in range(max(found.start, low), min(found.end, high + 1)):
                if i in owner:
                    owner[i] = (found.change, found.place)
        return [owner[i] for i in at]

    def _changed(self, at: Sequence[int], owner: Sequence[tuple[int, int]]) -> list[bool]:
        """What is marked: of a name what differs, of other facts all; never a digit of a number alone."""
        found = []
        for i, (change, _) in zip(at, owner, strict=True):
            n = bisect_right(self.starts, i) - 1
            same = n >= 0 and i < self.ends[n]
            whole = change >= 0 and change not in self.names
            found.append(whole or not (same or self.text[i].isspace()))
        if not all(found):
            for token in _TOKEN.finditer("".join(self.text[i] for i in at)):
                inside = range(*token.span())
                if any(found[n] for n in inside) and all(owner[n] == _NONE for n in inside):
                    found[token.start() : token.end()] = [True] * len(inside)
        return found


def places(change: Change, side: int) -> tuple[Mention, ...]:
    """The places of a change on one side, without the facts that a passage holds."""
    mentions = change.a if side == 0 else change.b
    return tuple(m for m in mentions if m.kind == "passage") if change.kind == "passage" else mentions


def held(change: Change) -> tuple[Mention, ...]:
    """The facts that a passage holds, each value once."""
    if change.kind != "passage":
        return ()
    found: dict[tuple[str, str], Mention] = {}
    for mention in (*change.a, *change.b):
        if mention.kind != "passage":
            found.setdefault((mention.kind, mention.text), mention)
    return tuple(found.values())
