"""``dedup doctor``: what this installation can do."""

from __future__ import annotations

import locale
import platform
import re
import sys
from collections.abc import Iterator

import typer

from dedup import __version__, plugs
from dedup.cli.exits import ExitCode

_SUMS = ("all", "dev")  # extras made of others, or for developers


def doctor() -> int:
    """Print versions, extras, formats and encodings.

    Exit code 2 if a required package is missing.

    \b
    Example:
      dedup doctor
    """
    typer.echo(f"dedup {__version__}, Python {platform.python_version()} on {platform.system()}")
    missing = False
    for section, wanted in _requirements().items():
        typer.echo(f"\n{section or 'required'}:")
        for name in wanted:
            found = _version(name)
            missing |= not section and found is None
            lacking = f"missing: pip install 'reprints[{section}]'" if section else "MISSING: reinstall dedup"
            typer.echo(f"  {name} {found or lacking}")
    typer.echo("\nreads: " + ", ".join(plugs.names("readers")))
    typer.echo("writes: " + ", ".join(plugs.names("render.formats")))
    typer.echo(
        f"encodings: stdout {sys.stdout.encoding}, file names {sys.getfilesystemencoding()},"
        f" locale {locale.getpreferredencoding(False)}"
    )
    return ExitCode.TROUBLE if missing else ExitCode.CLEAN


def _requirements() -> dict[str, list[str]]:
    """Package names by extra; "" for those that are always needed."""
    found: dict[str, list[str]] = {"": []}
    for requirement in _declared():
        name = re.split(r"[^\w.-]", requirement, maxsplit=1)[0]
        extra = re.search(r"extra\s*==\s*['\"]([\w-]+)['\"]", requirement)
        if extra and extra[1] in _SUMS:
            continue
        found.setdefault(extra[1] if extra else "", []).append(name)
    return found


def _declared() -> Iterator[str]:
    from importlib.metadata import PackageNotFoundError, requires  # slow, and no other command asks

    try:
        yield from requires("reprints") or ()
    except PackageNotFoundError:
        typer.echo("not installed as a package: requirements unknown", err=True)


def _version(name: str) -> str | None:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(name)
    except PackageNotFoundError:
        return None
