"""Align two articles character by character, whatever the order of their sections.

Method: fold with an offset map; seed with k-mers of letters, digits masked; choose a path with a
jump penalty; fill gaps with Indel opcodes (rapidfuzz); a second pass over what is left, for
headings, captions and short sections. Paragraph links and moves are derived from the characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from dedup.align.chain import chain
from dedup.align.fill import Match, lay
from dedup.align.leftovers import match_bylines, match_leftovers
from dedup.align.links import moved_runs, paragraph_links
from dedup.align.seeds import masked, runs
from dedup.align.slide import slide
from dedup.columnar import pack, unpack
from dedup.text.fold import Folded, Offsets, fold, is_letter
from dedup.text.reading import Reading
from dedup.text.shingles import distinct
from dedup.types import Block, Link, mirrored_blocks, mirrored_links

_SEED, _JUMP = 6, 12.0  # seed length and price of a jump, in characters
_TOKEN = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9]|(?<=[0-9])[.,](?=\d))*")  # ASCII words and numbers


@dataclass(frozen=True, slots=True)
class Alignment:
    """What two readings have in common.

    Attributes:
        runs: reading offsets; ``length`` characters from ``a`` and from ``b`` agree once folded; in
            order of ``a``, disjoint on both sides.
        moved: for each run, whether it left the order that most of the text keeps.
        links: which paragraphs correspond.
    """

    runs: tuple[Block, ...]
    moved: tuple[bool, ...]
    links: tuple[Link, ...]

    def blocks(self, a: Reading, b: Reading) -> tuple[Block, ...]:
        """The runs as blocks of raw code points, cut where either raw document is not contiguous."""
        found: list[Block] = []
        for start_a, start_b, length in self.runs:
            raw_a, raw_b = a.raw[start_a : start_a + length], b.raw[start_b : start_b + length]
            cuts = np.flatnonzero((np.diff(raw_a) != 1) | (np.diff(raw_b) != 1)) + 1
            for s, e in zip([0, *cuts.tolist()], [*cuts.tolist(), length], strict=True):
                found.append(Block(int(raw_a[s]), int(raw_b[s]), e - s))
        return _joined(sorted(found))

    def mirrored(self) -> Alignment:
        """The same alignment with A and B exchanged."""
        order = sorted(range(len(self.runs)), key=lambda i: self.runs[i].b)
        return Alignment(
            runs=mirrored_blocks(self.runs),
            moved=tuple(self.moved[i] for i in order),
            links=mirrored_links(self.links),
        )


def align(a: Reading, b: Reading) -> Alignment:
    """Align two readings. ``align(b, a)`` is the mirror of ``align(a, b)``."""
    if (len(b.text), b.text) < (len(a.text), a.text):
        return _align(b, a).mirrored()
    return _align(a, b)


def _align(a: Reading, b: Reading) -> Alignment:
    fa, fb = fold(a.text), fold(b.text)
    match = _matched(a, b, fa, fb)
    found = _runs(match, fa, fb)
    moved = moved_runs(found)
    return Alignment(found, moved, paragraph_links(a, b, found, moved))


def _matched(a: Reading, b: Reading, fa: Folded, fb: Folded) -> Match:
    text_a, text_b = fa.text, fb.text
    if text_a == text_b:
        match = Match(len(text_a), len(text_b))
        for i in range(len(text_a)):
            match.join(i, i)
        return match
    at_a, at_b = np.flatnonzero(is_letter(fa.codes)), np.flatnonzero(is_letter(fb.codes))
    seq_a, seq_b = masked(fa.codes[at_a]), masked(fb.codes[at_b])
    match = lay(chain(runs(seq_a, seq_b, _SEED), _JUMP, least=_SEED), text_a, text_b, at_a, at_b)
    match_leftovers(match, a, b, fa, fb)
    match_bylines(match, a, b, fa, fb)
    slide(match, text_a, text_b, _breaks(a, fa), _breaks(b, fb))
    _whole_tokens(match, fa, fb)
    return match


def _breaks(reading: Reading, folded: Folded) -> frozenset[int]:
    """Folded positions at which paragraphs start."""
    return frozenset(np.searchsorted(folded.raw, np.array(reading.starts, np.int64)).tolist())


def _whole_tokens(match: Match, fa: Folded, fb: Folded) -> None:
    """Unmatch ASCII words and numbers that agree only in part: a changed number changed as a whole."""
    for folded, pairs in ((fa, match.a2b), (fb, match.b2a)):
        for at, end in _tokens(folded):
            hit = [i for i in range(at, end) if pairs[i] >= 0]
            whole = len(hit) == end - at and pairs[end - 1] - pairs[at] == end - 1 - at
            if hit and not whole:
                for i in hit:
                    match.part(i if pairs is match.a2b else pairs[i])


def _tokens(folded: Folded) -> Iterator[tuple[int, int]]:
    """Where ASCII words and numbers start and end; folding took the blanks between them away."""
    blanks = np.flatnonzero(np.diff(folded.raw) > 1) + 1
    for token in _TOKEN.finditer(folded.text):
        at, end = token.span()
        first, last = np.searchsorted(blanks, (at + 1, end)).tolist()
        yield from pairwise((at, *blanks[first:last].tolist(), end))


def _runs(match: Match, fa: Folded, fb: Folded) -> tuple[Block, ...]:
    """Matched folded characters as runs of reading characters."""
    a2b = np.array(match.a2b, np.int64)
    hit = np.flatnonzero(a2b >= 0)
    if not len(hit):
        return ()
    pairs = np.stack(unpack(distinct(pack(fa.raw[hit], fb.raw[a2b[hit]]))), axis=1)
    pairs = pairs[_complete(pairs, hit, a2b, fa, fb)]
    if not len(pairs):
        return ()
    ra, rb = pairs[:, 0], pairs[:, 1]
    first = np.ones(len(ra), bool)
    first[1:] = (np.diff(ra) != 1) | (np.diff(rb) != 1)
    at = np.flatnonzero(first)
    lengths = np.diff(np.append(at, len(ra)))
    return tuple(Block(int(i), int(j), int(n)) for i, j, n in zip(ra[at], rb[at], lengths, strict=True))


def _complete(pairs: Offsets, hit: Offsets, a2b: Offsets, fa: Folded, fb: Folded) -> npt.NDArray[np.bool_]:
    """Which raw pairs agree in all the characters they fold to (½ folds to three)."""
    size_a, size_b = np.bincount(fa.raw), np.bincount(fb.raw)
    if size_a.max(initial=0) <= 1 and size_b.max(initial=0) <= 1:
        return np.ones(len(pairs), bool)
    joint = fa.raw[hit] * (len(size_b) + 1) + fb.raw[a2b[hit]]
    keys, counts = np.unique(joint, return_counts=True)
    shared = counts[np.searchsorted(keys, pairs[:, 0] * (len(size_b) + 1) + pairs[:, 1])]
    result: npt.NDArray[np.bool_] = (shared == size_a[pairs[:, 0]]) & (shared == size_b[pairs[:, 1]])
    return result


def _joined(blocks: list[Block]) -> tuple[Block, ...]:
    """Blocks that continue one another on both sides, as one."""
    joined: list[Block] = []
    for block in blocks:
        last = joined[-1] if joined else None
        if last and last.a + last.length == block.a and last.b + last.length == block.b:
            joined[-1] = Block(last.a, last.b, last.length + block.length)
        else:
            joined.append(block)
    return tuple(joined)
