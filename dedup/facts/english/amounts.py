"""Amounts of English text: money, percentages, quantities, durations, multiples, ordinals, counts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from dedup.facts.currencies import ENGLISH, SIGNS
from dedup.facts.english.numbers import NUMBER, value
from dedup.facts.english.stretches import stretches
from dedup.facts.units import pattern
from dedup.text.numerals import canonical
from dedup.types import Fact

_MEASURES = {
    name: unit
    for unit, names in (
        ("公里", "kilometers kilometres kilometer kilometre km"),
        ("米", "meters metres meter metre"),
        ("厘米", "centimeters centimetres cm"),
        ("毫米", "millimeters millimetres mm"),
        ("英里", "miles mile"),
        ("英尺", "feet foot ft"),
        ("英寸", "inches inch"),
        ("平方公里", "square kilometers|square kilometres|sq km|square km"),
        ("平方米", "square meters|square metres|sq m"),
        ("公顷", "hectares hectare"),
        ("英亩", "acres acre"),
        ("亩", "mu"),
        ("吨", "tonnes tons tonne ton|metric tons"),
        ("公斤", "kilograms kilogram kg kilos"),
        ("克", "grams gram"),
        ("磅", "pounds of"),
        ("升", "liters litres liter litre"),
        ("桶", "barrels barrel"),
        ("千瓦时", "kilowatt-hours kWh|kilowatt hours"),
        ("千瓦", "kilowatts kilowatt kW"),
        ("兆瓦", "megawatts megawatt MW"),
        ("摄氏度", "degrees Celsius|degree Celsius|degrees C"),
        ("华氏度", "degrees Fahrenheit|degrees F"),
    )
    for name in (part for piece in names.split("|") for part in ([piece] if " of" in piece or piece.split(" ")[0] in ("square", "sq", "metric", "kilowatt", "degrees", "degree") else piece.split(" ")))
}  # fmt: skip
_SPANS = {"year": "Y", "month": "M", "week": "W", "day": "D", "hour": "H", "minute": "I", "second": "S"}
_SPAN = "|".join(_SPANS)
_AMOUNT = re.compile(
    rf"(?<![\w.,$£€¥])(?:(?P<sign>{pattern(SIGNS)}) ?)?(?P<number>{NUMBER})(?P<range>(?: ?[-–—] ?| to )(?P<top>{NUMBER}))?"
    rf"(?:(?P<points>[ -]percentage[ -]points?)|(?P<percent> ?(?:%|percent\b|per ?cent\b|pct\b))|(?P<fold>(?: times|-?fold)\b)|"
    rf"[ -](?:(?P<currency>(?:{pattern(ENGLISH)}))\b|(?P<span>{_SPAN})s?\b(?P<ago> ago\b)?|(?P<measure>(?:{pattern(_MEASURES)}))\b))?",
    re.I,
)
_ORDINAL = re.compile(r"(?<![\w.,])(?P<n>\d{1,3}(?:,\d{3})*)(?:st|nd|rd|th)\b")
_ORDINALS = {
    word: str(n)
    for n, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(), 1
    )
}
_WORD_ORDINAL = re.compile(
    rf"(?<=\b(?:the|its|his|her) )(?:{'|'.join(_ORDINALS)})\b(?! (?:quarter|half|time\b))|"
    rf"(?<=\btheir )(?:{'|'.join(_ORDINALS)})\b(?! (?:quarter|half))",
    re.I,
)
_BEFORE = re.compile(
    r"\b(?:(?P<gt>more than|over|above|exceed(?:s|ed|ing)?|beyond|in excess of)|(?P<ge>at least|no (?:less|fewer) than|not less than|a minimum of)|"
    r"(?P<lt>less than|fewer than|under|below)|(?P<le>at most|no more than|not more than|up to|as many as|as much as)|"
    r"(?P<less>nearly|almost|close to)|(?P<about>about|around|approximately|roughly|some|an estimated))(?: (?:the|a|an))? $",
    re.I,
)
_AFTER = re.compile(r" (?:(?P<ge>or more)|(?P<le>or (?:less|fewer)))\b", re.I)
_OPS = {"gt": ">", "ge": ">=", "lt": "<", "le": "<="}
_APPROX = {"less": "-", "about": "~"}


def amounts_of(text: str, *kinds: str) -> Iterator[Fact]:
    """The amounts of these kinds in the English stretches of ``text``."""
    return (fact for fact in _amounts(text) if fact.kind in kinds)


@lru_cache(maxsize=8)
def _amounts(text: str) -> tuple[Fact, ...]:
    return tuple(fact for start, end in stretches(text) for fact in _in(text, start, end))


def _in(text: str, start: int, end: int) -> Iterator[Fact]:
    for match in _AMOUNT.finditer(text, start, end):
        fact = _fact(text, match)
        if fact is not None:
            yield fact
    for match in _ORDINAL.finditer(text, start, end):
        yield Fact("ordinal", match.start(), match.end(), match["n"].replace(",", ""))
    for match in _WORD_ORDINAL.finditer(text, start, end):
        yield Fact("ordinal", match.start(), match.end(), _ORDINALS[match[0].lower()])


def _fact(text: str, match: re.Match[str]) -> Fact | None:
    low = value(match["number"])
    high = value(match["top"]) if match["top"] else None
    if low is None or (match["top"] and high is None):
        return None
    scale = re.search(r"[a-z]+$", match["top"] or "", re.I)
    if high is not None and scale and match["number"].replace(".", "").isdigit() and low < 1000 <= high:
        low *= value("1 " + scale[0]) or 1  # 5 to 8 million
    said = canonical(low) if high is None else f"{canonical(low)}-{canonical(high)}"
    end = match.end()
    op, approx = _bounds(text, match.start(), end)
    kind, unit = _kind(match)
    if not kind:  # a bare figure is the general grammar's, unless English words bound it
        return Fact("number", match.start(), end, said, "", approx, op) if op or approx else None
    if kind == "duration":
        designator = unit
        said = "-".join(
            f"PT{canonical(n)}{'M' if designator == 'I' else designator}" if designator in "HIS" else f"P{canonical(n)}{designator}"
            for n in (low, high) if n is not None
        )  # fmt: skip
        unit = ""
        if match["ago"]:
            kind, said = "date", f"-{said}"
    return Fact(kind, match.start(), end, said, unit, approx, op)


def _kind(match: re.Match[str]) -> tuple[str, str]:
    """Kind and unit; no kind for what is left to the general grammar or says no amount."""
    if match["points"]:
        return "percent", "个百分点"
    if match["percent"]:
        return "percent", "%"
    if match["currency"]:
        return "money", {name.lower(): code for name, code in ENGLISH.items()}[match["currency"].lower()]
    if match["sign"]:
        return "money", SIGNS.get(match["sign"], SIGNS.get(match["sign"].upper(), ""))
    if match["fold"]:
        return "multiple", ""
    if match["span"]:
        return "duration", _SPANS[match["span"].lower()]
    if match["measure"]:
        return "quantity", {name.lower(): unit for name, unit in _MEASURES.items()}[match["measure"].lower()]
    if match["number"].isascii() and match["number"][0].isdigit():
        return ("number", "") if re.search("[a-z]", match["number"], re.I) else ("", "")
    return ("number", "") if match["number"].lower() not in ("one", "zero") else ("", "")


def _bounds(text: str, start: int, end: int) -> tuple[str, str]:
    match = _AFTER.match(text, end) or _BEFORE.search(text[max(0, start - 24) : start])
    group = (match.lastgroup if match else "") or ""
    return _OPS.get(group, ""), _APPROX.get(group, "")
