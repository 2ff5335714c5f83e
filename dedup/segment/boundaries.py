"""Where articles start: every line that could open one is judged, from the top of the page down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from dedup.segment.cues import Habits, untitled_cues, untitled_words
from dedup.segment.looks import Looks, first_look, kind
from dedup.segment.page import Page
from dedup.segment.resume import BACK, knows, may_go_back, resume_cues, resume_words
from dedup.segment.shape import BODY, FURNITURE, HEADING, RULE
from dedup.segment.weights import Weights
from dedup.types import Boundary, Cue

_NEW_WORDS = 0.12  # running text that shares more of its words with the text above simply goes on
_LOOKED_AT = 40  # lines at either end of the open article
_TAKEN_UP = (BODY, HEADING)  # lines an earlier article can go on with


def divide(
    page: Page, habit: Habits, weights: Weights, *, explain: bool = False
) -> tuple[list[list[int]], tuple[Boundary, ...]]:
    """Line indices of each article in reading order, and every boundary considered; its cues if asked."""
    looks = first_look(page, habit, weights)
    groups: list[list[int]] = []
    found: list[Boundary] = []
    current = 0  # the article that is open
    told = False  # it has running text
    rules: list[int] = []  # ornaments since the last line: in the article if it goes on, else between two
    begun = _Begun(current, 0.0, 0)  # the article above the one that is open, and the boundary between them
    for i, role in enumerate(page.roles):
        if role is FURNITURE:
            continue
        if role is RULE:
            rules.append(i)
            continue
        between, rules = rules, []
        if not groups:
            found.append(_boundary(page, i, 10.0, (Cue("first-line", 10.0),)))
            groups.append([i])
            told = role is BODY
            continue
        asked = decision(page, i) if told else None
        score = -20.0
        if asked:
            score, values = _asked(page, habit, looks, i, asked, groups[current], weights)
        elif begun.above != current and role is HEADING and page.roles[i - 1] is not HEADING:
            asked = kind(page, i)
            both = _one_after(groups[begun.above], groups[current])
            score, values = _asked(page, habit, looks, i, asked, both, weights)
            if score > begun.score:  # the heading above had nothing to tell: the next article starts here
                groups[begun.above].extend(groups.pop())
                current = begun.above
                found[begun.boundary] = overruled(found[begun.boundary], "article-starts-below", score)
            else:
                asked = None
                score = -20.0
        if asked or told:
            back, at, why = _back(page, habit, i, groups, current, weights)
            if back > max(0.0, score):
                cues = weights.judge("resume", why) if explain else ()
                found.append(_boundary(page, i, -back, tuple(Cue(f"goes-back:{n}", -w) for n, w in cues)))
                current, score, between = at, -20.0, []
                begun = _Begun(current, 0.0, 0)
            elif asked:
                found.append(_boundary(page, i, score, weights.judge(asked, values) if explain else ()))
        if score > 0:
            begun = _Begun(current, score, len(found) - 1)
            current = len(groups)
            groups.append([i])
            told = role is BODY
        else:
            groups[current].extend((*between, i))
            told = told or role is BODY
    return groups, tuple(found)


def _one_after(above: Sequence[int], below: Sequence[int]) -> list[int]:
    """Two articles as one; of a long one the lines that are looked at, its first and its last."""
    if len(above) + len(below) <= 2 * _LOOKED_AT:
        return [*above, *below]
    first = [*above[:_LOOKED_AT], *below[:_LOOKED_AT]][:_LOOKED_AT]
    return first + [*above[-_LOOKED_AT:], *below[-_LOOKED_AT:]][-_LOOKED_AT:]


class _Begun(NamedTuple):
    """Where the open article begins.

    Attributes:
        above: the article that was open above it; the open one itself if that one was taken up again.
        score: log-odds of the boundary.
        boundary: its place among the boundaries.
    """

    above: int
    score: float
    boundary: int


def overruled(boundary: Boundary, why: str, by: float) -> Boundary:
    """A boundary that another decision, surer than it by ``by``, does away with."""
    cues = (*boundary.cues, Cue(why, -by - boundary.score))
    return replace(boundary, new_article=False, score=round(-by, 3), cues=cues)


def decision(page: Page, i: int) -> str | None:
    """Which decision a line asks for; ``None`` if no article can start there."""
    role = page.roles[i]
    if role is HEADING:
        return kind(page, i)
    if role is not BODY or page.roles[i - 1] is HEADING:
        return None
    plain = page.roles[i - 1] is BODY and not page.gap(i) and i not in page.leads
    return None if plain and page.vocabulary.before[i] > _NEW_WORDS else "untitled"


def _asked(
    page: Page, habit: Habits, looks: Looks, i: int, asked: str, current: Sequence[int], weights: Weights
) -> tuple[float, dict[str, float]]:
    """Log-odds that an article starts at line ``i``, and why; ``current``: the open article."""
    if asked != "untitled":
        return looks.score(page, habit, i, current, weights)
    values = untitled_cues(page, habit, i, current)
    score = weights.each(asked, values)
    if score < weights.least[asked]:
        return score, values
    words = untitled_words(page, i, current)
    values |= words
    return weights.paired(asked, values, weights.each(asked, words, score)), values


def _back(
    page: Page, habit: Habits, i: int, groups: list[list[int]], current: int, weights: Weights
) -> tuple[float, int, dict[str, float]]:
    """The earlier article that line ``i`` most likely goes back to: log-odds, its number, why."""
    best: tuple[float, int, dict[str, float]] = (-20.0, current, {})
    if len(groups) < 2 or page.roles[i] not in _TAKEN_UP or not may_go_back(page, i):
        return best
    near = [at for at in range(len(groups) - 1, max(-1, len(groups) - 2 - BACK), -1) if at != current][:BACK]
    if not knows(page, habit, i, [groups[at] for at in near]):
        return best
    cues = resume_cues(page, habit, i, groups[current], [groups[at] for at in near], weights)
    scores = [weights.each("resume", values) for values in cues]
    likely = [k for k, score in enumerate(scores) if score >= weights.least["resume"]]
    if not likely:
        return best
    words = resume_words(page, habit, i, groups[current], [groups[near[k]] for k in likely])
    for k, shared in zip(likely, words, strict=True):
        at, values = near[k], cues[k] | shared
        score = weights.paired("resume", values, weights.each("resume", shared, scores[k]))
        if score > max(0.0, best[0]):
            best = (score, at, values)
    return best


def _boundary(page: Page, i: int, score: float, cues: tuple[Cue, ...]) -> Boundary:
    line = page.lines[i]
    return Boundary(line.no, line.start, line.text, score > 0, round(score, 3), cues)
