"""Measured quantities: a numeral with a unit of length, weight, temperature and so on, and what belongs to it."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from dedup.facts import units
from dedup.text.numerals import Numeral, at

_ONE, _ZERO, _HALF = Decimal(1), Decimal(0), Decimal("0.5")
_DIGIT = "一二两三四五六七八九"

_CJK = re.compile(
    rf" ?(?P<name>{units.pattern(n for n in units.MEASURES if not n[0].isascii())})(?P<half>半(?!年|个|天|数|程|径|决))?"
)
_ASCII = re.compile(
    rf" ?(?P<name>{units.pattern(n for n in units.MEASURES if n[0].isascii())})(?![A-Za-z0-9])"
)
_TAEL = re.compile(r"两(?=[,。;、\s]|$|半|白银|黄金|银子|金子|[重多])(?P<half>半)?")
_SCALE_BEFORE = re.compile(r"(?P<scale>摄氏|华氏)(?:温度|度)?(?: ?零下)? ?$")
_DEGREE = re.compile(r" ?(?:(?P<scale>摄氏|华氏)(?:度|°)|度|°)")
_BARE_DEGREE = re.compile(r"°(?![A-Za-z′'])")
_BELOW = re.compile(r"零下 ?$")
_TAIL = re.compile(  # 1米75, 三米九
    rf"(?:(?P<digits>\d{{1,2}})|(?P<chinese>[{_DIGIT}]))(?![{_DIGIT}\d十百千万亿.个名人家位次条米厘公分尺里斤月日年点的%]|[—-])"
)
_TAELS = re.compile(
    rf" ?(?P<amount>\d(?:\.\d)?|[{_DIGIT}])两(?P<half>半)?(?![一-鿿]{{0,1}}[个名年次])"
)  # 3斤5两
_TEMPERATURES = {"摄氏": "摄氏度", "华氏": "华氏度"}


class Quantity(NamedTuple):
    """A quantity at [start, end): the numeral times ``sign`` (-1 below zero) plus ``plus``, in ``unit``."""

    start: int
    end: int
    unit: str
    sign: Decimal = _ONE
    plus: Decimal = _ZERO


def is_measure(text: str, at: int) -> bool:
    """A unit in Latin letters stands at ``at``."""
    return _ASCII.match(text, at) is not None


def quantity(text: str, numeral: Numeral, floor: int) -> Quantity | None:
    """The quantity that ``numeral`` measures, or ``None``.

    Args:
        floor: where the fact before ends.
    """
    start, end = numeral.start, numeral.end
    before = text[max(floor, start - 8) : start]
    if (found := _temperature(text, numeral, before)) is not None:
        return found
    match = _ASCII.match(text, end) or _CJK.match(text, end)
    if match and match["name"] != "两" and units.whole(text, match):
        unit = units.MEASURES[match["name"]]
        stop, plus = match.end(), _HALF if match.groupdict().get("half") else _ZERO
        if match["name"] == "斤" and (taels := _TAELS.match(text, stop)):
            tenths = at(taels["amount"], 0)
            part = (tenths.value if tenths else _ZERO) + (_HALF if taels["half"] else _ZERO)
            return Quantity(start, taels.end(), unit, plus=part / 10)
        whole = numeral.value == numeral.value.to_integral_value() and not numeral.approx
        if match["name"] == "米" and whole and numeral.value < 10 and (tail := _TAIL.match(text, stop)):
            said = tail["digits"] or str(at(tail["chinese"], 0).value)  # type: ignore[union-attr]
            return Quantity(start, tail.end(), unit, plus=Decimal(f"0.{said}"))
        if unit in ("摄氏度", "华氏度", "度") and (below := _BELOW.search(before)):
            return Quantity(start - len(below[0]), stop, unit, sign=-_ONE, plus=-plus)
        return Quantity(start, stop, unit, plus=plus)
    if numeral.value >= 2 and text[start:end] != "两" and (match := _TAEL.match(text, end)):
        return Quantity(start, match.end(), "两", plus=_HALF if match["half"] else _ZERO)
    return None


def _temperature(text: str, numeral: Numeral, before: str) -> Quantity | None:
    """摄氏37度, 华氏温度98.6度, 37°: the scale before, behind or unsaid."""
    scale = _SCALE_BEFORE.search(before)
    match = _DEGREE.match(text, numeral.end)
    if match is None or not (scale or match["scale"] or _BARE_DEGREE.match(text, numeral.end)):
        return None
    said = (scale and scale["scale"]) or match["scale"]
    sign = -_ONE if "零下" in before[-3:] else _ONE
    start = numeral.start - (len(scale[0]) if scale else 2 if sign < 0 and before.endswith("零下") else 0)
    return Quantity(start, match.end(), _TEMPERATURES[said] if said else "度", sign)
