"""Diff first, type second: the name around a changed word that no grammar of names knew."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from dedup.compare.lexicon import lexicon
from dedup.compare.sites import Aligned, Site
from dedup.compare.tokens import Tokens, clause

_TYPED = {"nr": "person", "ns": "place", "nt": "organisation"}
_ENDS = ("u", "p", "c", "d", "r", "m", "f", "y", "q", "e", "o")  # tags of words that no name holds
_FURTHEST = 16  # characters behind a changed word in which the name's head must come
_BEFORE = ("ns", "nz", "nt")  # tags of words that names begin with


class Name(NamedTuple):
    """A name on both sides of a site: its kind and its whole extent."""

    kind: str
    site: Site


def name_at(aligned: Aligned, site: Site, left: Tokens, right: Tokens) -> Name | None:
    """The name of which a changed word is part, or ``None`` if it is no name's.

    Args:
        aligned: the two readings.
        site: the changed words, grown to word boundaries.
        left, right: the words of the site on either side.
    """
    if not left.words or not right.words:
        return _put_in(aligned, site, left if left.words else right)
    if found := _headed(aligned, site):
        return found
    if all(side.lower() in lexicon("title") for side in _said(aligned, site)):
        return Name("role", site)
    for ends, called in (("title", "role"), ("spot", "place")):
        if _ending(aligned, site, ends):
            return Name(called, site)
    kind = _type(left, right)
    if not kind and not (_unknown(left) and _unknown(right)):
        return None
    head = _head(aligned, site)
    if head:
        start = _beginning(aligned, site)
        return Name("organisation", Site(site.a0 - start, site.a1 + head, site.b0 - start, site.b1 + head))
    return Name(kind, site) if kind else None


def _said(aligned: Aligned, site: Site) -> tuple[str, str]:
    return aligned.a.plain[site.a0 : site.a1], aligned.b.plain[site.b0 : site.b1]


def _ending(aligned: Aligned, site: Site, name: str) -> bool:
    """Whether what stands on both sides ends in a word of a list."""
    sides = _said(aligned, site)
    return all(len(side) > 2 and side.endswith(_sorted(name)) for side in sides)


def _put_in(aligned: Aligned, site: Site, words: Tokens) -> Name | None:
    """The organisation inside whose name words were put in (衡阳高新区, 衡阳国家高新区)."""
    if not words.words or not all(w.tag.startswith(("n", "b", "j", "a")) for w in words.words):
        return None
    start, head = _beginning(aligned, site), _head(aligned, site)
    if not start or not head:
        return None
    return Name("organisation", Site(site.a0 - start, site.a1 + head, site.b0 - start, site.b1 + head))


def role_at(aligned: Aligned, site: Site) -> Name | None:
    """The office before whose title a rank was put in (副书记, 书记), or ``None``."""
    one, two = _said(aligned, site)
    if one == two or not {one.lower(), two.lower()} - {""} <= lexicon("rank"):
        return None
    text = aligned.a.plain
    at, there = site.a1 + text.startswith(" ", site.a1), site.b1 + aligned.b.plain.startswith(" ", site.b1)
    for title in sorted(lexicon("title"), key=len, reverse=True):
        end = at + len(title)
        if text[at:end].lower() == title and all(
            aligned.a2b[i] == there + i - at for i in range(at, min(end, len(aligned.a2b)))
        ):
            return Name("role", Site(site.a0, end, site.b0, there + len(title)))
    return None


def _headed(aligned: Aligned, site: Site) -> Name | None:
    """Two names of organisations by their own last words (委员会, 办公室; 国家税务总局, 国家卫健委)."""
    for text in _said(aligned, site):
        heads = [head for head in _sorted("head") if text.endswith(head)]
        if not text.isalnum() or len(text) < 2 or not heads or (len(text) < 3 and max(map(len, heads)) < 2):
            return None
    start = _beginning(aligned, site)
    named = start or max(site.a1 - site.a0, site.b1 - site.b0) > 2
    return Name("organisation", Site(site.a0 - start, site.a1, site.b0 - start, site.b1)) if named else None


def _type(left: Tokens, right: Tokens) -> str:
    """The kind of name both sides are, by the dictionary's tags, or ""."""
    if len(left.words) != 1 or len(right.words) != 1:
        return ""
    one, two = left.words[0].tag[:2], right.words[0].tag[:2]
    if min(side.words[0].end - side.words[0].start for side in (left, right)) < 2:
        return ""
    return _TYPED.get(one, "") if one == two else ""


@cache
def _sorted(name: str) -> tuple[str, ...]:
    return tuple(sorted(lexicon(name)))


def _unknown(tokens: Tokens) -> bool:
    """Whether the dictionary knows no common word here."""
    return bool(tokens.words) and all(w.tag in {"", "nz", "ns", "nr", "nt", "j"} for w in tokens.words)


def _head(aligned: Aligned, site: Site) -> int:
    """How many characters behind the site, the same in both, end in an organisation's head; 0 for none."""
    found = 0
    text = aligned.a.plain
    for word in clause(aligned.a, site.a1):
        if word.start < site.a1:
            continue
        reach = word.end - site.a1
        same = all(aligned.a2b[i] == site.b1 + i - site.a1 for i in range(word.start, word.end))
        if (
            not same
            or reach > _FURTHEST
            or word.tag.startswith(_ENDS)
            or not text[word.start : word.end].isalnum()
        ):
            break
        if text[site.a1 : word.end].endswith(_sorted("head")):
            found = reach
    return found


def _beginning(aligned: Aligned, site: Site) -> int:
    """How many characters before the site, the same in both, belong to the name."""
    found = 0
    for word in reversed(clause(aligned.a, site.a0)):
        if word.end > site.a0:
            continue
        same = all(aligned.a2b[i] == site.b0 + i - site.a0 for i in range(word.start, word.end))
        if word.end != site.a0 - found or not same or not word.tag.startswith(_BEFORE):
            break
        found = site.a0 - word.start
    return found
