"""The smallest thing that changed, where the changed characters alone say what it is.

A place inside the name of an office, the number of a rank, a character of a person's name: an editor looks
for the place, the number and the person, not for the long name that grammar reads around them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from dedup.compare.draft import Draft, stretch
from dedup.compare.names import cause_of, named
from dedup.compare.naming import Name
from dedup.compare.people import is_name, person_at
from dedup.compare.ranges import Ranges
from dedup.compare.sites import Aligned, Site, folded
from dedup.compare.tokens import clause
from dedup.facts.gazetteer import is_place
from dedup.text.numerals import parse
from dedup.text.reading import Reading
from dedup.text.words import tag_of
from dedup.types import Cause, Fact, Op, Severity, Span

_LONGEST = 8  # characters of a place's name
_BESIDE = 4  # characters of it beside the changed ones
_KNOWN = 3  # characters from which a word of the dictionary is a name by its tag alone
_TYPED = {"nr": "person", "ns": "place", "nt": "organisation"}
_DIGITS = "0123456789〇零一二两三四五六七八九十百"
_RANKED = ("第", "老"), ("号", "等", "届", "期", "级")  # what stands before, and behind, the number of a rank
_NUMERAL = re.compile(rf"[{_DIGITS}]+")
_ITEM = re.compile(rf"(?:^|[。;:\n(])\s*第?([{_DIGITS}]{{1,3}})(?=[、,)是要]|来[,看])", re.M)


def name_at(aligned: Aligned, site: Site) -> Name | None:
    """The place or the person that changed at a site and nothing around it, or ``None``."""
    if not (0 < site.a1 - site.a0 <= _LONGEST and 0 < site.b1 - site.b0 <= _LONGEST):
        return None
    if _titled(aligned.a.text, site.a0) and _titled(aligned.b.text, site.b0):
        return None
    if place := _place(aligned, site):
        return Name("place", place)
    if person := person_at(aligned, site):
        return Name("person", person)
    return _known(aligned, site)


def _titled(text: str, at: int) -> bool:
    """Whether a place lies in the title of a work."""
    return text.rfind("《", max(0, at - 40), at) > text.rfind("》", max(0, at - 40), at)


def differences(
    aligned: Aligned, sites: Sequence[Site], values: tuple[Ranges[Fact], Ranges[Fact]]
) -> dict[Site, Draft]:
    """What changed at each site where that is plain; ``values`` are the facts that grammar compared."""
    found: dict[Site, Draft] = {}
    for site in sites:
        if folded(aligned.a.text[site.a0 : site.a1]) == folded(aligned.b.text[site.b0 : site.b1]):
            continue
        if draft := rank(aligned, site, values):
            found[site] = draft
        elif name := name_at(aligned, site):
            found[site] = named(aligned, name)
    return found


def _place(aligned: Aligned, site: Site) -> Site | None:
    """The shortest stretch around the site that is a place of the gazetteer in both versions."""
    one, two = aligned.a.plain, aligned.b.plain
    left = _same(aligned, site.a0 - 1, site.b0 - 1, -1)
    right = _same(aligned, site.a1, site.b1, 1)
    for size in range(left + right + 1):
        for before in range(max(0, size - right), min(left, size) + 1):
            after = size - before
            here = Site(site.a0 - before, site.a1 + after, site.b0 - before, site.b1 + after)
            a, b = one[here.a0 : here.a1], two[here.b0 : here.b1]
            if is_place(a, tag_of(a) or "") and is_place(b, tag_of(b) or ""):
                return here if cause_of(a, b)[0] is Cause.EDIT else None  # misread: the whole name is
    return None


def _same(aligned: Aligned, a: int, b: int, step: int) -> int:
    """How many characters from here on are the same in both versions, four at most."""
    count = 0
    while count < _BESIDE and 0 <= a < len(aligned.a2b) and b >= 0 and aligned.a2b[a] == b:
        if not aligned.a.plain[a].isalnum():
            break
        a, b, count = a + step, b + step, count + 1
    return count


def _known(aligned: Aligned, site: Site) -> Name | None:
    """A name of the dictionary in which one version has other characters, which make no word."""
    if site.a1 - site.a0 != site.b1 - site.b0:
        return None
    for reading, at, other, there in (
        (aligned.a, site.a0, aligned.b, site.b0),
        (aligned.b, site.b0, aligned.a, site.a0),
    ):
        for word in clause(reading, at, at + site.a1 - site.a0):
            kind = _TYPED.get(word.tag[:2])
            size = word.end - word.start
            if kind == "person" and not is_name(reading.plain[word.start : word.end]):
                continue  # what a word splitter takes for a name (努力提高)
            if kind and size >= _KNOWN and word.start <= at and at + site.a1 - site.a0 <= word.end:
                start = there - (at - word.start)
                twin = other.plain[max(0, start) : start + size]
                if start >= 0 and len(twin) == size and twin.isalpha() and tag_of(twin) is None:
                    here, away = (word.start, word.end), (start, start + size)
                    a, b = (here, away) if reading is aligned.a else (away, here)
                    if _alike(aligned, Site(*a, *b), site):
                        return Name(kind, Site(*a, *b))
    return None


def _alike(aligned: Aligned, name: Site, site: Site) -> bool:
    """Whether all of a name but the site is the same in both versions."""
    return all(
        site.a0 <= i < site.a1 or aligned.a2b[i] == name.b0 + i - name.a0 for i in range(name.a0, name.a1)
    )


def rank(aligned: Aligned, site: Site, values: tuple[Ranges[Fact], Ranges[Fact]]) -> Draft | None:
    """Another number in a rank that no grammar took for a fact (第一书记, 第五轮, 一号楼), or ``None``.

    The number of an item in a list that counts on in both versions is a note.
    """
    one, two = aligned.a.plain[site.a0 : site.a1], aligned.b.plain[site.b0 : site.b1]
    if not _NUMERAL.fullmatch(one) or not _NUMERAL.fullmatch(two):
        return None
    if values[0].touching(site.a0, site.a1) and values[1].touching(site.b0, site.b1):
        return None
    a, b = _numeral(aligned.a, site.a0, site.a1), _numeral(aligned.b, site.b0, site.b1)
    said = [r.plain[s:e] for r, (s, e) in ((aligned.a, a), (aligned.b, b))]
    numbers = [parse(text) for text in said]
    if numbers[0] is not None and numbers[0] == numbers[1]:
        return None
    ranked = all(
        r.plain[s - 1 : s] in _RANKED[0]
        or (r.plain[e : e + 1] in _RANKED[1] and r.plain[s - 1 : s] not in "路街道巷")
        for r, (s, e) in ((aligned.a, a), (aligned.b, b))
    )
    kind = "ordinal" if ranked else "number"
    counted = [_counts_on(r.plain, s) for r, (s, _) in ((aligned.a, a), (aligned.b, b))]
    severity = Severity.NOTE if counted == [True, True] else Severity.ERROR
    if kind == "number" and None in counted and severity is Severity.ERROR and None in numbers:
        return None
    lead = int(all(r.plain[s - 1 : s] == "第" for r, (s, _) in ((aligned.a, a), (aligned.b, b))))
    sides = (stretch(kind, a[0] - lead, a[1]),), (stretch(kind, b[0] - lead, b[1]),)
    return Draft(kind, Op.CHANGED, severity, Cause.EDIT, *sides, (("value", *said),))


def _numeral(reading: Reading, start: int, end: int) -> tuple[int, int]:
    text = reading.plain
    while start > 0 and text[start - 1] in _DIGITS:
        start -= 1
    while end < len(text) and text[end] in _DIGITS:
        end += 1
    return start, end


def _counts_on(text: str, at: int) -> bool | None:
    """Whether the item whose number stands here follows the one before it; ``None`` if it is no item."""
    return _items(text).get(at)


@lru_cache(maxsize=4)
def _items(text: str) -> dict[int, bool]:
    """Where the numbers of list items stand, and whether each is the first or the next one."""
    found: dict[int, bool] = {}
    last: dict[str, int] = {}
    for m in _ITEM.finditer(text):
        number = parse(m[1])
        if number is None:
            continue
        style = m[0][m.start(1) - m.start() - 1 : m.start(1) - m.start()] + text[m.end() : m.end() + 1]
        found[m.start(1)] = number == 1 or last.get(style) == int(number) - 1
        last[style] = int(number)
    return found


def quotes(text: str) -> Ranges[Fact]:
    """What stands inside quotation marks, the marks left out."""
    return Ranges(stretch("quotation", m.start(1), m.end(1)) for m in _QUOTE.finditer(text))


_QUOTE = re.compile('[“「『"]([^“”「」『』"\n]{2,200})[”」』"]')


def untouched(drafts: Sequence[Draft], sites: Sequence[Site]) -> list[Draft]:
    """The drafts that touch none of the sites on any side."""
    here, there = Ranges(Span(s.a0, s.a1) for s in sites), Ranges(Span(s.b0, s.b1) for s in sites)
    return [
        d
        for d in drafts
        if not any(here.touching(f.start, f.end) for f in d.a)
        and not any(there.touching(f.start, f.end) for f in d.b)
    ]
