"""The paragraphs of two versions side by side, and the small picture of where they stand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from dedup.render.html.marks import Group, Marker
from dedup.render.html.terms import Terms
from dedup.types import Article, Link, LinkKind, Op, Pair, Paragraph, Severity

WEIGHTS = ("error", "warning", "note", "same")
_DIVIDED = frozenset({LinkKind.SPLIT, LinkKind.MERGED, LinkKind.REGROUPED})
_SLOTS = 500  # bars that the overview can tell apart in its height
_HEIGHT = 1000  # units of the overview
_TICK = 5  # of them that a place takes


class Shown(NamedTuple):
    """A paragraph with its marks."""

    number: int
    kind: str
    groups: tuple[Group, ...]


class Row(NamedTuple):
    """Paragraphs of A beside their partners of B.

    Attributes:
        number: of the link, which names the row.
        a: paragraphs of A.
        b: paragraphs of B.
        kind: of the link.
        label: what the kind is called, "" where it goes without saying.
        moved: it stands in another place of the other version.
        weight: the worst change in it: error, warning, note or same.
        order_a: its rank when the page follows A.
        order_b: its rank when the page follows B.
        at_a: where it begins in A, in units of the overview; -1 for nowhere.
        at_b: where it begins in B.
    """

    number: int
    a: tuple[Shown, ...]
    b: tuple[Shown, ...]
    kind: str
    label: str
    moved: bool
    weight: str
    order_a: int
    order_b: int
    at_a: int
    at_b: int


class Bar(NamedTuple):
    """A stretch of a version in the overview: a paragraph, or a place an editor must see."""

    side: str
    y: int
    height: int
    weight: str
    only: bool


class Overview(NamedTuple):
    """The small picture: a column a version, a band for what moved."""

    bars: tuple[Bar, ...]
    bands: tuple[tuple[int, int, int, int], ...]  # from and to in A, from and to in B


def rows(pair: Pair, articles: Sequence[Article], texts: Sequence[str], terms: Terms) -> tuple[Row, ...]:
    """All rows, in the order of B."""
    a, b = articles
    left, right = (Marker.of(texts[side], pair.map, pair.changes, side) for side in (0, 1))
    ranks = [change.severity.rank for change in pair.changes]
    orders = _order(pair.links, 0), _order(pair.links, 1)
    at = _heights(a.paragraphs), _heights(b.paragraphs)
    found = []
    for n, link in enumerate(pair.links):
        one = tuple(_shown(a.paragraphs[i], i, left.groups) for i in link.a)
        two = tuple(_shown(b.paragraphs[j], j, right.groups) for j in link.b)
        worst = min((ranks[g.change] for s in (*one, *two) for g in s.groups if g.change >= 0), default=3)
        found.append(
            Row(
                number=n,
                a=one,
                b=two,
                kind=link.kind.value,
                label=_label(link, terms),
                moved=link.moved,
                weight=WEIGHTS[worst],
                order_a=orders[0][n],
                order_b=orders[1][n],
                at_a=at[0][link.a[0]] if link.a else -1,
                at_b=at[1][link.b[0]] if link.b else -1,
            )
        )
    return tuple(sorted(found, key=lambda row: row.order_b))


def _shown(paragraph: Paragraph, number: int, groups: Callable[[Paragraph], tuple[Group, ...]]) -> Shown:
    return Shown(number, paragraph.kind.value, groups(paragraph))


def _label(link: Link, terms: Terms) -> str:
    if link.kind in _DIVIDED:
        return f"{len(link.a)} : {len(link.b)} {terms.link(link.kind)}"
    return "" if link.moved and link.kind is LinkKind.EDITED else terms.link(link.kind)


def _order(links: tuple[Link, ...], side: int) -> list[int]:
    """Rank of each link when the page follows one version; what it lacks comes after its predecessor."""
    keys: list[tuple[int, int]] = []
    known = {p: link for link in links for p in (link.b if side == 0 else link.a) if link.a and link.b}
    for link in links:
        mine, theirs = (link.a, link.b) if side == 0 else (link.b, link.a)
        if mine:
            keys.append((mine[0], -1))
            continue
        before = theirs[0] - 1
        while before >= 0 and before not in known:
            before -= 1
        partner = known.get(before)
        keys.append(((partner.a if side == 0 else partner.b)[-1] if partner else -1, theirs[0]))
    ranked = sorted(range(len(links)), key=lambda n: keys[n])
    place = [0] * len(links)
    for rank, n in enumerate(ranked):
        place[n] = rank
    return place


def _heights(paragraphs: Sequence[Paragraph]) -> list[int]:
    """Where each paragraph begins in the overview, and where the last one ends."""
    sizes = [len(paragraph.text) + 20 for paragraph in paragraphs]  # a short line takes room too
    whole, done, found = sum(sizes) or 1, 0, []
    for size in sizes:
        found.append(done * _HEIGHT // whole)
        done += size
    return [*found, _HEIGHT]


def overview(pair: Pair, articles: Sequence[Article], shown: Iterable[Row]) -> Overview:
    """The small picture of all rows; of what falls on one spot the worst is drawn."""
    at = {side: _heights(article.paragraphs) for side, article in zip("ab", articles, strict=True)}
    slots: dict[tuple[bool, str, int], Bar] = {}
    for row in shown:
        only = row.kind in (Op.ONLY_A, Op.ONLY_B)
        for side, paragraphs in (("a", row.a), ("b", row.b)):
            for p in paragraphs:
                y, end = at[side][p.number : p.number + 2]
                slots.setdefault(
                    (False, side, y * _SLOTS // _HEIGHT), Bar(side, y, max(1, end - y), "same", only)
                )
                for part, weight in _marks(p, pair):
                    bar = Bar(side, y + int(part * (end - y)), _TICK, weight, False)
                    slot = True, side, bar.y * _SLOTS // _HEIGHT
                    if slot not in slots or slots[slot].weight != "error":
                        slots[slot] = bar
    return Overview(tuple(bar for _, bar in sorted(slots.items())), _bands(pair.links, [at["a"], at["b"]]))


def _marks(shown: Shown, pair: Pair) -> Iterable[tuple[float, str]]:
    """How far down the paragraph something stands that an editor must see, and how severe it is."""
    sizes = [sum(len(piece.text) for piece in group.pieces) for group in shown.groups]
    whole, done = sum(sizes) or 1, 0
    for group, size in zip(shown.groups, sizes, strict=True):
        if group.change >= 0 and pair.changes[group.change].severity is not Severity.NOTE:
            yield done / whole, pair.changes[group.change].severity.value
        done += size


def _bands(links: Iterable[Link], at: Sequence[Sequence[int]]) -> tuple[tuple[int, int, int, int], ...]:
    """What moved, neighbours that moved together as one band."""
    runs: list[list[int]] = []  # first and last paragraph of A and of B
    for link in sorted((link for link in links if link.moved and link.a and link.b), key=lambda x: x.a):
        if runs and runs[-1][1] + 1 == link.a[0] and runs[-1][3] + 1 == link.b[0]:
            runs[-1][1], runs[-1][3] = link.a[-1], link.b[-1]
        else:
            runs.append([link.a[0], link.a[-1], link.b[0], link.b[-1]])
    return tuple((at[0][a], at[0][x + 1], at[1][b], at[1][y + 1]) for a, x, b, y in runs)
