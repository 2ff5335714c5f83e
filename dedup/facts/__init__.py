"""Mentions of facts in Chinese text: spans, values, modifiers.

Each kind of fact is a module in ``dedup.facts.kinds``; a new one is picked up by itself. Kinds propose,
``dedup.facts.choice`` keeps what does not overlap.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from dedup.facts.choice import chosen
from dedup.facts.codes import blanked
from dedup.text.fold import plain
from dedup.text.reading import Reading
from dedup.types import Fact

__all__ = ["find", "find_in"]

# Blanks between a digit and the Han character it belongs to, and characters of no width beside a digit.
_GAP = re.compile(
    r"(?<=\d)[ \u200b\u2060]{1,2}(?=[\u4e00-\u9fff%])|(?<=[\u4e00-\u9fff])[ \u200b\u2060]{1,2}(?=\d)|(?<=\d)[\u200b\u2060](?=\d)"
)


def _found(text: str, folded: str) -> tuple[Fact, ...]:
    """The facts of a text, read without the gaps that typesetting leaves beside digits (300 多名, 90 年代)."""
    read = blanked(text, folded)
    gaps = [match.span() for match in _GAP.finditer(read)]
    if not gaps:
        return chosen(read)
    pieces, at, moved = [], [0], [0]  # from kept offset at[i] on, moved[i] characters were left out before
    for (_, start), (stop, end) in zip([(0, 0), *gaps], gaps, strict=False):
        pieces.append(read[start:stop])
        at.append(at[-1] + stop - start)
        moved.append(moved[-1] + end - stop)
    facts = chosen("".join((*pieces, read[gaps[-1][1] :])))
    return tuple(
        Fact(
            f.kind,
            f.start + moved[bisect_right(at, f.start) - 1],
            f.end + moved[bisect_right(at, f.end - 1) - 1],
            f.value,
            f.unit,
            f.approx,
            f.op,
        )
        for f in facts
    )


def find(reading: Reading) -> tuple[Fact, ...]:
    """Every fact of an article, sorted by (start, end); offsets are into ``reading.text``.

    Amounts and dates never overlap one another; names, quotations, modality and negation may hold others.
    """
    return _found(reading.text, reading.plain)


def find_in(text: str) -> tuple[Fact, ...]:
    """Every fact of a plain string; offsets are into ``text``.

    >>> [(f.kind, f.value, f.unit, f.op) for f in find_in("预计税收１億元以上，增长三成")]
    [('modality', '预计', '', ''), ('money', '100000000', 'CNY', '>='), ('percent', '30', '%', '')]
    """
    return _found(text, plain(text))
