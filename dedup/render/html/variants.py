"""What the versions of one story say about each fact: a row a fact, a reading a version.

Pairs say where two versions differ. Changes of different pairs that stand at the same place of a version
are one row. A version that no change of the row names reads as the version it agrees with there: the map
of their pair carries the place over.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from dedup import codes
from dedup.render.html.marks import places
from dedup.render.html.view import Sources
from dedup.text.flat import one_line
from dedup.text.fold import letters
from dedup.types import Block, Change, Mention, Op, Pair, Severity, mirrored_blocks

PASSAGE = "+"  # the key of every reading that has a passage
_LONG = 60  # characters of a reading that the table shows
_WITNESSES = 8  # versions to which the place of a change is carried, to meet those of other pairs
_NEAR = 2  # changes of different pairs stand at one place if they begin within so many code points


class Reading(NamedTuple):
    """What one version says.

    Attributes:
        text: as it stands there; "" if it does not say it, or if nobody knows.
        key: equal for readings that say the same; "?" if the place was not compared.
        size: how many versions read so.
        minor: fewer versions read so than read otherwise.
        lone: it is the only one.
    """

    text: str
    key: str
    size: int = 0
    minor: bool = False
    lone: bool = False


class Variant(NamedTuple):
    """One fact on which versions differ: its readings, in the order of the versions."""

    code: str
    label: str
    severity: str
    readings: tuple[Reading, ...]
    said: tuple[tuple[int, str, str], ...]  # how many versions have which reading, its key and text


@dataclass(frozen=True, slots=True)
class _Place:
    """A mention in a version."""

    article: str
    start: int
    end: int
    text: str
    key: str


class _Tie(NamedTuple):
    """From one version of a pair to the other.

    Attributes:
        other: the other version.
        text: the raw text of its document.
        blocks: the map, in order of the first version.
        starts: where its blocks begin.
        lacks: ranges of the first version that the other has not.
    """

    other: str
    text: str
    blocks: tuple[Block, ...]
    starts: tuple[int, ...]
    lacks: tuple[tuple[int, int], ...]

    def silent(self, known: _Place) -> bool:
        """Whether the other version lacks the passage in which the place stands."""
        return any(start <= known.start and known.end <= end for start, end in self.lacks)

    def carried(self, known: _Place) -> _Place | None:
        """The same words in the other version, if the map covers both ends of them."""
        ends = []
        for at in (known.start, known.end - 1):
            n = bisect_right(self.starts, at) - 1
            if n < 0 or at >= self.blocks[n].a + self.blocks[n].length:
                return None
            ends.append(self.blocks[n].b + at - self.blocks[n].a)
        start, end = ends[0], ends[1] + 1
        if not start < end <= start + 2 * (known.end - known.start) + 8:
            return None
        return _Place(self.other, start, end, self.text[start:end], known.key)


def variants(
    members: Sequence[str], pairs: Sequence[Pair], sources: Sources, lang: str
) -> tuple[Variant, ...]:
    """All facts on which the members differ, worst first."""
    changes = [
        (pair, change) for pair in pairs for change in pair.changes if change.severity is not Severity.NOTE
    ]
    ties = _ties(pairs, sources)
    found = []
    for group in _grouped(changes, ties):
        code = min(change.code for _, change in group)
        severity = min((change.severity for _, change in group), key=lambda s: s.rank)
        readings = _weighed(_readings(members, group, ties))
        if len({r.key for r in readings if r.key != "?"}) > 1:
            found.append(Variant(code, codes.label(code, lang), severity.value, readings, _said(readings)))
    return tuple(sorted(found, key=lambda v: (Severity(v.severity).rank, v.code == "TXT401", v.code)))


def _grouped(
    changes: Sequence[tuple[Pair, Change]], ties: Mapping[str, Sequence[_Tie]]
) -> Iterable[list[tuple[Pair, Change]]]:
    """Changes that concern one fact: they meet at a place of a version, their own or one that agrees."""
    parent = list(range(len(changes)))

    def root(n: int) -> int:
        while parent[n] != n:
            parent[n] = parent[parent[n]]
            n = parent[n]
        return n

    at: defaultdict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for n, (pair, change) in enumerate(changes):
        for side, article in enumerate((pair.a, pair.b)):
            for mention in places(change, side):
                at[article, change.code].append((mention.start, n))
                for tie in ties[article][:_WITNESSES]:
                    carried = tie.carried(_place(article, mention))
                    if carried is not None:
                        at[tie.other, change.code].append((carried.start, n))
    for here in at.values():
        here.sort()
        for (start, n), (other, m) in pairwise(here):
            if other - start <= _NEAR:
                parent[root(m)] = root(n)
    groups: defaultdict[int, list[tuple[Pair, Change]]] = defaultdict(list)
    for n, one in enumerate(changes):
        groups[root(n)].append(one)
    return groups.values()


def _ties(pairs: Sequence[Pair], sources: Sources) -> Mapping[str, Sequence[_Tie]]:
    """The versions that each version was compared with."""
    found: defaultdict[str, list[_Tie]] = defaultdict(list)
    for pair in pairs:
        for side, (one, two) in enumerate(((pair.a, pair.b), (pair.b, pair.a))):
            blocks = mirrored_blocks(pair.map) if side else tuple(pair.map)
            text = sources.documents[sources.articles[two].doc].text
            alone = Op.ONLY_B if side else Op.ONLY_A
            lacks = tuple((m.start, m.end) for c in pair.changes if c.op is alone for m in places(c, side))
            found[one].append(_Tie(two, text, blocks, tuple(b.a for b in blocks), lacks))
    return found


def _readings(
    members: Sequence[str], group: Sequence[tuple[Pair, Change]], ties: Mapping[str, Sequence[_Tie]]
) -> list[Reading]:
    """What each member says: as the changes of the group have it, else as a partner that agrees."""
    said: dict[str, _Place] = {}
    silent: set[str] = set()
    for pair, change in group:
        for side, article in enumerate((pair.a, pair.b)):
            here = places(change, side)
            if here:
                said.setdefault(article, _place(article, here[0]))
            else:
                silent.add(article)
    waiting = deque(said.values())
    while waiting:
        known = waiting.popleft()
        for tie in ties.get(known.article, ()):
            if tie.other in said or tie.other in silent:
                continue
            carried = tie.carried(known)
            if carried is not None:
                said[tie.other] = carried
                waiting.append(carried)
            elif tie.silent(known):
                silent.add(tie.other)
    return [
        Reading(_short(said[m].text), said[m].key) if m in said else Reading("", "" if m in silent else "?")
        for m in members
    ]


def _place(article: str, mention: Mention) -> _Place:
    if mention.kind == "passage":  # a version has it or lacks it; what differs inside is a row of its own
        return _Place(article, mention.start, mention.end, mention.text, PASSAGE)
    key = "|".join((mention.value, mention.unit, mention.approx, mention.op)) if mention.value else ""
    return _Place(article, mention.start, mention.end, mention.text, key or letters(mention.text).text)


def _short(text: str) -> str:
    said = one_line(text).strip()
    return said if len(said) <= _LONG else said[:_LONG] + "…"


def _weighed(readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """The readings with how many share them; only against a half of the versions is one in the minority."""
    counts = Counter(reading.key for reading in readings if reading.key != "?")
    most = max(counts.values(), default=0)
    half = 2 * most >= sum(counts.values()) and most > 1
    return tuple(
        reading
        if reading.key == "?"
        else reading._replace(
            size=counts[reading.key],
            minor=half and counts[reading.key] < most,
            lone=half and counts[reading.key] == 1,
        )
        for reading in readings
    )


def _said(readings: Sequence[Reading]) -> tuple[tuple[int, str, str], ...]:
    texts: dict[str, str] = {}
    for reading in readings:
        if reading.key != "?":
            texts.setdefault(reading.key, reading.text)
    counts = Counter(reading.key for reading in readings if reading.key != "?")
    return tuple((many, key, texts[key]) for key, many in counts.most_common())
