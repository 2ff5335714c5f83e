"""What the page of three and more versions of one story shows: the table of variants and the family tree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from dedup.render import _say
from dedup.render.html.family import Family, Node, family, order
from dedup.render.html.index import PairRow, severe, title
from dedup.render.html.terms import Terms
from dedup.render.html.variants import PASSAGE, Variant, variants
from dedup.render.html.view import Sources
from dedup.types import Cluster, Pair

_SAID = 4  # readings that the sentence on a fact names
_SIGNED = 3  # versions with a reading that the sentence names


class Witness(NamedTuple):
    """A version as a column of the table and a box of the tree."""

    sign: str
    title: str
    id: str
    date: str
    keep: bool


class Line(NamedTuple):
    """A variant as a row of the table, with one sentence that sums it up."""

    variant: Variant
    sentence: str


class Edge(NamedTuple):
    """A version of the tree with what is said about it in words."""

    node: Node
    said: str


@dataclass(frozen=True, slots=True)
class StoryView:
    """Everything the template of a story needs."""

    id: str
    heading: str
    title: str
    witnesses: tuple[Witness, ...]
    lines: tuple[Line, ...]
    tree: Family
    edges: tuple[Edge, ...]
    dated: bool
    pairs: tuple[PairRow, ...]


def story_view(
    sources: Sources,
    cluster: Cluster,
    pairs: Sequence[Pair],
    terms: Terms,
    name: str,
    links: Mapping[int, str],
) -> StoryView:
    """The view of one cluster; ``pairs`` are those between its members, ``links`` lead to their pages."""
    articles = sources.articles
    dates = {m: sources.documents[articles[m].doc].date or "" for m in cluster.members}
    members = order(cluster.members, dates)
    rows = variants(members, pairs, sources, terms.lang)
    tree = family(members, dates, pairs, rows)
    witnesses = tuple(
        Witness(_sign(n), title(articles[m], terms), _say.flat(m), dates[m], m == cluster.keep)
        for n, m in enumerate(members)
    )
    signs = {m: witness.sign for m, witness in zip(members, witnesses, strict=True)}
    return StoryView(
        id=name,
        heading=terms["story_title"].format(len(members)),
        title=title(articles[cluster.keep], terms),
        witnesses=witnesses,
        lines=tuple(_line(row, witnesses, terms) for row in rows),
        tree=tree,
        edges=tuple(Edge(node, _edge(node, witnesses, terms)) for node in tree.nodes),
        dated=any(dates.values()),
        pairs=tuple(
            PairRow(
                signs[pair.a],
                links.get(id(pair), ""),
                _say.flat(pair.a),
                signs[pair.b],
                _say.flat(pair.b),
                terms.relation(pair.relation),
                round(pair.jaccard, 2),
                *severe(pair),
            )
            for pair in sorted(pairs, key=lambda p: (members.index(p.a), members.index(p.b)))
        ),
    )


def _sign(number: int) -> str:
    """A, B, … Z, A2, B2, …

    >>> [_sign(n) for n in (0, 25, 26)]
    ['A', 'Z', 'A2']
    """
    letter = chr(ord("A") + number % 26)
    return letter if number < 26 else f"{letter}{number // 26 + 1}"


def _line(row: Variant, witnesses: Sequence[Witness], terms: Terms) -> Line:
    parts = []
    for n, (many, key, text) in enumerate(row.said[:_SAID]):
        phrase = "has_passage" if key == PASSAGE else "says" if text else "lacks"
        said = terms[phrase].format(many, text)
        who = [w.sign for w, reading in zip(witnesses, row.readings, strict=True) if reading.key == key]
        parts.append(said + (f" ({terms.comma.join(who)})" if n and many <= _SIGNED else ""))
    if len(row.said) > _SAID:
        parts.append(terms["others"].format(len(row.said) - _SAID))
    return Line(row, terms.clause.join(parts))


def _edge(node: Node, witnesses: Sequence[Witness], terms: Terms) -> str:
    if node.parent < 0:
        return f"{witnesses[node.version].sign} · {terms['tree_root']}"
    said = terms["tree_line"].format(
        witnesses[node.version].sign, witnesses[node.parent].sign, node.agree, node.differ
    )
    if node.shared:
        said += terms.semicolon + terms["tree_shared"].format(terms.comma.join(node.shared[:5]))
    return said
