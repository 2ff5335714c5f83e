"""Forms of one name: written with figures, in short, with a rank or a word of courtesy less."""

from __future__ import annotations

import re

from dedup.facts.gazetteer import is_place
from dedup.text.numerals import parse
from dedup.text.words import words

_NUMBER = re.compile("[0-9〇零一二三四五六七八九十百千]+")
_LEVELS = "省市"  # 湖北省 and 湖北 are one place, 衡阳县 and 衡阳 may be two
_PARTY = "中共"
_COURTESY = ("先生", "女士", "同志", "阁下")
_OFFICES = (("外交部长", "外长"), ("国防部长", "防长"), ("财政部长", "财长"))  # in full and in short


def same_name(one: str, two: str) -> bool:
    """Whether two names are one, their numbers read as numbers (第十七次会议, 第17次会议)."""
    if one == two:
        return True
    return [_NUMBER.sub("#", n) for n in (one, two)] == [_NUMBER.sub("#", one)] * 2 and all(
        x == y
        for x, y in zip(*([parse(m) or m for m in _NUMBER.findall(n)] for n in (one, two)), strict=True)
    )


def one_name(one: str, two: str) -> bool:
    """Whether a name abbreviates the other, its first word left out or not (中共中央常委会, 中央委员会).

    >>> one_name("湖北省", "湖北"), one_name("蒙古国", "蒙古"), one_name("中共省委常委会", "省委常务委员会")
    (True, True, True)
    """
    one, two = one.removeprefix(_PARTY), two.removeprefix(_PARTY)
    for long, short in ((one, two), (two, one)):
        if not long or _unranked(long, short):
            return True
        first = words(long)[0].end
        if abbreviates(short, long) or abbreviates(long[first:], short) or abbreviates(short, long[first:]):
            return True
    return False


def _unranked(long: str, short: str) -> bool:
    """Whether the shorter name only leaves out the rank of a place, or a word of courtesy."""
    if any(long == short + word for word in _COURTESY):
        return True
    if long == short + "国" and is_place(short, "") and is_place(long, ""):
        return True
    return len(long) == len(short) + 1 and any(
        c in _LEVELS and long[:n] + long[n + 1 :] == short for n, c in enumerate(long) if n > 1
    )


def same_office(one: str, two: str) -> bool:
    """Whether two titles are one, written in full and in short.

    >>> same_office("国务委员兼外交部长", "国务委员兼外长"), same_office("省长", "副省长")
    (True, False)
    """
    for full, short in _OFFICES:
        one, two = one.replace(full, short), two.replace(full, short)
    return one == two or _unranked(*sorted((one, two), key=len, reverse=True))


def abbreviates(short: str, long: str) -> bool:
    """Whether a name says every word of a longer one by its first character at least.

    >>> abbreviates("人大法工委", "人大法制工作委员会"), abbreviates("衡阳高新区", "衡阳国家高新区")
    (True, False)
    >>> abbreviates("中欧", "中国同欧盟的")
    True
    """
    at = 0
    if not 2 <= len(short) < len(long):
        return False
    head = next((i for i, (x, y) in enumerate(zip(short, long, strict=False)) if x != y), len(short))
    left_out = long[head : len(long) - len(short) + head]
    if long[:head] + long[head + len(left_out) :] == short and left_out not in ("员会", "与", "和", "及"):
        return False  # a word was left out
    for word in words(long):
        written = long[word.start : word.end]
        taken = 0
        for char in written:
            if short[at : at + 1] == char:
                at, taken = at + 1, taken + 1
            elif not taken:
                break
        if not taken and written not in ("和", "与", "及", "暨", "同", "的"):
            return False
    return at == len(short)


def short_form(long: str, short: str) -> bool:
    """Whether a name merely drops what stands before it (衡阳高新区, 高新区; 衡阳市委, 市委)."""
    return len(short) >= 2 and len(long) > len(short) and long.endswith(short)


def subsequence(short: str, long: str) -> bool:
    """Whether the characters of ``short`` stand in ``long`` in the same order.

    >>> subsequence("发改委", "发展和改革委员会")
    True
    """
    rest = iter(long)
    return all(c in rest for c in short)


def doubled(long: str, short: str) -> bool:
    """Whether ``long`` is ``short`` with one character or two printed twice, as at a column break.

    >>> doubled("湖南南前瞻", "湖南前瞻")
    True
    """
    extra = len(long) - len(short)
    return extra in (1, 2) and any(
        long[:at] + long[at + extra :] == short and long[at : at + extra] == long[at + extra : at + 2 * extra]
        for at in range(len(short))
    )
