"""What the page of a pair shows: verdict, table of facts, rows side by side, noise by cause."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from rapidfuzz.distance import Indel

from dedup import codes
from dedup.render.html.marks import Group, Marker, held, places
from dedup.render.html.terms import Terms
from dedup.types import (
    Article,
    Block,
    Cause,
    Change,
    Document,
    Link,
    LinkKind,
    Mention,
    Op,
    Pair,
    Result,
    Severity,
)

_CONTEXT = 10  # characters of context on either side of a fact
_LONG = 88  # characters of a passage that the table shows
_NAMES = frozenset({"person", "place", "organisation", "role", "event", "work"})
_NOISE = frozenset({Cause.LAYOUT, Cause.PUNCTUATION, Cause.VARIANT, Cause.OCR})


class Bit(NamedTuple):
    """A few characters of a table cell: plain, marked as different, or context."""

    text: str
    role: str  # "same", "diff", "context", "caret"


class Cell(NamedTuple):
    """One side of a row of the table of facts."""

    bits: tuple[Bit, ...]
    places: tuple[str, ...]  # ids of the places in the text below
    lacking: bool


class FactRow(NamedTuple):
    """One change an editor must see."""

    number: int
    fingerprint: str
    code: str
    label: str
    severity: str
    a: Cell
    b: Cell
    times: str
    evidence: tuple[str, ...]
    cause: str
    facts: tuple[str, ...]


class Shown(NamedTuple):
    """A paragraph with its marks."""

    number: int
    kind: str
    groups: tuple[Group, ...]


class Row(NamedTuple):
    """Paragraphs of A beside their partners of B."""

    a: tuple[Shown, ...]
    b: tuple[Shown, ...]
    kind: str
    label: str
    moved: bool
    weight: str  # "error", "warning", "note" or "same": the worst change in it
    order_a: int
    order_b: int


@dataclass(frozen=True, slots=True)
class Side:
    """One version in the head of the page."""

    name: str
    title: str
    path: str
    chars: int
    date: str


@dataclass(frozen=True, slots=True)
class PairView:
    """Everything the template of a pair needs."""

    id: str
    verdict: str
    a: Side
    b: Side
    pair: Pair
    errors: int
    warnings: int
    wording: int
    noise: int
    causes: tuple[tuple[str, str, int], ...]  # (class, label, count) of notes
    moved: int
    facts: tuple[FactRow, ...]
    rows: tuple[Row, ...]
    notes: tuple[tuple[str, str, tuple[str, ...]], ...]  # (class, label, messages)
    severities: tuple[str, ...]  # of each change, by number
    classes: tuple[str, ...]  # of each change, by number


class Sources(NamedTuple):
    """The documents and articles of a result by their ids: looked up for every pair, built once."""

    documents: Mapping[str, Document]
    articles: Mapping[str, Article]

    @classmethod
    def of(cls, result: Result) -> Sources:
        """Those of a result."""
        return cls({d.id: d for d in result.documents}, {a.id: a for a in result.articles})


def pair_view(sources: Sources, pair: Pair, terms: Terms, name: str) -> PairView:
    """The view of one pair; ``name`` is the page's identifier."""
    a, b = sources.articles[pair.a], sources.articles[pair.b]
    doc_a, doc_b = sources.documents[a.doc], sources.documents[b.doc]
    changes = pair.changes
    classes = tuple(_class(c) for c in changes)
    notes = [c for c in changes if c.severity is Severity.NOTE]
    counts = Counter(c.cause for c in notes for _ in range(c.count))
    return PairView(
        id=name,
        verdict=terms.relation(pair.relation),
        a=_side("A", a, doc_a, terms),
        b=_side("B", b, doc_b, terms),
        pair=pair,
        errors=sum(c.severity is Severity.ERROR for c in changes),
        warnings=sum(c.severity is Severity.WARNING for c in changes),
        wording=counts[Cause.EDIT],
        noise=sum(counts[c] for c in _NOISE),
        causes=tuple((c.value, terms.cause(c), counts[c]) for c in Cause if counts[c]),
        moved=sum(link.moved for link in pair.links),
        facts=tuple(
            _fact_row(n, c, (a, b), (doc_a.text, doc_b.text), pair.map, terms, name)
            for n, c in sorted(enumerate(changes), key=lambda item: _urgency(item[1]))
            if c.severity is not Severity.NOTE
        ),
        rows=_rows(pair, a, b, doc_a.text, doc_b.text, terms),
        notes=tuple(
            (cause.value, terms.cause(cause), tuple(c.message for c in notes if c.cause is cause))
            for cause in Cause
            if counts[cause]
        ),
        severities=tuple(c.severity.value for c in changes),
        classes=classes,
    )


def _side(name: str, article: Article, document: Document, terms: Terms) -> Side:
    title = article.title.text if article.title and article.title.text else terms["untitled"]
    return Side(name, title, article.id, len("".join(article.text.split())), document.date or "")


def _urgency(change: Change) -> tuple[int, int]:
    """Facts before passages that hold facts, those before words, bare passages last."""
    if change.kind == "passage":
        return change.severity.rank, 1 if held(change) else 3
    return change.severity.rank, 2 if change.kind == "meaning" else 0


def _class(change: Change) -> str:
    return change.severity.value if change.severity is not Severity.NOTE else f"note {change.cause.value}"


