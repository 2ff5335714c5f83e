"""``dedup archive``: the persistent index of everything already published."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dedup.cli.exits import ExitCode
from dedup.cli.options import Common, Reporting, takes
from dedup.errors import InputError

if TYPE_CHECKING:
    from dedup.archive import Added, Info

app = typer.Typer(
    name="archive",
    rich_markup_mode=None,
    no_args_is_help=True,
    help="Keep everything published, and find versions of it.",
)

Place = Annotated[
    str, typer.Argument(metavar="ARCHIVE", help="A folder, or postgresql://USER@HOST/DATABASE.")
]
Paths = Annotated[
    list[str], typer.Argument(metavar="PATH...", help="Files, folders, globs, '-', or an exported archive.")
]
Wait = Annotated[
    float, typer.Option("--wait", metavar="SECONDS", min=0, help="How long to wait for another writer.")
]
_WAIT = 60.0


class Form(StrEnum):
    """Format of the output."""

    TEXT = "text"
    JSON = "json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Storing(Common):
    """Options of the command that stores documents."""

    threshold: Annotated[
        float | None,
        typer.Option(
            "-t",
            "--threshold",
            metavar="J",
            help="Least similarity the archive can be asked for; chosen when it is made.",
        ),
    ] = None
    jobs: Annotated[int, typer.Option("--jobs", min=0, help="Processes; 0 takes one per processor.")] = 1
    batch: Annotated[
        int, typer.Option("--batch", metavar="N", min=1, help="Documents stored and confirmed together.")
    ] = 8_000


@app.callback()
def _archive() -> None:
    """Keep everything published, and find versions of it."""


@app.command()
@takes(Storing)
def add(place: Place, paths: Paths, options: Storing, wait: Wait = _WAIT) -> int:
    """Store documents; a known id with other content is replaced. Makes the archive if it is not there.

    Each line on stdout confirms what is safe on disk, whatever happens next. Running the same command
    again is harmless: what is there already is left alone.

    \b
    Examples:
      dedup archive add archive/ 2020/*.jsonl --jobs 2
      dedup archive add postgresql://desk@db/news today/
      dedup archive export old/ -o articles.jsonl && dedup archive add new/ articles.jsonl
    """
    from dedup.archive import Archive
    from dedup.cli.progress import progress
    from dedup.intake import is_unread

    settings = options.settings(threshold=options.threshold)
    with Archive(place, settings, create=True, wait=wait) as archive, progress(options) as told:

        def confirmed(so_far: Added, last: str) -> None:
            if not options.quiet:
                print(f"stored {sum(so_far[:3])} documents, up to {last}", flush=True)  # noqa: T201

        done = archive.add(
            paths,
            settings,
            jobs=options.jobs or os.cpu_count() or 1,
            batch=options.batch,
            confirmed=confirmed,
            progress=told,
        )
        name = archive.name
    for finding in done.findings:
        if is_unread(finding) or not options.quiet:
            sys.stderr.write(f"{finding.where.doc}:{finding.where.line}: {finding.code} {finding.message}\n")
    typer.echo(f"{name}: {done.added} added, {done.updated} updated, {done.unchanged} unchanged")
    return ExitCode.TROUBLE if any(map(is_unread, done.findings)) else ExitCode.CLEAN


@app.command()
@takes(Reporting)
def check(
    place: Place,
    paths: Annotated[list[str], typer.Argument(metavar="NEW...", help="Files, folders, globs, or '-'.")],
    options: Reporting,
) -> int:
    """Report which versions of these articles are in the archive, in numbers only.

    ``dedup find NEW --against ARCHIVE`` also compares their facts.

    \b
    Examples:
      dedup archive check archive/ today/*.txt
      dedup archive check archive/ today.jsonl -f csv -o known.csv
    """
    from dedup import pipeline
    from dedup.archive import Archive
    from dedup.cli import report
    from dedup.cli.progress import progress

    settings = options.settings()
    targets = report.targets(options)
    Archive(place, settings).close()  # there is none, or it cannot be asked: said before anything is read
    with progress(options) as told:
        result = pipeline.find(
            paths,
            settings,
            against=(place,),
            compare=False,
            jobs=options.processes,
            notes=options.verbose,
            timings=options.timings,
            progress=told,
        )
    return report.finish(result, settings, targets, options)


@app.command()
def remove(
    place: Place,
    ids: Annotated[
        list[str], typer.Argument(metavar="ID...", help="Ids of documents, as reports name them.")
    ],
    wait: Wait = _WAIT,
) -> int:
    """Remove documents, all of those named or none.

    \b
    Example:
      dedup archive remove archive/ 2020/06.jsonl:20200612-03 today/page1.txt
    """
    from dedup.archive import Archive

    with Archive(place, wait=wait) as archive:
        typer.echo(f"{archive.name}: {archive.remove(ids)} removed")
    return ExitCode.CLEAN


@app.command()
def info(
    place: Place,
    format: Annotated[
        Form, typer.Option("-f", "--format", help="To be read by people, or a JSON object.")
    ] = Form.TEXT,
) -> int:
    """Show how much an archive holds, since when, and how it was made.

    \b
    Examples:
      dedup archive info archive/
      dedup archive info archive/ -f json
    """
    from dedup.archive import Archive

    with Archive(place) as archive:
        found = archive.info()
    typer.echo(json.dumps(found._asdict(), ensure_ascii=False) if format is Form.JSON else _said(found))
    return ExitCode.CLEAN


def _said(found: Info) -> str:
    dates = f"{found.first_date} to {found.last_date}" if found.first_date else "none"
    return "\n".join(
        (
            f"{found.archive}: {found.documents} documents, {found.articles} articles, "
            f"{found.texts} different texts",
            f"dates of publication: {dates}",
            f"made {found.created}, changed {found.changed}",
            f"{found.store}, format {found.format}, {found.bytes / 1e6:.1f} MB, "
            f"{found.postings} postings in {found.runs} runs",
            f"similarity from {found.threshold}: {found.bands} bands of {found.rows} of {found.permutations} "
            f"values, shingles of {found.shingle} characters, 1 of {found.sample} sampled, "
            f"articles from {found.shortest} letters",
        )
    )


@app.command()
@takes(Common, only=("quiet",))
def verify(
    place: Place,
    options: Common,
    full: Annotated[
        bool, typer.Option("--full", help="Look at every document and posting, not at a thousand.")
    ] = False,
) -> int:
    """Check that an archive is sound: the database, the texts, and that the index follows from the texts.

    Exit code 1 if something is wrong: each line says what, and how to repair it.

    \b
    Examples:
      dedup archive verify archive/
      dedup archive verify archive/ --full
    """
    from dedup.archive import Archive
    from dedup.cli.progress import progress

    with Archive(place) as archive, progress(options) as told:
        wrong = archive.verify(full=full, progress=told)
        name = archive.name
    for said in wrong:
        typer.echo(f"{name}: {said}")
    if not wrong:
        typer.echo(f"{name}: sound")
    return ExitCode.FINDINGS if wrong else ExitCode.CLEAN


@app.command()
@takes(Common, only=("quiet",))
def compact(
    place: Place,
    options: Common,
    rebuild: Annotated[
        bool, typer.Option("--rebuild", help="Also make the whole index anew from the texts.")
    ] = False,
    wait: Wait = _WAIT,
) -> int:
    """Give the space of removed and replaced documents back, and make look-ups as fast as they can be.

    \b
    Examples:
      dedup archive compact archive/
      dedup archive compact archive/ --rebuild
    """
    from dedup.archive import Archive
    from dedup.cli.progress import progress

    with Archive(place, wait=wait) as archive, progress(options) as told:
        before = archive.info().bytes
        archive.compact(rebuild=rebuild, progress=told)
        after = archive.info().bytes
        typer.echo(f"{archive.name}: {before / 1e6:.1f} MB before, {after / 1e6:.1f} MB now")
    return ExitCode.CLEAN


@app.command()
def export(
    place: Place,
    output: Annotated[str, typer.Option("-o", "--output", metavar="FILE", help="'-' is stdout.")] = "-",
) -> int:
    """Write every document as a line of JSON, from which ``add`` makes the same archive again.

    \b
    Example:
      dedup archive export archive/ -o articles.jsonl
    """
    from dedup.archive import Archive

    with Archive(place) as archive:
        if output == "-":
            sys.stdout.writelines(archive.export())
        else:
            _save(Path(output), archive.export())
    return ExitCode.CLEAN


def _save(path: Path, lines: Iterable[str]) -> None:
    """Write a file whole or not at all, without holding it in memory."""
    part = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("w", encoding="utf-8", errors="surrogatepass", newline="\n") as file:
            file.writelines(lines)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise InputError(error.strerror or str(error), where=str(path), hint="name another file") from None
    except BaseException:
        part.unlink(missing_ok=True)
        raise
