"""Byline grammar: every usual form, and what only looks like one."""

import pytest

from dedup.segment.bylines import byline, lead, people, signature
from dedup.segment.lines import lines
from dedup.segment.names import is_name, split_names
from dedup.text.fold import plain

FORMS = [
    ("▶ 谢小青", ("谢小青",)),
    ("▶ 李硕 王倩倩", ("李硕", "王倩倩")),
    ("文/谢小青 图/左百村", ("谢小青", "左百村")),
    ("文/图 谢小青", ("谢小青",)),
    ("谢小青/文 左百村/图", ("谢小青", "左百村")),
    ("本报记者 王明峰", ("王明峰",)),
    ("本报记者王明峰 通讯员李硕", ("王明峰", "李硕")),
    ("□ 本报记者 王明峰", ("王明峰",)),
    ("○谢小青", ("谢小青",)),
    ("(记者 王丽 通讯员 李硕)", ("王丽", "李硕")),
    ("（本报记者　王丽）", ("王丽",)),
    ("作者:王丽", ("王丽",)),
    ("周枫", ("周枫",)),
    ("李硕 王倩倩 欧阳明", ("李硕", "王倩倩", "欧阳明")),
    ("王　丽", ("王丽",)),
    ("潇湘晨报记者 王丽", ("王丽",)),
    ("見習記者 劉洋", ("刘洋",)),
]


@pytest.mark.parametrize(("text", "names"), FORMS)
def test_a_byline_gives_its_names(text: str, names: tuple[str, ...]) -> None:
    (line,) = lines(plain(text))
    found = byline(line.text, line.leader)
    assert found is not None
    assert found.authors == names


@pytest.mark.parametrize(
    "text",
    [
        "智慧医疗产业园", "两园即将开园", "团结协作欢乐无穷", "核心阅读", "高新区", "为了民族复兴·英雄烈士谱",
        "5月18日",        "王丽说,要抓好落实。", "陈列丰富多彩",
    ],
)  # fmt: skip
def test_a_heading_or_caption_is_no_byline(text: str) -> None:
    assert byline(plain(text)) is None


LEADS = [
    ("本报讯(左百村)4月25日下午,衡阳", "本报讯", ("左百村",), "4月25日"),
    ("本报讯(特约通讯员 范敏玲) 5月18日,", "本报讯", ("范敏玲",), "5月18日"),
    ("本报讯(文/谢小青 图/李西)为丰富", "本报讯", ("谢小青", "李西"), "为丰富"),
    ("本报讯 浙江省榜单近日发布。", "本报讯", (), "浙江省"),
    ("新华社北京5月18日电(记者李硕)会议", "新华社北京5月18日电", ("李硕",), "会议"),
    ("本报北京1月13日电  (记者肖新新)外交部", "本报北京1月13日电", ("肖新新",), "外交部"),
    ("据新华社电 (记者王丽)昨天", "据新华社电", ("王丽",), "昨天"),
    ("中新社上海3月2日电 (记者 李硕 王丽)今天", "中新社上海3月2日电", ("李硕", "王丽"), "今天"),
    ("新華社香港6月3日電 特區政府", "新华社香港6月3日电", (), "特区"),
]


@pytest.mark.parametrize(("text", "dateline", "authors", "story"), LEADS)
def test_a_lead_is_parted_from_the_story(
    text: str, dateline: str, authors: tuple[str, ...], story: str
) -> None:
    folded = plain(text)
    found = lead(folded)
    assert found is not None
    assert folded[: found.dateline] == dateline
    assert found.authors == authors
    assert folded[found.end :].startswith(story)


@pytest.mark.parametrize(
    "text",
    ["近日,昆明高新区举行仪式", "本报讯息中心成立", "新华社区电话线路改造", "(一)加强领导", "本报电子版上线"],
)
def test_a_paragraph_without_a_dateline_has_no_lead(text: str) -> None:
    assert lead(text) is None


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("(王丽)", ("王丽",)),
        ("(作者:王丽)", ("王丽",)),
        ("(作者系湖南大学教授)", ()),
        ("(本报记者 王丽 李硕)", ("王丽", "李硕")),
        ("(责任编辑:王丽)", ()),
        ("(一)加强领导", None),
        ("(下转第3版)", None),
    ],
)
def test_a_bracketed_note_is_a_signature_or_not(text: str, names: tuple[str, ...] | None) -> None:
    assert signature(text) == names


def test_names_are_cut_where_the_fewest_remain() -> None:
    assert split_names("李硕王倩倩") == ("李硕", "王倩倩")
    assert split_names("高新区建设") == ()
    assert not is_name("高新区")
    assert people("记者 陈列丰") == ("陈列丰",)


@pytest.mark.parametrize(
    "role",
    [
        "记者",
        "通讯员",
        "评论员",
        "撰稿人",
        "作者",
        "笔者",
        "编辑",
        "主编",
        "撰文",
        "摄影",
        "报道员",
        "观察员",
        "研究员",
        "实习生",
        "见习生",
        "采写",
        "整理",
        "新华社首席",
        "本报特派",
        "文/",
        "图/",
    ],
)
def test_every_word_for_who_made_something_makes_a_byline_stated(role: str) -> None:
    found = byline(role + "王丽")
    assert found is not None
    assert found.stated
    assert found.authors == ("王丽",)
