"""What speaks for and against a story without a title at a line of running text."""

from __future__ import annotations

from collections.abc import Sequence

from dedup.segment import shape
from dedup.segment.cues import MEMORY, STORY, article_size, layout
from dedup.segment.habits import Habits
from dedup.segment.page import Page
from dedup.segment.shape import BODY, CAPTION, HEADING

_PARTS = 4  # lines into which columns break a paragraph at most


def untitled_cues(page: Page, habit: Habits, i: int, current: Sequence[int]) -> dict[str, float]:
    """Cues for a body line that may open a story without a title; ``current``: the open article.

    Besides them ``untitled_words`` compares its words.
    """
    values = layout(page, i)
    text = page.lines[i].text
    following = page.roles[i + 1] if i + 1 < len(page.roles) else None
    values |= {
        "dateline": i in page.leads,
        "second-dateline": i in page.leads and any(k in page.leads for k in current[:8]),
        "story": bool(STORY.match(text)),
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
    values["size-of-article"] = article_size(page, current)
    return {name: value for name, value in values.items() if value}


def untitled_words(page: Page, i: int, current: Sequence[int]) -> dict[str, float]:
    """Cues of the words that a body line shares with the open article, and the next line with both."""
    words = page.vocabulary
    here = words.known(current[-MEMORY:])
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
