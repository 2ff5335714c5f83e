"""The nouns of the house: frozen values that travel from stage to stage.

Every offset is a half-open range of Unicode code points in the raw decoded document
(``Document.text``), unless a docstring says otherwise. Sequences inside a value are tuples.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range [start, end) of Unicode code points.

    >>> Span(2, 4).of("关于印发通知")
    '印发'
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"span [{self.start}, {self.end}) runs backwards or is negative")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The characters of ``text`` in this range."""
        return text[self.start : self.end]


class Severity(StrEnum):
    """How much a finding matters to an editor, worst first."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """0 for error, 1 for warning, 2 for note."""
        return ("error", "warning", "note").index(self.value)


class Cause(StrEnum):
    """Why two versions differ at a place."""

    EDIT = "edit"
    OCR = "ocr"
    LAYOUT = "layout"
    PUNCTUATION = "punctuation"
    VARIANT = "variant"


class Op(StrEnum):
    """Which side of a pair a change stands on."""

    CHANGED = "changed"
    ONLY_A = "only_a"
    ONLY_B = "only_b"

    @property
    def mirrored(self) -> Op:
        """The same change seen with A and B exchanged."""
        return {Op.ONLY_A: Op.ONLY_B, Op.ONLY_B: Op.ONLY_A}.get(self, self)


class Relation(StrEnum):
    """What one article is to another."""

    IDENTICAL = "identical"
    NEAR = "near"
    CONTAINS = "contains"
    CONTAINED = "contained"
    PARTIAL = "partial"

    @property
    def mirrored(self) -> Relation:
        """The same relation seen from the other article."""
        other = {Relation.CONTAINS: Relation.CONTAINED, Relation.CONTAINED: Relation.CONTAINS}
        return other.get(self, self)


class ParagraphKind(StrEnum):
    """What a paragraph is on its page."""

    TITLE = "title"
    SUBTITLE = "subtitle"
    HEADING = "heading"
    BYLINE = "byline"
    CAPTION = "caption"
    BODY = "body"
    SIGNATURE = "signature"


class LinkKind(StrEnum):
    """How a group of paragraphs of A corresponds to a group of paragraphs of B."""

    SAME = "same"
    EDITED = "edited"
    SPLIT = "split"
    MERGED = "merged"
    REGROUPED = "regrouped"
    ONLY_A = "only_a"
    ONLY_B = "only_b"

    @property
    def mirrored(self) -> LinkKind:
        """The same link seen with A and B exchanged."""
        pairs = {
            LinkKind.SPLIT: LinkKind.MERGED,
            LinkKind.MERGED: LinkKind.SPLIT,
            LinkKind.ONLY_A: LinkKind.ONLY_B,
            LinkKind.ONLY_B: LinkKind.ONLY_A,
        }
        return pairs.get(self, self)


class Box(NamedTuple):
    """Where the text from ``start`` to the start of the next box is printed.

    ``page`` counts from 1. The corners are from the top left of the page, in points (PDF) or in the unit of
    the OCR output; all are 0 where only the page is known.
    """

    start: int
    page: int
    x0: float = 0
    y0: float = 0
    x1: float = 0
    y1: float = 0


@dataclass(frozen=True, slots=True)
class Document:
    """One decoded input: a file, or one row of a corpus file.

    Attributes:
        id: path as given, relative, with ``/``; ``PATH:ROW_ID`` for a row of a corpus file.
        path: the file it came from; ``-`` for standard input, ``<text>`` for a string.
        text: the raw decoded text (for a row: its text field). Offsets point into it.
        sha256: hex digest of the bytes read (for a row: of its text in UTF-8).
        encoding: the codec that decoded the bytes.
        title: the title field of a corpus row; ``None`` for pages.
        date: ISO date of publication if the input states one.
        whole: the document is one article already and is not cut into articles.
        size: code points of the raw text, where a result does not keep the text itself.
        meta: source (newspaper, agency, site), author and url, as far as they are known, by name.
        boxes: where each line is printed, in the order of the text; empty for formats without pages.
    """

    id: str
    path: str
    text: str
    sha256: str
    encoding: str = "utf-8"
    title: str | None = None
    date: str | None = None
    whole: bool = False
    size: int | None = None
    meta: tuple[tuple[str, str], ...] = ()
    boxes: tuple[Box, ...] = ()

    def printed(self, offset: int) -> Box | None:
        """The box that a character is in; ``None`` for a format without pages.

        >>> Document("a", "a", "甲乙丙", "", boxes=(Box(0, 1), Box(2, 3))).printed(2)
        Box(start=2, page=3, x0=0, y0=0, x1=0, y1=0)
        """
        at = bisect_right(self.boxes, offset, key=lambda box: box.start)
        return self.boxes[max(at - 1, 0)] if self.boxes else None

    @property
    def chars(self) -> int:
        """Code points of the raw text, also where the text itself is not kept."""
        return len(self.text) if self.size is None else self.size


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph in reading order.

    ``text`` is the concatenation of the raw text at ``spans``. A paragraph torn by a column break
    has two spans or more; a character doubled at the break stands in none of them.
    """

    kind: ParagraphKind
    spans: tuple[Span, ...]
    text: str

    @property
    def start(self) -> int:
        """First raw code point."""
        return self.spans[0].start

    @property
    def end(self) -> int:
        """One past the last raw code point."""
        return self.spans[-1].end


@dataclass(frozen=True, slots=True)
class Title:
    """The headline of an article and where it stands."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Article:
    """One story on a page.

    Attributes:
        id: ``DOC#n``, from 1 in page order.
        doc: id of its document.
        title: headline, or ``None`` for an untitled brief.
        authors: names of bylines and signatures, in order, each once.
        dateline: e.g. ``新华社北京5月18日电``, ``本报讯``; ``None`` if there is none.
        spans: the raw ranges it covers, in reading order (markup and blank lines included).
        paragraphs: in reading order.
    """

    id: str
    doc: str
    title: Title | None
    authors: tuple[str, ...]
    dateline: str | None
    spans: tuple[Span, ...]
    paragraphs: tuple[Paragraph, ...]

    @property
    def text(self) -> str:
        """Paragraph texts joined by a newline: the article as it reads."""
        return "\n".join(p.text for p in self.paragraphs)


class Cue(NamedTuple):
    """One piece of evidence for or against a boundary; positive weights speak for it."""

    name: str
    weight: float


@dataclass(frozen=True, slots=True)
class Boundary:
    """One decision of the segmenter: does a new article start at this line?"""

    line: int
    start: int
    text: str
    new_article: bool
    score: float
    cues: tuple[Cue, ...]


@dataclass(frozen=True, slots=True)
class Segmentation:
    """A page cut into articles, with the evidence for each boundary considered."""

    articles: tuple[Article, ...]
    boundaries: tuple[Boundary, ...] = ()


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
