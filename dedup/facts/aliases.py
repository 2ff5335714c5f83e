"""Names of one thing within one text: the full form and its short forms, as the text itself ties them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from dedup.types import Fact

_NAMED = ("organisation", "place", "person", "event", "work")
_CALLED = re.compile(
    r"[(（](?:以下|下)?(?:简|统|通|又|下)?称(?:为|作)?[:：]?[“‘「『《\"]?(?P<short>[^“”‘’「」『』《》\"()（）,，。]{2,12})[”’」』》\"]?[)）]"
)
_LEVELS = re.compile(r"(?:特别行政区|自治区|自治州|自治县|省|市|县|区|州)$")
_ADDRESS = re.compile(
    r"(?:先生|女士|主席|总统|总理|首相|书记|主任|教授|老师|医生|院士|总|局长|部长|校长|院长)$"
)
_CROWD = 64  # forms that share first and last character; more than that is no text but a list
Form = tuple[str, str]  # kind, value


def aliases(text: str, facts: Iterable[Fact]) -> Mapping[Form, str]:
    """The full form of each short form, by kind and value; full forms and lone names are left out.

    Args:
        text: plain text, as ``Reading.plain`` has it.
        facts: what was found in it.

    >>> from dedup.facts import find_in
    >>> text = "衡阳国家高新区招商。衡阳高新区说，高新区将建园。"
    >>> aliases(text, find_in(text))
    {('organisation', '衡阳高新区'): '衡阳国家高新区', ('organisation', '高新区'): '衡阳国家高新区'}
    """
    names = [fact for fact in facts if fact.kind in _NAMED]
    forms = sorted({(f.kind, f.value) for f in names}, key=lambda form: (-len(form[1]), form))
    full: dict[Form, str] = dict(_defined(text, names))
    buckets: dict[tuple[str, str], list[str]] = defaultdict(list)
    for kind, value in forms:
        longer = {full.get((kind, name), name) for name in _candidates(kind, value, buckets)}
        if len(longer) == 1 and (kind, value) not in full:
            full[kind, value] = longer.pop()
        for key in _keys(kind, value):
            if len(buckets[kind, key]) < _CROWD:
                buckets[kind, key].append(value)
    return {form: _last(form, full) for form in forms if form in full}


def defined(text: str, facts: Iterable[Fact]) -> Mapping[Form, str]:
    """Only what the text says in so many words, as ``aliases`` gives it: 青石大学（以下简称“青大”）."""
    return dict(_defined(text, [fact for fact in facts if fact.kind in _NAMED]))


def _last(form: Form, full: Mapping[Form, str]) -> str:
    """The end of the chain of ever fuller forms."""
    seen = {form}
    while (nearer := (form[0], full[form])) in full and nearer not in seen:
        seen.add(nearer)
        form = nearer
    return full[form]


def _defined(text: str, names: Iterable[Fact]) -> Iterator[tuple[Form, str]]:
    """What the text defines: 全国人民代表大会（以下简称“人大”）."""
    by_end = {fact.end: fact for fact in names}
    for match in _CALLED.finditer(text):
        fact = by_end.get(match.start())
        short = match["short"].strip()
        if fact is not None and short != fact.value:
            yield (fact.kind, short), fact.value


def _keys(kind: str, value: str) -> Iterator[str]:
    """Where a full form is looked for."""
    if kind == "place":
        yield _stem(value)[-2:]
    elif kind == "person":
        yield value[:1]
        if "·" in value:
            yield value.rsplit("·", 1)[1]
    else:
        yield value[-2:]
        yield value[:1] + value[-1:]


def _candidates(kind: str, value: str, buckets: Mapping[tuple[str, str], list[str]]) -> Iterator[str]:
    """Full forms of ``value`` among the longer names seen before."""
    if kind == "place":
        stem = _stem(value)
        known = buckets.get((kind, stem[-2:]), ())
        yield from (name for name in known if name != value and _stem(name).endswith(stem) and len(stem) > 1)
    elif kind == "person":
        surname = value[:1] if _ADDRESS.search(value) and len(value) < 5 else ""
        known = buckets.get((kind, surname or value), ())
        yield from (
            name
            for name in known
            if (name.endswith(f"·{value}") if not surname else not _ADDRESS.search(name))
        )
    else:
        ending = (name for name in buckets.get((kind, value[-2:]), ()) if name.endswith(value))
        alike = (
            name
            for name in buckets.get((kind, value[:1] + value[-1:]), ())
            if len(value) > 3 and _within(value, name)
        )
        yield from dict.fromkeys((*ending, *alike))


def _stem(place: str) -> str:
    """The name without its level: 湖南省 is 湖南."""
    stem = _LEVELS.sub("", place)
    return stem if len(stem) > 1 else place


def _within(short: str, full: str) -> bool:
    """The characters of the short form stand in the full one, in order, and a word of two is left out."""
    rest = iter(full)
    return len(short) + 2 <= len(full) and all(char in rest for char in short)
