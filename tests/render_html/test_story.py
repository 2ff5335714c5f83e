"""Many versions of one story: what each says of every fact, and who follows whom."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedup import api
from dedup.render.html.family import Family, family, order
from dedup.render.html.index import pairs_of
from dedup.render.html.variants import Reading, Variant, variants
from dedup.render.html.view import Sources
from dedup.types import Pair, Relation, Result

STORY = (
    "云溪县数字农业产业园昨日开园，首批签约企业{firms}家，总投资{money}亿元。\n\n"
    "产业园位于青溪镇南岭村，占地580亩，建有智能温室12座、冷链仓库3座。去年6月动工以来，施工单位克服雨季影响。\n\n"
    "园区负责人陈立群介绍，温室采用水肥一体化系统，亩均用水比大田减少四成，预计年产蔬菜8600吨。"
)
LAST = "\n\n南岭村种植大户何秀兰说，她与园区签了五年协议，今年先种30亩番茄，收入比往年有所增加。"


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Result:
    folder = tmp_path_factory.mktemp("papers")
    rows = [("20", "3.6", LAST), ("20", "3.9", LAST), ("10", "3.6", LAST), ("20", "3.9", "")]
    for n, (firms, money, last) in enumerate(rows):
        path = Path(folder, f"2021-03-0{n + 1}.txt")
        path.write_text("# 产业园开园\n\n" + STORY.format(firms=firms, money=money) + last, "utf-8")
    return api.find([str(folder)]).result


def rows_of(result: Result) -> tuple[Sequence[str], tuple[Variant, ...]]:
    [cluster] = result.clusters
    sources = Sources.of(result)
    dates = {m: sources.documents[sources.articles[m].doc].date or "" for m in cluster.members}
    members = order(cluster.members, dates)
    return members, variants(members, pairs_of(result)[cluster.id], sources, "zh")


def test_a_fact_is_one_row_with_a_reading_of_each_version(told: Result) -> None:
    _, rows = rows_of(told)
    readings = {row.code: [reading.text for reading in row.readings] for row in rows}
    assert readings["FCT302"] == ["20家", "20家", "10家", "20家"]
    assert readings["FCT303"] == ["3.6亿元", "3.9亿元", "3.6亿元", "3.9亿元"]
    assert readings["TXT401"][3] == ""
    assert all(readings["TXT401"][:3])
    assert len(rows) == 3


def test_the_odd_one_out_is_the_only_one_that_reads_so(told: Result) -> None:
    _, rows = rows_of(told)
    number = next(row for row in rows if row.code == "FCT302")
    assert [reading.lone for reading in number.readings] == [False, False, True, False]
    assert [(many, text) for many, _, text in number.said] == [(3, "20家"), (1, "10家")]
    money = next(row for row in rows if row.code == "FCT303")
    assert not any(reading.lone or reading.minor for reading in money.readings)  # two against two


def test_without_a_reading_that_half_of_them_have_none_is_odd() -> None:
    texts = [STORY.format(firms=firms, money="3.6") + LAST for firms in ("20", "20", "30", "40", "50")]
    [row] = rows_of(api.find([f"# 开园\n\n{text}" for text in texts]).result)[1]
    assert [reading.text for reading in row.readings] == ["20家", "20家", "30家", "40家", "50家"]
    assert not any(reading.lone or reading.minor for reading in row.readings)


def test_a_version_that_was_compared_with_one_other_reads_as_that_one(told: Result) -> None:
    members, _ = rows_of(told)
    sources = Sources.of(told)
    some = [pair for pair in told.pairs if members[0] in (pair.a, pair.b)]
    rows = variants(members, some, sources, "zh")
    number = next(row for row in rows if row.code == "FCT302")
    assert [reading.text for reading in number.readings] == ["20家", "20家", "10家", "20家"]


def tree(dates: Sequence[str], said: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], Family]:
    members = tuple(f"v{n}" for n in range(len(dates)))
    known = dict(zip(members, dates, strict=True))
    ordered = order(members, known)
    columns = [said[int(member[1:])] for member in ordered]
    rows = tuple(
        Variant("FCT302", "", "error", tuple(Reading(key, key) for key in row), ())
        for row in zip(*columns, strict=True)
    )
    pairs = [Pair("v0", m, Relation.NEAR, 0.9, 0.9, 0.9) for m in members[1:]]
    return ordered, family(ordered, known, pairs, rows)


def test_each_version_follows_the_nearest_before_it() -> None:
    _, found = tree(
        ["2021-03-01", "2021-03-02", "2021-03-03", "2021-03-03"],
        ["aaaa", "abaa", "abca", "aaad"],
    )
    assert [(node.version, node.parent, node.differ) for node in found.nodes] == [
        (0, -1, 0),
        (1, 0, 1),
        (2, 1, 1),
        (3, 0, 1),
    ]


def test_without_dates_the_one_that_differs_least_from_all_is_the_root() -> None:
    _, found = tree(["", "", ""], ["ab", "aa", "ca"])
    assert [(node.version, node.parent) for node in found.nodes] == [(1, -1), (0, 1), (2, 1)]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["", "2020-01-01", "2020-01-02", "2021"]), st.text("ab", min_size=3, max_size=3)
        ),
        min_size=1,
        max_size=9,
    )
)
def test_the_tree_holds_every_version_once_and_nothing_follows_what_is_younger(
    versions: list[tuple[str, str]],
) -> None:
    dates = [date for date, _ in versions]
    ordered, found = tree(dates, [said for _, said in versions])
    assert sorted(node.version for node in found.nodes) == list(range(len(versions)))
    placed: set[int] = set()
    for node in found.nodes:
        assert node.parent in placed or (node.parent == -1 and not placed)
        placed.add(node.version)
        one, two = (dates[int(ordered[n][1:])] for n in (node.version, max(0, node.parent)))
        assert node.parent < 0 or not one or not two or two <= one
    boxes = {(node.x, node.y) for node in found.nodes}
    assert len(boxes) == len(found.nodes)
    assert found.width >= max(x for x, _ in boxes)
