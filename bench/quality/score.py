"""Scores of a map against a truth, and of paragraph links against the hand-made ones."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import numpy as np

from bench.quality.tool import Blocks, Report
from bench.quality.truth import Truth, line_starts, partners


@dataclass(frozen=True)
class MapScore:
    """Shares of characters; white space does not count.

    Attributes:
        recall: truly same characters that the map has (or has through an allowed repetition).
        wrong: share of the map that is neither true nor allowed.
        marked: characters of both sides that no block covers, over the truly changed.
    """

    recall: float
    wrong: float
    marked: float


def score(truth: Truth, blocks: Blocks) -> MapScore:
    """How good a map is."""
    got = partners(blocks, len(truth.a))
    right = (got == truth.same) & (got >= 0)
    allowed = np.zeros(len(truth.a), bool)
    for a, b, length in truth.either:
        allowed[a : a + length] |= got[a : a + length] == np.arange(b, b + length)
    taken = np.zeros(len(truth.b) + 1, bool)  # characters of B that an allowed repetition took
    taken[got[allowed]] = True
    owed = (truth.same >= 0) & truth.in_a
    kept = owed & (right | allowed | taken[truth.same])
    mapped = (got >= 0) & truth.in_a
    wrong = mapped & ~right & ~allowed
    in_b = np.zeros(len(truth.b), bool)
    in_b[got[got >= 0]] = True
    same_b = np.zeros(len(truth.b), bool)
    same_b[truth.same[truth.same >= 0]] = True
    marked = (truth.in_a & (got < 0)).sum() + (truth.in_b & ~in_b).sum()
    changed = (truth.in_a & (truth.same < 0)).sum() + (truth.in_b & ~same_b).sum()
    return MapScore(
        float(kept.sum() / max(1, owed.sum())),
        float(wrong.sum() / max(1, mapped.sum())),
        float(marked / changed) if changed else float(marked == 0),
    )


def misses(truth: Truth, blocks: Blocks) -> list[str]:
    """Where the map fails, as readable lines: truly same but marked, and mapped wrongly."""
    got = partners(blocks, len(truth.a))
    taken = set(got[got >= 0].tolist())
    out = []
    lost = (truth.same >= 0) & truth.in_a & (got != truth.same)
    for start, end in _runs(lost):
        where = truth.same[start]
        state = "mapped elsewhere" if got[start] >= 0 else "marked"
        if got[start] < 0 and int(where) in taken:
            state = "partner taken"
        out.append(f"{state:16} A{start} B{where} {_around(truth.a, start, end)}")
    free = (got >= 0) & (truth.same < 0) & truth.in_a
    for a, b, length in truth.either:
        free[a : a + length] &= got[a : a + length] != np.arange(b, b + length)
    for start, end in _runs(free):
        b = int(got[start])
        out.append(
            f"wrongly mapped   A{start} B{b} {_around(truth.a, start, end)} = {_around(truth.b, b, b + 1)}"
        )
    return out


def _runs(flags: np.ndarray) -> list[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(np.concatenate([[0], flags.astype(int), [0]])))
    return list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))


def _around(text: str, start: int, end: int) -> str:
    cut = f"{text[max(0, start - 8) : start]}[{text[start:end]}]{text[end : end + 8]}"
    return cut.replace("\n", "⏎")


def link_f1(
    gold: Report, links: list[Report], paragraphs: dict[str, list[Report]], texts: dict[str, str]
) -> float:
    """F1 of paragraph pairs.

    A link of several paragraphs counts as all its pairs. A pair is right when its paragraphs stand in one
    connected group of the hand-made links, and every hand-made pair must be there.

    Args:
        gold: the truth file.
        links: the tool's, with paragraph numbers.
        paragraphs: by side, the article's paragraphs as ``dedup segment`` prints them.
        texts: by side, the raw page.
    """
    wanted = {tuple(pair) for pair in gold["links"]}
    free = _closure(wanted) | {tuple(pair) for pair in gold["may"]}
    lines = {side: _lines_of(gold["torn"][side], paragraphs[side], texts[side]) for side in "ab"}
    found = {
        (x, y)
        for link in links
        for p in link["a"]
        for q in link["b"]
        for x in lines["a"][p]
        for y in lines["b"][q]
    }
    false = found - free
    hit = wanted & found
    recall = len(hit) / len(wanted)
    precision = 1 - len(false) / max(1, len(found))
    return 2 * recall * precision / max(1e-9, recall + precision)


def _closure(pairs: set[tuple[int, int]]) -> set[tuple[int, int]]:
    groups: list[tuple[set[int], set[int]]] = []
    for a, b in pairs:
        one, two = {a}, {b}
        for group in [g for g in groups if a in g[0] or b in g[1]]:
            groups.remove(group)
            one |= group[0]
            two |= group[1]
        groups.append((one, two))
    return {(x, y) for one, two in groups for x in one for y in two}


def _lines_of(torn: list[list[int]], paragraphs: list[Report], text: str) -> list[list[int]]:
    """For each paragraph of the tool, the first lines of the true paragraphs it holds."""
    starts = line_starts(text)
    first = {line: group[0] for group in torn for line in group}
    out = []
    for paragraph in paragraphs:
        held = []
        for start, end in paragraph["spans"]:
            for number, (s, e) in enumerate(itertools.pairwise(starts), 1):
                if min(e - 1, end) - max(s, start) > 1:
                    held.append(first.get(number, number))
        out.append(sorted(set(held)))
    return out
