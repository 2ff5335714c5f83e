"""Compare facts by value: which mentions of A and B state the same, another, or no value."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from dedup.compare.dates import compatible
from dedup.compare.draft import VALUES, Draft
from dedup.compare.facing import ByValue, Matched, dirty, pair, same_unit, same_value
from dedup.compare.sites import Aligned, folded
from dedup.facts.modifiers import side
from dedup.text.fold import Offsets
from dedup.text.reading import Reading
from dedup.types import Cause, Fact, Op, Severity

_DATELINE = re.compile(
    r"\s*[(]?(?:本报|[\u4e00-\u9fff]{1,6}[社报网台])[\u4e00-\u9fff]{0,10}(?:\d{1,2}月)?(?:\d{1,2}日)?[电讯]"
)
_DATE_BEHIND = re.compile(r"[(（]\d{1,2}月\d{1,2}日")
_SERIES = re.compile(r"届(?=[\u4e00-\u9fff])(?![了的都中])|次(?=(?:全体)?会议|全会|代表大会)")
_COUNTING = tuple("了办开过续历前各共这数近逾超")  # before a count of all of them (举办了三届)
_BOUND = 4  # characters of a word that bounds a number
_AROUND = 40  # characters within which such words stand one beside the other
_NEXT = 1  # characters between such a word and its number
_DATED = frozenset({"date", "time"})
_TRIVIAL = frozenset(
    {"个", "项", "大", "条", "种", "位", "名", "批", "系列", "些", "段", "份", "家", "座", "栋", "点"}
)
_BOTH = frozenset("国地人市省县校队党会军岸级者侧边端头方")  # 两国 says no number: both countries


def differences(
    aligned: Aligned,
    facts_a: Sequence[Fact],
    facts_b: Sequence[Fact],
    all_a: ByValue,
    all_b: ByValue,
) -> list[Draft]:
    """Values that differ, and values that only one side states at a place both sides have.

    Args:
        aligned: the two readings.
        facts_a, facts_b: mentions outside passages that only one version has.
        all_a, all_b: all mentions by value: what either version states anywhere.
    """
    value_a = [f for f in facts_a if f.kind in VALUES]
    value_b = [f for f in facts_b if f.kind in VALUES]
    paired = pair(aligned, value_a, value_b)
    drafts = [
        _ranked(aligned, _changed(_bounded(aligned, p)))
        for p in paired.pairs
        if not same_value(p.a, p.b) and not _bounds_stand(aligned, p)
    ]
    drafts += [draft for p in paired.pairs if (draft := _turned(aligned, p))]
    drafts += [
        _only(Op.ONLY_A, fact, aligned.a)
        for fact in paired.only_a
        if dirty(fact, aligned.changed_a) and not _stated(fact, aligned.a.plain, all_b, aligned.b.plain)
    ]
    drafts += [
        _only(Op.ONLY_B, fact, aligned.b)
        for fact in paired.only_b
        if dirty(fact, aligned.changed_b) and not _stated(fact, aligned.b.plain, all_a, aligned.a.plain)
    ]
    return drafts


def _turned(aligned: Aligned, p: Matched) -> Draft | None:
    """Lengths of time that lie on opposite sides: 前3天 against 后3天."""
    if {p.a.kind, p.b.kind} != {"duration"} or not same_value(p.a, p.b):
        return None
    a, b = aligned.a.plain[p.a.start : p.a.end], aligned.b.plain[p.b.start : p.b.end]
    if {side(a), side(b)} != {"-", "+"}:
        return None
    return Draft("duration", Op.CHANGED, Severity.ERROR, Cause.EDIT, (p.a,), (p.b,), (("value", a, b),))


def _bounds_stand(aligned: Aligned, p: Matched) -> bool:
    """Whether grammar alone tells two values apart: no character of a date or of a bound changed."""
    if {p.a.kind, p.b.kind} <= _DATED and _whole(p.a, aligned.a2b) and _whole(p.b, aligned.b2a):
        return True  # 今天上午, 今天(2月4日)上午: what was put in is told by itself
    if p.a.value != p.b.value and not (p.a.kind in _DATED and compatible(p.a.value, p.b.value)):
        return False
    if not same_unit(p.a, p.b):
        return False
    bound_a, bound_b = bool(p.a.approx or p.a.op), bool(p.b.approx or p.b.op)
    bound, partner = (p.a, aligned.a2b) if bound_a else (p.b, aligned.b2a)
    return bound_a != bound_b and _whole(bound, partner)


def _whole(fact: Fact, partner: Offsets) -> bool:
    """Whether the other version has every character of a fact."""
    return bool((partner[fact.start : fact.end] >= 0).all())


def _bounded(aligned: Aligned, p: Matched) -> Matched:
    """The pair with the changed words beside it that bound or round the number (超过, 左右)."""
    if (p.a.approx, p.a.op) == (p.b.approx, p.b.op):
        return p
    a, b = p
    first = bisect_left(aligned.sites, (a.start - _AROUND,))
    last = bisect_left(aligned.sites, (a.end + _AROUND,))
    for site in aligned.sites[first:last]:
        if site.a1 - site.a0 > _BOUND or site.b1 - site.b0 > _BOUND:
            continue
        near_a = site.a0 <= a.end + _NEXT and a.start <= site.a1 + _NEXT
        near_b = site.b0 <= b.end + _NEXT and b.start <= site.b1 + _NEXT
        if near_a and near_b:
            a = replace(a, start=min(a.start, site.a0), end=max(a.end, site.a1))
            b = replace(b, start=min(b.start, site.b0), end=max(b.end, site.b1))
    return Matched(a, b)


def _changed(p: Matched) -> Draft:
    a, b = p
    evidence: list[tuple[str, ...]] = []
    if a.value != b.value:
        evidence.append(("value", _said(a), _said(b)))
    if not same_unit(a, b):
        evidence.append(("unit", a.unit or "—", b.unit or "—"))
    if a.approx != b.approx:
        evidence.append(("approx", a.approx or "=", b.approx or "="))
    if a.op != b.op:
        evidence.append(("op", a.op or "=", b.op or "="))
    if a.kind != b.kind and _past(a, b):
        said = ("precise", a.value, b.value)
        return Draft(a.kind, Op.CHANGED, Severity.NOTE, Cause.EDIT, (a,), (b,), (said,))
    hard = a.value != b.value or not same_unit(a, b)
    kind = a.kind if a.kind == b.kind or b.kind in {"number", "count"} else b.kind
    if (
        a.kind in _DATED
        and b.kind in _DATED
        and (a.approx, a.op) == (b.approx, b.op)
        and compatible(a.value, b.value)
    ):
        return Draft(
            kind, Op.CHANGED, Severity.NOTE, Cause.EDIT, (a,), (b,), (("precise", a.value, b.value),)
        )
    return Draft(
        kind,
        Op.CHANGED,
        Severity.ERROR if hard else Severity.WARNING,
        Cause.EDIT,
        (a,),
        (b,),
        tuple(evidence),
    )


def _ranked(aligned: Aligned, draft: Draft) -> Draft:
    """The draft; two counts that say which one of a series is meant (十三届全国人大三次会议) are ordinals."""
    for text, fact in ((aligned.a.plain, draft.a[0]), (aligned.b.plain, draft.b[0])):
        series = fact.kind == "count" and fact.unit and _SERIES.match(text, fact.end - len(fact.unit))
        if not series or text[fact.start - 1 : fact.start] in _COUNTING:
            return draft
    a, b = (tuple(replace(f, kind="ordinal") for f in side) for side in (draft.a, draft.b))
    return replace(draft, kind="ordinal", a=a, b=b)


def _past(a: Fact, b: Fact) -> bool:
    """Whether a span of time and a date that is counted from today stand for one another (过去一年, 去年)."""
    span, date = (a, b) if a.kind == "duration" else (b, a)
    return span.kind == "duration" and date.kind == "date" and date.value[:1] in "YMWD"


def _said(fact: Fact) -> str:
    return f"{fact.value}{' ' + fact.unit if fact.unit else ''}"


def _only(op: Op, fact: Fact, reading: Reading) -> Draft:
    both = (
        fact.value == "2" and reading.plain[fact.start : fact.end] == f"两{fact.unit}" and fact.unit in _BOTH
    )
    trivial = (fact.value == "1" and fact.unit in _TRIVIAL) or both or vague(fact)
    trivial = trivial or in_dateline(fact, reading) or _dated(fact, reading.plain)
    severity = Severity.NOTE if trivial else Severity.WARNING
    side = (fact,)
    return Draft(
        fact.kind,
        op,
        severity,
        Cause.EDIT,
        side if op is Op.ONLY_A else (),
        side if op is Op.ONLY_B else (),
        (("only", _said(fact)),),
    )


def in_dateline(fact: Fact, reading: Reading) -> bool:
    """Whether a date or a place stands in a dateline (新华社北京5月18日电)."""
    start = reading.starts[reading.paragraph_at(fact.start)] if reading.starts else 0
    lead = _DATELINE.match(reading.plain, start)
    return lead is not None and fact.end <= lead.end()


def _dated(fact: Fact, text: str) -> bool:
    """Whether the date behind it says which day is meant (今天（4月17日）)."""
    return fact.value.startswith("D") and _DATE_BEHIND.match(text, fact.end) is not None


def vague(fact: Fact) -> bool:
    """Whether a date says too little to be missed (目前, 近日, 未来)."""
    return fact.kind in {"date", "time"} and not any(c.isdigit() for c in fact.value)


def _stated(fact: Fact, text: str, others: ByValue, other_text: str) -> bool:
    """Whether the other version states the same value of the same thing at another place."""
    same = others.get((fact.kind, fact.value), ())
    if fact.kind == "date" and len(fact.value) >= len("XXXX-MM-DD"):
        return bool(same)
    return any(same_value(fact, other) and same_context(fact, text, other, other_text) for other in same)


def same_context(one: Fact, text: str, two: Fact, other_text: str) -> bool:
    """Whether the two characters before or after the two facts are the same."""
    after = folded(text[one.end : one.end + 6])[:2], folded(other_text[two.end : two.end + 6])[:2]
    before = (
        folded(text[max(0, one.start - 6) : one.start])[-2:],
        folded(other_text[max(0, two.start - 6) : two.start])[-2:],
    )
    return bool((after[0] and after[0] == after[1]) or (before[0] and before[0] == before[1]))
