"""A result as the contract's tree of JSON values; key order is part of the contract."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from dedup import __version__
from dedup.types import (
    Article,
    Change,
    Cluster,
    Document,
    Finding,
    Link,
    Mention,
    Pair,
    Paragraph,
    Place,
    Result,
    Span,
    StageCount,
)

SCHEMA = 1
TOOL = "dedup"

DECIMALS = 4  # of similarities

Tree = dict[str, Any]


LISTS: dict[str, Callable[[Any], Tree]]  # what has an item for each document, article, pair or finding


def of(result: Result) -> Tree:
    """The whole result."""
    return {
        **outline(result),
        **{name: list(map(make, getattr(result, name))) for name, make in LISTS.items()},
    }


def outline(result: Result) -> Tree:
    """The result with its long lists left empty."""
    return {
        "schema": SCHEMA,
        "tool": {"name": TOOL, "version": __version__},
        "settings": settings(result),
        "documents": [],
        "articles": [],
        "pairs": [],
        "clusters": [_cluster(cluster) for cluster in result.clusters],
        "findings": [],
        "stages": [_stage(stage) for stage in result.stages],
    }


def settings(result: Result) -> Tree:
    """Every setting that was in effect, by name."""
    return {name: _plain(value) for name, value in result.settings}


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return list(value)
    return dict(value) if isinstance(value, Mapping) else value


def document(of: Document) -> Tree:
    """A document, without its text."""
    tree = {
        "id": of.id,
        "path": of.path,
        "sha256": of.sha256,
        "encoding": of.encoding,
        "chars": of.chars,
        "title": of.title,
        "date": of.date,
        "whole": of.whole,
    }
    known = {"date": of.date, "title": of.title, **dict(of.meta)}
    if meta := {name: value for name, value in known.items() if value}:
        tree["meta"] = meta
    if of.boxes:
        tree["boxes"] = [list(box) for box in of.boxes]
    return tree


def article(of: Article) -> Tree:
    """An article."""
    title = of.title
    return {
        "id": of.id,
        "doc": of.doc,
        "title": title.text if title else None,
        "spans": _spans(of.spans),
        "title_span": [title.start, title.end] if title else None,
        "authors": list(of.authors),
        "dateline": of.dateline,
        "paragraphs": [_paragraph(paragraph) for paragraph in of.paragraphs],
    }


def _spans(spans: tuple[Span, ...]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def _paragraph(paragraph: Paragraph) -> Tree:
    return {"kind": paragraph.kind.value, "spans": _spans(paragraph.spans)}


def pair(of: Pair) -> Tree:
    """A pair with its changes."""
    return {
        "a": of.a,
        "b": of.b,
        "relation": of.relation.value,
        "jaccard": round(of.jaccard, DECIMALS),
        "cover_a": round(of.cover_a, DECIMALS),
        "cover_b": round(of.cover_b, DECIMALS),
        "map": [list(block) for block in of.map],
        "links": [_link(link) for link in of.links],
        "changes": [_change(change) for change in of.changes],
    }


def _link(link: Link) -> Tree:
    return {"a": list(link.a), "b": list(link.b), "kind": link.kind.value, "moved": link.moved}


def _change(change: Change) -> Tree:
    return {
        "code": change.code,
        "kind": change.kind,
        "op": change.op.value,
        "severity": change.severity.value,
        "cause": change.cause.value,
        "a": [_mention(mention) for mention in change.a],
        "b": [_mention(mention) for mention in change.b],
        "count": change.count,
        "message": change.message,
        "fingerprint": change.fingerprint,
        "evidence": list(change.evidence),
    }


def _mention(mention: Mention) -> Tree:
    return {
        "doc": mention.doc,
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "value": mention.value,
        "unit": mention.unit,
        "approx": mention.approx,
        "op": mention.op,
        "kind": mention.kind,
    }


def _cluster(cluster: Cluster) -> Tree:
    return {
        "id": cluster.id,
        "members": list(cluster.members),
        "keep": cluster.keep,
        "why": cluster.why,
    }


def finding(of: Finding) -> Tree:
    """A finding."""
    return {
        "code": of.code,
        "severity": of.severity.value,
        "message": of.message,
        "fingerprint": of.fingerprint,
        "where": _place(of.where),
        "also": [_place(place) for place in of.also],
    }


def _place(place: Place) -> Tree:
    tree: Tree = {"doc": place.doc, "start": place.start, "end": place.end, "line": place.line}
    return tree if place.page is None else {**tree, "page": place.page}


def _stage(stage: StageCount) -> Tree:
    counts: Tree = {"name": stage.name, "in": stage.n_in, "out": stage.n_out}
    return counts if stage.seconds is None else {**counts, "seconds": stage.seconds}


LISTS = {"documents": document, "articles": article, "pairs": pair, "findings": finding}
