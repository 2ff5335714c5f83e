"""What a numeral counts, by what stands right before and behind it."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from dedup.facts import units
from dedup.facts.durations import length
from dedup.facts.lexical import Lexical
from dedup.facts.measures import is_measure, quantity
from dedup.facts.money import is_currency, is_scale, is_sign, money
from dedup.text.numerals import Numeral, at, canonical

_ONE = Decimal(1)
_ZERO = Decimal(0)

_POINTS = re.compile(r" *个 *(半)? *百 *分 *点")
_PERCENT = re.compile(r" ?(?:[%﹪]|(‰))")
_RATIO = re.compile(r"负?[百佰千仟十]?[万亿]*[百佰千仟万]? *分 *之")
_TENTHS = re.compile(
    r" ?成(?!立|员|为|功|果|本|长|绩|都|交|熟|效|人|分|品|就|年|语|型|套|因|群|败|千|片|份|不|吉|批|规|天|化|全|色|家)"
    r"(?: ?(?P<tail>[一二三四五六七八九半\d])(?![一二三四五六七八九十百千万\d个名家年月]))?"
)
_SPACED_DISCOUNT = re.compile(r" (\d) ?折(?!叠|射|返|合)")
_DISCOUNT = re.compile(r" ?折(?!叠|射|腾|返|合|算|中|弯|磨|桂|旧|线|断|回|服|戟)")
_TIMES = re.compile(r" ?倍(?!率|增|感|受|加|频|镜)(半)?")
_CLASSIFIER = re.compile(rf" ?(?P<name>{units.pattern(units.CLASSIFIERS)})")
_DOZEN = re.compile(r" ?打(?=[,。;、\s]|$|[一-鿿]{2}(?:[,。;、\s]|$)|啤酒|鸡蛋|毛巾)")
_JOIN = re.compile(
    r" ?(?:\(不?含\))? ?(?:至|到|—{1,2}|-{1,2}|~|～|–|−|―|─) ?(?=[\d一二两三四五六七八九十百千])"
)
_FIRST = re.compile(r"第 ?$")
_ENUMERATED = re.compile(r" ?[,、:]")  # 第一,… 第二,… open clauses and rank nothing
_SENTENCE = re.compile(r"(?:^|[\s。;!?“:])$")
_ORDINAL_TIME = re.compile(r" ?(个月|年(?!级|代)|天|周|个?季|日)")
_TOP = re.compile(r"(?<![目日以之此提空午年生向])前 ?$")
_STRONG = re.compile(r"强(?![一-鿿])|强(?=企|的|中|之|榜|行|位|和|与|有)")
_BORN = re.compile(r"\d[05]后(?![一-鿿]{0,2}(?:起|来|进))")  # 90后, 85后: people, not numbers
_LIST_MARK = re.compile(r"(?:^|\n)\s*[(（]?$")
_LIST_END = re.compile(r"[.、)）．]\s*(?!\d)")
_LONE = re.compile(r"[一-鿿A-Za-z0-9]")
_AFTER_BARE = re.compile(
    r"以上|以下|以内|左右|上下|的(?!士)|和|与|至|到|及|或|比|是|为|分别|以来|起|增|下降|上升|降|升|提高|减|之间|之后|之前|这|还|后|就|已|了|又|而|也|都|同比|环比|只|看|时"
)
_SCORE = re.compile(r"(?:比|:)(\d{1,3})(?![\d:.年月日])")
_HALVES = re.compile(
    r"(?<![一二两三四五六七八九十\d上下前后])半(?=个百分点|个?(?:多?月|小时|钟头|世纪|多?小时)|年(?!级|报|检)|天(?!津)|公里|里路|小时|公升|升(?!级)|斤|公斤|亩|加仑|成(?!品|熟|立|本))"
)
_BIG_TAIL = re.compile(r"(?:[万亿]+|[百千仟佰])$")
_PLAIN_RATIO = re.compile(r"^负?[百佰千仟万]")


class Sense(NamedTuple):
    """What a numeral is: ``value`` if it is not simply numeral * scale + plus."""

    kind: str
    start: int
    end: int
    unit: str = ""
    scale: Decimal = _ONE
    plus: Decimal = _ZERO
    value: str = ""
    approx: str = ""


def halves(text: str) -> list[Numeral]:
    """半 where it is half of a unit."""
    return [Numeral(m.start(), m.end(), Decimal("0.5")) for m in _HALVES.finditer(text)]


def is_code(text: str, numeral: Numeral) -> bool:
    """Part of a name or code (5G, 3D, A320, COVID-19, 010-6228), a list mark, or a run of zeros."""
    start, end = numeral.start, numeral.end
    before = text[max(0, start - 4) : start]
    if not numeral.arabic:
        return _LIST_MARK.search(before) is not None and _LIST_END.match(text, end) is not None
    if before and (before[-1] in "#_@/\\" or (before[-1].isascii() and before[-1].isalpha())):
        return not is_sign(before)
    if len(before) > 1 and before[-1] in "-." and before[-2].isascii() and before[-2].isalpha():
        return True
    after = text[end : end + 1]
    if after == "#" or (after.isascii() and after.isalpha() and not is_measure(text, end)):
        scaled = before and is_sign(before) and is_scale(text, end)
        return not scaled and not is_currency(text, end)
    if _LIST_MARK.search(before) and _LIST_END.match(text, end) and end - start <= 2:
        return True
    digits = text[start:end].lstrip("+-")
    if digits[0] == "0" and len(digits) > 1 and digits[1].isdigit():
        return True
    if after != "-" and before[-1:] != "-":
        return False
    return _hyphenated(text, start, end)


def _hyphenated(text: str, start: int, end: int) -> bool:
    """Digits in a chain of hyphens that is no range: 010-62288559, 541-754-3010, 2020-3-17号."""
    left = _CHAIN_LEFT.search(text[max(0, start - 24) : start])
    right = _CHAIN_RIGHT.match(text, end)
    chain = (left[0] if left else "") + text[start:end] + (right[0] if right else "")
    parts = chain.split("-")
    return len(parts) > 2 or (
        len(parts) == 2 and (parts[0][:1] == "0" or (len(parts[0]) > 2 and len(parts[1]) > 5))
    )


_CHAIN_LEFT = re.compile(r"(?:\d+-)+$")
_CHAIN_RIGHT = re.compile(r"(?:-\d+)+")


def link(text: str, end: int) -> int | None:
    """Where the second numeral of a range may begin, if a range sign stands at ``end``."""
    match = _JOIN.match(text, end)
    return match.end() if match else None


def shared_magnitude(text: str, first: Numeral, second: Numeral) -> Decimal:
    """In 2至3万 the 2 counts 万 too; in 5000至1万 it does not."""
    tail = _BIG_TAIL.search(text[second.start : second.end].lower())
    if tail is None:
        return _ONE
    factor = Decimal(1)
    for char in tail[0]:
        factor *= {"百": 100, "佰": 100, "千": 1000, "仟": 1000, "万": 10**4, "亿": 10**8}[char]
    written = text[first.start : first.end]
    own = _BIG_TAIL.search(written)
    if any(c in written for c in "万亿") or (own and factor < 10**4):
        return _ONE
    return factor if first.value < second.value / factor else _ONE


def sense(text: str, numeral: Numeral, lexical: Lexical, floor: int = 0) -> Sense | None:
    """What ``numeral`` counts, or ``None`` if it counts nothing.

    Args:
        floor: where the amount before ends.
    """
    start, end = numeral.start, numeral.end
    before = text[max(0, start - 6) : start]
    if _FIRST.search(before):
        return _ordinal(text, numeral, start - len(_FIRST.search(before)[0]))  # type: ignore[index]
    if (found := _share(text, numeral)) is not None:
        return found
    if (found := _money(text, numeral, floor)) is not None:
        return found
    if match := _TIMES.match(text, end):
        return Sense("multiple", start, match.end(), plus=Decimal("0.5") if match[1] else _ZERO)
    if text[start:end] not in ("百", "千", "万") and (time := length(text, numeral)) is not None:
        return Sense("duration", start, time.end, value=time.iso, approx=time.approx)
    if (measured := quantity(text, numeral, floor)) is not None:
        return Sense("quantity", measured.start, measured.end, measured.unit, measured.sign, measured.plus)
    if match := _DOZEN.match(text, end):
        return Sense("number", start, match.end(), "", Decimal(12))
    if (found := _count(text, numeral, before)) is not None:
        return found
    return _bare(text, numeral, before, lexical)


def _ordinal(text: str, numeral: Numeral, start: int) -> Sense | None:
    if numeral.approx or numeral.value != numeral.value.to_integral_value() or numeral.value < 0:
        return None
    match = _CLASSIFIER.match(text, numeral.end)
    if match and units.whole(text, match) and match["name"] not in ("大", "国", "方", "点", "人", "线"):
        return Sense("ordinal", start, match.end(), match["name"])
    if span := _ORDINAL_TIME.match(text, numeral.end):
        return Sense("ordinal", start, span.end(), span[1].lstrip("个"))
    if re.match(r"(?:季度|产业|书记|时间|夫人|课堂|[方者])", text[numeral.end : numeral.end + 2]):
        return None
    if _ENUMERATED.match(text, numeral.end) and _SENTENCE.search(text[max(0, start - 2) : start]):
        return None
    return Sense("ordinal", start, numeral.end)


def _share(text: str, numeral: Numeral) -> Sense | None:
    start, end = numeral.start, numeral.end
    written = text[start:end]
    if match := _POINTS.match(text, end):
        return Sense("percent", start, match.end(), "个百分点", plus=Decimal("0.5") if match[1] else _ZERO)
    if match := _PERCENT.match(text, end):
        return Sense("percent", start, match.end(), "%", Decimal("0.1") if match[1] else _ONE)
    if "分" in written and _RATIO.match(written) and _PLAIN_RATIO.match(written):
        return Sense("percent", start, end, "%", Decimal(100))
    if match := _TENTHS.match(text, end):
        if numeral.value > 10 or numeral.value <= 0 or numeral.approx == "+":
            return None
        tail = match["tail"]
        extra = _ZERO
        if tail:
            half = at(tail, 0) if tail != "半" else None
            extra = half.value if half else Decimal(5)
        return Sense("percent", start, match.end(), "%", Decimal(10), extra)
    if end - start == 1 and (match := _SPACED_DISCOUNT.match(text, end)):
        return Sense("percent", start, match.end(), "%", value=f"{written}{match[1]}")
    if (match := _DISCOUNT.match(text, end)) and not numeral.approx and 0 < numeral.value < 100:
        if numeral.value >= 10 and (numeral.value % 10 == 0 or numeral.magnitude):
            return None
        return Sense("percent", start, match.end(), "%", Decimal(10) if numeral.value < 10 else _ONE)
    return None


def same_share(text: str, numeral: Numeral, said: Sense | None) -> Sense | None:
    """The second numeral of 百分之十到十五, which leaves 百分之 unsaid; else what it was ``said`` to be."""
    if (said is None or (said.kind, said.unit) == ("number", "")) and not re.match(
        r"[一-鿿]?分之", text[numeral.end : numeral.end + 3]
    ):
        return Sense("percent", numeral.start, numeral.end, "%")
    return said


def _money(text: str, numeral: Numeral, floor: int) -> Sense | None:
    found = money(text, numeral, floor)
    if found is None:
        return None
    return Sense("money", found.start, found.end, found.code, found.scale, found.plus, approx=found.approx)


def _count(text: str, numeral: Numeral, before: str) -> Sense | None:
    start, end = numeral.start, numeral.end
    if (best := _STRONG.match(text, end)) and (top := _TOP.search(before)) and not numeral.approx:
        return Sense("ordinal", start - len(top[0]), best.end(), "强", value=f"1-{canonical(numeral.value)}")
    match = _CLASSIFIER.match(text, end)
    if match is None:
        return None
    name = match["name"]
    if not units.whole(text, match):
        return None
    if name == "大" and (numeral.arabic or numeral.value > 10 or numeral.value < 2):
        return None
    if name in ("分", "点", "胜", "负", "平", "重", "行", "列", "股") and (
        not numeral.arabic or numeral.approx
    ):
        return None
    if name in ("个", "年") and not numeral.arabic and text[start:end] in ("百", "千", "万"):
        return None
    if name == "方" and numeral.value > 3 and not numeral.arabic:
        return None
    if not numeral.arabic and text[start:end] in ("百", "千") and not re.search(r"[近上超逾过约数]$", before):
        return None
    if name in ("名", "位", "强") and (top := _TOP.search(before)) and not numeral.approx:
        return Sense("ordinal", start - len(top[0]), match.end(), name, value=f"1-{canonical(numeral.value)}")
    return Sense("count", start, match.end(), name)


def _bare(text: str, numeral: Numeral, before: str, lexical: Lexical) -> Sense | None:
    start, end = numeral.start, numeral.end
    after = text[end : end + 1]
    if numeral.arabic and (match := _SCORE.match(text, end)) and not numeral.magnitude:
        return Sense("number", start, match.end(), value=f"{canonical(numeral.value)}:{int(match[1])}")
    if numeral.arabic and end - start in (2, 4) and _BORN.match(text, end - 2):
        return None
    han_after = bool(after) and "一" <= after <= "鿿"
    if numeral.arabic:
        digits = end - start
        plain = text[start:end].isdigit()
        stated = han_after and not _AFTER_BARE.match(text, end)
        if plain and stated and digits == 4 and 1900 <= numeral.value <= 2100:
            return Sense("date", start, end, value=canonical(numeral.value))
        if plain and digits >= 9:
            return None
        if plain and stated:
            return None
        return Sense("number", start, end)
    written = text[start:end]
    if not numeral.magnitude and end - start == 2 and numeral.top is None:  # 七一, 八一 name days
        return None
    alone = not _LONE.match(before[-1:]) and not _LONE.match(after)
    if alone:
        return Sense("number", start, end) if not (before[-1:] in "(（第" and before) else None
    if numeral.approx or numeral.top is not None:
        return Sense("number", start, end) if numeral.magnitude and not han_after else None
    long = end - start >= 3 or (not han_after and written[0] not in "百千万十")
    exact = "点" in written or "分之" in written or (numeral.magnitude and long)
    if exact and (not han_after or _AFTER_BARE.match(text, end) or "点" in written or "分" in written):
        return Sense("number", start, end)
    said = re.search(r"(?:不是|而是|等于|[是为])$", before) is not None
    if said and (not han_after or re.match(r"这|而|,", text[end : end + 1])):
        return Sense("number", start, end)
    return None
