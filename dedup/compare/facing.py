"""Which mention of one version faces which of the other, and whether the two state the same value."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from dedup.compare.ranges import Ranges
from dedup.compare.sites import Aligned
from dedup.types import Fact, Span

# Measure words that count the same things; one for another is wording, not a fact.
_SAME_UNIT = (
    frozenset("个家所间处"),
    frozenset("名位人个"),
    frozenset("项个"),
    frozenset("条个"),
    frozenset(("公里", "千米", "km")),
    frozenset(("平方公里", "平方千米", "km2", "km²")),
    frozenset(("公斤", "千克", "kg")),
    frozenset(("平方米", "平米", "㎡", "m2", "m²")),
    frozenset(("立方米", "方", "m3", "m³")),
    frozenset(("次", "回", "趟")),
    frozenset(("", "个")),
)
_NAMED = frozenset({"place", "organisation"})
_BASE = {
    unit: (Decimal(factor), base)
    for base, units in {
        "米": {"米": "1", "公里": "1000", "千米": "1000", "厘米": "0.01", "毫米": "0.001"},
        "公斤": {"公斤": "1", "千克": "1", "克": "0.001", "吨": "1000", "斤": "0.5"},
        "平方米": {"平方米": "1", "平方公里": "1000000", "平方千米": "1000000", "公顷": "10000"},
        "千瓦时": {"千瓦时": "1", "度": "1", "兆瓦时": "1000"},
    }.items()
    for unit, factor in units.items()
}

ByValue = Mapping[tuple[str, str], Sequence[Fact]]


class Matched(NamedTuple):
    """A fact of A beside a fact of B that stands in its place."""

    a: Fact
    b: Fact


class Paired(NamedTuple):
    """Facts of both sides, paired; what found no partner stands alone."""

    pairs: tuple[Matched, ...]
    only_a: tuple[Fact, ...]
    only_b: tuple[Fact, ...]


def same_value(a: Fact, b: Fact) -> bool:
    """Whether two facts state the same: value, unit class, approximation and comparison.

    >>> same_value(Fact("money", 0, 4, "1000000000", "CNY"), Fact("money", 9, 13, "1000000000", "CNY"))
    True
    >>> same_value(Fact("count", 0, 3, "20", "家"), Fact("count", 0, 3, "20", "家", "+"))
    False
    """
    if (a.approx, a.op) != (b.approx, b.op):
        return False
    return (a.value == b.value and same_unit(a, b)) or _measured(a) == _measured(b) is not None


def _measured(fact: Fact) -> tuple[Decimal, str] | None:
    """A quantity in the base unit of its kind (3.5公里 is 3500 米), or ``None``."""
    base = _BASE.get(fact.unit)
    try:
        return (Decimal(fact.value) * base[0], base[1]) if base else None
    except InvalidOperation:
        return None


def same_unit(a: Fact, b: Fact) -> bool:
    """Whether the units are the same or count the same things."""
    if a.unit == b.unit:
        return True
    return any(a.unit in group and b.unit in group for group in _SAME_UNIT)


def dirty(fact: Fact, changed: Ranges[Span]) -> bool:
    """Whether a changed range overlaps the fact, or something was inserted inside it."""
    return bool(changed.touching(fact.start, fact.end))


class _At(NamedTuple):
    """Where the n-th fact stands."""

    start: int
    end: int
    n: int


def _placed(facts: Sequence[Fact]) -> Ranges[_At]:
    return Ranges(_At(f.start, f.end, n) for n, f in enumerate(facts))


def by_value(facts: Iterable[Fact]) -> ByValue:
    """Facts by kind and value, for asking whether a version states one anywhere."""
    found: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        found[fact.kind, fact.value].append(fact)
    return found


def pair(aligned: Aligned, facts_a: Sequence[Fact], facts_b: Sequence[Fact]) -> Paired:
    """Pair the facts of two sides by the characters they share, then by the site they stand in."""
    pairs: list[Matched] = []
    free_a, free_b = set(range(len(facts_a))), set(range(len(facts_b)))
    owner: dict[int, list[int]] = defaultdict(list)
    for j, fact in enumerate(facts_b):
        for at in range(fact.start, fact.end):
            owner[at].append(j)
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for i, fact in enumerate(facts_a):
        for at in aligned.a2b[fact.start : fact.end].tolist():
            for j in owner.get(at, ()):
                shared[i, j] += 1
    rank = sorted(shared, key=lambda ij: (-_likeness(facts_a[ij[0]], facts_b[ij[1]]), -shared[ij], ij))
    for i, j in rank:
        if i in free_a and j in free_b:
            free_a.discard(i)
            free_b.discard(j)
            pairs.append(Matched(facts_a[i], facts_b[j]))
    placed_a, placed_b = _placed(facts_a), _placed(facts_b)
    for site in aligned.sites:
        here_a = [at.n for at in placed_a.touching(site.a0, site.a1) if at.n in free_a]
        here_b = [at.n for at in placed_b.touching(site.b0, site.b1) if at.n in free_b]
        for i, j in _in_order([facts_a[i] for i in here_a], [facts_b[j] for j in here_b]):
            free_a.discard(here_a[i])
            free_b.discard(here_b[j])
            pairs.append(Matched(facts_a[here_a[i]], facts_b[here_b[j]]))
    return Paired(
        tuple(sorted(pairs, key=lambda p: (p.a.start, p.b.start))),
        tuple(facts_a[i] for i in sorted(free_a)),
        tuple(facts_b[j] for j in sorted(free_b)),
    )


def _likeness(a: Fact, b: Fact) -> int:
    """3 equal, 2 same kind and unit, 1 same kind or a place beside an organisation, 0 otherwise."""
    if a.kind == b.kind and same_value(a, b):
        return 3
    if a.kind == b.kind:
        return 2 if same_unit(a, b) else 1
    return 1 if {a.kind, b.kind} <= _NAMED else 0


def _in_order(left: Sequence[Fact], right: Sequence[Fact]) -> list[tuple[int, int]]:
    """The best pairing in reading order of facts that share no character: equal ones first, then like ones.

    Longest-common-subsequence dynamic programming; facts of different kinds are never paired.
    """
    n, m = len(left), len(right)
    if n * m == 0 or n * m > 10_000:
        return []
    best = [[0] * (m + 1) for _ in range(n + 1)]
    for i in range(n - 1, -1, -1):
        for j in range(m - 1, -1, -1):
            like = _likeness(left[i], right[j])
            gain = best[i + 1][j + 1] + 2 * like - 1 if like else 0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], gain)
    found: list[tuple[int, int]] = []
    i = j = 0
    while i < n and j < m:
        like = _likeness(left[i], right[j])
        if like and best[i][j] == best[i + 1][j + 1] + 2 * like - 1:
            found.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return found
