"""Laws that hold for any text."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opencc import OpenCC

from dedup.facts import find_in
from dedup.facts.calendar import pieces
from dedup.text.fold import plain

_TRADITIONAL = OpenCC("s2t")
PIECES = (
    "20多家 20余家 4.2万平方米 1亿元以上 三成 百分之五 5% 个百分点 5月 2020年9月28日 今年年底 去年同期 当日下午3时 近3年 近半年 每月 一季度 "
    "第三届 前五名 首次 3倍 一对一 百强 十分 一方面 万一 二十多 一百二十万 廿 半 千分之三 1.2万亿 1,000,000,000 —— 至 到 ~ ～ - 约 超过 不足 左右 "
    "拟 将 预计 未 不 没有 “ ” 说 表示 局长 张三丰 李小明 记者 高新区 衡阳市 有限公司 有关 ( ) , 。 点 分 之 又 负 数 几 农历 初一 周五 "
    "12:30 3:2 2020-09-28 1/2 e5 ^ ¥ $ 人民币 块 毛 元 零 〇 两 兆 《 》 活动 大会 研究院 市委 # 1. （一） k ℃ km"
)
SAMPLE = [*PIECES.split(" "), " ", "\n", "　"]
TEXT = st.one_of(
    st.lists(st.sampled_from(SAMPLE), max_size=14).map("".join),
    st.text(st.sampled_from(PIECES + "\n"), max_size=40),
    st.text(max_size=40),
)
INSIDE_OTHERS = (
    "modality",
    "negation",
    "quotation",
    "person",
    "place",
    "organisation",
    "role",
    "event",
    "work",
)


@given(TEXT)
def test_facts_lie_inside_the_text_and_are_stripped(text: str) -> None:
    for fact in find_in(text):
        assert 0 <= fact.start < fact.end <= len(text)
        assert text[fact.start : fact.end] == text[fact.start : fact.end].strip()
        assert fact.value


@given(TEXT)
def test_facts_are_sorted_and_amounts_do_not_overlap(text: str) -> None:
    facts = find_in(text)
    assert list(facts) == sorted(facts, key=lambda f: (f.start, f.end, f.kind))
    amounts = [f for f in facts if f.kind not in INSIDE_OTHERS]
    assert all(one.end <= two.start for one, two in pairwise(amounts))


@given(TEXT)
def test_no_piece_of_a_date_begins_where_none_is_looked_for(text: str) -> None:
    text = plain(text)
    for i in range(len(text) - 1):
        if found := pieces._PIECE.match(text, i):
            at = i + (text[i] == " ")  # a blank in front of a month is no part of it
            assert pieces._PIECE.match(text, at).end() == found.end()
            second = pieces._BEGINS[text[at]]
            assert not second or text[at + 1] in second


@given(TEXT)
def test_finding_twice_finds_the_same(text: str) -> None:
    assert find_in(text) == find_in(text)
    assert [f.key for f in find_in(plain(text))] == [f.key for f in find_in(text)]


@given(st.lists(st.sampled_from(SAMPLE), max_size=8).map("".join))
def test_width_does_not_matter(text: str) -> None:
    wide = "".join(chr(ord(c) + 0xFEE0) if "0" <= c <= "9" else c for c in text)
    assert [f.key for f in find_in(wide)] == [f.key for f in find_in(text)]


@pytest.mark.parametrize(
    "text",
    [
        "预计税收一亿元以上",
        "去年同期增长三成五",
        "该项目总建筑面积4.2万平方米",
        "二十多家企业签约入驻",
        "近三年来，第十届大会",
    ],
)
def test_traditional_characters_do_not_matter(text: str) -> None:
    assert [f.key for f in find_in(_TRADITIONAL.convert(text))] == [f.key for f in find_in(text)]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("投资10亿元", "投资十亿元"),
        ("投资10亿元", "投资1,000,000,000元"),
        ("投资10亿元", "投资１０亿元"),
        ("签约20多家", "签约20余家"),
        ("签约20多家", "签约二十多家"),
        ("增长百分之五", "增长5%"),
        ("增长百分之五", "增长5％"),
        ("增长30%", "增长三成"),
        ("用时两个半月", "用时2个半月"),
        ("二〇二〇年九月二十八日", "2020年9月28日"),
        ("占地4.2万平方米", "占地42000㎡"),
        ("20—30家企业", "20至30家企业"),
    ],
)  # fmt: skip
def test_equal_is_equal(one: str, two: str) -> None:
    (first,), (second,) = find_in(one), find_in(two)
    assert first.key == second.key


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("增长3%", "增长3个百分点"),
        ("超过20家", "20家"),
        ("20家以上", "20家以下"),
        ("约20家", "20家"),
        ("今年年底", "明年年底"),
        ("10亿元", "10亿美元"),
        ("拟成立", "已成立"),
        ("三成以上", "三成以下"),
    ],
)  # fmt: skip
def test_different_is_different(one: str, two: str) -> None:
    assert [f.key for f in find_in(one)] != [f.key for f in find_in(two)]


@pytest.mark.parametrize(
    "piece",
    [
        "一",
        "1",
        "1,",
        "一分之",
        "一又",
        "百分之",
        "1至",
        "一月",
        "初一",
        "1^",
        "1e9",
        "¥1",
        "副",
        "北京镇",
        "有限公司",
        "约·",
        "至路",
        "《",
        "“",
        "张三说",
    ],
)
def test_endless_repetition_is_survived(piece: str) -> None:
    """No recursion and no quadratic search, however often a piece repeats."""
    text = piece * 4000
    assert all(0 <= f.start < f.end <= len(text) for f in find_in(text))


@pytest.mark.parametrize(
    ("gapped", "plain"),
    [
        ("300 多名", "300多名"),
        ("上世纪90 年代", "上世纪90年代"),
        ("增长 3.5 %", "增长3.5%"),
        ("1,0\u200b00 元", "1,000元"),
    ],
)
def test_blanks_beside_digits_change_no_fact(gapped: str, plain: str) -> None:
    assert [f.key for f in find_in(gapped)] == [f.key for f in find_in(plain)] != []
    for fact in find_in(gapped):
        assert gapped[fact.start : fact.end].replace(" ", "").replace("\u200b", "")
