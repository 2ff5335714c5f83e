"""Passages that only one version has, told from words put in or left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from rapidfuzz.distance import Indel

from dedup.compare.draft import LOGIC, Draft, stretch
from dedup.compare.facing import ByValue, same_value
from dedup.compare.ranges import Ranges
from dedup.compare.sites import Aligned, Site, folded, weight
from dedup.text.reading import Reading
from dedup.types import Cause, Fact, Op, ParagraphKind, Severity

CLAUSE = 10  # letters from which something put in is a passage rather than words
_SENTENCE_END = re.compile(r"[。！？!?；;]")
_FULL_STOP = re.compile(r"[。！？!?]")
_BREAK = re.compile(r"[，,。！？!?；;：:]")
_DATELINE = re.compile(
    r"[(\s]*(?:[\u4e00-\u9fff]{2,8}[社报网台])?[\u4e00-\u9fff]{0,8}(?:\d{1,2}月\d{1,2}日)?[电讯]?\s*"
    r"(?:\((?:[^()]*(?:记者|通讯员|实习生)[^()]*)\))?[\s)]*(?:题:[^\n]*)?"
    r"(?:[\u4e00-\u9fff]{2,6}消息:)?(?:\d{1,2}月(?:\d{1,2}日)?)?"
)
_DATED = re.compile(
    r"[电讯]\s*$|[电讯]\s*[(]|\d[月日]|记者|通讯员|实习生|题:|消息:"
)  # what no dateline is without
_PAGE = re.compile(
    r"[(]?[^()。;]{0,14}(?:见|转|接|刊)(?:今日|本报|今天)?(?:第?[\d一二三四五六七八九十、,—-]+版)+[^()。;]{0,6}[)]?"
)
_LINK = re.compile(r"https?://[\w./?=&%#~:+-]+")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_SAYS = 6  # letters from which a whole sentence says something
_CALL = re.compile("谢谢|祝|你们?好|大家好|同志们|朋友们|各位|女士们|先生们|尊敬的|完|全文")
_LITTLE = 4  # letters on the other side that do not make it a rewording
_UNLIKE = 0.5  # similarity below which two long stretches are two passages, not one reworded
_MARGINAL = frozenset(
    {ParagraphKind.TITLE, ParagraphKind.SUBTITLE, ParagraphKind.HEADING, ParagraphKind.BYLINE,
     ParagraphKind.CAPTION, ParagraphKind.SIGNATURE}
)  # fmt: skip


def divided(aligned: Aligned, site: Site) -> tuple[Site, ...]:
    """The site, cut in two where whole sentences of one version stand beside a word or two of the other.

    A sentence left out and the word beside it that is written otherwise are two differences.
    """
    a, b = aligned.a.plain, aligned.b.plain
    for text, start, end, short in (
        (a, site.a0, site.a1, b[site.b0 : site.b1]),
        (b, site.b0, site.b1, a[site.a0 : site.a1]),
    ):
        ends = [m.end() for m in _FULL_STOP.finditer(text, start, end)]
        if not ends or not folded(short) or _FULL_STOP.search(short):
            continue
        opens = start == 0 or text[start - 1] in "\n。！？!?"
        cut = ends[-1] if opens else ends[0]
        if cut == end or not (opens or end == len(text) or text[end - 1] in "。！？!?"):
            continue
        whole, rest = ((start, cut), (cut, end)) if opens else ((cut, end), (start, cut))
        if len(folded(text[slice(*whole)])) < CLAUSE:
            continue
        if text is a and (start, end) == (site.a0, site.a1):
            at = site.b0 if opens else site.b1
            return tuple(sorted((Site(*whole, at, at), Site(*rest, site.b0, site.b1))))
        at = site.a0 if opens else site.a1
        return tuple(sorted((Site(at, at, *whole), Site(site.a0, site.a1, *rest))))
    return (site,)


def apart(aligned: Aligned, site: Site) -> tuple[bool, bool]:
    """Whether what A has at a site, and what B has, is a passage the other version lacks."""
    one = folded(aligned.a.text[site.a0 : site.a1])
    two = folded(aligned.b.text[site.b0 : site.b1])
    said, other = weight(one), weight(two)
    if not one or not two:
        return (
            _is_passage(aligned.a, site.a0, site.a1, said),
            _is_passage(aligned.b, site.b0, site.b1, other),
        )
    if said <= _LITTLE < CLAUSE <= other - said:
        return False, _is_passage(aligned.b, site.b0, site.b1, other)
    if other <= _LITTLE < CLAUSE <= said - other:
        return _is_passage(aligned.a, site.a0, site.a1, said), False
    if min(said, other) >= CLAUSE and Indel.normalized_similarity(one, two) < _UNLIKE:
        return True, True
    if min(said, other) >= _SAYS and _is_sentence(aligned.a.plain, site.a0, site.a1):
        unlike = Indel.normalized_similarity(one, two) < _UNLIKE and max(said, other) >= CLAUSE
        whole = unlike and _is_sentence(aligned.b.plain, site.b0, site.b1)
        return whole, whole
    return False, False


def _is_passage(reading: Reading, start: int, end: int, size: int) -> bool:
    """A clause or more: long enough, or closed by punctuation at both ends."""
    if not size:
        return False
    text = reading.text
    before = text[max(0, start - 2) : start].rstrip(" ")[-1:]
    opens = start == 0 or before in "\n，,。！？!?；;：:”」』." or text[start] in "，,；;。"
    closes = end >= len(text) or text[end] in "\n，,。！？!?；;" or text[end - 1] in "，,。！？!?；;”."
    if size >= CLAUSE:
        return opens or closes or bool(_BREAK.search(text[start:end])) or size >= 2 * CLAUSE
    bracketed = text[start] in "(（" and text[end - 1] in ")）"
    return size >= _LITTLE and ((opens and closes) or bracketed)


def draft(reading: Reading, start: int, end: int, facts: Ranges[Fact], others: ByValue, op: Op) -> Draft:
    """One passage as one difference, its facts listed; a fact the other version states too is left out.

    Args:
        reading: the version that has the passage.
        start, end: where, in reading offsets.
        facts: all facts of this version.
        others: all facts of the other version by value.
        op: which version has it.
    """
    inside = [f for f in facts.inside(start, end) if f.kind not in LOGIC and f.kind != "quotation"]
    new = tuple(f for f in inside if not any(same_value(f, o) for o in others.get((f.kind, f.value), ())))
    letters = folded(reading.text[start:end])
    size, said = len(letters), weight(letters)
    marginal = reading.kinds and reading.kinds[reading.paragraph_at(start)] in _MARGINAL
    hard = any(f.kind in _HARD for f in new)
    long = said >= CLAUSE or (said >= _SAYS and _is_sentence(reading.plain, start, end))
    severity = Severity.WARNING if hard or (long and not marginal) else Severity.NOTE
    side = (stretch("passage", start, end), *new)
    evidence: tuple[tuple[str, ...], ...] = (("passage", str(size), str(len(new))),)
    if furniture := _furniture(reading.plain[start:end]):
        severity, new, side, evidence = Severity.NOTE, (), side[:1], ((furniture,),)
    if op is Op.ONLY_A:
        return Draft("passage", op, severity, Cause.EDIT, side, (), evidence)
    return Draft("passage", op, severity, Cause.EDIT, (), side, evidence)


def _is_sentence(text: str, start: int, end: int) -> bool:
    """Whether a stretch is a sentence or more, from the end of the one before to its own full stop."""
    opens = start == 0 or text[max(0, start - 4) : start].rstrip(" \u3000")[-1:] in "\n。！？!?."
    return opens and text[end - 1] in "。！？!?." and _CALL.match(text, start, end) is None


def phrases(aligned: Aligned, sites: Sequence[Site], drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, those of one phrase that only one version has made one passage that lists them."""
    held = {op: Ranges(_held(drafts, op)) for op in (Op.ONLY_A, Op.ONLY_B)}
    told: set[int] = set()
    whole: list[Draft] = []
    for site in sites:
        op = Op.ONLY_A if site.b0 == site.b1 else Op.ONLY_B if site.a0 == site.a1 else None
        if op is None:
            continue
        start, end = (site.a0, site.a1) if op is Op.ONLY_A else (site.b0, site.b1)
        numbers = sorted(h.n for h in held[op].inside(start, end))
        if len(numbers) < 2:
            continue
        told.update(numbers)
        here = [drafts[n] for n in numbers]
        facts = [f for d in here for f in (*d.a, *d.b)]
        side = (stretch("passage", start, end), *sorted(facts, key=lambda f: (f.start, f.end)))
        size = len(folded((aligned.a if op is Op.ONLY_A else aligned.b).text[start:end]))
        a, b = (side, ()) if op is Op.ONLY_A else ((), side)
        evidence = (("passage", str(size), str(len(facts))),)
        whole.append(Draft("passage", op, Severity.WARNING, Cause.EDIT, a, b, evidence))
    return [d for n, d in enumerate(drafts) if n not in told] + whole


