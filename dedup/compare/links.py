"""Web links are addresses, not facts: a changed one is a note, and nothing in it is read."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dedup.compare.draft import Draft, stretch
from dedup.compare.ranges import Ranges
from dedup.compare.sites import Site
from dedup.text.reading import Reading
from dedup.types import Cause, Fact, Op, Severity, Span

_IN = r"[\w./?=&%#~:+@!$*;-]"
_LINK = re.compile(
    rf"(?:https?://|www\.){_IN}+(?:\n{_IN}*[\d/]{_IN}*(?=[\n)\]]|$))*", re.ASCII
)  # broken lines too


def spans(reading: Reading) -> Ranges[Span]:
    """The web links of a reading."""
    return Ranges(Span(*m.span()) for m in _LINK.finditer(reading.text))


def inside(site: Site, links_a: Ranges[Span], links_b: Ranges[Span]) -> bool:
    """Whether a site lies in a link on every side that has something there."""
    sides = ((links_a, site.a0, site.a1), (links_b, site.b0, site.b1))
    return all(links.holding(start, end) for links, start, end in sides if end > start)


def outside(links: Ranges[Span], facts: Sequence[Fact]) -> list[Fact]:
    """The facts that lie in no link."""
    return [f for f in facts if not links.holding(f.start, f.end)]


def draft(site: Site) -> Draft:
    """A changed link."""
    a = (stretch("wording", site.a0, site.a1),) if site.a1 > site.a0 else ()
    b = (stretch("wording", site.b0, site.b1),) if site.b1 > site.b0 else ()
    op = Op.CHANGED if a and b else Op.ONLY_A if a else Op.ONLY_B
    return Draft("wording", op, Severity.NOTE, Cause.EDIT, a, b, (("link",),))
