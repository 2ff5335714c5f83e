"""Is the page one story after all? Asked once, when lines have been taken for starts of further articles.

A story that is cut wrongly hides a reprint; a boundary that is missed hides none. What no single line can
tell, all the supposed articles together can: whether any is signed, and whether they share their words.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from dedup.segment.boundaries import overruled
from dedup.segment.cues import NOTE, TWO_PARTS
from dedup.segment.habits import Habits, below, main_line, run, signed_after, signed_before
from dedup.segment.page import Page
from dedup.segment.shape import BYLINE, CAPTION, FURNITURE, HEADING, SIGNATURE, numbered, shot
from dedup.segment.weights import Weights
from dedup.types import Boundary

DECISION = "one-story"
_MOST = 40  # articles: more of them are no single story
_SIGNED = 4  # articles with a byline or dateline of their own beyond which more say no more
_HEAD = 8  # lines in which the first article says who wrote it
_LINES = 30  # lines of an article whose words are compared


def one_story(
    page: Page, habit: Habits, groups: list[list[int]], found: tuple[Boundary, ...], weights: Weights
) -> tuple[list[list[int]], tuple[Boundary, ...]]:
    """The same, or one article and the boundaries overruled."""
    if not 1 < len(groups) <= _MOST or plainly_several(page, groups):
        return groups, found
    values = story_cues(page, habit, groups, found)
    score, _ = weights.cascade(DECISION, values, lambda: story_words(page, habit, groups))
    if score <= 0:
        return groups, found
    kept = tuple(
        boundary
        if boundary.score <= 0 or boundary is found[0]
        else overruled(boundary, "page-is-one-story", score)
        for boundary in found
    )
    return [sorted(i for group in groups for i in group)], kept


def plainly_several(page: Page, groups: Sequence[Sequence[int]]) -> bool:
    """An article was taken up again behind another one, or each of two says who wrote it.

    More than two may be the reports of several hands under one title.
    """
    if any(group[-1] > following[0] for group, following in pairwise(groups)):
        return True
    return len(groups) == 2 and _own(page, groups[0]) and signed_after(page, groups[1][0])


def _own(page: Page, group: Sequence[int]) -> bool:
    """Whether an article says at its head who wrote it, or where."""
    return any(page.roles[i] is BYLINE or i in page.leads for i in group[:_HEAD])


def _ended(page: Page, i: int) -> bool:
    """Whether what stands above line ``i`` ends as stories do: with a signature or a picture's credit."""
    above = page.roles[i - 1]
    return above is SIGNATURE or (above is CAPTION and shot(page.lines[i - 1].text))


def story_cues(
    page: Page, habit: Habits, groups: Sequence[Sequence[int]], found: Sequence[Boundary]
) -> dict[str, float]:
    """What speaks for one story: cues over all articles but the first.

    Besides them ``story_words`` compares their words.
    """
    words = page.vocabulary
    starts = [group[0] for group in groups[1:]]
    n = len(starts)
    titled = [i for i in starts if page.roles[i] is HEADING]
    mains = [main_line(page, habit, i) for i in titled]
    title = _title(page, habit, groups[0])
    scores = [boundary.score for boundary in found[1:] if boundary.new_article]
    values: dict[str, float] = {
        "articles": math.log(n + 1),
        "strongest": min(8.0, max(scores, default=0.0)) / 4,
        "total": min(16.0, sum(scores)) / 8,
        "weakest": min(4.0, min(scores, default=0.0)) / 4,
        "ended": sum(_ended(page, i) for i in starts) / n,
        "gaps": sum(page.gap(i) for i in starts) / n,
        "furniture": min(4, page.roles.count(FURNITURE)) / 4,
        "sure": sum(math.tanh(score / 2) for score in scores) / max(1, len(scores)),
        "signed": sum(signed_after(page, i) or signed_before(page, i) for i in starts) / n,
        "signed-often": min(_SIGNED, sum(signed_after(page, i) for i in starts)) / _SIGNED,
        "first-signed": float(_own(page, groups[0])),
        "any-signed": float(any(signed_after(page, i) or signed_before(page, i) for i in starts)),
        "untitled": 1 - len(titled) / n,
        "title-above": float(title is not None),
        "marked": float(page.marked),
        "refused": 1 - min(1.0, n / max(1, len(habit.heads))),
        "size-of-first": math.log1p(sum(len(page.lines[i].text) for i in groups[0]) / 100),
        "size-of-least": math.log1p(
            min(sum(len(page.lines[i].text) for i in group) for group in groups[1:]) / 100
        ),
        "crossing": sum(math.log1p(4 * words.crossing[i]) for i in starts) / n,
    }
    if title is not None and mains:
        ranks = [habit.rank[i] for i in mains]
        values["smaller"] = sum(rank > habit.rank[title] for rank in ranks) / n
        values["larger"] = sum(rank < habit.rank[title] for rank in ranks) / n
        values["same-size"] = sum(rank == habit.rank[title] for rank in ranks) / n
    if mains:
        texts = [page.lines[i].text for i in mains]
        values["two-parts"] = sum(bool(TWO_PARTS.search(text)) for text in texts) / n
        values["numbered"] = sum(numbered(text) for text in texts) / n
        heads = [[page.lines[k].text for k in run(page, i)] for i in titled]
        values["subtitled"] = (
            sum(any(text.startswith("—") or " ——" in text for text in head) for head in heads) / n
        )
        values["noted"] = sum(any(NOTE.search(text) for text in head) for head in heads) / n
        values["title-like"] = sum(page.title_like(i) for i in mains) / n
        values["length"] = sum(min(len(text), 40) for text in texts) / n / 20
    stories = [
        at for i in starts if (at := below(page, i) if page.roles[i] is HEADING else i) < len(page.lines)
    ]
    values["lead-like"] = sum(page.lead_like(at) for at in stories) / n
    return {name: value for name, value in values.items() if value}


def story_words(page: Page, habit: Habits, groups: Sequence[Sequence[int]]) -> dict[str, float]:
    """Cues of the words that the articles share, with the first and each with the one before."""
    words = page.vocabulary
    later = groups[1:]
    n = len(later)
    first = words.known(groups[0][:_LINES])
    known = [words.share(group[:_LINES], groups[k][-_LINES:]) for k, group in enumerate(later)]
    of_first = [words.share_of(group[:_LINES], first) for group in later]
    mains = [main_line(page, habit, group[0]) for group in later if page.roles[group[0]] is HEADING]
    values = {
        "known": sum(known) / n,
        "least-known": min(known),
        "words-of-first": sum(of_first) / n,
        "heading-known": sum(words.share_of((i,), first) for i in mains) / n,
    }
    title = _title(page, habit, groups[0])
    if title is not None:
        used = words.shares((title,), [group[:_LINES] for group in later])
        values |= {"title-used": sum(used) / n, "title-used-nowhere": sum(not share for share in used) / n}
    return {name: value for name, value in values.items() if value}


def _title(page: Page, habit: Habits, group: Sequence[int]) -> int | None:
    """The largest heading at the top of an article."""
    opening = [i for i in group[:6] if page.roles[i] is HEADING]
    return min(opening, key=lambda i: (habit.rank[i], i), default=None)
