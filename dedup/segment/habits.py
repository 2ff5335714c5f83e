"""What the headings of a page are like, and where they stand: surveyed once, asked for every line."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass
from itertools import accumulate

from dedup.segment.lines import BOLD
from dedup.segment.page import Page
from dedup.segment.shape import BYLINE, CAPTION, FURNITURE, HEADING, RULE, SIGNATURE

PLAIN = BOLD + 1  # rank of a heading without markup, below # .. ###### and bold
_RUN = 12  # lines the head of an article has at most


@dataclass(frozen=True)
class Habits:
    """What headings are like on this page.

    Attributes:
        heads: indices of heading lines that open a run of headings.
        rank: rank of each heading line (1 is the largest).
        top: the largest rank on the page.
        levels: the ranks with ``#`` on the page, the largest first.
        ranks: how often each rank occurs among the openers.
        proven: rank -> how many openers have a byline or dateline below or a signature above.
        chars: characters before each line, with one more entry for the whole page.
        shared: how many words usually cross from above a heading to below it.
    """

    heads: tuple[int, ...]
    rank: dict[int, int]
    top: int
    levels: tuple[int, ...]
    ranks: Counter[int]
    proven: Counter[int]
    chars: tuple[int, ...]
    shared: float

    def level(self, rank: int) -> int:
        """Which of the sizes with ``#`` on this page a rank is, from 1; 0 for bold and plain headings."""
        return bisect_left(self.levels, rank) + 1 if rank < BOLD else 0

    def place(self, i: int) -> int:
        """How many openers stand before line ``i``."""
        return bisect_left(self.heads, i)

    def next_head(self, i: int) -> int:
        """The next opener after line ``i``, or the number of lines."""
        at = bisect_right(self.heads, i)
        return self.heads[at] if at < len(self.heads) else len(self.chars) - 1

    def previous_head(self, i: int) -> int:
        """The last opener before line ``i``, or -1."""
        at = bisect_right(self.heads, i - 1)
        return self.heads[at - 1] if at else -1


def habits(page: Page) -> Habits:
    """Survey the headings of a page."""
    rank = {i: page.lines[i].level or PLAIN for i, role in enumerate(page.roles) if role is HEADING}
    heads = tuple(i for i in rank if i - 1 not in rank)
    best = {i: min(rank[k] for k in run(page, i)) for i in heads}
    ranks = Counter(best.values())
    proven = Counter(best[i] for i in heads if signed_after(page, i) or signed_before(page, i))
    chars = tuple(accumulate((len(line.text) for line in page.lines), initial=0))
    crossing = sorted(math.log1p(page.vocabulary.crossing[i] * 4) for i in heads)
    shared = crossing[len(crossing) // 2] if crossing else 0.0
    levels = tuple(sorted({k for k in rank.values() if k < BOLD}))
    return Habits(heads, rank, min(rank.values(), default=PLAIN), levels, ranks, proven, chars, shared)


def run(page: Page, i: int) -> range:
    """The consecutive heading lines from ``i`` on, ``_RUN`` at most."""
    return range(i, min(page.stops[i], i + _RUN))


def below(page: Page, i: int) -> int:
    """The first line under the heads at ``i`` that is neither heading nor caption."""
    at = run(page, i).stop
    stop = min(at + _RUN, len(page.roles))
    while at < stop and page.roles[at] in (CAPTION, RULE):
        at += 1
    return at


def signed_after(page: Page, i: int) -> bool:
    """A byline or a dateline follows the headings at ``i``."""
    at = below(page, i)
    return at < len(page.roles) and (page.roles[at] is BYLINE or at in page.leads)


def signed_before(page: Page, i: int) -> bool:
    """A signature ends the lines above ``i``."""
    at = i - 1
    while at >= 0 and page.roles[at] in (CAPTION, RULE, FURNITURE):
        at -= 1
    return at >= 0 and page.roles[at] is SIGNATURE


def main_line(page: Page, habit: Habits, i: int) -> int:
    """The largest heading of the run at ``i``, the first of them."""
    return min(run(page, i), key=lambda k: (habit.rank[k], k))
