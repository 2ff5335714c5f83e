"""Dates and times from their pieces: 2020年 + 9月 + 28日 -> 2020-09-28, and ranges of them.

Values are partial and reference-free: what the text does not say is ``X``, what it says relative to its own
day is ``Y+0``, ``M-1``, ``W+1-5`` or ``D-1``. They follow TIMEX3 (ISO-TimeML) where that has a notation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from dedup.facts.calendar.names import AFTERNOON
from dedup.facts.calendar.pieces import RANKS, WEEK_OF, Piece, pieces
from dedup.types import Fact

_YEAR, _PART, _MONTH, _DAY = RANKS["year"], RANKS["part"], RANKS["month"], RANKS["day"]
_WEEKDAY, _PERIOD, _CLOCK = RANKS["weekday"], RANKS["period"], RANKS["clock"]

_GLUE = re.compile(r" ?的? ?$|[,，] ?$| ?\(?$")
_JOIN = re.compile(r" ?(?:至|到|—{1,2}|-{1,2}|~|～|–|−|―|─|起至) ?$")
_AND = re.compile(r" ?(?:和|与) ?$")
_BETWEEN = re.compile(r"之?间")
_SINCE = re.compile(r"以来|(?<=年)来(?=[,，])")
_FROM = re.compile(r"起(?!来|点|步|伏|到|诉|草|义|源|飞|降|初|床|因|跑|价|居)|开始|以后起")
_BOUNDS = (
    (">=", re.compile(r"[或及]者?(?:之|以)后|及?以后起")),
    ("<=", re.compile(r"[或及]者?(?:之|以)前")),
    ("<", re.compile(r"(?:之|以)前|前(?=[,，。、;；的建完成全基实投启竣交率]|$|\s)")),
    (">", re.compile(r"(?:之|以)后")),
)
_ABOUT = re.compile(r" ?(?:许(?!多|可|昌|诺)|左右|前后)")
_LUNAR = re.compile(r"农历 ?$")
_LEAD = re.compile(r"(?:自从|自|从)$")
_SCORE = re.compile(r"(?:比分|以|战成|战平|胜|负|领先|落后|[局节场盘])[^,。]{0,4}$")
_INDEX = re.compile(r"(?:[涨跌升降报收至于差高低达]|指数|调[高低])[^,。]{0,3}$")


@dataclass(frozen=True, slots=True)
class _When:
    """One point or stretch of time put together from adjacent pieces."""

    start: int
    end: int
    year: str = ""
    month: str = ""
    day: str = ""
    part: str = ""
    week: str = ""
    weekday: str = ""
    period: str = ""
    clock: str = ""
    same: bool = False
    lunar: bool = False
    sure: bool = False
    before: _When | None = None  # the other end of 12-19日

    @property
    def value(self) -> str:
        """The date and time in one string."""
        time = self._time()
        date = self._date()
        return date + time if date or time else ""

    @property
    def dated(self) -> bool:
        """More than a time of day."""
        return bool(self._date())

    def _date(self) -> str:
        if self.week:
            date = (f"{self.year}/" if self.year else "") + "-".join(p for p in (self.week, self.part) if p)
        elif self.day[:1] == "D":
            date = (f"{self.year}/" if self.year else "") + self.day
        elif self.month[:1] == "M" or self.month or self.day:
            year = self.year or ("" if self.month[:1] == "M" else "XXXX")
            date = "-".join(p for p in (year, self.month or "XX", self.day, self.part) if p)
        elif self.part:
            date = f"{self.year or 'XXXX'}-{self.part}"
        elif self.weekday:
            date = (f"{self.year or 'XXXX'}-") + self.weekday
        else:
            date = self.year
        return date + ("/SAME" if self.same else "")

    def _time(self) -> str:
        if not self.clock:
            return self.period
        hour = int(self.clock[1:3])
        if (self.period in AFTERNOON and hour < 12) or (self.period == "TMI" and hour < 3):
            hour += 12
        elif self.period == "TDA" and hour == 12:
            hour = 0
        return f"T{hour:02d}{self.clock[3:]}"


@lru_cache(maxsize=8)
def dates(text: str) -> tuple[Fact, ...]:
    """Every date and time of ``text`` in order, none overlapping another.

    Args:
        text: plain text, as ``Reading.plain`` has it.
    """
    return tuple(_facts(text))


def _facts(text: str) -> Iterator[Fact]:
    whens = list(_whens(text))
    i = 0
    floor = 0
    while i < len(whens):
        when = whens[i]
        other = whens[i + 1] if i + 1 < len(whens) else None
        fact = None
        if isinstance(when, Piece):
            fact = Fact("date", when.start, when.end, when.value, "", "")
        elif isinstance(other, _When) and (end := _joined(text, when, other)) is not None:
            fact = _range(text, when, other, end, floor)
            i += 1
        else:
            fact = _single(text, when, floor)
        if fact is not None:
            yield fact
            floor = fact.end
        i += 1


def _whens(text: str) -> Iterator[_When | Piece]:
    """Runs of adjacent pieces of rising rank, each as one date."""
    run: list[Piece] = []
    for piece in pieces(text):
        if piece.rank == 0:
            yield from _closed(run)
            run = []
            yield piece
            continue
        if run and not _continues(text, run, piece):
            yield from _closed(run)
            run = []
        run.append(piece)
    yield from _closed(run)


def _continues(text: str, run: Sequence[Piece], piece: Piece) -> bool:
    last = run[-1]
    between = text[last.end : piece.start]
    if not _GLUE.fullmatch(between) or len(between) > 2:
        return False
    if between.strip() in (",", "，", "(") and piece.rank != _WEEKDAY:
        return False
    if "的" in between and (last.rank > _DAY or piece.before):
        return False
    if len(last.value) == 10 and last.rank == _YEAR:  # a whole numeric date takes a time only
        return piece.rank >= _WEEKDAY
    if piece.value == "SAME":
        return last.rank < _PERIOD
    if last.value in ("SAME",) or last.part:
        return False
    if last.rank == _DAY and piece.rank == _DAY and piece.value[:1] != "D":
        return False
    if piece.rank == _MONTH and piece.value[:1] == "W" and last.rank != _YEAR:
        return False
    if piece.before and last.before:
        return False
    return piece.rank > last.rank


def _closed(run: Sequence[Piece]) -> Iterator[_When]:
    if not run:
        return
    when = _When(run[0].start, run[-1].end)
    for piece in run:
        previous = when
        when = _with(when, piece, piece.value)
        if piece.before:
            when = replace(when, before=_with(replace(previous, before=None), piece, piece.before))
    sure = any(p.sure for p in run) or len(run) > 1
    yield replace(when, lunar=any(p.lunar for p in run), sure=sure)


def _with(when: _When, piece: Piece, value: str) -> _When:
    if piece.rank == _YEAR:
        return replace(when, year=value, part=piece.part)
    if value == "SAME":
        return replace(when, same=True)
    if piece.rank == WEEK_OF:
        return replace(when, part=value)
    if piece.rank == _PART:
        return replace(when, part="-".join(p for p in (value, piece.part) if p))
    if piece.rank == _MONTH and value[:1] in "WQ":
        return replace(when, week=value, part=piece.part)
    if piece.rank == _MONTH:
        return replace(when, month=value, part=piece.part)
    if piece.rank == _DAY:
        if len(value) > 2 and value[2] == "-":
            return replace(when, month=value[:2], day=value[3:])
        return replace(when, day=value)
    if piece.rank == _WEEKDAY:
        return replace(when, weekday=value)
    if piece.rank == _PERIOD:
        return replace(when, period=value)
    return replace(when, clock=value)


def _joined(text: str, one: _When, two: _When) -> int | None:
    """Where the range ends if ``one`` and ``two`` are its ends."""
    between = text[one.end : two.start]
    if one.before or (two.before and not two.clock) or len(between) > 4:
        return None
    if _JOIN.fullmatch(between):
        if one.clock and not two.clock and not two.period:
            return None
        after = _BETWEEN.match(text, two.end)
        return after.end() if after and two.clock else two.end
    if _AND.fullmatch(between) and (after := _BETWEEN.match(text, two.end)):
        return after.end()
    return None


def _inherited(one: _When, two: _When) -> _When:
    """``two`` with what it leaves unsaid taken from ``one``."""
    if two.year or two.week or two.day[:1] == "D":
        return two
    if not two.dated:
        day = replace(one, start=two.start, end=two.end, period=two.period or one.period, clock=two.clock)
        return replace(day, before=None)
    if one.day[:1] == "D":
        return two
    month = two.month or (one.month if two.day else "")
    return replace(two, year=one.year, month=month)


def _range(text: str, one: _When, two: _When, end: int, floor: int) -> Fact | None:
    if not (one.sure or two.sure):
        return None
    last = _inherited(one, two)
    start = one.start
    if lead := _LEAD.search(text[max(floor, start - 2) : start]):
        start -= len(lead[0])
    kind = "date" if one.dated or two.dated else "time"
    return Fact(kind, start, end, f"{one.value}/{last.value}", "农历" if one.lunar or two.lunar else "")


def _single(text: str, when: _When, floor: int) -> Fact | None:
    start, end = when.start, when.end
    before = text[max(0, start - 8) : start]
    if not when.dated and _is_score(text, when, before):
        return None
    follows = text[end : end + 2]
    if not when.sure and not (when.clock and _hour_context(text, when, before, follows)):
        return None
    value, op, approx = when.value, "", ""
    if when.before is not None:
        first = when.before if not when.clock else replace(when.before, period=when.period)
        value = f"{first.value}/{value}"
    lead = _LEAD.search(text[max(floor, start - 2) : start])
    if since := _SINCE.match(text, end):
        end, value = since.end(), f"{value}/"
    elif since := _FROM.match(text, end):
        end, op = since.end(), ">="
    else:
        for sign, bound in _BOUNDS:
            if match := bound.match(text, end):
                end, op, lead = match.end(), sign, None
                break
        else:
            if match := _ABOUT.match(text, end):
                approx = "~"
            if when.before is None or not when.dated:
                lead = None
    if lead:
        start -= len(lead[0])
    if when.lunar and (lead := _LUNAR.search(text[max(floor, start - 3) : start])):
        start -= len(lead[0])
    kind = "date" if when.dated else "time"
    return Fact(kind, start, end, value, "农历" if when.lunar else "", approx, op)


def _is_score(text: str, when: _When, before: str) -> bool:
    if not when.clock or when.period:
        return False
    if ":" in text[when.start : when.end]:
        return _SCORE.search(before) is not None
    return "点" in text[when.start : when.end] and _INDEX.search(before) is not None


def _hour_context(text: str, when: _When, before: str, follows: str) -> bool:
    """A bare 9点 or 十点 is an hour only in the company of words that say so."""
    written = text[when.start : when.end]
    if (
        re.match(r"(?:之?前|之?后|以前|以后|左右|许|到|至|开|钟|整|[,，。])", follows)
        and written[:1] not in "一"
    ):
        return True
    if written[0].isdigit():
        return (
            not re.match(r"[一-鿿\d]", follows[:1])
            or re.match(r"的|在|,|。|我|就|开|出|起|准", follows) is not None
        )
    return not before.strip() and not follows.strip()
