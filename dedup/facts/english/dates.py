"""Dates and times of English text, with the values Chinese ones have: May 18, 2020 is 2020-05-18."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dedup.facts.english.stretches import stretches
from dedup.types import Fact

_MONTHS = dict(zip("jan feb mar apr may jun jul aug sep oct nov dec".split(), range(1, 13), strict=True))
_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December|Jan\\.?|Feb\\.?|Mar\\.?|Apr\\.?|Jun\\.?|Jul\\.?|Aug\\.?|Sept?\\.?|Oct\\.?|Nov\\.?|Dec\\.?"
_WEEKDAYS = dict(
    zip("monday tuesday wednesday thursday friday saturday sunday".split(), range(1, 8), strict=True)
)
_WEEKDAY = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
_NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_YEAR = r"(?:1[5-9]|20)\d\d"
_STEPS = {"last": -1, "previous": -1, "past": -1, "this": 0, "current": 0, "next": 1, "coming": 1}
_DAYS = {"the day before yesterday": -2, "yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}
_PARTS = {
    "early": "START",
    "beginning": "START",
    "start": "START",
    "mid": "MID",
    "middle": "MID",
    "late": "END",
    "end": "END",
}
_UNIT = {"year": "Y", "month": "M", "week": "W", "quarter": "Q"}
_PART = r"(?:(?P<{0}>early|late|mid)[ -]|(?P<{0}of>end|beginning|start|middle) of (?:the )?)?"
_DATE = re.compile(
    rf"(?<!\w)(?:"
    rf"(?P<m1>{_MONTH}) (?P<d1>{_DAY})(?:st|nd|rd|th)?(?:(?: ?[-–—] ?| to )(?:(?P<m1b>{_MONTH}) )?(?P<d1b>{_DAY})(?:st|nd|rd|th)?)?(?:,? (?P<y1>{_YEAR}))?(?![\d%])|"
    rf"(?P<d2>{_DAY})(?:st|nd|rd|th)? (?:of )?(?P<m2>{_MONTH})(?:,? (?P<y2>{_YEAR}))?(?!\w)|"
    rf"{_PART.format('p3')}(?P<m3>{_MONTH}),? (?P<y3>{_YEAR})(?!\w)|"
    rf"{_PART.format('p4')}(?P<m4>(?<=\b(?:in|by|of) )May|(?<=\b(?:in|by|of) )March|(?<=(?:last|next|this|from|late) )(?:May|March)|(?<=(?:early|since|until) )(?:May|March)|January|February|April|June|July|August|September|October|November|December)(?!\w)|"
    rf"(?:(?:Q(?P<q5>[1-4])|(?:the )?(?P<n5>first|second|third|fourth|1st|2nd|3rd|4th) quarter)(?: of)? ?(?P<y5>{_YEAR})?)(?!\w)|"
    rf"(?:the )?(?P<h6>first|second) half of (?:the year|(?P<y6>{_YEAR}))(?!\w)|"
    rf"(?:the )?(?P<decade>(?:1[5-9]|20)\d)0s(?!\w)|"
    rf"{_PART.format('p7')}(?P<step>last|previous|this|current|next|coming) (?P<unit>year|month|week|quarter)(?!\w)|"
    rf"(?P<endof>end|beginning|start|middle) of the (?P<which>year|month)(?!\w)|"
    rf"(?:(?P<wstep>last|this|next) )?(?P<weekday>{_WEEKDAY})(?!\w)|"
    rf"(?P<rday>the day before yesterday|yesterday|today|tonight|tomorrow)(?!\w)|"
    rf"(?P<hour>1[0-2]|0?[1-9])(?::(?P<minute>[0-5]\d))? ?(?P<half>[ap])\.?m\b\.?|"
    rf"{_PART.format('p8')}(?P<y8>(?<=\b(?:in|by|of) ){_YEAR}|(?<=\b(?:since|until|after) ){_YEAR}|(?<=\b(?:from|late) ){_YEAR}|(?<=early ){_YEAR}|(?<=before ){_YEAR}|(?<=during ){_YEAR}|(?<=mid-){_YEAR})(?![\w,.]\d|\w| ?%)"
    rf")"
)  # fmt: skip


def dates(text: str) -> Iterator[Fact]:
    """Dates and times in the English stretches of ``text``."""
    for start, end in stretches(text):
        for match in _DATE.finditer(text, start, end):
            kind, value = _read(match)
            if value:
                yield Fact(kind, match.start(), match.end(), value)


def _month(written: str) -> str:
    return f"{_MONTHS[written[:3].lower()]:02d}"


def _part(match: re.Match[str], name: str) -> str:
    said = match[name] or match[name + "of"]
    return f"-{_PARTS[said.lower()]}" if said else ""


def _read(match: re.Match[str]) -> tuple[str, str]:
    """Kind and value."""
    groups = match.groupdict()
    if groups["m1"]:
        year, month = groups["y1"] or "XXXX", _month(groups["m1"])
        first = f"{year}-{month}-{int(groups['d1']):02d}"
        if not groups["d1b"]:
            return "date", first
        last_month = _month(groups["m1b"]) if groups["m1b"] else month
        return "date", f"{first}/{year}-{last_month}-{int(groups['d1b']):02d}"
    if groups["m2"]:
        return "date", f"{groups['y2'] or 'XXXX'}-{_month(groups['m2'])}-{int(groups['d2']):02d}"
    if groups["m3"]:
        return "date", f"{groups['y3']}-{_month(groups['m3'])}{_part(match, 'p3')}"
    if groups["m4"]:
        return "date", f"XXXX-{_month(groups['m4'])}{_part(match, 'p4')}"
    if groups["q5"] or groups["n5"]:
        return "date", f"{groups['y5'] or 'XXXX'}-Q{groups['q5'] or _NTH[groups['n5']]}"
    if groups["h6"]:
        return "date", f"{groups['y6'] or 'XXXX'}-H{_NTH[groups['h6']]}"
    if groups["decade"]:
        return "date", f"{groups['decade']}X"
    if groups["step"]:
        return "date", f"{_UNIT[groups['unit']]}{_STEPS[groups['step']]:+d}{_part(match, 'p7')}"
    if groups["endof"]:
        return "date", ("XXXX" if groups["which"] == "year" else "XXXX-XX") + f"-{_PARTS[groups['endof']]}"
    if groups["weekday"]:
        day = _WEEKDAYS[groups["weekday"].lower()]
        return "date", f"W{_STEPS[groups['wstep']]:+d}-{day}" if groups["wstep"] else f"XXXX-WXX-{day}"
    if groups["rday"]:
        return "date", f"D{_DAYS[groups['rday']]:+d}"
    if groups["hour"]:
        hour = int(groups["hour"]) % 12 + (12 if groups["half"] == "p" else 0)
        return "time", f"T{hour:02d}" + (f":{groups['minute']}" if groups["minute"] else "")
    return "date", f"{groups['y8']}{_part(match, 'p8')}"
