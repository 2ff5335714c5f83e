"""``dedup segment`` and ``dedup facts``: what one stage sees."""

from __future__ import annotations

import json
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from dedup.cli.exits import ExitCode
from dedup.cli.options import Common, takes
from dedup.types import Article, Boundary, Document, Finding, Mention, Segmentation, Span

_CONTEXT = 12  # characters shown on either side of a mention
_LINE = 40  # characters shown of a line where an article might have begun
_AUDIBLE = 0.05  # log-odds: a cue that weighs less is not shown to people


class Form(StrEnum):
    """Format of the output."""

    TEXT = "text"
    JSON = "json"


Paths = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH...", help="Files, folders, globs, or '-'; FILE:ROW of a corpus, FILE#n an article."
    ),
]
Format = Annotated[Form, typer.Option("-f", "--format", help="To be read by people, or JSON lines.")]
Output = Annotated[str, typer.Option("-o", "--output", metavar="FILE", help="'-' is stdout.")]
Explain = Annotated[bool, typer.Option("--explain", help="Add the evidence.")]


@takes(Common)
def segment(
    paths: Paths, options: Common, format: Format = Form.TEXT, output: Output = "-", explain: Explain = False
) -> int:
    """Show the articles of pages and their paragraphs.

    With --explain: every place where an article might have begun, and what spoke for and against it.

    \b
    Examples:
      dedup segment page.txt
      dedup segment pages/ -f json
      dedup segment page.txt --explain
    """
    from dedup.intake import among
    from dedup.segment import segment as cut

    def said(document: Document, number: int) -> Iterator[str]:
        found = cut(document, explain=explain)
        wanted = {article.id for article in among(found.articles, number, document)}
        for article, boundaries in _boundaries(found):
            if article.id not in wanted:
                continue
            if format is Form.TEXT:
                yield _article_text(article, boundaries if explain else ())
                continue
            row = article_row(article)
            if explain:
                row["boundaries"] = [_boundary_row(boundary) for boundary in boundaries]
            yield _as_json(row)

    return _run(paths, options, said, output)


@takes(Common)
def facts(
    paths: Paths, options: Common, format: Format = Form.TEXT, output: Output = "-", explain: Explain = False
) -> int:
    """Show every mention of a fact: numbers, dates, names and the rest, with its value.

    A short form of a name carries the full form that the text ties it to. With --explain: the words around.

    \b
    Examples:
      dedup facts page.txt
      dedup facts page.txt -f json
    """
    from dedup.facts import find
    from dedup.facts.aliases import aliases
    from dedup.intake import among
    from dedup.segment import segment as cut
    from dedup.text.lines import Lines
    from dedup.text.reading import Reading

    def said(document: Document, number: int) -> Iterator[str]:
        lines = Lines(document.text)
        for article in among(cut(document).articles, number, document):
            reading = Reading.of(article, document.text)
            found = find(reading)
            full = aliases(reading.plain, found)
            for fact in found:
                mention = reading.mention(fact)
                alias = full.get((fact.kind, fact.value))
                start, end = max(0, fact.start - _CONTEXT), fact.end + _CONTEXT
                if format is Form.TEXT:
                    text = f"{document.id}:{lines.at(mention.start)}: {_mention_text(mention)}"
                    text += f" = {alias}" if alias is not None else ""
                    if explain:
                        marked = f"[{reading.text[fact.start : fact.end]}]"
                        shown = reading.text[start : fact.start] + marked + reading.text[fact.end : end]
                        text += f"  …{' '.join(shown.split())}…"
                    yield text + "\n"
                    continue
                row = mention_row(mention, article.id)
                if alias is not None:
                    row["alias"] = alias
                if explain:
                    row["context"] = reading.text[start:end]
                yield _as_json(row)

    return _run(paths, options, said, output)


