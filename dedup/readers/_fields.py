"""Fields of corpus rows: ids, titles and dates as other tools write them."""

from __future__ import annotations

import datetime
import re
from functools import lru_cache

_DATE = re.compile(
    r"\s*(\d{4})(?:[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?)?月?|(\d{2})(\d{2}))(?=\D|$)", re.ASCII
)
_DATED = re.compile(
    r"(?<!\d)((?:19|20)\d\d)([-_./]?)(0[1-9]|1[0-2])(?:\2|/)(0[1-9]|[12]\d|3[01])(?!\d)", re.ASCII
)


def iso_date(value: object) -> str | None:
    """The day (or month) that ``value`` begins with, as ISO 8601; ``None`` if it states none.

    >>> iso_date("2020年9月28日"), iso_date(20200928), iso_date("2020-09-28T08:00+08:00"), iso_date("soon")
    ('2020-09-28', '2020-09-28', '2020-09-28', None)
    """
    if isinstance(value, datetime.date):
        return value.strftime("%Y-%m-%d")
    if isinstance(value, str):
        return _day(value[:40])
    return _day(str(value)[:40]) if isinstance(value, int) and not isinstance(value, bool) else None


@lru_cache(1 << 12)  # rows of one day follow one another
def _day(value: str) -> str | None:
    found = _DATE.match(value)
    if not found:
        return None
    year, month = int(found[1]), int(found[2] or found[4])
    day = found[3] or found[5]
    try:
        date = datetime.date(year, month, int(day or 1))
    except ValueError:
        return None
    return f"{date:%Y-%m-%d}" if day else f"{year:04}-{month:02}"


def date_in(path: str) -> str | None:
    """The day that a file name, or else the folders above it, begin with or hold.

    >>> date_in("paper/2020-09/28/A03.txt"), date_in("20200928_A03.txt"), date_in("a/b.txt")
    ('2020-09-28', '2020-09-28', None)
    """
    name = path.replace("\\", "/")
    found = list(_DATED.finditer(name))
    return next(
        (day for match in found[::-1] if (day := iso_date(f"{match[1]}-{match[3]}-{match[4]}"))), None
    )


def row_id(value: object) -> str:
    """The id a row states, or "" if it states none.

    >>> row_id(7), row_id(" a "), row_id(None), row_id([1])
    ('7', 'a', '', '')
    """
    if isinstance(value, str):
        return value.strip()
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def title(value: object) -> str | None:
    """The title a row states."""
    return value.strip() or None if isinstance(value, str) else None
