"""Which characters of a paragraph are marked, how, and for which change."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from dedup.types import Block, Change, Mention, Paragraph

_WHOLE = ("moved", "layout")  # kinds of changes that concern paragraphs, not characters


class Piece(NamedTuple):
    """A run of characters that are shown alike.

    Attributes:
        text: what is shown.
        changed: no block of the map covers it.
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


@dataclass(frozen=True, slots=True)
class Marker:
    """One side of a pair: what is the same, and which change each place belongs to.

    Attributes:
        text: the raw text of the document.
        same: half-open raw ranges that the map covers, sorted.
        owners: (start, end, change number, number of the place), best first where they overlap.
    """

    text: str
    same: tuple[tuple[int, int], ...]
    owners: tuple[tuple[int, int, int, int], ...]

    @classmethod
    def of(cls, text: str, blocks: Iterable[Block], changes: Sequence[Change], side: int) -> Marker:
        """The marker of side 0 (A) or 1 (B)."""
        same = sorted((b[side], b[side] + b.length) for b in blocks)
        owners = []
        for number, change in enumerate(changes):
            if change.kind in _WHOLE:
                continue
            for place, mention in enumerate(places(change, side)):
                size = mention.end - mention.start
                owners.append((change.severity.rank, size, mention.start, mention.end, number, place))
        return cls(text, tuple(same), tuple(row[2:] for row in sorted(owners)))

    def groups(self, paragraph: Paragraph) -> tuple[Group, ...]:
        """The paragraph as groups of pieces."""
        at = [i for span in paragraph.spans for i in range(span.start, span.end)]
        if not at:
            return ()
        owner = self._owned(at)
        changed = self._changed(at)
        tears = {span.start for span in paragraph.spans[1:]}
        groups: list[tuple[tuple[int, int], list[Piece]]] = []
        start = 0
        for n in range(1, len(at) + 1):
            whole = n == len(at)
            cut = whole or owner[n] != owner[start] or changed[n] != changed[start] or at[n] in tears
            if not cut:
                continue
            piece = Piece(self.text[at[start] : at[n - 1] + 1], changed[start], at[start] in tears)
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
        owner = dict.fromkeys(at, (-1, -1))
        low, high = at[0], at[-1]
        for start, end, number, place in reversed(self.owners):
            if end > low and start <= high:
                for i in range(max(start, low), min(end, high + 1)):
                    if i in owner:
                        owner[i] = (number, place)
        return [owner[i] for i in at]

    def _changed(self, at: Sequence[int]) -> list[bool]:
        starts = [s for s, _ in self.same]
        found = []
        for i in at:
            n = bisect_right(starts, i) - 1
            covered = n >= 0 and i < self.same[n][1]
            found.append(not covered and not self.text[i].isspace())
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
