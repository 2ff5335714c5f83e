"""What speaks for and against a new article at a heading, and for a line of its head to be the title."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from dedup.segment import margins, shape
from dedup.segment.habits import PLAIN, Habits, below, main_line, run, signed_after, signed_before
from dedup.segment.lines import BOLD
from dedup.segment.page import Page
from dedup.segment.shape import BODY, BYLINE, CAPTION, FURNITURE, RULE, SIGNATURE

STORY = re.compile(
    r"(?:\d{4}年)?\d{1,2}月\d{1,2}日|近日|日前|连日来|近期|最近|近年来|今年以来|昨[日天]|今[日天]|当地时间|核心阅读|记者"
)
TWO_PARTS = re.compile(r"\S{4,}[ \u3000\xa0]+\S{4,}")
_HEAD = 8  # lines in which an article says who wrote it and where
_REACH = 40  # lines of the open article whose length is counted
MEMORY = 10  # lines of the open article whose words are compared
_VERBATIM = 1000  # characters in which the words of a heading may come back as they are
NOTE = re.compile(r"\([^()]{2,24}\)$")


def heading_cues(page: Page, habit: Habits, i: int) -> dict[str, float]:
    """Cues for a heading, whatever article is open above it."""
    group = run(page, i)
    ranks = [habit.rank[k] for k in group]
    main = main_line(page, habit, i)
    best = habit.rank[main]
    text = page.lines[main].text
    values = layout(page, i)
    values |= {
        "marked-1": habit.level(best) == 1,
        "marked-2": habit.level(best) == 2,
        "marked-3": habit.level(best) > 2,
        "bold": best == BOLD,
        "plain": best == PLAIN,
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
        "loose-over-marked": page.loose(i) and best < PLAIN,
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
        values["story-below"] = bool(STORY.match(page.lines[at].text))
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
    values["size-of-article"] = article_size(page, current)
    if signed_after(page, i):
        values["signed-again"] = any(page.roles[k] is BYLINE or k in page.leads for k in current[:_HEAD])
    return {name: value for name, value in values.items() if value}


def article_words(page: Page, habit: Habits, i: int, current: Sequence[int]) -> dict[str, float]:
    """Cues of the words that a heading shares with the title above, and the text below with the article."""
    main = main_line(page, habit, i)
    words = page.vocabulary
    below_it = range(main + 1, min(main + 5, len(page.lines)))
    values = {"words-here": words.share(below_it, current[-MEMORY:])}
    opening = _opening(habit, current)
    if opening:
        values["repeats-title"] = words.share((main,), [k for k in opening if k <= opening[0] + 2])
    return {name: value for name, value in values.items() if value}


def _opening(habit: Habits, current: Sequence[int]) -> list[int]:
    """The headings at the top of an article, if it begins with one."""
    found = [k for k in current[:6] if k in habit.rank]
    return found if found and found[0] in current[:2] else []


def article_size(page: Page, current: Sequence[int]) -> float:
    """Length of the end of the open article, on a scale of logarithms."""
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
    ranks = [page.lines[i].level or PLAIN for i in group]
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


def layout(page: Page, i: int) -> dict[str, float]:
    """Cues of what stands above a line, and of the words that cross the gap between them."""
    at = i - 1
    values: dict[str, float] = {"gap": float(page.gap(i))}
    while at >= 0 and page.roles[at] in (CAPTION, RULE, FURNITURE):
        values[f"{page.roles[at].value}-above"] = 1.0
        if _credited(page, at):
            values["credit-above"] = 1.0
        if page.roles[at] is FURNITURE and margins.taken_up(page.lines[at].text):
            values["taken-up"] = 1.0
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
