"""Adding to an archive: unchanged documents are left alone, new ones stored in batches that are confirmed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from typing import NamedTuple, Protocol

from dedup.archive.body import packed, stamp
from dedup.archive.rows import Added, ArticleRow, DocumentRow, TextRow, numbered
from dedup.archive.runs import Run, Runs
from dedup.archive.scheme import Scheme
from dedup.archive.store import Store
from dedup.archive.terms import Cut, cut, entries_of
from dedup.engines.local import in_order
from dedup.types import Document, Finding

BATCH = 8_000  # documents stored and confirmed together: a few seconds of work
_CHARS = 8_000_000  # characters of these, at most


class Confirmed(Protocol):
    """Told after each batch that it is safe on disk."""

    def __call__(self, so_far: Added, last: str) -> None:
        """``so_far`` counts everything up to the document ``last``."""


class _Batch(NamedTuple):
    """Documents ready to be stored: what a process makes of them while another is written."""

    ids: list[str]
    stamps: list[bytes]
    dates: list[str | None]
    bodies: list[bytes]
    cut: Cut
    unchanged: int
    last: str


def add(
    store: Store,
    scheme: Scheme,
    items: Iterable[Document | Finding],
    *,
    jobs: int,
    batch: int,
    confirmed: Confirmed,
    told: Callable[[str, int, int], None],
) -> Added:
    """Store documents: new ids are added, known ones replaced if anything of them differs.

    Args:
        store: where to.
        scheme: how to sketch.
        items: documents, and what could not be read.
        jobs: processes that may cut and sketch.
        batch: documents stored together at most.
        confirmed: called after each batch is committed.
        told: progress of long work.
    """
    findings: list[Finding] = []
    runs = Runs(store)
    done = Added(0, 0, 0)
    prepare = partial(_prepared, scheme=scheme)
    for ready in in_order(prepare, _unknown(store, _batches(items, findings, batch)), jobs):
        with store.writing():
            new, replaced = _stored(store, runs, ready)
        same = ready.unchanged + len(ready.ids) - new - replaced
        done = Added(done.added + new, done.updated + replaced, done.unchanged + same)
        confirmed(done, ready.last)
        told("add", sum(done[:3]), 0)
        settle(store, runs, told)
    return done._replace(findings=tuple(findings))


def settle(store: Store, runs: Runs, told: Callable[[str, int, int], None]) -> None:
    """Merge the runs that have become too many, in a transaction of its own."""
    if len(runs.due()) < 2:
        return
    with store.writing():
        due = runs.due()
        if len(due) > 1:
            merge(store, runs, due, told)


def merge(store: Store, runs: Runs, some: Sequence[Run], told: Callable[[str, int, int], None]) -> None:
    """Merge some runs, and say how far it is."""
    total, done = sum(run.entries for run in some), 0

    def count(entries: int) -> None:
        nonlocal done
        done += entries
        told("merge", done, total)

    runs.merge(some, store.dead(), count)


def _batches(
    items: Iterable[Document | Finding], findings: list[Finding], most: int
) -> Iterator[list[Document]]:
    """Documents in lists within the bounds of a batch, no id twice in one."""
    batch: dict[str, Document] = {}
    chars = 0
    for item in items:
        if isinstance(item, Finding):
            findings.append(item)
            continue
        if batch and (item.id in batch or len(batch) >= most or chars + len(item.text) > _CHARS):
            yield list(batch.values())
            batch, chars = {}, 0
        batch[item.id] = item
        chars += len(item.text)
    if batch:
        yield list(batch.values())


def _unknown(
    store: Store, batches: Iterable[list[Document]]
) -> Iterator[tuple[list[tuple[Document, bytes]], int, str]]:
    """Of each batch the documents that are not in the store as they are, how many are, and the last id."""
    for batch in batches:
        stamps = [stamp(document) for document in batch]
        known = store.stamps(document.id for document in batch)
        fresh = [
            (document, own)
            for document, own in zip(batch, stamps, strict=True)
            if document.id not in known or known[document.id][1] != own
        ]
        yield fresh, len(batch) - len(fresh), batch[-1].id


def _prepared(work: tuple[list[tuple[Document, bytes]], int, str], scheme: Scheme) -> _Batch:
    fresh, unchanged, last = work
    documents = [document for document, _ in fresh]
    return _Batch(
        ids=[document.id for document in documents],
        stamps=[own for _, own in fresh],
        dates=[document.date for document in documents],
        bodies=[packed(document) for document in documents],
        cut=cut(documents, scheme),
        unchanged=unchanged,
        last=last,
    )


def _stored(store: Store, runs: Runs, batch: _Batch) -> tuple[int, int]:
    """Write a batch, in a transaction: how many documents were added, and how many replaced."""
    known = store.stamps(batch.ids)  # again: another writer may have been faster
    number = int(store.meta()["next_document"])
    numbers: dict[int, int] = {}
    rows: list[DocumentRow] = []
    old: list[int] = []
    for at, (id, own) in enumerate(zip(batch.ids, batch.stamps, strict=True)):
        if id in known:
            if known[id][1] == own:
                continue
            old.append(known[id][0])
        numbers[at] = number + len(rows)
        rows.append(DocumentRow(numbers[at], id, own, batch.dates[at], batch.bodies[at]))
    if not rows:
        return 0, 0
    before = {article.text for article in store.articles_in(old)}
    store.drop_documents(old)
    store.put_documents(rows)
    put_articles(store, runs, batch.cut, numbers)
    drop_orphans(store, before)
    store.put_meta(next_document=str(number + len(rows)), changed=now())
    return len(rows) - len(old), len(old)


def put_articles(store: Store, runs: Runs, found: Cut, numbers: dict[int, int]) -> None:
    """Write the articles of the documents at these positions, texts that are new, and their postings."""
    of = found.sketches
    digests = [digest.astype("<u8").tobytes() for digest in of.digests]
    mine = [at for at, document in enumerate(found.document) if document in numbers]
    text = {row.digest: row.number for row in store.texts_by_digest({digests[at] for at in mine})}
    sequence = int(store.meta()["next_text"])
    fresh: dict[int, TextRow] = {}
    for at in mine:
        if digests[at] not in text:
            samples = int(of.bounds[at + 1] - of.bounds[at])
            row = TextRow(numbered(sequence + len(fresh), samples), digests[at], int(of.chars[at]), samples)
            fresh[at] = row
            text[row.digest] = row.number
    store.put_texts(fresh.values())
    store.put_articles(
        ArticleRow(text[digests[at]], numbers[found.document[at]], found.nth[at]) for at in mine
    )
    runs.add(entries_of(of, list(fresh), [row.number for row in fresh.values()]))
    store.put_meta(next_text=str(sequence + len(fresh)))


def drop_orphans(store: Store, texts: set[int]) -> None:
    """Remove those of the texts that no article has any more."""
    store.drop_texts(sorted(texts - {article.text for article in store.articles_with(texts)}))


def now() -> str:
    """The moment, in UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
