"""``dedup baseline``: the findings somebody has accepted."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import typer

from dedup import baseline
from dedup.baseline import Accepted
from dedup.cli.exits import ExitCode
from dedup.cli.output import save
from dedup.errors import InputError

app = typer.Typer(
    name="baseline",
    rich_markup_mode=None,
    no_args_is_help=True,
    help="Accept findings, so that later runs hide them.",
)


class _Given(NamedTuple):
    """What is to be accepted.

    Attributes:
        entries: by fingerprint.
        decided: they come with a verdict and a reason, from a review.
        there: every fingerprint that was found, also of changes that are no findings.
    """

    entries: dict[str, Accepted]
    decided: bool
    there: frozenset[str]


@app.callback()
def _baseline() -> None:
    """Accept findings, so that later runs hide them."""


@app.command()
def update(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The baseline; made if it is not there.")],
    result: Annotated[
        Path,
        typer.Argument(
            metavar="RESULT.json",
            help="A report of find or diff (-f json), or a baseline that a review has exported.",
        ),
    ],
    reason: Annotated[
        str, typer.Option("--reason", metavar="TEXT", help="Why the new ones are accepted; kept in FILE.")
    ] = "",
    prune: Annotated[
        bool, typer.Option("--prune", help="Drop entries that the result no longer holds.")
    ] = False,
) -> int:
    """Accept the findings of a result; reasons and verdicts that FILE holds stay.

    \b
    Examples:
      dedup find news/ -f json -o result.json
      dedup baseline update accepted.json result.json --reason "checked with the author"
      dedup find news/ --baseline accepted.json
    """
    given = _given(result)
    old = {entry.fingerprint: entry for entry in baseline.load(file)} if file.exists() else {}
    kept = {key: entry for key, entry in old.items() if not prune or key in given.there}
    accepted = dict(kept)
    for key, entry in given.entries.items():
        if given.decided or key not in old:
            accepted[key] = replace(entry, reason=entry.reason or reason)
        else:
            accepted[key] = old[key].seen_again(entry)
    save(file, baseline.dump(accepted.values()))
    new = len(given.entries.keys() - old.keys())
    typer.echo(f"{file}: {new} accepted, {len(old) - len(kept)} dropped", err=True)
    return ExitCode.CLEAN


def _given(path: Path) -> _Given:
    try:
        data = json.loads(path.read_text("utf-8-sig"))
        if "accepted" in data:
            decided = {entry.fingerprint: entry for entry in baseline.parse(data)}
            return _Given(decided, True, frozenset(decided))
        found = {row["fingerprint"]: _found(row) for row in data["findings"]}
        changes = (change["fingerprint"] for pair in data["pairs"] for change in pair["changes"])
        return _Given(found, False, frozenset((*found, *changes)))
    except OSError as error:
        raise InputError(error.strerror or str(error), where=str(path)) from None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        hint = "make one with: dedup find … -f json -o RESULT.json"
        raise InputError("not a result of find or diff", where=str(path), hint=hint) from None


def _found(row: dict[str, Any]) -> Accepted:
    return Accepted(row["fingerprint"], row["code"], row["message"])
