"""``dedup``: the commands, and how the process ends.

Every end goes through :func:`run`: Typer would end with 1 on a crash, an abort and a closed pipe, and 1
means "findings" here.
"""

from __future__ import annotations

import gc
import io
import os
import sys
import traceback
from collections.abc import Sequence
from typing import Annotated, NoReturn

import typer

from dedup.cli import archive, baseline, diff, doctor, find, render, rule, serve, show_config, stage, why
from dedup.cli.exits import ExitCode, complain
from dedup.errors import DedupError

_MADE = 100_000  # objects made between two searches for dead cycles: of results, nearly all stay alive

app = typer.Typer(
    name="dedup",
    invoke_without_command=True,
    rich_markup_mode=None,  # rich takes longer to import than everything else in --help
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
app.command()(find.find)
app.command()(diff.diff)
app.command()(stage.segment)
app.command()(stage.facts)
app.command()(why.why)
app.command()(render.render)
app.add_typer(baseline.app)
app.add_typer(archive.app)
app.command()(serve.serve)
app.command()(rule.rule)
app.command("config")(show_config.show)
app.command()(doctor.doctor)


def _print_version(asked: bool) -> None:
    if asked:
        from dedup import __version__

        typer.echo(f"dedup {__version__}")
        raise typer.Exit


@app.callback()
def _dedup(
    context: typer.Context,
    version: Annotated[
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and stop."),
    ] = False,
) -> None:
    """Find articles that are versions of one another, and say which facts differ.

    \b
    Examples:
      dedup find seeds/
      dedup diff old.txt new.txt
      dedup find seeds/ -f html -o report/

    \b
    Exit codes: 0 nothing at or above --fail-on, 1 findings, 2 could not do the job,
    130 interrupted, 141 closed pipe.
    """
    if context.invoked_subcommand is None:
        typer.echo(context.get_help(), err=True)
        raise typer.Exit(ExitCode.TROUBLE)


def main() -> NoReturn:
    """The console script."""
    gc.set_threshold(_MADE)
    code = run(sys.argv[1:])
    gc.freeze()  # no last search for dead cycles in what ends with the process
    sys.exit(code)


def run(args: Sequence[str]) -> int:
    """Run one command line.

    Returns:
        The exit code of the process (:class:`ExitCode`). A crash is never 1.
    """
    _speak_utf8()
    try:
        code = app(args=args, prog_name="dedup", standalone_mode=False)
        sys.stdout.flush()
    except BrokenPipeError:
        return _closed_pipe()
    except SystemExit as end:  # how Typer answers a closed pipe, in every mode
        return _closed_pipe() if isinstance(end.__context__, BrokenPipeError) else ExitCode.TROUBLE
    except (KeyboardInterrupt, typer.Abort):
        return _interrupted()
    except DedupError as error:
        complain(error.what, where=error.where, hint=error.hint)
    except typer.TyperException as error:
        complain(error.format_message(), hint=_usage(args))
    except OSError as error:
        complain(error.strerror or str(error), where=str(error.filename or ""))
    except Exception:  # the only place that catches everything
        traceback.print_exc()
        complain("this is a bug in dedup", hint="please report the lines above")
    else:
        return _interrupted() if code == ExitCode.INTERRUPTED else int(code or ExitCode.CLEAN)
    return ExitCode.TROUBLE


def _usage(args: Sequence[str]) -> str:
    """The command that explains what ``args`` should have been."""
    for name in command_names(app):
        if tuple(args[: len(name)]) == name:
            return f"dedup {' '.join(name)} -h"
    return "dedup -h"


def command_names(group: typer.Typer) -> list[tuple[str, ...]]:
    """Every command, as the words that call it, in the order of the help."""
    names: list[tuple[str, ...]] = [
        (str(command.name or getattr(command.callback, "__name__", "")),)
        for command in group.registered_commands
    ]
    for info in group.registered_groups:
        if info.typer_instance is not None:
            names += [
                (info.typer_instance.info.name or "", *rest) for rest in command_names(info.typer_instance)
            ]
    return names


def _speak_utf8() -> None:
    """UTF-8 and LF on every platform; what UTF-8 cannot hold (half a surrogate pair) as ``\\udXXX``."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def _interrupted() -> ExitCode:
    complain("interrupted")
    return ExitCode.INTERRUPTED


def _closed_pipe() -> ExitCode:
    """The reader went away: say nothing more, also not at the interpreter's own last flush."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return ExitCode.CLOSED_PIPE
