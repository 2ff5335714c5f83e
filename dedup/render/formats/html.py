"""One offline HTML page a pair, and an index for a run."""

from __future__ import annotations

from collections.abc import Iterator

from dedup.render.html.page import INDEX, index_page, page_name, pair_page
from dedup.render.html.view import Sources
from dedup.types import Result

SUFFIX = ".html"


def render(result: Result, lang: str) -> str:
    """One self-contained page: the pair, or the index with all pairs below it."""
    sources = Sources.of(result)
    if len(result.pairs) == 1:
        return pair_page(result, sources, result.pairs[0], lang)
    return index_page(result, sources, lang, whole=True)


def site(result: Result, lang: str) -> Iterator[tuple[str, str]]:
    """File names and contents of a folder: an index, and one page a pair."""
    sources = Sources.of(result)
    yield INDEX, index_page(result, sources, lang, whole=False)
    for pair in result.pairs:
        yield f"{page_name(pair)}.html", pair_page(result, sources, pair, lang, back=INDEX)
