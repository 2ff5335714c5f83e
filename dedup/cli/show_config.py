"""``dedup config``: the effective settings, and where each came from."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from dedup import config


def show(
    explicit: Annotated[
        Path | None, typer.Option("--config", metavar="FILE", help="Read this file and no other.")
    ] = None,
) -> None:
    """Print the effective settings and where each came from.

    The closest dedup.toml or [tool.dedup] of a pyproject.toml at or above the current folder counts.

    \b
    Examples:
      dedup config
      dedup config --config strict.toml
    """
    table, source = config.find_table(explicit=explicit)
    settings = config.with_values(config.Settings(), table, source)
    named = {key.replace("-", "_") for key in table}
    for name, value in settings.public():
        origin = source if name in named else "default"
        typer.echo(f"{name} = {json.dumps(value, ensure_ascii=False)}  # {origin}")
