"""Postings: which texts have a term (a band key, or a sampled shingle), in sorted runs.

A run is made whole and never changed. Its entries, sorted, are cut into chunks, the first term of each of
which is a fence; a look-up reads the chunks between two fences. Each run is larger than all later
ones together, so there are few: runs that are not are merged (O'Neil et al., "The log-structured
merge-tree", 1996). Written once and in order, entries cost a tenth of what rows of a B-tree cost here.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from dedup.archive.rows import RunRow
from dedup.archive.store import Store, in_parts
from dedup.columnar import Counts, ragged
from dedup.errors import UnreadableInput
from dedup.sketch import Values
from dedup.text.shingles import Hashes, distinct

CHUNK = 500  # entries of 8 bytes: with its checksum a chunk fills a page of SQLite
_TERMS = 4_000  # looked up at a time: bounds the chunks held
_READ = 512  # chunks read at a time when runs are merged
_HALF = np.uint64(32)
_LOW = np.uint64(0xFFFFFFFF)
_CHECK = 4  # bytes of checksum before the entries of a chunk

Flags = npt.NDArray[np.bool_]


class Postings(NamedTuple):
    """What a look-up found.

    Attributes:
        term: int64, which of the terms asked for.
        text: int64, the number of a text that has it.
        counts: int64 for each term asked for: how many texts have it, or more than the bound asked for.
    """

    term: Counts
    text: Counts
    counts: Counts


@dataclass(frozen=True, slots=True)
class Run:
    """A run with its fences in memory; ids of its chunks are ``number << 32`` and on."""

    number: int
    entries: int
    fences: Values

    @property
    def first(self) -> int:
        """Id of the first chunk."""
        return self.number << 32

    @property
    def end(self) -> int:
        """One past the id of the last."""
        return self.first + len(self.fences)


class Runs:
    """The runs of one store; call inside its transactions."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: dict[int, Run] = {}

    def all(self) -> list[Run]:
        """The runs, oldest first; the fences of a run are unpacked once."""
        rows = self._store.runs()
        self._known = {row.number: self._known.get(row.number) or _run(row) for row in rows}
        return list(self._known.values())

    def add(self, entries: Hashes) -> None:
        """A run of these entries, term << 32 | text, sorted."""
        if len(entries):
            self._write([entries])

    def look_up(self, terms: Values, most: int) -> Postings:
        """The texts that have these terms.

        Args:
            terms: sorted, each once.
            most: of the texts that have a term, give at most about so many in each run.
        """
        runs = self.all()
        parts = [self._found(runs, terms[at : at + _TERMS], most) for at in range(0, len(terms), _TERMS)]
        none = np.empty(0, np.int64)
        return Postings(
            np.concatenate([none, *(part.term + at * _TERMS for at, part in enumerate(parts))]),
            np.concatenate([none, *(part.text for part in parts)]),
            np.concatenate([none, *(part.counts for part in parts)]),
        )

    def _found(self, runs: Sequence[Run], terms: Values, most: int) -> Postings:
        asked = terms.astype(np.uint64) << _HALF
        ids = [np.unique(_spans(run, terms, most)) + run.first for run in runs]
        chunks = self._store.chunks(chain.from_iterable(part.tolist() for part in ids))
        counts = np.zeros(len(terms), np.int64)
        some_terms, some_texts = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
        for part in ids:
            entries = self._entries(chunks, part.tolist())
            start = np.searchsorted(entries, asked)
            size = np.searchsorted(entries, asked | _LOW, side="right") - start
            counts += size
            term, at = ragged(start, np.minimum(size, most))
            some_terms.append(term)
            some_texts.append((entries[at] & _LOW).astype(np.int64))
        return Postings(np.concatenate(some_terms), np.concatenate(some_texts), counts)

    def hold(self, entries: Hashes) -> Flags:
        """Which of these entries, sorted, stand in a run."""
        held = np.zeros(len(entries), np.bool_)
        terms = distinct(entries >> _HALF).astype(np.uint32)
        for run in self.all():
            places = np.unique(_spans(run, terms, run.entries)) + run.first
            for ids in in_parts(places.tolist(), _READ):
                inside = self._entries(self._store.chunks(ids), ids)
                start, end = np.searchsorted(entries, inside[[0, -1]])
                mine = slice(int(start), int(end) + 1)
                place = np.searchsorted(inside, entries[mine])
                held[mine] |= inside[np.minimum(place, len(inside) - 1)] == entries[mine]
        return held

    def _entries(self, found: dict[int, bytes], ids: Iterable[int]) -> Hashes:
        """The entries of these chunks, in order; what was not written so is not taken for true."""
        parts: list[bytes] = []
        for number in ids:
            data = found.get(number, b"")
            parts.append(body := data[_CHECK:])
            if not body:
                raise self._damaged("a part of its postings is missing")
            if zlib.crc32(body) != int.from_bytes(data[:_CHECK], "little"):
                raise self._damaged("a part of its postings is damaged")
        return np.frombuffer(b"".join(parts), "<u8").astype(np.uint64, copy=False)

    def _damaged(self, what: str) -> UnreadableInput:
        name = self._store.name
        hint = f"dedup archive compact {name} --rebuild makes them anew from the articles"
        return UnreadableInput(what, where=name, hint=hint)

    def stream(self, run: Run) -> Iterator[Hashes]:
        """The entries of a run in order, a block at a time."""
        for ids in in_parts(range(run.first, run.end), _READ):
            yield self._entries(self._store.chunks(ids), ids)

    def due(self) -> list[Run]:
        """The runs to be merged: the latest ones that together are as large as the one before them."""
        runs = self.all()
        later, keep = 0, len(runs)
        for at in range(len(runs) - 1, -1, -1):
            if at < len(runs) - 1 and later >= runs[at].entries:
                keep = at
            later += runs[at].entries
        return runs[keep:]

    def merge(self, runs: Sequence[Run], dead: Iterable[int], told: Callable[[int], None]) -> None:
        """One run in place of these, without the texts that are no more."""
        gone = np.array(sorted(dead), np.uint64)

        def alive() -> Iterator[Hashes]:
            for entries in _merged([self.stream(run) for run in runs]):
                told(len(entries))
                yield entries[~np.isin(entries & _LOW, gone)] if len(gone) else entries

        self._write(alive())
        for run in runs:
            self._store.drop_run(run.number, run.first, run.end)

    def drop(self) -> None:
        """Remove all runs."""
        for run in self.all():
            self._store.drop_run(run.number, run.first, run.end)

    def _write(self, blocks: Iterable[Hashes]) -> None:
        number = int(self._store.meta()["next_run"])
        self._store.put_meta(next_run=str(number + 1))
        fences: list[int] = []
        entries = 0
        rest = np.empty(0, np.uint64)

        def rows(full: Hashes) -> Iterator[tuple[int, bytes]]:
            for at in range(0, len(full), CHUNK):
                body = full[at : at + CHUNK].astype("<u8").tobytes()
                fences.append(int(full[at] >> _HALF))
                yield (number << 32) + len(fences) - 1, zlib.crc32(body).to_bytes(_CHECK, "little") + body

        for block in blocks:
            entries += len(block)
            rest = np.concatenate([rest, block])
            full = len(rest) // CHUNK * CHUNK
            self._store.put_chunks(rows(rest[:full]))
            rest = rest[full:]
        self._store.put_chunks(rows(rest))
        if entries:
            self._store.put_run(RunRow(number, entries, np.array(fences, "<u4").tobytes()))


def _run(row: RunRow) -> Run:
    return Run(row.number, row.entries, np.frombuffer(row.fences, "<u4").astype(np.uint32, copy=False))


def _spans(run: Run, terms: Values, most: int) -> Counts:
    """Which chunks of a run may hold the terms: from the one before the first fence that is not lower."""
    first = np.maximum(np.searchsorted(run.fences, terms) - 1, 0)
    last = np.maximum(np.searchsorted(run.fences, terms, side="right") - 1, first)
    return ragged(first, np.minimum(last - first, most // CHUNK + 1) + 1)[1]


def _merged(streams: Sequence[Iterator[Hashes]]) -> Iterator[Hashes]:
    """Several sorted streams as one, a block at a time."""
    heads = [next(stream, None) for stream in streams]
    while any(head is not None for head in heads):
        until = min(head[-1] for head in heads if head is not None)
        taken: list[Hashes] = []
        for i, head in enumerate(heads):
            if head is None:
                continue
            cut = int(np.searchsorted(head, until, side="right"))
            taken.append(head[:cut])
            heads[i] = head[cut:] if cut < len(head) else next(streams[i], None)
        block = np.concatenate(taken)
        block.sort()
        yield block
