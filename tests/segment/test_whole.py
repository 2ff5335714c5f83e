"""One story stays one, several stay several, and what stands around a title is no story."""

import pytest

from tests.segment.test_laws import PROSE
from tests.segment.test_pages import LEAD, MORE, OTHER, OTHER_MORE, cut, owners


@pytest.mark.parametrize("mark", ["", "## ", "**"])
@pytest.mark.parametrize("title", ["", "# 江边的老陈"])
def test_a_story_with_section_headings_is_one_article(mark: str, title: str) -> None:
    headings = [mark + text + mark.strip("# ") for text in ("码头搬走以后", "发大水的那一年")]
    parts = [title, *PROSE[:2], headings[0], PROSE[2], headings[1], *PROSE[3:]]
    assert len(cut("\n\n".join(p for p in parts if p)).articles) == 1


def test_a_link_below_a_story_belongs_to_it() -> None:
    assert owners("\n\n".join([LEAD, MORE, "[查看原文](https://example.org/2020/05/a.html)"])) == [1, 1, 1]


@pytest.mark.parametrize("eyebrow", ["评论员文章", "记者手记", "### 走进果园"])
def test_an_eyebrow_belongs_to_the_story_below_it(eyebrow: str) -> None:
    text = "\n\n".join(
        ["# 柑橘丰收果农笑", "▶ 王丽", LEAD, MORE, eyebrow, "# 游泳馆改造完工", "▶ 李硕", OTHER, OTHER_MORE]
    )
    assert owners(text) == [1, 1, 1, 1, 2, 2, 2, 2, 2]
    assert [a.title and a.title.text for a in cut(text).articles] == ["柑橘丰收果农笑", "游泳馆改造完工"]


def test_a_long_title_of_several_parts_is_a_title() -> None:
    parts = (
        "市长在城南果园调研柑橘采摘和直播销售情况时强调",
        "让更多乡亲靠柑橘增收",
        "把节水滴灌的好办法推广到每一个果园",
    )
    title = " ".join(parts)
    (article,) = cut("\n\n".join([title, "本报讯(记者 王丽) " + LEAD, MORE])).articles
    assert article.title is not None
    assert article.title.text == title


def test_who_took_a_picture_did_not_write_the_story() -> None:
    (article,) = cut("\n\n".join(["# 柑橘丰收果农笑", "▶ 王丽", LEAD, "本报记者 李硕 摄", MORE])).articles
    assert article.authors == ("王丽",)


@pytest.mark.parametrize("break_", ["\r\n\r\n", "\r\r", "\n　　", "\n\t"])
def test_line_ends_and_indents_make_no_difference(break_: str) -> None:
    parts = ["# 柑橘丰收果农笑", "本报讯(记者 王丽) " + LEAD, MORE]
    parts += ["# 游泳馆改造完工 泳道增至八条", "本报讯(记者 李硕) " + OTHER, OTHER_MORE]
    assert [len(a.paragraphs) for a in cut(break_.join(parts)).articles] == [3, 3]


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(f"第{n}项 柑橘 果园{n % 97}" for n in range(2000)),
        "\n".join(f"| 柑橘{n} | {n * 3}吨 |" for n in range(2000)),
        LEAD * 2000,
    ],
    ids=["short lines", "table", "one line"],
)
def test_no_shape_of_a_page_is_cut_to_pieces(text: str) -> None:
    assert len(cut(text).articles) == 1
