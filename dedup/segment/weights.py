"""The weights of every cue, read from ``weights.json`` (made by ``tools/segment_weights.py``)."""

from __future__ import annotations

import json
from collections.abc import Mapping
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


@dataclass(frozen=True)
class Weights:
    """What the segmenter learned.

    Attributes:
        cues: name of a decision -> name of a cue -> weight in log-odds.
        pairs: name of a decision -> corrections by pairs of cues.
        rarity: float[BUCKETS], weight of a bigram bucket, 0..1.
        opening: one or two characters -> log-odds that a paragraph starts with them, against going on.
        closing: one or two characters -> log-odds that a heading ends with them, against breaking off.
    """

    cues: Mapping[str, Mapping[str, float]]
    pairs: Mapping[str, tuple[Pair, ...]]
    rarity: Floats
    opening: Mapping[str, float]
    closing: Mapping[str, float]

    def score(self, decision: str, values: Mapping[str, float]) -> float:
        """Log-odds of a decision."""
        weights = self.cues[decision]
        total = weights.get("bias", 0.0)
        get = values.get
        for name, value in values.items():
            if name in weights:
                total += weights[name] * value
        for cue, cut, _, l_cue, l_cut, l_low, l_high, _, r_cue, r_cut, r_low, r_high in self.pairs.get(
            decision, ()
        ):
            if get(cue, 0.0) <= cut:
                total += l_low if get(l_cue, 0.0) <= l_cut else l_high
            else:
                total += r_low if get(r_cue, 0.0) <= r_cut else r_high
        return total

    def judge(self, decision: str, values: Mapping[str, float]) -> tuple[float, tuple[Cue, ...]]:
        """Log-odds of a decision, and each cue that spoke with its share of them.

        What a pair adds is shared between its cues: the first is credited with the mean of its side, the
        second with the rest.
        """
        weights = self.cues[decision]
        shares = {"bias": weights.get("bias", 0.0)}
        for name, value in values.items():
            if value and name in weights:
                shares[name] = weights[name] * value
        for pair in self.pairs.get(decision, ()):
            if values.get(pair.cue, 0.0) <= pair.cut:
                mean, cue, cut, low, high = pair[2:7]
            else:
                mean, cue, cut, low, high = pair[7:12]
            shares[pair.cue] = shares.get(pair.cue, 0.0) + mean
            if cue:
                rest = (low if values.get(cue, 0.0) <= cut else high) - mean
                shares[cue] = shares.get(cue, 0.0) + rest
        return sum(shares.values()), tuple(Cue(name, share) for name, share in shares.items())


@cache
def weights() -> Weights:
    """The weights the package ships."""
    return parse(json.loads(files("dedup.segment").joinpath("weights.json").read_text("utf-8")))


def parse(data: Mapping[str, Any]) -> Weights:
    """Weights from the content of ``weights.json``."""
    rarity = np.ones(BUCKETS)
    for grade, bigrams in sorted(data["common"].items(), reverse=True):
        rarity[buckets(codes(bigrams))[::2]] = float(grade)
    pairs = {name: tuple(Pair(*pair) for pair in found) for name, found in data["pairs"].items()}
    return Weights(data["cues"], pairs, rarity, _graded(data["opening"]), _graded(data["closing"]))


def _graded(grades: Mapping[str, str]) -> dict[str, float]:
    return {entry: float(grade) for grade, entries in grades.items() for entry in entries.split()}


def edge(table: Mapping[str, float], single: str, double: str) -> float:
    """Log-odds of the characters at an edge of a line: of two if they are known, else of one."""
    return table.get(double, table.get(single, 0.0))
