"""The composers of test pages tell the truth about what they composed."""

import random
import re
from functools import partial

import pytest

from bench.pages import compose, fourth, lone, other, third, wrapped
from bench.pages.compose import FURNITURE, UNSCORED, Story, Truth
from bench.pages.score import Cut, Score, cut, every_heading

_SUBJECTS = ("柑橘", "游泳馆", "地铁", "图书馆", "水库", "剧院", "茶园", "机场", "医院", "港口")
_CHARACTERS = (
    "山水田林湖草春夏秋冬东南北人口门窗桌灯书纸笔墨琴棋画诗"
    "酒茶米面油盐车船桥路楼塔钟铃鼓花鸟虫鱼马牛羊鸡犬云雨雪风"
)


def pool() -> dict[str, list[Story]]:
    """Ten stories that stood on one page, each with words of its own."""
    draw = random.Random(7)
    stories = []
    for n, subject in enumerate(_SUBJECTS):
        words = [subject, *("".join(draw.sample(_CHARACTERS, 2)) for _ in range(12))]
        body = tuple(
            "。".join("，".join("".join(draw.choices(words, k=4)) for _ in range(3)) for _ in range(4)) + "。"
            for _ in range(draw.randint(2, 6))
        )
        title = subject + "".join(draw.choices(words[1:], k=4))
        stories.append(Story(f"r20200101-01-{n:02d}", title, body))
    return {"r20200101-01": stories}


COMPOSERS = {
    "compose": (compose.pages, compose.RECIPES),
    "other": (other.pages, other.KINDS),
    "third": (third.pages, third.LAYOUTS),
    "fourth": (fourth.pages, fourth.KINDS),
    "wrapped": (wrapped.pages, third.LAYOUTS),
    "woven": (partial(compose.pages, recipes=compose.WOVEN), compose.WOVEN),
}


@pytest.fixture(scope="module", params=COMPOSERS)
def composer(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def composed(composer: str) -> list[Truth]:
    return list(COMPOSERS[composer][0](pool(), 80, 11))


def test_every_line_of_a_composed_page_has_an_owner(composed: list[Truth]) -> None:
    for truth in composed:
        filled = {n for n, line in enumerate(truth.text.split("\n"), 1) if line.strip()}
        assert filled == set(truth.owners)
        assert {o for o in truth.owners.values() if o not in (FURNITURE, UNSCORED)} == set(
            range(len(truth.titles))
        )


def test_how_deep_the_headings_of_a_page_are_does_not_matter(composed: list[Truth]) -> None:
    texts = [truth.text for truth in composed if re.search("^# ", truth.text, re.MULTILINE)]
    assert texts
    for text in texts:
        assert cut(re.sub("^#", "##", text, flags=re.MULTILINE)) == cut(text)


def test_torn_halves_belong_to_one_article(composed: list[Truth]) -> None:
    joins = [(truth, a, b) for truth in composed for a, b in truth.joins]
    assert joins
    for truth, a, b in joins:
        assert a < b
        assert truth.owners[a] == truth.owners[b]


def test_every_recipe_is_used_and_the_same_seed_gives_the_same_pages(
    composer: str, composed: list[Truth]
) -> None:
    pages, kinds = COMPOSERS[composer]
    assert {truth.kind for truth in composed} == set(kinds)
    assert [truth.text for truth in composed] == [truth.text for truth in pages(pool(), 80, 11)]


def test_the_truth_scores_full_marks_and_the_baseline_does_not(composed: list[Truth]) -> None:
    perfect, baseline = Score(), Score()
    for truth in composed:
        owners = {n: o for n, o in truth.owners.items() if o >= 0}
        perfect.add(truth, Cut(owners, truth.titles, frozenset(truth.joins)))
        baseline.add(truth, every_heading(truth.text))
    assert list(perfect.figures().values()) == pytest.approx([1.0] * 5)
    assert baseline.figures()["b_cubed"] < 0.97


def test_the_tool_cuts_composed_pages_better_than_the_baseline(composer: str, composed: list[Truth]) -> None:
    tool, baseline = Score(), Score()
    for truth in composed:
        tool.add(truth, cut(truth.text))
        baseline.add(truth, every_heading(truth.text))
    assert tool.figures()["exact"] > baseline.figures()["exact"]
    # words of no language, torn where one column ends and another begins
    assert tool.figures()["rejoined"] > (0.6 if composer in ("fourth", "woven") else 0.8)


@pytest.mark.parametrize("trait", fourth.TRAITS)
def test_a_page_without_a_trait_is_another_page(trait: str) -> None:
    parted = {
        key: [Story(s.id, f"{s.title[:5]} {s.title[5:]}", s.paragraphs) for s in stories]
        for key, stories in pool().items()
    }
    usual, without = (list(fourth.pages(parted, 40, 3, left_out)) for left_out in ((), (trait,)))
    assert [truth.text for truth in usual] != [truth.text for truth in without]
    assert [truth.kind for truth in usual] == [truth.kind for truth in without]


def test_a_story_that_stands_alone_stays_whole_in_every_form() -> None:
    for story in pool()["r20200101-01"]:
        for form in lone.FORMS:
            assert set(cut(lone.written(story, form).text).owners.values()) == {0}
