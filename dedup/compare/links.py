"""Web links are addresses, not facts: a changed one is a note, and nothing in it is read."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dedup.compare.draft import Draft, stretch
from dedup.compare.sites import Aligned, Site
from dedup.text.reading import Reading
from dedup.types import Cause, Fact, Op, Severity

_LINK = re.compile(r"(?:https?://|www\.)[\w./?=&%#~:+@!$*;-]+", re.ASCII)


def spans(reading: Reading) -> list[tuple[int, int]]:
    """The web links of a reading."""
    return [m.span() for m in _LINK.finditer(reading.text)]


def inside(aligned: Aligned, site: Site) -> bool:
    """Whether a site lies in a link on every side that has something there."""
    sides = ((aligned.a, site.a0, site.a1), (aligned.b, site.b0, site.b1))
    taken = [(reading, start, end) for reading, start, end in sides if end > start]
    return all(any(s <= start and end <= e for s, e in spans(reading)) for reading, start, end in taken)


def outside(reading: Reading, facts: Sequence[Fact]) -> list[Fact]:
    """The facts that lie in no link."""
    links = spans(reading)
    return [f for f in facts if not any(s <= f.start and f.end <= e for s, e in links)]


def draft(site: Site) -> Draft:
    """A changed link."""
    a = (stretch("wording", site.a0, site.a1),) if site.a1 > site.a0 else ()
    b = (stretch("wording", site.b0, site.b1),) if site.b1 > site.b0 else ()
    op = Op.CHANGED if a and b else Op.ONLY_A if a else Op.ONLY_B
    return Draft("wording", op, Severity.NOTE, Cause.EDIT, a, b, (("link",),))
