"""A first look at all headings of a page, so that each can be judged beside its peers.

On a page set in one manner, headings of one size are all titles or all section headings: what the
first look thinks of the others speaks for or against each of them.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import partial
from typing import NamedTuple

from dedup.segment.cues import Ends, article_cues, article_words, ends, heading_cues
from dedup.segment.habits import Habits, run
from dedup.segment.page import Page
from dedup.segment.shape import BODY
from dedup.segment.weights import Weights

FIRST = "first:"  # decisions of the first look carry this in front of their names
_SURE = 2.0  # log-odds at which a heading counts as three quarters sure
_REACH = (
    40  # openers to either side that count as peers: pages are shorter, files of many pages are not one page
)


def kind(page: Page, i: int) -> str:
    """Which decision a heading asks for: by its markup, and whether the page has any."""
    if not page.marked:
        return "plain-heading"
    return "marked-heading" if any(page.lines[k].level for k in run(page, i)) else "loose-heading"


class Looks(NamedTuple):
    """What a first look found, by the line that opens a run of headings.

    Attributes:
        sure: how sure it is that an article starts there, -1 to 1.
        cues: the cues that do not depend on the articles above.
        open: the start and the end of the article supposed to be open above, and the cues that do.
        words: of these the cues that compare words, where they were asked.
    """

    sure: dict[int, float]
    cues: dict[int, dict[str, float]]
    open: dict[int, tuple[Ends, dict[str, float]]]
    words: dict[int, dict[str, float]]

    def score(
        self, page: Page, habit: Habits, i: int, current: Sequence[int], weights: Weights
    ) -> tuple[float, dict[str, float]]:
        """Log-odds that an article starts with heading ``i`` if ``current`` is the one above, and why.

        What the first look found is not worked out again if it supposed the same article.
        """
        asked = kind(page, i)
        supposed, above = self.open.get(i, (None, {}))
        same = supposed == ends(current)
        if not same:
            above = article_cues(page, habit, i, current)
        values = (self.cues.get(i) or heading_cues(page, habit, i)) | above
        values |= peer_cues(page, habit, i, self.sure)
        known = self.words.get(i) if same else None
        return weights.cascade(asked, values, lambda: known or article_words(page, habit, i, current))

    def compare(self, page: Page, habit: Habits, i: int, current: Sequence[int]) -> dict[str, float]:
        """``cues.article_words`` of the first look, kept."""
        self.words[i] = article_words(page, habit, i, current)
        return self.words[i]


def first_look(page: Page, habit: Habits, weights: Weights) -> Looks:
    """Judge every line that opens a run of headings without its peers."""
    looks = Looks({}, {}, {}, {})
    start = 0
    for i in habit.heads:
        current = list(range(start, min(i, start + 6))) + list(range(max(start + 6, i - 40), i))
        if not any(page.roles[k] is BODY for k in current):
            continue
        looks.cues[i] = heading_cues(page, habit, i)
        above = article_cues(page, habit, i, current)
        looks.open[i] = (ends(current), above)
        score, _ = weights.cascade(
            FIRST + kind(page, i), looks.cues[i] | above, partial(looks.compare, page, habit, i, current)
        )
        looks.sure[i] = math.tanh(score / _SURE)
        if score > 0:
            start = i
    return looks


def peer_cues(page: Page, habit: Habits, i: int, sure: Mapping[int, float]) -> dict[str, float]:
    """What the first look at the other headings says about heading ``i``."""
    heads = habit.heads
    at = habit.place(i)
    rank = habit.rank[i]
    same = other = 0.0
    n_same = n_other = 1
    for k in heads[max(0, at - _REACH) : at + _REACH + 1]:
        if k == i or k not in sure:
            continue
        if habit.rank[k] == rank:
            same, n_same = same + sure[k], n_same + 1
        else:
            other, n_other = other + sure[k], n_other + 1
    values = {"peers": same / n_same, "other-sizes": other / n_other}
    if at > 0 and heads[at - 1] in sure:
        values["heading-above"] = sure[heads[at - 1]]
    after = at + 1 if at < len(heads) and heads[at] == i else at
    if after < len(heads) and heads[after] in sure:
        values["heading-below"] = sure[heads[after]]
    return {name: value for name, value in values.items() if value}
