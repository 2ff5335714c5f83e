"""The person in whose name a character changed, by the company the name keeps in either version."""

from __future__ import annotations

import re
from functools import cache

from dedup.compare.lexicon import lexicon
from dedup.compare.sites import Aligned, Site
from dedup.compare.tokens import clause
from dedup.facts.gazetteer import TRANSLITERATION
from dedup.facts.surnames import COMMON_WORDS, DOUBLE, NOT_GIVEN, SINGLE
from dedup.facts.titles import TITLES
from dedup.text.words import tag_of, words

_REACH = 3  # characters of a name beside the changed one
_SHORTEST = 3  # characters of a foreign name
_SOUNDS = TRANSLITERATION | set("·夫娜蓬佐鲍默")
_LONGEST = 12  # characters of such a name
_FOLLOWS = re.compile(
    "说|表示|强调|指出|介绍|认为|主持|出席|会见|称|告诉|应约|发表|宣布|先生|女士|阁下|等|邀请|[和与及在也致同的率将就对向]"
)
_AND = ("、", "和", "与", "及")
_CHANGED = 4  # characters of a name that may have changed
_AFTER = re.compile(r"[在于和与及为同到赴率向就对今昨等任当致也分均将曾主\d]|$|[^\w]")
_BEFORE = re.compile(r"(?:[^\w]|[和与及同由据])$")
_ITEM_BEFORE = re.compile(r"(?:^|[、，,:：\s])([\u4e00-\u9fff]{2,3})[、和与及]$")
_ITEM_BEHIND = re.compile(r"[、和与及]([\u4e00-\u9fff]{2,3})(?=[、，,。等和与及\s])")
_OPENS = re.compile(r"(?:^|[。!?;:“”\s])$")


def person_at(aligned: Aligned, site: Site) -> Site | None:
    """The whole name on both sides of a site (韩正, 宋正), or ``None`` if it is none.

    Believed where either side stands as names do: behind a title, before a verb of saying, among
    names, or where the same name stands elsewhere.
    """
    if not (0 < site.a1 - site.a0 <= _CHANGED and 0 < site.b1 - site.b0 <= _CHANGED):
        return None
    if called := _called(aligned, site):
        return called
    foreign = _foreign(aligned, site)
    if foreign and foreign.a1 - foreign.a0 > _REACH:
        return foreign
    text, other = aligned.a.plain, aligned.b.plain
    for before in range(_REACH):
        start, start_b = site.a0 - before, site.b0 - before
        if min(start, start_b) < 0 or not _same(aligned, start, site.a0, site.b0 - site.a0):
            break
        for after in reversed(range(_REACH)):
            end, end_b = site.a1 + after, site.b1 + after
            if not _same(aligned, site.a1, end, site.b1 - site.a1):
                continue
            one, two = text[start:end], other[start_b:end_b]
            titled = _beside_title(text, start, end) or _speaks(text, start, end)
            doubtful = 2 if _among(text, start, end) else 1 if titled else 0
            if (
                may_be(one, doubtful)
                and may_be(two, doubtful)
                and not (_word(one) and _word(two))
                and (
                    _company(text, start, end)
                    or _company(other, start_b, end_b)
                    or _recurs(one, two, text, other)
                )
            ):
                return Site(start, end, start_b, end_b)
    return foreign


def _called(aligned: Aligned, site: Site) -> Site | None:
    """The foreign name between a title and what follows names (总理鲍里索夫在), read in each version."""
    found: list[int] = []
    signs: list[bool] = []
    for reading, first, last in ((aligned.a, site.a0, site.a1), (aligned.b, site.b0, site.b1)):
        text, start, end = reading.plain, first, last
        verbs = {w.start for w in clause(reading, first, last) if w.tag[:1] == "v" and w.end - w.start > 1}
        while first - start < _LONGEST and _sign(text[start - 1 : start]):
            if text[max(0, start - 6) : start].endswith(_titles()):
                break
            start -= 1
        while end - last < _LONGEST and _sign(text[end : end + 1]):
            if end in verbs or _FOLLOWS.match(text, end):
                break
            end += 1
        name = text[start:end]
        known = any(w.end - w.start > 1 and w.tag[:2] not in ("", "nr", "ns", "nz") for w in words(name))
        if (
            not text[max(0, start - 6) : start].endswith(_titles())
            or not _SHORTEST <= len(name) <= _LONGEST
            or known
        ):
            return None
        found += [start, end]
        signs += [c in _SOUNDS for c in name]
    a0, a1, b0, b1 = found
    ends = a1 == len(aligned.a2b) or aligned.a2b[a1] == b1
    alike = ends and aligned.a2b[a0 - 1] == b0 - 1 and 2 * sum(signs) >= len(signs)
    return Site(a0, a1, b0, b1) if alike else None


