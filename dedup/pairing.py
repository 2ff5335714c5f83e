"""Which articles of two documents belong together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from dedup.columnar import Counts
from dedup.config import Settings
from dedup.shelf import Story
from dedup.shingled import Shingled, shingled
from dedup.text.shingles import similarity
from dedup.types import Relation
from dedup.verify import relation_of

PASSAGE = 30  # shared 5-grams from which two articles of two pages share a passage

PART = 0.3  # share of an article that stands in a lone one, from which it is a part of that story


class Score(NamedTuple):
    """A verified pair: numbers of stories, and what is exact about them."""

    a: int
    b: int
    relation: Relation
    jaccard: float
    cover_a: float
    cover_b: float


def paired(stories: Sequence[Story], split: int, settings: Settings) -> list[Score]:
    """Pairs of the articles before ``split`` with those after it, the most alike first.

    Two lone articles always are a pair. Otherwise articles that share a passage, each with the one it
    is most like; and with others only if one stands whole in the other, as when a story was split, or if a
    lone article of one document shares much with several of the other: damage made one story look like two.
    """
    sets = shingled(story.article.text for story in stories)
    thresholds = {"threshold": settings.threshold, "containment": settings.containment}
    lone = split == 1 == len(stories) - split
    equal = (sets.digests[:split, None] == sets.digests[None, split:]).all(axis=2)
    near = equal | (shared(sets, split) >= PASSAGE) | lone
    scores: list[Score] = []
    for i, beyond in np.argwhere(near).tolist():
        j = split + beyond
        exact = similarity(sets.of(i), sets.of(j))
        relation = Relation.IDENTICAL if equal[i, beyond] else relation_of(*exact, **thresholds)
        scores.append(Score(i, j, relation, *exact))
    taken: set[int] = set()
    chosen: list[Score] = []
    for score in sorted(scores, key=lambda s: (-s.jaccard, s.a, s.b)):
        whole = max(score.cover_a, score.cover_b) >= settings.containment
        part = (split == 1 and score.cover_b >= PART) or (len(stories) - split == 1 and score.cover_a >= PART)
        if whole or part or not {score.a, score.b} & taken:
            chosen.append(score)
            taken |= {score.a, score.b}
    return chosen


def shared(sets: Shingled, split: int) -> Counts:
    """How many 5-grams each article before ``split`` shares with each one behind, int64[split, n - split]."""
    bounds = sets.bounds
    before = sets.hashes[: bounds[split]]
    order = np.argsort(before, kind="stable")
    ranked = before[order]
    owner = (np.searchsorted(bounds, order, side="right") - 1).astype(np.int64)
    found = np.zeros((split, len(sets) - split), np.int64)
    for j in range(split, len(sets)):
        first = np.searchsorted(ranked, sets.of(j), side="left")
        count = np.searchsorted(ranked, sets.of(j), side="right") - first
        at = np.repeat(first - np.cumsum(count) + count, count)
        found[:, j - split] = np.bincount(owner[at + np.arange(len(at))], minlength=split)
    return found
