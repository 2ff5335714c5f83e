"""Two small plots of a run: pairs by similarity, duplicates over time. Bars, as numbers a template draws."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

_STEPS = 20  # bars of the plot of similarity
_MOST = 40  # bars of the plot of time: days, else months, else years


class Column(NamedTuple):
    """One bar: what it counts, how many, and its height in hundredths of the highest."""

    label: str
    many: int
    height: int


class Plot(NamedTuple):
    """A row of bars; ``rest`` is what could not be placed."""

    columns: tuple[Column, ...]
    rest: int = 0


def similarity(values: Iterable[float]) -> Plot:
    """Pairs by similarity, in steps of a twentieth, from the lowest that occurs.

    >>> [column.label for column in similarity([0.93, 1.0]).columns]
    ['0.90', '0.95']
    """
    counts = Counter(min(_STEPS - 1, int(value * _STEPS + 1e-9)) for value in values)
    if not counts:
        return Plot(())
    steps = range(min(counts), _STEPS)
    return Plot(_columns([(f"{step / _STEPS:.2f}", counts[step]) for step in steps]))


def over_time(dates: Sequence[str]) -> Plot:
    """How many articles each day, month or year has; "" is an article without a date.

    >>> over_time(["2020-09-28", "2020-09-30", ""])
    Plot(columns=(Column(label='2020-09-28', many=1, height=100), \
Column(label='2020-09-30', many=1, height=100)), rest=1)
    """
    dated = [date for date in dates if date]
    for length in (10, 7, 4):
        counts = Counter(date[:length] for date in dated)
        if len(counts) <= _MOST:
            break
    rows = sorted(counts.items())[-_MOST:]
    return Plot(_columns(rows), len(dates) - sum(count for _, count in rows))


def _columns(rows: Sequence[tuple[str, int]]) -> tuple[Column, ...]:
    highest = max((count for _, count in rows), default=1)
    return tuple(Column(label, count, -(-100 * count // highest)) for label, count in rows)
