"""The weights of every cue, read from ``weights.json`` (made by ``tools/segment_weights.py``)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import numpy as np

from dedup.segment.vocabulary import BUCKETS, Floats, buckets
from dedup.text.fold import codes
from dedup.types import Cue


class Pair(NamedTuple):
    """A correction that two cues make together: a regression tree of depth two.

    ``cue`` at most ``cut`` leads to the left, else to the right; there ``left_cue`` at most ``left_cut``
    leads to ``left_low``, else to ``left_high``. Values are log-odds; ``left`` is the mean on that side.
    """

    cue: str
    cut: float
    left: float
    left_cue: str
    left_cut: float
    left_low: float
    left_high: float
    right: float
    right_cue: str
    right_cut: float
    right_low: float
    right_high: float


class Grove:
    """All pairs of one decision as columns, so that they are asked at once.

    Attributes:
        least: what the pairs add at least, below 0: they do not change a decision that is surer without them.
        most: what they add at most.
    """

    def __init__(self, pairs: Sequence[Pair]) -> None:
        named = {name: None for pair in pairs for name in (pair.cue, pair.left_cue, pair.right_cue) if name}
        self._names = tuple(named)
        at = {name: k for k, name in enumerate(self._names)}
        none = len(at)  # a cue that is always 0: a side that is not divided any further
        self._cue = np.array([at[pair.cue] for pair in pairs])
        self._cut = np.array([pair.cut for pair in pairs])
        # one entry for each side of a pair, left and right in turn; two for each side in ``_leaf``
        self._left = np.arange(0, 2 * len(pairs), 2)
        self._mean = np.array([(pair.left, pair.right) for pair in pairs]).ravel()
        self._then = np.array([(at.get(p.left_cue, none), at.get(p.right_cue, none)) for p in pairs]).ravel()
        self._then_cut = np.array([(pair.left_cut, pair.right_cut) for pair in pairs]).ravel()
        leaves = np.array([(p.left_low, p.left_high, p.right_low, p.right_high) for p in pairs])
        self._leaf = leaves.ravel()
        self.least = float(leaves.min(axis=1).sum())
        self.most = float(leaves.max(axis=1).sum())

    def matters(self, total: float) -> bool:
        """Whether the pairs can turn the log-odds ``total`` of all cues for themselves."""
        return -self.most <= total <= -self.least

    def total(self, values: Mapping[str, float]) -> float:
        """What the pairs add to the log-odds."""
        return float(np.add.reduce(self._leaves(values)[2]))

    def shares(self, values: Mapping[str, float]) -> Iterator[tuple[str, float]]:
        """Each cue of the pairs with what it adds."""
        side, then, leaf = self._leaves(values)
        mean = self._mean[side]
        size = len(self._names) + 1
        shares = np.bincount(self._cue, mean, size) + np.bincount(then, leaf - mean, size)
        yield from zip(self._names, shares.tolist(), strict=False)

    def _leaves(self, values: Mapping[str, float]) -> tuple[Any, Any, Any]:
        """For each pair the side it leads to, the cue asked there, and the log-odds it ends with."""
        get = values.get
        x = np.array([get(name, 0.0) for name in self._names] + [0.0])
        side = self._left + (x[self._cue] > self._cut)
        then = self._then[side]
        return side, then, self._leaf[2 * side + (x[then] > self._then_cut[side])]


# cues that compare the words of lines, which takes longer than all others: asked last, where the rest leaves
# a decision open
COMPARED = frozenset(
    (
        *("words-here", "unit-words-here", "next-words-here", "words-of-head", "next-knows"),
        *("words-there", "more-words-there", "only-here", "only-there", "more-only-there", "line-more-there"),
        *("repeats-title", "known", "least-known", "words-of-first"),
        *("title-used", "title-used-nowhere", "heading-known"),
    )
)


@dataclass(frozen=True)
class Weights:
    """What the segmenter learned.

    Attributes:
        cues: name of a decision -> name of a cue -> weight in log-odds.
        groves: name of a decision -> corrections by pairs of cues.
        least: name of a decision -> log-odds without ``COMPARED`` below which words make no difference.
        rarity: float[BUCKETS], weight of a bigram bucket, 0..1.
        opening: one or two characters -> log-odds that a paragraph starts with them, against going on.
        starting: one or two characters -> log-odds that a story starts with them, against a later paragraph.
        closing: one or two characters -> log-odds that a heading ends with them, against breaking off.
        bonds: two characters -> log-odds that they stand side by side, against chance.
        titles: two characters -> log-odds that they stand in a title, against a section heading or a clause.
    """

    cues: Mapping[str, Mapping[str, float]]
    groves: Mapping[str, Grove]
    least: Mapping[str, float]
    rarity: Floats
    starting: Mapping[str, float]
    opening: Mapping[str, float]
    closing: Mapping[str, float]
    bonds: Mapping[str, float]
    titles: Mapping[str, float]

    def each(self, decision: str, values: Mapping[str, float], start: float | None = None) -> float:
        """Log-odds of a decision by each cue for itself, added to ``start`` if some were asked before."""
        weights = self.cues[decision]
        total = weights.get("bias", 0.0) if start is None else start
        get = weights.get
        for name, value in values.items():
            total += get(name, 0.0) * value
        return total

    def score(self, decision: str, values: Mapping[str, float]) -> float:
        """Log-odds of a decision, with what pairs of cues add."""
        asked = self._asked(decision, values)
        total = self.each(decision, asked)
        return self.paired(decision, values, total) if asked is values else total

    def cascade(
        self, decision: str, values: Mapping[str, float], compare: Callable[[], Mapping[str, float]]
    ) -> tuple[float, dict[str, float]]:
        """Log-odds of a decision, and the cues it rests on: words are compared if the others leave it open.

        Early stages that refuse cheaply, as in Viola and Jones ("Rapid object detection using a boosted
        cascade of simple features", 2001).
        """
        first = self.each(decision, values)
        if first < self.least[decision]:
            return first, dict(values)
        words = compare()
        values = {**values, **words}
        return self.paired(decision, values, self.each(decision, words, first)), values

    def paired(self, decision: str, values: Mapping[str, float], total: float) -> float:
        """Log-odds of a decision that are ``total`` by each cue for itself, with what pairs of them add."""
        grove = self.groves.get(decision)
        return total + grove.total(values) if grove and grove.matters(total) else total

    def judge(self, decision: str, values: Mapping[str, float]) -> tuple[Cue, ...]:
        """Each cue that spoke with its share of the log-odds of a decision; the shares add up to them.

        What a pair adds is shared between its cues: the first is credited with the mean of its side, the
        second with the rest.
        """
        weights = self.cues[decision]
        shares = {"bias": weights.get("bias", 0.0)}
        asked = self._asked(decision, values)
        for name, value in asked.items():
            if value and name in weights:
                shares[name] = weights[name] * value
        grove = self.groves.get(decision)
        if grove and asked is values and grove.matters(sum(shares.values())):
            for name, share in grove.shares(values):
                shares[name] = shares.get(name, 0.0) + share
        return tuple(Cue(name, share) for name, share in shares.items())

    def _asked(self, decision: str, values: Mapping[str, float]) -> Mapping[str, float]:
        """The cues that a decision rests on: all, or those without words if they leave nothing open."""
        if decision not in self.least:
            return values
        first = {name: value for name, value in values.items() if name not in COMPARED}
        return first if self.each(decision, first) < self.least[decision] else values


@cache
def weights() -> Weights:
    """The weights the package ships."""
    return parse(json.loads(files("dedup.segment").joinpath("weights.json").read_text("utf-8")))


def parse(data: Mapping[str, Any]) -> Weights:
    """Weights from the content of ``weights.json``."""
    rarity = np.ones(BUCKETS)
    for grade, bigrams in sorted(data["common"].items(), reverse=True):
        rarity[buckets(codes(bigrams))[::2]] = float(grade)
    groves = {name: Grove([Pair(*pair) for pair in found]) for name, found in data["pairs"].items()}
    return Weights(
        cues=data["cues"],
        groves=groves,
        least=data["least"],
        rarity=rarity,
        starting=_graded(data["starting"]),
        opening=_graded(data["opening"]),
        closing=_graded(data["closing"]),
        bonds=_bonds(data["bonds"]),
        titles=_bonds(data["titles"]),
    )


def _graded(grades: Mapping[str, str]) -> dict[str, float]:
    return {entry: float(grade) for grade, entries in grades.items() for entry in entries.split()}


def _bonds(grades: Mapping[str, str]) -> dict[str, float]:
    return {
        entries[k : k + 2]: float(grade)
        for grade, entries in grades.items()
        for k in range(0, len(entries), 2)
    }


def edge(table: Mapping[str, float], single: str, double: str) -> float:
    """Log-odds of the characters at an edge of a line: of two if they are known, else of one."""
    return table.get(double, table.get(single, 0.0))
