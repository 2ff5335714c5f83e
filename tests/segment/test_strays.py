"""Lines at the border of two articles: which of them they belong to."""

import pytest

from dedup.segment import segment
from dedup.types import Document, Segmentation

_FIRST = """# 城南柑橘喜获丰收

本报讯 记者昨日从城南镇了解到，今年全镇柑橘种植面积达到三千亩，果农采摘忙，柑橘合作社统一收购。

柑橘合作社负责人介绍，柑橘销往十个省份，果农户均增收八千元，明年还将扩大柑橘种植面积。
"""
_SECOND = """# 市游泳馆恢复开放

本报讯 市游泳馆自明日起恢复开放，市民凭预约码入馆，泳池每日换水消毒，更衣室限流五十人。

游泳馆工作人员说，泳池水温保持在二十八度，首周免收门票，开放时间为上午九时至晚上九时。
"""


def cut(text: str) -> Segmentation:
    return segment(Document("p", "p", text, ""), explain=True)


def texts(text: str) -> list[str]:
    return ["\n".join(p.text for p in article.paragraphs) for article in cut(text).articles]


@pytest.mark.parametrize(
    "line",
    [
        "（西亚）",
        "1. 果农采摘忙",
        "——果农李大山",
        "柑橘合作社统一收购果农增收",
        "王晔摄（影像中国）",
        "（资料图片）",
    ],
)
def test_a_line_that_ends_an_article_is_not_given_to_the_next(line: str) -> None:
    first, second = texts(f"{_FIRST}\n{line}\n\n{_SECOND}")
    assert line.lstrip("1. ") in first
    assert second.startswith("市游泳馆恢复开放")


def test_an_eyebrow_stays_with_its_title() -> None:
    first, second = texts(f"{_FIRST}\n民生聚焦\n\n{_SECOND}")
    assert "民生聚焦" in second
    assert "民生聚焦" not in first


def test_a_credit_stays_where_it_stands_though_its_words_are_elsewhere() -> None:
    third = (
        "# 影像中国开展\n\n本报讯 影像中国摄影展昨日开幕，资料图片三百幅，影像中国签约摄影师到场介绍作品。\n"
    )
    first, *_ = texts(f"{_FIRST}\n王晔摄（影像中国）\n\n{_SECOND}\n{third}")
    assert "王晔摄" in first


def test_boundaries_are_where_articles_start() -> None:
    found = cut(f"{_FIRST}\n1. 果农采摘忙\n\n2. 柑橘合作社统一收购\n\n{_SECOND}")
    starts = [b.start for b in found.boundaries if b.new_article]
    assert starts == [article.spans[0].start for article in found.articles]
