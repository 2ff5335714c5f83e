"""Modality and negation: does the other version say the same of the same thing?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from dedup.compare.draft import LOGIC, Draft, stretch
from dedup.compare.lexicon import exchanged, lexicon
from dedup.compare.ranges import Ranges
from dedup.compare.sites import Aligned, Site
from dedup.compare.tokens import grow, merged
from dedup.types import Cause, Fact, Op, Severity

_ENGLISH = re.compile(
    r"(?:(?P<will>will|shall|(?:is|are) to|(?:is|are) going to)"
    r"|(?P<plan>plans?(?: to)?|intends?(?: to)?|aims?(?: to)?)"
    r"|(?P<hope>(?:(?:is|are) )?expected(?: to)?|(?:is|are) likely(?: to)?)|(?P<may>may|might|could)"
    r"|(?P<must>must|(?:has|have) to)|(?P<done>has|have|had)|(?P<should>should|ought to))(?: [a-z]+){0,2}"
)
_NOT = frozenset("不未没")
_PHRASE = 3  # letters beside a negation that make it part of something put in
_REWRITTEN = 16  # letters on a side of a site from which it is another sentence, not another word


def differences(
    aligned: Aligned, sites: Sequence[Site], facts_a: Sequence[Fact], facts_b: Sequence[Fact]
) -> list[Draft]:
    """Modal and negating words that stand in changed places and have no equal beside them."""
    logic_a = Ranges(f for f in facts_a if f.kind in LOGIC)
    logic_b = Ranges(f for f in facts_b if f.kind in LOGIC)
    drafts: list[Draft] = []
    for site in merged(aligned, sites):
        long = max(
            aligned.letters_a[site.a1] - aligned.letters_a[site.a0],
            aligned.letters_b[site.b1] - aligned.letters_b[site.b0],
        )
        if long > _REWRITTEN:
            continue
        if modal := _denied(aligned, site) or _modal(aligned, site) or _english(aligned, site):
            drafts.append(modal)
            continue
        for kind in ("modality", "negation"):
            left = [f for f in logic_a.touching(site.a0, site.a1) if f.kind == kind]
            right = [f for f in logic_b.touching(site.b0, site.b1) if f.kind == kind]
            drafts += [_weighed(aligned, site, d) for d in _site(kind, left, right)]
    return drafts


def _weighed(aligned: Aligned, site: Site, draft: Draft) -> Draft:
    """A negation that comes with a phrase of its own is part of what was put in: it reverses nothing."""
    size = max(aligned.letters_a[site.a1] - aligned.letters_a[site.a0],
               aligned.letters_b[site.b1] - aligned.letters_b[site.b0])  # fmt: skip
    facts = (*draft.a, *draft.b)
    if (
        draft.kind != "negation"
        or draft.op is Op.CHANGED
        or size - sum(f.end - f.start for f in facts) < _PHRASE
    ):
        return draft
    if site.a1 > site.a0 and site.b1 > site.b0:
        return replace(draft, severity=Severity.WARNING)
    place = (site.a0, site.a1) if draft.a else (site.b0, site.b1)
    side = (stretch("passage", *place), *facts)
    evidence = (("passage", str(size), str(len(facts))),)
    a, b = (side, ()) if draft.a else ((), side)
    return Draft("passage", draft.op, Severity.WARNING, Cause.EDIT, a, b, evidence)


def _denied(aligned: Aligned, site: Site) -> Draft | None:
    """A negation for a modal word (未感染, 已感染), also inside words of the dictionary; or ``None``."""
    one, two = aligned.a.plain[site.a0 : site.a1], aligned.b.plain[site.b0 : site.b1]
    if not any(no in _NOT and modal in lexicon("modal") for no, modal in ((one, two), (two, one))):
        return None
    a, b = stretch("negation", site.a0, site.a1), stretch("negation", site.b0, site.b1)
    return Draft("negation", Op.CHANGED, Severity.ERROR, Cause.EDIT, (a,), (b,), (("negation", one, two),))


def _english(aligned: Aligned, site: Site) -> Draft | None:
    """One English modal phrase for another (is expected to, will), a verb behind it or not; or ``None``."""
    grown = grow(aligned, site)
    sides = aligned.a.plain[grown.a0 : grown.a1].strip(), aligned.b.plain[grown.b0 : grown.b1].strip()
    found = [_ENGLISH.fullmatch(side) for side in sides]
    if not all(found) or len({m.lastgroup for m in found if m}) < 2:
        return None
    a, b = stretch("modality", grown.a0, grown.a1), stretch("modality", grown.b0, grown.b1)
    return Draft("modality", Op.CHANGED, Severity.ERROR, Cause.EDIT, (a,), (b,), (("modality", *sides),))


def _modal(aligned: Aligned, site: Site) -> Draft | None:
    """One modal word for another (必须, 可以), or ``None``."""
    changed = aligned.a.plain[site.a0 : site.a1] + aligned.b.plain[site.b0 : site.b1]
    if not all(c in _modal_characters() for c in changed):
        return None
    return _modal_at(aligned, site) or _modal_at(aligned, grow(aligned, site))


@cache
def _modal_characters() -> frozenset[str]:
    return frozenset("".join(lexicon("modal")))


def _modal_at(aligned: Aligned, grown: Site) -> Draft | None:
    one, two = aligned.a.plain[grown.a0 : grown.a1].strip(), aligned.b.plain[grown.b0 : grown.b1].strip()
    if one == two or not {one, two} <= lexicon("modal"):
        return None
    if exchanged().get(one, one) == exchanged().get(two, two):
        return None
    a, b = stretch("modality", grown.a0, grown.a1), stretch("modality", grown.b0, grown.b1)
    return Draft("modality", Op.CHANGED, Severity.ERROR, Cause.EDIT, (a,), (b,), (("modality", one, two),))


def _site(kind: str, left: list[Fact], right: list[Fact]) -> list[Draft]:
    values = Counter(f.value for f in left) & Counter(f.value for f in right)
    left, right = _without(left, values), _without(right, values)
    if not left and not right:
        return []
    if kind == "negation" and len(left) % 2 == len(right) % 2:
        return []  # 不 for 未: said otherwise, the same sense
    op = Op.CHANGED if left and right else Op.ONLY_A if left else Op.ONLY_B
    severity = Severity.ERROR if kind == "negation" or op is Op.CHANGED else Severity.WARNING
    if op is not Op.CHANGED and all(f.value in lexicon("aspect") for f in (*left, *right)):
        severity = Severity.NOTE
    said = tuple("、".join(f.value for f in side) or "—" for side in (left, right))
    return [Draft(kind, op, severity, Cause.EDIT, tuple(left), tuple(right), ((kind, *said),))]


def _without(facts: list[Fact], values: Counter[str]) -> list[Fact]:
    left = Counter(values)
    kept = []
    for fact in facts:
        if left[fact.value] > 0:
            left[fact.value] -= 1
        else:
            kept.append(fact)
    return kept
