"""An archive in a PostgreSQL database, for a newsroom with several hosts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from dedup.archive.store import TABLES, Row, Store, in_parts
from dedup.errors import DedupError, InputError, MissingExtra, UnreadableInput

if TYPE_CHECKING:
    import psycopg

_SCHEMA = "dedup_archive"
_TABLES = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE document (n BIGINT PRIMARY KEY, id BYTEA NOT NULL UNIQUE, stamp BYTEA NOT NULL, date TEXT);
CREATE TABLE body (n BIGINT PRIMARY KEY, data BYTEA NOT NULL);
CREATE TABLE content (
  n BIGINT PRIMARY KEY, digest BYTEA NOT NULL UNIQUE, chars BIGINT NOT NULL, samples BIGINT NOT NULL);
CREATE TABLE article (
  content BIGINT NOT NULL, document BIGINT NOT NULL, nth BIGINT NOT NULL,
  PRIMARY KEY (content, document, nth));
CREATE INDEX article_document ON article (document);
CREATE TABLE dead (n BIGINT PRIMARY KEY);
CREATE TABLE run (n BIGINT PRIMARY KEY, entries BIGINT NOT NULL, fences BYTEA NOT NULL);
CREATE TABLE chunk (id BIGINT PRIMARY KEY, data BYTEA NOT NULL);
ALTER TABLE body ALTER data SET STORAGE EXTERNAL;
ALTER TABLE chunk ALTER data SET STORAGE PLAIN
"""
_TOGETHER = 5_000  # values of one look-up


class PostgreSQLStore(Store):
    """See :class:`dedup.archive.store.Store`; everything stands in the schema ``dedup_archive``."""

    kind = "postgresql"

    def __init__(self, url: str, *, wait: float = 60) -> None:
        """Connect to a database.

        Args:
            url: ``postgresql://user@host/database``.
            wait: seconds to wait for another writer.

        Raises:
            MissingExtra: psycopg is not installed.
            InputError: no connection.
        """
        self.name = _without_password(url)
        self._wait = wait
        try:
            import psycopg
        except ImportError:
            raise MissingExtra("an archive in PostgreSQL", "postgresql", where=self.name) from None
        self._errors = psycopg.errors
        self._failure: type[psycopg.Error] = psycopg.Error
        try:
            self._db = psycopg.connect(url, autocommit=True, connect_timeout=int(min(wait, 10)) or 1)
            self._db.execute(f"SET search_path TO {_SCHEMA}")
            self._db.execute(f"SET lock_timeout TO {max(1, int(wait * 1000))}")
        except psycopg.Error as error:
            raise self._told(error) from None

    @contextmanager
    def reading(self) -> Iterator[None]:  # noqa: D102 - see Store
        with self._transaction("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"):
            yield

    @contextmanager
    def writing(self) -> Iterator[None]:  # noqa: D102 - see Store
        with self._transaction("BEGIN"):
            self._run("SELECT pg_advisory_xact_lock(hashtext(%s))", (_SCHEMA,))
            yield

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[None]:
        self._run(begin)
        try:
            yield
            self._run("COMMIT")
        except BaseException:
            if not self._db.closed:
                self._db.rollback()
            raise

    def made(self) -> bool:  # noqa: D102 - see Store
        return bool(self._all("SELECT to_regclass(?)", (f"{_SCHEMA}.meta",))[0][0])

    def make(self) -> None:  # noqa: D102 - see Store
        self._run(f"CREATE SCHEMA IF NOT EXISTS {_SCHEMA}")
        for statement in _TABLES.split(";"):
            self._run(statement)

    def size(self) -> int:  # noqa: D102 - see Store
        sizes = self._each(
            "SELECT pg_total_relation_size(c.oid) FROM pg_class c WHERE relname = ? "
            f"AND relnamespace = '{_SCHEMA}'::regnamespace",
            TABLES,
        )
        return sum(int(size) for (size,) in sizes)

    def damage(self, full: bool) -> Iterator[str]:  # noqa: D102 - see Store
        missing = [table for table in TABLES if not self._all("SELECT to_regclass(?)", (table,))[0][0]]
        if missing:
            yield f"tables are missing: {', '.join(missing)}"

    def shrink(self) -> None:  # noqa: D102 - see Store
        self._run("VACUUM FULL " + ", ".join(TABLES))

    def close(self) -> None:  # noqa: D102 - see Store
        self._db.close()

    def _run(self, statement: str, values: Row = ()) -> psycopg.Cursor[Any]:
        try:
            return self._db.execute(
                statement, values or None, binary=True
            )  # bytes as text take twice as many
        except self._failure as error:
            raise self._told(error) from error

    def _all(self, statement: str, values: Row = ()) -> list[Any]:
        cursor = self._run(statement.replace("?", "%s"), values)
        return cursor.fetchall() if cursor.description else []

    def _each(self, statement: str, values: Iterable[Any]) -> Iterator[Any]:
        together = statement.replace("= ?", "= ANY(%s)")
        for part in in_parts(values, _TOGETHER):
            yield from self._run(together, (part,)).fetchall()

    def _many(self, statement: str, rows: Iterable[Row]) -> None:
        try:
            with self._db.cursor() as cursor:
                cursor.executemany(statement.replace("?", "%s"), rows)
        except self._failure as error:
            raise self._told(error) from error

    def _told(self, error: psycopg.Error) -> DedupError:
        """What went wrong, in words that say what to do."""
        said = " ".join(str(error).split())
        known = self._errors
        if isinstance(error, known.LockNotAvailable):
            what = f"another process is writing to it and did not end within {self._wait:g} seconds"
            hint = "run the command again later, or wait longer: --wait SECONDS"
        elif isinstance(error, known.DiskFull | known.OutOfMemory):
            what = f"the server has no room left: {said}"
            hint = "free some space and run the same command again: what was confirmed is stored"
        elif isinstance(error, known.ReadOnlySqlTransaction | known.InsufficientPrivilege):
            what, hint = f"cannot be written to: {said}", "look at the rights of this user"
        elif isinstance(error, known.UndefinedTable | known.UndefinedColumn | known.DataCorrupted):
            what = f"is damaged: {said}"
            hint = "restore it from a copy, or add the articles to a new archive"
            return UnreadableInput(what, where=self.name, hint=hint)
        elif error.sqlstate is not None:
            what, hint = f"the server refused: {said}", f"dedup archive verify {self.name} says what is wrong"
        else:
            what, hint = f"no connection: {said}", "is the server running, and the URL right?"
        return InputError(what, where=self.name, hint=hint)


def _without_password(url: str) -> str:
    """The URL as it may be shown.

    >>> _without_password("postgresql://desk:secret@db.example/news?password=x")
    'postgresql://desk@db.example/news'
    """
    parts = urlsplit(url)
    user, _, host = parts.netloc.rpartition("@")
    shown = f"{user.split(':')[0]}@{host}" if user else host
    return f"{parts.scheme}://{shown}{parts.path}"
