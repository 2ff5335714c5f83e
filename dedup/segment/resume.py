"""An article interrupted by another: does a line go on with an earlier article?"""

from __future__ import annotations

import math
from collections.abc import Sequence

from dedup.segment import margins, shape
from dedup.segment.habits import Habits
from dedup.segment.page import Page
from dedup.segment.seams import seam
from dedup.segment.shape import BODY, BYLINE, CAPTION, FURNITURE, HEADING, RULE, SIGNATURE
from dedup.segment.vocabulary import Contrast
from dedup.segment.weights import Weights

_FAR = 40  # articles to look back for the one that a jump line continues
BACK = 2  # how many articles before the current one can be taken up again
_UNIT = 600  # characters from the line on whose words are compared
_MEMORY = 16  # lines of an article whose words are compared
_LITTLE = 0.05  # share of its words: a stretch of which an article knows less does not go on with it
_FIT = 6.0  # log-odds beyond which a seam can hardly fit better
_SHORT = 100  # characters: a stretch too short for its words to mean much
_BREAKS = (SIGNATURE, FURNITURE, BYLINE, RULE)  # lines after which anything may follow
_FITS = 2.0  # log-odds of a seam with an earlier article that is worth a look
_GAP = 0.12  # how far the words that cross the gap above a line must fall behind those around it


def may_go_back(page: Page, i: int) -> bool:
    """Whether anything suggests that line ``i`` goes back: a break above, or new words below a gap."""
    role, above = page.roles[i], page.roles[i - 1]
    if role is HEADING:
        return above in (SIGNATURE, FURNITURE)
    if role is not BODY or above is HEADING:
        return False
    return above in _BREAKS or page.vocabulary.dip(i) > _GAP + page.vocabulary.before[i] / 2


def candidates(page: Page, i: int, groups: Sequence[Sequence[int]], current: int) -> list[int]:
    """Numbers of the articles that line ``i`` may go back to, nearest first."""
    last = len(groups) - 1
    near = [at for at in range(last, max(-1, last - 1 - BACK), -1) if at != current][:BACK]
    if page.roles[i - 1] is FURNITURE and taken_up(page, i):
        far = range(last, max(-1, last - _FAR), -1)
        near += [at for at in far if at != current and at not in near and sent_on(page, groups[at])]
    return near


def open_end(page: Page, article: Sequence[int]) -> int | None:
    """The line of running text in whose middle an article breaks off; ``None`` if it does not."""
    last = _last_body(page, article)
    return last if last is not None and _torn(page, last) else None


def fits(page: Page, i: int, ends: Sequence[int], weights: Weights) -> bool:
    """Whether line ``i`` may go on with a sentence that breaks off at one of the lines ``ends``."""
    return page.roles[i] is BODY and any(seam(page, k, i, weights) > _FITS for k in ends)


def taken_up(page: Page, i: int) -> bool:
    """Whether a jump line above line ``i`` says that something is continued there."""
    at = i - 1
    while at >= 0 and page.roles[at] is FURNITURE:
        if margins.taken_up(page.lines[at].text):
            return True
        at -= 1
    return False


def sent_on(page: Page, article: Sequence[int]) -> bool:
    """Whether an article ends with a jump line, or a line behind it is one."""
    last = article[-1]
    text = page.lines[last].text
    if margins.sent_on(text[shape.jump(text) :]):
        return True
    at = last + 1
    return at < len(page.roles) and page.roles[at] is FURNITURE and margins.sent_on(page.lines[at].text)


def knows(page: Page, habit: Habits, i: int, earlier: Sequence[Sequence[int]]) -> bool:
    """Whether the end of one of the articles ``earlier`` has any of the words from line ``i`` on."""
    ends = [article[-_MEMORY:] for article in earlier]
    return max(page.vocabulary.recalled(unit(page, habit, i), ends)) >= _LITTLE


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
    """Cues for line ``i`` to continue each of the articles ``earlier``, nearest first.

    Besides them ``resume_words`` compares its words.
    """
    lines = unit(page, habit, i)
    short = habit.chars[lines.stop] - habit.chars[i] < _SHORT
    common = _here(page, i, current, weights) | {"short": float(short)}
    return [
        common | _there(page, habit, i, article, away, weights) for away, article in enumerate(earlier, 1)
    ]


def resume_words(
    page: Page, habit: Habits, i: int, current: Sequence[int], earlier: Sequence[Sequence[int]]
) -> list[dict[str, float]]:
    """Cues of the words that line ``i`` and those that belong to it share with the articles."""
    lines = unit(page, habit, i)
    memories = [article[-_MEMORY:] for article in earlier]
    all_of_it, first = page.vocabulary.contrasts((lines, lines[:1]), current[-_MEMORY:], memories)
    return [_words(*of) for of in zip(all_of_it, first, strict=True)]


def _words(words: Contrast, line: Contrast) -> dict[str, float]:
    return {
        "line-more-there": math.log((line.there + 0.02) / (line.here + 0.02)),
        "words-here": words.here,
        "words-there": words.there,
        "more-words-there": math.log((words.there + 0.02) / (words.here + 0.02)),
        "only-here": math.log1p(words.only_here),
        "only-there": math.log1p(words.only_there),
        "more-only-there": (words.only_there - words.only_here) / 10,
    }


def _there(
    page: Page, habit: Habits, i: int, earlier: Sequence[int], away: int, weights: Weights
) -> dict[str, float]:
    """Cues of the earlier article."""
    values: dict[str, float] = {"next-but-one": away > 1, "sent-on": sent_on(page, earlier)}
    values["sent-here"] = values["sent-on"] and taken_up(page, i)
    last = _last_body(page, earlier)
    if last is not None and page.roles[earlier[-1]] is not SIGNATURE:
        torn = _torn(page, last)
        values["torn-there"] = torn
        if torn:
            fit = _fit(page, last, i, weights)
            values["fits-there"] = max(0.0, fit)
            values["misfits-there"] = max(0.0, -fit)
    elif page.roles[earlier[-1]] is SIGNATURE:
        values["signed-there"] = 1.0
    if page.roles[i] is HEADING:
        rank = habit.rank[i]
        values["heading"] = 1.0
        values["has-such-headings"] = any(habit.rank.get(k) == rank for k in earlier[1:])
        values["size-signed"] = habit.proven[rank] / max(1, habit.ranks[rank])
    return {name: value for name, value in values.items() if value}


def _here(page: Page, i: int, current: Sequence[int], weights: Weights) -> dict[str, float]:
    """Cues of the line itself and of what stands above it."""
    terms = page.vocabulary
    values: dict[str, float] = {
        "dateline": i in page.leads,
        "taken-up": taken_up(page, i),
        "shared": math.log1p(4 * terms.crossing[i]),
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
    while at >= 0 and page.roles[at] in (CAPTION, FURNITURE, RULE):
        values[f"{page.roles[at].value}-above"] = 1.0
        at -= 1
    values["signature-above"] = at >= 0 and page.roles[at] is SIGNATURE
    return {name: value for name, value in values.items() if value}


def _fit(page: Page, last: int, i: int, weights: Weights) -> float:
    return max(-_FIT, min(_FIT, seam(page, last, i, weights)))


def _last_body(page: Page, lines: Sequence[int]) -> int | None:
    return next((k for k in reversed(lines[-6:]) if page.roles[k] is BODY), None)


def _torn(page: Page, i: int) -> bool:
    text = page.lines[i].text
    return page.roles[i] is BODY and not shape.complete(text[: shape.jump(text)])
