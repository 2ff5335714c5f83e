"""Partial dates: do two of them contradict one another, or does one only say less?"""

from __future__ import annotations

import re
from itertools import zip_longest

_ABSOLUTE = re.compile(r"(\d{4}|XXXX)(?:-(\d\d|XX))?(?:-(\d\d|XX))?$")
_YEAR = re.compile(r"Y[+-]\d+(?=-\d\d)")  # 今年7月: what month it was is said
_MONTH = re.compile(r"M[+-]\d+(?=-\d\d)")
_CLOCK = re.compile(r"(?<!-)T([A-Z]{2}|\d\d(?::\d\d)*)$")
_HOURS = {"DA": (0, 6), "MO": (5, 12), "MI": (11, 14), "AF": (12, 19), "EV": (17, 24), "DT": (6, 19)}


def compatible(one: str, two: str) -> bool:
    """Whether two date values can mean the same day: every field that both state is the same.

    A relative date and an absolute one are never held against each other, but for what both state:
    neither is resolved.

    >>> compatible("XXXX-02-28", "XXXX-XX-28"), compatible("XXXX-02-28", "XXXX-03-28")
    (True, False)
    >>> compatible("D+0", "XXXX-03-08"), compatible("D+0TAF", "D+0"), compatible("Y+0", "Y-1")
    (True, True, False)
    >>> compatible("Y+0-07", "XXXX-02"), compatible("TMO", "D+0TMO"), compatible("D+0TAF", "D+0T15")
    (False, True, True)
    """
    day, clock = _parted(one)
    other, there = _parted(two)
    return _same_clock(clock, there) and _same_day(day, other)


def _parted(value: str) -> tuple[str, str]:
    """The day and the hour of a value."""
    m = _CLOCK.search(value)
    return (value[: m.start()], m[1]) if m else (value, "")


def _same_day(one: str, two: str) -> bool:
    if not one or not two:
        return True
    a, b = _ABSOLUTE.match(one), _ABSOLUTE.match(two)
    if bool(a) != bool(b):
        one, two = (_MONTH.sub("XXXX-XX", _YEAR.sub("XXXX", value)) for value in (one, two))
        a, b = _ABSOLUTE.match(one), _ABSOLUTE.match(two)
    if a and b:
        return all(
            x is None or y is None or "X" in x or "X" in y or x == y
            for x, y in zip_longest(a.groups(), b.groups())
        )
    if bool(a) != bool(b):
        return True
    short, long = sorted((one, two), key=len)
    return long.startswith(short) and not long[len(short) : len(short) + 1].isdigit()


def _same_clock(one: str, two: str) -> bool:
    """Whether two hours, or two parts of the day, can be one."""
    if not one or not two or one == two:
        return True
    hour, part = sorted((one, two))
    first, last = _HOURS.get(part, (0, -1))
    return hour[0].isdigit() and first <= int(hour[:2]) <= last
