"""Families of amounts and dates, one line a case: what is read of it, as kind, value and unit."""

import pytest

from dedup.facts import find_in


def read(text: str) -> list[tuple[str, str, str]]:
    return [(f.kind, f.value, f.unit) for f in find_in(text)]


@pytest.mark.parametrize(
    ("text", "kind", "value", "unit"),
    [
        ("零下5℃", "quantity", "-5", "摄氏度"), ("气温-15℃", "quantity", "-15", "摄氏度"), ("零下二十度", "quantity", "-20", "度"),
        ("华氏温度98.6度", "quantity", "98.6", "华氏度"), ("摄氏37度", "quantity", "37", "摄氏度"), ("37°", "quantity", "37", "度"),
        ("1米75", "quantity", "1.75", "米"), ("三米九", "quantity", "3.9", "米"), ("十五斤半", "quantity", "15.5", "斤"), ("3斤5两", "quantity", "3.5", "斤"),
        ("9两半", "quantity", "9.5", "两"), ("5千瓦时", "quantity", "5", "千瓦时"), ("2亿千瓦时", "quantity", "200000000", "千瓦时"), ("5千克", "quantity", "5", "公斤"),
        ("8英寸", "quantity", "8", "英寸"), ("5-10℃", "quantity", "5-10", "摄氏度"), ("20-30家", "count", "20-30", "家"), ("十七八岁", "count", "17-18", "岁"),
        ("一百二三十人", "count", "120-130", "人"), ("上千家", "count", "1000", "家"), ("万余名", "count", "10000", "名"), ("3个亿", "number", "300000000", ""),
        ("下降-2.1%", "percent", "-2.1", "%"), ("10-15%", "percent", "10-15", "%"), ("百分之十到十五", "percent", "10-15", "%"), ("三四成", "percent", "30-40", "%"),
        ("翻一番", "multiple", "2", ""), ("翻了两番", "multiple", "4", ""), ("前10强", "ordinal", "1-10", "强"), ("10分30秒", "duration", "PT10M30S", ""),
        ("9秒83", "duration", "PT9.83S", ""), ("公元618年", "date", "0618", ""), ("公元前221年", "date", "BC0221", ""), ("今夏", "date", "Y+0-SU", ""),
        ("上个世纪", "date", "C-1", ""), ("八十年代初", "date", "XX8X-START", ""), ("3·15", "date", "XXXX-03-15", ""), ("2020年春", "date", "2020-SP", ""),
        ("两千年八月十五日", "date", "2000-08-15", ""),
    ],
)  # fmt: skip
def test_families(text: str, kind: str, value: str, unit: str) -> None:
    assert read(text) == [(kind, value, unit)]


@pytest.mark.parametrize(
    "text",
    [
        "电话：000 111 82-2100.", "手机号是+1 541-754-3010.", "热线12345开通", "传真(081) 3333-33333.", "拨打0734-8866123。", "见www.abc.com/123。",
        "地址是192.168.1.10。", "地址是fe80::1。", "写信给abc123@example.com。", "客服400-888-1234。", "他是90后。", "A320客机", "5G网络", "“七一”讲话",
        "①落实责任", "编号 13800138000。",
    ],
)  # fmt: skip
def test_digits_that_state_no_fact(text: str) -> None:
    assert [f for f in find_in(text) if f.kind not in ("modality", "negation")] == []


def test_a_telephone_number_hides_nothing_beside_it() -> None:
    assert read("电话0734-8866123、13800138000，5人参加") == [("count", "5", "人")]


@pytest.mark.parametrize(
    "piece",
    [
        "1234567890",
        "a1",
        "1::",
        "May 18, 2020 five percent ",
        "Bank of China ",
        "电话 0734 ",
        "衡阳市高新区管委会",
    ],
)
def test_the_new_families_survive_endless_repetition(piece: str) -> None:
    text = piece * 3000
    assert all(0 <= f.start < f.end <= len(text) for f in find_in(text))