class _Held(NamedTuple):
    """From where to where the facts of the n-th draft reach."""

    start: int
    end: int
    n: int


def _held(drafts: Sequence[Draft], op: Op) -> Iterator[_Held]:
    for n, draft in enumerate(drafts):
        if draft.op is op and draft.severity is not Severity.NOTE:
            facts = draft.a or draft.b
            yield _Held(min(f.start for f in facts), max(f.end for f in facts), n)


def _furniture(text: str) -> str:
    """What kind of page furniture a passage is, or "": a dateline with its reporters, a web link."""
    if _DATELINE.fullmatch(text.strip()) and _DATED.search(text):
        return "dateline"
    if _PAGE.fullmatch(text.strip()):
        return "page"
    return "link" if _LINK.search(text) and len(_HAN.findall(_LINK.sub("", text))) <= 8 else ""


_HARD = frozenset(
    {"date", "time", "number", "count", "quantity", "multiple", "money", "percent", "duration", "ordinal"}
)


def repeated(aligned: Aligned, start: int, end: int, first: bool) -> bool:
    """Whether the other version has these very words too: what stands here is a spare copy.

    They stand in it to the letter, or another copy of them in this version has its counterpart there.

    Args:
        aligned: the two readings.
        start, end: where the passage stands.
        first: whether in A; else in B.
    """
    mine, theirs = (aligned.folded_a, aligned.folded_b) if first else (aligned.folded_b, aligned.folded_a)
    text, before, partner = (
        (aligned.a.text, aligned.letters_a, aligned.a2b)
        if first
        else (aligned.b.text, aligned.letters_b, aligned.b2a)
    )
    needle = folded(text[start:end])
    if len(needle) < CLAUSE:
        return False
    if needle in theirs:
        return True
    at = mine.find(needle)
    while at >= 0:
        here, there = (int(np.searchsorted(before, n, "right")) - 1 for n in (at, at + len(needle) - 1))
        if 2 * int((partner[here : there + 1] >= 0).sum()) > there + 1 - here:
            return True
        at = mine.find(needle, at + 1)
    return False
