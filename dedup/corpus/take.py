"""Corpus files to one table and its sketches, with what must be said about them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from dedup.checkpoint import Checkpoint
from dedup.columnar import Counts
from dedup.config import Settings
from dedup.corpus.lines import RANGE, Range, ranges
from dedup.corpus.rows import CODEC, Part, part, texts_at
from dedup.corpus.sources import Source, Stamp, stamp_of
from dedup.engines.local import Workers, give_back
from dedup.errors import InputError
from dedup.ingest import files
from dedup.ingest.documents import EMPTY, finding, limit
from dedup.ingest.ids import RowIds
from dedup.intake import Progress, silent
from dedup.readers._broken import Broken
from dedup.readers._origin import in_path
from dedup.readers._protocol import Remark
from dedup.sketch import Banding, Joining, Sketches, sketches
from dedup.table import File, Strings, Table, stacked
from dedup.text.fold import read_tables
from dedup.types import Finding


@dataclass(frozen=True)
class Corpus:
    """Rows of corpus files, ready to be searched.

    Attributes:
        table: what is known of each row.
        sketches: of its text.
        findings: of the inputs (INP9xx).
        settings: how the rows were read.
        stamps: size and time of change of each file while it was read.
        key: what tells these files in this state from all others.
    """

    table: Table
    sketches: Sketches
    findings: tuple[Finding, ...]
    settings: Settings
    stamps: tuple[Stamp, ...]
    key: tuple[object, ...]

    def texts(self, numbers: Sequence[int] | Counts) -> Texts:
        """The texts of these rows (rising), to be read again wherever they are wanted."""
        rows, table = np.asarray(numbers, np.int64), self.table
        cuts = np.searchsorted(rows, table.file_bounds)
        pieces = []
        for file, stamp, start, end in zip(table.files, self.stamps, cuts, cuts[1:], strict=False):
            some = rows[start:end]
            if len(some):
                pieces.append(_Piece(file, stamp, table.starts[some], table.sizes[some]))
        return Texts(tuple(pieces), self.settings)


class _Piece(NamedTuple):
    """Rows of one file, by their bytes."""

    file: File
    stamp: Stamp
    starts: Counts
    sizes: Counts


@dataclass(frozen=True)
class Texts:
    """The texts of some rows, read when iterated; small enough to be sent to another process."""

    pieces: tuple[_Piece, ...]
    settings: Settings

    def __iter__(self) -> Iterator[str]:
        """Raises ``InputError`` if a file has changed since it was read first."""
        for file, stamp, starts, sizes in self.pieces:
            try:
                yield from texts_at(file.source, starts, sizes, self.settings)
                changed = stamp_of(file.source) != stamp
            except OSError:
                changed = True
            if changed:
                hint = "run again when nothing writes to it"
                raise InputError("changed while its articles were compared", where=file.path, hint=hint)


class _Work(NamedTuple):
    range: Range
    settings: Settings
    banding: Banding
    named: str


def _part(work: _Work) -> Part:
    return part(*work)


def take(
    found: Sequence[Source],
    settings: Settings,
    banding: Banding,
    jobs: int | Workers = 1,
    progress: Progress = silent,
    memory: Checkpoint | None = None,
) -> Corpus:
    """Read and sketch corpus files.

    Args:
        found: from ``sources.corpora``.
        settings: how to read.
        banding: of the signatures, see ``lsh.bands_for``.
        jobs: how many processes, or which.
        progress: told how many rows are through, and of how many about.
        memory: keeps what is done.
    """
    read_tables()  # processes forked from now on have them
    stamps = [stamp_of(one.lines) for one in found]
    work = (_Work(r, settings, banding, in_path(one.id)) for one in found for r in ranges(one.lines, RANGE))
    states = (one.stamp if one.held else stamp for one, stamp in zip(found, stamps, strict=True))
    key = tuple((one.path, one.id, *state) for one, state in zip(found, states, strict=True))
    parts = (memory or Checkpoint()).stage("read", (*key, RANGE, banding), settings)(_part, work, jobs)
    tables: list[Table] = []
    sketched = Joining(banding, settings.shortest)
    said: list[Finding] = []
    rows, done, total = 0, 0, sum(size for size, _ in stamps)
    nothing = sketches([], banding, settings.shortest)
    for one, stamp in zip(found, stamps, strict=True):
        own: list[Part] = []
        for r in ranges(one.lines, RANGE):
            read: Part = next(parts)
            done += r.end - r.start
            rows += len(read.chars)
            sketched.add(read.sketches, done / total)
            own.append(read._replace(sketches=nothing))  # so that each is held once
            progress("read", rows, max(rows, round(rows * total / done)))
        changed = stamp_of(one.lines) != stamp
        table, remarks = _table(File(one.id, CODEC, one.lines), own, settings, changed=changed)
        tables.append(table)
        said += [finding(remark, one.id, settings.lang) for remark in remarks]
    table = replace(stacked(tables), held=tuple(one.held for one in found))
    tables, own = [], []  # as large together as what was made of them
    give_back()
    return Corpus(table, sketched.whole(), tuple(said), settings, tuple(stamps), key)


def _table(
    file: File, parts: Sequence[Part], settings: Settings, *, changed: bool
) -> tuple[Table, list[Remark]]:
    """The rows of one file, and what its reader would say of it."""
    broken, cut, at = Broken(settings.text_field), list[int](), 0
    lines = []
    for one in parts:
        broken.then(one.broken, at)
        cut += [at + line for line in one.cut]
        lines.append(at + one.lines)
        at += one.n_lines
    ids, taken = _unique(Strings.joined([p.ids for p in parts]), np.concatenate(lines))
    remarks = list(broken.remarks())
    n = len(ids)
    empty = not n and not remarks
    if changed:
        remarks.append(files.CHANGED_ROWS)
    if empty:
        remarks.append(EMPTY)
    if cut:
        remarks.append(replace(limit(settings.max_chars, len(cut)), line=cut[0]))
    remarks += taken
    table = Table(
        files=(file,),
        file_bounds=np.array([0, n], np.int64),
        ids=ids,
        titles=Strings.joined([p.titles for p in parts]),
        begins=Strings.joined([p.begins for p in parts]),
        dates=Strings.joined([p.dates for p in parts]),
        metas=Strings.joined([p.metas for p in parts]),
        sha256=b"".join(p.sha256 for p in parts),
        chars=np.concatenate([p.chars for p in parts]),
        starts=np.concatenate([p.starts for p in parts]),
        sizes=np.concatenate([p.sizes for p in parts]),
    )
    return table, remarks


def _unique(ids: Strings, lines: Counts) -> tuple[Strings, list[Remark]]:
    """The ids, each once in its file; a row without one is called by its line."""
    if not ids.nchars:
        return Strings.of([str(line) for line in lines.tolist()]), []
    if ids.all_differ():
        return ids, []
    seen = RowIds()
    named = [seen.unique(name or str(line), line) for name, line in zip(ids, lines.tolist(), strict=True)]
    return Strings.of(named), list(seen.remarks())
