"""Names that differ: persons, places, organisations, roles, events, works.

Diff first, type second: a name is looked at only where a changed character touches a mention of it
on either side; the other side is what stands in its place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache

from rapidfuzz.distance import Indel

from dedup.compare.draft import NAMES, Draft, stretch
from dedup.compare.facing import Matched, dirty, pair
from dedup.compare.forms import doubled, one_name, same_name, same_office, short_form, subsequence
from dedup.compare.lexicon import lexicon
from dedup.compare.naming import Name
from dedup.compare.people import may_be
from dedup.compare.ranges import Ranges
from dedup.compare.sites import Aligned, folded
from dedup.compare.tokens import whole_words
from dedup.compare.values import in_dateline
from dedup.facts.surnames import DOUBLE, SINGLE
from dedup.text.glyphs import look_alike, sound_alike
from dedup.text.reading import Reading
from dedup.text.words import tag_of, words
from dedup.types import Cause, Fact, Op, ParagraphKind, Severity

Image = Callable[[int, int], tuple[int, int] | None]

_SHORT = frozenset({"person", "place", "organisation", "role"})  # names that hold no punctuation
_NAMED = ("ns", "nt", "nz", "nr")  # dictionary tags of names
_STOP = re.compile("[，,。；;：:、！？!?]")
_MARK = re.compile("[。；;！？!?《》]")
_TOLD = frozenset({"place", "organisation"})  # names that are told from a word by the same frame
_LINKING = frozenset("pcudr")  # tags of words that no name holds
_QUOTED = 60  # characters before a name within which a quotation begins
_FRAME = 3  # characters on either side that make a frame
_ALIKE = 0.34  # share of common characters from which an unknown stretch is taken for a form of a name


def differences(
    aligned: Aligned,
    facts_a: Sequence[Fact],
    facts_b: Sequence[Fact],
    apart_a: Sequence[Fact],
    apart_b: Sequence[Fact],
) -> list[Draft]:
    """Names that read differently in the two versions, or stand in one only.

    Args:
        aligned: the two readings.
        facts_a, facts_b: all mentions; only names are looked at.
        apart_a, apart_b: passages that only one version has; their names are theirs.
    """
    names_a = outermost([f for f in facts_a if f.kind in NAMES])
    names_b = outermost([f for f in facts_b if f.kind in NAMES])
    names_a, names_b = (
        _cut(aligned.a, names_a, names_b, aligned.image_back),
        _cut(aligned.b, names_b, names_a, aligned.image),
    )
    passages_a, passages_b = Ranges(apart_a), Ranges(apart_b)
    known_a = {folded(f.value or aligned.a.text[f.start : f.end]) for f in names_a}
    known_b = {folded(f.value or aligned.b.text[f.start : f.end]) for f in names_b}
    paired = pair(aligned, names_a, names_b)
    # what the other version calls by another name elsewhere is told there, and not missing here
    had_by_a = known_a | {folded(aligned.b.text[b.start : b.end]) for _, b in paired.pairs}
    had_by_b = known_b | {folded(aligned.a.text[a.start : a.end]) for a, _ in paired.pairs}
    drafts: list[Draft] = []
    for a, b in _joined(paired.pairs):
        if in_dateline(a, aligned.a) != in_dateline(b, aligned.b):
            continue  # who wires a story stands for nobody in it
        if dirty(a, aligned.changed_a) or dirty(b, aligned.changed_b):
            drafts += _pair(aligned, a, b, known_a, known_b)
    people_a, people_b = (Ranges([f for f in names if f.kind == "person"]) for names in (names_a, names_b))
    for fact in paired.only_a:
        if dirty(fact, aligned.changed_a) and not passages_a.holding(fact.start, fact.end):
            drafts += _alone(aligned, fact, Op.ONLY_A, had_by_b, people_b)
    for fact in paired.only_b:
        if dirty(fact, aligned.changed_b) and not passages_b.holding(fact.start, fact.end):
            drafts += _alone(aligned, fact, Op.ONLY_B, had_by_a, people_a)
    return drafts


def _joined(pairs: Sequence[Matched]) -> list[Matched]:
    """The pairs, those made one that overlap on both sides: grammar cut one name in two ways."""
    found: list[Matched] = []
    for a, b in pairs:
        last = found[-1] if found else None
        if last and last.a.end > a.start >= last.a.start and last.b.end > b.start >= last.b.start:
            found[-1] = Matched(_union(last.a, a), _union(last.b, b))
        else:
            found.append(Matched(a, b))
    return found


def _union(one: Fact, two: Fact) -> Fact:
    return stretch(one.kind, min(one.start, two.start), max(one.end, two.end))


def outermost(facts: Sequence[Fact]) -> list[Fact]:
    """The facts that lie in no other one of them, in reading order."""
    found: list[Fact] = []
    for fact in sorted(facts, key=lambda f: (f.start, -f.end)):
        if not found or fact.end > found[-1].end:
            found.append(fact)
    return found


def _cut(reading: Reading, names: Sequence[Fact], others: Sequence[Fact], image: Image) -> list[Fact]:
    """The names, those cut apart in which the other version reads two names or more."""
    seen = Ranges(stretch(o.kind, *place) for o in others if (place := image(o.start, o.end)))
    found: list[Fact] = []
    for name in names:
        parts = outermost([s for s in seen.inside(name.start, name.end) if s.end > s.start])
        apart = len(parts) > 1 and all(whole_words(reading, p.start, p.end) for p in parts)
        found += parts if apart else [name]
    return found


def _pair(aligned: Aligned, a: Fact, b: Fact, known_a: set[str], known_b: set[str]) -> list[Draft]:
    """Two names in the same place, both taken as far as either mention reaches."""
    kind = a.kind if a.end - a.start >= b.end - b.start else b.kind
    a, b = (
        _as_far(aligned.a, a, aligned.image_back(b.start, b.end)),
        _as_far(aligned.b, b, aligned.image(a.start, a.end)),
    )
    one, two = folded(aligned.a.text[a.start : a.end]), folded(aligned.b.text[b.start : b.end])
    if same_name(one, two):
        return []
    if 3 * min(len(one), len(two)) < max(len(one), len(two)) and not _framed(aligned, a, b):
        return []
    if _left_out(aligned, a, b) or (kind in _SHORT and not (_solid(aligned.a, a) and _solid(aligned.b, b))):
        return []
    short, known = (one, known_b) if len(one) < len(two) else (two, known_a)
    return [judged(kind, one, two, a, b, short in known)]


def _left_out(aligned: Aligned, a: Fact, b: Fact) -> bool:
    """Whether one of two names only comes of words left out: its characters all stand in the other version,
    some of them beside the other name (山东省委书记等在烟台, 山东烟台)."""
    for fact, partner, other in ((a, aligned.a2b, b), (b, aligned.b2a, a)):
        there = [int(partner[i]) for i in range(fact.start, fact.end)]
        if all(at >= 0 for at in there) and any(not other.start <= at < other.end for at in there):
            return True
    return False


def _solid(reading: Reading, fact: Fact) -> bool:
    """Whether no punctuation stands in a name."""
    return not _STOP.search(reading.plain, fact.start, fact.end)


def _as_far(reading: Reading, fact: Fact, image: tuple[int, int] | None) -> Fact:
    """The fact grown to what stands for the other version's mention, if that touches it.

    It grows over no mark that ends a sentence or a title, into no word of office (院 of 院长) and no number.
    """
    if image is None or image[0] > fact.end or image[1] < fact.start:
        return fact
    start, end = min(fact.start, image[0]), max(fact.end, image[1])
    text = reading.plain
    if _MARK.search(text, start, fact.start) or _MARK.search(text, fact.end, end):
        return fact
    if end > fact.end and any(
        text.startswith(title, end - n)
        for title in _titles()
        for n in range(1, len(title))
        if end - n >= fact.end
    ):
        end = fact.end
    if text[start : start + 1].isdigit() and text[start - 1 : start].isdigit():
        start = fact.start
    if text[end - 1 : end].isdigit() and text[end : end + 1].isdigit():
        end = fact.end
    return fact if (start, end) == (fact.start, fact.end) else stretch(fact.kind, start, end)


def judged(kind: str, one: str, two: str, a: Fact, b: Fact, both: bool = False) -> Draft:
    """Two forms that stand for one name; ``both`` says that either version uses the shorter one."""
    long, short = (one, two) if len(one) > len(two) else (two, one)
    alias = short_form(long, short) or (both and long.startswith(short)) or one_name(one, two)
    if same_office(one, two) if kind == "role" else alias:
        return Draft(kind, Op.CHANGED, Severity.NOTE, Cause.VARIANT, (a,), (b,), (("alias", one, two),))
    if doubled(long, short):
        return Draft(kind, Op.CHANGED, Severity.NOTE, Cause.OCR, (a,), (b,), (("doubled",),))
    cause, evidence = cause_of(one, two)
    severity = Severity.WARNING if subsequence(short, long) and len(short) > 3 else Severity.ERROR
    return Draft(kind, Op.CHANGED, severity, cause, (a,), (b,), evidence)


def named(aligned: Aligned, name: Name) -> Draft:
    """The draft of a name found around a changed place."""
    a = stretch(name.kind, name.site.a0, name.site.a1)
    b = stretch(name.kind, name.site.b0, name.site.b1)
    one, two = folded(aligned.a.text[a.start : a.end]), folded(aligned.b.text[b.start : b.end])
    return judged(name.kind, one, two, a, b)


def _alone(aligned: Aligned, fact: Fact, op: Op, known: set[str], people: Ranges[Fact]) -> list[Draft]:
    """A name on one side, beside whatever stands in its place on the other."""
    mine, other = (aligned.a, aligned.b) if op is Op.ONLY_A else (aligned.b, aligned.a)
    name = folded(mine.text[fact.start : fact.end])
    image = (aligned.image if op is Op.ONLY_A else aligned.image_back)(fact.start, fact.end)
    put_in, theirs = (
        (aligned.put_in_a, aligned.folded_b) if op is Op.ONLY_A else (aligned.put_in_b, aligned.folded_a)
    )
    if fact.kind != "role" and put_in.holding(fact.start, fact.end):
        image = None if name in theirs else (0, 0)  # among words for which the other version has nothing
    image = _trimmed(other.plain, image) if image else None
    if image and fact.kind in _TOLD and (people.touching(*image) or _is_person(other.plain[slice(*image)])):
        image = None if name in theirs else (0, 0)  # a person stands for no body and no place
    there = folded(other.text[image[0] : image[1]]) if image else ""
    if same_name(there, name):
        return []
    if not there:
        if name in known or image is None:
            return []
        told = Severity.NOTE if in_dateline(fact, mine) or _signs(fact, mine) else Severity.WARNING
        return [_one_sided(fact, op, told, (("only", name),))]
    assert image is not None
    twin = stretch(fact.kind, *image)
    a, b = (fact, twin) if op is Op.ONLY_A else (twin, fact)
    form = _same_place(fact, name, there, other, image) or (
        _office(name, there, whole_words(other, *image)) if fact.kind == "role" else short_form(name, there)
    )
    if not form:
        if fact.kind not in _TOLD or not _framed(aligned, a, b) or _refers(there, name, fact.kind):
            return _referred(fact, a, b, there)
        if _in_quotes(mine.plain, fact.start):  # what is said in quotation marks is told as such
            return []
    one, two = (name, there) if op is Op.ONLY_A else (there, name)
    return [] if _left_out(aligned, a, b) else [judged(fact.kind, one, two, a, b)]


def _signs(fact: Fact, reading: Reading) -> bool:
    """Whether a name stands in a byline or a signature."""
    kinds = reading.kinds[reading.paragraph_at(fact.start) :][:1]
    return bool(kinds) and kinds[0] in (ParagraphKind.BYLINE, ParagraphKind.SIGNATURE)


def _in_quotes(text: str, at: int) -> bool:
    return text.rfind("“", max(0, at - _QUOTED), at) > text.rfind("”", max(0, at - _QUOTED), at)


def _framed(aligned: Aligned, a: Fact, b: Fact) -> bool:
    """Whether the text runs on the same before and behind two stretches: one stands for the other."""
    size = len(aligned.a2b)
    near = [(a.start - n, b.start - n) for n in range(1, _FRAME + 1)]
    near += [(a.end + n, b.end + n) for n in range(_FRAME)]
    return (
        min(a.start, b.start) >= _FRAME
        and a.end + _FRAME <= size
        and b.end + _FRAME <= len(aligned.b2a)
        and all(aligned.a2b[i] == j or aligned.a.text[i] == " " == aligned.b.text[j] for i, j in near)
    )


def _refers(text: str, name: str, kind: str) -> bool:
    """Whether a stretch may refer to a name (当地, 公司, 该市), or say it in short or at length (非盟)."""
    if not text.isalnum() or len(text) < 2 or text in lexicon("head") | lexicon("spot") | lexicon("title"):
        return True
    tags = [w.tag for w in words(text)]
    if subsequence(*sorted((text, name), key=len)) or any(tag[:1] in _LINKING for tag in tags):
        return True
    if kind == "organisation" and set(tags) == {"n"}:  # 学校 for a school
        return True
    said = (*sorted(lexicon("reference")), "当", "全", "各", "上述", "国内", "自己")
    whole = text[:1] == "全" and (name[:1] == "全" or tag_of(text) == "nt")  # 全省人大 is not 全国人大
    return text.startswith(said) and not whole


def _referred(fact: Fact, a: Fact, b: Fact, there: str) -> list[Draft]:
    """A name for which the other version says no name: a reference to it is wording."""
    if len(there) > fact.end - fact.start:
        return []
    return [Draft("wording", Op.CHANGED, Severity.NOTE, Cause.EDIT, (a,), (b,), (("reference",),))]


def _one_sided(fact: Fact, op: Op, severity: Severity, evidence: tuple[tuple[str, ...], ...]) -> Draft:
    side = (fact,)
    a, b = (side, ()) if op is Op.ONLY_A else ((), side)
    return Draft(fact.kind, op, severity, Cause.EDIT, a, b, evidence)


def _same_place(fact: Fact, name: str, there: str, other: Reading, image: tuple[int, int]) -> bool:
    """Whether the stretch that stands for a name is another form of it, not a mere reference."""
    if there.startswith(tuple(sorted(lexicon("reference")))):
        return False
    plain = other.plain[image[0] : image[1]].strip()
    if fact.kind in _SHORT and (not plain.replace("·", "").isalnum() or not whole_words(other, *image)):
        return False
    if fact.kind == "person":
        return abs(len(name) - len(there)) <= 1 and _may_be_person(plain)
    if _may_name(there) and (abs(len(name) - len(there)) <= 1 or min(len(name), len(there)) > 2):
        return True
    return (
        len(name) > 4
        and bool(Indel.normalized_similarity(name, there) >= _ALIKE)
        and 2 * len(there) >= len(name)
    )


@cache
def _titles() -> tuple[str, ...]:
    return tuple(sorted(lexicon("title")))


def _office(name: str, there: str, whole: bool) -> bool:
    """Whether a stretch is another office than the one named: another title, or a rank more or less."""
    return titled(there) and (whole or name.endswith(there) or there.endswith(name))


def titled(text: str) -> bool:
    """Whether a stretch is the title of an office, its rank before it or not (副主席)."""
    return text in lexicon("title") or any(
        text.startswith(rank) and text[len(rank) :] in lexicon("title") for rank in lexicon("rank")
    )


def _may_be_person(text: str) -> bool:
    """Whether a stretch can be a person's name: a surname before it, or a foreign name's dot in it."""
    return text[0] in SINGLE or text[:2] in DOUBLE or "·" in text or words(text)[0].tag.startswith("nr")


def _trimmed(text: str, place: tuple[int, int]) -> tuple[int, int]:
    """A place without the spaces at its ends."""
    start, end = place
    said = text[start:end]
    if not said.strip():
        return place
    return start + len(said) - len(said.lstrip()), end - len(said) + len(said.rstrip())


def _is_person(text: str) -> bool:
    """Whether a stretch can be a person's name and nothing else."""
    return len(text) == 3 and may_be(text) and not _may_name(text) and tag_of(text) in (None, "nr")


