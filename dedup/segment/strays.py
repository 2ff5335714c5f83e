"""Lines that stand in one article and belong to another: the caption at the foot of the page."""

from __future__ import annotations

import numpy as np

from dedup.segment.page import Page
from dedup.segment.shape import Role
from dedup.segment.weights import Weights

_AWAY = 12  # articles to either side that a caption is compared with
_CLEAR = 0.35  # how much more of a caption's words must stand in another article


def settle(page: Page, groups: list[list[int]], weights: Weights) -> list[list[int]]:
    """Give captions that end an article to the article whose words they use."""
    del weights
    words = page.vocabulary
    terms = [np.unique(np.concatenate([words.of(i, i + 1) for i in group])) for group in groups]
    out = [list(group) for group in groups]
    for g, group in enumerate(groups):
        while len(out[g]) > 1 and page.roles[out[g][-1]] is Role.CAPTION and page.gap(out[g][-1]):
            i = out[g][-1]
            own = words.of(i, i + 1)
            rest = np.unique(np.concatenate([words.of(k, k + 1) for k in group if k != i]))
            here = words.shared(own, rest)
            near = [k for k in range(max(0, g - _AWAY), min(len(groups), g + _AWAY + 1)) if k != g]
            best = max(near, key=lambda k: (words.shared(own, terms[k]), -abs(k - g)), default=None)
            if best is None or words.shared(own, terms[best]) - here < _CLEAR:
                break
            out[g].pop()
            out[best].append(i)
    return out
