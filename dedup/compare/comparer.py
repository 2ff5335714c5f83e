"""Compare two aligned versions: every difference once, judged, grouped and put into words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from dedup.align import Alignment
from dedup.compare import (
    damage,
    exact,
    links,
    listed,
    logic,
    names,
    noise,
    passages,
    phrases,
    seams,
    synonyms,
    values,
    wording,
)
from dedup.compare.draft import NAMES, VALUES, Draft, stretch
from dedup.compare.facing import by_value
from dedup.compare.ranges import Ranges
from dedup.compare.sites import Aligned, Site, folded
from dedup.config import Settings
from dedup.text.fingerprint import fingerprint
from dedup.text.fold import Offsets
from dedup.text.reading import Reading
from dedup.types import Cause, Change, Fact, Mention, Op, Relation, Severity

# Shares of the shorter version that is found, and of the longer one at most, which make an excerpt: a few
# edits more or less must not turn one finding into one for each passage.
_EXCERPTS = ((0.75, 0.6), (0.85, 0.7))


def compare(
    a: Reading,
    b: Reading,
    facts_a: Sequence[Fact],
    facts_b: Sequence[Fact],
    alignment: Alignment,
    settings: Settings,
    relation: Relation = Relation.NEAR,
) -> tuple[Change, ...]:
    """The differences of two versions, worst first.

    ``compare`` of the exchanged versions gives the same changes mirrored.

    Args:
        a, b: the two versions as they read.
        facts_a, facts_b: their mentions, in reading offsets.
        alignment: what they have in common.
        settings: language of messages and severities by code.
        relation: what A is to B; what an excerpt leaves out is summed up.
    """
    swapped = (len(b.text), b.text) < (len(a.text), a.text)
    if swapped:
        a, b, facts_a, facts_b, alignment = b, a, facts_b, facts_a, alignment.mirrored()
        relation = relation.mirrored
    aligned = Aligned.of(a, b, alignment)
    layout = noise.layout(aligned, alignment)
    if whole := seams.rejoined(a, b, alignment):
        layout = [seams.carried(draft, *whole) for draft in layout]
        a, b = whole[0].reading, whole[1].reading
        facts_a, facts_b = seams.facts(whole[0], facts_a), seams.facts(whole[1], facts_b)
        aligned = Aligned(a, b, seams.runs(alignment.runs, *whole))
    drafts = _drafts(aligned, facts_a, facts_b, relation) + layout + noise.variants(aligned)
    groups = _grouped(aligned, drafts)
    groups.sort(key=lambda group: (group[0].severity.rank, group[0].cause, group[0].op))
    changes = _told_apart(_change(aligned, group, settings, swapped) for group in groups)
    return tuple(sorted(changes, key=_order))


def _told_apart(changes: Iterable[Change]) -> Iterator[Change]:
    """The changes, those that share a fingerprint (不 missing here as an error, there as a warning) numbered.

    The gravest one keeps it; the number goes by what changes are, not by where they stand.
    """
    seen: Counter[str] = Counter()
    for change in changes:
        seen[change.fingerprint] += 1
        n = seen[change.fingerprint]
        yield change if n == 1 else replace(change, fingerprint=fingerprint(change.fingerprint, str(n)))


def _order(change: Change) -> tuple[int, str, int, int, str]:
    first_a = change.a[0].start if change.a else -1
    first_b = change.b[0].start if change.b else -1
    return change.severity.rank, change.code, first_a, first_b, change.fingerprint


def _drafts(
    aligned: Aligned, facts_a: Sequence[Fact], facts_b: Sequence[Fact], relation: Relation
) -> list[Draft]:
    links_a, links_b = links.spans(aligned.a), links.spans(aligned.b)
    facts_a, facts_b = links.outside(links_a, facts_a), links.outside(links_b, facts_b)
    here_a, here_b = Ranges(facts_a), Ranges(facts_b)
    stated_a, stated_b = by_value(facts_a), by_value(facts_b)
    whole: list[Draft] = []
    rest: list[Site] = []
    for site in (part for whole_site in aligned.sites for part in passages.divided(aligned, whole_site)):
        if links.inside(site, links_a, links_b):
            whole.append(links.draft(site))
            continue
        left, right = passages.apart(aligned, site)
        if left:
            whole.append(passages.draft(aligned.a, site.a0, site.a1, here_a, stated_b, Op.ONLY_A))
        if right:
            whole.append(passages.draft(aligned.b, site.b0, site.b1, here_b, stated_a, Op.ONLY_B))
        if left or right:
            site = Site(site.a0, site.a0 if left else site.a1, site.b0, site.b0 if right else site.b1)
        if site.a1 > site.a0 or site.b1 > site.b0:
            rest.append(site)
    apart_a = [d.a[0] for d in whole if d.a]
    apart_b = [d.b[0] for d in whole if d.b]
    whole_a, whole_b = Ranges(apart_a), Ranges(apart_b)
    free_a = [f for f in facts_a if not whole_a.holding(f.start, f.end)]
    free_b = [f for f in facts_b if not whole_b.holding(f.start, f.end)]
    told = values.differences(aligned, free_a, free_b, stated_a, stated_b)
    values_ab = tuple(Ranges([f for f in free if f.kind in VALUES]) for free in (free_a, free_b))
    alone = exact.differences(aligned, rest, (values_ab[0], values_ab[1]))
    rest = [site for site in rest if site not in alone]
    told = [d for d in told if d.op is Op.CHANGED] + exact.untouched(
        [d for d in told if d.op is not Op.CHANGED], list(alone)
    )
    named = names.differences(aligned, free_a, free_b, apart_a, apart_b)
    named = exact.untouched(named, list(alone)) + list(listed.swapped(aligned, aligned.sites, free_a))
    inside = Ranges(f for d in named for f in d.a), Ranges(f for d in named for f in d.b)
    stances = [d for d in logic.differences(aligned, rest, free_a, free_b) if not _told(d, inside)]
    alike = synonyms.settled(aligned, facts_a, facts_b, [*alone.values(), *named])
    said = told + alike + stances
    said = passages.phrases(aligned, rest, said)
    explained = (
        Ranges([f for f in free_a if f.kind in VALUES] + [f for d in said for f in d.a]),
        Ranges([f for f in free_b if f.kind in VALUES] + [f for d in said for f in d.b]),
    )
    quotes = exact.quotes(aligned.a.text), exact.quotes(aligned.b.text)
    covered = Ranges(f for d in said for f in d.a), Ranges(f for d in said for f in d.b)
    whole = [d for d in whole if d.op is Op.CHANGED or not _told(d, covered)]
    words = [
        d
        for d in wording.differences(aligned, rest, explained, quotes)
        if d.kind != "meaning" or not _told(d, covered)
    ]
    words = wording.retold(aligned, synonyms.settled(aligned, facts_a, facts_b, words), said)
    said = listed.reordered(aligned, said)
    if damage.damaged(aligned, rest):
        said, words = damage.forgiven(aligned, said), damage.forgiven(aligned, words)
    return _summed(aligned, _marked_repeats(aligned, whole), relation) + said + words


def _told(draft: Draft, told: tuple[Ranges[Fact], Ranges[Fact]]) -> bool:
    """Whether a fact that was told covers what a draft of words is about."""
    return any(
        f.start <= s.start and s.end <= f.end + 1
        for mine, facts in zip((draft.a, draft.b), told, strict=True)
        for s in mine[:1]
        for f in facts.touching(s.start, s.end)
    )


def _marked_repeats(aligned: Aligned, drafts: Sequence[Draft]) -> list[Draft]:
    """Passages whose very words the other version has elsewhere, or another passage tells, are notes."""
    spare: set[int] = set()
    told: dict[bool, list[str]] = {True: [], False: []}
    for d in sorted(drafts, key=lambda d: -max(s.end - s.start for s in (d.a or d.b)[:1])):
        side, first = (d.a or d.b)[0], bool(d.a)
        words = folded((aligned.a if first else aligned.b).text[side.start : side.end])
        again = len(words) >= passages.CLAUSE and any(words in other for other in told[first])
        if again or passages.repeated(aligned, side.start, side.end, first):
            spare.add(id(d))
        elif d.severity is not Severity.NOTE:
            told[first].append(words)
    return [
        replace(d, severity=Severity.NOTE, cause=Cause.EDIT, a=d.a[:1], b=d.b[:1], evidence=(("repeated",),))
        if id(d) in spare
        else d
        for d in drafts
    ]


def _summed(aligned: Aligned, drafts: list[Draft], relation: Relation) -> list[Draft]:
    """What an excerpt leaves out, as one difference."""
    share_a = _share(aligned.letters_a, [(r.a, r.length) for r in aligned.runs])
    share_b = _share(aligned.letters_b, [(r.b, r.length) for r in aligned.runs])
    for op, whole, mine, other in (
        (Op.ONLY_A, Relation.CONTAINS, share_a, share_b),
        (Op.ONLY_B, Relation.CONTAINED, share_b, share_a),
    ):
        left_out = [d for d in drafts if d.op is op and d.severity is not Severity.NOTE]
        excerpt = relation is whole or any(other >= least and mine <= most for least, most in _EXCERPTS)
        if not excerpt or len(left_out) < 2:
            continue
        sides = [d.a if op is Op.ONLY_A else d.b for d in left_out]
        places = tuple(s[0] for s in sides) + tuple(f for s in sides for f in s[1:])
        evidence = (("summed", str(len(sides)), str(len(places) - len(sides))),)
        a, b = (places, ()) if op is Op.ONLY_A else ((), places)
        summed = set(map(id, left_out))
        rest = [d for d in drafts if id(d) not in summed]
        return [*rest, Draft("passage", op, Severity.WARNING, Cause.EDIT, a, b, evidence)]
    return drafts


def _share(letters: Offsets, runs: Sequence[tuple[int, int]]) -> float:
    total = int(letters[-1])
    return sum(int(letters[s + n] - letters[s]) for s, n in runs) / total if total else 1.0


def _grouped(aligned: Aligned, drafts: Sequence[Draft]) -> list[list[Draft]]:
    """Drafts that say the same, together, in order of their first place."""
    groups: dict[tuple[object, ...], list[Draft]] = defaultdict(list)
    for draft in drafts:
        groups[_key(aligned, draft)].append(draft)
    return [_everywhere(aligned, group) for group in groups.values()]


def _key(aligned: Aligned, draft: Draft) -> tuple[object, ...]:
    one = tuple(_said(aligned.a, f) for f in draft.a)
    two = tuple(_said(aligned.b, f) for f in draft.b)
    return draft.kind, draft.op, draft.severity, draft.cause, one, two


def _said(reading: Reading, fact: Fact) -> str:
    text = reading.text[fact.start : fact.end]
    return folded(text) or "".join(text.split())


def _everywhere(aligned: Aligned, group: list[Draft]) -> list[Draft]:
    """A changed name with every place where either version writes it, also outside the shared text."""
    first = group[0]
    if first.kind not in NAMES or first.op is not Op.CHANGED:
        return group
    one, two = _said(aligned.a, first.a[0]), _said(aligned.b, first.b[0])
    text_a, text_b = (
        aligned.a.text[first.a[0].start : first.a[0].end],
        aligned.b.text[first.b[0].start : first.b[0].end],
    )
    if one in aligned.folded_b or two in aligned.folded_a:
        return group
    a = _occurrences(aligned.a, text_a, first.a[0].kind, [f for d in group for f in d.a])
    b = _occurrences(aligned.b, text_b, first.b[0].kind, [f for d in group for f in d.b])
    return [Draft(first.kind, first.op, first.severity, first.cause, tuple(a), tuple(b), first.evidence)]


def _occurrences(reading: Reading, text: str, kind: str, known: list[Fact]) -> list[Fact]:
    found = {(f.start, f.end): f for f in known}
    at = reading.text.find(text)
    while at >= 0:
        if not any(s < at + len(text) and e > at for s, e in found):
            found[at, at + len(text)] = stretch(kind, at, at + len(text))
        at = reading.text.find(text, at + 1)
    return [found[k] for k in sorted(found)]


def _change(aligned: Aligned, group: list[Draft], settings: Settings, swapped: bool) -> Change:
    first = group[0]
    a = _mentions(aligned.a, [f for d in group for f in d.a])
    b = _mentions(aligned.b, [f for d in group for f in d.b])
    places = [m for m in (*a, *b) if m.kind == "passage"]
    count = len(places) or max(len(a), len(b))
    key_a = _said(aligned.a, first.a[0]) if first.a else ""
    key_b = _said(aligned.b, first.b[0]) if first.b else ""
    sides = sorted([f"{aligned.a.doc}\0{key_a}", f"{aligned.b.doc}\0{key_b}"])
    text_a, text_b = a[0].text if a else "", b[0].text if b else ""
    if swapped:
        a, b, text_a, text_b = b, a, text_b, text_a
        first = _flipped(first)
    severity = Severity(settings.severity.get(first.code, first.severity))
    return Change(
        code=first.code,
        kind=first.kind,
        op=first.op,
        severity=severity,
        cause=first.cause,
        a=a,
        b=b,
        message=phrases.message(first, text_a, text_b, count, settings.lang),
        fingerprint=fingerprint(first.code, first.kind, *sides),
        count=count,
        evidence=phrases.evidence(first, settings.lang),
    )


def _flipped(draft: Draft) -> Draft:
    """The draft with A and B exchanged, its evidence too."""
    turned = tuple(
        (key, *reversed(args)) if len(args) == 2 and key in _SIDED else (key, *args)
        for key, *args in draft.evidence
    )
    return Draft(draft.kind, draft.op.mirrored, draft.severity, draft.cause, draft.b, draft.a, turned)


_SIDED = frozenset(
    {"value", "unit", "approx", "op", "name", "look", "sound", "modality", "negation", "content"}
)


def _mentions(reading: Reading, facts: Sequence[Fact]) -> tuple[Mention, ...]:
    return tuple(dict.fromkeys(reading.mention(f) for f in facts))
