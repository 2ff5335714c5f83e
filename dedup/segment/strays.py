"""Lines that stand in one article and belong to another: the caption at the foot of the page."""

from __future__ import annotations

from dedup.segment.page import Page
from dedup.segment.shape import Role

_AWAY = 12  # articles to either side that a caption is compared with
_CAPTION = 40  # characters
_MOST = 3  # captions at the foot of an article that can be given away
_LINES = 40  # lines of an article whose words are compared
_CLEAR = 0.35  # how much more of a caption's words must stand in another article


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
    return (page.roles[i] is Role.CAPTION or page.loose(i)) and len(page.lines[i].text) <= _CAPTION
