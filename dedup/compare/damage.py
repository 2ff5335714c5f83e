"""A page that a scanner misread in many places: what makes no word there is damage, not another claim."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dedup.compare.draft import NAMES, Draft
from dedup.compare.sites import Aligned, Site, folded
from dedup.compare.tokens import grow, tokens
from dedup.text.reading import Reading
from dedup.types import Cause, Fact, Op, Severity

_SHORT = 2  # letters of a misread place
_LEAST = 10  # such places from which a page is taken for damaged …
_EVERY = 50  # … if there is one in so many letters
_UNSURE = 3  # characters by which the forms of a misread name differ at most


def damaged(aligned: Aligned, sites: Sequence[Site]) -> bool:
    """Whether so many short places make a word in one version only that one of the two was misread."""
    letters = min(int(aligned.letters_a[-1]), int(aligned.letters_b[-1]))
    need = max(_LEAST, letters // _EVERY)
    short = [s for s in sites if max(s.a1 - s.a0, s.b1 - s.b0) <= _SHORT]
    if len(short) < need:
        return False
    odd = 0
    for site in short:
        grown = grow(aligned, site)
        odd += _sound(aligned.a, grown.a0, grown.a1) != _sound(aligned.b, grown.b0, grown.b1)
        if odd >= need:
            return True
    return False


def forgiven(aligned: Aligned, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts of a damaged pair: what makes no word is a note, a name that may be misread a warning."""
    found: list[Draft] = []
    for draft in drafts:
        if draft.severity is Severity.NOTE:
            found.append(draft)
        elif draft.kind in ("meaning", "quotation") and _odd(aligned, draft):
            found.append(
                replace(
                    draft,
                    kind="damage",
                    severity=Severity.NOTE,
                    cause=Cause.OCR,
                    a=_renamed(draft.a),
                    b=_renamed(draft.b),
                    evidence=(("damage",),),
                )
            )
        elif draft.kind in NAMES and draft.op is Op.CHANGED and draft.cause is Cause.EDIT:
            found.append(_name(aligned, draft))
        else:
            found.append(draft)
    return found


def _name(aligned: Aligned, draft: Draft) -> Draft:
    """A name of which one form may be misread: still to be seen, but no error."""
    one = folded(aligned.a.text[draft.a[0].start : draft.a[0].end])
    two = folded(aligned.b.text[draft.b[0].start : draft.b[0].end])
    if abs(len(one) - len(two)) > _UNSURE or len(set(one) ^ set(two)) > 2 * _UNSURE:
        return draft
    evidence = (*draft.evidence, ("damage",))
    return replace(draft, severity=Severity.WARNING, cause=Cause.OCR, evidence=evidence)


def _odd(aligned: Aligned, draft: Draft) -> bool:
    """Whether a side of a draft holds a character that makes no word."""
    sides = ((aligned.a, draft.a), (aligned.b, draft.b))
    return not all(_sound(reading, f.start, f.end) for reading, side in sides for f in side[:1])


def _sound(reading: Reading, start: int, end: int) -> bool:
    """Whether a stretch is made of words: none of its characters stands alone, but for those that may."""
    inside = tokens(reading, start, end).words
    return all(
        w.end - w.start > 1 or w.tag[:1] in ("p", "c", "u", "d", "r", "f", "m", "q", "y") for w in inside
    )


def _renamed(facts: Sequence[Fact]) -> tuple[Fact, ...]:
    return tuple(replace(f, kind="damage") for f in facts)
