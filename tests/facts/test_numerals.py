"""Numerals against a slow, obvious speller: every number is read back from how it is said."""

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dedup.text.numerals import at, canonical, numerals, parse

_DIGITS = "零一二三四五六七八九"


def spell(number: int) -> str:
    """A whole number as it is said, by the rules of a primary-school book."""
    if number == 0:
        return "零"
    for size, name in ((10**12, "兆"), (10**8, "亿"), (10**4, "万")):
        if number >= size:
            high, low = divmod(number, size)
            link = "零" if low and low < size // 10 else ""
            return spell(high) + name + link + (spell(low) if low else "")
    said, gap = "", False
    for size, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, size)
        if digit:
            said += ("零" if gap and said else "") + _DIGITS[digit] + name
            gap = False
        elif said:
            gap = True
    return said


@given(st.integers(0, 10**6) | st.integers(0, 10**15))
@example(1_000_010)
@example(100_000_005)
def test_what_is_spelt_is_read_back(number: int) -> None:
    assert parse(spell(number)) == number


def test_the_first_twenty_thousand() -> None:
    assert [n for n in range(0, 20_000, 7) if parse(spell(n)) != n] == []


@given(st.integers(0, 10**15))
def test_separators_and_width_do_not_matter(number: int) -> None:
    assert parse(f"{number:,}") == parse(str(number)) == number


@given(st.integers(0, 10**9), st.sampled_from("万亿"))
def test_a_magnitude_multiplies(number: int, unit: str) -> None:
    assert parse(f"{number / 100:.2f}{unit}") == Decimal(number) / 100 * {"万": 10**4, "亿": 10**8}[unit]


@given(
    st.text(
        st.sampled_from("零〇一二两三四五六七八九十百千万亿兆廿半几数多余点分之又负-+.,0123456789 e^k/"),
        max_size=16,
    )
)
def test_numerals_lie_inside_and_never_overlap(text: str) -> None:
    end = 0
    for numeral in numerals(text):
        assert end <= numeral.start < numeral.end <= len(text)
        assert "E" not in canonical(numeral.value)
        end = numeral.end


@pytest.mark.parametrize(
    ("text", "value", "approx"),
    [
        ("二十多", "20", "+"), ("一百二十万", "1200000", ""), ("两", "2", ""), ("廿一", "21", ""), ("二〇二〇", "2020", ""),
        ("千分之三", "0.003", ""), ("1.2万亿", "1200000000000", ""), ("十几亿", "1000000000", "+"), ("五百余万", "5000000", "+"),
        ("四千五", "4500", ""), ("一万零五", "10005", ""), ("壹佰贰拾叁", "123", ""), ("负三点五", "-3.5", ""), ("5万4千6百", "54600", ""),
        ("三又二分之一", "3.5", ""), ("两千万点五五四四", "20000000.5544", ""), ("四万万", "400000000", ""), ("2e5", "200000", ""),
        ("几十", "10", "~"), ("数百万", "1000000", "~"), ("三五百", "300", "~"),
    ],
)  # fmt: skip
def test_forms(text: str, value: str, approx: str) -> None:
    found = at(text, 0)
    assert found is not None
    assert (text[: found.end], canonical(found.value), found.approx) == (text, value, approx)
