"""What is found: facts, how two articles correspond, their changes, clusters and findings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from dedup.types.kinds import Cause, LinkKind, Op, Relation, Severity
from dedup.types.pages import Article, Document


@dataclass(frozen=True, slots=True)
class Fact:
    """A mention as a fact kind finds it: offsets are into the text given to the kind.

    Attributes:
        kind: number, count, quantity, ordinal, multiple, money, percent, date, time, duration, set,
            person, place, organisation, role, event, work, modality, negation, quotation.
        value: canonical value (DESIGN: "Values of mentions"), never guessed.
        unit: unit apart from the value, or "".
        approx: "" exact, "~" about, "+" a little more (多, 余), "-" a little less (近, 不足).
        op: "" or one of ``>= > <= <``.
    """

    kind: str
    start: int
    end: int
    value: str
    unit: str = ""
    approx: str = ""
    op: str = ""

    @property
    def key(self) -> tuple[str, str, str, str, str]:
        """What is compared: two facts are equal when their keys are."""
        return (self.kind, self.value, self.unit, self.approx, self.op)


@dataclass(frozen=True, slots=True)
class Mention:
    """A fact, or a stretch of wording, at its place in a raw document."""

    doc: str
    kind: str
    start: int
    end: int
    text: str
    value: str = ""
    unit: str = ""
    approx: str = ""
    op: str = ""


class Block(NamedTuple):
    """``length`` raw code points from ``a`` and from ``b`` that agree once folded."""

    a: int
    b: int
    length: int


@dataclass(frozen=True, slots=True)
class Link:
    """Paragraphs of A and of B (indices from 0) that share characters."""

    a: tuple[int, ...]
    b: tuple[int, ...]
    kind: LinkKind
    moved: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between two versions, with all the places where it recurs."""

    code: str
    kind: str
    op: Op
    severity: Severity
    cause: Cause
    a: tuple[Mention, ...]
    b: tuple[Mention, ...]
    message: str
    fingerprint: str
    count: int = 1
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pair:
    """Two verified versions. ``jaccard`` and ``cover_*`` are exact, 0..1, on sets of character 5-grams."""

    a: str
    b: str
    relation: Relation
    jaccard: float
    cover_a: float
    cover_b: float
    map: tuple[Block, ...] = ()
    links: tuple[Link, ...] = ()
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Cluster:
    """A connected component of verified pairs; ``keep`` is the member to keep and ``why`` says why."""

    id: str
    members: tuple[str, ...]
    keep: str
    why: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a finding stands: a raw range of a document, its 1-based line, and its page if it has pages."""

    doc: str
    start: int = 0
    end: int = 0
    line: int = 1
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """What a report lists: a code, how bad, one sentence, where, and the other places it concerns.

    ``english`` is for the command line, which speaks English in every language of the report; of findings
    on inputs only, and no part of a report.
    """

    code: str
    severity: Severity
    message: str
    fingerprint: str
    where: Place
    also: tuple[Place, ...] = ()
    english: str = field(default="", compare=False, repr=False)


class StageCount(NamedTuple):
    """How many items entered and left a stage (``seconds`` only when timings are asked for)."""

    name: str
    n_in: int
    n_out: int
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """Everything a run found; every renderer reads this and nothing else.

    Documents and articles of a run that compared nothing are made when they are asked for, each time anew.
    """

    documents: Sequence[Document]
    articles: Sequence[Article]
    pairs: tuple[Pair, ...]
    clusters: tuple[Cluster, ...]
    findings: tuple[Finding, ...]
    stages: tuple[StageCount, ...]
    settings: tuple[tuple[str, object], ...] = field(default=())

    def document(self, doc: str) -> Document:
        """The document with this id."""
        return next(d for d in self.documents if d.id == doc)

    def article(self, article: str) -> Article:
        """The article with this id."""
        return next(a for a in self.articles if a.id == article)

    def paired(self) -> dict[str, Article]:
        """The articles that stand in a pair, by id: of a large corpus, few of all."""
        wanted = {article for pair in self.pairs for article in (pair.a, pair.b)}
        return {article.id: article for article in self.articles if article.id in wanted}

    def of_articles(self, articles: Iterable[Article]) -> dict[str, Document]:
        """The documents of these articles, by id."""
        wanted = {article.doc for article in articles}
        return {d.id: d for d in self.documents if d.id in wanted} if wanted else {}

    def named(self) -> dict[str, Document]:
        """The documents that findings stand in, by id."""
        wanted = {place.doc for found in self.findings for place in (found.where, *found.also)}
        return {document.id: document for document in self.documents if document.id in wanted}


def mirrored(pair: Pair) -> Pair:
    """The pair with A and B exchanged, except for the wording of messages."""
    return Pair(
        a=pair.b,
        b=pair.a,
        relation=pair.relation.mirrored,
        jaccard=pair.jaccard,
        cover_a=pair.cover_b,
        cover_b=pair.cover_a,
        map=mirrored_blocks(pair.map),
        links=mirrored_links(pair.links),
        changes=pair.changes,
    )


def mirrored_blocks(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The map seen from the other side, in order of its new ``a``.

    >>> mirrored_blocks([Block(0, 9, 2), Block(5, 1, 3)])
    (Block(a=1, b=5, length=3), Block(a=9, b=0, length=2))
    """
    return tuple(sorted(Block(b, a, n) for a, b, n in blocks))


def mirrored_links(links: Sequence[Link]) -> tuple[Link, ...]:
    """The paragraph links seen from the other side, in order of its A, then what only its B has."""
    flipped = (Link(link.b, link.a, link.kind.mirrored, link.moved) for link in links)
    return tuple(sorted(flipped, key=lambda link: (not link.a, link.a, link.b)))
