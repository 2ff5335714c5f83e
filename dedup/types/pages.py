"""What is read and cut: documents, their paragraphs and articles, and why they were cut so."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from dedup.types.kinds import ParagraphKind, Span


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


Original = bytes | Mapping[str, object]
"""A row of a corpus with every field it has: a line of JSON in UTF-8, or the fields by name."""


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
        original: the row of a corpus as it stands, if it was asked for: a line of JSON, or all its fields.
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
    original: Original | None = None

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
