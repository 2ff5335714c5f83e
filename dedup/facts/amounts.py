"""Amounts: a numeral, what it counts, and the words that bound or blur it.

One pass over the numerals of a text decides for each whether it is money, a percentage, a duration, a
multiple, an ordinal, a measured quantity, a count or a bare number; the fact kinds pick theirs. A span
holds the numeral and its unit (20多家, 第三届, 近3年); bounds (超过, 以上) stay outside, in ``op``.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from dedup.facts import modifiers, senses
from dedup.facts.durations import length
from dedup.facts.lexical import Lexical
from dedup.facts.senses import Sense
from dedup.text.numerals import Numeral, at, canonical, numerals
from dedup.types import Fact


@lru_cache(maxsize=8)
def amounts(text: str) -> tuple[Fact, ...]:
    """Every amount of ``text`` in order, none overlapping another.

    Args:
        text: plain text, as ``Reading.plain`` has it.
    """
    return tuple(_scan(text, Lexical(text)))


def of_kind(text: str, *kinds: str) -> Iterator[Fact]:
    """The amounts of these kinds."""
    return (fact for fact in amounts(text) if fact.kind in kinds)


def _scan(text: str, lexical: Lexical) -> Iterator[Fact]:
    done = 0
    for numeral in _numerals(text):
        if numeral.start < done:
            continue
        fact = _fact(text, numeral, lexical, done)
        if fact is not None:
            done = fact.end
            yield fact


def _numerals(text: str) -> list[Numeral]:
    """Numerals and measuring 半, in order."""
    plain = list(numerals(text))
    ends = {n.end for n in plain}
    return sorted([*plain, *(h for h in senses.halves(text) if h.start not in ends)])


def _fact(text: str, numeral: Numeral, lexical: Lexical, done: int) -> Fact | None:
    if senses.is_code(text, numeral):
        return None
    said = senses.sense(text, numeral, lexical, done)
    found = _range(text, numeral, said, lexical) or _single(numeral, said, lexical)
    if found is None:
        return None
    sense, value = found
    kind, start, end = sense.kind, max(sense.start, done), sense.end
    bounds = modifiers.around(text, start, end, numeral)
    approx, op = numeral.approx or sense.approx or bounds.approx, bounds.op
    if kind == "duration":
        begin, blur = modifiers.placed(text, start, done)
        stop, step = modifiers.relative(text, end)
        if begin < start:
            start, op, approx = begin, "", blur or numeral.approx or sense.approx
        elif step and "-" not in value:
            kind, end, value = "date", stop, step + value
    return Fact(kind, start, end, value, sense.unit, approx, op)


def _single(numeral: Numeral, sense: Sense | None, lexical: Lexical) -> tuple[Sense, str] | None:
    if sense is None or not _counts(numeral, sense, lexical):
        return None
    if sense.value:
        return sense, sense.value
    low = canonical(numeral.value * sense.scale + sense.plus)
    if numeral.top is None:
        return sense, low
    return sense, f"{low}-{canonical(numeral.top * sense.scale + sense.plus)}"


def _counts(numeral: Numeral, sense: Sense, lexical: Lexical) -> bool:
    """The dictionary does not object to a Chinese numeral."""
    if numeral.arabic or (sense.kind in ("ordinal", "percent") and sense.start < numeral.start):
        return not lexical.idiom(sense.start)
    return lexical.counts(
        numeral.start, numeral.end, sense.end, sense.unit if sense.kind in ("count", "quantity") else "个"
    )


def _range(text: str, first: Numeral, one: Sense | None, lexical: Lexical) -> tuple[Sense, str] | None:
    """20—30家, 三至五年, 10%～15%, 5万元到8万元: one amount whose value is ``low-high``."""
    if first.top is not None or first.approx:
        return None
    if one is not None and one.kind in ("date", "ordinal"):
        return None
    for end in {one.end if one else first.end, first.end}:
        at_second = senses.link(text, end)
        second = at(text, at_second) if at_second is not None else None
        if second is None or second.approx or second.top is not None or senses.is_code(text, second):
            continue
        two = senses.sense(text, second, lexical, first.end)
        if (
            one is not None
            and one.kind == "percent"
            and "分" in text[first.start : first.end]
            and end == first.end
        ):
            two = senses.same_share(text, second, two)  # 百分之十到十五
        if two is None or two.kind in ("date", "ordinal") or not _counts(second, two, lexical):
            continue
        if (
            one is not None
            and end == one.end
            and one.end > first.end
            and (one.kind, one.unit) != (two.kind, two.unit)
        ):
            continue
        own = one is not None and one.end == end and one.end > first.end
        shared = senses.shared_magnitude(text, first, second) if not own else 1
        lower = first._replace(value=first.value * shared)
        if two.kind == "duration":
            low_length = length(text, second._replace(value=lower.value)) if not own else length(text, first)
            low, high = low_length.iso if low_length else "", two.value
        else:
            plus = one.plus if own and one is not None else two.plus
            scale = one.scale if one is not None and one.kind == two.kind else two.scale
            low, high = (
                canonical(lower.value * scale + plus),
                canonical(second.value * two.scale + two.plus),
            )
        start = min(first.start, one.start) if one is not None else first.start
        return two._replace(start=start, value=""), f"{low}-{high}"
    return None
