"""The stages in order: read, segment, sketch, search, verify, align, compare, cluster, report.

What only a search needs is imported by those who search: comparing two texts is over in less time than
all stages take to load.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import groupby
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

from dedup import findings
from dedup.config import Settings
from dedup.engines.local import in_order
from dedup.intake import Intake, Progress, Source, silent, take
from dedup.limits import Limit
from dedup.pairing import Score, paired
from dedup.shelf import Made, Story
from dedup.text.fingerprint import fingerprint
from dedup.text.reading import Reading
from dedup.types import Cluster, Fact, Finding, Pair, Result, StageCount

if TYPE_CHECKING:
    from dedup.checkpoint import Checkpoint, Through
    from dedup.cluster import Member
    from dedup.sketch import Sketches
    from dedup.verify import Verified

_KEPT = 16  # articles compared between two checkpoints
_PART = 2_000_000  # characters of articles that a process sketches at a time


class _Job(NamedTuple):
    """One article and those it is compared with, so that its facts are found once."""

    a: Story
    others: tuple[tuple[Story, Score], ...]
    settings: Settings
    compare: bool
    asked: bool
    notes: bool


_Compared = tuple[tuple[Pair, tuple[Finding, ...]], ...]


def find(
    sources: Sequence[Source],
    settings: Settings,
    *,
    against: Sequence[Source] = (),
    compare: bool = True,
    jobs: int = 1,
    notes: bool = False,
    texts: bool = False,
    timings: bool = False,
    progress: Progress = silent,
    checkpoint: Checkpoint | None = None,
    reports: Sequence[str] = (),
) -> Result:
    """Find versions among all articles of the sources.

    Args:
        sources: paths or documents.
        settings: every knob that can change the result.
        against: hold the articles of ``sources`` against those of these only.
        compare: align each pair and compare its facts; else pairs, clusters and numbers only.
        jobs: processes; the result is the same for any number.
        notes: also a finding for each change that is only a note.
        texts: keep the texts of all documents, not only of those in pairs, and rows as they stand.
        timings: say how long each stage took; the only part of a result that is not always the same.
        progress: told how far each stage is.
        checkpoint: keeps what is done, and has what an earlier run did.
        reports: formats that will be asked of the result; what can be written of them meanwhile is.

    Raises:
        InputError: a path that cannot be used at all.
    """
    from dedup import bulk
    from dedup.checkpoint import Checkpoint
    from dedup.lsh import candidates
    from dedup.verify import verify

    stages = _Stages(timings)
    memory = checkpoint or Checkpoint()
    if not compare and not _holds_archive(against):
        result = bulk.find(
            sources,
            against,
            settings,
            stages,
            jobs=jobs,
            progress=progress,
            memory=memory,
            reports=reports,
        )
        if result is not None:
            return replace(result, stages=tuple(stages.counts))
    intake, split = take(sources, settings, jobs, progress, originals=texts), None
    left_out: tuple[Limit, ...] = ()
    if against:
        from dedup.holding import held_against

        split = len(intake.stories)
        intake, left_out = held_against(against, intake, settings, jobs, progress, originals=texts)
    stages.read(intake)
    stories = intake.stories
    sketched = _sketched((story.article.text for story in stories), settings, jobs)
    stages.done("sketch", len(stories), len(sketched))
    found = candidates(sketched, threshold=settings.threshold, containment=settings.containment, split=split)
    stages.done("search", len(sketched), len(found.pairs))
    verified = verify(
        found,
        lambda numbers: [stories[number].article.text for number in numbers],
        threshold=settings.threshold,
        containment=settings.containment,
    )
    scores = [Score(*row) for row in verified.rows()]
    stages.done("verify", len(found.pairs), len(scores))
    through = memory.stage("compare", _known_by(intake, compare, notes), settings, _KEPT)
    busy = jobs if compare else 1  # what is only told needs no help
    compared = _compared(
        intake, scores, settings, busy, progress, through, compare=compare, asked=False, notes=notes
    )
    stages.compared(compared if compare else [])
    grouped = _clusters(intake, sketched, verified, settings)
    stages.done("cluster", len(scores), len(grouped))
    limits = (findings.of_limit(limit, stories, settings) for limit in (*left_out, *verified.limits))
    inputs = (*intake.findings, *limits)
    return _result(intake, compared, grouped, inputs, stages, settings, keep=texts, bare=not compare)


def diff(
    a: Source,
    b: Source,
    settings: Settings,
    *,
    jobs: int = 1,
    notes: bool = False,
    timings: bool = False,
    progress: Progress = silent,
) -> Result:
    """Compare two documents: two single articles always, pages by pairing the articles that share text.

    Args:
        a: a path, ``PATH#n`` for its n-th article, or a document.
        b: the other version.
        settings: every knob that can change the result.
        jobs: processes; the result is the same for any number.
        notes: also a finding for each change that is only a note.
        timings: say how long each stage took.
        progress: told how far each stage is.

    Raises:
        InputError: one of the two cannot be read, or is not one document.
    """
    stages = _Stages(timings)
    one, two = (
        take([source], settings, jobs, progress).required(source if isinstance(source, str) else source.id)
        for source in (a, b)
    )
    intake = one.then(two)
    stages.read(intake)
    scores = paired(intake.stories, len(one.stories), settings)
    stages.done("pair", len(intake.stories), len(scores))
    compared = _compared(
        intake, scores, settings, jobs, progress, in_order, compare=True, asked=True, notes=notes
    )
    stages.compared(compared)
    return _result(intake, compared, (), intake.findings, stages, settings)


def _holds_archive(sources: Sequence[Source]) -> bool:
    if not sources:
        return False  # and nothing to load for the question
    from dedup.archive import is_archive

    return any(map(is_archive, sources))


class _Stages:
    """Counts what enters and leaves each stage, in their order."""

    def __init__(self, timings: bool) -> None:
        self.counts: list[StageCount] = []
        self._timings = timings
        self._since = perf_counter()

    def done(self, name: str, n_in: int, n_out: int) -> None:
        """A stage has ended; what took so long since the last one was it."""
        now = perf_counter()
        self.counts.append(
            StageCount(name, n_in, n_out, round(now - self._since, 3) if self._timings else None)
        )
        self._since = now

    def read(self, intake: Intake) -> None:
        """Documents were read and cut, in one go."""
        self.done("read", len(intake.documents) + intake.unread, len(intake.documents))
        self.done("segment", len(intake.documents), len(intake.stories))

    def compared(self, pairs: Sequence[tuple[Pair, tuple[Finding, ...]]]) -> None:
        """Pairs were aligned and compared."""
        self.done("compare", len(pairs), sum(len(pair.changes) for pair, _ in pairs))


def _sketched(texts: Iterable[str], settings: Settings, jobs: int) -> Sketches:
    from dedup.lsh import bands_for
    from dedup.shingled import batches
    from dedup.sketch import joined, sketches

    banding = bands_for(settings.threshold, settings.permutations)
    work = partial(sketches, banding=banding, shortest=settings.shortest)
    parts = list(in_order(work, batches(texts, _PART), jobs))
    return joined(parts) if parts else work([])


def _compared(
    intake: Intake,
    scores: Sequence[Score],
    settings: Settings,
    jobs: int,
    progress: Progress,
    through: Through,
    *,
    compare: bool,
    asked: bool,
    notes: bool,
) -> list[tuple[Pair, tuple[Finding, ...]]]:
    """Every pair with its changes and findings, in the order of ``scores``."""
    work = (
        _Job(
            intake.stories[a], tuple((intake.stories[s.b], s) for s in group), settings, compare, asked, notes
        )
        for a, group in groupby(scores, key=lambda s: s.a)
    )
    done: list[tuple[Pair, tuple[Finding, ...]]] = []
    for some in through(_compare, work, jobs):
        done += some
        progress("compare", len(done), len(scores))
    return done


def _known_by(intake: Intake, *flags: bool) -> Iterator[object]:
    """What the outcome of comparing depends on besides the settings."""
    yield fingerprint(*(f"{document.id} {document.sha256}" for document in intake.documents))
    yield from flags


def _compare(job: _Job) -> _Compared:
    a = job.a
    reading, facts = _read(a) if job.compare else (None, ())
    done = []
    for b, score in job.others:
        pair = Pair(a.article.id, b.article.id, *score[2:])
        if reading is not None:
            pair = _with_changes(pair, reading, facts, *_read(b), job.settings)
        said = findings.of_pair(
            pair,
            (a.article, b.article),
            (a.document, b.document),
            job.settings,
            asked=job.asked,
            notes=job.notes,
        )
        done.append((pair, tuple(said)))
    return tuple(done)


def _read(story: Story) -> tuple[Reading, tuple[Fact, ...]]:
    from dedup.facts import find as find_facts  # the dictionary of words, not needed with --no-compare

    reading = Reading.of(story.article, story.document.text)
    return reading, find_facts(reading)


def _with_changes(
    pair: Pair,
    a: Reading,
    facts_a: tuple[Fact, ...],
    b: Reading,
    facts_b: tuple[Fact, ...],
    settings: Settings,
) -> Pair:
    from dedup.align import align
    from dedup.compare import compare

    alignment = align(a, b)
    where = sorted((a.doc, b.doc))  # what is accepted for one pair is not accepted for all
    changes = tuple(
        replace(change, fingerprint=fingerprint(change.fingerprint, *where))
        for change in compare(a, b, facts_a, facts_b, alignment, settings, pair.relation)
    )
    return replace(pair, map=alignment.blocks(a, b), links=alignment.links, changes=changes)


def _clusters(
    intake: Intake, sketched: Sketches, verified: Verified, settings: Settings
) -> tuple[Cluster, ...]:
    from dedup.cluster import Member, clusters

    chars = sketched.chars

    def member(number: int) -> Member:
        owner = intake.documents[intake.shelf.owners[number]]
        return Member(intake.articles[number].id, int(chars[number]), owner.date or "")

    members = Made(lambda: len(chars), member)  # only those in a cluster are looked at
    return clusters(verified, members, keep=settings.keep, lang=settings.lang)


def _result(
    intake: Intake,
    compared: Iterable[tuple[Pair, tuple[Finding, ...]]],
    grouped: tuple[Cluster, ...],
    inputs: Iterable[Finding],
    stages: _Stages,
    settings: Settings,
    *,
    keep: bool = False,
    bare: bool = False,
) -> Result:
    """Everything a report needs; texts only of documents with a pair to show (``bare``: of none)."""
    pairs: list[Pair] = []
    said: list[Finding] = []
    for pair, found in findings.told_apart(compared):
        pairs.append(pair)
        said += found
    shelf = intake.shelf
    documents, articles = shelf.documents, shelf.articles
    if keep:
        documents = Made(lambda: len(shelf.documents), shelf.document)
        articles = Made(lambda: len(shelf.stories), lambda n: shelf.stories[n].article)
    elif not bare:
        shown = {article for pair in pairs for article in (pair.a, pair.b)}
        numbers = [n for n, article in enumerate(articles) if article.id in shown]
        stories = {n: shelf.stories[n] for n in numbers}
        texts = {story.document.id: story.document for story in stories.values()}
        documents = tuple({d.id: texts.get(d.id, d) for d in documents}.values())
        articles = tuple(
            {a.id: stories[n].article if n in stories else a for n, a in enumerate(articles)}.values()
        )
    return Result(
        documents=documents,
        articles=articles,
        pairs=tuple(pairs),
        clusters=grouped,
        findings=(*said, *inputs),
        stages=tuple(stages.counts),
        settings=settings.public(),
    )
