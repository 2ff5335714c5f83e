"""An archive in a folder: one SQLite file, written ahead (WAL), so that readers never wait for the writer."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from dedup.archive.store import Row, Store, in_parts
from dedup.errors import DedupError, InputError, UnreadableInput

FILE = "archive.sqlite"

_TABLES = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE document (n INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, stamp BLOB NOT NULL, date TEXT);
CREATE TABLE body (n INTEGER PRIMARY KEY, data BLOB NOT NULL);
CREATE TABLE content (
  n INTEGER PRIMARY KEY, digest BLOB NOT NULL UNIQUE, chars INTEGER NOT NULL, samples INTEGER NOT NULL);
CREATE TABLE article (
  content INTEGER NOT NULL, document INTEGER NOT NULL, nth INTEGER NOT NULL,
  PRIMARY KEY (content, document, nth)) WITHOUT ROWID;
CREATE INDEX article_document ON article (document);
CREATE TABLE dead (n INTEGER PRIMARY KEY);
CREATE TABLE run (n INTEGER PRIMARY KEY, entries INTEGER NOT NULL, fences BLOB NOT NULL);
CREATE TABLE chunk (id INTEGER PRIMARY KEY, data BLOB NOT NULL);
"""
_TOGETHER = 5_000  # values of one look-up
_CACHE = 64 << 20  # bytes of pages held
_LOG = 64 << 20  # bytes the write-ahead log is cut back to


