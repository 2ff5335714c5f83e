"""Regular times: 每月, 每周一, 每3天."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dedup.facts.calendar.names import WEEKDAYS
from dedup.text.numerals import canonical, parse
from dedup.types import Fact

_EVERY = re.compile(
    r"(?<![与于])每(?:隔)?(?P<n>\d{1,3}|[两二三四五六七八九十半]|[一二三]?十[一二三四五六七八九]?|一)?个?(?:(?P<Y>年度?)|(?P<M>月)|(?P<Q>季度?)|"
    r"(?P<W>周|星期|礼拜)(?P<day>[一二三四五六日天末](?![个次期届]))?|(?P<D>天|日|晚)|(?P<H>小时|钟头)|(?P<I>分钟)|(?P<S>秒钟?))"
)
_ISO = {
    "Y": "P{}Y",
    "M": "P{}M",
    "Q": "P{}M",
    "W": "P{}W",
    "D": "P{}D",
    "H": "PT{}H",
    "I": "PT{}M",
    "S": "PT{}S",
}


def sets(text: str) -> Iterator[Fact]:
    """Every regular time of ``text``: an ISO 8601 duration, or ``XXXX-WXX-1`` for 每周一."""
    for match in _EVERY.finditer(text):
        unit = next(u for u in _ISO if match[u])
        if match["day"]:
            yield Fact("set", match.start(), match.end(), f"XXXX-WXX-{WEEKDAYS[match['day']]}")
            continue
        count = parse("0.5" if match["n"] == "半" else match["n"] or "1")
        if count is None or (unit == "M" and match["n"] and "个" not in match[0]):
            continue
        yield Fact(
            "set", match.start(), match.end(), _ISO[unit].format(canonical(count * (3 if unit == "Q" else 1)))
        )
