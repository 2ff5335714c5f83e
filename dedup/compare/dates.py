"""Partial dates: do two of them contradict one another, or does one only say less?"""

from __future__ import annotations

import re
from itertools import zip_longest

_ABSOLUTE = re.compile(r"(\d{4}|XXXX)(?:-(\d\d|XX))?(?:-(\d\d|XX))?(?:T(.*))?$")


def compatible(one: str, two: str) -> bool:
    """Whether two date values can mean the same day: every field that both state is the same.

    A relative date and an absolute one are never held against each other: neither is resolved.

    >>> compatible("XXXX-02-28", "XXXX-XX-28"), compatible("XXXX-02-28", "XXXX-03-28")
    (True, False)
    >>> compatible("D+0", "XXXX-03-08"), compatible("D+0TAF", "D+0"), compatible("Y+0", "Y-1")
    (True, True, False)
    """
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
