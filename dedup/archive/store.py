"""What an archive needs of a database; every store says how, and none knows what the rows mean.

The statements are the same for all stores, with ``?`` where a value goes. A store brings the few
primitives below them: transactions, running a statement, its own errors in our words.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from itertools import islice
from typing import Any

from dedup.archive.rows import ArticleRow, Counts, DocumentRow, RunRow, TextRow

Row = Sequence[Any]
TABLES = ("meta", "document", "body", "content", "article", "dead", "run", "chunk")


class Store(ABC):
    """The rows of one archive.

    Attributes:
        name: what to call it in messages; never holds a password.
        kind: which store.
    """

    name: str
    kind: str

    @abstractmethod
    def reading(self) -> AbstractContextManager[None]:
        """A transaction in which all reads see the same moment."""

    @abstractmethod
    def writing(self) -> AbstractContextManager[None]:
        """A transaction that is kept whole or not at all; one writer at a time, the others wait.

        Raises:
            InputError: another writer did not end in time, or the store cannot be written to.
        """

    @abstractmethod
    def made(self) -> bool:
        """Whether the tables are there."""

    @abstractmethod
    def make(self) -> None:
        """Make the tables, in a transaction of ``writing``."""

    @abstractmethod
    def size(self) -> int:
        """Bytes on disk."""

    @abstractmethod
    def damage(self, full: bool) -> Iterator[str]:
        """What the database itself finds wrong with its files."""

    @abstractmethod
    def shrink(self) -> None:
        """Give free space back; outside of transactions."""

    @abstractmethod
    def close(self) -> None:
        """Let go of it."""

    @abstractmethod
    def _all(self, statement: str, values: Row = ()) -> list[Any]:
        """The rows a statement gives."""

    @abstractmethod
    def _each(self, statement: str, values: Iterable[Any]) -> Iterator[Any]:
        """The rows a statement with one ``= ?`` gives for each of the values."""

    @abstractmethod
    def _many(self, statement: str, rows: Iterable[Row]) -> None:
        """Run a statement for each of the rows."""

    def meta(self) -> dict[str, str]:
        """What is known of the archive as a whole, by name."""
        return dict(self._all("SELECT name, value FROM meta"))

    def put_meta(self, **values: str) -> None:
        """Set some of it."""
        statement = (
            "INSERT INTO meta (name, value) VALUES (?, ?) "
            "ON CONFLICT (name) DO UPDATE SET value = excluded.value"
        )
        self._many(statement, values.items())

    def stamps(self, ids: Iterable[str]) -> dict[str, tuple[int, bytes]]:
        """Number and stamp of the documents with these ids, by id."""
        found = self._each("SELECT id, n, stamp FROM document WHERE id = ?", map(encoded, ids))
        return {decoded(id): (n, bytes(stamp)) for id, n, stamp in found}

    def documents(self, numbers: Iterable[int]) -> Iterator[DocumentRow]:
        """The documents with these numbers."""
        statement = f"{_DOCUMENTS} WHERE document.n = ?"
        return map(_document, self._each(statement, numbers))

    def documents_after(self, number: int, most: int) -> list[DocumentRow]:
        """At most so many documents with higher numbers, in their order."""
        statement = f"{_DOCUMENTS} WHERE document.n > ? ORDER BY document.n LIMIT ?"
        return list(map(_document, self._all(statement, (number, most))))

    def put_documents(self, rows: Sequence[DocumentRow]) -> None:
        """Add documents."""
        heads = ((row.number, encoded(row.id), row.stamp, row.date) for row in rows)
        self._many("INSERT INTO document (n, id, stamp, date) VALUES (?, ?, ?, ?)", heads)
        bodies = ((row.number, row.body) for row in rows)
        self._many("INSERT INTO body (n, data) VALUES (?, ?)", bodies)

    def drop_documents(self, numbers: Sequence[int]) -> None:
        """Remove documents and their articles."""
        for statement in (
            "DELETE FROM article WHERE document = ?",
            "DELETE FROM body WHERE n = ?",
            "DELETE FROM document WHERE n = ?",
        ):
            self._many(statement, ((n,) for n in numbers))

    def texts(self, numbers: Iterable[int]) -> Iterator[TextRow]:
        """The texts with these numbers."""
        return map(_text, self._each(f"{_TEXTS} WHERE n = ?", numbers))

    def texts_by_digest(self, digests: Iterable[bytes]) -> Iterator[TextRow]:
        """The texts with these digests."""
        return map(_text, self._each(f"{_TEXTS} WHERE digest = ?", digests))

    def put_texts(self, rows: Iterable[TextRow]) -> None:
        """Add texts."""
        self._many("INSERT INTO content (n, digest, chars, samples) VALUES (?, ?, ?, ?)", rows)

    def drop_texts(self, numbers: Sequence[int]) -> None:
        """Remove texts; their postings stay until runs are merged."""
        self._many("DELETE FROM content WHERE n = ?", ((n,) for n in numbers))
        self._many("INSERT INTO dead (n) VALUES (?)", ((n,) for n in numbers))

    def dead(self) -> list[int]:
        """Numbers of removed texts that postings may still name."""
        return [n for (n,) in self._all("SELECT n FROM dead ORDER BY n")]

    def forget_dead(self) -> None:
        """No posting names a removed text any more."""
        self._all("DELETE FROM dead")

    def articles_with(self, texts: Iterable[int]) -> Iterator[ArticleRow]:
        """The articles that have these texts."""
        statement = "SELECT content, document, nth FROM article WHERE content = ?"
        return (ArticleRow(*row) for row in self._each(statement, texts))

    def articles_in(self, documents: Iterable[int]) -> Iterator[ArticleRow]:
        """The articles of these documents."""
        statement = "SELECT content, document, nth FROM article WHERE document = ?"
        return (ArticleRow(*row) for row in self._each(statement, documents))

    def put_articles(self, rows: Iterable[ArticleRow]) -> None:
        """Add articles."""
        self._many("INSERT INTO article (content, document, nth) VALUES (?, ?, ?)", rows)

    def drop_articles(self) -> None:
        """Remove all articles and texts, to be made anew."""
        for table in ("article", "content", "dead"):
            self._all(f"DELETE FROM {table}")

    def unheld(self) -> tuple[int, int, int]:
        """Articles without a document, articles without a text, texts without an article: must be none."""
        one, two, three = (
            self._all(statement)[0][0]
            for statement in (
                "SELECT count(*) FROM article WHERE document NOT IN (SELECT n FROM document)",
                "SELECT count(*) FROM article WHERE content NOT IN (SELECT n FROM content)",
                "SELECT count(*) FROM content WHERE n NOT IN (SELECT content FROM article)",
            )
        )
        return one, two, three

    def runs(self) -> list[RunRow]:
        """The runs of postings, oldest first."""
        rows = self._all("SELECT n, entries, fences FROM run ORDER BY n")
        return [RunRow(n, entries, bytes(fences)) for n, entries, fences in rows]

    def put_run(self, row: RunRow) -> None:
        """Add a run, whose chunks are there."""
        self._many("INSERT INTO run (n, entries, fences) VALUES (?, ?, ?)", [row])

    def drop_run(self, number: int, first: int, end: int) -> None:
        """Remove a run and its chunks, whose ids are in [first, end)."""
        self._many("DELETE FROM chunk WHERE id >= ? AND id < ?", [(first, end)])
        self._many("DELETE FROM run WHERE n = ?", [(number,)])

    def chunks(self, ids: Iterable[int]) -> dict[int, bytes]:
        """The chunks with these ids, by id."""
        return dict(self._each("SELECT id, data FROM chunk WHERE id = ?", ids))

    def put_chunks(self, rows: Iterable[tuple[int, bytes]]) -> None:
        """Add chunks."""
        self._many("INSERT INTO chunk (id, data) VALUES (?, ?)", rows)

    def counts(self) -> Counts:
        """How many rows there are."""
        ((documents, first, last),) = self._all("SELECT count(*), min(date), max(date) FROM document")
        ((articles,),) = self._all("SELECT count(*) FROM article")
        ((texts,),) = self._all("SELECT count(*) FROM content")
        return Counts(documents, articles, texts, first, last)


_DOCUMENTS = (
    "SELECT document.n, document.id, document.stamp, document.date, body.data "
    "FROM document JOIN body ON body.n = document.n"
)
_TEXTS = "SELECT n, digest, chars, samples FROM content"


def encoded(id: str) -> bytes:
    """An id as it is stored: ids of rows may hold what a text column does not take."""
    return id.encode("utf-8", "surrogatepass")


def decoded(id: bytes) -> str:
    """The id again."""
    return bytes(id).decode("utf-8", "surrogatepass")


def in_parts(values: Iterable[Any], most: int) -> Iterator[list[Any]]:
    """The values in lists of at most ``most``.

    >>> list(in_parts([1, 2, 3], 2))
    [[1, 2], [3]]
    """
    rest = iter(values)
    while part := list(islice(rest, most)):
        yield part


def _document(row: Row) -> DocumentRow:
    number, id, stamp, date, body = row
    return DocumentRow(number, decoded(id), bytes(stamp), date, bytes(body))


def _text(row: Row) -> TextRow:
    number, digest, chars, samples = row
    return TextRow(number, bytes(digest), chars, samples)
