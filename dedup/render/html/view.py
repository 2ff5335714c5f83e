"""What the page of a pair shows: verdict, table of facts, rows side by side, noise by cause."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from dedup import codes
from dedup.render import _say
from dedup.render.html.cells import Cell, Version, cell
from dedup.render.html.marks import held, places
from dedup.render.html.rows import Overview, Row, overview, rows
from dedup.render.html.terms import Terms
from dedup.text.flat import one_line
from dedup.types import Article, Cause, Change, Document, Op, Pair, Result, Severity

NOISE = ("wording", "punctuation", "width", "script", "alias", "breaks", "order", "ocr")
"""What notes are sorted by: each can be switched on."""


class FactRow(NamedTuple):
    """One change an editor must see.

    ``a_places`` and ``b_places`` are the ids of the elements that its places are marked with, ``a_page`` and
    ``b_page`` the printed page of the first of them, "" for a format without pages.
    """

    number: int
    fingerprint: str
    code: str
    label: str
    severity: str
    a: Cell
    b: Cell
    a_places: tuple[str, ...]
    b_places: tuple[str, ...]
    a_page: str
    b_page: str
    times: str
    cause: str
    cause_label: str
    evidence: tuple[str, ...]
    facts: tuple[str, ...]
    message: str


class Note(NamedTuple):
    """One change that says nothing else; it is hidden until its group is switched on."""

    number: int
    fingerprint: str
    code: str
    many: int
    message: str
    places: tuple[str, ...]


class Noise(NamedTuple):
    """All notes of one group."""

    name: str
    label: str
    many: int
    notes: tuple[Note, ...]


class Passage(NamedTuple):
    """A passage that the other version lacks."""

    text: str
    number: int
    facts: tuple[str, ...]
    place: str
    size: int


@dataclass(frozen=True, slots=True)
class Side:
    """One version in the head of the page."""

    name: str
    title: str
    path: str
    pages: str
    chars: int
    date: str


@dataclass(frozen=True, slots=True)
class PairView:
    """Everything the template of a pair needs.

    ``id`` names the page, ``key`` begins the ids of the elements of the pair.
    ``errors``, ``lacking`` and ``doubtful`` count conflicts, what only one version says, and the other
    warnings; ``classes`` are the style classes of each change, by its number.
    """

    id: str
    key: str
    verdict: str
    a: Side
    b: Side
    similarity: str
    covers: tuple[str, str]
    errors: int
    lacking: int
    doubtful: int
    wording: int
    hidden: int
    moved: int
    facts: tuple[FactRow, ...]
    rows: tuple[Row, ...]
    overview: Overview
    noise: tuple[Noise, ...]
    only: tuple[tuple[Passage, ...], tuple[Passage, ...]]
    classes: tuple[str, ...]

    @property
    def warnings(self) -> int:
        """What is no conflict and must be seen all the same."""
        return self.lacking + self.doubtful


class Sources(NamedTuple):
    """The documents and articles of a result by their ids: looked up for every pair, built once."""

    documents: Mapping[str, Document]
    articles: Mapping[str, Article]

    @classmethod
    def of(cls, result: Result) -> Sources:
        """Those of a result."""
        return cls({d.id: d for d in result.documents}, {a.id: a for a in result.articles})


def pair_view(sources: Sources, pair: Pair, terms: Terms, name: str, key: str = "p") -> PairView:
    """The view of one pair; ``name`` is the page's identifier, ``key`` begins the ids of its elements."""
    articles = sources.articles[pair.a], sources.articles[pair.b]
    documents = sources.documents[articles[0].doc], sources.documents[articles[1].doc]
    texts = documents[0].text, documents[1].text
    versions = tuple(Version.of(pair, articles[side], texts[side], side) for side in (0, 1))
    shown = rows(pair, articles, texts, terms)
    anchors = _Anchors(key, pair, articles, shown)
    must = [(n, c) for n, c in enumerate(pair.changes) if c.severity is not Severity.NOTE]
    counts = Counter(noise_of(c) for c in pair.changes if c.severity is Severity.NOTE for _ in range(c.count))
    errors = sum(c.severity is Severity.ERROR for _, c in must)
    lacking = sum(c.severity is Severity.WARNING and c.op is not Op.CHANGED for _, c in must)
    return PairView(
        id=name,
        key=key,
        verdict=terms.relation(pair.relation),
        a=_side("A", articles[0], documents[0], terms),
        b=_side("B", articles[1], documents[1], terms),
        similarity=f"{pair.jaccard:.2f}",
        covers=(_say.percent(pair.cover_a), _say.percent(pair.cover_b)),
        errors=errors,
        lacking=lacking,
        doubtful=len(must) - errors - lacking,
        wording=counts["wording"],
        hidden=sum(counts.values()) - counts["wording"],
        moved=sum(link.moved for link in pair.links),
        facts=tuple(
            _fact_row(n, c, versions, documents, anchors, terms)
            for n, c in sorted(must, key=lambda item: _urgency(item[1]))
        ),
        rows=shown,
        overview=overview(pair, articles, shown),
        noise=tuple(_noise(pair.changes, counts, anchors, terms)),
        only=(
            tuple(_passages(pair.changes, Op.ONLY_A, anchors)),
            tuple(_passages(pair.changes, Op.ONLY_B, anchors)),
        ),
        classes=tuple(_class(c) for c in pair.changes),
    )


