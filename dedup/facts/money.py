"""Money: a numeral with the currency before or behind it, and the small change that follows."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from dedup.facts.currencies import CURRENCIES, HUNDREDTHS, OWN, SIGNS, TENTHS
from dedup.facts.units import pattern
from dedup.text.numerals import Numeral, at

_ZERO = Decimal(0)
_TENTH, _HUNDREDTH = Decimal("0.1"), Decimal("0.01")
_DIGIT = "一二两三四五六七八九\\d"

# 元旦, 圆满, 块状, 马克思: the name of a currency begins a word that is none.
# But 600元月租, 1000元年费, 30万元首付 are sums.
_NOT_CURRENCY = "旦|宵|月(?![租薪费供均])|首(?![付批期])|素|帅|老|件|气|代(?![金言])|朝|年(?![费租薪金均])|宇宙|勋|谋|凶|满|桌|形|梦|柱|明|状|思|斯|杯|西|里|沁"
_CURRENCY = re.compile(rf" ?(?P<name>{pattern(CURRENCIES)})(?!{_NOT_CURRENCY}|[A-Za-z])")
_BLOCK = re.compile(
    rf"块(?:(?P<more>[多来])钱|(?=[零又]?[{_DIGIT}几][毛角分]|零[{_DIGIT}]|[多来]?[{_DIGIT}]?(?:[,。;!?、)\s]|$)|[{_DIGIT}](?![{_DIGIT}十百千万块个])|和|的钱|左右|以上|以下|一[斤个份张本只条件次天月年位人瓶杯碗袋盒包]))"
)
_PIECES = re.compile(r"(?:[切分裂碎拆划拼断剪掰砍撕](?:成了?|为|作)|这|那|哪|每|第|[大小厚薄])$")
_ODD = re.compile(rf"[{_DIGIT}](?![{_DIGIT}零十百千万亿块个元名人家年月日天点%.,:：])")  # 三块五
_CENTS = re.compile(
    rf" ?(?:又|零)? ?(?P<amount>\d{{1,2}}|[零一二两三四五六七八九十壹贰叁肆伍陆柒捌玖]{{1,2}}) ?(?P<unit>{pattern((*TENTHS, *HUNDREDTHS))})(?!钟|之|别|公司|布|支|会|行)钱?"
)
_ZERO_CENTS = re.compile(
    r"零(?P<digit>[一二三四五六七八九\d])(?![一二三四五六七八九十百千万\d个元名人家年月日天])"
)
_GOODS = re.compile(r"[机户店](?!构|制|关)|大[钞奖]|级|档")  # 千元机, 万元户: a price that names a class
_ROUND = tuple("上近超逾过数几") + tuple("一二两三四五六七八九十百千0123456789")
_WHOLE = re.compile(r"整|正(?=[,。;\s]|$)")
_SMALL = re.compile(
    r"(?P<unit>[毛角分仙]钱|毛(?=[,。;!?、)\s]|$|[一二三四五六七八九\d])|角(?=[一二三四五六七八九\d零]{1,2}分)|美分|欧分|便士|戈比|港仙)"
)
_ARABIC_TENTH = re.compile(r" ?角(?=[,。;、)\s]|$)")  # 涨了2角, but 五角 is a figure
_SIGN = re.compile(rf"(?<![A-Za-z])(?:{pattern(SIGNS)}) *$")
_SIGN_AFTER = re.compile(r" ?(?P<sign>[$€£¥₩₽₹₺₫₱₪])(?! ?\d)")
_LEADING = re.compile(
    rf"(?:{pattern(n for n in CURRENCIES if n[0] not in '元圆块个枚大' and len(n) > 1)}) *$"
)
_SIGN_LAST = frozenset(sign[-1] for sign in SIGNS)
_NAME_LAST = frozenset(name[-1] for name in CURRENCIES)
_SCALE = re.compile(
    r"(?: ?(?P<word>thousand|million|billion|trillion|bn|mln|mn|tn)|(?P<letter>[kKmMbBtT]))(?![A-Za-z])", re.I
)
_SCALES = {"k": 3, "thousand": 3, "m": 6, "mn": 6, "mln": 6, "million": 6, "b": 9, "bn": 9, "billion": 9, "t": 12, "tn": 12, "trillion": 12}  # fmt: skip


class Money(NamedTuple):
    """A sum at [start, end): the numeral times ``scale`` plus ``plus``, in ``code``."""

    start: int
    end: int
    code: str
    scale: Decimal = Decimal(1)
    plus: Decimal = _ZERO
    approx: str = ""


def is_sign(before: str) -> bool:
    """``before`` ends with the sign of a currency."""
    return _SIGN.search(before) is not None


def is_currency(text: str, at: int) -> bool:
    """The name of a currency stands at ``at``."""
    return _CURRENCY.match(text, at) is not None


def is_scale(text: str, at: int) -> bool:
    """A word or letter that multiplies a sum stands at ``at``: $5.2bn."""
    return _SCALE.match(text, at) is not None


def money(text: str, numeral: Numeral, floor: int) -> Money | None:
    """The sum of money that ``numeral`` states, or ``None``.

    Args:
        floor: where the fact before ends; what stands before that is not part of this sum.
    """
    start, end = numeral.start, numeral.end
    before = text[max(floor, start - 8) : start]
    last = before.rstrip(" ")[-1:]
    sign = _SIGN.search(before) if last in _SIGN_LAST else None
    leading = _LEADING.search(before) if sign is None and last in _NAME_LAST else None
    match = _CURRENCY.match(text, end)
    if match is not None and (found := _named(text, match, before, bool(leading or sign))):
        code, stop, approx = found
        begin = start
        if prefix := leading or sign:
            begin -= len(prefix[0])
            if code == "CNY":
                code = {**SIGNS, **CURRENCIES}[prefix[0].strip()]
        stop, plus = _change(text, stop, match["name"])
        return Money(begin, stop, code, plus=plus, approx=approx)
    if sign is not None:
        scale = _SCALE.match(text, end)
        factor = Decimal(10) ** _SCALES[(scale["word"] or scale["letter"]).lower()] if scale else Decimal(1)
        stop = scale.end() if scale else end
        return Money(start - len(sign[0]), stop, SIGNS[sign[0].strip()], factor)
    if leading is not None and (numeral.arabic or numeral.magnitude):
        return Money(start - len(leading[0]), end, CURRENCIES[leading[0].strip()])
    if numeral.arabic and (after := _SIGN_AFTER.match(text, end)):
        return Money(start, after.end(), SIGNS[after["sign"]])
    return _small(text, numeral)


def _named(text: str, match: re.Match[str], before: str, named: bool) -> tuple[str, int, str] | None:
    """Code, end and approximation of a numeral followed by the name of a currency."""
    name = match["name"]
    if text[match.start() - 1] in "百千万" and before[-1:] not in _ROUND and _GOODS.match(text, match.end()):
        return None
    if name != "块":
        return CURRENCIES[name], match.end(), ""
    block = _BLOCK.match(text, match.start("name"))
    if block is None or (_PIECES.search(before) and not named):
        return None
    return "CNY", block.end(), "+" if block["more"] else ""


def _change(text: str, end: int, name: str) -> tuple[int, Decimal]:
    """The small change behind a sum and where it ends: 6角三分, 三块五, 又三美分, 整."""
    plus = _ZERO
    odd = _TENTH if name[:1] == "块" and text[end - 1] != "钱" else None
    while match := _CENTS.match(text, end):
        part = at(match["amount"], 0)
        if part is None or part.end != len(match["amount"]):
            break
        tenth = match["unit"] in TENTHS
        plus += part.value * (_TENTH if tenth else _HUNDREDTH)
        odd = _HUNDREDTH if tenth else None
        end = match.end()
    if odd is not None:
        if (zero := _ZERO_CENTS.match(text, end)) and odd == _TENTH:
            value = at(zero["digit"], 0)
            return zero.end(), plus + (value.value if value else _ZERO) * _HUNDREDTH
        if last := _ODD.match(text, end):
            value = at(last[0], 0)
            return last.end(), plus + (value.value if value else _ZERO) * odd
    if whole := _WHOLE.match(text, end):
        end = whole.end()
    return end, plus


def _small(text: str, numeral: Numeral) -> Money | None:
    """Sums below one: 两毛, 五分钱, 30美分."""
    start, end = numeral.start, numeral.end
    if match := _SMALL.match(text, end):
        unit = match["unit"].removesuffix("钱")
        tenth = unit in TENTHS
        stop, plus = _change(text, match.end(), "") if tenth else (match.end(), _ZERO)
        if tenth and stop == match.end() and (odd := _ODD.match(text, stop)) and match["unit"] == "毛":
            value = at(odd[0], 0)
            stop, plus = odd.end(), (value.value if value else _ZERO) * _HUNDREDTH
        return Money(start, stop, OWN.get(unit, "CNY"), _TENTH if tenth else _HUNDREDTH, plus)
    if (numeral.arabic or text[start:end] == "两") and (match := _ARABIC_TENTH.match(text, end)):
        return Money(start, match.end(), "CNY", _TENTH)
    return None
