"""CSV for spreadsheets: one row a change, and one for a pair without any."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from dedup import codes
from dedup.render import _say
from dedup.types import Article, Change, Mention, Pair, Result

SUFFIX = ".csv"

_BOM = "\ufeff"  # without it Excel does not read UTF-8
_LONGEST = 32_000  # characters; a cell of Excel takes 32,767
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_PAIR = ("a", "b", "a_title", "b_title", "relation", "jaccard", "cover_a", "cover_b")
_CHANGE = ("severity", "code", "label", "kind", "op", "cause", "count", "message", "evidence")
_SIDE = ("start", "end", "text", "value", "unit", "approx", "op")
_COLUMNS = (*_PAIR, *_CHANGE, *(f"{side}_{name}" for side in "ab" for name in _SIDE), "fingerprint")


def render(result: Result, lang: str) -> str:
    """The changes of all pairs as a table; names of columns are the same in every language.

    ``a_start`` and the like say where the first of ``count`` places is. A cell that a spreadsheet would
    take for a formula begins with an apostrophe.
    """
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(_COLUMNS)
    articles = result.paired()
    for pair in result.pairs:
        head = _pair(pair, articles)
        rows = [_change(change, lang) for change in pair.changes] or [[""] * (len(_COLUMNS) - len(_PAIR))]
        writer.writerows([_safe(cell) for cell in (*head, *row)] for row in rows)
    return _BOM + out.getvalue()


def _pair(pair: Pair, articles: dict[str, Article]) -> list[str]:
    numbers = (f"{number:.4f}" for number in (pair.jaccard, pair.cover_a, pair.cover_b))
    names = (_say.name(articles[article]) for article in (pair.a, pair.b))
    return [pair.a, pair.b, *names, pair.relation.value, *numbers]


def _change(change: Change, lang: str) -> list[str]:
    return [
        change.severity.value,
        change.code,
        codes.label(change.code, lang),
        change.kind,
        change.op.value,
        change.cause.value,
        str(change.count),
        change.message,
        "; ".join(change.evidence),
        *_mention(change.a),
        *_mention(change.b),
        change.fingerprint,
    ]


def _mention(mentions: tuple[Mention, ...]) -> Iterator[str]:
    return (str(getattr(mentions[0], name)) if mentions else "" for name in _SIDE)


def _safe(cell: str) -> str:
    """The cell as text that no spreadsheet runs, cuts or chokes on.

    >>> _safe('=HYPERLINK("x")'), _safe("下降3%")
    ('\\'=HYPERLINK("x")', '下降3%')
    """
    text = _say.visible(cell)
    text = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
    return f"'{text}" if text.startswith(_FORMULA) else text
