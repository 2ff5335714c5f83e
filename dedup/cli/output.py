"""Where reports go: formats and files paired, written whole or not at all."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import typer

from dedup import codes
from dedup.errors import UsageError
from dedup.render import protocol
from dedup.render.protocol import Report, encoded
from dedup.types import Result, Severity

STDOUT = "-"


class Target(NamedTuple):
    """One report to write."""

    format: str
    output: str

    @property
    def folder(self) -> bool:
        """Whether the output takes an index and one page a pair."""
        return self.output != STDOUT and (self.output.endswith(("/", "\\")) or Path(self.output).is_dir())


def targets(formats: Sequence[str], outputs: Sequence[str]) -> tuple[Target, ...]:
    """Pair each ``-f`` with the ``-o`` of the same rank; a lone ``-o`` says its format by its suffix.

    Raises:
        UsageError: an unknown format, more outputs than can be told apart, two reports to one place.
    """
    known = protocol.names()
    for name in formats:
        if name not in known:
            raise UsageError(f"unknown format {name!r}", where="--format", hint=f"one of {', '.join(known)}")
    outputs = [*outputs, *[STDOUT] * (max(1, len(formats)) - len(outputs))]
    formats = [*formats, *(_by_suffix(output) for output in outputs[len(formats) :])]
    found = tuple(Target(f, o) for f, o in zip(formats, outputs, strict=True))
    if len({(target.output, target.folder and target.format) for target in found}) < len(found):
        raise UsageError(
            "two reports would go to one place", where="--output", hint="give each -f its own -o"
        )
    for target in found:
        if target.folder and not hasattr(protocol.load(target.format), "site"):
            raise UsageError(
                f"{target.format} reports are not folders", where=target.output, hint="name a file"
            )
        if target.output == STDOUT and protocol.is_binary(target.format) and sys.stdout.isatty():
            raise UsageError(
                f"a {target.format} report is not for a terminal",
                where="--output",
                hint="name a file with -o",
            )
    return found


def _by_suffix(output: str) -> str:
    if output == STDOUT:
        return "text"
    suffix = Path(output).suffix
    for name in protocol.names():
        if suffix and suffix == protocol.load(name).SUFFIX:
            return name
    raise UsageError("no format given for this output", where=output, hint="add -f FORMAT")


def left_out(result: Result, to: Sequence[Target]) -> int:
    """How many pairs the reports leave without a page: those of a format that says so."""
    counts = (getattr(protocol.load(target.format), "left_out", None) for target in to)
    return max((count(result) for count in counts if count), default=0)


def write(result: Result, target: Target, lang: str, *, colour: bool = False, explain: bool = False) -> None:
    """Render the result and put it where it goes; ``colour`` is for text on stdout, ``explain`` for text."""
    module: Any = protocol.load(target.format)
    if target.folder:
        for name, content in module.site(result, lang):
            save(Path(target.output) / name, content)
        return
    pieces = protocol.pieces(target.format, result, lang, explain=explain)
    if target.output != STDOUT:
        save(Path(target.output), pieces)
        return
    for piece in pieces:
        if isinstance(piece, bytes):
            sys.stdout.flush()
            sys.stdout.buffer.write(piece)
        else:
            sys.stdout.write(painted(piece) if colour and target.format == "text" else piece)


def wants_colour(asked: str) -> bool:
    """Whether stdout takes colour: as asked, else as NO_COLOR and FORCE_COLOR say, else on a terminal."""
    if asked != "auto":
        return asked == "always"
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or sys.stdout.isatty()


def painted(text: str) -> str:
    """The text with every finding code in the colour of its severity; nothing is said by colour alone."""
    colours = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}
    known = codes.rules()

    def paint(match: re.Match[str]) -> str:
        rule = known.get(match[0])
        return typer.style(match[0], fg=colours[rule.severity], bold=True) if rule else match[0]

    return re.sub(r"\b[A-Z]{3}\d{3}\b", paint, text)


def save(path: Path, content: Report | Iterable[Report]) -> None:
    """Write a file whole or not at all, at once or in pieces; its folder is made if needed."""
    with whole(path) as part, part.open("wb") as file:
        for piece in [content] if isinstance(content, str | bytes) else content:
            file.write(encoded(piece))


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """Where to write what takes the place of ``path`` once it is written without an error."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() and not path.is_file():  # a device or a pipe cannot be replaced
        yield path
        return
    part = path.with_name(f".{path.name}.part")
    try:
        yield part
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
