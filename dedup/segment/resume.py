"""An article interrupted by another: does a line go on with an earlier article?"""

from __future__ import annotations

import math
from collections.abc import Sequence

from dedup.segment import shape
from dedup.segment.cues import Habits
from dedup.segment.page import Page
from dedup.segment.seams import seam
from dedup.segment.shape import Role
from dedup.segment.vocabulary import Contrast
from dedup.segment.weights import Weights

BACK = 2  # how many articles before the current one can be taken up again
_UNIT = 600  # characters from the line on whose words are compared
_MEMORY = 16  # lines of an article whose words are compared
_FIT = 6.0  # log-odds beyond which a seam can hardly fit better
_SHORT = 100  # characters: a stretch too short for its words to mean much
_BREAKS = (Role.SIGNATURE, Role.FURNITURE, Role.BYLINE, Role.RULE)  # lines after which anything may follow
_GAP = 0.12  # how far the words that cross the gap above a line must fall behind those around it


def may_go_back(page: Page, i: int) -> bool:
    """Whether anything suggests that line ``i`` goes back: a break above, or new words below a gap."""
    role, above = page.roles[i], page.roles[i - 1]
    if role is Role.HEADING:
        return above in (Role.SIGNATURE, Role.FURNITURE)
    if role is not Role.BODY or above is Role.HEADING:
        return False
    return above in _BREAKS or page.vocabulary.dip(i) > _GAP + page.vocabulary.before[i] / 2


def unit(page: Page, habit: Habits, i: int) -> range:
    """The lines from ``i`` on that belong together whatever they belong to."""
    stop = i + 1
    head = min(habit.next_head(i), len(page.lines))
    while stop < head and habit.chars[stop] - habit.chars[i] < _UNIT:
        stop += 1
    return range(i, stop)


def resume_cues(
    page: Page,
    habit: Habits,
    i: int,
    current: Sequence[int],
    earlier: Sequence[Sequence[int]],
    weights: Weights,
) -> list[dict[str, float]]:
    """Cues for line ``i`` to continue each of the articles ``earlier``, nearest first."""
    lines = unit(page, habit, i)
    memories = [article[-_MEMORY:] for article in earlier]
    words, line = page.vocabulary.contrasts((lines, lines[:1]), current[-_MEMORY:], memories)
    short = habit.chars[lines.stop] - habit.chars[i] < _SHORT
    common = _here(page, i, current, weights) | {"short": float(short)}
    return [
        common
        | {"line-more-there": math.log((one.there + 0.02) / (one.here + 0.02))}
        | _there(page, habit, i, article, away, all_of_it, weights)
        for away, (article, all_of_it, one) in enumerate(zip(earlier, words, line, strict=True), 1)
    ]


def _there(
    page: Page, habit: Habits, i: int, earlier: Sequence[int], away: int, words: Contrast, weights: Weights
) -> dict[str, float]:
    """Cues of the earlier article."""
    values: dict[str, float] = {
        "words-here": words.here,
        "words-there": words.there,
        "more-words-there": math.log((words.there + 0.02) / (words.here + 0.02)),
        "only-here": math.log1p(words.only_here),
        "only-there": math.log1p(words.only_there),
        "more-only-there": (words.only_there - words.only_here) / 10,
        "next-but-one": away > 1,
    }
    last = _last_body(page, earlier)
    if last is not None and page.roles[earlier[-1]] is not Role.SIGNATURE:
        torn = _torn(page, last)
        values["torn-there"] = torn
        if torn:
            fit = _fit(page, last, i, weights)
            values["fits-there"] = max(0.0, fit)
            values["misfits-there"] = max(0.0, -fit)
    elif page.roles[earlier[-1]] is Role.SIGNATURE:
        values["signed-there"] = 1.0
    if page.roles[i] is Role.HEADING:
        rank = habit.rank[i]
        values["heading"] = 1.0
        values["has-such-headings"] = any(habit.rank.get(k) == rank for k in earlier[1:])
        values["size-signed"] = habit.proven[rank] / max(1, habit.ranks[rank])
    return {name: float(value) for name, value in values.items() if value}


def _here(page: Page, i: int, current: Sequence[int], weights: Weights) -> dict[str, float]:
    """Cues of the line itself and of what stands above it."""
    terms = page.vocabulary
    values: dict[str, float] = {
        "dateline": i in page.leads,
        "shared": math.log1p(4 * float(terms.crossing[i])),
        "dip": terms.dip(i),
        "known-words": terms.before[i],
        "lead-like": page.lead_like(i),
        "size-here": math.log1p(sum(len(page.lines[k].text) for k in current[-_MEMORY:]) / 100),
        "lines-here": min(len(current), _MEMORY) / _MEMORY,
    }
    own = _last_body(page, current)
    if own is not None:
        torn = _torn(page, own)
        values["torn-here"] = torn
        if torn:
            values["fits-here"] = _fit(page, own, i, weights)
    at = i - 1
    while at >= 0 and page.roles[at] in (Role.CAPTION, Role.FURNITURE, Role.RULE):
        values[f"{page.roles[at].value}-above"] = 1.0
        at -= 1
    values["signature-above"] = at >= 0 and page.roles[at] is Role.SIGNATURE
    return {name: float(value) for name, value in values.items() if value}


def _fit(page: Page, last: int, i: int, weights: Weights) -> float:
    return max(-_FIT, min(_FIT, seam(page, last, i, weights)))


def _last_body(page: Page, lines: Sequence[int]) -> int | None:
    return next((k for k in reversed(lines[-6:]) if page.roles[k] is Role.BODY), None)


def _torn(page: Page, i: int) -> bool:
    text = page.lines[i].text
    return page.roles[i] is Role.BODY and not shape.complete(text[: shape.jump(text)])