class SQLiteStore(Store):
    """See :class:`dedup.archive.store.Store`."""

    kind = "sqlite"

    def __init__(self, folder: str, *, create: bool = False, wait: float = 60) -> None:
        """Open the archive in a folder.

        Args:
            folder: where it is.
            create: make the folder and the file if they are not there.
            wait: seconds to wait for another writer.

        Raises:
            InputError: it is not there, or cannot be opened.
        """
        self.name = folder
        self._file = Path(folder, FILE)
        self._wait = wait
        if create:
            try:
                self._file.parent.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise InputError(error.strerror or str(error), where=folder, hint="name a folder") from None
        try:
            self._db = sqlite3.connect(self._address(create), uri=True, timeout=wait, isolation_level=None)
            self._db.execute(f"PRAGMA cache_size = {-_CACHE // 1024}")
            if create and self._db.execute("PRAGMA journal_mode = WAL").fetchone()[0] != "wal":
                hint = "keep the archive on a local disk"
                raise InputError("its disk does not allow shared memory", where=folder, hint=hint)
            self._db.execute(f"PRAGMA journal_size_limit = {_LOG}")
            self._db.execute("PRAGMA synchronous = FULL")
            self._db.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlite3.Error as error:
            raise self._told(error) from error

    def _address(self, create: bool) -> str:
        """Read-only where nothing may be written; SQLite then wants to hear that nobody writes."""
        uri = self._file.absolute().as_uri()
        if create:
            return f"{uri}?mode=rwc"
        if os.access(self._file, os.W_OK) and os.access(self._file.parent, os.W_OK):
            return f"{uri}?mode=rw"
        log = self._file.with_name(f"{FILE}-wal")
        alone = not log.exists() or log.stat().st_size == 0
        return f"{uri}?mode=ro" + ("&immutable=1" if alone else "")

    @contextmanager
    def reading(self) -> Iterator[None]:  # noqa: D102 - see Store
        self._run("BEGIN")
        try:
            yield
        finally:
            if self._db.in_transaction:
                self._db.rollback()

    @contextmanager
    def writing(self) -> Iterator[None]:  # noqa: D102 - see Store
        self._run("BEGIN IMMEDIATE")
        try:
            yield
            self._run("COMMIT")
        except BaseException:
            if self._db.in_transaction:
                self._db.rollback()
            raise

    def made(self) -> bool:  # noqa: D102 - see Store
        return bool(self._all("SELECT 1 FROM sqlite_master WHERE name = 'meta'"))

    def make(self) -> None:  # noqa: D102 - see Store
        for statement in filter(str.strip, _TABLES.split(";")):
            self._run(statement)

    def size(self) -> int:  # noqa: D102 - see Store
        return sum(path.stat().st_size for path in self._file.parent.glob(f"{FILE}*"))

    def damage(self, full: bool) -> Iterator[str]:  # noqa: D102 - see Store
        check = "integrity_check" if full else "quick_check"
        try:
            for (said,) in self._db.execute(f"PRAGMA {check}(20)"):
                if said != "ok":
                    yield str(said)
        except sqlite3.Error as error:
            yield str(error)

    def shrink(self) -> None:  # noqa: D102 - see Store
        self._run("VACUUM")
        self._run("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:  # noqa: D102 - see Store
        self._db.close()

    def _run(self, statement: str, values: Row = ()) -> sqlite3.Cursor:
        try:
            return self._db.execute(statement, values)
        except sqlite3.Error as error:
            raise self._told(error) from error

    def _all(self, statement: str, values: Row = ()) -> list[Any]:
        try:
            return self._db.execute(statement, values).fetchall()
        except sqlite3.Error as error:
            raise self._told(error) from error

    def _each(self, statement: str, values: Iterable[Any]) -> Iterator[Any]:
        together = statement.replace("= ?", "IN (SELECT value FROM json_each(?))")
        run = self._db.execute
        try:
            for part in in_parts(values, _TOGETHER):
                if isinstance(part[0], int):  # half the time of one by one
                    yield from run(together, (json.dumps(part),))
                    continue
                for value in part:
                    yield from run(statement, (value,))
        except sqlite3.Error as error:
            raise self._told(error) from error

    def _many(self, statement: str, rows: Iterable[Row]) -> None:
        try:
            self._db.executemany(statement, rows)
        except sqlite3.Error as error:
            raise self._told(error) from error

    def _told(self, error: sqlite3.Error) -> DedupError:
        """What went wrong, in words that say what to do."""
        name = getattr(error, "sqlite_errorname", "")
        for start, (what, hint) in _TROUBLE.items():
            if name.startswith(start):
                kind = UnreadableInput if start in _DAMAGE else InputError
                return kind(
                    what.format(error=error, wait=self._wait), where=self.name, hint=hint.format(self.name)
                )
        if isinstance(error, sqlite3.DatabaseError) and "no such table" in str(error):
            return UnreadableInput(str(error), where=self.name, hint=_RESTORE.format(self.name))
        return InputError(
            f"{error} ({name or type(error).__name__})", where=self.name, hint=_VERIFY.format(self.name)
        )


_VERIFY = "dedup archive verify {} says what is wrong"
_RESTORE = "restore it from a copy, or add the articles to a new archive; dedup archive verify {} says more"
_SPACE = "free some space (or raise the limit) and run the same command again: what was confirmed is stored"
_RIGHTS = "look at the rights of {} and whether its disk is mounted read-only"
_DAMAGE = ("SQLITE_CORRUPT", "SQLITE_NOTADB")
_TROUBLE = {
    "SQLITE_BUSY": (
        "another process is writing to it and did not end within {wait:g} seconds",
        "run the command again later, or wait longer: --wait SECONDS",
    ),
    "SQLITE_FULL": ("the disk is full", _SPACE),
    "SQLITE_IOERR_WRITE": ("cannot be written to: the disk is full or failing", _SPACE),
    "SQLITE_IOERR_SHMSIZE": ("cannot be written to: the disk is full or failing", _SPACE),
    "SQLITE_READONLY": ("cannot be written to", _RIGHTS),
    "SQLITE_PERM": ("may not be opened", _RIGHTS),
    "SQLITE_CANTOPEN": ("cannot be opened or written to", _RIGHTS),
    "SQLITE_CORRUPT": ("is damaged: {error}", _RESTORE),
    "SQLITE_NOTADB": ("is damaged: {error}", _RESTORE),
    "SQLITE_IOERR": ("cannot be read or written: {error}", "look at its disk, then: dedup archive verify {}"),
}
