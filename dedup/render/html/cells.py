"""What a cell of the table of facts says: the value, marked, in a few characters of its context."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import NamedTuple

from rapidfuzz.distance import Indel

from dedup.render.html.marks import NAMES, places
from dedup.text.flat import one_line
from dedup.types import Article, Block, Change, Mention, Pair, Paragraph

_CONTEXT = 8  # characters of context on either side of a fact
_LONG = 88  # characters of a passage that the table shows
_NEAR = 12  # raw code points behind a block within which the other version's place is still known


class Bit(NamedTuple):
    """A few characters of a table cell.

    ``role`` is same, diff (what differs inside a name), value (all of a value), context or caret.
    """

    text: str
    role: str


class Cell(NamedTuple):
    """One side of a row of the table of facts."""

    bits: tuple[Bit, ...]
    lacking: bool


@dataclass(frozen=True, slots=True)
class Version:
    """One side of a pair, to look up what stands around an offset.

    Attributes:
        side: 0 for A, 1 for B.
        text: the raw text of its document.
        paragraphs: of its article, in order of their starts.
        starts: those starts.
        blocks: of the map, in order of the other side.
        anchors: where they begin on the other side.
    """

    side: int
    text: str
    paragraphs: tuple[Paragraph, ...]
    starts: tuple[int, ...]
    blocks: tuple[Block, ...]
    anchors: tuple[int, ...]

    @classmethod
    def of(cls, pair: Pair, article: Article, text: str, side: int) -> Version:
        """Side 0 (A) or 1 (B) of the pair."""
        rows = sorted((p for p in article.paragraphs if p.spans), key=lambda p: p.start)
        blocks = tuple(sorted(pair.map, key=lambda b: b[1 - side]))
        return cls(
            side,
            text,
            tuple(rows),
            tuple(p.start for p in rows),
            blocks,
            tuple(b[1 - side] for b in blocks),
        )

    def around(self, start: int, end: int) -> tuple[Bit, Bit]:
        """What stands before and after a range within its paragraph."""
        n = bisect_right(self.starts, start) - 1
        left, right = (
            (self.starts[n], max(self.paragraphs[n].end, end))
            if n >= 0
            else (start, min(end + 99, len(self.text)))
        )
        before = one_line(self.text[max(left, start - 99) : start])
        after = one_line(self.text[end : min(right, end + 99)])
        return (
            Bit(("…" if len(before) > _CONTEXT else "") + before[-_CONTEXT:], "context"),
            Bit(after[:_CONTEXT] + ("…" if len(after) > _CONTEXT else ""), "context"),
        )

    def opposite(self, mention: Mention) -> tuple[Bit, ...]:
        """What this version has where the other says something: its context around a caret."""
        n = bisect_right(self.anchors, mention.start) - 1
        if n < 0:
            return ()
        block, anchor = self.blocks[n], self.anchors[n]
        if mention.start - anchor - block.length > _NEAR:
            return ()
        at = block[self.side] + min(block.length, mention.start - anchor)
        before, after = self.around(at, at)
        return (before, Bit("‸", "caret"), after)


def cell(change: Change, version: Version) -> Cell:
    """What one version says, at the first place."""
    here = places(change, version.side)
    twins = places(change, 1 - version.side)
    if not here:
        return Cell(version.opposite(twins[0]) if twins else (), True)
    mention = here[0]
    if change.kind == "passage":
        said = one_line(mention.text).strip("，,。；;、 ")
        return Cell((Bit(said if len(said) <= _LONG else said[:_LONG] + "…", "value"),), False)
    inner = _compared(mention.text, twins[0].text) if twins and change.kind in NAMES else None
    before, after = version.around(mention.start, mention.end)
    return Cell((before, *(inner or (Bit(flat(mention.text), "value"),)), after), False)


def _compared(mine: str, other: str) -> tuple[Bit, ...]:
    """A name with the characters marked in which it differs from the other version's."""
    bits = []
    for op in Indel.opcodes(mine, other):
        part = mine[op.src_start : op.src_end]
        if part:
            bits.append(Bit(flat(part), "same" if op.tag == "equal" else "diff"))
    return tuple(bits)


def flat(text: str) -> str:
    """The text on one line."""
    return " ".join(text.split())
