"""The weights of every cue, read from ``weights.json`` (made by ``tools/segment_weights.py``)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np

from dedup.segment.vocabulary import BUCKETS, Floats, buckets
from dedup.text.fold import codes
from dedup.types import Cue


@dataclass(frozen=True)
class Weights:
    """What the segmenter learned.

    Attributes:
        cues: name of a decision -> name of a cue -> weight in log-odds.
        rarity: float[BUCKETS], weight of a bigram bucket, 0..1.
        opening: one or two characters -> log-odds that a paragraph starts with them, against going on.
        closing: one or two characters -> log-odds that a heading ends with them, against breaking off.
    """

    cues: Mapping[str, Mapping[str, float]]
    rarity: Floats
    opening: Mapping[str, float]
    closing: Mapping[str, float]

    def judge(self, decision: str, values: Mapping[str, float]) -> tuple[float, tuple[Cue, ...]]:
        """Log-odds of a decision, and each cue that spoke with its share of them."""
        weights = self.cues[decision]
        cues = [
            Cue(name, weights[name] * value) for name, value in values.items() if value and name in weights
        ]
        score = weights.get("bias", 0.0) + sum(cue.weight for cue in cues)
        return score, (Cue("bias", weights.get("bias", 0.0)), *cues)


@cache
def weights() -> Weights:
    """The weights the package ships."""
    return parse(json.loads(files("dedup.segment").joinpath("weights.json").read_text("utf-8")))


def parse(data: Mapping[str, Any]) -> Weights:
    """Weights from the content of ``weights.json``."""
    rarity = np.ones(BUCKETS)
    for grade, bigrams in sorted(data["common"].items(), reverse=True):
        pairs = np.append(codes(bigrams), 0)[: 2 * (len(bigrams) // 2)]
        rarity[buckets(pairs)[::2]] = float(grade)
    return Weights(data["cues"], rarity, _graded(data["opening"]), _graded(data["closing"]))


def _graded(grades: Mapping[str, str]) -> dict[str, float]:
    return {entry: float(grade) for grade, entries in grades.items() for entry in entries.split()}


def edge(table: Mapping[str, float], single: str, double: str) -> float:
    """Log-odds of the characters at an edge of a line: of two if they are known, else of one."""
    return table.get(double, table.get(single, 0.0))
