"""Corpora: the same stages over columns, with a value for each pair but none for each row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import pairwise
from typing import Protocol

import numpy as np

from dedup import findings
from dedup.checkpoint import Checkpoint
from dedup.cluster import Member, clusters
from dedup.columnar import Counts
from dedup.config import Settings
from dedup.corpus.sources import corpora
from dedup.corpus.take import Corpus, take
from dedup.engines.aside import aside
from dedup.engines.local import Workers
from dedup.intake import Progress, is_unread
from dedup.lsh import bands_for, candidates
from dedup.render import _long
from dedup.shelf import Made, Story
from dedup.table import Fields, Table
from dedup.text.fold import letters_of, string
from dedup.types import Finding, Pair, Place, Result
from dedup.verify import Block, Shared, Verified, verify

_WORTH = 2_000  # pairs from which it is worth to share them
_LONG = 5_000  # rows from which it is worth to have them written aside


class Stages(Protocol):
    """Counts what enters and leaves each stage."""

    def done(self, name: str, n_in: int, n_out: int) -> None:
        """A stage has ended."""


def taken(
    sources: Sequence[object],
    against: Sequence[object],
    settings: Settings,
    jobs: Workers,
    progress: Progress,
    memory: Checkpoint,
) -> tuple[Corpus, int | None] | None:
    """The sources and then the base, and where the base begins; ``None`` if some are not plain corpora."""
    found, base = corpora(sources, settings), corpora(against, settings) if against else []
    if found is None or base is None:
        return None
    paths = [one.path for one in (*found, *base)]
    if len({one.id for one in (*found, *base)}) < len(paths):
        return None  # the same file on both sides: told apart document by document
    banding = bands_for(settings.threshold, settings.permutations)
    both = take([*found, *base], settings, banding, jobs, progress, memory)
    return both, int(both.table.file_bounds[len(found)]) if against else None


def find(
    sources: Sequence[object],
    against: Sequence[object],
    settings: Settings,
    stages: Stages,
    *,
    jobs: int,
    progress: Progress,
    memory: Checkpoint,
    reports: Sequence[str] = (),
) -> Result | None:
    """Pairs and clusters of corpora; ``None`` if some source is anything else. See ``pipeline.find``."""
    threshold, containment = settings.threshold, settings.containment
    with Workers(jobs) as workers:
        given = taken(sources, against, settings, workers, progress, memory)
        if given is None:
            return None
        corpus, split = given
        table, n = corpus.table, len(corpus.table)
        stages.done("read", n + sum(map(is_unread, corpus.findings)), n)
        stages.done("segment", n, n)
        stages.done("sketch", n, n)
        found = candidates(
            corpus.sketches, threshold=threshold, containment=containment, split=split, threads=jobs
        )
        stages.done("search", n, len(found.pairs))
        busy = workers if len(found.pairs) > _WORTH else 1
        through = memory.stage("verify", (*corpus.key, split), settings)

        def run(work: Callable[[Block], Shared], blocks: Iterable[Block]) -> Iterator[Shared]:
            done = 0
            for shared in through(work, blocks, busy):
                done += len(shared.equal)
                progress("verify", done, len(found.pairs))
                yield shared

        verified = verify(found, corpus.texts, threshold=threshold, containment=containment, run=run)
    if jobs > 1 and "json" in reports and n > _LONG:
        _write_ahead(table)
    stages.done("verify", len(found.pairs), len(verified))
    stages.done("compare", 0, 0)
    numbers = np.unique(np.concatenate([verified.a, verified.b]))
    rows = list(table.some(numbers))
    members = _members(n, numbers, rows, corpus.sketches.chars)
    grouped = clusters(verified, members, keep=settings.keep, lang=settings.lang)
    stages.done("cluster", len(verified), len(grouped))
    pairs, said = _reported(table, numbers, rows, verified, settings)
    light = _light(table)
    limits = (findings.of_limit(limit, light, settings) for limit in verified.limits)
    return Result(
        documents=table.documents,
        articles=table.articles,
        pairs=pairs,
        clusters=grouped,
        findings=(*said, *corpus.findings, *limits),
        stages=(),
        settings=settings.public(),
    )


def _write_ahead(table: Table) -> None:
    """Let another process write what the JSON report says of each row, while the result is made."""
    makes = [partial(_long.documents_of, table), partial(_long.articles_of, table)]
    table.documents.written, table.articles.written = aside(makes)


def _reported(
    table: Table, numbers: Counts, rows: Sequence[Fields], verified: Verified, settings: Settings
) -> tuple[tuple[Pair, ...], list[Finding]]:
    """Each pair, and the finding that it is one; ``rows`` have these ``numbers``, and are all in pairs."""
    names = _names(table, numbers)
    codes, bounds = letters_of(names)
    letters = string(codes)
    known = [
        findings.version(Place(row.id, 0, row.chars, 1), name, settings.lang, letters[s:e])
        for row, name, (s, e) in zip(rows, names, pairwise(bounds.tolist()), strict=True)
    ]
    ids = [f"{row.id}#1" for row in rows]
    pairs, said = [], []
    at = (np.searchsorted(numbers, side).tolist() for side in (verified.a, verified.b))
    for (_, _, *numbers_of), a, b in zip(verified.rows(), *at, strict=True):
        pair = Pair(ids[a], ids[b], *numbers_of)
        pairs.append(pair)
        said.append(findings.of_relation(pair, known[a], known[b], settings))
    return tuple(pairs), said


def _names(table: Table, numbers: Counts) -> list[str]:
    """What to call these rows: their titles, or how their texts begin."""
    both = zip(table.titles.some(numbers), table.begins.some(numbers), strict=True)
    return [title or begins for title, begins in both]


def _members(n: int, numbers: Counts, rows: Sequence[Fields], letters: Counts) -> Sequence[Member]:
    """What each of ``n`` rows is to the choice of the one to keep; made of those in a pair."""
    sized = zip(numbers.tolist(), rows, letters[numbers].tolist(), strict=True)
    made = {number: Member(f"{row.id}#1", size, row.date) for number, row, size in sized}
    return Made(lambda: n, made.__getitem__)


def _light(table: Table) -> Sequence[Story]:
    """The rows without their texts, for findings that only say where they stand."""
    return Made(lambda: len(table), lambda row: Story(table.articles[row], table.documents[row]))
