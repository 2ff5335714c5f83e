"""What every report calls things, in Chinese and in English."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from dedup.types import Article, Cause, Change, Document, Finding, Op, Pair, Relation, Severity

_NAME = 24  # characters of an untitled article that stand for its title

_RELATIONS = {
    Relation.IDENTICAL: ("相同", "identical"),
    Relation.NEAR: ("近似", "near"),
    Relation.CONTAINS: ("A 包含 B", "A contains B"),
    Relation.CONTAINED: ("B 包含 A", "B contains A"),
    Relation.PARTIAL: ("部分相同", "partial"),
}
_SEVERITIES = {
    Severity.ERROR: ("错误", "error"),
    Severity.WARNING: ("警告", "warning"),
    Severity.NOTE: ("提示", "note"),
}
_CAUSES = {
    Cause.EDIT: ("改写", "rewording"),
    Cause.OCR: ("识别", "misreading"),
    Cause.LAYOUT: ("版面", "layout"),
    Cause.PUNCTUATION: ("标点", "punctuation"),
    Cause.VARIANT: ("异体", "variants"),
}
_OPS = {
    Op.CHANGED: ("改动", "changed"),
    Op.ONLY_A: ("只见于 A", "only in A"),
    Op.ONLY_B: ("只见于 B", "only in B"),
}
_UNSEEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)


def choose(lang: str, zh: str, en: str) -> str:
    """One of two phrases."""
    return zh if lang == "zh" else en


def relation(value: Relation, lang: str) -> str:
    """What A is to B."""
    return choose(lang, *_RELATIONS[value])


def severity(value: Severity, lang: str) -> str:
    """How bad."""
    return choose(lang, *_SEVERITIES[value])


def cause(value: Cause, lang: str) -> str:
    """Why two versions differ."""
    return choose(lang, *_CAUSES[value])


def op(value: Op, lang: str) -> str:
    """On which side a change stands."""
    return choose(lang, *_OPS[value])


def percent(share: float) -> str:
    """A share of 0..1; never 0 % or 100 % unless it is.

    >>> percent(0.838), percent(0.9999), percent(0.0001)
    ('84%', '>99%', '<1%')
    """
    whole = round(100 * share)
    if whole == 100 and share < 1:
        return ">99%"
    return "<1%" if whole == 0 < share else f"{whole}%"


def similarity(pair: Pair, lang: str) -> str:
    """How much two versions share."""
    jaccard, a, b = f"{pair.jaccard:.2f}", percent(pair.cover_a), percent(pair.cover_b)
    return choose(
        lang,
        f"相似度 {jaccard}，A 的 {a} 见于 B，B 的 {b} 见于 A",
        f"similarity {jaccard}, {a} of A in B, {b} of B in A",
    )


def nothing(pair: Pair, lang: str) -> str:
    """That a pair shows no difference; others may have been filtered out, or accepted."""
    if pair.relation is Relation.IDENTICAL:
        return choose(lang, "没有差异", "no differences")
    return choose(lang, "没有要看的差异", "no difference left to see")


def name(article: Article) -> str:
    """What to call an article: its title, or how it begins; on one line."""
    if article.title is not None and article.title.text.strip():
        return flat(article.title.text)
    begins = flat(article.text[: 4 * _NAME])
    return begins[:_NAME] + ("…" if len(begins) > _NAME else "")


def message(finding: Finding, lang: str) -> str:
    """The sentence of a finding on one line, after the page that it is about."""
    page = finding.where.page
    where = choose(lang, f"第{page}页：", f"page {page}: ") if page else ""
    return where + flat(finding.message)


def pages(article: Article, documents: Mapping[str, Document], lang: str) -> str:
    """The pages that an article is printed on, in brackets; "" for a format without pages."""
    document = documents.get(article.doc)
    if document is None or not document.boxes:
        return ""
    ends = [(document.printed(s.start), document.printed(max(s.start, s.end - 1))) for s in article.spans]
    found = [box.page for pair in ends for box in pair if box]
    first, last = min(found, default=1), max(found, default=1)
    said = f"{first}" if first == last else f"{first}–{last}"
    return choose(lang, f"（第{said}页）", f" (page {said})" if first == last else f" (pages {said})")


def flat(text: str) -> str:
    """The text on one line, what cannot be seen made visible.

    >>> flat("两条\\n产业链")
    '两条 产业链'
    """
    return visible(" ".join(text.split()))


def visible(text: str) -> str:
    """The text with characters escaped that steer a terminal, turn the reading direction, or are none.

    Tabs and line breaks stay.

    >>> print(visible("产业链\\x1b[31m"))
    产业链\\u001b[31m
    """
    return _UNSEEN.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def sides(change: Change) -> tuple[str, str]:
    """What A says and what B says, each on one line; a dash where a version says nothing."""
    one, two = (_closed(mentions[0].text) if mentions else "" for mentions in (change.a, change.b))
    return (
        "—" if change.op is Op.ONLY_B and not one else one,
        "—" if change.op is Op.ONLY_A and not two else two,
    )


def _closed(text: str) -> str:
    """The text on one line, without the line breaks and spaces between Chinese characters."""
    return re.sub(r"(?<![!-~]) | (?![!-~])", "", flat(text))


def shown(changes: Iterable[Change]) -> list[Change]:
    """The changes that an editor must see."""
    return [change for change in changes if change.severity is not Severity.NOTE]


def hidden(changes: Iterable[Change], lang: str) -> str:
    """How many notes there are of each cause, most frequent first; "" if there are none."""
    counts = Counter(change.cause for change in changes if change.severity is Severity.NOTE)
    order = list(Cause)
    ranked = sorted(counts.items(), key=lambda item: (-item[1], order.index(item[0])))
    return choose(lang, "，", ", ").join(f"{cause(what, lang)} {count}" for what, count in ranked)
