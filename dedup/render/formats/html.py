"""HTML: one offline page a pair, one a story of three and more versions, and an index for a run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from dedup.render.html import page
from dedup.render.html.index import (
    FIRST,
    Chosen,
    choose,
    index_view,
    page_name,
    pairs_of,
    story_name,
)
from dedup.render.html.story import story_view
from dedup.render.html.terms import Terms
from dedup.render.html.view import PairView, Sources, pair_view
from dedup.types import Cluster, Pair, Result

SUFFIX = ".html"
INDEX = "index.html"


def render(result: Result, lang: str) -> str:
    """One self-contained page: the pair, or the index with all stories and pairs below it."""
    run = _Run.of(result, lang)
    if len(result.pairs) == len(run.chosen.pairs) == 1 and not run.chosen.clusters:
        return run.pair_page(result.pairs[0], "")
    return run.index_page("#{}", whole=True)


def site(result: Result, lang: str) -> Iterator[tuple[str, str]]:
    """File names and contents of a folder: an index, and a page a pair and a story."""
    run = _Run.of(result, lang)
    yield INDEX, run.index_page("{}.html", whole=False)
    for cluster in run.chosen.clusters:
        yield f"{story_name(cluster)}.html", run.story_page(cluster, INDEX)
    for pair in run.chosen.pairs:
        yield f"{page_name(pair)}.html", run.pair_page(pair, INDEX)


def left_out(result: Result) -> int:
    """How many pairs get no page because of the setting ``pages``."""
    return _Run.of(result, "en").chosen.left


class _Run(NamedTuple):
    """A result with what all its pages need."""

    result: Result
    terms: Terms
    sources: Sources
    grouped: Mapping[str, Sequence[Pair]]
    chosen: Chosen

    @classmethod
    def of(cls, result: Result, lang: str) -> _Run:
        bound = dict(result.settings).get("pages", 0)
        grouped = pairs_of(result)
        chosen = choose(result, grouped, bound if isinstance(bound, int) else 0)
        return cls(result, Terms(lang), Sources.of(result), grouped, chosen)

    def pair_page(self, pair: Pair, back: str) -> str:
        view = self._pair(pair)
        return page.render("one", self.result, self.terms, view.id, view=view, back=back)

    def story_page(self, cluster: Cluster, back: str) -> str:
        links = {id(pair): f"{page_name(pair)}.html" for pair in self.chosen.pairs}
        view = story_view(self.sources, cluster, self._pairs(cluster), self.terms, story_name(cluster), links)
        rows = page.data({"pairs": view.pairs})
        return page.render(
            "story", self.result, self.terms, view.id, view=view, back=back, rows=rows, first=FIRST
        )

    def index_page(self, href: str, *, whole: bool) -> str:
        view = index_view(self.result, self.sources, self.terms, self.grouped, self.chosen, href)
        links = {id(pair): href.format(page_name(pair)) for pair in self.chosen.pairs}
        return page.render(
            "whole" if whole and self.chosen.pairs else "index",
            self.result,
            self.terms,
            "index",
            view=view,
            views=[self._pair(pair, f"p{n}") for n, pair in enumerate(self.chosen.pairs)] if whole else [],
            stories=[
                story_view(self.sources, c, self._pairs(c), self.terms, story_name(c), links)
                for c in (self.chosen.clusters if whole else ())
            ],
            rows=page.data({"stories": view.stories, "pairs": view.pairs, "pages": view.pages}),
            first=FIRST,
        )

    def _pair(self, pair: Pair, key: str = "p") -> PairView:
        return pair_view(self.sources, pair, self.terms, page_name(pair), key)

    def _pairs(self, cluster: Cluster) -> Sequence[Pair]:
        return self.grouped.get(cluster.id, ())
