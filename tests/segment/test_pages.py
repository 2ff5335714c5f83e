"""Whole pages in the manners newspapers are set and scanned."""

import pytest

from dedup.segment import segment
from dedup.types import Document, ParagraphKind, Segmentation

LEAD = (
    "近日,城南果园的工人们忙着采摘柑橘,满筐金黄的果子装上货车运往外地。"
    "果农老周说,今年雨水好,果子又大又甜,收成比去年多了三成。"
)
MORE = "果园去年引进了滴灌设备,每亩节水四成。老周和乡亲们还学会了直播卖果,订单从全国各地飞来,柑橘不再愁销路。"
OTHER = (
    "市游泳馆改造工程昨日完工,池水循环系统全部更新,泳道由六条增至八条。市民凭健身卡可以免费入场游泳两小时。"
)
OTHER_MORE = (
    "游泳馆负责人介绍,改造后的泳池水温常年保持在二十七摄氏度,"
    "更衣室和淋浴间也换上了新设备,下月起开设儿童游泳班。"
)


def cut(text: str, *, explain: bool = False) -> Segmentation:
    return segment(Document("页", "页", text, ""), explain=explain)


def owners(text: str) -> list[int]:
    """Article (from 1) of each non-blank line; 0 for page furniture."""
    found, at = [], 0
    articles = cut(text).articles
    for line in text.split("\n"):
        if line.strip():
            where = at + line.index(line.strip()[0])
            owner = [n for n, a in enumerate(articles, 1) for s in a.spans if s.start <= where < s.end]
            found.append(owner[0] if owner else 0)
        at += len(line) + 1
    return found


@pytest.mark.parametrize(
    "mark",
    [lambda t: f"# {t}", lambda t: f"## {t}", lambda t: f"**{t}**", lambda t: t],
    ids=["#", "##", "bold", "plain"],
)
def test_two_stories_are_told_apart_however_titles_are_marked(mark) -> None:
    text = "\n\n".join(
        [
            *(mark("柑橘丰收果农笑"), "本报讯(记者 王丽) " + LEAD, MORE),
            *(mark("游泳馆改造完工 泳道增至八条"), "本报讯(记者 李硕) " + OTHER, OTHER_MORE),
        ]
    )
    articles = cut(text).articles
    assert [a.title and a.title.text for a in articles] == ["柑橘丰收果农笑", "游泳馆改造完工 泳道增至八条"]
    assert [a.authors for a in articles] == [("王丽",), ("李硕",)]
    assert [a.dateline for a in articles] == ["本报讯", "本报讯"]


def test_sections_of_the_same_level_as_the_title_stay_in_their_article() -> None:
    text = "\n\n".join(["## 柑橘丰收果农笑", "▶ 王丽", LEAD, "## 滴灌节水", MORE, "## 直播卖果", MORE[20:]])
    assert len(cut(text).articles) == 1


def test_a_subtitle_led_by_a_dash_speaks_for_a_title_and_is_none() -> None:
    head = ["一池清水迎宾客", "——市游泳馆改造完工见闻"]
    text = "\n\n".join(["柑橘丰收果农笑", "▶ 王丽", LEAD, MORE, *head, "▶ 李硕", OTHER, OTHER_MORE])
    assert [a.title and a.title.text for a in cut(text).articles] == ["柑橘丰收果农笑", "一池清水迎宾客"]
    (boundary,) = [b for b in cut(text, explain=True).boundaries if b.text == "一池清水迎宾客"]
    assert {cue.name: cue.weight > 0 for cue in boundary.cues}["dash-below"]


@pytest.mark.parametrize("eyebrow", ["市体育局、教育局:", "市体育局、教育局联合要求:"])
def test_a_line_that_ends_with_a_colon_over_a_title_is_its_eyebrow(eyebrow: str) -> None:
    text = "\n\n".join(
        ["# 柑橘丰收果农笑", "▶ 王丽", LEAD, MORE, eyebrow, "# 泳池全部对学生开放", "▶ 李硕", OTHER]
    )
    articles = cut(text).articles
    assert [a.title and a.title.text for a in articles] == ["柑橘丰收果农笑", "泳池全部对学生开放"]
    assert owners(text) == [1, 1, 1, 1, 2, 2, 2, 2]


def test_a_title_that_calls_is_a_title() -> None:
    text = "\n\n".join(
        ["泳道增至八条", "▶ 李硕", OTHER, OTHER_MORE, "柑橘丰收,果农笑开了颜!", "▶ 王丽", LEAD, MORE]
    )
    articles = cut(text).articles
    assert [a.title and a.title.text for a in articles] == ["泳道增至八条", "柑橘丰收,果农笑开了颜!"]


def test_a_heading_with_nothing_to_tell_above_a_likelier_title_starts_no_article() -> None:
    told = ["# 柑橘丰收果农笑", "▶ 王丽", LEAD, MORE, "**满城尽是柑橘香**", "图为市民选购柑橘。王丽摄"]
    text = "\n\n".join([*told, "# 游泳馆改造完工", "▶ 李硕", OTHER, OTHER_MORE])
    assert owners(text) == [1, 1, 1, 1, 1, 1, 2, 2, 2, 2]


def test_a_pen_name_with_a_blank_in_it_ends_an_article() -> None:
    text = "\n\n".join(["# 柑橘丰收果农笑", LEAD, MORE, "(茂 边)", "# 游泳馆改造完工", OTHER, OTHER_MORE])
    assert [(a.title and a.title.text, a.authors) for a in cut(text).articles] == [
        ("柑橘丰收果农笑", ("茂边",)), ("游泳馆改造完工", ()),
    ]  # fmt: skip


