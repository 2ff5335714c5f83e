"""``dedup baseline``: the findings somebody has accepted."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from dedup import baseline
from dedup.cli.exits import ExitCode
from dedup.cli.output import save
from dedup.errors import InputError

app = typer.Typer(
    name="baseline",
    rich_markup_mode=None,
    no_args_is_help=True,
    help="Accept findings, so that later runs hide them.",
)


@app.callback()
def _baseline() -> None:
    """Accept findings, so that later runs hide them."""


@app.command()
def update(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The baseline; made if it is not there.")],
    result: Annotated[
        Path, typer.Argument(metavar="RESULT.json", help="A report of find or diff (-f json).")
    ],
    prune: Annotated[
        bool, typer.Option("--prune", help="Drop entries that the result no longer holds.")
    ] = False,
) -> int:
    """Accept the findings of a result.

    \b
    Examples:
      dedup find news/ -f json -o result.json
      dedup baseline update accepted.json result.json
      dedup find news/ --baseline accepted.json
    """
    found = set(_findings(result))
    old = set(baseline.load(file)) if file.exists() else set()
    prints = {entry.fingerprint for entry in found}
    kept = {entry for entry in old if entry.fingerprint in prints or not prune}
    save(file, baseline.dump(kept | found))
    new = prints - {entry.fingerprint for entry in old}
    typer.echo(f"{file}: {len(new)} accepted, {len(old) - len(kept)} dropped", err=True)
    return ExitCode.CLEAN


def _findings(path: Path) -> Iterator[baseline.Accepted]:
    try:
        for row in json.loads(path.read_text("utf-8"))["findings"]:
            yield baseline.Accepted(row["fingerprint"], row["code"], row["message"])
    except OSError as error:
        raise InputError(error.strerror or str(error), where=str(path)) from None
    except (ValueError, KeyError, TypeError):
        hint = "make one with: dedup find … -f json -o RESULT.json"
        raise InputError("not a result of find or diff", where=str(path), hint=hint) from None
