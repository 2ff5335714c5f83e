"""What single lines look like."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedup.segment import shape
from dedup.segment.lines import BOLD, lines
from dedup.text.fold import plain

FURNITURE = [
    "第3版", "第3版 要闻", "A05", "A05 综合", "— 12 —", "12", "12/16", "(下转第3版)", "(上接第1版)",
    "下转A02版", "▶下转5版", "上接第A05版", "2021年5月11日 星期二", "衡阳日报 2021年5月11日 星期二",
    "星期二", "责任编辑:王丽 美编:李硕", "责编 王丽 校对 李硕", "本版责编:王丽", "新闻热线:0731-88888888",
    "国内统一刊号 CN43-0001 邮发代号 41-1", "投稿邮箱:tg@example.com", "(相关报道见第二版)",
    "www.example.com",
]  # fmt: skip
TEXT = [
    "两园即将开园", "2020年9月28日召开的动员大会明确", "第三届博览会举行", "要闻发布制度建立",
    "12个项目签约", "转型升级正当时", "上接天线,下接地气", "5月18日", "图片来源:高新区", "本报记者 王丽",
    "会议第3版草案通过审议",
]  # fmt: skip


@pytest.mark.parametrize("text", FURNITURE)
def test_page_furniture_is_known(text: str) -> None:
    (line,) = lines(plain(text))
    assert shape.furniture(line.leader + line.text) or shape.furniture(line.text)


@pytest.mark.parametrize("text", TEXT)
def test_text_is_no_furniture(text: str) -> None:
    assert not shape.furniture(plain(text))


@pytest.mark.parametrize(
    "text",
    [
        "图片来源:昆明高新区",
        "本报记者 王丽摄",
        "王丽 摄",
        "图为活动现场。",
        "图①:签约现场",
        "供图:高新区",
        "王丽摄(新华社发)",
    ],
)
def test_captions_and_credits_are_known(text: str) -> None:
    assert shape.credit(text) or shape.caption(text)


@pytest.mark.parametrize(
    ("text", "level", "leader", "content"),
    [
        ("# 两园", 1, "", "两园"),
        ("### 两园 ###", 3, "", "两园"),
        ("##两园", 2, "", "两园"),
        ("**两园**", BOLD, "", "两园"),
        ("## **两园**", 2, "", "两园"),
        ("> 引文", 0, ">", "引文"),
        ("- 一项", 0, "-", "一项"),
        ("<h1>两园</h1>", 0, "", "两园"),
        ("![两园](a.png)", 0, "![", "两园"),
        ("　　两园", 0, "", "两园"),
        ("#", 0, "", "#"),
        ("**会议**指出,**要**", 0, "", "**会议**指出,**要**"),
    ],
)
def test_markup_is_parted_from_content(text: str, level: int, leader: str, content: str) -> None:
    (line,) = lines(text)
    assert (line.level, line.leader, line.text) == (level, leader, content)
    assert text[line.at : line.at + len(line.text)] == content


def test_an_underlined_line_is_a_title() -> None:
    (line,) = lines("两园即将开园\n======\n")
    assert (line.level, line.text) == (1, "两园即将开园")


@given(st.text(alphabet="“”（）《》‘’一二", max_size=40))
def test_what_is_left_open_is_what_is_closed_too_early_in_the_mirror(text: str) -> None:
    mirror = text[::-1].translate(str.maketrans("“”（）《》‘’", "”“）（》《’‘"))
    closed = {"“": "”", "（": "）", "《": "》", "‘": "’"}
    if set(text) & set("“（《‘”）》’"):
        opened = shape.unclosed(text)
        assert len(opened) <= len(text)
        assert all(char in closed for char in opened)
    assert shape.unclosed(text + mirror) == "" or shape.closes(text) != ""


@pytest.mark.parametrize(
    ("text", "cut"),
    [("全力推进。(下转第3版)", 5), ("全力推进(下转第3版)", 4), ("全力推进", 4), ("全力推进 下转A02版", 4)],
)
def test_a_jump_line_at_the_end_is_cut_off(text: str, cut: int) -> None:
    assert shape.jump(text) == cut


@given(st.from_regex(shape._FURNITURE, fullmatch=True))
def test_the_hint_is_in_all_furniture(text: str) -> None:
    assert shape._HINT.search(text)
