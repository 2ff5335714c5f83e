"""Markdown that fits a comment on a pull request: a table for each pair, the rest counted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from dedup import codes
from dedup.render import _say
from dedup.types import Article, Change, Document, Pair, Result, Severity

SUFFIX = ".md"

_MOST = 65_536 - 200  # UTF-16 units of a comment, with room for the last line
_LONGEST = 80  # characters of a cell
_MARKS = re.compile(r"[\\`*_{}\[\]<>|~#&@$]")


class _Line(NamedTuple):
    """A line, and how many entries it stands for if it must be left out."""

    text: str
    entries: int = 0


def render(result: Result, lang: str) -> str:
    """What an editor must see, within the 65,536 characters that GitHub allows."""
    kept: list[str] = []
    size, left_out = 0, 0
    for line in _lines(result, lang):
        size += len(line.text.encode("utf-16-le", "surrogatepass")) // 2 + 1
        if size > _MOST:
            left_out += line.entries
        else:
            kept.append(line.text)
    if size > _MOST:
        kept += ["", _say.choose(lang, f"… 另有 {left_out} 项", f"… and {left_out} more")]
    return "\n".join(kept) + "\n"


def _lines(result: Result, lang: str) -> Iterator[_Line]:
    yield _Line(_summary(result, lang))
    articles = result.paired()
    documents = result.of_articles(articles.values())
    compared = [pair for pair in result.pairs if pair.map or pair.changes]
    for pair in compared:
        yield from _section(pair, articles, documents, lang)
    yield from _listed([pair for pair in result.pairs if not (pair.map or pair.changes)], articles, lang)
    others = [finding for finding in result.findings if finding.code.startswith("INP")]
    if others:
        yield _Line(f"\n### {_say.choose(lang, '输入', 'Inputs')}\n")
    for finding in others:
        where = f" {_code(finding.where.doc)}" if finding.where.doc else ""
        said = f"{finding.code} {_plain(finding.message)}"
        yield _Line(f"- {_say.severity(finding.severity, lang)}{where}: {said}", 1)


def _summary(result: Result, lang: str) -> str:
    counts = [sum(finding.severity is severity for finding in result.findings) for severity in Severity]
    sizes = [len(result.documents), len(result.articles), len(result.pairs)]
    zh = ("{} 个文件", "{} 篇文章", "{} 对版本", "{} 个错误", "{} 个警告", "{} 个提示")
    en = ("documents: {}", "articles: {}", "pairs: {}", "errors: {}", "warnings: {}", "notes: {}")
    said = [name.format(n) for name, n in zip(zh if lang == "zh" else en, [*sizes, *counts], strict=True)]
    return _say.choose(lang, f"## 版本比对\n\n{'，'.join(said)}", f"## Versions\n\n{', '.join(said)}")


def _section(
    pair: Pair, articles: dict[str, Article], documents: dict[str, Document], lang: str
) -> Iterator[_Line]:
    names = [_plain(_say.name(articles[article])) for article in (pair.a, pair.b)]
    yield _Line(f"\n### {_say.relation(pair.relation, lang)}: {names[0]} / {names[1]}\n", 1)
    said = _say.similarity(pair, lang)
    yield _Line(f"{said[0].upper()}{said[1:]}\n")
    pages = [_say.pages(articles[article], documents, lang) for article in (pair.a, pair.b)]
    yield _Line(f"- A: {_code(pair.a)}{pages[0]}\n- B: {_code(pair.b)}{pages[1]}\n")
    changes = _say.shown(pair.changes)
    if changes:
        heads = _say.choose(lang, "级别|差异|A|B|处|依据", "severity|difference|A|B|places|evidence")
        yield _Line(f"| {heads.replace('|', ' | ')} |\n|---|---|---|---|--:|---|")
        for change in changes:
            yield _Line(_row(change, lang), 1)
        yield _Line("")
    notes = _say.hidden(pair.changes, lang)
    if notes:
        yield _Line(_say.choose(lang, f"未列出的提示：{notes}", f"Notes not listed: {notes}"))
    elif not changes:
        said = _say.nothing(pair, lang)
        yield _Line(f"{said[0].upper()}{said[1:]}")


def _row(change: Change, lang: str) -> str:
    cells = (
        _say.severity(change.severity, lang),
        f"{change.code} {codes.label(change.code, lang)}",
        *(_plain(side) for side in _say.sides(change)),
        str(change.count),
        _plain("; ".join(change.evidence)),
    )
    return f"| {' | '.join(cells)} |"


def _listed(pairs: list[Pair], articles: dict[str, Article], lang: str) -> Iterator[_Line]:
    """Pairs that were not compared, or have nothing to compare, one a row."""
    if not pairs:
        return
    heads = _say.choose(lang, "关系|相似度|A|B", "relation|similarity|A|B")
    yield _Line(f"\n| {heads.replace('|', ' | ')} |\n|---|--:|---|---|")
    for pair in pairs:
        names = (f"{_plain(_say.name(articles[i]))} ({_plain(i)})" for i in (pair.a, pair.b))
        row = (_say.relation(pair.relation, lang), f"{pair.jaccard:.2f}", *names)
        yield _Line(f"| {' | '.join(row)} |", 1)


def _code(text: str) -> str:
    """The text as a code span, for names of files; not for table cells."""
    flat = _say.flat(text)
    fence = "`" * (1 + max(map(len, re.findall("`+", flat)), default=0))
    gap = " " if "`" in flat else ""
    return f"{fence}{gap}{flat}{gap}{fence}"


def _plain(text: str) -> str:
    """The text as itself: no markup, no table cell, no mention of a user or an issue, not too long.

    >>> print(_plain("*3* | @all"))
    \\*3\\* \\| \\@<!-- -->all
    """
    flat = _say.flat(text)
    flat = flat if len(flat) <= _LONGEST else flat[: _LONGEST - 1] + "…"
    return re.sub(r"(\\[@#])(?=\w)", r"\1<!-- -->", _MARKS.sub(r"\\\g<0>", flat))
