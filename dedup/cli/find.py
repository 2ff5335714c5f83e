"""``dedup find``: versions among everything under the paths."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from dedup.cli.options import Comparing, Engine, takes
from dedup.config import Settings
from dedup.errors import UsageError
from dedup.types import Result


class Keep(StrEnum):
    """Which member of a cluster stays."""

    FIRST = "first"
    LONGEST = "longest"
    LATEST = "latest"
    BEST = "best"


@takes(Comparing)
def find(
    paths: Annotated[list[str], typer.Argument(metavar="PATH...", help="Files, folders, globs, or '-'.")],
    options: Comparing,
    against: Annotated[
        list[str] | None,
        typer.Option("--against", metavar="BASE", help="Hold the paths against this only (repeatable)."),
    ] = None,
    compare: Annotated[
        bool, typer.Option("--compare/--no-compare", help="Align each pair and compare its facts.")
    ] = True,
    keep: Annotated[Keep | None, typer.Option("--keep", help="Which member of a cluster stays.")] = None,
    write_kept: Annotated[
        Path | None,
        typer.Option("--write-kept", metavar="FILE", help="The articles to keep, as JSON lines or .parquet."),
    ] = None,
    write_dropped: Annotated[
        Path | None,
        typer.Option("--write-dropped", metavar="FILE", help="The others, why, and their twins, likewise."),
    ] = None,
    checkpoint: Annotated[
        Path | None,
        typer.Option(
            "--checkpoint",
            metavar="DIR",
            help="Keep what is done here; the same run, started again after it was stopped, goes on there.",
        ),
    ] = None,
    tables: Annotated[
        str | None,
        typer.Option("--tables", metavar="FOLDER", help="With --engine spark: where the Parquet tables go."),
    ] = None,
    spark_conf: Annotated[
        list[str] | None,
        typer.Option("--spark-conf", metavar="NAME=VALUE", help="A setting of Spark's own (repeatable)."),
    ] = None,
) -> int:
    """Report articles that are versions of one another, and the facts in which they differ.

    \b
    Examples:
      dedup find seeds/
      dedup find seeds/ -f html -o report/
      dedup find today/*.txt --against archive/ --fail-on error
      dedup find corpus.jsonl --no-compare --write-kept kept.jsonl
      dedup find hdfs://host/corpus/ --engine spark --tables hdfs://host/versions --no-compare
    """
    from dedup import pipeline
    from dedup.checkpoint import Checkpoint
    from dedup.cli import corpus, report
    from dedup.cli.progress import progress

    settings = options.settings(keep=keep and keep.value)
    targets = report.targets(options)
    if options.engine is Engine.SPARK:
        _only_local(
            against=against,
            write_kept=write_kept,
            write_dropped=write_dropped,
            checkpoint=checkpoint,
            segment=options.segment,
        )
        result = _on_spark(paths, settings, options, tables, spark_conf or [], compare=compare)
        return report.finish(result, settings, targets, options)
    if tables or spark_conf:
        raise UsageError("--tables and --spark-conf go with --engine spark")
    memory = Checkpoint(checkpoint)
    with progress(options) as told:
        result = pipeline.find(
            paths,
            settings,
            against=against or (),
            compare=compare,
            jobs=options.processes,
            notes=options.verbose,
            timings=options.timings,
            texts=bool(write_kept or write_dropped),
            progress=told,
            checkpoint=memory,
            reports=[target.format for target in targets],
        )
    corpus.write(result, settings, kept=write_kept, dropped=write_dropped)
    code = report.finish(result, settings, targets, options)
    memory.clear()
    return code


def _only_local(**given: object) -> None:
    """Raises:
    UsageError: an option is given that the Spark engine does not have.
    """
    for name, value in given.items():
        if value:
            option = f"--{name.replace('_', '-')}"
            raise UsageError(f"{option} does not go with --engine spark", hint="use --engine local")


def _on_spark(
    paths: list[str],
    settings: Settings,
    options: Comparing,
    tables: str | None,
    conf: list[str],
    *,
    compare: bool,
) -> Result:
    from dedup import distributed
    from dedup.cli.progress import progress
    from dedup.engines.spark import parsed

    if not tables:
        raise UsageError("--engine spark writes its result as tables", hint="name a folder with --tables")
    with progress(options) as told:
        return distributed.find(
            paths,
            tables,
            settings,
            parsed(conf),
            compare=compare,
            jobs=options.processes,
            notes=options.verbose,
            timings=options.timings,
            progress=told,
        )
