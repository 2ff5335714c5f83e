"""An archive as its users see it: open one, add, ask, remove, look after it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from dedup.archive import adding, checks, search
from dedup.archive.body import fields_of, unpacked
from dedup.archive.exported import documents_in
from dedup.archive.rows import Added, DocumentRow, Info
from dedup.archive.runs import Runs
from dedup.archive.scheme import FORMAT, Scheme, readable
from dedup.archive.sqlite import FILE, SQLiteStore
from dedup.archive.store import Store
from dedup.archive.terms import cut
from dedup.config import Settings
from dedup.errors import InputError, UnreadableInput, UsageError
from dedup.intake import Progress, Source, silent
from dedup.limits import Limit
from dedup.types import Document

URLS = ("postgresql://", "postgres://")
WAIT = 60.0  # seconds to wait for another writer
_PAGE = 1_000  # documents read back at a time


def is_archive(source: object) -> bool:
    """Whether a source is an archive: a URL of one, or a folder that holds one.

    >>> is_archive("postgresql://host/news"), is_archive("news/")
    (True, False)
    """
    return isinstance(source, str | Path) and (str(source).startswith(URLS) or exists(str(source)))


def exists(folder: str) -> bool:
    """Whether a folder holds an archive."""
    return Path(folder, FILE).is_file()


class Candidates(NamedTuple):
    """Documents of an archive that may be versions, and what a bound left out."""

    documents: tuple[Document, ...]
    limits: tuple[Limit, ...]


def nobody(so_far: Added, last: str) -> None:
    """Confirmations nobody waits for."""


class Archive:
    """An open archive; use it in a ``with``.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder, Archive(folder, create=True) as archive:
    ...     archive.add([Document("a.txt", "a.txt", "线路昨日开通,全长12公里。", "…", whole=True)])[:3]
    (1, 0, 0)
    """

    def __init__(
        self, place: str, settings: Settings | None = None, *, create: bool = False, wait: float = WAIT
    ) -> None:
        """Open an archive.

        Args:
            place: its folder or URL.
            settings: what it is asked with, or how a new one is made; ``None`` takes it as it is.
            create: make one if there is none.
            wait: seconds to wait for another writer.

        Raises:
            InputError: there is none, it cannot be opened, or it was made in another way.
        """
        self._store = _opened(place, create, wait)
        try:
            if not self._store.made():
                if not create:
                    raise _absent(self._store.name)
                self._make(settings or Settings())
            meta = self._store.meta()
            readable(meta.get("format", ""), self.name)
            self._scheme = Scheme.load(meta.get("scheme", ""), self.name)
            if settings is not None:
                self._scheme.serves(settings, self.name)
        except BaseException:
            self._store.close()
            raise
        self._runs = Runs(self._store)

    def _make(self, settings: Settings) -> None:
        with self._store.writing():
            if self._store.made():
                return
            self._store.make()
            self._store.put_meta(
                format=str(FORMAT),
                scheme=Scheme.of(settings).dump(),
                created=adding.now(),
                changed=adding.now(),
                next_document="1",
                next_text="1",
                next_run="1",
            )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of it."""
        self._store.close()

    @property
    def name(self) -> str:
        """What to call it: its folder, or its URL without the password."""
        return self._store.name

    def add(
        self,
        sources: Sequence[Source],
        settings: Settings | None = None,
        *,
        jobs: int = 1,
        batch: int = adding.BATCH,
        confirmed: adding.Confirmed = nobody,
        progress: Progress = silent,
    ) -> Added:
        """Store documents: new ids are added, known ones replaced if anything of them differs.

        Args:
            sources: paths (corpora, pages, exports of an archive) or documents.
            settings: how to read them.
            jobs: processes that may work.
            batch: documents stored and confirmed together, at most.
            confirmed: told after each batch that it is safe.
            progress: told how far it is.
        """
        items = documents_in(sources, settings or Settings())
        return adding.add(
            self._store, self._scheme, items, jobs=jobs, batch=batch, confirmed=confirmed, told=progress
        )

    def candidates(self, texts: Iterable[str], settings: Settings) -> Candidates:
        """The documents that may hold versions of articles with these texts.

        Args:
            texts: of the new articles.
            settings: threshold and containment.
        """
        with self._store.reading():
            found = search.wanted(
                self._store, self._runs, self._scheme, texts, settings.threshold, settings.containment
            )
            numbers = search.documents_with(self._store, found.texts.tolist())
            rows = sorted(self._store.documents(numbers))
            return Candidates(tuple(self._read(row) for row in rows), found.limits)

    def remove(self, ids: Sequence[str]) -> int:
        """Remove documents, all or none; returns how many.

        Raises:
            UsageError: one of them is not there.
        """
        with self._store.writing():
            known = self._store.stamps(set(ids))
            for id in ids:
                if id not in known:
                    near = get_close_matches(id, self._near(id), n=1)
                    hint = (
                        f"did you mean {near[0]!r}?"
                        if near
                        else f"dedup archive export {self.name} lists all"
                    )
                    raise UsageError(f"no document {id!r}; nothing was removed", where=self.name, hint=hint)
            numbers = sorted(number for number, _ in known.values())
            texts = {article.text for article in self._store.articles_in(numbers)}
            self._store.drop_documents(numbers)
            adding.drop_orphans(self._store, texts)
            self._store.put_meta(changed=adding.now())
        return len(numbers)

    def _near(self, id: str) -> list[str]:
        return [row.id for row in self._store.documents_after(0, _PAGE)]

    def info(self) -> Info:
        """What it is and how much it holds."""
        with self._store.reading():
            meta, counts, runs = self._store.meta(), self._store.counts(), self._runs.all()
            scheme = self._scheme
            return Info(
                archive=self.name,
                store=self._store.kind,
                format=int(meta["format"]),
                documents=counts.documents,
                articles=counts.articles,
                texts=counts.texts,
                postings=sum(run.entries for run in runs),
                runs=len(runs),
                bytes=self._store.size(),
                first_date=counts.first,
                last_date=counts.last,
                created=meta["created"],
                changed=meta["changed"],
                threshold=scheme.threshold,
                bands=scheme.bands,
                rows=scheme.rows,
                permutations=scheme.permutations,
                shingle=scheme.shingle,
                sample=scheme.sample,
                shortest=scheme.shortest,
            )

    def verify(self, *, full: bool = False, progress: Progress = silent) -> tuple[str, ...]:
        """What is wrong with it, a sentence each; nothing if it is sound.

        Args:
            full: look at every document and posting, not at a thousand.
            progress: told how far it is.
        """
        with self._store.reading():
            return tuple(checks.problems(self._store, self._runs, self._scheme, full=full, told=progress))

    def compact(self, *, rebuild: bool = False, progress: Progress = silent) -> None:
        """Merge all postings, drop those of removed articles, and give the space back.

        Args:
            rebuild: also cut and sketch every document anew: what is damaged but the texts is made again.
            progress: told how far it is.
        """
        with self._store.writing():
            if rebuild:
                self._rebuild(progress)
            runs = self._runs.all()
            if len(runs) > 1 or self._store.dead():
                adding.merge(self._store, self._runs, runs, progress)
            self._store.forget_dead()
        self._store.shrink()

    def _rebuild(self, progress: Progress) -> None:
        total = self._store.counts().documents
        self._runs.drop()
        self._store.drop_articles()
        done = 0
        for rows in self._pages():
            documents = [self._read(row) for row in rows]
            numbers = {at: row.number for at, row in enumerate(rows)}
            adding.put_articles(self._store, self._runs, cut(documents, self._scheme), numbers)
            done += len(rows)
            progress("rebuild", done, total)

    def documents(self) -> Iterator[Document]:
        """Every document, in order of adding."""
        with self._store.reading():
            for rows in self._pages():
                yield from map(self._read, rows)

    def export(self) -> Iterator[str]:
        """Every document as a line of JSON; ``add`` takes them back as they were."""
        for document in self.documents():
            row = {"archive": FORMAT, **fields_of(document)}
            yield json.dumps(row, ensure_ascii=False) + "\n"

    def _pages(self) -> Iterator[list[DocumentRow]]:
        last = 0
        while rows := self._store.documents_after(last, _PAGE):
            yield rows
            last = rows[-1].number

    def _read(self, row: DocumentRow) -> Document:
        try:
            return unpacked(row.id, row.stamp, row.body)
        except UnreadableInput as error:
            hint = f"dedup archive remove {self.name} {row.id!r}, and add it again"
            raise UnreadableInput(f"{row.id}: {error.what}", where=self.name, hint=hint) from None


def _opened(place: str, create: bool, wait: float) -> Store:
    if place.startswith(URLS):
        from dedup.archive.postgresql import PostgreSQLStore

        return PostgreSQLStore(place, wait=wait)
    folder = Path(place)
    if create and folder.exists() and not exists(place) and (not folder.is_dir() or any(folder.iterdir())):
        raise InputError("is there and is no archive", where=place, hint="name a new or an empty folder")
    if not create and not exists(place):
        raise _absent(place)
    return SQLiteStore(place, create=create, wait=wait)


def _absent(name: str) -> InputError:
    return InputError("there is no archive", where=name, hint=f"make one: dedup archive add {name} PATH…")
