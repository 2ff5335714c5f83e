"""Where articles start: every line that could open one is judged, from the top of the page down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from dedup.segment.habits import Habits
from dedup.segment.looks import first_look, kind
from dedup.segment.page import Page
from dedup.segment.resume import (
    candidates,
    fits,
    knows,
    may_go_back,
    open_end,
    resume_cues,
    resume_words,
)
from dedup.segment.shape import BODY, FURNITURE, HEADING, RULE
from dedup.segment.untitled import untitled_cues, untitled_words
from dedup.segment.weights import Weights
from dedup.types import Boundary, Cue

_NEW_WORDS = 0.12  # running text that shares more of its words with the text above simply goes on
_NONE = -20.0  # log-odds of what is not to be thought of
_LOOKED_AT = 40  # lines at either end of the open article
_TAKEN_UP = (BODY, HEADING)  # lines an earlier article can go on with


def divide(
    page: Page, habit: Habits, weights: Weights, *, explain: bool = False
) -> tuple[list[list[int]], tuple[Boundary, ...]]:
    """Line indices of each article in reading order, and every boundary considered; its cues if asked."""
    division = _Division(page, habit, weights, explain)
    rules: list[int] = []  # ornaments since the last line
    for i, role in enumerate(page.roles):
        if role is RULE:
            rules.append(i)
        elif role is not FURNITURE:
            division.take(i, rules)
            rules = []
    return division.groups, tuple(division.found)


class _Division:
    """The articles of a page as far as its lines have been taken.

    Attributes:
        groups: lines of each article.
        found: the boundaries considered.
        current: the article that is open.
        told: it has running text.
        begun: where it begins.
    """

    def __init__(self, page: Page, habit: Habits, weights: Weights, explain: bool) -> None:
        self._page, self._habit, self._weights, self._explain = page, habit, weights, explain
        self._looks = first_look(page, habit, weights)
        self.groups: list[list[int]] = []
        self.found: list[Boundary] = []
        self.current = 0
        self.told = False
        self.begun = _Begun(0, 0.0, 0)
        self._asked = (-1, 0)  # the article open, and how many there are, when ``_near`` was last asked
        self._found: tuple[list[int], list[int]] = [], []

    def take(self, i: int, between: Sequence[int]) -> None:
        """Give line ``i`` to an article; ornaments ``between`` it and the last line stay inside one."""
        page, weights = self._page, self._weights
        told = page.roles[i] is BODY
        if not self.groups:
            self.found.append(_boundary(page, i, 10.0, (Cue("first-line", 10.0),)))
            self.groups.append([i])
            self.told = told
            return
        asked, score, values = self._judged(i)
        if asked or self.told:
            back, at, why = self._back(i)
            if back > max(0.0, score):
                cues = weights.judge("resume", why) if self._explain else ()
                said = tuple(Cue(f"goes-back:{name}", -weight) for name, weight in cues)
                self.found.append(_boundary(page, i, -back, said))
                self.current, score, between = at, _NONE, ()
                self.begun = _Begun(at, 0.0, 0)
            elif asked:
                cues = weights.judge(asked, values) if self._explain else ()
                self.found.append(_boundary(page, i, score, cues))
        if score > 0:
            self.begun = _Begun(self.current, score, len(self.found) - 1)
            self.current = len(self.groups)
            self.groups.append([i])
            self.told = told
        else:
            self.groups[self.current].extend((*between, i))
            self.told = self.told or told

    def _judged(self, i: int) -> tuple[str | None, float, dict[str, float]]:
        """The decision that line ``i`` asks for, if an article can start there: log-odds, and why."""
        page = self._page
        if self.told:
            asked = decision(page, i)
            if asked is None:
                return None, _NONE, {}
            return asked, *self._score(i, asked, self.groups[self.current])
        above = self.begun.above
        if above == self.current or page.roles[i] is not HEADING or page.roles[i - 1] is HEADING:
            return None, _NONE, {}
        asked = kind(page, i)
        score, values = self._score(i, asked, _one_after(self.groups[above], self.groups[self.current]))
        if score <= self.begun.score:
            return None, _NONE, {}
        # the heading above had nothing to tell: the next article starts here
        self.groups[above].extend(self.groups.pop())
        self._asked = (-1, 0)
        self.current = above
        at = self.begun.boundary
        self.found[at] = overruled(self.found[at], "article-starts-below", score)
        return asked, score, values

    def _score(self, i: int, asked: str, current: Sequence[int]) -> tuple[float, dict[str, float]]:
        """Log-odds that an article starts at line ``i`` if ``current`` is the open one, and why."""
        page, weights = self._page, self._weights
        if asked != "untitled":
            return self._looks.score(page, self._habit, i, current, weights)
        values = untitled_cues(page, self._habit, i, current)
        return weights.cascade(asked, values, lambda: untitled_words(page, i, current))

    def _back(self, i: int) -> tuple[float, int, dict[str, float]]:
        """The earlier article that line ``i`` most likely goes back to: log-odds, its number, why."""
        page, habit, weights, groups = self._page, self._habit, self._weights, self.groups
        best: tuple[float, int, dict[str, float]] = (_NONE, self.current, {})
        if len(groups) < 2 or page.roles[i] not in _TAKEN_UP:
            return best
        near, ends = self._near(i)
        earlier = [groups[at] for at in near]
        if not (may_go_back(page, i) and knows(page, habit, i, earlier)) and not fits(page, i, ends, weights):
            return best
        cues = resume_cues(page, habit, i, groups[self.current], earlier, weights)
        scores = [weights.each("resume", values) for values in cues]
        likely = [k for k, score in enumerate(scores) if score >= weights.least["resume"]]
        if not likely:
            return best
        words = resume_words(page, habit, i, groups[self.current], [earlier[k] for k in likely])
        for k, shared in zip(likely, words, strict=True):
            at, values = near[k], cues[k] | shared
            score = weights.paired("resume", values, weights.each("resume", shared, scores[k]))
            if score > max(0.0, best[0]):
                best = (score, at, values)
        return best

    def _near(self, i: int) -> tuple[list[int], list[int]]:
        """The articles that line ``i`` may go back to, and the lines where they break off, if they do."""
        now = self.current, len(self.groups)
        jump = self._page.roles[i - 1] is FURNITURE
        if jump or now != self._asked:
            near = candidates(self._page, i, self.groups, self.current)
            ends = (open_end(self._page, self.groups[at]) for at in near)
            self._asked = (-1, 0) if jump else now
            self._found = near, [end for end in ends if end is not None]
        return self._found


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


def _boundary(page: Page, i: int, score: float, cues: tuple[Cue, ...]) -> Boundary:
    line = page.lines[i]
    return Boundary(line.no, line.start, line.text, score > 0, round(score, 3), cues)
