"""Word: version B with what differs from A as tracked changes, and comments on what an editor must see.

Accept all changes and the text is B, reject all and it is A. Of one pair the document holds nothing but
the article; of several, each begins on a page of its own below a line that names both versions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from dedup.render import _say
from dedup.render.docx import notes
from dedup.render.docx.apart import apart
from dedup.render.docx.body import Writer
from dedup.render.docx.merge import Flow, merge
from dedup.render.docx.package import pack
from dedup.render.html.index import page_name
from dedup.types import Article, Pair, Result

SUFFIX = ".docx"
BINARY = True


def render(result: Result, lang: str) -> bytes:
    """One document with every pair."""
    return _document(result, result.pairs, lang)


def site(result: Result, lang: str) -> Iterator[tuple[str, bytes]]:
    """File names and contents of a folder: one document a pair; if there is none, one that says so."""
    for pair in result.pairs:
        yield f"{page_name(pair)}.docx", _document(result, [pair], lang)
    if not result.pairs:
        yield "none.docx", render(result, lang)


def _document(result: Result, pairs: Sequence[Pair], lang: str) -> bytes:
    writer = Writer()
    articles = {article.id: article for article in result.articles}
    body: list[str] = []
    for pair in pairs:
        one, two = articles[pair.a], articles[pair.b]
        if len(pairs) > 1:
            body.append(writer.heading(names(one, two), first=not body))
        body += _tracked(pair, one, two, result, lang, writer)
    if not pairs:
        body.append(
            writer.plain(
                _say.choose(lang, "没有找到同一文章的不同版本。", "No versions of one article were found.")
            )
        )
        body += (writer.plain(line) for line in notes.inputs(result))
    title = names(*(articles[i] for i in (pairs[0].a, pairs[0].b))) if len(pairs) == 1 else "dedup"
    return pack(body, writer.comments, title, lang)


def names(one: Article, two: Article) -> str:
    """The line above a pair of several."""
    return f"{_say.name(one)} ({_say.flat(one.id)}) → {_say.name(two)} ({_say.flat(two.id)})"


def _tracked(
    pair: Pair, one: Article, two: Article, result: Result, lang: str, writer: Writer
) -> Iterable[str]:
    if not (one.paragraphs or two.paragraphs):
        said = f"{_say.relation(pair.relation, lang)}, {_say.similarity(pair, lang)}"
        return [writer.plain(_say.choose(lang, f"{said}；没有逐字比较。", f"{said}; not compared."))]
    flows = Flow(one), Flow(two)
    lines = apart(merge(*flows, pair.map, pair.links))
    return writer.tracked(lines, notes.of_pair(pair, (one, two), flows, result, lang))
