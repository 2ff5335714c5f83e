"""Which characters are truly the same: the hand alignment of the seed pair, and noise with exact truth."""

from __future__ import annotations

import itertools
import json
import random
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bench.quality.tool import GOLD, SEEDS, Blocks, Report

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Truth:
    """Two texts and their true correspondence.

    Attributes:
        a, b: the raw texts.
        same: int64[len(a)], the character of B that is truly the same, or -1.
        either: (a, b, length) that may be mapped or not.
        in_a, in_b: which characters belong to the two articles and count (no white space, no markup).
    """

    a: str
    b: str
    same: Ints
    either: Blocks
    in_a: Flags
    in_b: Flags


def partners(blocks: Blocks, size: int) -> Ints:
    """int64[size]: where each character of A stands in B according to a map, or -1."""
    found = np.full(size, -1, np.int64)
    for a, b, length in blocks:
        found[a : a + length] = np.arange(b, b + length)
    return found


def solid(text: str) -> Flags:
    """Which characters are not white space."""
    return np.array([not c.isspace() for c in text], bool)


def hengyang() -> tuple[Truth, Report]:
    """The hand alignment of the two gold articles, and the file it stands in."""
    gold = json.loads(GOLD.joinpath("alignment_hengyang.json").read_text("utf-8"))
    texts, inside = [], []
    for side in "ab":
        text = next(SEEDS.glob(f"{gold[side]['page']}_*.txt")).read_text("utf-8")
        counted = np.zeros(len(text), bool)
        starts = line_starts(text)
        for first, last in gold[side]["lines"]:
            counted[starts[first - 1] : starts[last] - 1] = True
        for start in starts[:-1]:
            end = start
            while text[end : end + 1] in ("#", "▶"):
                end += 1
            counted[start:end] = False
        texts.append(text)
        inside.append(counted & solid(text))
    blocks = [tuple(block) for block in gold["blocks"]]
    either = [tuple(block) for block in gold["either"]]
    return Truth(texts[0], texts[1], partners(blocks, len(texts[0])), either, inside[0], inside[1]), gold


def line_starts(text: str) -> list[int]:
    """Offsets of line starts, and one past the end."""
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    return starts


def by_construction(a: str, rate: float, seed: int, order: list[tuple[int, int]] | None = None) -> Truth:
    """``a`` against a copy in which ``rate`` of the characters are substituted, deleted or joined by another.

    Args:
        a: the clean side.
        rate: share of its characters that are disturbed, a third each way.
        seed: of the noise.
        order: ranges of ``a`` in the order in which B prints them; the whole text by default.
    """
    dice = random.Random(f"{seed}/{rate}")
    pool = [c for c in a if not c.isspace() and c != "#"]
    out: list[str] = []
    same = np.full(len(a), -1, np.int64)
    for start, end in order or [(0, len(a))]:
        for at in range(start, end):
            char = a[at]
            if char.isspace() or char == "#" or dice.random() >= rate:
                same[at] = len(out)
                out.append(char)
                continue
            kind = dice.choice(("substitute", "delete", "insert"))
            other = dice.choice(pool)
            if kind == "insert":
                out.append(other)
                same[at] = len(out)
                out.append(char)
            elif kind == "substitute" and other != char:
                out.append(other)
    b = "".join(out)
    return Truth(a, b, same, [], solid(a), solid(b))


def shuffled_sections(text: str, seed: int, sections: int = 4) -> list[tuple[int, int]]:
    """The lines in ``sections`` runs, in an order that is not the original one; the first line stays."""
    starts = line_starts(text)
    starts[-1] = len(text)
    lines = list(itertools.pairwise(starts))
    head, rest = lines[:1], lines[1:]
    cuts = [len(rest) * k // sections for k in range(sections + 1)]
    runs = [run for s, e in itertools.pairwise(cuts) if (run := rest[s:e])]
    dice, mixed = random.Random(seed), runs[:]
    while len(runs) > 1 and mixed == runs:
        dice.shuffle(mixed)
    return head + [line for run in mixed for line in run]
