"""Plain text: one finding a line, then for each pair a table of what an editor must see."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.cells import cell_len, set_cell_size

from dedup import codes
from dedup.render import _say
from dedup.types import Article, Change, Document, Finding, Pair, Result

SUFFIX = ".txt"

_WIDEST = 36  # cells of what one version says, and of the evidence


def render(result: Result, lang: str) -> str:
    """The report as lines of text without colour; a Chinese character counts two cells."""
    return "".join(pieces(result, lang))


def explained(result: Result, lang: str) -> Iterator[str]:
    """The report with every change, notes too, each followed by its rule and the evidence."""
    return _lines(result, lang, explain=True)


def pieces(result: Result, lang: str) -> Iterator[str]:
    """The same as ``render``, line by line."""
    return _lines(result, lang, explain=False)


def _lines(result: Result, lang: str, *, explain: bool) -> Iterator[str]:
    for finding in result.findings:
        yield _finding(finding, lang).rstrip() + "\n"
    compared = [pair for pair in result.pairs if pair.map or pair.changes]
    articles = result.paired() if compared else {}
    documents = result.of_articles(articles.values())
    begun = bool(result.findings)
    for pair in compared:
        if begun:
            yield "\n"
        begun = True
        yield from (line.rstrip() + "\n" for line in _pair(pair, articles, documents, lang, explain))


def _finding(finding: Finding, lang: str) -> str:
    said = f"{finding.code} {_say.message(finding, lang)}"
    where = finding.where
    return f"{_say.flat(where.doc)}:{where.line}: {said}" if where.doc else said


def _pair(
    pair: Pair, articles: dict[str, Article], documents: dict[str, Document], lang: str, explain: bool
) -> Iterator[str]:
    colon = _say.choose(lang, "：", ": ")
    yield f"{_say.relation(pair.relation, lang)}{colon}{_say.similarity(pair, lang)}"
    for letter, article in (("A", pair.a), ("B", pair.b)):
        known = articles[article]
        yield f"  {letter}  {_say.flat(article)}  {_say.name(known)}{_say.pages(known, documents, lang)}"
    listed = list(pair.changes) if explain else _say.shown(pair.changes)
    rows = _table([_row(change, lang) for change in listed])
    for change, row in zip(listed, rows, strict=True):
        yield row
        if explain:
            yield _reasons(change, lang)
    notes = "" if explain else _say.hidden(pair.changes, lang)
    if notes:
        yield _say.choose(lang, f"  未列出的提示：{notes}", f"  notes not listed: {notes}")
    elif not listed:
        yield f"  {_say.nothing(pair, lang)}"


def _row(change: Change, lang: str) -> tuple[str, ...]:
    one, two = _say.sides(change)
    return (
        _say.severity(change.severity, lang),
        f"{change.code} {codes.label(change.code, lang)}",
        f"{_cut(one)} / {_cut(two)}",
        f"×{change.count}" if change.count > 1 else "",
        _cut(_say.flat("; ".join(change.evidence))),
    )


def _reasons(change: Change, lang: str) -> str:
    """By which rule a change was found, what it is, and the evidence, whole."""
    colon, comma = _say.choose(lang, "：", ": "), _say.choose(lang, "，", ", ")
    rule = f"{change.code} {codes.label(change.code, 'en')}"
    told = (rule, _say.op(change.op, lang), _say.cause(change.cause, lang))
    return f"      {comma.join(told)}{colon}{_say.flat('; '.join(change.evidence))}"


def _cut(text: str) -> str:
    """At most ``_WIDEST`` cells."""
    if cell_len(text) <= _WIDEST:
        return text
    return set_cell_size(text, _WIDEST - 1).rstrip() + "…"


def _table(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    widths = [max(map(cell_len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = [
            cell + " " * (width - cell_len(cell)) for cell, width in zip(row, widths, strict=True) if width
        ]
        yield "  " + "  ".join(cells)