def _may_name(text: str) -> bool:
    """Whether a stretch can be a place or an organisation, by the dictionary or by its last word."""
    ends = tuple(sorted(lexicon("spot") | lexicon("head")))
    known = any(w.end - w.start > 1 and w.tag.startswith(_NAMED) for w in words(text))
    return known or (len(text) > 2 and text.endswith(ends))


def cause_of(one: str, two: str) -> tuple[Cause, tuple[tuple[str, ...], ...]]:
    """Why two names differ: look-alike characters are OCR's, sound-alike ones a typist's or a variant.

    >>> cause_of("湖南湘西", "湘南湘西")[0].value
    'ocr'
    """
    if len(one) != len(two):
        return Cause.EDIT, (("name", one, two),)
    spots = [(x, y) for x, y in zip(one, two, strict=True) if x != y]
    if not spots or len(spots) > max(1, len(one) // 4):
        return Cause.EDIT, (("name", one, two),)
    if all(look_alike(x, y) for x, y in spots):
        return Cause.OCR, tuple(("look", x, y) for x, y in dict.fromkeys(spots))
    if all(sound_alike(x, y) or look_alike(x, y) for x, y in spots):
        return Cause.VARIANT, tuple(("sound", x, y) for x, y in dict.fromkeys(spots))
    return Cause.EDIT, (("name", one, two),)
