"""Do a reference-free date of this tool and a resolved TIMEX of a suite say the same?"""

from __future__ import annotations

import re
from datetime import date, timedelta

_STEP = re.compile(r"^([+-])P(T?)(\d+)([YMDWHS])$")
_HALF = re.compile(r"-H[12]$")
_DECADE = re.compile(r"^(XX)(\d)X$")
_OFFSET = re.compile(r"^([YMWD])([+-]\d+)(.*)$")


def same_time(ours: str, theirs: object, ref: str | None) -> bool:
    """``ours`` resolved against ``ref`` (ISO, the day the suite's text was written) is one of ``theirs``."""
    options = theirs if isinstance(theirs, list) else [theirs]
    resolved = _resolved(ours, date.fromisoformat(ref[:10]) if ref else None)
    return any(_normal(str(option)) == _normal(resolved) for option in options)


def _resolved(value: str, today: date | None) -> str:
    if "/" in value.strip("/"):
        return "/".join(_resolved(part, today) for part in value.strip("/").split("/"))
    value = value.rstrip("/")
    if (step := _STEP.match(value)) and today is not None:
        return _stepped(today, int(step[1] + step[3]), step[4]).isoformat()
    if half := _HALF.search(value):
        return _halves(_resolved(value[: half.start()], today), half[0], today)
    if decade := _DECADE.match(value):
        tens = int(decade[2])
        return f"{decade[1]}{tens}0-01-01/{decade[1]}{(tens + 1) % 10}0-01-01"
    match = _OFFSET.match(value)
    if match is None or today is None:
        return value
    unit, offset, rest = match[1], int(match[2]), match[3]
    if unit == "Y":
        return f"{today.year + offset}{rest}"
    if unit == "M":
        months = today.year * 12 + today.month - 1 + offset
        return f"{months // 12:04d}-{months % 12 + 1:02d}{rest}"
    if unit == "D":
        return f"{today + timedelta(days=offset)}{rest}"
    monday = today - timedelta(days=today.weekday()) + timedelta(weeks=offset)
    if re.match(r"-[1-7]", rest):
        return f"{monday + timedelta(days=int(rest[1]) - 1)}{rest[2:]}"
    year, week, _ = monday.isocalendar()
    return f"{year}-W{week:02d}{rest}"


def _stepped(today: date, count: int, unit: str) -> date:
    if unit == "Y":
        return today.replace(year=today.year + count)
    return today + timedelta(days={"D": 1, "W": 7}.get(unit, 0) * count)


def _halves(base: str, half: str, today: date | None) -> str:
    if base.endswith("-XX"):
        month = today.strftime("%Y-%m") if today else "XXXX-XX"
        return f"{month}-01/{month}-16" if half == "-H1" else f"{month}-16/{month}-31"
    year = str(today.year) if base == "XXXX" and today else base
    following = str(int(year) + 1) if year.isdigit() else year
    return f"{year}-01-01/{year}-07-01" if half == "-H1" else f"{year}-07-01/{following}-01-01"


def _normal(value: str) -> str:
    if match := re.match(r"^\(([^,]+),([^,]+),P", value):
        value = f"{match[1]}/{match[2]}"
    if "/" in value:
        value = "/".join(re.sub(r"(-01)?-01$|-01$", "", part) for part in value.split("/"))
    return value
