"""Names that one of the texts itself ties together: 青石大学（以下简称青大）makes the two one name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dedup.compare.draft import Draft
from dedup.compare.sites import Aligned, folded
from dedup.facts.aliases import defined
from dedup.types import Cause, Fact, Op, Severity

_KINDS = frozenset({"person", "place", "organisation", "wording"})  # a short form may look like no name


def settled(
    aligned: Aligned, facts_a: Sequence[Fact], facts_b: Sequence[Fact], drafts: Sequence[Draft]
) -> list[Draft]:
    """The drafts; those of two names are wording where either text says that they are one."""
    said = [full for full in (_full(aligned.a.plain, facts_a), _full(aligned.b.plain, facts_b)) if full]
    if not said:
        return list(drafts)
    return [_settled(aligned, draft, said) if _two_names(draft) else draft for draft in drafts]


def _two_names(draft: Draft) -> bool:
    return draft.op is Op.CHANGED and draft.kind in _KINDS and len(draft.a) == 1 == len(draft.b)


def _full(plain: str, facts: Sequence[Fact]) -> Mapping[str, str]:
    """The full form of each short form that a text defines."""
    return {folded(short): folded(full) for (_, short), full in defined(plain, facts).items()}


def _settled(aligned: Aligned, draft: Draft, said: Sequence[Mapping[str, str]]) -> Draft:
    (a,), (b,) = draft.a, draft.b
    one, two = folded(aligned.a.text[a.start : a.end]), folded(aligned.b.text[b.start : b.end])
    if not any(full.get(one, one) == full.get(two, two) for full in said):
        return draft
    return replace(
        draft, kind="wording", severity=Severity.NOTE, cause=Cause.VARIANT, evidence=(("alias", one, two),)
    )
