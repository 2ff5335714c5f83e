"""Lines that stand in one article and belong to another: the caption at the foot of the page, a last line
of the article above that was taken for the eyebrow of the next title."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dedup.segment import shape
from dedup.segment.build import head
from dedup.segment.habits import run
from dedup.segment.page import Page
from dedup.segment.shape import BODY, CAPTION, HEADING
from dedup.segment.weights import Weights
from dedup.types import Boundary

_AWAY = 12  # articles to either side that a caption is compared with
_CAPTION = 40  # characters
_MOST = 3  # captions at the foot of an article that can be given away
_LINES = 40  # lines of an article whose words are compared
_CLEAR = 0.6  # how much more of a caption's words must stand in another article
_EYEBROW = 8  # characters: names of columns are mostly shorter
_KNOWN = 0.15  # how much more of a longer line's words must stand above than below, to end what is above
_ENDING = ("——", "、", ",", ")")  # a line that starts with one ends something


def settle(page: Page, groups: list[list[int]]) -> list[list[int]]:
    """Give captions that end an article to the article whose words they use."""
    words = page.vocabulary
    out = [list(group) for group in groups]
    for g, group in enumerate(groups):
        for _ in range(_MOST):
            if len(out[g]) < 2 or not _loose_end(page, out[g][-1]):
                break
            i = out[g][-1]
            near = [k for k in range(max(0, g - _AWAY), min(len(groups), g + _AWAY + 1)) if k != g]
            own, *others = words.shares(
                (i,), [[k for k in group[:_LINES] if k != i], *(groups[k][:_LINES] for k in near)]
            )
            best = max(range(len(near)), key=lambda k: (others[k], -abs(near[k] - g)), default=None)
            if best is None or others[best] - own < _CLEAR:
                break
            out[near[best]].append(out[g].pop())
    return out


def _loose_end(page: Page, i: int) -> bool:
    """A short caption; one that only names the maker of a picture has no words to tell its article by."""
    text = page.lines[i].text
    if page.roles[i] is not CAPTION and not page.loose(i):
        return False
    return len(text) <= _CAPTION and not shape.unnamed(text)


def trim(
    page: Page, groups: list[list[int]], found: tuple[Boundary, ...], weights: Weights
) -> tuple[list[list[int]], tuple[Boundary, ...]]:
    """Give lines above a title that end the article above to that article; its boundary moves down."""
    out = [list(group) for group in groups]
    owner = {i: g for g, group in enumerate(out) for i in group}
    moved: dict[int, int] = {}  # offset of a boundary -> the line it moves to
    for g in range(1, len(out)):
        first = out[g][0]
        if page.roles[first] is not HEADING or len(run(page, first)) == 1:
            continue
        title = head(page, out[g], weights)[1]
        above = next((owner[i] for i in range(first - 1, -1, -1) if i in owner), g)
        if title is None or title == first or above >= g or not out[above][-1] < first:
            continue
        lead = [i for i in out[g] if i < title]
        told = [i for i in out[above][-_LINES:] if page.roles[i] is BODY]
        below = [i for i in out[g] if i >= title][:_LINES]
        ends = [k for k, i in enumerate(lead, 1) if _ends(page, i, told, below)]
        if ends:
            gone = lead[: ends[-1]]
            out[above].extend(gone)
            owner.update(dict.fromkeys(gone, above))
            out[g] = [i for i in out[g] if i not in gone]
            moved[page.lines[first].start] = out[g][0]
    return out, tuple(_at(page, b, moved[b.start]) if b.start in moved else b for b in found)


def _ends(page: Page, i: int, told: Sequence[int], below: Sequence[int]) -> bool:
    """Whether a line above a title is the last of what stands above it: an item, a note, or known there."""
    line = page.lines[i]
    if line.level:
        return False
    text = line.text
    item = line.leader in ("-", "*", "+", "•", "·") or shape.numbered(text)
    if item or text.startswith(_ENDING) or (text.startswith("(") and text.endswith(")")):
        return True
    there, here = page.vocabulary.shares((i,), [told, below])
    return there - here >= (_KNOWN if len(text) >= _EYEBROW else _CLEAR)


def _at(page: Page, boundary: Boundary, i: int) -> Boundary:
    line = page.lines[i]
    return replace(boundary, line=line.no, start=line.start, text=line.text)
