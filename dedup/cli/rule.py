"""``dedup rule``: what a finding code means."""

from __future__ import annotations

from typing import Annotated

import typer

from dedup import codes


def _complete(incomplete: str) -> list[str]:
    return [code for code in codes.rules() if code.startswith(incomplete.upper())]


def rule(
    code: Annotated[
        str | None,
        typer.Argument(help="Finding code, e.g. FCT304; none lists them all.", autocompletion=_complete),
    ] = None,
) -> None:
    """Explain a finding code, or list them all.

    \b
    Examples:
      dedup rule
      dedup rule FCT304
    """
    if code is not None:
        typer.echo(codes.rule(code).text.rstrip())
        return
    for entry in codes.rules().values():
        typer.echo(f"{entry.code}  {entry.severity:7}  {entry.name} ({entry.zh})")
