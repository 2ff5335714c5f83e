"""Facts of English text are compared by value, as Chinese ones are."""

import pytest

from dedup.facts import find_in


def read(text: str, *kinds: str) -> list[tuple[str, str, str]]:
    return [
        (text[f.start : f.end], f.op + f.value + f.approx, f.unit) for f in find_in(text) if f.kind in kinds
    ]


@pytest.mark.parametrize(
    ("text", "kind", "value", "unit"),
    [
        ("It earned $5.2 bn in sales.", "money", "5200000000", "USD"), ("It earned US$5.2 billion there.", "money", "5200000000", "USD"),
        ("They paid 20 million yuan for it.", "money", "20000000", "CNY"), ("They paid three million euros.", "money", "3000000", "EUR"),
        ("Exports rose 5.2 percent there.", "percent", "5.2", "%"), ("It gained 0.3 percentage points.", "percent", "0.3", "个百分点"),
        ("Prices fell 5 to 8 percent here.", "percent", "5-8", "%"), ("It has twenty-five companies.", "number", "25", ""),
        ("It has two hundred and fifty beds.", "number", "250", ""), ("It has more than 1,200 staff.", "number", ">1200", ""),
        ("It has nearly 3 million users.", "number", "3000000-", ""), ("It has at least 20 members.", "number", ">=20", ""),
        ("The bridge is 1,018 meters long.", "quantity", "1018", "米"), ("It covers 300 square kilometers.", "quantity", "300", "平方公里"),
        ("The work lasted 45 minutes there.", "duration", "PT45M", ""), ("The work lasted three years.", "duration", "P3Y", ""),
        ("It was the 21st meeting there.", "ordinal", "21", ""), ("It was the second meeting.", "ordinal", "2", ""),
        ("It is three times as large.", "multiple", "3", ""),
    ],
)  # fmt: skip
def test_amounts(text: str, kind: str, value: str, unit: str) -> None:
    assert [row[1:] for row in read(text, kind)] == [(value, unit)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("He came on May 18, 2020 again.", "2020-05-18"), ("He came on 18 May 2020 again.", "2020-05-18"), ("He came on May 18th again.", "XXXX-05-18"),
        ("He came on May 3-5, 2020 again.", "2020-05-03/2020-05-05"), ("It opens in May 2020 there.", "2020-05"), ("It opens in May there.", "XXXX-05"),
        ("It opened last year there.", "Y-1"), ("It opens next month there.", "M+1"), ("It opened on Monday there.", "XXXX-WXX-1"),
        ("It opens next Monday there.", "W+1-1"), ("It opened yesterday there.", "D-1"), ("It opened two years ago there.", "-P2Y"),
        ("It rose in Q1 2020 there.", "2020-Q1"), ("It rose in the first quarter of 2020.", "2020-Q1"), ("It opens in early 2021 there.", "2021-START"),
        ("It was built in the 1990s there.", "199X"), ("It closes at the end of the year.", "XXXX-END"), ("It opened in 2019 there.", "2019"),
    ],
)  # fmt: skip
def test_dates(text: str, value: str) -> None:
    assert [row[1] for row in read(text, "date")] == [value]


def test_two_ways_to_write_one_date_are_equal() -> None:
    one, two = find_in("It opened on May 18, 2020 there."), find_in("It opened on 18 May 2020 there.")
    assert [f.key for f in one] == [f.key for f in two]


def test_names() -> None:
    text = "President Xi Jinping told Mr. John Smith of Peking University that the World Health Organization left China."
    assert [row[0] for row in read(text, "person")] == ["Xi Jinping", "John Smith"]
    assert [row[0] for row in read(text, "organisation")] == [
        "Peking University",
        "World Health Organization",
    ]
    assert [row[0] for row in read(text, "place")] == ["China"]


@pytest.mark.parametrize(
    "text", ["One of them may march again.", "It is one thing to say so.", "The second half was better."]
)
def test_words_that_state_no_fact(text: str) -> None:
    assert [f for f in find_in(text) if f.kind not in ("modality", "negation")] == []


def test_english_words_in_chinese_text_change_nothing() -> None:
    text = "GDP增长5.2%，IPO融资20亿元，将于2021年投产。"
    assert [f.value for f in find_in(text)] == ["5.2", "2000000000", "将", "2021"]
