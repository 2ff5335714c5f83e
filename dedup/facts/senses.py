"""What a numeral counts, by what stands right before and behind it."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from dedup.facts import units
from dedup.facts.durations import length
from dedup.facts.lexical import Lexical
from dedup.text.numerals import Numeral, at, canonical

_ONE = Decimal(1)
_ZERO = Decimal(0)

_POINTS = re.compile(r" *个 *百 *分 *点")
_PERCENT = re.compile(r" ?(?:[%﹪]|(‰))")
_RATIO = re.compile(r"负?[百佰千仟十]?[万亿]*[百佰千仟万]? *分 *之")
_TENTHS = re.compile(
    r" ?成(?!立|员|为|功|果|本|长|绩|都|交|熟|效|人|分|品|就|年|语|型|套|因|群|败|千|片|份|不|吉|批|规|天|化|全|色|家)"
    r"(?: ?(?P<tail>[一二三四五六七八九半\d])(?![一二三四五六七八九十百千万\d个名家年月]))?"
)
_SPACED_DISCOUNT = re.compile(r" (\d) ?折(?!叠|射|返|合)")
_DISCOUNT = re.compile(r" ?折(?!叠|射|腾|返|合|算|中|弯|磨|桂|旧|线|断|回|服|戟)")
_TIMES = re.compile(r" ?倍(?!率|增|感|受|加|频|镜)(半)?")
_NOT_CURRENCY = "旦|宵|月|首|素|帅|老|件|气|代|朝|年|宇宙|勋|谋|凶"
_CURRENCY = re.compile(rf" ?(?P<name>{units.pattern(units.CURRENCIES)})(?!{_NOT_CURRENCY}|[A-Za-z])")
_BLOCK = re.compile(r"块(?=[一二两三四五六七八九\d]毛|[一二三四五六七八九\d]?[,。;!?、\s]|$|和|的钱)")
_CENTS = re.compile(
    r" ?(?:又|零)?(?P<amount>\d{1,2}|[零一二两三四五六七八九十]{1,2}) ?(?P<unit>角|毛|分|美分|欧分|便士|日本[钱銭])(?!钟|之|别|公司|布)"
)
_SMALL_MONEY = re.compile(r"(?P<unit>毛钱|分钱|角钱|毛|角(?=[一二三四五六七八九\d]分)|美分|欧分)")
_SIGN = re.compile(rf"(?:{units.pattern(units.SIGNS)}) ?$")
_LEADING = re.compile(r"(?:人民币|新台币|台币|港币|港元|美元|美金|欧元|日元|澳门币|英镑|韩币) *$")
_CJK_MEASURE = re.compile(
    rf" ?(?P<name>{units.pattern(n for n in units.MEASURES if not n[0].isascii())})(?P<half>半(?!年|个|天|数|程|径|决))?"
)
_ASCII_MEASURE = re.compile(
    rf" ?(?P<name>{units.pattern(n for n in units.MEASURES if n[0].isascii())})(?![A-Za-z0-9])"
)
_CLASSIFIER = re.compile(rf" ?(?P<name>{units.pattern(units.CLASSIFIERS)})")
_DOZEN = re.compile(r" ?打(?=[,。;、\s]|$|[一-鿿]{2}(?:[,。;、\s]|$)|啤酒|鸡蛋|毛巾)")
_TAEL = re.compile(r"两(?=[,。;、\s]|$|白银|黄金|银子|金子)")
_JOIN = re.compile(
    r" ?(?:\(不?含\))? ?(?:至|到|—{1,2}|-{1,2}|~|～|–|−|―|─) ?(?=[\d一二两三四五六七八九十百千])"
)
_FIRST = re.compile(r"第 ?$")
_ENUMERATED = re.compile(r" ?[,、:]")  # 第一,… 第二,… open clauses and rank nothing
_SENTENCE = re.compile(r"(?:^|[\s。;!?“:])$")
_ORDINAL_TIME = re.compile(r" ?(个月|年(?!级|代)|天|周|个?季|日)")
_TOP = re.compile(r"(?<![目日以之此提空午年生向])前 ?$")
_LIST_MARK = re.compile(r"(?:^|\n)\s*[(（]?$")
_LIST_END = re.compile(r"[.、)）．]\s*(?!\d)")
_LONE = re.compile(r"[一-鿿A-Za-z0-9]")
_AFTER_BARE = re.compile(
    r"以上|以下|以内|左右|上下|的(?!士)|和|与|至|到|及|或|比|是|为|分别|以来|起|增|下降|上升|降|升|提高|减|之间|之后|之前|这|还|后|就|已|了|又|而|也|都|同比|环比|只|看|时"
)
_SCORE = re.compile(r"(?:比|:)(\d{1,3})(?![\d:.年月日])")
_HALVES = re.compile(
    r"(?<![一二两三四五六七八九十\d上下前后])半(?=个?(?:多?月|小时|钟头|世纪|多?小时)|年(?!级|报|检)|天(?!津)|公里|里路|小时|公升|升(?!级)|斤|公斤|亩|加仑|成(?!品|熟|立|本))"
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
        return _SIGN.search(before) is None
    if len(before) > 1 and before[-1] in "-." and before[-2].isascii() and before[-2].isalpha():
        return True
    after = text[end : end + 1]
    if after == "#" or (after.isascii() and after.isalpha() and _ASCII_MEASURE.match(text, end) is None):
        return _CURRENCY_CODE.match(text, end) is None
    if _LIST_MARK.search(before) and _LIST_END.match(text, end) and end - start <= 2:
        return True
    digits = text[start:end].lstrip("+-")
    if digits[0] == "0" and len(digits) > 1 and digits[1].isdigit():
        return True
    return bool(
        re.match(r"-\d+-\d", text[end : end + 8])
        or (re.search(r"\d-\d*$", before + text[start:start]) and "-" in before)
    )


_CURRENCY_CODE = re.compile(r" ?(?:RMB|CNY|USD|EUR|HKD|TWD|GBP)(?![A-Za-z])")


def _is_unit(text: str, match: re.Match[str]) -> bool:
    """The unit found is not the beginning of a longer word (人才, 家庭)."""
    return len(match["name"]) > 1 or units.NOT_UNIT.match(text, match.start("name")) is None


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


def sense(text: str, numeral: Numeral, lexical: Lexical) -> Sense | None:
    """What ``numeral`` counts, or ``None`` if it counts nothing."""
    start, end = numeral.start, numeral.end
    before = text[max(0, start - 6) : start]
    if _FIRST.search(before):
        return _ordinal(text, numeral, start - len(_FIRST.search(before)[0]))  # type: ignore[index]
    if (found := _share(text, numeral)) is not None:
        return found
    if (found := _money(text, numeral, before)) is not None:
        return found
    if match := _TIMES.match(text, end):
        return Sense("multiple", start, match.end(), plus=Decimal("0.5") if match[1] else _ZERO)
    if text[start:end] not in ("百", "千", "万") and (time := length(text, numeral)) is not None:
        return Sense("duration", start, time.end, value=time.iso, approx=time.approx)
    if match := (_ASCII_MEASURE.match(text, end) or _CJK_MEASURE.match(text, end)):
        name = match["name"]
        if name != "两" and _is_unit(text, match):
            half = Decimal("0.5") if match.groupdict().get("half") else _ZERO
            return Sense("quantity", start, match.end(), units.MEASURES[name], plus=half)
    if match := _DOZEN.match(text, end):
        return Sense("number", start, match.end(), "", Decimal(12))
    if numeral.value >= 2 and text[start:end] != "两" and (match := _TAEL.match(text, end)):
        return Sense("quantity", start, match.end(), "两")
    if (found := _count(text, numeral, before)) is not None:
        return found
    return _bare(text, numeral, before, lexical)


def _ordinal(text: str, numeral: Numeral, start: int) -> Sense | None:
    if numeral.approx or numeral.value != numeral.value.to_integral_value() or numeral.value < 0:
        return None
    match = _CLASSIFIER.match(text, numeral.end)
    if match and _is_unit(text, match) and match["name"] not in ("大", "国", "方", "点", "人", "线"):
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
        return Sense("percent", start, match.end(), "个百分点")
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


def _money(text: str, numeral: Numeral, before: str) -> Sense | None:
    start, end = numeral.start, numeral.end
    match = _CURRENCY.match(text, end)
    name = match["name"] if match else ""
    if name == "块" and not _BLOCK.match(text, match.start("name")):  # type: ignore[union-attr]
        match, name = None, ""
    sign = _SIGN.search(before)
    leading = _LEADING.search(before)
    if match is not None:
        code = units.CURRENCIES[name]
        if leading and code == "CNY":
            code = units.CURRENCIES[leading[0].strip()]
        begin = start - len(leading[0]) if leading else start - len(sign[0]) if sign else start
        stop, plus = _cents(text, match.end())
        return Sense("money", begin, stop, code, plus=plus)
    if sign is not None:
        return Sense("money", start - len(sign[0]), end, units.SIGNS[sign[0].strip()])
    if match := _SMALL_MONEY.match(text, end):
        stop, plus = _cents(text, match.end()) if match["unit"][0] in "毛角" else (match.end(), _ZERO)
        code = {"美分": "USD", "欧分": "EUR"}.get(match["unit"], "CNY")
        return Sense(
            "money", start, stop, code, Decimal("0.01") if "分" in match["unit"] else Decimal("0.1"), plus
        )
    return None


def _cents(text: str, end: int) -> tuple[int, Decimal]:
    plus = _ZERO
    while match := _CENTS.match(text, end):
        part = at(match["amount"], 0)
        if part is None:
            break
        plus += part.value * (Decimal("0.1") if match["unit"] in "角毛" else Decimal("0.01"))
        end = match.end()
    if whole := re.compile(r"整|正(?=[,。;\s]|$)").match(text, end):
        end = whole.end()
    return end, plus


def _count(text: str, numeral: Numeral, before: str) -> Sense | None:
    start, end = numeral.start, numeral.end
    match = _CLASSIFIER.match(text, end)
    if match is None:
        return None
    name = match["name"]
    if not _is_unit(text, match):
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