def _fact_row(
    number: int,
    change: Change,
    articles: tuple[Article, Article],
    texts: tuple[str, str],
    blocks: tuple[Block, ...],
    terms: Terms,
    name: str,
) -> FactRow:
    cells = [_cell(change, side, articles[side], texts[side], blocks, f"{name}-c{number}") for side in (0, 1)]
    many = [len(places(change, side)) for side in (0, 1)]
    return FactRow(
        number=number,
        fingerprint=change.fingerprint,
        code=change.code,
        label=codes.label(change.code, terms.lang),
        severity=change.severity.value,
        a=cells[0],
        b=cells[1],
        times=str(many[0] or many[1]) if many[0] == many[1] or 0 in many else f"{many[0]} : {many[1]}",
        evidence=change.evidence,
        cause=terms.cause(change.cause) if change.cause in _NOISE else "",
        facts=tuple(m.text for m in held(change)),
    )


def _cell(
    change: Change, side: int, article: Article, text: str, blocks: tuple[Block, ...], prefix: str
) -> Cell:
    here = places(change, side)
    twins = places(change, 1 - side)
    ids = tuple(f"{prefix}-{'ab'[side]}{n}" for n in range(len(here)))
    if not here:
        return Cell(_opposite(twins[0], side, article, text, blocks) if twins else (), ids, True)
    mention = here[0]
    if change.kind == "passage":
        flat = "".join(mention.text.split()).strip("，,。；;、")
        return Cell((Bit(flat if len(flat) <= _LONG else flat[:_LONG] + "…", "diff"),), ids, False)
    inner = _compared(mention.text, twins[0].text) if twins and change.kind in _NAMES else None
    middle = inner or (Bit(_flat(mention.text), "diff"),)
    before, after = _context(article, text, mention.start, mention.end)
    return Cell((before, *middle, after), ids, False)


def _compared(mine: str, other: str) -> tuple[Bit, ...]:
    """A name with the characters marked in which it differs from the other version's."""
    bits = []
    for op in Indel.opcodes(mine, other):
        part = mine[op.src_start : op.src_end]
        if part:
            bits.append(Bit(_flat(part), "same" if op.tag == "equal" else "diff"))
    return tuple(bits)


def _flat(text: str) -> str:
    return " ".join(text.split())


def _context(article: Article, text: str, start: int, end: int) -> tuple[Bit, Bit]:
    """What stands before and after a range within its paragraph."""
    at = max((p for p in article.paragraphs if p.start <= start), key=lambda p: p.start, default=None)
    left, right = (at.start, max(at.end, end)) if at else (0, len(text))
    before, after = "".join(text[left:start].split()), "".join(text[end:right].split())
    return (
        Bit(("…" if len(before) > _CONTEXT else "") + before[-_CONTEXT:], "context"),
        Bit(after[:_CONTEXT] + ("…" if len(after) > _CONTEXT else ""), "context"),
    )


def _opposite(
    mention: Mention, side: int, article: Article, text: str, blocks: tuple[Block, ...]
) -> tuple[Bit, ...]:
    """What the other version has where this one says something: its context around a caret."""
    other = 1 - side
    rows = sorted(blocks, key=lambda b: b[other])
    n = bisect_right([b[other] for b in rows], mention.start) - 1
    if n < 0:
        return ()
    block = rows[n]
    if mention.start - block[other] - block.length > 12:
        return ()
    at = block[side] + min(block.length, mention.start - block[other])
    before, after = _context(article, text, at, at)
    return (before, Bit("‸", "caret"), after)


def _rows(pair: Pair, a: Article, b: Article, text_a: str, text_b: str, terms: Terms) -> tuple[Row, ...]:
    left = Marker.of(text_a, pair.map, pair.changes, 0)
    right = Marker.of(text_b, pair.map, pair.changes, 1)
    ranks = [c.severity.rank for c in pair.changes]
    order_a = _order(pair.links, 0)
    order_b = _order(pair.links, 1)
    rows = []
    for n, link in enumerate(pair.links):
        one = tuple(Shown(i, a.paragraphs[i].kind.value, left.groups(a.paragraphs[i])) for i in link.a)
        two = tuple(Shown(j, b.paragraphs[j].kind.value, right.groups(b.paragraphs[j])) for j in link.b)
        worst = min((ranks[g.change] for s in (*one, *two) for g in s.groups if g.change >= 0), default=3)
        weight = ("error", "warning", "note", "same")[worst]
        rows.append(
            Row(one, two, link.kind.value, _label(link, terms), link.moved, weight, order_a[n], order_b[n])
        )
    return tuple(sorted(rows, key=lambda row: row.order_b))


def _label(link: Link, terms: Terms) -> str:
    if link.kind in {LinkKind.SPLIT, LinkKind.MERGED, LinkKind.REGROUPED}:
        return f"{len(link.a)} : {len(link.b)} {terms.link(link.kind)}"
    return terms.link(link.kind)


def _order(links: tuple[Link, ...], side: int) -> list[int]:
    """Rank of each link when the page follows one version; what it lacks comes after its predecessor."""
    keys: list[tuple[int, int]] = []
    known = {p: link for link in links for p in (link.b if side == 0 else link.a) if link.a and link.b}
    for link in links:
        mine, theirs = (link.a, link.b) if side == 0 else (link.b, link.a)
        if mine:
            keys.append((mine[0], -1))
            continue
        before = theirs[0] - 1
        while before >= 0 and before not in known:
            before -= 1
        partner = known.get(before)
        keys.append(((partner.a if side == 0 else partner.b)[-1] if partner else -1, theirs[0]))
    ranked = sorted(range(len(links)), key=lambda n: keys[n])
    place = [0] * len(links)
    for rank, n in enumerate(ranked):
        place[n] = rank
    return place


def only(view: PairView, op: Op) -> tuple[FactRow, ...]:
    """The passages of one version that the other lacks, of those in the table."""
    return tuple(f for f in view.facts if f.code == "TXT401" and view.pair.changes[f.number].op is op)
