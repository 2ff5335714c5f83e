"""Slide what one version puts in to where it reads as put in: from clause to clause.

"园区。[项目顺利。]工程" and "园区[。项目顺利]。工程" are the same edit; editors see the first one. The
idea is diff-match-patch's lossless clean-up (Fraser), here also for paragraph ends.
"""

from __future__ import annotations

from collections.abc import Callable

from dedup.align.fill import Match

_FURTHEST = 40  # characters an edit is slid at most
_SENTENCE, _CLAUSE = frozenset("。!?;…\u201d」』"), frozenset(",、:)")

Breaks = frozenset[int]


def slide(match: Match, text_a: str, text_b: str, breaks_a: Breaks, breaks_b: Breaks) -> None:
    """Slide every insertion on either side to its best place; ``breaks`` are where paragraphs start."""
    _side(match.a2b, match.b2a, text_a, breaks_a)
    _side(match.b2a, match.a2b, text_b, breaks_b)


def _side(mine: list[int], theirs: list[int], text: str, breaks: Breaks) -> None:
    at, n = 0, len(text)
    while at < n:
        if mine[at] >= 0:
            at += 1
            continue
        end = at
        while end < n and mine[end] < 0:
            end += 1
        if at > 0 and end < n and mine[end] == mine[at - 1] + 1:
            _best(mine, theirs, text, at, end, lambda s, e: _worth(text, s, e, breaks))
        at = end


def _best(
    mine: list[int], theirs: list[int], text: str, start: int, end: int, worth: Callable[[int, int], int]
) -> None:
    """Move the free range [start, end) by as many characters as its worth grows most."""
    left = 0
    while left < _FURTHEST and start - left - 1 > 0 and _may(mine, text, start - left - 1, end - left - 1):
        left += 1
    right = 0
    while right < _FURTHEST and end + right + 1 < len(text) and _may(mine, text, end + right, start + right):
        right += 1
    here = worth(start, end)
    gain, by = max((worth(start + d, end + d) - here, -abs(d), d) for d in range(-left, right + 1))[::2]
    if gain <= 0:
        return
    for i in range(abs(by)):
        old, new = (start - 1 - i, end - 1 - i) if by < 0 else (end + i, start + i)
        partner = mine[old]
        mine[old], mine[new], theirs[partner] = -1, partner, new


def _may(mine: list[int], text: str, old: int, new: int) -> bool:
    """Whether the match of ``old`` may go over to ``new``: the same character, and the partners run on."""
    step = 1 if new > old else -1
    return mine[old] >= 0 and text[old] == text[new] and mine[old - step] in (mine[old] - step, -1)


def _worth(text: str, start: int, end: int, breaks: Breaks) -> int:
    """How natural it is to cut before ``start`` and before ``end``."""
    score = 0
    for cut in (start, end):
        before = text[cut - 1]
        score += 4 * (cut in breaks) or 3 * (before in _SENTENCE) or 2 * (before in _CLAUSE)
    return score
