"""The whole job: rows, sketches, candidates, exact numbers, components, tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self
from uuid import uuid4

from dedup.config import Settings
from dedup.engines.spark import exact, rows, search, session, sketching, tables
from dedup.engines.spark.components import components
from dedup.engines.spark.store import Store
from dedup.errors import EngineError
from dedup.limits import Limit, LimitKind
from dedup.types import Document, StageCount

if TYPE_CHECKING:
    from pyspark.sql import DataFrame


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a job counted; the rest stands in its tables.

    Attributes:
        stages: what entered and left each step.
        limits: what bounds left out (without the articles concerned).
        broken: lines that are no row.
        blank: rows without text.
        skipped: files under the paths that this engine does not read.
        members: articles that have versions.
    """

    stages: tuple[StageCount, ...]
    limits: tuple[Limit, ...]
    broken: int
    blank: int
    skipped: tuple[str, ...]
    members: int


class Job:
    """One run over a corpus; what it needs between its steps is removed when it is left.

    Args:
        paths: Hadoop paths of JSON lines and Parquet files, folders or globs of them.
        folder: for the tables, on any file system Hadoop knows; tables of an earlier run are replaced.
        settings: every knob that can change the result.
        conf: settings of Spark's own.
        progress: told of each step.

    Raises:
        MissingExtra: pyspark is not installed.
        UsageError: Spark does not start.
    """

    def __init__(
        self,
        paths: Sequence[str],
        folder: str,
        settings: Settings,
        conf: Mapping[str, str],
        progress: Callable[[str, int, int], None],
    ) -> None:
        self._paths = paths
        self._tables = folder.rstrip("/")
        self._settings = settings
        self._progress = progress
        self._spark = session.connect(conf)
        self._failures = session.failures()
        self._store = Store(self._spark, f"{self._tables}/_steps-{uuid4().hex[:8]}")
        self._shown: DataFrame | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._store.drop()
        self._spark.stop()

    def run(self) -> Outcome:
        """Find the versions in the corpus and write the tables ``TABLES`` as Parquet.

        Raises:
            InputError: a path with nothing to read.
            EngineError: Spark gave up.
        """
        try:
            return self._run()
        except self._failures as error:
            why = next((line for line in str(error).splitlines()[::-1] if "Error" in line), str(error))
            raise EngineError(
                f"the Spark job failed: {' '.join(why.split())[:300]}",
                where=self._tables,
                hint="Spark's own log says more; the same command can be run again",
            ) from error

    def _run(self) -> Outcome:
        settings, store, progress = self._settings, self._store, self._progress
        corpus, skipped = rows.files(self._spark, self._paths)
        progress("read", 0, 0)
        read = rows.read(self._spark, corpus, settings)
        stored = store.kept("sketch", sketching.sketched(read, corpus, settings))
        before = store.kept("blocks", rows.blocks(stored))
        every, sketch = (
            rows.numbered(read, before),
            rows.numbered(stored, before).where(f"state = {rows.GOOD}"),
        )
        n, short, broken, blank = _counted(stored, settings.shortest)
        progress("search", 0, 0)
        groups = store.kept("copies", exact.copies(sketch))
        spare = groups.selectExpr("first", "explode(members) as number").where("number != first")
        live = sketch.where(f"chars >= {settings.shortest}").join(spare, "number", "left_anti")
        candidates, limits = search.candidates(live, live.count(), settings, store)
        candidates = store.kept("candidates", candidates)
        n_candidates = candidates.count()
        progress("verify", 0, 0)
        firsts = store.kept("verified", exact.verified(candidates, every, settings, store))
        pairs = store.kept("pairs", exact.with_copies(firsts, groups))
        n_pairs = pairs.count()
        progress("cluster", 0, 0)
        edges = pairs.select("a", "b").union(spare.select("first", "number"))
        label = store.kept("label", components(edges, store))
        articles = store.kept("articles", sketching.named(sketch, corpus))
        members = store.kept("members", tables.members(articles, label, pairs, settings.keep))
        n_members, n_clusters = members.count(), members.where("keep").count()
        progress("write", 0, 0)
        tables.write(self._tables, articles, members, pairs, every)
        of_members = articles.select("number", "doc", "path", "sha256").join(
            members.select("number"), "number"
        )
        self._shown = every.select("number", "title", "date", "text").join(of_members, "number")
        shorts = [Limit(LimitKind.SHORT, short, settings.shortest, ())] if short else []
        return Outcome(
            stages=(
                StageCount("read", n + broken + blank, n),
                StageCount("sketch", n, n),
                StageCount("search", n, n_candidates),
                StageCount("verify", n_candidates, n_pairs),
                StageCount("cluster", n_pairs, n_clusters),
            ),
            limits=(*shorts, *limits, *exact.unlisted(firsts, groups)),
            broken=broken,
            blank=blank,
            skipped=tuple(skipped),
            members=n_members,
        )

    def documents(self) -> Iterator[Document]:
        """The documents of all articles that have versions, in order of input, with their texts."""
        if self._shown is None:
            raise RuntimeError("the job has not run")
        found = self._shown.orderBy("number")
        for row in found.toLocalIterator():
            yield Document(
                id=row["doc"],
                path=row["path"],
                text=row["text"],
                sha256=row["sha256"],
                title=row["title"],
                date=row["date"],
                whole=True,
            )


def _counted(stored: DataFrame, shortest: int) -> tuple[int, int, int, int]:
    """Articles, those of them too short to sketch, lines that are no row, rows without text."""
    from pyspark.sql import functions as F

    good, broken, blank = (F.col("state") == state for state in (rows.GOOD, rows.BROKEN, rows.BLANK))
    flags = (good, good & (F.col("chars") < shortest), broken, blank)
    (row,) = stored.agg(*(F.count(F.when(flag, 1)) for flag in flags)).collect()
    return row[0], row[1], row[2], row[3]
