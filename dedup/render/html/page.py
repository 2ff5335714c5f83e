"""HTML pages: one offline file each, no markup from any document, nothing loaded from anywhere."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from dedup.render.html.terms import Terms
from dedup.render.html.view import FactRow, PairView, Sources, only, pair_view
from dedup.text.fingerprint import fingerprint
from dedup.types import Article, Op, Pair, Result, Severity

INDEX = "index.html"


class Entry(NamedTuple):
    """One pair in the list of pairs."""

    href: str
    a: str
    a_id: str
    b: str
    b_id: str
    relation: str
    jaccard: float
    errors: int
    warnings: int


class ClusterEntry(NamedTuple):
    """One cluster in the list of clusters."""

    title: str
    members: tuple[str, ...]
    size: int
    keep: str
    why: str


def page_name(pair: Pair) -> str:
    """The name of a pair's page: the same in every run as long as the two articles keep their ids."""
    return f"pair-{fingerprint(pair.a, pair.b)[:12]}"


def pair_page(result: Result, sources: Sources, pair: Pair, lang: str, back: str = "") -> str:
    """The page of one pair; ``back`` is a link to the index, if there is one."""
    terms = Terms(lang)
    view = pair_view(sources, pair, terms, page_name(pair))
    return _render("one.html.jinja", result, terms, view=view, back=back)


def index_page(result: Result, sources: Sources, lang: str, *, whole: bool) -> str:
    """The index of a run; ``whole`` puts all pairs into the same page."""
    terms = Terms(lang)
    articles = sources.articles
    views = [pair_view(sources, pair, terms, page_name(pair)) for pair in result.pairs] if whole else []
    entries = [_entry(pair, articles, terms, "#{}" if whole else "{}.html") for pair in result.pairs]
    clusters = [
        ClusterEntry(_title(articles[c.keep], terms), c.members, len(c.members), c.keep, c.why)
        for c in result.clusters
    ]
    return _render(
        "index.html.jinja",
        result,
        terms,
        entries=entries,
        clusters=clusters,
        views=views,
        conflicts=sum(entry.errors for entry in entries),
        inputs=[f for f in result.findings if f.code.startswith("INP")],
    )


def _entry(pair: Pair, articles: Mapping[str, Article], terms: Terms, href: str) -> Entry:
    return Entry(
        href=href.format(page_name(pair)),
        a=_title(articles[pair.a], terms),
        a_id=pair.a,
        b=_title(articles[pair.b], terms),
        b_id=pair.b,
        relation=terms.relation(pair.relation),
        jaccard=pair.jaccard,
        errors=sum(c.severity is Severity.ERROR for c in pair.changes),
        warnings=sum(c.severity is Severity.WARNING for c in pair.changes),
    )


def _title(article: Article, terms: Terms) -> str:
    return article.title.text if article.title and article.title.text else terms["untitled"]


def _render(template: str, result: Result, terms: Terms, **values: object) -> str:
    style, script = _asset("style.css"), _asset("app.js")
    return _template(template).render(
        t=terms.all(),
        result=result,
        style=style,
        script=script,
        style_hash=_hash(style),
        script_hash=_hash(script),
        tool="dedup",
        settings=[(key, value) for key, value in result.settings if value not in ("", {}, ())],
        only=_only,
        **values,
    )


def _only(view: PairView, op: str) -> Sequence[FactRow]:
    return only(view, Op(op))


@cache
def _template(name: str) -> Template:
    environment = Environment(
        loader=PackageLoader("dedup.render", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=False,
        keep_trailing_newline=True,
    )
    return environment.get_template(name)


@cache
def _asset(name: str) -> Markup:
    """A style sheet or script of the package: the only markup that is not escaped."""
    return Markup(files("dedup.render").joinpath("templates", name).read_text("utf-8"))


def _hash(text: str) -> Markup:
    """The source expression by which a Content-Security-Policy admits one inline element."""
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return Markup("sha256-" + base64.b64encode(digest).decode("ascii"))


__all__ = ["INDEX", "index_page", "page_name", "pair_page"]
