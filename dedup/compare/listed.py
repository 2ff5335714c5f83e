"""Two names that change places: within a list it says nothing, elsewhere who did what to whom is another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from dedup.compare.draft import NAMES, Draft, stretch
from dedup.compare.people import may_be
from dedup.compare.ranges import Ranges
from dedup.compare.sites import Aligned, Site, folded
from dedup.compare.tokens import clause
from dedup.types import Cause, Fact, Op, Severity

_BETWEEN = re.compile(
    r"(?:[、和与及][^，。；：！？,;:!?“”《》()（）\s、]{1,16})*?[、和与及]"
)  # the other items of a list
_ORDER = ("分别", "依次", "先后")  # words by which the order of a list counts
_TAGGED = {"nr": "person", "ns": "place", "nt": "organisation"}  # names that no grammar took for facts
_REACH = 40  # characters within which such a word bears on a list, and names change places
_END = re.compile("[。；！？;!?\n]")


def reordered(aligned: Aligned, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts; two names that only change places within a list are notes."""
    names = [
        d
        for d in drafts
        if d.op is Op.CHANGED
        and d.kind in NAMES
        and d.severity is not Severity.NOTE
        and len(d.a) == len(d.b) == 1
    ]
    said: dict[tuple[str, str], list[Draft]] = {}
    for draft in names:
        said.setdefault(_said(aligned, draft), []).append(draft)
    moved: set[int] = set()
    for draft in names:
        for other in said.get(_said(aligned, draft)[::-1], ()):
            if _one_list(aligned.a.plain, draft.a[0], other.a[0]) and _one_list(
                aligned.b.plain, draft.b[0], other.b[0]
            ):
                moved |= {id(draft), id(other)}
    return [
        replace(d, severity=Severity.NOTE, cause=Cause.LAYOUT, evidence=(("moved",),))
        if id(d) in moved
        else d
        for d in drafts
    ]


def swapped(aligned: Aligned, sites: Sequence[Site], facts: Sequence[Fact]) -> Iterator[Draft]:
    """Two names that change places around what stays the same (王敏会见赵磊, 赵磊会见王敏).

    The alignment keeps one of them and shows the other as left out here and put in there.

    Args:
        aligned: the two readings.
        sites: where they differ, in order.
        facts: the mentions of A.
    """
    names = Ranges([f for f in facts if f.kind in NAMES])
    for one, two in pairwise(sites):
        if {one.a0 == one.a1, one.b0 == one.b1} != {True, False}:
            continue
        if (one.a0 == one.a1, one.b0 == one.b1) != (two.b0 == two.b1, two.a0 == two.a1):
            continue
        a0, a1, b0, b1 = one.a0, two.a1, one.b0, two.b1
        here, there = aligned.a.plain[a0:a1], aligned.b.plain[b0:b1]
        if len(here) != len(there) or len(here) > _REACH or _END.search(here):
            continue
        found = names.inside(a0, a1) + [
            stretch(kind, w.start, w.end)
            for w in clause(aligned.a, a0, a1)
            if (kind := _TAGGED.get(w.tag[:2]))
        ]
        sizes = range(2, 1 + min(4, len(here)))
        found += [stretch("person", a0, a0 + n) for n in sizes if may_be(here[:n])]
        found += [stretch("person", a1 - n, a1) for n in sizes if may_be(here[-n:])]
        for x, y in _around(found, a0, a1):
            first, middle, last = here[: x.end - a0], here[x.end - a0 : y.start - a0], here[y.start - a0 :]
            if there == last + middle + first and first != last and not _one_list(aligned.a.plain, x, y):
                yield _changed(x, stretch(x.kind, b0, b0 + len(last)), first, last)
                yield _changed(y, stretch(x.kind, b1 - len(first), b1), last, first)
                break


def _around(names: Sequence[Fact], start: int, end: int) -> Iterator[tuple[Fact, Fact]]:
    """A name with which a stretch begins, and one of the same kind with which it ends."""
    for x in names:
        for y in names:
            if x.start == start and y.end == end and x.end < y.start and x.kind == y.kind:
                yield x, y


def _changed(a: Fact, b: Fact, one: str, two: str) -> Draft:
    return Draft(a.kind, Op.CHANGED, Severity.ERROR, Cause.EDIT, (a,), (b,), (("name", one, two),))


def _said(aligned: Aligned, draft: Draft) -> tuple[str, str]:
    a, b = draft.a[0], draft.b[0]
    return folded(aligned.a.text[a.start : a.end]), folded(aligned.b.text[b.start : b.end])


def _one_list(text: str, one: Fact, two: Fact) -> bool:
    """Whether two mentions are items of one list, the order of which says nothing."""
    first, last = sorted((one, two), key=lambda f: f.start)
    if not _BETWEEN.fullmatch(text, first.end, last.start):
        return False
    around = text[max(0, first.start - _REACH) : last.end + _REACH]
    return not any(word in around for word in _ORDER)
