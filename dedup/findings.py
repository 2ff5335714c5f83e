"""From pairs to findings: what a report lists, and which of it is wanted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from dedup import codes
from dedup.config import Settings
from dedup.limits import Limit, LimitKind
from dedup.shelf import Story
from dedup.text.begins import beginning
from dedup.text.fingerprint import digits, fingerprint, framed
from dedup.text.fold import letters
from dedup.text.lines import Lines
from dedup.types import (
    Article,
    Change,
    Document,
    Finding,
    Pair,
    Place,
    Relation,
    Result,
    Severity,
    StageCount,
)

_CODES = {
    Relation.IDENTICAL: "DUP101",
    Relation.NEAR: "DUP102",
    Relation.CONTAINS: "DUP103",
    Relation.CONTAINED: "DUP103",
    Relation.PARTIAL: "DUP104",
}
_SAYS = {
    "zh": {
        Relation.IDENTICAL: "与{other}相同",
        Relation.NEAR: "与{other}是同一篇文章的不同版本，相似度 {jaccard:.2f}",
        Relation.CONTAINS: "包含{other}的 {cover_b:.0%}",
        Relation.CONTAINED: "有 {cover_a:.0%} 见于{other}",
        Relation.PARTIAL: "与{other}部分相同，相似度 {jaccard:.2f}，"
        "共有文字分别占 {cover_a:.0%} 和 {cover_b:.0%}",
        None: "与{other}几乎没有相同的文字，相似度 {jaccard:.2f}",
    },
    "en": {
        Relation.IDENTICAL: "the same as {other}",
        Relation.NEAR: "a version of {other}: similarity {jaccard:.2f}",
        Relation.CONTAINS: "holds {cover_b:.0%} of {other}",
        Relation.CONTAINED: "{cover_a:.0%} of it stands in {other}",
        Relation.PARTIAL: "shares passages with {other}: similarity {jaccard:.2f}, "
        "{cover_a:.0%} of this and {cover_b:.0%} of that",
        None: "shares next to nothing with {other}: similarity {jaccard:.2f}",
    },
}
_UNRELATED = 0.05  # two articles of which less is shared have no passage in common
_QUOTED = {"zh": "《{}》", "en": "“{}”"}


def name_of(article: Article) -> str:
    """What to call an article: its title, the title of its row, or how it begins."""
    if article.title is not None and article.title.text:
        return " ".join(article.title.text.split())
    return beginning(article.text)


def of_pair(
    pair: Pair,
    articles: Sequence[Article],
    documents: Sequence[Document],
    settings: Settings,
    *,
    asked: bool = False,
    notes: bool = False,
) -> Iterator[Finding]:
    """The findings of one pair: that it is one, then its changes, worst first.

    Args:
        pair: the pair, with its changes.
        articles: its two articles, with their paragraphs.
        documents: their documents, with their texts.
        settings: ``lang`` and ``severity`` count here.
        asked: the user named the two, so that they are versions is no news (a note).
        notes: also a finding for each change that is only a note.
    """
    sites = {document.id: _Site(document) for document in documents}
    a, b = (version(sites[article.doc].of(article), name_of(article), settings.lang) for article in articles)
    yield of_relation(pair, a, b, settings, asked=asked)
    for change in sorted(pair.changes, key=lambda c: c.severity.rank):
        if notes or change.severity is not Severity.NOTE:
            yield _of_change(change, sites)


class Version(NamedTuple):
    """What findings say of an article that has versions; made once, however many it has.

    Attributes:
        place: where it stands.
        name: as a sentence names it.
        frame: for fingerprints; the same for names that differ in punctuation only.
    """

    place: Place
    name: str
    frame: bytes


def version(place: Place, name: str, lang: str, folded: str | None = None) -> Version:
    """An article of this name; ``folded`` are the letters of the name, if they are known.

    >>> version(Place("a.txt"), "专家谈《民法典》", "zh").name
    '《专家谈〈民法典〉》'
    """
    if lang == "zh":
        name = name.replace("《", "〈").replace("》", "〉")  # marks of a title within a title (GB/T 15834)
    known_by = letters(name).text if folded is None else folded
    return Version(place, _QUOTED[lang].format(name), framed(place.doc) + framed(known_by))


def of_relation(pair: Pair, a: Version, b: Version, settings: Settings, *, asked: bool = False) -> Finding:
    """That two articles are versions of one another."""
    code = _CODES[pair.relation]
    unrelated = pair.relation is Relation.PARTIAL and max(pair.cover_a, pair.cover_b) < _UNRELATED
    said = _SAYS[settings.lang][None if unrelated else pair.relation].format(
        other=b.name, jaccard=pair.jaccard, cover_a=pair.cover_a, cover_b=pair.cover_b
    )
    default = Severity.NOTE if asked else codes.severity(code)
    who = digits(framed(code), a.frame, b.frame)
    return Finding(code, _severity(code, default, settings), said, who, a.place, (b.place,))


def of_limit(limit: Limit, stories: Sequence[Story], settings: Settings) -> Finding:
    """What a bound left out, at the first articles concerned; a note unless a pair may be missing."""
    first = [stories[number] for number in limit.articles]
    where, *also = [_Site(s.document).of(s.article) for s in first] or [Place("")]
    return Finding(
        limit.code,
        _severity(
            limit.code, Severity.WARNING if limit.kind is LimitKind.CROWDED else Severity.NOTE, settings
        ),
        limit.message(settings.lang),
        fingerprint(limit.code, limit.kind, where.doc),
        where,
        tuple(also),
    )


def _severity(code: str, default: Severity, settings: Settings) -> Severity:
    chosen = settings.severity.get(code)
    return default if chosen is None else Severity(chosen)


def extent(article: Article) -> tuple[str, int, int]:
    """Its document, and from its title, or its first character, to its last."""
    start = article.title.start if article.title else min((span.start for span in article.spans), default=0)
    end = max((span.end for span in article.spans), default=start)
    return article.doc, start, max(start, end)


@lru_cache(maxsize=2)
def _lines(text: str) -> Lines:
    """The lines of a document; those of two pages are asked for once for each pair of their articles."""
    return Lines(text)


class _Site:
    """Where ranges of a document stand."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._lines = _lines(document.text)

    def at(self, start: int, end: int) -> Place:
        """The place of a range: its line, and the page it is printed on."""
        box = self._document.printed(start)
        return Place(self._document.id, start, end, self._lines.at(start), box and box.page)

    def of(self, article: Article) -> Place:
        """Where an article stands."""
        _, start, end = extent(article)
        return self.at(start, end)


