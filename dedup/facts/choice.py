"""What stays of what the fact kinds propose."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from types import ModuleType

from dedup import plugs
from dedup.types import Fact

# Kinds that exclude one another, the surest first; every other kind may hold or overlap any.
_EXCLUSIVE = (
    "date",
    "time",
    "set",
    "money",
    "percent",
    "duration",
    "multiple",
    "ordinal",
    "quantity",
    "count",
    "number",
)
_NAMES = frozenset(("organisation", "place", "work", "person"))
_HOLDERS = ("organisation", "event", "work", "place", "person")  # names that may hold other names
_NAMED = frozenset(_HOLDERS)
_COUNTS = frozenset(("count", "number", "ordinal", "multiple", "quantity", "duration"))


@cache
def _kinds() -> tuple[ModuleType, ...]:
    return tuple(plugs.load("facts.kinds", name) for name in plugs.names("facts.kinds"))


def chosen(text: str) -> tuple[Fact, ...]:
    """The facts of ``text`` (plain), sorted by (start, end)."""
    proposed = [fact for kind in _kinds() for fact in kind.find(text)]
    return tuple(sorted(_settled(text, proposed), key=lambda f: (f.start, f.end, f.kind)))


def _settled(text: str, proposed: Iterable[Fact]) -> list[Fact]:
    amounts: list[Fact] = []
    others: list[Fact] = []
    for fact in proposed:
        if (
            not text[fact.start : fact.end].strip()
            or text[fact.start].isspace()
            or text[fact.end - 1].isspace()
        ):
            fact = _stripped(text, fact)
        if fact.start < fact.end:
            (amounts if fact.kind in _EXCLUSIVE else others).append(fact)
    others = _outermost(others)
    named = _covered(f for f in others if f.kind in _NAMES)
    amounts = [f for f in amounts if f.kind not in _COUNTS or not (f.start in named and f.end - 1 in named)]
    taken: set[int] = set()
    kept = []
    for fact in sorted(amounts, key=_preference):
        if taken.isdisjoint(range(fact.start, fact.end)):
            taken.update(range(fact.start, fact.end))
            kept.append(fact)
    return kept + sorted(set(others), key=lambda f: f.start)


def _outermost(facts: Iterable[Fact]) -> list[Fact]:
    """Names that do not lie inside a longer name: 衡阳 in 衡阳高新区 is no place of its own."""
    kept: list[Fact] = []
    reach = dict.fromkeys(range(len(_HOLDERS)), -1)
    for fact in sorted(set(facts), key=lambda f: (f.start, -f.end, f.kind)):
        if fact.kind in _NAMED and any(
            fact.end <= reach[rank]
            for rank in range(len(_HOLDERS))
            if _HOLDERS[rank] != fact.kind and (fact.kind, _HOLDERS[rank]) != ("organisation", "event")
        ):
            continue
        if fact.kind in _HOLDERS:
            rank = _HOLDERS.index(fact.kind)
            reach[rank] = max(reach[rank], fact.end)
        kept.append(fact)
    return kept


def _preference(fact: Fact) -> tuple[int, int, int]:
    """Longer wins; of two as long, the surer kind."""
    return (fact.start - fact.end, _EXCLUSIVE.index(fact.kind), fact.start)


def _covered(facts: Iterable[Fact]) -> set[int]:
    return {i for fact in facts for i in range(fact.start, fact.end)}


def _stripped(text: str, fact: Fact) -> Fact:
    inner = text[fact.start : fact.end]
    start = fact.start + len(inner) - len(inner.lstrip())
    return Fact(
        fact.kind,
        start,
        max(start, fact.start + len(inner.rstrip())),
        fact.value,
        fact.unit,
        fact.approx,
        fact.op,
    )
