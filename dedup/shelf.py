"""What was read, out of memory: documents and their articles by number, with or without their texts."""

from __future__ import annotations

import pickle
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar, overload

from dedup.ingest.digests import Digests
from dedup.ingest.spool import Spool
from dedup.types import Article, Box, Document, Original, Paragraph, ParagraphKind, Span, Title

_Item = TypeVar("_Item")
_Packed = tuple[Any, ...]
_Rest = tuple[tuple[Box, ...], Original | None]  # of a document, besides its head and its text
_Opened = tuple[_Packed, tuple[_Packed, ...], str, _Rest]  # head, articles, text, rest
_OPEN = 2  # documents kept open: those of a pair
_KINDS = tuple(ParagraphKind)


@dataclass(frozen=True, slots=True)
class Story:
    """An article and the document it stands in: what every later stage works on."""

    article: Article
    document: Document


class Made(Sequence[_Item]):
    """A sequence whose items are made when they are asked for, each time anew."""

    def __init__(self, size: Callable[[], int], item: Callable[[int], _Item]) -> None:
        self._size = size
        self._item = item

    def __len__(self) -> int:
        return self._size()

    @overload
    def __getitem__(self, at: int) -> _Item: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[_Item]: ...
    def __getitem__(self, at: int | slice) -> _Item | Sequence[_Item]:
        if isinstance(at, slice):
            return [self._item(n) for n in range(*at.indices(len(self)))]
        number = at + len(self) if at < 0 else at
        if not 0 <= number < len(self):
            raise IndexError(at)
        return self._item(number)

    def __iter__(self) -> Iterator[_Item]:
        return map(self._item, range(len(self)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Made | tuple) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment]  # equal to a tuple, and not worth hashing


class Shelf:
    """Documents in their order and the stories wanted of them, by number.

    Memory grows by some 40 bytes a document and 8 a story: texts and all else are in a spool.
    """

    def __init__(self) -> None:
        self._spool = Spool()
        self._ids = Digests()
        self._docs = array("I")  # of each story, the number of its document
        self._parts = array("I")  # and which of its articles it is
        self._open: dict[int, _Opened] = {}  # what was read last: a page is asked for once an article

    @property
    def documents(self) -> Sequence[Document]:
        """The documents, without their texts."""
        return Made(lambda: len(self._spool), lambda n: _document(self._read(n)[0]))

    @property
    def articles(self) -> Sequence[Article]:
        """The articles of the stories, without their paragraphs."""
        return Made(lambda: len(self._docs), self._article)

    @property
    def stories(self) -> Sequence[Story]:
        """The stories, with paragraphs and texts."""
        return Made(lambda: len(self._docs), self._story)

    @property
    def owners(self) -> Sequence[int]:
        """Of each story, the number of its document."""
        return self._docs

    def document(self, number: int) -> Document:
        """A document with its text."""
        head, _, text, rest = self._read(number)
        return _document(head, text, rest)

    def known(self, document: Document) -> int | None:
        """The number of the document kept under this id; ``None`` if there is none, and it is to be put."""
        number = self._ids.add(document.id, len(self._spool))
        if number == len(self._spool) or self.documents[number].id != document.id:
            return None
        return number

    def put(self, document: Document, articles: Sequence[Article]) -> int:
        """Keep a document with all its articles; its number."""
        text = document.text.encode("utf-8", "surrogatepass")
        rest = (document.boxes, document.original)
        packed = (_head(document), tuple(map(_pack, articles)), text, rest)
        return self._spool.add(pickle.dumps(packed, pickle.HIGHEST_PROTOCOL))

    def want(self, number: int, part: int) -> None:
        """The article of number ``part``, from 0, of a document is a story."""
        self._docs.append(number)
        self._parts.append(part)

    def wants(self, number: int, part: int) -> bool:
        """Whether that article is a story; looks at all of them."""
        return (number, part) in zip(self._docs, self._parts, strict=True)

    def extend(self, other: Shelf) -> None:
        """Put what another shelf holds behind."""
        before = len(self._spool)
        for number in range(len(other._spool)):
            self._spool.add(other._spool[number])
        for number, part in zip(other._docs, other._parts, strict=True):
            self.want(before + number, part)

    def _read(self, number: int) -> _Opened:
        if number not in self._open:
            head, articles, data, rest = pickle.loads(self._spool[number])
            if len(self._open) == _OPEN:
                del self._open[next(iter(self._open))]
            self._open[number] = head, articles, data.decode("utf-8", "surrogatepass"), rest
        return self._open[number]

    def _article(self, number: int) -> Article:
        head, articles, *_ = self._read(self._docs[number])
        return _unpacked(articles[self._parts[number]], head[0])

    def _story(self, number: int) -> Story:
        head, articles, text, rest = self._read(self._docs[number])
        return Story(_unpacked(articles[self._parts[number]], head[0], text), _document(head, text, rest))


def _head(document: Document) -> _Packed:
    """All of a document but its text and the rest, which not everybody needs."""
    d = document
    return (d.id, d.path, d.sha256, d.encoding, d.title, d.date, d.whole, d.chars, d.meta)


def _document(head: _Packed, text: str = "", rest: _Rest = ((), None)) -> Document:
    id, path, sha256, encoding, title, date, whole, size, meta = head
    kept = None if len(text) == size else size
    return Document(id, path, text, sha256, encoding, title, date, whole, kept, meta, *rest)


def _pack(article: Article) -> _Packed:
    title = article.title
    return (
        article.id,
        title and (title.start, title.end, title.text),
        article.authors,
        article.dateline,
        _bounds(article.spans),
        tuple((_KINDS.index(p.kind), _bounds(p.spans)) for p in article.paragraphs),
    )


def _bounds(spans: Iterable[Span]) -> tuple[tuple[int, int], ...]:
    return tuple((span.start, span.end) for span in spans)


def _unpacked(packed: _Packed, doc: str, text: str | None = None) -> Article:
    """The article; without the text of its document, also without its paragraphs."""
    id, title, authors, dateline, spans, paragraphs = packed
    return Article(
        id,
        doc,
        title and Title(*title),
        authors,
        dateline,
        _spans(spans),
        () if text is None else tuple(_paragraph(kind, bounds, text) for kind, bounds in paragraphs),
    )


def _spans(bounds: Iterable[tuple[int, int]]) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in bounds)


def _paragraph(kind: int, bounds: Iterable[tuple[int, int]], text: str) -> Paragraph:
    spans = _spans(bounds)
    return Paragraph(_KINDS[kind], spans, "".join(span.of(text) for span in spans))