def _run(
    paths: list[str], options: Common, said: Callable[[Document, int], Iterable[str]], output: str
) -> ExitCode:
    """Read, show, and say what could not be read."""
    from dedup import intake
    from dedup.cli.output import save

    settings = options.settings()
    trouble = False
    written: list[str] = []
    put = sys.stdout.write if output == "-" else written.append
    for item in intake.wanted(paths, settings):
        if isinstance(item, Finding):
            trouble |= intake.is_unread(item)
            if intake.is_unread(item) or not options.quiet:
                sys.stderr.write(f"{item.where.doc}:{item.where.line}: {item.code} {item.message}\n")
            continue
        for text in said(*item):
            put(text)
    if output != "-":
        save(Path(output), "".join(written))
    return ExitCode.TROUBLE if trouble else ExitCode.CLEAN


def _as_json(row: dict[str, Any]) -> str:
    return json.dumps(row, ensure_ascii=False) + "\n"


def article_row(article: Article) -> dict[str, Any]:
    """An article as the contract's JSON line."""
    title = article.title
    return {
        "id": article.id,
        "doc": article.doc,
        "title": title and {"start": title.start, "end": title.end, "text": title.text},
        "authors": list(article.authors),
        "dateline": article.dateline,
        "spans": _spans(article.spans),
        "paragraphs": [
            {"kind": p.kind.value, "spans": _spans(p.spans), "text": p.text} for p in article.paragraphs
        ],
    }


def mention_row(mention: Mention, article: str) -> dict[str, Any]:
    """A mention as the contract's JSON line."""
    names = ("kind", "start", "end", "text", "value", "unit", "approx", "op")
    return {"doc": mention.doc, "article": article, **{name: getattr(mention, name) for name in names}}


def _spans(spans: Iterable[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def _boundaries(found: Segmentation) -> Iterator[tuple[Article, list[Boundary]]]:
    """Each article with the boundaries considered from its start to the start of the next."""
    starts = [min(span.start for span in article.spans) for article in found.articles]
    boundaries = sorted(found.boundaries, key=lambda boundary: boundary.start)
    at = [boundary.start for boundary in boundaries]
    ordered = sorted({*starts, sys.maxsize})
    for n, article in enumerate(found.articles):
        following = ordered[bisect_right(ordered, starts[n])]
        first = bisect_left(at, starts[n]) if n else 0
        yield article, boundaries[first : bisect_left(at, following)]


def _boundary_row(boundary: Boundary) -> dict[str, Any]:
    return {
        "line": boundary.line,
        "start": boundary.start,
        "text": boundary.text,
        "new_article": boundary.new_article,
        "score": round(boundary.score, 4),
        "cues": [{"name": cue.name, "weight": round(cue.weight, 4)} for cue in boundary.cues],
    }


def _article_text(article: Article, boundaries: Iterable[Boundary]) -> str:
    title = " ".join(article.title.text.split()) if article.title else "—"
    said = [f"{article.id}  {title}" + (f"  [{' '.join(article.authors)}]" if article.authors else "")]
    said += [
        f"  {p.kind.value:9} {p.start:6}–{p.end:<6} {' '.join(p.text.split())}" for p in article.paragraphs
    ]
    for boundary in boundaries:
        said += _boundary_text(boundary)
    return "\n".join(said) + "\n"


def _boundary_text(boundary: Boundary) -> Iterator[str]:
    """The verdict and what spoke for and against a new article, what weighs most first."""
    verdict = "new article" if boundary.new_article else "same article"
    if any(cue.name.startswith("goes-back:") for cue in boundary.cues):
        verdict = "goes on with an earlier article"
    text = boundary.text if len(boundary.text) <= _LINE else boundary.text[: _LINE - 1] + "…"
    yield f"  ? line {boundary.line} {text}: {verdict} ({boundary.score:+.2f})"
    told = sorted(boundary.cues, key=lambda cue: (-abs(cue.weight), cue.name))
    for side, sign in (("for", 1), ("against", -1)):
        heard = [f"{c.name} {c.weight:+.2f}" for c in told if sign * c.weight >= _AUDIBLE]
        if heard:
            yield f"      {side}: {', '.join(heard)}"


def _mention_text(mention: Mention) -> str:
    value = f"{mention.op}{mention.value}{mention.approx} {mention.unit}".rstrip()
    return f"{mention.kind} {value}  {' '.join(mention.text.split())}"
