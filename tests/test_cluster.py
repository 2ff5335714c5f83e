"""Clusters are components of verified pairs, and the member kept has a reason."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedup.cluster import Member, clusters
from dedup.graph import components, spanning
from dedup.types import Relation
from dedup.verify import RELATIONS, Verified

N = 9
EDGES = st.lists(st.tuples(st.integers(0, N - 1), st.integers(0, N - 1)).filter(lambda e: e[0] != e[1]))


def verified(edges: list[tuple[int, int]], covers: list[tuple[float, float]] | None = None) -> Verified:
    a, b = (np.array([e[i] for e in edges], np.int64) for i in (0, 1))
    cover = np.array(covers or [(0.9, 0.9)] * len(edges)).reshape(-1, 2)
    near = np.full(len(edges), RELATIONS.index(Relation.NEAR), np.int8)
    return Verified(a, b, cover.min(axis=1), cover[:, 0], cover[:, 1], near, ())


def slow_components(n: int, edges: list[tuple[int, int]]) -> list[int]:
    """Breadth-first search from every article not yet seen."""
    least = [-1] * n
    for start in range(n):
        front = [start] if least[start] < 0 else []
        while front:
            at = front.pop()
            least[at] = start
            front += [y for e in edges for x, y in (e, e[::-1]) if x == at and least[y] < 0]
    return least


@given(EDGES)
def test_components_are_what_a_search_reaches(edges: list[tuple[int, int]]) -> None:
    a, b = (np.array([e[i] for e in edges], np.int64) for i in (0, 1))
    assert components(N, a, b).tolist() == slow_components(N, edges)


@given(EDGES)
def test_a_spanning_forest_joins_the_same_with_as_few_edges_as_possible(edges: list[tuple[int, int]]) -> None:
    a, b = (np.array([e[i] for e in edges], np.int64) for i in (0, 1))
    used = spanning(N, a, b)
    least = slow_components(N, edges)
    assert slow_components(N, [e for e, kept in zip(edges, used, strict=True) if kept]) == least
    assert used.sum() == N - len(set(least))


@given(EDGES)
def test_clusters_are_the_components_of_two_and_more(edges: list[tuple[int, int]]) -> None:
    members = [Member(f"d#{i}", 100 + i) for i in range(N)]
    found = clusters(verified(edges), members)
    least = slow_components(N, edges)
    groups = [tuple(f"d#{i}" for i in range(N) if least[i] == r) for r in sorted(set(least))]
    assert [c.members for c in found] == [g for g in groups if len(g) > 1]
    assert all(c.keep in c.members and c.why for c in found)
    assert len({c.id for c in found}) == len(found)


MEMBERS = [Member("x#1", 500, "2020-03-02"), Member("a#1", 900), Member("m#1", 700, "2020-05-01")]
STAR = verified([(0, 1), (1, 2)], [(0.5, 0.6), (0.9, 1.0)])


@pytest.mark.parametrize(
    ("keep", "kept", "zh", "en"),
    [
        ("first", "x#1", "第一篇", "first"),
        ("longest", "a#1", "900", "900"),
        ("latest", "m#1", "2020-05-01", "2020-05-01"),
        ("best", "a#1", "75%", "75%"),
    ],
)
def test_the_member_kept_has_a_reason(keep: str, kept: str, zh: str, en: str) -> None:
    for lang, word in (("zh", zh), ("en", en)):
        (cluster,) = clusters(STAR, MEMBERS, keep=keep, lang=lang)
        assert cluster.keep == kept
        assert word in cluster.why


def test_without_dates_the_latest_is_the_longest() -> None:
    members = [Member(m.id, m.chars) for m in MEMBERS]
    (cluster,) = clusters(STAR, members, keep="latest", lang="en")
    assert (cluster.keep, cluster.why) == ("a#1", "no member has a date, and it is the longest")


def test_a_cluster_keeps_its_id_when_others_join_or_the_order_turns() -> None:
    (whole,) = clusters(STAR, MEMBERS)
    (pair,) = clusters(verified([(0, 1)]), MEMBERS[:2])
    (turned,) = clusters(STAR, MEMBERS[::-1])
    assert whole.id == pair.id == turned.id