def test_furniture_is_in_no_article() -> None:
    text = "\n\n".join(["衡州日报 2020年5月3日 星期日", "# 柑橘丰收果农笑", LEAD, "(下转第3版)", "— 2 —"])
    assert owners(text) == [0, 1, 1, 0, 0]


def test_an_article_interrupted_by_another_is_put_together_again() -> None:
    torn = MORE.index("乡亲们")
    end = "如今城南果园的柑橘卖到了二十多个城市,果农老周盘算着明年再扩种三十亩,让更多乡亲靠柑橘增收。"
    host = ["# 柑橘丰收果农笑", LEAD, MORE[:torn]]
    text = "\n\n".join([*host, "# 游泳馆改造完工", "▶ 李硕", OTHER, OTHER_MORE, MORE[torn:], end])
    articles = cut(text).articles
    assert owners(text) == [1, 1, 1, 2, 2, 2, 2, 1, 1]
    assert MORE in [p.text for p in articles[0].paragraphs]
    assert len(articles[0].spans) == 2


@pytest.mark.parametrize("doubled", [0, 1, 2])
def test_a_torn_paragraph_is_whole_again(doubled: int) -> None:
    at = LEAD.index("柑橘") + 1
    text = "\n\n".join(["# 果农笑", LEAD[:at], LEAD[at - doubled :], MORE])
    (article,) = cut(text).articles
    assert [p.text for p in article.paragraphs if p.kind is ParagraphKind.BODY] == [LEAD, MORE]


def test_a_caption_between_the_halves_does_not_keep_them_apart() -> None:
    at = LEAD.index("运往")
    text = "\n\n".join(["# 果农笑", LEAD[:at], "图片来源:城南果园", LEAD[at:], MORE])
    (article,) = cut(text).articles
    assert [p.text for p in article.paragraphs if p.kind is ParagraphKind.BODY] == [LEAD, MORE]
    assert [p.text for p in article.paragraphs if p.kind is ParagraphKind.CAPTION] == ["图片来源:城南果园"]


def test_a_phrase_of_the_text_between_the_halves_is_a_caption_and_starts_nothing() -> None:
    at = LEAD.index("运往")
    text = "\n\n".join(["果农笑", LEAD[:at], "雨水好", LEAD[at:], MORE])
    (article,) = cut(text).articles
    assert [p.text for p in article.paragraphs if p.kind is ParagraphKind.BODY] == [LEAD, MORE]
    assert [p.text for p in article.paragraphs if p.kind is ParagraphKind.CAPTION] == ["雨水好"]


def test_a_dateline_makes_running_text_of_the_short_first_half_of_a_paragraph() -> None:
    text = "\n\n".join(["果农笑", "本报讯 城南果园的工人们", LEAD[LEAD.index("忙着") :], MORE])
    (article,) = cut(text).articles
    assert article.dateline == "本报讯"
    assert [p.kind for p in article.paragraphs] == [
        ParagraphKind.TITLE, ParagraphKind.BODY, ParagraphKind.BODY,
    ]  # fmt: skip


@pytest.mark.parametrize(
    "title",
    [
        "市政府召开常务会议 部署扩大柑橘种植的措施,稳定果农收入;推动果园换新滴灌设备,促进节水",
        "关于授权各乡镇果园在柑橘采摘季节暂时调整适用有关农产品运输车辆通行时间和路段规定的若干决定",
        "果园喜获丰收 “柑橘再也不愁卖不出去了!”",
    ],
)
def test_a_long_title_without_marks_is_a_title(title: str) -> None:
    text = "\n\n".join(["游泳馆改造完工", "▶ 李硕", OTHER, OTHER_MORE, title, "▶ 王丽", LEAD, MORE])
    articles = cut(text).articles
    assert [a.title and a.title.text for a in articles] == ["游泳馆改造完工", title]


def test_lines_wrapped_at_a_fixed_width_are_paragraphs_again() -> None:
    text = "\n".join(
        "　　" * (n == 0) + p[at : at + 20] for p in (LEAD, MORE) for n, at in enumerate(range(0, len(p), 20))
    )
    (article,) = cut(text).articles
    assert [p.text for p in article.paragraphs] == [LEAD, MORE]


def test_bold_marks_inside_a_paragraph_are_left_out() -> None:
    (article,) = cut(f"# 果农笑\n\n**本报讯** {LEAD}").articles
    assert article.paragraphs[-1].text == f"本报讯 {LEAD}"
    assert article.dateline is None or article.dateline == "本报讯"


def test_traditional_characters_are_read_like_simplified_ones() -> None:
    text = "# 果農笑\n\n記者 劉洋\n\n近日,城南果園的工人們忙著採摘柑橘。\n\n責任編輯:王麗"
    (article,) = cut(text).articles
    assert article.title is not None
    assert article.title.text == "果農笑"
    assert [p.kind for p in article.paragraphs] == [
        ParagraphKind.TITLE, ParagraphKind.BYLINE, ParagraphKind.BODY, ParagraphKind.SIGNATURE,
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["", "\n\n", "---", "第3版", " \u3000\n"])
def test_a_page_without_text_has_no_article(text: str) -> None:
    assert cut(text).articles == ()
