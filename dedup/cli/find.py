"""``dedup find``: versions among everything under the paths."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from dedup.cli.options import Reporting, takes


class Keep(StrEnum):
    """Which member of a cluster stays."""

    FIRST = "first"
    LONGEST = "longest"
    LATEST = "latest"
    BEST = "best"


@takes(Reporting)
def find(
    paths: Annotated[list[str], typer.Argument(metavar="PATH", help="Files, folders, globs, or '-'.")],
    options: Reporting,
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
) -> int:
    """Report articles that are versions of one another, and the facts in which they differ.

    \b
    Examples:
      dedup find seeds/
      dedup find seeds/ -f html -o report/
      dedup find today/*.txt --against archive/ --fail-on error
      dedup find corpus.jsonl --no-compare --write-kept kept.jsonl
    """
    from dedup import pipeline
    from dedup.checkpoint import Checkpoint
    from dedup.cli import corpus, report
    from dedup.cli.progress import progress

    settings = options.settings(keep=keep and keep.value)
    targets = report.targets(options)
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
        )
    corpus.write(result, settings, [*paths, *(against or ())], kept=write_kept, dropped=write_dropped)
    code = report.finish(result, settings, targets, options)
    memory.clear()
    return code
