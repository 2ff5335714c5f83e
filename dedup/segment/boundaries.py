"""Where articles start: every line that could open one is judged, from the top of the page down."""

from __future__ import annotations

from dedup.segment.cues import Habits, habits, heading_cues, untitled_cues
from dedup.segment.page import Page
from dedup.segment.shape import Role
from dedup.segment.weights import Weights
from dedup.types import Boundary, Cue

_APART = (Role.FURNITURE, Role.RULE)


def boundaries(page: Page, weights: Weights) -> tuple[Boundary, ...]:
    """Every boundary considered, in page order."""
    habit = habits(page)
    found: list[Boundary] = []
    told = True  # the article that is open has running text
    for i, role in enumerate(page.roles):
        if role in _APART:
            continue
        if not found:
            found.append(_boundary(page, i, 10.0, (Cue("first-line", 10.0),)))
            told = role is Role.BODY
            continue
        judged = _judged(page, habit, i, weights) if told else None
        if judged is not None:
            found.append(_boundary(page, i, *judged))
            if found[-1].new_article:
                told = False
        told = told or role is Role.BODY
    return tuple(found)


def _judged(page: Page, habit: Habits, i: int, weights: Weights) -> tuple[float, tuple[Cue, ...]] | None:
    role = page.roles[i]
    if role is Role.HEADING:
        return weights.judge("heading", heading_cues(page, habit, i))
    if role is Role.BODY and page.roles[i - 1] is not Role.HEADING:
        return weights.judge("untitled", untitled_cues(page, habit, i))
    return None


def _boundary(page: Page, i: int, score: float, cues: tuple[Cue, ...]) -> Boundary:
    line = page.lines[i]
    return Boundary(
        line.no,
        line.start,
        line.text,
        score > 0,
        round(score, 3),
        tuple(Cue(n, round(w, 3)) for n, w in cues),
    )
