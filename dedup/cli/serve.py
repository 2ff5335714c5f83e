"""``dedup serve``: the editor's workbench."""

from __future__ import annotations

import webbrowser
from typing import Annotated

import typer

from dedup.cli.exits import ExitCode
from dedup.cli.options import Reporting, takes
from dedup.errors import UsageError

_OFFERED = ("lang", "config", "encoding", "threshold", "select", "ignore")


@takes(Reporting, only=_OFFERED)
def serve(
    options: Reporting,
    against: Annotated[
        list[str] | None,
        typer.Option("--against", metavar="BASE", help="What a new text can be held against (repeatable)."),
    ] = None,
    port: Annotated[
        int,
        typer.Option("--port", min=0, max=65_535, help="Port on 127.0.0.1; 0 takes a free one."),
    ] = 8383,
    browse: Annotated[bool, typer.Option("--open", help="Open the page in the browser.")] = False,
) -> int:
    """Compare what is dropped on a page in the browser, on this computer only.

    The page takes two files or texts, or with --against one file or text against a folder. Nothing that is
    sent is kept, and nothing but 127.0.0.1 is listened on. Ends with Ctrl-C.

    \b
    Examples:
      dedup serve --open
      dedup serve --against archive/
    """
    from dedup.web.server import Workbench
    from dedup.web.server import serve as run

    def ready(address: str) -> None:
        typer.echo(f"{address}  (Ctrl-C ends it)", err=True)
        if browse:
            webbrowser.open(address)

    try:
        run(Workbench(options.settings(), tuple(against or ()), port), ready)
    except KeyboardInterrupt:
        return ExitCode.CLEAN
    except OSError as error:
        raise UsageError(error.strerror or str(error), where=f"port {port}", hint="try --port 0") from None
    return ExitCode.CLEAN
