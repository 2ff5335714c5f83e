"""Options that several commands share, and the settings that follow from them."""

from __future__ import annotations

import inspect
import os
from collections.abc import Callable, Collection
from dataclasses import dataclass, fields
from enum import StrEnum
from functools import cache, wraps
from pathlib import Path
from typing import Annotated, Any, get_type_hints

import typer

from dedup import codes, config, plugs
from dedup.config import Settings


class Color(StrEnum):
    """When to colour the text report."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


class Lang(StrEnum):
    """Language of the report."""

    ZH = "zh"
    EN = "en"


class FailOn(StrEnum):
    """The severity from which a finding makes the exit code 1."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    NEVER = "never"


class Engine(StrEnum):
    """Where candidates are searched and pairs compared."""

    LOCAL = "local"
    SPARK = "spark"


def _formats(incomplete: str) -> list[str]:
    return [name for name in plugs.names("render.formats") if name.startswith(incomplete)]


Format = Annotated[
    list[str] | None,
    typer.Option(
        "-f", "--format", metavar="FORMAT", help="Report format (repeatable).", autocompletion=_formats
    ),
]
Output = Annotated[
    list[str] | None,
    typer.Option(
        "-o",
        "--output",
        metavar="FILE",
        help="Where the report of the same rank goes; '-' is stdout; a folder, or a name that ends "
        "in '/', takes an index and one page a pair.",
    ),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Common:
    """Options of every command that reads documents."""

    encoding: Annotated[
        str | None,
        typer.Option("--encoding", metavar="CODEC", help="Codec of the inputs; detected if not given."),
    ] = None
    text_field: Annotated[
        str | None,
        typer.Option("--text-field", metavar="NAME", help="Field of corpus rows that is compared."),
    ] = None
    id_field: Annotated[
        str | None, typer.Option("--id-field", metavar="NAME", help="Field with the id of a row.")
    ] = None
    title_field: Annotated[
        str | None, typer.Option("--title-field", metavar="NAME", help="Field with its title.")
    ] = None
    date_field: Annotated[
        str | None, typer.Option("--date-field", metavar="NAME", help="Field with its date.")
    ] = None
    segment: Annotated[
        bool | None, typer.Option("--segment", help="Cut corpus rows into articles, as pages are.")
    ] = None
    lang: Annotated[Lang | None, typer.Option("--lang", help="Language of the report.")] = None
    config: Annotated[
        Path | None,
        typer.Option("--config", metavar="FILE", help="Settings file; none looks upwards for one."),
    ] = None
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="No progress and no summary on stderr.")] = (
        False
    )

    def settings(self, over: Settings | None = None, **given: Any) -> Settings:
        """The effective settings: command line over file over default.

        Args:
            over: what the command line is laid over, if not over the file.
            given: further settings of the command line; ``None`` means not given.
        """
        found = over or config.load(explicit=self.config)[0]
        names = ("encoding", "text_field", "id_field", "title_field", "date_field", "segment")
        asked = {name: getattr(self, name) for name in names}
        asked |= {"lang": self.lang and self.lang.value, **given}
        return config.with_values(found, {k: v for k, v in asked.items() if v is not None}, "command line")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reporting(Common):
    """Options of the commands that compare documents and report."""

    verbose: Annotated[bool, typer.Option("-v", "--verbose", help="Also a finding for each note.")] = False
    format: Format = None
    output: Output = None
    threshold: Annotated[
        float | None,
        typer.Option(
            "-t", "--threshold", metavar="J", help="Jaccard from which articles are versions, above 0 to 1."
        ),
    ] = None
    select: Annotated[
        list[str] | None, typer.Option("--select", metavar="CODE", help="Only findings whose code starts so.")
    ] = None
    ignore: Annotated[
        list[str] | None, typer.Option("--ignore", metavar="CODE", help="No findings whose code starts so.")
    ] = None
    fail_on: Annotated[
        FailOn | None, typer.Option("--fail-on", help="Severity from which the exit code is 1.")
    ] = None
    max_findings: Annotated[
        int | None,
        typer.Option(
            "--max-findings", metavar="N", help="Exit code 1 only from more than N findings of that severity."
        ),
    ] = None
    baseline: Annotated[
        Path | None,
        typer.Option("--baseline", metavar="FILE", help="Hide the findings accepted in this file."),
    ] = None
    pages: Annotated[
        int | None,
        typer.Option(
            "--pages", metavar="N", min=0, help="Pairs that get a page in an HTML report; 0 for all."
        ),
    ] = None
    jobs: Annotated[int, typer.Option("--jobs", min=0, help="Processes; 0 takes one per processor.")] = 1
    timings: Annotated[bool, typer.Option("--timings", help="Say how long each stage took.")] = False
    engine: Annotated[Engine, typer.Option("--engine", help="Where the work is done.")] = Engine.LOCAL
    color: Annotated[Color, typer.Option("--color", help="Colour in the text report.")] = Color.AUTO

    def settings(self, over: Settings | None = None, **given: Any) -> Settings:
        """As :meth:`Common.settings`, with what a report adds."""
        settings = Common.settings(
            self,
            over,
            threshold=self.threshold,
            select=_codes(self.select),
            ignore=_codes(self.ignore),
            fail_on=self.fail_on and self.fail_on.value,
            max_findings=self.max_findings,
            pages=self.pages,
            **given,
        )
        for code in settings.severity:
            codes.check(code, whole=True)
        for prefix in (*settings.select, *settings.ignore):
            codes.check(prefix)
        return settings

    @property
    def processes(self) -> int:
        """How many processes may work."""
        return self.jobs or os.cpu_count() or 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparing(Reporting):
    """Options of the commands that say in what versions differ."""

    explain: Annotated[
        bool,
        typer.Option(
            "--explain", help="In a text report: every change, with its rule, its cause and the evidence."
        ),
    ] = False


def _codes(asked: list[str] | None) -> tuple[str, ...] | None:
    """Codes given one by one or separated by commas."""
    if asked is None:
        return None
    return tuple(code.strip().upper() for item in asked for code in item.split(",") if code.strip())


Command = Callable[..., int]


@cache
def _hints(bundle: type[Common]) -> dict[str, Any]:
    """The options of a bundle with their types, worked out once for all commands that offer them."""
    return get_type_hints(bundle, include_extras=True)


def takes(bundle: type[Common], *, only: Collection[str] = ()) -> Callable[[Command], Command]:
    """Give a command the options of ``bundle``; the command takes them as one value, ``options``.

    Args:
        bundle: the options.
        only: those of them that the command offers, if not all.
    """
    hints = _hints(bundle)  # type: ignore[arg-type]  # a class can be hashed, whatever its values can
    shared = [
        inspect.Parameter(f.name, inspect.Parameter.KEYWORD_ONLY, default=f.default, annotation=hints[f.name])
        for f in fields(bundle)
        if f.name in (only or hints)
    ]

    def decorate(command: Command) -> Command:
        own = [
            p for p in inspect.signature(command, eval_str=True).parameters.values() if p.name != "options"
        ]

        @wraps(command)
        def run(**given: Any) -> int:
            options = bundle(**{parameter.name: given.pop(parameter.name) for parameter in shared})
            return command(**given, options=options)

        keywords = [p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in own]
        run.__signature__ = inspect.Signature(keywords + shared)  # type: ignore[attr-defined]
        return run

    return decorate