def _sign(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff" or char == "·"


def _foreign(aligned: Aligned, site: Site) -> Site | None:
    """A foreign name put into Chinese by its sounds, in which characters changed (马蒂尔达, 马提尔达)."""
    text, other = aligned.a.plain, aligned.b.plain
    before = after = 0
    while site.a0 > before and text[site.a0 - before - 1] in _SOUNDS:
        before += 1
    while site.a1 + after < len(text) and text[site.a1 + after] in _SOUNDS:
        after += 1
    start, end, start_b, end_b = site.a0 - before, site.a1 + after, site.b0 - before, site.b1 + after
    if before + after < _SHORTEST and not all(
        c in _SOUNDS for c in text[site.a0 : site.a1] + other[site.b0 : site.b1]
    ):
        return None
    same = _same(aligned, start, site.a0, site.b0 - site.a0) and _same(
        aligned, site.a1, end, site.b1 - site.a1
    )
    if (
        start_b < 0
        or not same
        or not all(c.isalpha() or c == "·" for c in text[start:end] + other[start_b:end_b])
        or min(end - start, end_b - start_b) < _SHORTEST
        or (_word(text[start:end]) and _word(other[start_b:end_b]))
    ):
        return None
    named = _beside_title(text, start, end) or text.startswith(tuple(sorted(lexicon("says"))), end)
    return Site(start, end, start_b, end_b) if named or "·" in text[start:end] else None


def may_be(name: str, doubtful: int = 0) -> bool:
    """A family name and one or two characters that can be given ones.

    ``doubtful`` is how many of these need not look like it, as beside a title (韩正) and among names.
    """
    size = 2 if name[:2] in DOUBLE else 1 if name[:1] in SINGLE else 0
    both = name[:1] in SINGLE and name[1:2] in SINGLE and len(name) == 4
    given = name[size:]
    return (
        bool(size)
        and (len(given) in (1, 2) or both)
        and all("\u4e00" <= c <= "\u9fff" for c in name)
        and not any(c in NOT_GIVEN for c in given[doubtful:])
    )


def is_name(text: str) -> bool:
    """Whether a stretch reads as a person's name, Chinese or put into Chinese by its sounds.

    >>> is_name("王海洋"), is_name("诺罗夫"), is_name("努力提高")
    (True, True, False)
    """
    return may_be(text, 2) or sum(c in _SOUNDS for c in text) >= len(text) - 1


def _beside_title(text: str, start: int, end: int) -> bool:
    return text[max(0, start - 6) : start].endswith(_titles()) or text.startswith(_titles(), end)


def _speaks(text: str, start: int, end: int) -> bool:
    """Whether a sentence begins with this and a verb of saying: it can be nobody's but a name."""
    return _OPENS.search(text[max(0, start - 1) : start]) is not None and text.startswith(
        tuple(sorted(lexicon("says"))), end
    )


def _word(name: str) -> bool:
    """Whether the dictionary has it as a word that is no name."""
    tag = tag_of(name)
    return tag is not None and not tag.startswith(("nr", "nz", "x"))


def _company(text: str, start: int, end: int) -> bool:
    """Whether a name would stand here."""
    if _word(text[start:end]):
        return False
    lead, tail = text[max(0, start - 6) : start], text[end : end + 6]
    titled = lead.endswith((*_titles(), "由", "名叫"))
    says = tail.startswith(tuple(sorted(lexicon("says"))))
    soft = _AFTER.match(tail) is not None
    opened = not lead or _BEFORE.search(lead) is not None
    if titled:
        return says or soft or tail.startswith(_titles()) or _before_verb(text, start, end)
    if opened and tail.startswith(_titles()):
        return True
    if opened and says and not tail.startswith("、"):
        return True
    return opened and _listed(text, start, end)


def _before_verb(text: str, start: int, end: int) -> bool:
    """Whether a verb or a particle begins right behind the name."""
    first = max(0, start - 6)
    return any(
        first + w.start == end and w.tag[:1] in ("v", "p", "d", "r", "t", "c", "u")
        for w in words(text[first : end + 8])
    )


def _listed(text: str, start: int, end: int) -> bool:
    """Whether a neighbour in a list is a name too (王敏、赵磊、孙倩)."""
    near = []
    if text[start - 1 : start] in _AND:
        near += [text[max(0, start - 1 - n) : start - 1] for n in (2, 3)]
    if text[end : end + 1] in _AND:
        near += [text[end + 1 : end + 1 + n] for n in (2, 3)]
    return any(may_be(name) and not _word(name) for name in near)


def _among(text: str, start: int, end: int) -> bool:
    """Whether this is an item of its own in a list in which the item before or behind is a name."""
    if text[start - 1 : start] not in ("、", "和", "与", "及", "：", ":", "，", ","):
        return False
    if text[end : end + 1] not in tuple("、和与及等，,。在出参陪分"):
        return False
    before, after = _ITEM_BEFORE.search(text, max(0, start - 5), start), _ITEM_BEHIND.match(text, end)
    return any(m is not None and may_be(m[1]) and not _word(m[1]) for m in (before, after))


def _recurs(one: str, two: str, text: str, other: str) -> bool:
    """Whether one of the two forms stands elsewhere too, and there in a name's company."""
    for name, home in ((one, text), (one, other), (two, other), (two, text)):
        if _word(name) or (len(name) < 3 and name[:1] in COMMON_WORDS):
            continue
        at = home.find(name)
        while at >= 0:
            if _company(home, at, at + len(name)):
                return True
            at = home.find(name, at + 1)
    return False


@cache
def _titles() -> tuple[str, ...]:
    return tuple(sorted(lexicon("title") | set(TITLES.split("|"))))


def _same(aligned: Aligned, start: int, end: int, shift: int) -> bool:
    """Whether A[start:end] is the same as what stands ``shift`` further in B."""
    return end <= len(aligned.a2b) and all(aligned.a2b[i] == i + shift for i in range(start, end))
