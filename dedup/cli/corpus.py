"""The corpus without its copies, as JSON lines: what stays, what goes, and why."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dedup.cli.output import save
from dedup.config import Settings
from dedup.types import Document, Pair, Result


def write(result: Result, settings: Settings, *, kept: Path | None, dropped: Path | None) -> None:
    """Write the articles that stay and those that go.

    Args:
        result: with the texts of all documents.
        settings: names of the fields.
        kept: file for every article that stays.
        dropped: file for the others, each with ``reason`` (its relation to the kept one, or
            ``same cluster`` where only others link them), ``twin`` (the kept one) and their similarity.
    """
    twins = {member: c.keep for c in result.clusters for member in c.members if member != c.keep}
    if kept is not None:
        save(kept, "".join(_line(row) for key, row in _rows(result, settings) if key not in twins))
    if dropped is not None:
        pairs = {frozenset((pair.a, pair.b)): pair for pair in result.pairs}
        lines = [
            _line({**row, **_reason(key, twins[key], pairs.get(frozenset((key, twins[key]))))})
            for key, row in _rows(result, settings)
            if key in twins
        ]
        save(dropped, "".join(lines))


def _rows(result: Result, settings: Settings) -> Iterator[tuple[str, dict[str, Any]]]:
    """Article id and corpus row of every article; a row of a corpus keeps its own id."""
    documents = {document.id: document for document in result.documents}
    for article in result.articles:
        document = documents[article.doc]
        row = {
            settings.id_field: _row_id(document) if document.whole else article.id,
            settings.title_field: document.title if document.whole else article.title and article.title.text,
            settings.date_field: document.date,
            settings.text_field: document.text if document.whole else article.text,
        }
        yield article.id, {name: value for name, value in row.items() if value is not None}


def _row_id(document: Document) -> str:
    return document.id.removeprefix(f"{document.path}:")


def _reason(member: str, twin: str, pair: Pair | None) -> dict[str, Any]:
    if pair is None:
        return {"reason": "same cluster", "twin": twin}
    relation = pair.relation if pair.a == member else pair.relation.mirrored
    return {"reason": relation.value, "twin": twin, "jaccard": round(pair.jaccard, 4)}


def _line(row: dict[str, Any]) -> str:
    return json.dumps(row, ensure_ascii=False) + "\n"
