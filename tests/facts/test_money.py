"""Sums of money by family: what is read, exactly, and what is no money at all."""

import pytest

from dedup.facts import find_in
from dedup.facts.currencies import CURRENCIES, SIGNS


def sums(text: str) -> list[tuple[str, str, str]]:
    return [(text[f.start : f.end], f.value, f.unit) for f in find_in(text) if f.kind == "money"]


def test_every_currency_is_read_by_its_name() -> None:
    for name, code in CURRENCIES.items():
        assert sums(f"成交价为320万{name}。") == [(f"320万{name}", "3200000", code)]


def test_every_sign_stands_before_its_sum() -> None:
    for sign, code in SIGNS.items():
        assert sums(f"价格（{sign}1,250.5）") == [(f"{sign}1,250.5", "1250.5", code)]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        # small change
        ("3元5角", "3.5", "CNY"), ("3元5角2分", "3.52", "CNY"), ("三元五角整", "3.5", "CNY"), ("壹佰贰拾叁元肆角伍分", "123.45", "CNY"),
        ("三块五", "3.5", "CNY"), ("三块五毛五", "3.55", "CNY"), ("三块零五", "3.05", "CNY"), ("三块四分", "3.04", "CNY"), ("十块三毛", "10.3", "CNY"),
        ("两毛", "0.2", "CNY"), ("五毛钱", "0.5", "CNY"), ("8分钱", "0.08", "CNY"), ("两角五分", "0.25", "CNY"), ("2角", "0.2", "CNY"),
        ("两美元又三美分", "2.03", "USD"), ("20英镑50便士", "20.5", "GBP"), ("30欧分", "0.3", "EUR"), ("5卢布20戈比", "5.2", "RUB"),
        # magnitudes
        ("1.2万亿元", "1200000000000", "CNY"), ("5306亿台币", "530600000000", "TWD"), ("3个亿元", "300000000", "CNY"), ("九佰日元", "900", "JPY"),
        ("5K元", "5000", "CNY"), ("30w元", "300000", "CNY"), ("一亿两千万元", "120000000", "CNY"), ("1亿2千万元", "120000000", "CNY"),
        ("肆佰叁拾万圆整", "4300000", "CNY"), ("１．０７５３美元", "1.0753", "USD"),
        # the currency before, behind and both
        ("人民币3000亿元", "300000000000", "CNY"), ("人民币3.14", "3.14", "CNY"), ("港币3.14", "3.14", "HKD"), ("港币两千元", "2000", "HKD"),
        ("人民币  50元", "50", "CNY"), ("三万元欧元", "30000", "EUR"), ("100块人民币", "100", "CNY"), ("3000 RMB", "3000", "CNY"),
        ("RMB3000", "3000", "CNY"), ("CNY 3,000.50", "3000.5", "CNY"), ("￥3000元", "3000", "CNY"), ("20$", "20", "USD"), ("5 €", "5", "EUR"),
        ("US$5.2 billion", "5200000000", "USD"), ("$5.2bn", "5200000000", "USD"), ("€3m", "3000000", "EUR"), ("HK$300", "300", "HKD"),
        ("20个比特币", "20", "BTC"), ("100枚银元", "100", "银元"),
        # ranges
        ("5-8万元", "50000-80000", "CNY"), ("5万元到8万元", "50000-80000", "CNY"), ("五元六角-五元七毛八分", "5.6-5.78", "CNY"),
        ("七千到九千亿元", "700000000000-900000000000", "CNY"), ("二十七八万元", "270000-280000", "CNY"), ("五六百元", "500-600", "CNY"),
    ],
)  # fmt: skip
def test_sums(text: str, value: str, unit: str) -> None:
    assert sums(f"约定{text}。") == [(text, value, unit)]


@pytest.mark.parametrize(
    ("text", "op", "approx"),
    [
        ("10多万元", "", "+"), ("10余亿元", "", "+"), ("十几万元", "", "+"), ("两块多钱", "", "+"), ("上亿元", "", "+"), ("亿余元", "", "+"),
        ("近千万元", "", "-"), ("约3万元", "", "~"), ("3万元左右", "", "~"), ("几千元", "", "~"), ("不足3万元", "", "-"), ("3万元以上", ">=", ""),
        ("逾3万元", ">", ""), ("不少于3万元", ">=", ""), ("最多一块二", "<=", ""), ("至少三块四分", ">=", ""), ("50万元（含）以上", ">=", ""),
    ],
)  # fmt: skip
def test_bounds_and_blurs(text: str, op: str, approx: str) -> None:
    (fact,) = (f for f in find_in(f"需要{text}。") if f.kind == "money")
    assert (fact.op, fact.approx) == (op, approx)


def test_sums_side_by_side_keep_their_own_currency() -> None:
    assert [s[1:] for s in sums("4人民币5美元")] == [("4", "CNY"), ("5", "USD")]
    assert [s[1:] for s in sums("1美元6.9元")] == [("1", "USD"), ("6.9", "CNY")]
    assert [s[1:] for s in sums("选$20，300美圆, ￥300")] == [("20", "USD"), ("300", "USD"), ("300", "CNY")]


@pytest.mark.parametrize("text", ["82，225.00元", "１，０００元", "1，234，567元", "1,234元"])
def test_commas_group_thousands_where_they_can_mean_nothing_else(text: str) -> None:
    assert len(sums(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "五角大楼", "一元二次方程", "多元化", "千元机", "百元大钞", "万元户", "切成三块。", "这三块，那三块。", "三角形", "一分为二", "十分", "冰山一角",
        "两块状物", "三圆满", "5个马克思主义学院", "八毛巾", "货币是人民币或美元",
    ],
)  # fmt: skip
def test_what_is_no_money(text: str) -> None:
    assert sums(text) == []


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("600元月租", "600", "CNY"), ("1000元年费", "1000", "CNY"), ("30万元首付", "300000", "CNY"), ("40牙买加元", "40", "JMD"),
        ("5洪都拉斯伦皮拉", "5", "HNL"), ("30新锡克尔", "30", "ILS"), ("100卢旺达法郎", "100", "RWF"), ("90马其顿第纳尔", "90", "MKD"),
    ],
)  # fmt: skip
def test_sums_before_a_word_and_in_rare_currencies(text: str, value: str, unit: str) -> None:
    assert [(f.value, f.unit) for f in find_in(f"共计{text}。") if f.kind == "money"] == [(value, unit)]
