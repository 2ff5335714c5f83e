"""Laws of what is reported: order changes nothing, repetition is no news, each change has its fingerprint."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from dedup import api
from dedup.types import Change, Severity

_PLACES = ("图书馆", "体育馆", "博物馆", "科技馆", "植物园", "天文台", "美术馆", "音乐厅", "水族馆", "展览馆")
_TELL = (
    "{place}一期工程昨日完工，建筑面积{n}平方米，总投资{m}亿元，可容纳{k}人。",
    "记者从{place}获悉，今年前三季度接待游客{k}人次，同比增长{m}%，门票收入{n}万元。",
    "{place}将于明年3月{d}日重新开放，届时票价由{k}元降至{m}元，学生不收费。",
    "负责人表示，{place}尚未确定搬迁方案，{d}名专家建议保留原址，施工不会提前。",
    "据介绍，志愿者在{place}门口排起{n}米长的队伍，连续{d}天为老人送去热水和毛毯。",
    "市民李建国告诉我们，他每周都带孙子到{place}看展，{d}年来拍下{k}张照片。",
    "公交公司新开通{m}路支线，途经{place}站，首班车{d}时发出，全程{n}米。",
    "审计报告显示，{place}的维修费用比预算节约{k}万元，{m}项整改已经完成。",
)


@st.composite
def _stories(draw: st.DrawFn, least: int = 3) -> list[str]:
    """Paragraphs of one story, no two alike."""
    told = draw(st.lists(st.sampled_from(_TELL), min_size=least, unique=True))
    number = st.integers(2, 28)
    return [
        tell.format(
            place=place, n=100 * draw(number) + 7, m=draw(number), k=50 * draw(number), d=draw(number)
        )
        for tell, place in zip(told, draw(st.permutations(_PLACES)), strict=False)
    ]


def _changes(one: Sequence[str], two: Sequence[str]) -> tuple[Change, ...]:
    documents = [api.document("\n".join(paragraphs), name) for paragraphs, name in ((one, "a"), (two, "b"))]
    return tuple(change for pair in api.diff(*documents).pairs for change in pair.changes)


def _serious(changes: Sequence[Change]) -> set[str]:
    return {change.fingerprint for change in changes if change.severity is not Severity.NOTE}


def _edited(paragraph: str, by: int) -> str:
    """The same paragraph with another value in its first number."""
    at = next(i for i, char in enumerate(paragraph) if char.isdigit())
    end = next(i for i in range(at, len(paragraph)) if not paragraph[i].isdigit())
    return f"{paragraph[:at]}{int(paragraph[at:end]) + by}{paragraph[end:]}"


@given(_stories(), st.randoms())
def test_paragraphs_in_another_order_are_no_error_and_no_warning(story: list[str], random: object) -> None:
    moved = sorted(story, key=lambda _: random.random())  # type: ignore[attr-defined]
    assert _serious(_changes(story, moved)) == set()


@given(_stories(), st.data())
def test_what_is_stated_twice_in_one_version_is_no_difference(story: list[str], data: st.DataObject) -> None:
    again = data.draw(st.sampled_from(story))
    at = data.draw(st.integers(0, len(story)))
    assert _serious(_changes(story, [*story[:at], again, *story[at:]])) == set()


@given(_stories(), st.data())
def test_no_two_changes_share_a_fingerprint(story: list[str], data: st.DataObject) -> None:
    other = [
        data.draw(st.sampled_from([p, _edited(p, 1), p.replace("不", ""), p[: len(p) // 2]])) for p in story
    ]
    prints = [change.fingerprint for change in _changes(story, other)]
    assert len(set(prints)) == len(prints)


@given(_stories(least=4), st.integers(0, 3), st.randoms())
def test_a_fingerprint_stays_when_paragraphs_move(story: list[str], n: int, random: object) -> None:
    edited = [*story[:n], _edited(story[n], 1), *story[n + 1 :]]
    moved = sorted(edited, key=lambda _: random.random())  # type: ignore[attr-defined]
    there, here = _serious(_changes(story, edited)), _serious(_changes(story, moved))
    assert there
    assert there == here


@settings(max_examples=50)
@given(_stories(least=4), st.integers(1, 3))
def test_a_fingerprint_stays_when_something_else_is_edited(story: list[str], n: int) -> None:
    one = [_edited(story[0], 1), *story[1:]]
    both = [*one[:n], _edited(story[n], 3), *one[n + 1 :]]
    assert _serious(_changes(story, one)) < _serious(_changes(story, both))


def test_the_same_words_left_out_for_two_reasons_are_two_fingerprints() -> None:
    pages = [
        "\n\n".join(f"# {name}今日要闻\n\n{_TELL[3].format(place=name, d=5)}{end}" for name in _PLACES[:2])
        for end in ("市民对此不满意。", "市民对此满意。")
    ]
    changes = [c for pair in api.diff(*map(api.document, pages, "ab")).pairs for c in pair.changes]
    prints = [change.fingerprint for change in changes]
    assert prints
    assert len(set(prints)) == len(prints)
