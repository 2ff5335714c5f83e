"""A result as the contract's tree of JSON values; key order is part of the contract."""

from __future__ import annotations

from collections.abc import Mapping
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

_DECIMALS = 4  # of similarities

Tree = dict[str, Any]


def of(result: Result) -> Tree:
    """The whole result."""
    return {
        "schema": SCHEMA,
        "tool": {"name": TOOL, "version": __version__},
        "settings": settings(result),
        "documents": [_document(document) for document in result.documents],
        "articles": [_article(article) for article in result.articles],
        "pairs": [_pair(pair) for pair in result.pairs],
        "clusters": [_cluster(cluster) for cluster in result.clusters],
        "findings": [_finding(finding) for finding in result.findings],
        "stages": [_stage(stage) for stage in result.stages],
    }


def settings(result: Result) -> Tree:
    """Every setting that was in effect, by name."""
    return {name: _plain(value) for name, value in result.settings}


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return list(value)
    return dict(value) if isinstance(value, Mapping) else value


def _document(document: Document) -> Tree:
    return {
        "id": document.id,
        "path": document.path,
        "sha256": document.sha256,
        "encoding": document.encoding,
        "chars": document.chars,
        "title": document.title,
        "date": document.date,
        "whole": document.whole,
    }


def _article(article: Article) -> Tree:
    title = article.title
    return {
        "id": article.id,
        "doc": article.doc,
        "title": title.text if title else None,
        "spans": _spans(article.spans),
        "title_span": [title.start, title.end] if title else None,
        "authors": list(article.authors),
        "dateline": article.dateline,
        "paragraphs": [_paragraph(paragraph) for paragraph in article.paragraphs],
    }


def _spans(spans: tuple[Span, ...]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def _paragraph(paragraph: Paragraph) -> Tree:
    return {"kind": paragraph.kind.value, "spans": _spans(paragraph.spans)}


def _pair(pair: Pair) -> Tree:
    return {
        "a": pair.a,
        "b": pair.b,
        "relation": pair.relation.value,
        "jaccard": round(pair.jaccard, _DECIMALS),
        "cover_a": round(pair.cover_a, _DECIMALS),
        "cover_b": round(pair.cover_b, _DECIMALS),
        "map": [list(block) for block in pair.map],
        "links": [_link(link) for link in pair.links],
        "changes": [_change(change) for change in pair.changes],
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


def _finding(finding: Finding) -> Tree:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message,
        "fingerprint": finding.fingerprint,
        "where": _place(finding.where),
        "also": [_place(place) for place in finding.also],
    }


def _place(place: Place) -> Tree:
    return {"doc": place.doc, "start": place.start, "end": place.end, "line": place.line}


def _stage(stage: StageCount) -> Tree:
    counts: Tree = {"name": stage.name, "in": stage.n_in, "out": stage.n_out}
    return counts if stage.seconds is None else {**counts, "seconds": stage.seconds}
