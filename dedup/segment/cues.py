"""What speaks for and against a new article at a line."""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from dedup.segment import shape
from dedup.segment.page import Page
from dedup.segment.shape import BODY, BYLINE, CAPTION, FURNITURE, HEADING, RULE, SIGNATURE

_BOLD = 7  # rank of a bold heading, below # .. ###### (1..6)
_PLAIN = 8  # rank of a heading without markup
_STORY = re.compile(
    r"(?:\d{4}年)?\d{1,2}月\d{1,2}日|近日|日前|连日来|近期|最近|近年来|今年以来|昨[日天]|今[日天]|当地时间|核心阅读|记者"
)
TWO_PARTS = re.compile(r"\S{4,}[ \u3000\xa0]+\S{4,}")
_HEAD = 8  # lines in which an article says who wrote it and where
_RUN = 12  # lines the head of an article has at most
_REACH = 40  # lines of the open article whose length is counted
_MEMORY = 10  # lines of the open article whose words are compared
_PARTS = 4  # lines into which columns break a paragraph at most
_VERBATIM = 1000  # characters in which the words of a heading may come back as they are
NOTE = re.compile(r"\([^()]{2,24}\)$")


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
        return bisect_left(self.levels, rank) + 1 if rank < _BOLD else 0

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
    rank = {i: page.lines[i].level or _PLAIN for i, role in enumerate(page.roles) if role is HEADING}
    heads = tuple(i for i in rank if i - 1 not in rank)
    best = {i: min(rank[k] for k in run(page, i)) for i in heads}
    ranks = Counter(best.values())
    proven = Counter(best[i] for i in heads if signed_after(page, i) or signed_before(page, i))
    chars = tuple(accumulate((len(line.text) for line in page.lines), initial=0))
    crossing = sorted(math.log1p(page.vocabulary.crossing[i] * 4) for i in heads)
    shared = crossing[len(crossing) // 2] if crossing else 0.0
    levels = tuple(sorted({k for k in rank.values() if k < _BOLD}))
    return Habits(heads, rank, min(rank.values(), default=_PLAIN), levels, ranks, proven, chars, shared)


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


def heading_cues(page: Page, habit: Habits, i: int) -> dict[str, float]:
    """Cues for a heading, whatever article is open above it."""
    group = run(page, i)
    ranks = [habit.rank[k] for k in group]
    main = main_line(page, habit, i)
    best = habit.rank[main]
    text = page.lines[main].text
    values = _layout(page, i)
    values |= {
        "marked-1": habit.level(best) == 1,
        "marked-2": habit.level(best) == 2,
        "marked-3": habit.level(best) > 2,
        "bold": best == _BOLD,
        "plain": best == _PLAIN,
        "largest-here": best == habit.top and len(habit.ranks) > 1,
        "smaller-here": best > habit.top,
        "one-size-here": len(habit.ranks) == 1,
        "only-one-of-its-size": habit.ranks[best] == 1 and len(habit.heads) > 2,
        "subtitle": len(ranks) > 1 and ranks[-1] > ranks[0],
        "eyebrow": len(ranks) > 1 and min(ranks[1:]) < ranks[0],
        "column-above": len(ranks) > 1 and shape.column(page.lines[i].text),
        "two-lines": len(ranks) > 1 and len(set(ranks)) == 1,
        "dash-below": any(page.lines[k].text[0] == "—" for k in group[1:]),
        "note-here": any(NOTE.search(page.lines[k].text) for k in group),
        "loose": page.loose(i),
        "loose-over-marked": page.loose(i) and best < _PLAIN,
        "indented": page.lines[main].indent,
        "flush": page.indented and not page.lines[main].indent,
    }
    previous = habit.previous_head(i)
    if previous >= 0:
        last = min(habit.rank[k] for k in run(page, previous))
        values["larger-than-last"] = best < last
        values["smaller-than-last"] = best > last
    own = signed_after(page, i) or signed_before(page, i)
    others = habit.ranks[best] - 1
    proven = habit.proven[best] - own
    values["size-signed"] = proven / others if others else 0.0
    elsewhere = sum(habit.proven.values()) - habit.proven[best]
    values["others-signed"] = elsewhere > 0 and not habit.proven[best]
    _title_shape(values, text)
    values["title-like"] = page.title_like(main)
    values["title-like-line"] = max(page.title_like(k) for k in group)
    values["shared-beside-peers"] = habit.shared - math.log1p(page.vocabulary.crossing[i] * 4)
    values["title-known"] = page.vocabulary.before[main]
    values["title-coming"] = page.vocabulary.after[main]
    start = page.lines[group.stop - 1].at
    values["verbatim-below"] = len(text) > 4 and text in page.text[start + len(text) : start + _VERBATIM]
    at = below(page, i)
    if at < len(page.lines):
        values["byline-below"] = page.roles[at] is BYLINE
        values["dateline-below"] = any(k in page.leads for k in range(at, min(at + 3, len(page.lines))))
        values["story-below"] = bool(_STORY.match(page.lines[at].text))
        values["lead-below"] = page.lead_like(at)
        values["story-knows"] = page.vocabulary.before[at]
        values["caption-below"] = page.roles[group.stop] is CAPTION if group.stop < len(page.roles) else False
    stop = habit.next_head(i)
    size = habit.chars[stop] - habit.chars[group.stop] if stop > group.stop else 0
    values["size-of-section"] = math.log1p(size / 100)
    end = _last(page, stop)
    values["section-signed"] = end >= group.stop and page.roles[end] is SIGNATURE
    values["section-credited"] = end >= group.stop and _credited(page, end)
    start = previous if previous >= 0 else 0
    values["size-above"] = math.log1p((habit.chars[i] - habit.chars[start]) / 100)
    return {name: value for name, value in values.items() if value}


def _last(page: Page, stop: int) -> int:
    """The last line before ``stop`` that belongs to a story, or -1."""
    at = stop - 1
    while at >= 0 and page.roles[at] in (FURNITURE, RULE):
        at -= 1
    return at


def _credited(page: Page, i: int) -> bool:
    """Whether line ``i`` says who made a picture: short stories end with such a line."""
    return page.roles[i] is CAPTION and shape.shot(page.lines[i].text)


Ends = tuple[Sequence[int], Sequence[int]]


def ends(current: Sequence[int]) -> Ends:
    """The lines of the open article, its first and its last, that ``article_cues`` look at."""
    return current[:_HEAD], current[-_REACH:]


def article_cues(page: Page, habit: Habits, i: int, current: Sequence[int]) -> dict[str, float]:
    """What the article that is open, lines ``current``, and its title say about the heading ``i``.

    Besides them ``article_words`` compares its words.
    """
    best = habit.rank[main_line(page, habit, i)]
    values: dict[str, float] = {}
    opening = _opening(habit, current)
    if opening:
        rank = min(habit.rank[k] for k in opening[:2])
        values["larger-than-title"] = best < rank
        values["size-of-title"] = best == rank
        values["smaller-than-title"] = best > rank
    else:
        values["no-title-here"] = 1.0
    values["size-of-article"] = _size(page, current)
    if signed_after(page, i):
        values["signed-again"] = any(page.roles[k] is BYLINE or k in page.leads for k in current[:_HEAD])
    return {name: value for name, value in values.items() if value}


def article_words(page: Page, habit: Habits, i: int, current: Sequence[int]) -> dict[str, float]:
    """Cues of the words that a heading shares with the title above, and the text below with the article."""
    main = main_line(page, habit, i)
    words = page.vocabulary
    below_it = range(main + 1, min(main + 5, len(page.lines)))
    values = {"words-here": words.share(below_it, current[-_MEMORY:])}
    opening = _opening(habit, current)
    if opening:
        values["repeats-title"] = words.share((main,), [k for k in opening if k <= opening[0] + 2])
    return {name: value for name, value in values.items() if value}


def _opening(habit: Habits, current: Sequence[int]) -> list[int]:
    """The headings at the top of an article, if it begins with one."""
    found = [k for k in current[:6] if k in habit.rank]
    return found if found and found[0] in current[:2] else []


def _size(page: Page, current: Sequence[int]) -> float:
    lines = page.lines
    return math.log1p(sum([len(lines[k].text) for k in current[-_REACH:]]) / 100)


def _title_shape(values: dict[str, float], text: str) -> None:
    values["length"] = min(len(text), 40) / 20
    values["very-short"] = len(text) <= 6
    values["short"] = len(text) <= 10
    values["long"] = len(text) >= 18
    values["two-parts"] = bool(TWO_PARTS.search(text))
    values["numbered"] = shape.numbered(text)
    values["comma"] = "," in text or "、" in text
    values["quoted"] = text[0] in "“\"'「"
    values["asks"] = text[-1] in "?!"
    values["column-name"] = bool(NOTE.search(text))
    values["dash"] = "——" in text
    values["ends-with-dash"] = text.endswith("——")
    values["dash-part"] = " ——" in text
    values["digits"] = any(c.isdigit() for c in text)


def title_cues(page: Page, group: Sequence[int]) -> list[dict[str, float]]:
    """Cues for each line of the head of an article to be its title, and not an eyebrow or a subtitle."""
    ranks = [page.lines[i].level or _PLAIN for i in group]
    best = min(ranks)
    lengths = [len(page.lines[i].text) for i in group]
    found = []
    for at, (i, rank) in enumerate(zip(group, ranks, strict=True)):
        text = page.lines[i].text
        others = max(lengths[:at] + lengths[at + 1 :], default=lengths[at])
        values = {
            "largest": rank == best,
            "largest-alone": rank == best and ranks.count(best) == 1,
            "steps-smaller": min(3, rank - best),
            "first": at == 0,
            "second": at == 1,
            "later": at > 1,
            "alone": len(group) == 1,
            "last": at == len(group) - 1,
            "ends-with-dash": text.endswith(("—", "-")),
            "starts-with-dash": text.startswith(("—", "-")),
            "colon": text[-1] in ":：",
            "below-a-dash": at > 0 and page.lines[group[at - 1]].text.endswith(("—", ":")),
            "column-name": bool(NOTE.search(text)),
            "dot": "·" in text,
            "short": len(text) <= 6,
            "length": min(len(text), 40) / 20,
            "long": len(text) > 30,
            "longest": len(text) > others,
            "longer": max(-1.0, min(1.0, (len(text) - others) / 10)),
            "column": shape.column(text),
            "title-like": page.title_like(i),
            "comma": "," in text,
            "two-parts": bool(TWO_PARTS.search(text)),
            "coming-words": page.vocabulary.after[i],
        }
        found.append({name: value for name, value in values.items() if value})
    return found


def untitled_cues(page: Page, habit: Habits, i: int, current: Sequence[int]) -> dict[str, float]:
    """Cues for a body line that may open a story without a title; ``current``: the open article.

    Besides them ``untitled_words`` compares its words.
    """
    values = _layout(page, i)
    text = page.lines[i].text
    following = page.roles[i + 1] if i + 1 < len(page.roles) else None
    values |= {
        "dateline": i in page.leads,
        "second-dateline": i in page.leads and any(k in page.leads for k in current[:8]),
        "story": bool(_STORY.match(text)),
        "captioned": following is CAPTION,
        "before-heading": following is HEADING,
        "last": following is None,
        "headings-here": len(habit.heads) > 1,
        "no-headings-here": not habit.heads,
        "length": min(len(text), 400) / 200,
        "lead-like": page.lead_like(i),
        "credited": following is CAPTION and shape.photographer(page.lines[i + 1].text),
        "listed": bool(page.lines[i].leader) or "|" in text or "\t" in text or shape.numbered(text),
    }
    unit = _told(page, i)
    stop = unit.stop
    if len(unit) > 1:
        behind = page.roles[stop] if stop < len(page.roles) else None
        values["then-heading"] = behind is HEADING
        values["then-nothing"] = behind is None
        values["then-caption"] = behind is CAPTION
    after = _next_told(page, i)
    if after is not None:
        values["next-lead-like"] = page.lead_like(after)
    values["size-of-article"] = _size(page, current)
    return {name: value for name, value in values.items() if value}


def untitled_words(page: Page, i: int, current: Sequence[int]) -> dict[str, float]:
    """Cues of the words that a body line shares with the open article, and the next line with both."""
    words = page.vocabulary
    here = words.known(current[-_MEMORY:])
    values = {"words-here": words.share_of((i,), here), "words-of-head": words.share((i,), current[:3])}
    unit = _told(page, i)
    if len(unit) > 1:
        values["unit-words-here"] = words.share_of(unit, here)
    after = _next_told(page, i)
    if after is not None:
        values["next-words-here"] = words.share_of((after,), here)
        values["next-knows"] = words.share((after,), (i,))
    return {name: value for name, value in values.items() if value}


def _next_told(page: Page, i: int) -> int | None:
    """The line after ``i``, captions left out, if it is running text."""
    for k in range(i + 1, min(i + 4, len(page.roles))):
        if page.roles[k] is not CAPTION:
            return k if page.roles[k] is BODY else None
    return None


def _told(page: Page, i: int) -> range:
    """The lines of one paragraph from ``i`` on: a column may break it."""
    stop = i + 1
    while (
        stop < min(i + _PARTS, len(page.roles))
        and page.roles[stop] is BODY
        and not shape.complete(page.lines[stop - 1].text)
    ):
        stop += 1
    return range(i, stop)


def _layout(page: Page, i: int) -> dict[str, float]:
    at = i - 1
    values: dict[str, float] = {"gap": float(page.gap(i))}
    while at >= 0 and page.roles[at] in (CAPTION, RULE, FURNITURE):
        values[f"{page.roles[at].value}-above"] = 1.0
        if _credited(page, at):
            values["credit-above"] = 1.0
        at -= 1
    if at >= 0:
        role = page.roles[at]
        values["signature-above"] = role is SIGNATURE
        values["byline-above"] = role is BYLINE
        if role is BODY:
            cut = page.lines[at].text
            values["torn-above"] = not shape.complete(cut[: shape.jump(cut)])
    words = page.vocabulary
    values["shared"] = math.log1p(words.crossing[i] * 4)
    values["dip"] = words.dip(i)
    values["known-words"] = words.before[i]
    values["coming-words"] = words.after[i]
    return values
