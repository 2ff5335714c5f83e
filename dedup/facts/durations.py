"""Lengths of time behind a numeral: 3年, 两个半月, 8天20小时, 半个世纪."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from dedup.text.numerals import Numeral, at, canonical

_UNIT = re.compile(
    r" ?(?P<more>[多余来])?(?P<ge>个)?(?P<inner>半|多)? ?"
    r"(?:(?P<Y>周年|年度|年(?!级|龄|轻|代|报|货|味|会|画|糕|迈|薪|检|审|终奖|均|度|夜|票|华|糖|关|期|限))|(?P<M>月(?!饼|球|份|亮|台|光|季|嫂|子|薪|票|\d))|(?P<Q>季度)|"
    r"(?P<W>星期(?![一二三四五六日天])|礼拜(?![一二三四五六日天])|周(?!年|岁|边|围|[一二三四五六日末]|密|期|刊|折|转|报|口|杰|恩|家|易|到))|"
    r"(?P<D>天(?!津|然|气|文|宫|使|下|空|河|山|安|问|猫|地|生|堂|赋|府|鹅|桥|王|台|水|长|价|数|线|窗|花|路|平|涯|才|色|主)|昼夜|日(?=游|内|间|之内))|"
    r"(?P<H>小时|钟头)|(?P<MI>分钟)|(?P<K>刻钟)|(?P<S>秒钟|秒(?!杀|速))|(?P<C>世纪))(?P<tail>半(?!年|个|天|数|程|径|决)|多(?![样元数媒边地种方云雨人处久少年]))?"
)
_SHORT = re.compile(
    r" ?(?:(?P<H>时(?!代|间|期|刻|候|长|速|空|装|尚|针|隔|任|而))|(?P<MI>分(?!钟|别|布|析|为|成|局|公司|会|行|类))|(?P<M>个月))"
)
_MINUTES = re.compile(r" ?分(?:零|又)?(?= ?(?:\d{1,2}|[一二三四五]?十?[一二三四五六七八九十]) ?秒)")
_HUNDREDTHS = re.compile(r"(?<=秒)\d{1,3}(?![\d.万亿个名人])")  # 9秒83
_LINK = re.compile(r" ?[又零余]? ?(?=[\d一二两三四五六七八九十])")
_RANK = "YMWDHIS"
_DESIGNATOR = {"Y": "Y", "M": "M", "W": "W", "D": "D", "H": "H", "MI": "I", "S": "S"}
_SCALED = {"Q": ("M", 3), "K": ("I", 15), "C": ("Y", 100)}


class Length(NamedTuple):
    """A length of time that ends at ``end``; ``parts`` are (designator, amount), I for minutes."""

    end: int
    parts: tuple[tuple[str, Decimal], ...]
    approx: str

    @property
    def iso(self) -> str:
        """ISO 8601 duration; fractions as they are said (P0.5Y)."""
        order = sorted(self.parts, key=lambda p: _RANK.index(p[0]))
        date = "".join(canonical(n) + u for u, n in order if u in "YMWD")
        time = "".join(canonical(n) + ("M" if u == "I" else u) for u, n in order if u in "HIS")
        return f"P{date}" + (f"T{time}" if time else "")


def length(text: str, numeral: Numeral) -> Length | None:
    """The length of time that begins with ``numeral``, compound ones whole (一年又三个月)."""
    found = _one(text, numeral)
    if found is None:
        return None
    while link := _LINK.match(text, found.end):
        numeral_after = at(text, link.end())
        following = _one(text, numeral_after, compound=True) if numeral_after else None
        if following is None or {u for u, _ in following.parts} & {u for u, _ in found.parts}:
            break
        units = {u for u, _ in found.parts}
        if units <= {"Y"} and link.end() == found.end and following.parts[0][0] not in "MWD":
            break
        found = Length(following.end, found.parts + following.parts, found.approx or following.approx)
    return found


def _one(text: str, numeral: Numeral, compound: bool = False) -> Length | None:
    match = _UNIT.match(text, numeral.end)
    if match is None or not _sensible(numeral, match):
        match = _SHORT.match(text, numeral.end) if compound else None
        if match is None:
            minutes = _MINUTES.match(text, numeral.end)
            return Length(minutes.end(), (("I", numeral.value),), numeral.approx) if minutes else None
        designator = next(k for k, v in match.groupdict().items() if v)
        return Length(match.end(), ((_DESIGNATOR[designator], numeral.value),), numeral.approx)
    groups = match.groupdict()
    designator = next(k for k in ("Y", "M", "Q", "W", "D", "H", "MI", "K", "S", "C") if groups[k])
    value = numeral.value + (Decimal("0.5") if "半" in (groups["inner"], groups["tail"]) else 0)
    approx = numeral.approx or ("+" if groups["more"] or "多" in (groups["inner"], groups["tail"]) else "")
    if designator == "S" and (part := _HUNDREDTHS.match(text, match.end())):
        return Length(part.end(), (("S", numeral.value + Decimal(f"0.{part[0]}")),), approx)
    unit, scale = _SCALED.get(designator, (_DESIGNATOR.get(designator, ""), 1))
    return Length(match.end(), ((unit, value * scale),), approx)


def _sensible(numeral: Numeral, match: re.Match[str]) -> bool:
    if match["M"] or match["Q"]:  # 5月 is a date, 一季度 too; 5个月, 两个季度 are lengths
        return bool(match["ge"])
    if match["inner"] and not match["ge"] and match["inner"] == "半":
        return False
    if match["Y"] and not match["ge"]:
        digits = numeral.end - numeral.start
        year = not numeral.magnitude and numeral.value >= 1000 and digits == 4
        year = year or not (numeral.magnitude or numeral.arabic or numeral.top is not None or digits != 2)
        return not year and not (numeral.arabic and numeral.value < 10 and digits == 2)
    return True
