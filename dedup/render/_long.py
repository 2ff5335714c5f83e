"""The JSON of long results, piece by piece: the same text as ``dump`` of the whole tree, many times faster.

A corpus has millions of documents and pairs of a few shapes; each shape is written by its own function.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from json.encoder import encode_basestring as _quoted

from dedup.render import _tree
from dedup.render._dump import LINE, dump
from dedup.render.protocol import encoded
from dedup.table import Batch, Rows, Table, unpacked
from dedup.types import Article, Document, Finding, Pair, Place, Result

_FEW = 28  # items of a list up to which it might stand on one line
_PIECE = 1000  # items written at a time
_INDENT = "    "  # of an item of a list of the result
_ROOM = LINE - len(_INDENT)


def pieces(result: Result) -> Iterator[str | bytes]:
    """The text of the whole result, in pieces."""
    yield "{\n"
    tree = _tree.outline(result)
    lists: dict[str, Iterable[str | bytes]] = {
        "documents": _documents(result.documents),
        "articles": _articles(result.articles),
        "pairs": _joined(_in_pieces(map(_pair, result.pairs))),
        "findings": _joined(_in_pieces(map(_finding, result.findings))),
    }
    sizes = {name: len(getattr(result, name)) for name in lists}
    last = next(reversed(tree))
    for key, value in tree.items():
        end = "\n" if key == last else ",\n"
        if sizes.get(key, 0) < _FEW:
            make = _tree.LISTS.get(key)
            held = [make(item) for item in getattr(result, key)] if make else value
            yield f'  "{key}": {dump(held, "  ")}{end}'
            continue
        yield f'  "{key}": [\n'
        yield from lists[key]
        yield f"\n  ]{end}"
    yield "}\n"


def _joined(lines: Iterable[list[str]]) -> Iterator[str]:
    between = ""
    for some in lines:
        yield between + _INDENT + f",\n{_INDENT}".join(some)
        between = ",\n"


def _in_pieces(items: Iterator[str]) -> Iterator[list[str]]:
    while some := list(islice(items, _PIECE)):
        yield some


def _documents(documents: Sequence[Document]) -> Iterable[str | bytes]:
    if not isinstance(documents, Rows):
        return _joined(_in_pieces(dump(_tree.document(document), _INDENT) for document in documents))
    return documents.written or documents_of(documents.table)


def _articles(articles: Sequence[Article]) -> Iterable[str | bytes]:
    if not isinstance(articles, Rows):
        return _joined(_in_pieces(dump(_tree.article(article), _INDENT) for article in articles))
    return articles.written or articles_of(articles.table)


def documents_of(table: Table) -> Iterator[bytes]:
    """The items of the list of documents, if these are the rows of a table."""
    return map(encoded, _joined(map(_documents_of_rows, table.batches())))


def articles_of(table: Table) -> Iterator[bytes]:
    """The items of the list of articles, if these are the rows of a table."""
    return map(encoded, _joined(map(_articles_of_rows, table.batches())))


def _documents_of_rows(rows: Batch) -> list[str]:
    path, encoding = rows.file.path, rows.file.encoding
    begins, digests = _quoted(f"{path}:")[:-1], rows.sha256
    known_path, known_encoding = f'"path": {_quoted(path)}', f'"encoding": "{encoding}"'
    to_digest = f', {known_path}, "sha256": "'
    to_chars = f'", {known_encoding}, "chars": '
    between = ",\n      "
    written = []
    columns = (map(_quoted, rows.ids), rows.chars, rows.titles, rows.dates, rows.metas)
    at = 0
    for name, chars, title, date, meta in zip(*columns, strict=True):
        digest = digests[at : at + 64]
        at += 64
        if not (title or date or meta):
            written.append(
                f'{{"id": {begins}{name[1:]}{to_digest}{digest}{to_chars}{chars}, '
                '"title": null, "date": null, "whole": true}'
            )
            continue
        known = {"date": date, "title": title, **dict(unpacked(meta))}
        said = ", ".join([f'"{field}": {_quoted(value)}' for field, value in known.items() if value])
        parts = (
            f'"id": {begins}{name[1:]}',
            known_path,
            f'"sha256": "{digest}"',
            known_encoding,
            f'"chars": {chars}',
            f'"title": {_quoted(title) if title else "null"}',
            f'"date": {_quoted(date) if date else "null"}',
            '"whole": true',
            f'"meta": {{{said}}}',
        )
        written.append(f"{{\n      {between.join(parts)}\n    }}")
    return written


def _articles_of_rows(rows: Batch) -> list[str]:
    begins = _quoted(f"{rows.file.path}:")[:-1]
    written = []
    for name, chars, title in zip(map(_quoted, rows.ids), rows.chars, rows.titles, strict=True):
        doc = begins + name[1:-1]
        head, span = (_quoted(title), "[0, 0]") if title else ("null", "null")
        written.append(
            f'{{\n      "id": {doc}#1",\n      "doc": {doc}",\n      "title": {head},\n'
            f'      "spans": [[0, {chars}]],\n      "title_span": {span},\n      "authors": [],\n'
            f'      "dateline": null,\n      "paragraphs": []\n    }}'
        )  # never short enough for one line
    return written


def _object(parts: Sequence[str], long: Sequence[str] = ()) -> str:
    """A JSON object on one line if it fits; else a line for each part, ``long`` in their place if given."""
    line = "{" + ", ".join(parts) + "}"
    if len(line) <= _ROOM:
        return line
    return "{\n      " + ",\n      ".join(long or parts) + "\n    }"


def _pair(pair: Pair) -> str:
    if pair.map or pair.links or pair.changes:
        return dump(_tree.pair(pair), _INDENT)
    parts = (
        f'"a": {_quoted(pair.a)}',
        f'"b": {_quoted(pair.b)}',
        f'"relation": "{pair.relation.value}"',
        f'"jaccard": {round(pair.jaccard, _tree.DECIMALS)}',
        f'"cover_a": {round(pair.cover_a, _tree.DECIMALS)}',
        f'"cover_b": {round(pair.cover_b, _tree.DECIMALS)}',
        '"map": []',
        '"links": []',
        '"changes": []',
    )
    return _object(parts)


def _finding(finding: Finding) -> str:
    if len(finding.also) > 1:
        return dump(_tree.finding(finding), _INDENT)
    also = "".join(map(_place, finding.also))
    parts = [
        f'"code": "{finding.code}"',
        f'"severity": "{finding.severity.value}"',
        f'"message": {_quoted(finding.message)}',
        f'"fingerprint": "{finding.fingerprint}"',
        f'"where": {_place(finding.where)}',
        f'"also": [{also}]',
    ]
    if len(also) + 2 <= _ROOM - 2:
        return _object(parts)
    return _object(parts, [*parts[:-1], f'"also": [\n        {also}\n      ]'])


def _place(place: Place) -> str:
    return (
        f'{{"doc": {_quoted(place.doc)}, "start": {place.start}, "end": {place.end}, "line": {place.line}}}'
    )
