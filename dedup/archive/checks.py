"""An archive checks itself: its rows belong together, and what is derived follows from the texts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator

import numpy as np

from dedup.archive.body import unpacked
from dedup.archive.rows import ArticleRow, DocumentRow
from dedup.archive.runs import Runs
from dedup.archive.scheme import Scheme
from dedup.archive.store import Store
from dedup.archive.terms import cut, entries_of
from dedup.columnar import unpack
from dedup.errors import DedupError, UnreadableInput
from dedup.text.shingles import Hashes, mix
from dedup.types import Document

_SAMPLE = 1_000  # documents looked at unless all are
_PAGE = 500  # documents looked at together
_MOST = 20  # problems of documents named one by one
_RESTORE = "restore it from a copy, or export what can be read and add it to a new archive"

Told = Callable[[str, int, int], None]


def problems(store: Store, runs: Runs, scheme: Scheme, *, full: bool, told: Told) -> Iterator[str]:
    """What is wrong, each with the way to repair it; in a transaction of ``reading``."""
    damaged = False
    for said in store.damage(full):
        damaged = True
        yield f"the database is damaged: {said}; {_RESTORE}"
    try:
        yield from _Check(store, runs, scheme, full, told).problems()
    except DedupError as error:
        if not damaged:
            yield f"{error.what}; {error.hint or _RESTORE}"


class _Check:
    """One look at an archive: at all of it, or at some documents all over it."""

    def __init__(self, store: Store, runs: Runs, scheme: Scheme, full: bool, told: Told) -> None:
        self._store, self._runs, self._scheme = store, runs, scheme
        self._full, self._told = full, told
        self._rebuild = f"dedup archive compact {store.name} --rebuild makes it anew from the texts"
        self._seen: set[int] = set()
        self._sum = 0  # of the hashes of all postings there should be, in whatever order

    def problems(self) -> Iterator[str]:
        """What is wrong with rows, documents and postings."""
        for said, count in zip(_UNHELD, self._store.unheld(), strict=True):
            if count:
                yield f"{said.format(count)}; {self._rebuild}"
        wrong = 0
        for said in self._documents():
            wrong += 1
            if wrong <= _MOST:
                yield said
        if wrong > _MOST:
            yield f"and {wrong - _MOST} more problems of documents; {self._rebuild}"
        if self._full:
            yield from self._postings(sure=not wrong)

    def _documents(self) -> Iterator[str]:
        total = self._store.counts().documents
        step = 1 if self._full else max(1, total // _SAMPLE)
        page: list[DocumentRow] = []
        last, passed = 0, 0
        while rows := self._store.documents_after(last, _PAGE if step == 1 else 1):
            page += rows
            passed += len(rows) * step
            last = rows[-1].number + step - 1
            if len(page) >= _PAGE:
                yield from self._page(page)
                page = []
                self._told("verify", min(passed, total), total)
        yield from self._page(page)

    def _page(self, rows: list[DocumentRow]) -> Iterator[str]:
        """Recompute what follows from the texts of these documents."""
        documents: list[Document] = []
        numbers: list[int] = []
        for row in rows:
            try:
                documents.append(unpacked(row.id, row.stamp, row.body))
                numbers.append(row.number)
            except UnreadableInput as error:
                remove = f"dedup archive remove {self._store.name} {row.id!r}, and add it again"
                yield f"{row.id}: {error.what}; {remove}"
        kept: dict[int, dict[int, ArticleRow]] = defaultdict(dict)
        for article in self._store.articles_in(numbers):
            kept[article.document][article.nth] = article
        texts = {
            row.number: row for row in self._store.texts({a.text for d in kept.values() for a in d.values()})
        }
        found = cut(documents, self._scheme)
        of = found.sketches
        right: dict[int, int] = {}
        for at, (position, nth) in enumerate(zip(found.document, found.nth, strict=True)):
            mine = kept[numbers[position]].pop(nth, None)
            text = texts.get(mine.text) if mine else None
            samples = int(of.bounds[at + 1] - of.bounds[at])
            wanted = (of.digests[at].astype("<u8").tobytes(), int(of.chars[at]), samples)
            if text is None or text[1:] != wanted:
                yield f"{documents[position].id}: its article {nth} is not what was sketched; {self._rebuild}"
            else:
                right.setdefault(text.number, at)
        for document, number in zip(documents, numbers, strict=True):
            if kept[number]:
                yield f"{document.id}: has {len(kept[number])} articles too many; {self._rebuild}"
        entries = entries_of(of, list(right.values()), list(right))
        if self._full:
            again = np.array(sorted(self._seen & set(right)), np.int64)
            self._count(entries[~np.isin(unpack(entries)[1], again)])
            self._seen |= set(right)
        else:
            for number in np.unique(unpack(entries[~self._runs.hold(entries)])[1]).tolist():
                id = documents[found.document[right[number]]].id
                yield f"{id}: postings of it are missing; {self._rebuild}"

    def _count(self, entries: Hashes) -> None:
        self._sum = (self._sum + int(mix(entries).sum(dtype=np.uint64))) % 2**64

    def _postings(self, sure: bool) -> Iterator[str]:
        """That the runs are in order and hold the postings counted, and no others but of removed texts."""
        dead = np.array(self._store.dead(), np.int64)
        for run in self._runs.all():
            entries, last, ordered = 0, np.uint64(0), True
            try:
                for block in self._runs.stream(run):
                    ordered &= block[0] > last and bool((block[1:] > block[:-1]).all())
                    entries, last = entries + len(block), block[-1]
                    self._count_off(block[~np.isin(unpack(block)[1], dead)])
            except UnreadableInput as error:
                yield f"run {run.number}: {error.what}; {self._rebuild}"
                return
            if not ordered or entries != run.entries:
                yield f"run {run.number} of the postings is not as it was written; {self._rebuild}"
        if sure and self._sum:
            yield f"the postings are not those of the texts; {self._rebuild}"

    def _count_off(self, entries: Hashes) -> None:
        self._sum = (self._sum - int(mix(entries).sum(dtype=np.uint64))) % 2**64


_UNHELD = (
    "{} articles belong to no document",
    "{} articles have no text",
    "{} texts belong to no article",
)
