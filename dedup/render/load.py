"""A JSON report back into the result it was made from; the documents are read again and checked."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import Any

from dedup import ingest
from dedup.config import Settings, with_values
from dedup.errors import ConfigError, InputError
from dedup.render._tree import SCHEMA
from dedup.types import (
    Article,
    Block,
    Box,
    Cause,
    Change,
    Cluster,
    Document,
    Finding,
    Link,
    LinkKind,
    Mention,
    Op,
    Pair,
    Paragraph,
    ParagraphKind,
    Place,
    Relation,
    Result,
    Severity,
    Span,
    StageCount,
    Title,
)

_AGAIN = "run dedup find or diff again"

Tree = dict[str, Any]


def load(text: str, where: str = "") -> Result:
    """The result that a JSON report of ``find`` or ``diff`` holds.

    Similarities come back with the 4 decimals of the report. Texts come back for the documents whose
    articles are shown with their paragraphs, as in the first place.

    Args:
        text: the report.
        where: what to call it in errors.

    Raises:
        InputError: no such report, or a document of it is missing or has changed since.
    """
    try:
        tree = json.loads(text)
        if tree["schema"] != SCHEMA:
            hint = f"this version reads schema {SCHEMA}: {_AGAIN}"
            raise InputError(f"has schema {tree['schema']!r}", where=where, hint=hint)
        settings = with_values(Settings(), tree["settings"], where)
        texts = _texts(tree, settings)
        return _result(tree, settings, texts)
    except ConfigError as error:
        raise InputError(error.what, where=where, hint=_AGAIN) from None
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError):
        hint = "make one with: dedup find … -f json -o RESULT.json"
        raise InputError("not a result of find or diff", where=where, hint=hint) from None


def _texts(tree: Tree, settings: Settings) -> dict[str, str]:
    """The raw text of every document that the report shows paragraphs of."""
    shown = {row["doc"] for row in tree["articles"] if row["paragraphs"]}
    rows = {row["id"]: row for row in tree["documents"] if row["id"] in shown}
    texts: dict[str, str] = {}
    for document in _read({_file(row["path"]): None for row in rows.values()}, rows, settings):
        row = rows[document.id]
        if (document.sha256, document.chars) != (row["sha256"], row["chars"]):
            raise InputError("has changed since the result was made", where=document.id, hint=_AGAIN)
        texts.setdefault(document.id, document.text)
    for name, row in rows.items():
        if name not in texts:
            raise _gone(name, row["path"])
    return texts


def _read(paths: Iterable[str], wanted: Collection[str], settings: Settings) -> Iterable[Document]:
    there = [path for path in paths if Path(path).is_file()]
    for item in ingest.read(there, settings):
        if isinstance(item, Document) and item.id in wanted:
            yield item


def _file(path: str) -> str:
    """The file to open: the path itself, or the archive it leads into."""
    return next((str(p) for p in (Path(path), *Path(path).parents) if p.is_file()), path)


def _gone(name: str, path: str) -> InputError:
    if path in ("-", "<text>"):
        return InputError("was not read from a file, its text is gone", where=name, hint=_AGAIN)
    if not Path(_file(path)).is_file():
        hint = f"render where the result was made, or {_AGAIN}"
        return InputError("is no longer there", where=name, hint=hint)
    return InputError("can no longer be read", where=name, hint=_AGAIN)


def _result(tree: Tree, settings: Settings, texts: dict[str, str]) -> Result:
    articles = {row["id"]: row["doc"] for row in tree["articles"]}
    named = {row[side] for row in tree["pairs"] for side in "ab"}
    if not named <= articles.keys() or not set(articles.values()) <= {row["id"] for row in tree["documents"]}:
        raise ValueError("a pair or an article of something that is not there")
    return Result(
        documents=tuple(_document(row, texts.get(row["id"])) for row in tree["documents"]),
        articles=tuple(_article(row, texts.get(row["doc"], "")) for row in tree["articles"]),
        pairs=tuple(_pair(row) for row in tree["pairs"]),
        clusters=tuple(
            Cluster(row["id"], tuple(row["members"]), row["keep"], row["why"]) for row in tree["clusters"]
        ),
        findings=tuple(_finding(row) for row in tree["findings"]),
        stages=tuple(
            StageCount(row["name"], row["in"], row["out"], row.get("seconds")) for row in tree["stages"]
        ),
        settings=settings.public(),
    )


def _document(row: Tree, text: str | None) -> Document:
    return Document(
        id=row["id"],
        path=row["path"],
        text=text or "",
        sha256=row["sha256"],
        encoding=row["encoding"],
        title=row["title"],
        date=row["date"],
        whole=row["whole"],
        size=row["chars"] if text is None else None,
        meta=tuple(
            (name, said) for name, said in row.get("meta", {}).items() if name not in ("date", "title")
        ),
        boxes=tuple(Box(*box) for box in row.get("boxes", ())),
    )


def _article(row: Tree, text: str) -> Article:
    return Article(
        id=row["id"],
        doc=row["doc"],
        title=_title(row["title"], row["title_span"]),
        authors=tuple(row["authors"]),
        dateline=row["dateline"],
        spans=_spans(row["spans"]),
        paragraphs=tuple(_paragraph(paragraph, text) for paragraph in row["paragraphs"]),
    )


def _title(text: str | None, span: Sequence[int] | None) -> Title | None:
    if text is None or span is None:
        return None
    start, end = span
    return Title(start, end, text)


def _spans(rows: Sequence[Sequence[int]]) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in rows)


def _paragraph(row: Tree, text: str) -> Paragraph:
    spans = _spans(row["spans"])
    return Paragraph(ParagraphKind(row["kind"]), spans, "".join(span.of(text) for span in spans))


def _pair(row: Tree) -> Pair:
    return Pair(
        a=row["a"],
        b=row["b"],
        relation=Relation(row["relation"]),
        jaccard=row["jaccard"],
        cover_a=row["cover_a"],
        cover_b=row["cover_b"],
        map=tuple(Block(*block) for block in row["map"]),
        links=tuple(
            Link(tuple(link["a"]), tuple(link["b"]), LinkKind(link["kind"]), link["moved"])
            for link in row["links"]
        ),
        changes=tuple(_change(change) for change in row["changes"]),
    )


def _change(row: Tree) -> Change:
    return Change(
        code=row["code"],
        kind=row["kind"],
        op=Op(row["op"]),
        severity=Severity(row["severity"]),
        cause=Cause(row["cause"]),
        a=tuple(Mention(**mention) for mention in row["a"]),
        b=tuple(Mention(**mention) for mention in row["b"]),
        message=row["message"],
        fingerprint=row["fingerprint"],
        count=row["count"],
        evidence=tuple(row["evidence"]),
    )


def _finding(row: Tree) -> Finding:
    return Finding(
        code=row["code"],
        severity=Severity(row["severity"]),
        message=row["message"],
        fingerprint=row["fingerprint"],
        where=Place(**row["where"]),
        also=tuple(Place(**place) for place in row["also"]),
    )
