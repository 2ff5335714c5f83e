"""The second pass: headings, captions, short sections and bylines that the first one left free."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

import numpy as np
from rapidfuzz.distance import LCSseq

from dedup.align.chain import Piece, chain
from dedup.align.fill import Match, lay
from dedup.align.seeds import masked, runs
from dedup.text.fold import Codes, Folded, Offsets, is_letter, string
from dedup.text.reading import Reading
from dedup.types import ParagraphKind

_SEED_LEFT, _JUMP_LEFT = 4, 5.0  # the same for the second pass, over what the first left free
_SHARE_LEFT = 0.5  # … where a strand must hold this share of the paragraphs it joins, or …
_SURE = 12  # … this many characters: a stray common phrase is no agreement
_NAME = 2  # characters that a shared name of two bylines has at least
_SENTINEL = 0x110000  # first of the code points that stand between leftovers, equal to nothing


def match_leftovers(match: Match, a: Reading, b: Reading, fa: Folded, fb: Folded) -> None:
    """Seed, chain and fill what is still free on both sides."""
    left, right = _leftover(match.a2b, fa, a, 0), _leftover(match.b2a, fb, b, 1 << 20)
    pieces = chain(runs(left.seq, right.seq, _SEED_LEFT), _JUMP_LEFT, least=_SEED_LEFT)
    strands: dict[int, list[Piece]] = defaultdict(list)
    for piece in pieces:
        strands[piece.strand].append(piece)
    kept = tuple(p for strand in strands.values() if _holds(strand, left.size, right.size) for p in strand)
    laid = lay(kept, fa.text, fb.text, left.at, right.at)
    for i, j in enumerate(laid.a2b):
        if j >= 0:
            match.join(i, j)


def _holds(strand: list[Piece], size_a: Offsets, size_b: Offsets) -> bool:
    """Whether a strand among leftovers is agreement, not a stray phrase: long or filling, and dense."""
    weight = sum(p.n for p in strand)
    size = max(size_a[strand[0].a], size_b[strand[0].b])
    reach_a = max(p.a + p.n for p in strand) - min(p.a for p in strand)
    reach_b = max(p.b + p.n for p in strand) - min(p.b for p in strand)
    return (weight >= _SURE or weight >= _SHARE_LEFT * size) and weight >= _SHARE_LEFT * max(reach_a, reach_b)


def match_bylines(match: Match, a: Reading, b: Reading, fa: Folded, fb: Folded) -> None:
    """Match the names that free bylines and signatures of both sides share."""
    for one in _free_bylines(match.a2b, a, fa):
        for two in _free_bylines(match.b2a, b, fb):
            text_a, text_b = string(fa.codes[one[0] : one[1]]), string(fb.codes[two[0] : two[1]])
            for block in LCSseq.opcodes(text_a, text_b):
                size = block.src_end - block.src_start
                if block.tag == "equal" and size >= _NAME and text_a[block.src_start].isalnum():
                    for i in range(size):
                        match.join(one[0] + block.src_start + i, two[0] + block.dest_start + i)


def _free_bylines(taken: list[int], reading: Reading, folded: Folded) -> list[tuple[int, int]]:
    """Folded ranges of the bylines and signatures of which nothing is matched yet."""
    found = []
    for (start, end), kind in zip(reading.ranges, reading.kinds, strict=True):
        if kind in {ParagraphKind.BYLINE, ParagraphKind.SIGNATURE}:
            first, last = (int(x) for x in np.searchsorted(folded.raw, [start, end]))
            if all(taken[i] < 0 for i in range(first, last)):
                found.append((first, last))
    return found


class _Leftover(NamedTuple):
    """Letters not matched yet, a sentinel wherever some are left out."""

    seq: Codes  # masked letters and sentinels
    at: Offsets  # their positions in the folded text
    size: Offsets  # for each, how many letters its paragraph has


def _leftover(taken: list[int], folded: Folded, reading: Reading, first: int) -> _Leftover:
    letter = is_letter(folded.codes)
    at = np.flatnonzero(letter & (np.array(taken, np.int64) < 0)).astype(np.int64)
    cuts = np.flatnonzero(np.diff(np.cumsum(letter)[at]) != 1) + 1
    number = np.searchsorted(np.array(reading.starts, np.int64), folded.raw, "right")
    size = np.bincount(number[letter], minlength=len(reading.starts) + 1)[number[at]]
    sentinels = (_SENTINEL + first + np.arange(len(cuts))).astype(np.uint32)
    seq = np.insert(masked(folded.codes[at]), cuts, sentinels)
    return _Leftover(seq, np.insert(at, cuts, at[cuts]), np.insert(size, cuts, 0))
