"""Vocabulary shared between lines of a page, for all lines at once.

A term is a character bigram, hashed into one of 65,536 buckets and weighted by its rarity in Chinese
newspapers. Two neighbouring occurrences of a term on different lines are a link, as in the lexical
chains of Hearst ("TextTiling", 1997) and Galley et al. (2003): where few links cross, the story changes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from dedup.text.fold import Codes, is_letter

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int32]
Numbers = npt.NDArray[np.intp]

BUCKETS = 1 << 16
_REACH = 500  # characters: a term that comes back later than this says nothing about the story going on
_LINE = 4000  # characters of a line whose terms are looked at
_WINDOW = 4  # gaps to either side among which one stands out
_RECENT = 4  # ends of articles whose terms are remembered: each takes as many bytes as the page has terms
_NEAR = 800  # characters: how far a line looks to either side for its own terms
_BLOCK = 1 << 16  # terms that are linked at a time: the arrays of so many fit the processor's cache


def buckets(points: Codes) -> npt.NDArray[np.uint16]:
    """Bucket of the bigram at each position, uint16[n - 1]."""
    wide = points.astype(np.uint32)
    mixed = wide[:-1] * np.uint32(0x9E3779B1) + wide[1:] * np.uint32(0x85EBCA77)
    mixed = (mixed ^ (mixed >> np.uint32(15))) * np.uint32(0x2C1B3C6D)
    return np.asarray(mixed >> np.uint32(16), np.uint16)


def bucket(first: str, second: str) -> int:
    """Bucket of one bigram, as in ``buckets``."""
    mixed = (ord(first) * 0x9E3779B1 + ord(second) * 0x85EBCA77) & 0xFFFFFFFF
    return ((mixed ^ (mixed >> 15)) * 0x2C1B3C6D & 0xFFFFFFFF) >> 16


class Contrast(NamedTuple):
    """Terms of some lines between two articles: shares that stand in each, weight only in one."""

    here: float
    there: float
    only_here: float
    only_there: float


@dataclass(frozen=True)
class Vocabulary:
    """Terms of a page by line.

    Attributes:
        bounds: where each line's terms start in ``terms``, and where the last line's end.
        terms: int[terms], the bucket of the term at each place in page order.
        weight: float[terms], rarity of each, 0..1.
        crossing: by line, weight of the links that cross the gap before a line, per character
            of the shorter side (at most ``_REACH``).
        around: by line, the most that crosses one of the ``_WINDOW`` gaps to either side.
        before: by line, share of a line's terms (by weight) that stand in the 800 characters before it.
        after: the same for the characters behind it.
    """

    bounds: list[int]
    terms: Numbers
    weight: Floats
    crossing: list[float]
    around: list[float]
    before: list[float]
    after: list[float]
    recent: dict[tuple[int, int, int], npt.NDArray[np.bool_]] = field(
        default_factory=dict, compare=False, repr=False
    )

    def dip(self, i: int) -> float:
        """By what part fewer terms cross the gap before line ``i`` than gaps around it; below 0: more do."""
        around = self.around[i]
        return (around - self.crossing[i]) / (around + 0.05)

    def share(self, unit: Sequence[int], others: Sequence[int]) -> float:
        """Share of the terms of lines ``unit`` (by weight) that stand in lines ``others``, 0..1."""
        return self.share_of(unit, self.known(others))

    def shares(self, unit: Sequence[int], others: Sequence[Sequence[int]]) -> list[float]:
        """Share of the terms of lines ``unit`` (by weight) that stand in each of ``others``, 0..1."""
        return [self.share_of(unit, self.known(lines)) for lines in others]

    def recalled(self, unit: Sequence[int], others: Sequence[Sequence[int]]) -> list[float]:
        """``shares`` with ends of articles that are asked again and again: the last few are remembered."""
        return [self.share_of(unit, self._remembered(lines)) for lines in others]

    def share_of(self, unit: Sequence[int], known: npt.NDArray[np.bool_]) -> float:
        """Share of the terms of lines ``unit`` (by weight) that are ``known``, 0..1."""
        terms, weight = self._terms(unit)
        total = float(np.add.reduce(weight))
        return _dot(weight, known[terms]) / total if total else 0.0

    def contrasts(
        self, units: Sequence[Sequence[int]], here: Sequence[int], others: Sequence[Sequence[int]]
    ) -> list[list[Contrast]]:
        """How the terms of each of ``units`` are divided between lines ``here`` and each of ``others``.

        ``others`` are ends of articles as for ``recalled``.
        """
        own = self.known(here)
        theirs = [self._remembered(lines) for lines in others]
        return [self._contrast(unit, own, theirs) for unit in units]

    def _contrast(
        self, unit: Sequence[int], here: npt.NDArray[np.bool_], others: Sequence[npt.NDArray[np.bool_]]
    ) -> list[Contrast]:
        terms, weight = self._terms(unit)
        total = float(np.add.reduce(weight)) or 1.0
        own = here[terms]
        in_own = _dot(weight, own)
        found = []
        for other in others:
            there = other[terms]
            in_there, in_both = _dot(weight, there), _dot(weight, there & own)
            found.append(Contrast(in_own / total, in_there / total, in_own - in_both, in_there - in_both))
        return found

    def _remembered(self, lines: Sequence[int]) -> npt.NDArray[np.bool_]:
        """``known`` of the end of an article, which its first and last line tell from all others."""
        key = lines[0], lines[-1], len(lines)
        found = self.recent.get(key)
        if found is None:
            if len(self.recent) >= _RECENT:
                self.recent.clear()
            found = self.recent[key] = self.known(lines)
        return found

    def known(self, lines: Sequence[int]) -> npt.NDArray[np.bool_]:
        """The terms of lines ``lines``: bool[BUCKETS]."""
        found = np.zeros(BUCKETS, bool)
        for part in self._parts(lines):
            found[self.terms[part]] = True
        return found

    def _terms(self, lines: Sequence[int]) -> tuple[Numbers, Floats]:
        """The terms of some lines and the weight of each."""
        if len(lines) == 1:
            part = slice(self.bounds[lines[0]], self.bounds[lines[0] + 1])
            return self.terms[part], self.weight[part]
        parts = self._parts(lines)
        if not parts:
            return self.terms[:0], self.weight[:0]
        return np.concatenate([self.terms[p] for p in parts]), np.concatenate([self.weight[p] for p in parts])

    def _parts(self, lines: Sequence[int]) -> list[slice]:
        """Where the terms of some lines stand."""
        bounds = self.bounds
        return [slice(bounds[first], bounds[last]) for first, last in _runs(lines)]


def _dot(weight: Floats, held: npt.NDArray[np.bool_]) -> float:
    """Weight of the terms that are held; several times as fast as a product with the flags themselves."""
    return float(weight.dot(held.astype(np.float64)))


def _runs(lines: Sequence[int]) -> list[tuple[int, int]]:
    """Rising line numbers as runs [first, last)."""
    if not len(lines):
        return []
    if lines[-1] - lines[0] == len(lines) - 1:
        return [(lines[0], lines[-1] + 1)]
    runs: list[tuple[int, int]] = []
    for i in lines:
        if runs and runs[-1][1] == i:
            runs[-1] = (runs[-1][0], i + 1)
        else:
            runs.append((i, i + 1))
    return runs


def vocabulary(points: Codes, starts: Sequence[int], ends: Sequence[int], rarity: Floats) -> Vocabulary:
    """Terms and links of lines ``points[starts[i]:ends[i]]``; time is linear in the length of the page."""
    n = len(starts)
    first = np.array(starts, np.int32)
    last = np.minimum(np.array(ends, np.int32), first + _LINE)
    letter = is_letter(points)
    line = np.full(len(points) + 1, -1, np.int32)
    if n:
        sizes = last - first
        shift = np.repeat(first - np.cumsum(sizes, dtype=np.int32) + sizes, sizes)
        line[shift + np.arange(len(shift), dtype=np.int32)] = np.repeat(np.arange(n, dtype=np.int32), sizes)
    if len(points) < 2:
        points = np.zeros(2, points.dtype)
        letter, line = np.zeros(2, bool), np.full(3, -1, np.int32)
    at = np.flatnonzero(letter[:-1] & letter[1:] & (line[:-2] >= 0) & (line[:-2] == line[1:-1]))
    inside = at.astype(np.int32)
    terms = buckets(points)[inside]
    owner = line[inside]
    bounds = np.searchsorted(owner, np.arange(n + 1)).astype(np.int32)
    weight = rarity[terms]
    crossing, before, after = _links(terms, owner, inside, weight, bounds)
    reach = np.minimum(np.minimum(first - (first[0] if n else 0), (last[-1] if n else 0) - first), _REACH)
    crossing = crossing / (reach + 60.0)
    return Vocabulary(
        bounds.tolist(),
        terms.astype(np.intp),
        weight,
        crossing.tolist(),
        _around(crossing).tolist(),
        before.tolist(),
        after.tolist(),
    )


def _around(values: Floats) -> Floats:
    """The largest of the ``_WINDOW`` values to either side of each."""
    edge = np.zeros(_WINDOW)
    padded = np.concatenate((edge, values, edge))
    n = len(values)
    most = padded[:n].copy()
    for k in (*range(1, _WINDOW), *range(_WINDOW + 1, 2 * _WINDOW + 1)):
        np.maximum(most, padded[k : k + n], out=most)
    return most


def _links(
    terms: npt.NDArray[np.uint16], owner: Ints, at: Ints, weights: Floats, bounds: Ints
) -> tuple[Floats, Floats, Floats]:
    """What crosses the gap before each line, and the shares of its terms that stand before and after it."""
    n = len(bounds) - 1
    opened, before, after, total = np.zeros((4, n + 1))
    first = 0
    while first < n:
        start = int(bounds[first])
        last = max(first + 1, int(np.searchsorted(bounds, start + _BLOCK, "right")) - 1)
        end = int(bounds[last])
        first = last
        if start == end:
            continue
        seen = int(np.searchsorted(at, at[start] - _NEAR))  # a link leads into the block from here at most
        base = int(owner[seen])
        lines = slice(base, int(owner[end - 1]) + 2)
        block = slice(seen, end)
        found = _block_links(terms[block], owner[block] - base, at[block], weights[block], start - seen)
        for sums, values in zip((opened, before, after, total), found, strict=True):
            sums[lines] += values
    total += 1e-9
    return np.cumsum(opened)[:n], (before / total)[:n], (after / total)[:n]


def _block_links(
    terms: npt.NDArray[np.uint16], owner: Ints, at: Ints, weights: Floats, start: int
) -> tuple[Floats, Floats, Floats, Floats]:
    """Sums by line of the links that end at places from ``start`` on.

    Returns:
        What crosses the gap before a line more than the gap before the line above; weight of its terms that
        stand before it, of those that stand after it, and of all.
    """
    size = int(owner[-1]) + 2
    order = terms.argsort(kind="stable")
    ordered, lines, place = terms[order], owner[order], at[order]
    # a term on a line: where it stands there first, and last
    head = np.flatnonzero(np.append(True, (ordered[1:] != ordered[:-1]) | (lines[1:] != lines[:-1])))
    tail = np.append(head[1:], len(order)) - 1
    own = order[head] >= start
    of, w = lines[head], weights[order[head]]
    linked = np.flatnonzero(own[1:] & (ordered[head[1:]] == ordered[head[:-1]])) + 1
    gap = place[head[linked]] - place[tail[linked - 1]]
    near = linked[gap <= _NEAR]
    short = linked[gap <= _REACH]

    def by_line(which: Ints, weight: Floats) -> Floats:
        return np.bincount(which, weight, size).astype(np.float64, copy=False)

    opened = by_line(of[short - 1] + 1, w[short]) - by_line(of[short] + 1, w[short])
    before, after = by_line(of[near], w[near]), by_line(of[near - 1], w[near])
    return opened, before, after, by_line(of[own], w[own])