def told_apart(
    compared: Iterable[tuple[Pair, tuple[Finding, ...]]],
) -> Iterator[tuple[Pair, tuple[Finding, ...]]]:
    """Pairs and their findings; what two pairs of the same documents share has a fingerprint for each.

    Articles of two pages may differ in the same words. The pair that comes first, the most alike, keeps the
    fingerprint; the next ones are numbered.
    """
    seen: Counter[str] = Counter()
    for pair, found in compared:
        other: dict[str, str] = {}
        for change in pair.changes:
            seen[change.fingerprint] += 1
            if (n := seen[change.fingerprint]) > 1:
                other[change.fingerprint] = fingerprint(change.fingerprint, str(n))
        if other:
            changes = (replace(c, fingerprint=other.get(c.fingerprint, c.fingerprint)) for c in pair.changes)
            pair = replace(pair, changes=tuple(changes))
            found = tuple(replace(f, fingerprint=other.get(f.fingerprint, f.fingerprint)) for f in found)
        yield pair, found


def _of_change(change: Change, sites: Mapping[str, _Site]) -> Finding:
    where, *also = [sites[m.doc].at(m.start, m.end) for m in (*change.a, *change.b)]
    return Finding(change.code, change.severity, change.message, change.fingerprint, where, tuple(also))


def wanted(code: str, settings: Settings) -> bool:
    """Whether ``select`` and ``ignore`` let a code through; the longer prefix decides.

    What became of the inputs (``INP``) is never deselected: it can only be ignored by name.

    >>> wanted("FCT301", Settings(select=("FCT301",), ignore=("FCT",)))
    True
    >>> wanted("INP901", Settings(select=("FCT",)))
    True
    """
    chosen = max((len(prefix) for prefix in settings.select if code.startswith(prefix)), default=-1)
    dropped = max((len(prefix) for prefix in settings.ignore if code.startswith(prefix)), default=-1)
    return chosen > dropped if settings.select and not code.startswith("INP") else dropped < 0


def chosen(result: Result, settings: Settings) -> Result:
    """Without what ``select`` and ``ignore`` leave out; findings on inputs as severe as ``severity`` says."""
    if not (settings.select or settings.ignore or settings.severity):
        return result
    kept = _kept(result, lambda found: wanted(found.code, settings))
    return replace(kept, findings=tuple(_graded(finding, settings) for finding in kept.findings))


def _graded(finding: Finding, settings: Settings) -> Finding:
    """A finding on an input as severe as the settings say; others were graded when they were made."""
    if not finding.code.startswith("INP"):
        return finding
    return replace(finding, severity=_severity(finding.code, finding.severity, settings))


def without(result: Result, accepted: Set[str]) -> Result:
    """The result without the findings and changes of these fingerprints; its last stage counts them."""
    kept = _kept(result, lambda found: found.fingerprint not in accepted)
    count = StageCount("baseline", len(result.findings), len(kept.findings))
    return replace(kept, stages=(*kept.stages, count))


def _kept(result: Result, test: Callable[[Finding | Change], bool]) -> Result:
    return replace(
        result,
        findings=tuple(finding for finding in result.findings if test(finding)),
        pairs=tuple(
            replace(pair, changes=tuple(change for change in pair.changes if test(change)))
            for pair in result.pairs
        ),
    )
