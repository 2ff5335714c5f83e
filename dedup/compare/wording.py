"""What is left of an edit site once facts and passages are explained: words, and noise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dedup.compare import naming
from dedup.compare.draft import NAMES, Draft, stretch
from dedup.compare.forms import doubled
from dedup.compare.lexicon import exchanged, lexicon
from dedup.compare.names import named
from dedup.compare.ranges import Ranges
from dedup.compare.sites import Aligned, Site, folded, weight
from dedup.compare.tokens import Tokens, grow, merged, tokens
from dedup.text.fold import Offsets
from dedup.text.glyphs import look_alike
from dedup.text.reading import Reading
from dedup.types import Cause, Fact, Op, ParagraphKind, Severity

_CONTENT = ("n", "a", "i", "j", "l", "b", "s", "z", "g", "vn")
_PHRASE = 5  # letters that do not stand twice by chance
_NEAR = 40  # characters within which a word has moved rather than been put in
_WORDS = 8  # letters a side of a site may have to be a word or two
_GRAMMAR = ("u", "p")  # tags of words that a name or a claim is not exchanged for
_BOTH = ("双方", "两国")  # stands for names that the other version says (欧中)
_BUILT = frozenset(["等", "们", "里", "方面"])
_MARGINAL = frozenset(
    {ParagraphKind.TITLE, ParagraphKind.SUBTITLE, ParagraphKind.BYLINE, ParagraphKind.CAPTION}
)


def differences(aligned: Aligned, sites: Sequence[Site], explained: tuple[Ranges[Fact], Ranges[Fact]],
                quotes: tuple[Ranges[Fact], Ranges[Fact]]) -> list[Draft]:  # fmt: skip
    """Wording and punctuation at sites that no fact explains."""
    drafts: list[Draft] = []
    for site in merged(aligned, sites):
        one, two = aligned.a.text[site.a0 : site.a1], aligned.b.text[site.b0 : site.b1]
        if folded(one) == folded(two):
            drafts.append(_noise(site))
            continue
        if _covered(aligned.a, site.a0, site.a1, explained[0]) and _covered(
            aligned.b, site.b0, site.b1, explained[1]
        ):
            continue
        drafts.append(_wording(aligned, site, quotes))
    return drafts


def retold(aligned: Aligned, drafts: Sequence[Draft], told: Sequence[Draft]) -> list[Draft]:
    """The drafts of words; those of two names that were told elsewhere are told as that."""
    names = {_key(aligned, d): d for d in told if d.kind in NAMES and d.op is Op.CHANGED}
    found = []
    for draft in drafts:
        name = names.get(_key(aligned, draft)) if draft.kind == "meaning" and draft.a and draft.b else None
        if name:
            a, b = (tuple(replace(f, kind=name.kind) for f in side) for side in (draft.a, draft.b))
            draft = replace(name, a=a, b=b)
        found.append(draft)
    return found


def _key(aligned: Aligned, draft: Draft) -> tuple[str, ...]:
    sides = ((aligned.a, draft.a), (aligned.b, draft.b))
    return tuple(folded(reading.text[f.start : f.end]) for reading, side in sides for f in side[:1])


def _noise(site: Site) -> Draft:
    op = (
        Op.CHANGED
        if site.a1 > site.a0 and site.b1 > site.b0
        else Op.ONLY_A
        if site.a1 > site.a0
        else Op.ONLY_B
    )
    return Draft("punctuation", op, Severity.NOTE, Cause.PUNCTUATION, *_sides(site, "punctuation"))


def _sides(site: Site, kind: str) -> tuple[tuple[Fact, ...], tuple[Fact, ...]]:
    a = (stretch(kind, site.a0, site.a1),) if site.a1 > site.a0 else ()
    b = (stretch(kind, site.b0, site.b1),) if site.b1 > site.b0 else ()
    return a, b


def _covered(reading: Reading, start: int, end: int, facts: Ranges[Fact]) -> bool:
    """Whether every letter of the range lies in a fact that was compared."""
    left = [i for i in range(start, end) if reading.text[i].isalnum()]
    return all(facts.touching(i, i + 1) for i in left)


def _wording(aligned: Aligned, site: Site, quotes: tuple[Ranges[Fact], Ranges[Fact]]) -> Draft:
    grown = grow(aligned, site)
    left, right = tokens(aligned.a, grown.a0, grown.a1), tokens(aligned.b, grown.b0, grown.b1)
    kind, severity, cause = "wording", Severity.NOTE, Cause.EDIT
    evidence: tuple[tuple[str, ...], ...] = ()
    if spots := _damage(aligned, site, left, right):
        kind, cause, evidence = "damage", Cause.OCR, spots
    elif _quoted(site.a0, site.a1, quotes[0]) and _quoted(site.b0, site.b1, quotes[1]):
        kind, severity, evidence = "quotation", Severity.WARNING, (("quoted",),)
    elif _elsewhere(aligned, site):
        evidence = (("repeated",),)
    elif name := naming.role_at(aligned, site) or naming.name_at(aligned, grown, left, right):
        return named(aligned, name)
    elif meaning := _meaning(aligned, site, left, right):
        kind, severity, evidence = "meaning", Severity.WARNING, (meaning,)
    if severity is Severity.WARNING and kind == "meaning" and _marginal(aligned, site):
        kind, severity = "wording", Severity.NOTE
    op = (
        Op.CHANGED
        if grown.a1 > grown.a0 and grown.b1 > grown.b0
        else Op.ONLY_A
        if grown.a1 > grown.a0
        else Op.ONLY_B
    )
    return Draft(kind, op, severity, cause, *_sides(grown, kind), evidence)


def _elsewhere(aligned: Aligned, site: Site) -> bool:
    """Whether words that one version puts in stand at another place of the other one too."""
    one, two = folded(aligned.a.text[site.a0 : site.a1]), folded(aligned.b.text[site.b0 : site.b1])
    if bool(one) == bool(two) or len(one or two) < _PHRASE:
        return False
    return one in aligned.folded_b if one else two in aligned.folded_a


def _meaning(aligned: Aligned, site: Site, left: Tokens, right: Tokens) -> tuple[str, ...]:
    """Evidence that other words make another claim, or nothing.

    A word or two for another counts when it is a noun, or a verb that decides (增长, 下降); words
    put in count when they bear on scope or rank (全部, 首次), or make another noun (产业, 产业链).
    A rewritten sentence is wording: its facts are compared as facts.
    """
    one, two = folded(aligned.a.text[site.a0 : site.a1]), folded(aligned.b.text[site.b0 : site.b1])
    if max(weight(one), weight(two)) > _WORDS or ((one or two) in lexicon("particle") and not (one and two)):
        return ()
    if one and two and (_crosses(aligned.a, site.a0, site.a1) or _crosses(aligned.b, site.b0, site.b1)):
        return ()
    if _moved(aligned, site):
        return ()
    whole_a, whole_b = folded(_text(aligned.a, left)), folded(_text(aligned.b, right))
    weighty = sorted({w for w in (one, two, whole_a, whole_b) if w in lexicon("weighty")})
    if weighty:
        return ("weighty", "、".join(weighty))
    if _rewritten(aligned, left, right) or any(whole.startswith(_BOTH) for whole in (whole_a, whole_b)):
        return ()
    said_a, said_b = _content(aligned.a, left), _content(aligned.b, right)
    both = {w for w in said_a | said_b if (w in said_a and w in said_b) or _exchanged(w, said_a, said_b)}
    said_a, said_b = said_a - both, said_b - both
    if not said_a or not said_b or max(len(said_a), len(said_b)) > 2:
        return ()
    long, short = sorted((whole_a, whole_b), key=len, reverse=True)
    longer = long.startswith(short) and len(left.words) == len(right.words) == 1 and _nouns(left, right)
    part = long.startswith(short) if short.isascii() else set(short) <= set(long)
    if part and not longer:
        return ()
    return ("content", "、".join(sorted(said_a)), "、".join(sorted(said_b)))


def _rewritten(aligned: Aligned, left: Tokens, right: Tokens) -> bool:
    """Whether one side is built otherwise than the other: of far more words, or with a word of grammar."""
    many = abs(len(left.words) - len(right.words)) > 1
    return many or any(
        w.tag[:1] in _GRAMMAR or reading.plain[w.start : w.end] in _BUILT
        for reading, side in ((aligned.a, left), (aligned.b, right))
        for w in side.words
    )


def _moved(aligned: Aligned, site: Site) -> bool:
    """Whether the words of a site only stand elsewhere close by, where the other version has them alone."""
    one, two = folded(aligned.a.text[site.a0 : site.a1]), folded(aligned.b.text[site.b0 : site.b1])
    return all(
        len(word) > 1 and _stands(word, reading.plain, at, partner)
        for word, reading, at, partner in (
            (one, aligned.b, site.b0, aligned.b2a),
            (two, aligned.a, site.a0, aligned.a2b),
        )
        if word
    )


def _stands(word: str, text: str, at: int, partner: Offsets) -> bool:
    found = text.find(word, max(0, at - _NEAR), at + _NEAR)
    return found >= 0 and bool((partner[found : found + len(word)] < 0).all())


def _nouns(left: Tokens, right: Tokens) -> bool:
    return all(w.tag[:1] in ("n", "j", "") for w in (*left.words, *right.words))


def _crosses(reading: Reading, start: int, end: int) -> bool:
    """Whether a stretch runs over the end of a clause: then it is rewritten, not a word for a word."""
    return any(c in "，,。；;！!？?：:《》“”、" for c in reading.plain[start:end])


def _damage(aligned: Aligned, site: Site, left: Tokens, right: Tokens) -> tuple[tuple[str, ...], ...]:
    """Evidence that a scanner misread a character: look-alikes, and one side is no word; else nothing."""
    one, two = folded(aligned.a.text[site.a0 : site.a1]), folded(aligned.b.text[site.b0 : site.b1])
    long, short = sorted(
        (folded(_text(aligned.a, left)), folded(_text(aligned.b, right))), key=len, reverse=True
    )
    if not (one and two) and doubled(long, short):
        return (("doubled",),)
    if len(one) != len(two) or not 0 < len(one) <= 2 or _is_word(left) == _is_word(right):
        return ()
    spots = [(x, y) for x, y in zip(one, two, strict=True) if x != y]
    return tuple(("damaged", x, y) for x, y in spots) if all(look_alike(x, y) for x, y in spots) else ()


def _is_word(side: Tokens) -> bool:
    return any(w.tag and w.end - w.start > 1 for w in side.words)


def _exchanged(word: str, left: set[str], right: set[str]) -> bool:
    """Whether both sides hold a word of the group of freely exchanged words that ``word`` is in."""
    group = exchanged().get(word.lower())
    return group is not None and all(
        any(exchanged().get(w.lower()) == group for w in side) for side in (left, right)
    )


def _marginal(aligned: Aligned, site: Site) -> bool:
    kind_a = aligned.a.kinds[aligned.a.paragraph_at(site.a0)] if aligned.a.kinds else None
    kind_b = aligned.b.kinds[aligned.b.paragraph_at(site.b0)] if aligned.b.kinds else None
    return kind_a in _MARGINAL or kind_b in _MARGINAL


def _text(reading: Reading, side: Tokens) -> str:
    return reading.text[side.start : side.end]


def _content(reading: Reading, side: Tokens) -> set[str]:
    """The words of a stretch that say something."""
    found = set()
    for word in side.words:
        text = reading.plain[word.start : word.end]
        noun = word.tag.startswith(_CONTENT) or (not word.tag and text.isalnum())
        if text in lexicon("decisive") or (noun and text not in lexicon("light")):
            found.add(text)
    return found


def _quoted(start: int, end: int, quotes: Ranges[Fact]) -> bool:
    return bool(quotes.holding(start, end))