def noise_of(change: Change) -> str:
    """The group of a note.

    Full width and upper case are no other punctuation, a short name is no other character, a moved
    paragraph is no other line break.
    """
    if change.cause is Cause.PUNCTUATION:
        return "width" if change.kind == "variant" else "punctuation"
    if change.cause is Cause.VARIANT:
        return "script" if change.kind == "variant" else "alias"
    if change.cause is Cause.LAYOUT:
        return "order" if change.kind == "moved" else "breaks"
    return "ocr" if change.cause is Cause.OCR else "wording"


def _side(name: str, article: Article, document: Document, terms: Terms) -> Side:
    title = _say.flat(article.title.text) if article.title and article.title.text else terms["untitled"]
    pages = _say.pages(article, {document.id: document}, terms.lang)
    return Side(name, title, article.id, pages, len("".join(article.text.split())), document.date or "")


def _urgency(change: Change) -> tuple[int, int]:
    """Facts before passages that hold facts, those before words, bare passages last."""
    if change.kind == "passage":
        return change.severity.rank, 1 if held(change) else 3
    return change.severity.rank, 2 if change.kind == "meaning" else 0


def _class(change: Change) -> str:
    return f"note n-{noise_of(change)}" if change.severity is Severity.NOTE else change.severity.value


class _Anchors:
    """The ids by which the page can lead to the places of a change."""

    def __init__(self, key: str, pair: Pair, articles: tuple[Article, Article], shown: Iterable[Row]) -> None:
        self._key = key
        self._there: set[tuple[int, str, int]] = set()
        self._row: tuple[dict[int, int], dict[int, int]] = ({}, {})
        for row in shown:
            for side, paragraphs in (("a", row.a), ("b", row.b)):
                for paragraph in paragraphs:
                    self._there |= {(g.change, side, g.place) for g in paragraph.groups if g.first}
        for number, link in enumerate(pair.links):
            for which, here in enumerate((link.a, link.b)):
                for p in here:
                    for span in articles[which].paragraphs[p].spans[:1]:
                        self._row[which][span.start] = number

    def of(self, number: int, change: Change, side: int) -> tuple[str, ...]:
        """An id a place: that of its mark, else that of its row; none for what is not shown."""
        name = "ab"[side]
        found = []
        for place, mention in enumerate(places(change, side)):
            if (number, name, place) in self._there:
                found.append(f"{self._key}-c{number}-{name}{place}")
            elif mention.start in self._row[side]:
                found.append(f"{self._key}-r{self._row[side][mention.start]}")
        return tuple(found)


def _fact_row(
    number: int,
    change: Change,
    versions: tuple[Version, ...],
    documents: tuple[Document, Document],
    anchors: _Anchors,
    terms: Terms,
) -> FactRow:
    many = [len(places(change, side)) for side in (0, 1)]
    return FactRow(
        number=number,
        fingerprint=change.fingerprint,
        code=change.code,
        label=codes.label(change.code, terms.lang),
        severity=change.severity.value,
        a=cell(change, versions[0]),
        b=cell(change, versions[1]),
        a_places=anchors.of(number, change, 0),
        b_places=anchors.of(number, change, 1),
        a_page=_page(change, 0, documents[0], terms),
        b_page=_page(change, 1, documents[1], terms),
        times=str(many[0] or many[1]) if many[0] == many[1] or 0 in many else f"{many[0]} : {many[1]}",
        cause=change.cause.value,
        cause_label=terms.cause(change.cause),
        evidence=change.evidence,
        facts=tuple(m.text for m in held(change)),
        message=change.message,
    )


def _page(change: Change, side: int, document: Document, terms: Terms) -> str:
    """The printed page of the first place of a change."""
    found = places(change, side)
    box = document.printed(found[0].start) if found else None
    return terms["on_page"].format(box.page) if box else ""


def _noise(
    changes: tuple[Change, ...], counts: Mapping[str, int], anchors: _Anchors, terms: Terms
) -> Iterable[Noise]:
    for name in NOISE:
        if not counts[name]:
            continue
        notes = (
            Note(n, c.fingerprint, c.code, c.count, c.message, anchors.of(n, c, 0) + anchors.of(n, c, 1))
            for n, c in enumerate(changes)
            if c.severity is Severity.NOTE and noise_of(c) == name
        )
        yield Noise(name, terms[f"n_{name}"], counts[name], tuple(notes))


def _passages(changes: tuple[Change, ...], op: Op, anchors: _Anchors) -> Iterable[Passage]:
    """What one version says alone, that an editor must see."""
    side = 0 if op is Op.ONLY_A else 1
    for n, change in enumerate(changes):
        if change.kind == "passage" and change.op is op and change.severity is not Severity.NOTE:
            said = [one_line(mention.text).strip() for mention in places(change, side)]
            facts = tuple(m.text for m in held(change))
            where = anchors.of(n, change, side)
            yield Passage(" … ".join(said), n, facts, where[0] if where else "", sum(map(len, said)))
