"""Fill what seeds leave open: gaps inside a strand, its two ends, punctuation between letters."""

from __future__ import annotations

from itertools import pairwise

from rapidfuzz.distance import Indel

from dedup.align.chain import NEAR, Piece
from dedup.text.fold import Offsets

_ISOLATED = 1  # an equal stretch this short between two changed ones is chance
_EDGE = 60  # characters looked at beyond the end of a strand


class Match:
    """Which folded character of B each folded character of A goes with, and back; -1 for none.

    The one mutable value of the stage: built here, frozen into ``Alignment`` by the caller.
    """

    def __init__(self, n_a: int, n_b: int) -> None:
        self.a2b = [-1] * n_a
        self.b2a = [-1] * n_b

    def join(self, a: int, b: int) -> None:
        """Match ``a`` with ``b`` if both are free."""
        if self.a2b[a] < 0 and self.b2a[b] < 0:
            self.a2b[a] = b
            self.b2a[b] = a

    def part(self, a: int) -> None:
        """Undo the match of ``a``."""
        b = self.a2b[a]
        if b >= 0:
            self.a2b[a] = self.b2a[b] = -1


def lay(pieces: tuple[Piece, ...], text_a: str, text_b: str, at_a: Offsets, at_b: Offsets) -> Match:
    """Match the letters of the pieces, then the gaps between and around them.

    Args:
        pieces: in letter positions, in order of A, disjoint in A and in B.
        text_a, text_b: the folded texts with punctuation.
        at_a, at_b: letter position -> position in the folded text.
    """
    match = Match(len(text_a), len(text_b))
    pos_a, pos_b = at_a.tolist(), at_b.tolist()
    ranges: list[tuple[int, int, int, int, int]] = []  # folded ranges of the pieces with their strand
    for a, b, n, strand in pieces:
        _letters(match, text_a, text_b, pos_a[a : a + n], pos_b[b : b + n])
        ranges.append((pos_a[a], pos_a[a + n - 1] + 1, pos_b[b], pos_b[b + n - 1] + 1, strand))
    for one, two in pairwise(ranges):
        gap_a, gap_b = two[0] - one[1], two[2] - one[3]
        if one[4] == two[4] and 0 <= gap_b <= 2 * NEAR and gap_a <= 2 * NEAR:
            _gap(match, text_a, text_b, (one[1], two[0]), (one[3], two[2]))
    for a0, a1, b0, b1 in _strands(ranges):
        _grow(match, text_a, text_b, a1, b1, 1)
        _grow(match, text_a, text_b, a0 - 1, b0 - 1, -1)
    return match


def _strands(ranges: list[tuple[int, int, int, int, int]]) -> list[tuple[int, int, int, int]]:
    """The stretches of pieces that follow one another on both sides, as (a0, a1, b0, b1)."""
    found: list[list[int]] = []
    last = None
    for a0, a1, b0, b1, strand in ranges:
        if found and strand == last and 0 <= b0 - found[-1][3] <= 2 * NEAR:
            found[-1][1], found[-1][3] = a1, b1
        else:
            found.append([a0, a1, b0, b1])
        last = strand
    return [(a0, a1, b0, b1) for a0, a1, b0, b1 in found]


def _letters(match: Match, text_a: str, text_b: str, at_a: list[int], at_b: list[int]) -> None:
    """Match the letters of one piece (digits only where they are the same) and what stands between them."""
    for a, b in zip(at_a, at_b, strict=True):
        if text_a[a] == text_b[b]:
            match.join(a, b)
    for i in range(len(at_a) - 1):
        if at_a[i + 1] - at_a[i] > 1 and at_b[i + 1] - at_b[i] > 1:
            _gap(match, text_a, text_b, (at_a[i] + 1, at_a[i + 1]), (at_b[i] + 1, at_b[i + 1]))


def _gap(match: Match, text_a: str, text_b: str, a: tuple[int, int], b: tuple[int, int]) -> None:
    """Match what is common to a gap of A and a gap of B, in order."""
    one, two = text_a[a[0] : a[1]], text_b[b[0] : b[1]]
    if not one or not two:
        return
    blocks = _opcodes(one, two)
    for nth, (tag, a0, a1, b0, _) in enumerate(blocks):
        if tag != "equal":
            continue
        inner = 0 < nth < len(blocks) - 1
        if inner and a1 - a0 <= _ISOLATED and one[a0].isalnum() and not _cheap(blocks, nth):
            continue
        for i in range(a1 - a0):
            match.join(a[0] + a0 + i, b[0] + b0 + i)


def _opcodes(one: str, two: str) -> list[tuple[str, int, int, int, int]]:
    """(tag, a0, a1, b0, b1) of the edit with the most equal characters."""
    return [(op.tag, op.src_start, op.src_end, op.dest_start, op.dest_end) for op in Indel.opcodes(one, two)]


def _cheap(blocks: list[tuple[str, int, int, int, int]], nth: int) -> bool:
    """Whether the changes on both sides of a single equal character are as small as itself."""
    sizes = [max(a1 - a0, b1 - b0) for _, a0, a1, b0, b1 in (blocks[nth - 1], blocks[nth + 1])]
    return sum(sizes) <= 2


def _grow(match: Match, text_a: str, text_b: str, a: int, b: int, step: int) -> None:
    """Carry a strand on beyond its end as far as it gains more than it loses."""
    end_a, end_b = _reach(match.a2b, a, step), _reach(match.b2a, b, step)
    one = text_a[a : a + end_a] if step > 0 else text_a[a - end_a + 1 : a + 1][::-1]
    two = text_b[b : b + end_b] if step > 0 else text_b[b - end_b + 1 : b + 1][::-1]
    if not one or not two:
        return
    score, best, upto = 0.0, 0.0, 0
    blocks = _opcodes(one, two)
    for nth, (tag, a0, a1, b0, b1) in enumerate(blocks):
        score += (a1 - a0) if tag == "equal" else -0.75 * max(a1 - a0, b1 - b0) - 0.5
        if score > best:
            best, upto = score, nth + 1
    for tag, a0, a1, b0, _ in blocks[:upto]:
        if tag == "equal":
            for i in range(a1 - a0):
                match.join(a + step * (a0 + i), b + step * (b0 + i))


def _reach(taken: list[int], at: int, step: int) -> int:
    """How many free characters lie ahead of ``at``, at most ``_EDGE``."""
    n = 0
    while n < _EDGE and 0 <= at + step * n < len(taken) and taken[at + step * n] < 0:
        n += 1
    return n
