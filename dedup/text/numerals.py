"""Numerals of Chinese text: what they say, exactly, and how far they reach.

Covers Arabic (with thousands separators, decimals, powers), Chinese in everyday, financial and positional
writing (一百二十万, 壹佰, 二〇二〇, 廿一), mixtures of both (1.2万亿, 5万4千6百), negative numbers, fractions
(三分之二, 3又1/2) and approximate forms (二十多万, 十几亿, 数百, 三五百, 两到三万 is left to the caller).
Works on plain text (``Reading.plain``): digits are ASCII, characters simplified.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, localcontext

from dedup.text.numeral_reader import (
    ARABIC,
    DIGITS,
    EXACT,
    SEVERAL,
    SHOWN,
    SMALL,
    Numeral,
    NumeralReader,
)

__all__ = ["Numeral", "at", "canonical", "numerals", "parse"]

_COUNTED = "名人元家个件亩户吨台只辆份条项米公平美"  # what 万余 and 亿余 count
_BELOW_ZERO = r"(?<=[温低高到至降长增为是率达])[-−](?=\d+(?:\.\d+)?(?:℃|°|%|度|个百分点))"  # 气温-15℃
_START = re.compile(
    rf"(?:负 ?|(?<![\w.)%℃])[-+−](?=[\d.一二三四五六七八九十])|{_BELOW_ZERO})?"
    rf"(?:(?<![\d.])\.\d+|{ARABIC}|[{''.join(DIGITS)}{''.join(SMALL)}]|[{SEVERAL}](?![百千万] ?分 ?之)|"
    rf"(?<=[上近超逾过])[万亿]|万(?=万? ?分 ?之)|[万亿](?=余[{_COUNTED}]))"
)
_HUNDREDS = (100, 1000, 10000)
_SLASH = re.compile(r"/(\d{1,4})(?![\d/.%])")
_MIXED = re.compile(r" (\d{1,4})/(\d{1,4})(?![\d/.%])")
_OF = re.compile(r" *分 *之 *(?=[负\d零〇一二两三四五六七八九十百千半几壹贰叁肆伍陆柒捌玖]|\.\d|[-−] ?\d)")
_AND = re.compile(r" *又 *(?=[\d一二两三四五六七八九十百千壹贰叁肆伍陆柒捌玖])")


def canonical(value: Decimal) -> str:
    """The one way to write a value: no exponent, no trailing zeros, no negative zero.

    >>> canonical(Decimal("43.0")), canonical(Decimal("1E+8"))
    ('43', '100000000')
    """
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def parse(text: str) -> Decimal | None:
    """The value of a string that is one exact numeral and nothing else, or ``None``.

    >>> parse("一千零五十"), parse("1万亿"), parse("二〇二〇"), parse("十分")
    (Decimal('1050'), Decimal('1000000000000'), Decimal('2020'), None)
    """
    text = text.strip()
    found = at(text, 0)
    if found is None or found.end != len(text) or found.approx or found.top is not None:
        return None
    return found.value


def numerals(text: str) -> Iterator[Numeral]:
    """Every numeral of ``text`` from left to right; they never overlap."""
    position = 0
    while match := _START.search(text, position):
        found = at(text, match.start())
        if found is None:
            position = match.start() + 1
        else:
            yield found
            position = found.end


def at(text: str, start: int) -> Numeral | None:
    """The longest numeral that starts at ``start``, or ``None``."""
    with localcontext(EXACT):
        return _signed(text, start)


def _signed(text: str, start: int, whole: bool = True) -> Numeral | None:
    """The numeral at ``start``; with its fraction, where one follows, if ``whole``."""
    sign, here = 1, start
    if text[here : here + 1] in ("负", "-", "−", "+"):
        sign = 1 if text[here] == "+" else -1
        here += 1
        while text[here : here + 1] == " ":
            here += 1
    found = _unsigned(text, here)
    if found is None:
        return None
    if whole:
        found = _fraction(text, found)
    if sign < 0:
        top = -found.top if found.top is not None else None
        found = found._replace(value=-found.value, top=top)
    return found._replace(start=start)


def _fraction(text: str, found: Numeral, mixed: bool = True) -> Numeral:
    """``found`` with a fraction that follows it: A分之B, A又B分之C, A/B, A B/C."""
    if found.approx or found.top is not None:
        return found
    if (link := _OF.match(text, found.end)) and found.value:
        part = _signed(text, link.end(), whole=False)
        blurred = part is not None and (part.approx or part.top is not None)
        if part is not None and (not blurred or found.value in _HUNDREDS):  # 百分之二十多, 百分之几
            value = _ratio(part.value, found.value)
            top = _ratio(part.top, found.value) if part.top is not None else None
            return Numeral(found.start, part.end, value, top, part.approx, found.arabic, True)
        return found
    if mixed and (link := _AND.match(text, found.end)):
        part = _signed(text, link.end(), whole=False)
        below = _fraction(text, part, mixed=False) if part else found
        if _is_ratio(text, below):
            return found._replace(end=below.end, value=_sum(found.value, below.value))
        return found
    whole = found.arabic and found.value == found.value.to_integral_value() and not found.magnitude
    if whole and (both := _MIXED.match(text, found.end)) and int(both[2]):
        value = _sum(found.value, _ratio(Decimal(both[1]), Decimal(both[2])))
        return found._replace(end=both.end(), value=value, magnitude=True)
    if whole and (slash := _SLASH.match(text, found.end)) and found.value < int(slash[1]):
        return found._replace(end=slash.end(), value=_ratio(found.value, Decimal(slash[1])), magnitude=True)
    return found


def _is_ratio(text: str, found: Numeral) -> bool:
    return "分" in text[found.start : found.end] or "/" in text[found.start : found.end]


def _ratio(above: Decimal, below: Decimal) -> Decimal:
    """Exact where the fraction ends, else to 15 significant digits."""
    exact = EXACT.divide(above, below)
    return exact if len(exact.as_tuple().digits) < EXACT.prec else SHOWN.plus(exact)


def _sum(whole: Decimal, part: Decimal) -> Decimal:
    ends = len(part.as_tuple().digits) < SHOWN.prec
    return EXACT.add(whole, part) if ends else SHOWN.add(whole, part)


def _unsigned(text: str, start: int) -> Numeral | None:
    if text[start : start + 1] == ".":
        match = re.compile(r"\.\d+").match(text, start)
        return Numeral(start, match.end(), Decimal("0" + match[0]), arabic=True) if match else None
    if text[start : start + 1] == " ":
        return None
    return NumeralReader(text, start).read()
