"""``dedup diff``: two documents."""

from __future__ import annotations

from typing import Annotated

import typer

from dedup.cli.options import Comparing, Engine, takes
from dedup.errors import UsageError


@takes(Comparing)
def diff(
    a: Annotated[
        str, typer.Argument(metavar="A", help="A file; FILE#n, its n-th article; FILE:ROW, of a corpus; '-'.")
    ],
    b: Annotated[str, typer.Argument(metavar="B", help="The other version.")],
    options: Comparing,
) -> int:
    """Compare two documents: two articles always, pages by pairing the articles that share text.

    \b
    Examples:
      dedup diff old.txt new.txt
      dedup diff old.txt new.txt --explain
      dedup diff page1.txt#1 page2.txt#3 -f html -o diff.html
      dedup diff corpus.jsonl:a17 corpus.jsonl:b4
    """
    from dedup import pipeline
    from dedup.cli import report
    from dedup.cli.progress import progress

    if options.engine is not Engine.LOCAL:
        raise UsageError("two documents are compared on this machine", hint="leave --engine out")
    settings = options.settings()
    targets = report.targets(options)
    with progress(options) as told:
        result = pipeline.diff(
            a,
            b,
            settings,
            jobs=options.processes,
            notes=options.verbose,
            timings=options.timings,
            progress=told,
        )
    return report.finish(result, settings, targets, options)
