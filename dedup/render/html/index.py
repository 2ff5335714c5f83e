"""What the index of a run shows: stories and pairs as rows of tables, plots, what became of the inputs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from dedup.render import _say
from dedup.render.html import plots
from dedup.render.html.plots import Plot
from dedup.render.html.terms import Terms
from dedup.render.html.view import Sources
from dedup.text.fingerprint import fingerprint
from dedup.types import Article, Cluster, Finding, Pair, Result, Severity

FIRST = 100  # rows of a table that are in the page itself; a script draws the others
_NAMED = 3  # sources that a row names


class Story(NamedTuple):
    """A cluster, or a lone pair, as a row: texts and numbers only, as they go into the page's data."""

    title: str
    href: str
    versions: int
    sources: str
    dates: str
    alike: str
    lowest: float
    errors: int
    warnings: int


class PairRow(NamedTuple):
    """A pair as a row."""

    a: str
    href: str
    a_id: str
    b: str
    b_id: str
    relation: str
    similarity: float
    errors: int
    warnings: int


@dataclass(frozen=True, slots=True)
class IndexView:
    """Everything the template of the index needs."""

    documents: int
    articles: int
    stories: tuple[Story, ...]
    pairs: tuple[PairRow, ...]
    conflicts: int
    alike: Plot
    time: Plot
    inputs: tuple[Finding, ...]
    pages: tuple[str, ...]
    left: int

    @property
    def twins(self) -> bool:
        """Whether every story has two versions, so that a list of pairs would say the same once more."""
        return len(self.pairs) == len(self.stories) and all(story.versions == 2 for story in self.stories)


class Chosen(NamedTuple):
    """Pairs and clusters that get pages of their own, and how many pairs get none for the limit."""

    pairs: tuple[Pair, ...]
    clusters: tuple[Cluster, ...]
    left: int


def page_name(pair: Pair) -> str:
    """The name of a pair's page: the same in every run as long as the two articles keep their ids."""
    return f"pair-{fingerprint(pair.a, pair.b)[:12]}"


def story_name(cluster: Cluster) -> str:
    """The name of a cluster's page: stable while the member whose id sorts first stays."""
    return f"story-{cluster.id}"


def choose(result: Result, grouped: Mapping[str, Sequence[Pair]], bound: int) -> Chosen:
    """Which pairs and clusters get pages: of those that were compared the ones with most conflicts.

    Args:
        result: the whole result.
        grouped: its pairs by cluster.
        bound: how many pairs, and how many clusters, at most; 0 for all.
    """
    compared = [pair for pair in result.pairs if pair.links or pair.map]
    stories = [
        c for c in result.clusters if len(c.members) > 2 and any(p.links for p in grouped.get(c.id, ()))
    ]
    if not bound:
        return Chosen(tuple(compared), tuple(stories), 0)
    kept = {id(pair) for pair in sorted(compared, key=_worst)[:bound]}
    stories = sorted(stories, key=lambda c: min(map(_worst, grouped[c.id])))[:bound]
    named = {c.id for c in stories}
    return Chosen(
        tuple(pair for pair in compared if id(pair) in kept),
        tuple(c for c in result.clusters if c.id in named),
        max(0, len(compared) - bound),
    )


def _worst(pair: Pair) -> tuple[int, int]:
    errors, warnings = severe(pair)
    return -errors, -warnings


def severe(pair: Pair) -> tuple[int, int]:
    """How many conflicts and warnings a pair has."""
    return (
        sum(c.severity is Severity.ERROR for c in pair.changes),
        sum(c.severity is Severity.WARNING for c in pair.changes),
    )


def pairs_of(result: Result) -> Mapping[str, Sequence[Pair]]:
    """The pairs of each cluster, by its id."""
    home = {member: cluster.id for cluster in result.clusters for member in cluster.members}
    found: defaultdict[str, list[Pair]] = defaultdict(list)
    for pair in result.pairs:
        if pair.a in home:
            found[home[pair.a]].append(pair)
    return found


def index_view(
    result: Result,
    sources: Sources,
    terms: Terms,
    grouped: Mapping[str, Sequence[Pair]],
    chosen: Chosen,
    href: str,
) -> IndexView:
    """The view of a run; ``href`` makes a link of the name of a page."""
    links = {id(pair): href.format(page_name(pair)) for pair in chosen.pairs}
    linked = {cluster.id: href.format(story_name(cluster)) for cluster in chosen.clusters}
    pairs = tuple(_pair_row(pair, sources, terms, links.get(id(pair), "")) for pair in result.pairs)
    stories = tuple(
        _story(cluster, grouped.get(cluster.id, ()), sources, terms, linked, links)
        for cluster in result.clusters
    )
    members = dict.fromkeys(member for cluster in result.clusters for member in cluster.members)
    dates = [sources.documents[sources.articles[member].doc].date or "" for member in members]
    return IndexView(
        documents=len(result.documents),
        articles=len(result.articles),
        stories=tuple(sorted(stories, key=lambda s: (-s.errors, -s.warnings, -s.versions))),
        pairs=tuple(sorted(pairs, key=lambda p: (-p.errors, -p.warnings))),
        conflicts=sum(row.errors for row in pairs),
        alike=plots.similarity(pair.jaccard for pair in result.pairs),
        time=plots.over_time(dates),
        inputs=tuple(f for f in result.findings if f.code.startswith("INP")),
        pages=tuple(page_name(pair) for pair in chosen.pairs),
        left=chosen.left,
    )


def _pair_row(pair: Pair, sources: Sources, terms: Terms, href: str) -> PairRow:
    a, b = (title(sources.articles[name], terms) for name in (pair.a, pair.b))
    names = _say.flat(pair.a), _say.flat(pair.b)
    return PairRow(
        a, href, names[0], b, names[1], terms.relation(pair.relation), round(pair.jaccard, 2), *severe(pair)
    )


def _story(
    cluster: Cluster,
    pairs: Sequence[Pair],
    sources: Sources,
    terms: Terms,
    linked: Mapping[str, str],
    links: Mapping[int, str],
) -> Story:
    docs = [sources.documents[sources.articles[member].doc] for member in cluster.members]
    counts = [severe(pair) for pair in pairs]
    alike = [round(pair.jaccard, 2) for pair in pairs] or [0.0]
    low, high = min(alike), max(alike)
    href = linked.get(cluster.id) or next((links[id(p)] for p in pairs if id(p) in links), "")
    return Story(
        title(sources.articles[cluster.keep], terms),
        href,
        len(cluster.members),
        _few(dict.fromkeys(_say.flat(doc.id) for doc in docs), terms),
        _range(sorted({doc.date for doc in docs if doc.date})),
        f"{low:.2f}" if low == high else f"{low:.2f}–{high:.2f}",
        low,
        sum(errors for errors, _ in counts),
        sum(warnings for _, warnings in counts),
    )


def title(article: Article, terms: Terms) -> str:
    """What a row calls an article."""
    return _say.name(article) or terms["untitled"]


def _few(names: Iterable[str], terms: Terms) -> str:
    every = list(names)
    said = terms.comma.join(every[:_NAMED])
    return said if len(every) <= _NAMED else f"{said} +{len(every) - _NAMED}"


def _range(dates: Sequence[str]) -> str:
    return "" if not dates else dates[0] if len(dates) == 1 else f"{dates[0]} – {dates[-1]}"
