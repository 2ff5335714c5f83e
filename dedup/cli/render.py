"""``dedup render``: the reports of a result once more, without computing it again."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from dedup.cli.options import Reporting, takes
from dedup.errors import InputError

_OFFERED = (
    *("lang", "quiet", "format", "output", "color"),
    *("threshold", "select", "ignore", "fail_on", "max_findings", "baseline", "pages"),
)


@takes(Reporting, only=_OFFERED)
def render(
    result: Annotated[
        Path, typer.Argument(metavar="RESULT.json", help="A report of find or diff (-f json); '-' is stdin.")
    ],
    options: Reporting,
) -> int:
    """Write the reports of a result once more: in other formats, or with less in them.

    Run it where the result was made: the documents are read again, and must not have changed. The
    settings of the result count, with the command line laid over them.

    \b
    Examples:
      dedup find news/ -f json -o result.json
      dedup render result.json -f html -o report/
      dedup render result.json -t 0.9 --select FCT
    """
    from dedup import rethreshold
    from dedup.cli import report
    from dedup.config import Settings, with_values
    from dedup.render.load import load

    targets = report.targets(options)
    found = load(_text(result), str(result))
    settings = options.settings(with_values(Settings(), dict(found.settings), str(result)))
    if options.threshold is not None:
        found = rethreshold.at(found, options.threshold)
    found = replace(found, settings=settings.public())
    return report.finish(found, settings, targets, options)


def _text(path: Path) -> str:
    try:
        data = sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
    except OSError as error:
        raise InputError(error.strerror or str(error), where=str(path)) from None
    return data.decode("utf-8", "replace")
