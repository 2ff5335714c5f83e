"""Where articles start: every line that could open one is judged, from the top of the page down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from dedup.segment.cues import Habits, heading_cues, untitled_cues
from dedup.segment.looks import Looks, first_look, kind, peer_cues
from dedup.segment.page import Page
from dedup.segment.resume import BACK, may_go_back, resume_cues
from dedup.segment.shape import Role
from dedup.segment.weights import Weights
from dedup.types import Boundary, Cue

_NEW_WORDS = 0.12  # running text that shares more of its words with the text above simply goes on
_TAKEN_UP = (Role.BODY, Role.HEADING)  # lines an earlier article can go on with


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
        if role is Role.FURNITURE:
            continue
        if role is Role.RULE:
            rules.append(i)
            continue
        between, rules = rules, []
        if not groups:
            found.append(_boundary(page, i, 10.0, (Cue("first-line", 10.0),)))
            groups.append([i])
            told = role is Role.BODY
            continue
        asked = decision(page, i) if told else None
        score = -20.0
        if asked:
            values = asked_cues(page, habit, looks, i, asked, groups[current])
            score = weights.score(asked, values)
        elif begun.above != current and role is Role.HEADING and page.roles[i - 1] is not Role.HEADING:
            asked = kind(page, i)
            values = asked_cues(page, habit, looks, i, asked, [*groups[begun.above], *groups[current]])
            score = weights.score(asked, values)
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
            told = role is Role.BODY
        else:
            groups[current].extend((*between, i))
            told = told or role is Role.BODY
    return groups, tuple(found)


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
    if role is Role.HEADING:
        return kind(page, i)
    if role is not Role.BODY or page.roles[i - 1] is Role.HEADING:
        return None
    plain = page.roles[i - 1] is Role.BODY and not page.gap(i) and i not in page.leads
    return None if plain and page.vocabulary.before[i] > _NEW_WORDS else "untitled"


def asked_cues(
    page: Page, habit: Habits, looks: Looks, i: int, asked: str, current: Sequence[int]
) -> dict[str, float]:
    """What speaks for and against an article that starts at line ``i``; ``current``: the open article."""
    if asked == "untitled":
        return untitled_cues(page, habit, i, current)
    values = looks.cues.get(i) or heading_cues(page, habit, i)
    return values | looks.article_cues(page, habit, i, current) | peer_cues(page, habit, i, looks.sure)


def _back(
    page: Page, habit: Habits, i: int, groups: list[list[int]], current: int, weights: Weights
) -> tuple[float, int, dict[str, float]]:
    """The earlier article that line ``i`` most likely goes back to: log-odds, its number, why."""
    nothing: tuple[float, int, dict[str, float]] = (-20.0, current, {})
    if len(groups) < 2 or page.roles[i] not in _TAKEN_UP or not may_go_back(page, i):
        return nothing
    near = [at for at in range(len(groups) - 1, max(-1, len(groups) - 2 - BACK), -1) if at != current][:BACK]
    cues = resume_cues(page, habit, i, groups[current], [groups[at] for at in near], weights)
    scores = [weights.score("resume", values) for values in cues]
    best = scores.index(max(scores))
    return (scores[best], near[best], cues[best]) if scores[best] > 0 else nothing


def _boundary(page: Page, i: int, score: float, cues: tuple[Cue, ...]) -> Boundary:
    line = page.lines[i]
    return Boundary(line.no, line.start, line.text, score > 0, round(score, 3), cues)
