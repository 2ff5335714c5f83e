"""Lines between articles: the section a page belongs to, the name over briefs, jump lines, remarks."""

from __future__ import annotations

from itertools import product

from dedup.segment.shape import SECTIONS

_PAGES = ("新闻", "要闻", "周刊", "专版", "版")  # what a page of a section is called
_BRIEFS = frozenset(("简讯", "短讯", "快讯", "时讯", "一句话新闻", "两句话新闻", "三句话新闻")) | {
    of + what
    for of, what in product(
        ("要闻", "新闻", "一周", "今日", "资讯"),
        ("速览", "速递", "速读", "集锦", "集萃", "短波", "短讯", "简报"),
    )
}
_PARTS = (
    "记者",
    "通讯员",
    "作者",
    "实习生",
    "采写",
    "整理",
    "讲述",
    "撰文",
    "执笔",
    "统筹",
    "报道",
    "原载",
    "摘",
)
_REMARK = range(8, 81)  # characters


def desk(text: str) -> bool:
    """Whether a line is the name of a page or its section: furniture at the top, anywhere else a heading.

    >>> desk("文化"), desk("地方新闻"), desk("国际·财经"), desk("文化惠民进乡村")
    (True, True, True, False)
    """
    if len(text) > 8:
        return False
    bare = next((text.removesuffix(end) for end in _PAGES if text.endswith(end)), text)
    return any(name in SECTIONS for name in (text, bare, text[2:].lstrip("· "), bare[2:].lstrip("· ")))


def briefs(text: str) -> bool:
    """Whether a line is the name over a column of briefs, which belongs to none of them.

    >>> briefs("简讯"), briefs("【一句话新闻】"), briefs("新闻发布会")
    (True, True, False)
    """
    return len(text) <= 8 and text.strip("【】[]·•|「」<>《》 ") in _BRIEFS


def remark(text: str) -> bool:
    """Whether a line is a remark in brackets on who had a part in the article above, or where it is from.

    >>> remark("(讲述人为驻村工作队员,本报记者整理)"), remark("(李晓参与采写)"), remark("(二)城市更新")
    (True, True, False)
    """
    if text[0] != "(" or text.find(")") != len(text) - 1 or len(text) not in _REMARK:
        return False
    return any(part in text for part in _PARTS)


def sent_on(text: str) -> bool:
    """Whether a jump line sends the reader on.

    >>> sent_on("(下转第3版)"), sent_on("(上接第1版)")
    (True, False)
    """
    return "转" in text or "续见" in text


def taken_up(text: str) -> bool:
    """Whether a jump line says where what follows began.

    >>> taken_up("(上接第1版)"), taken_up("(下转第3版)"), taken_up("第3版")
    (True, False, False)
    """
    return "转" not in text and ("接" in text or "续自" in text)
