"""Encodings: what is certain, what is guessed, what is damaged, what is no text."""

import random
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedup.readers._encoding import Undecodable, decode

SIMPLIFIED = """市气象台昨日发布消息，受冷空气影响，未来三天全市气温将下降六到八摄氏度，山区局部有小雪。
市民政局提醒，各街道要提前检查供暖设备，做好老人和儿童的防寒工作。记者从供热公司了解到，今年的供暖费用与去年持平，
每平方米二十四元。如果家里的温度没有达到标准，居民可以拨打热线电话反映情况，工作人员会在两小时之内上门检查。"""
TRADITIONAL = """市府教育局昨天表示，為了讓偏遠地區的學生也能借到新書，圖書館將從下個月起派出三輛行動書車，
每週到十二所國小服務。館長陳女士說，書車上有兩千多本書，還有電腦可以上網查資料。家長會對這項計畫表示歡迎，
並希望時間能夠延長到傍晚，讓下班後的父母也可以陪孩子一起來選書。"""
TEXTS = {"simplified": SIMPLIFIED, "traditional": TRADITIONAL}


def pieces(text: str, length: int) -> list[str]:
    return [text[i : i + length] for i in range(0, len(text) - length, 7)]


@pytest.mark.parametrize("length", [12, 30, 100])
@pytest.mark.parametrize(
    ("script", "codec"),
    [
        ("simplified", "gb18030"),
        ("simplified", "gbk"),
        ("simplified", "utf-16-le"),
        ("simplified", "utf-16-be"),
        ("traditional", "big5"),
        ("traditional", "cp950"),
        ("traditional", "gb18030"),
        ("traditional", "utf-16-be"),
    ],
)
def test_a_guess_is_right_on_short_and_long_texts(script: str, codec: str, length: int) -> None:
    wrong = [t for t in pieces(TEXTS[script], length) if decode(t.encode(codec)).text != t]
    assert wrong == []


def test_a_guess_says_that_it_is_one() -> None:
    assert decode(SIMPLIFIED.encode("gb18030")).guessed
    assert decode(TRADITIONAL.encode("big5")).codec == "big5"
    assert not decode(SIMPLIFIED.encode()).guessed


@pytest.mark.parametrize(
    ("codec", "bom"),
    [
        ("utf-8", b"\xef\xbb\xbf"),
        ("utf-16-le", b"\xff\xfe"),
        ("utf-16-be", b"\xfe\xff"),
        ("utf-32-le", b"\xff\xfe\0\0"),
        ("utf-32-be", b"\0\0\xfe\xff"),
        ("gb18030", b"\x84\x31\x95\x33"),
    ],
)
def test_a_bom_decides_and_is_not_part_of_the_text(codec: str, bom: bytes) -> None:
    decoded = decode(bom + "行".encode(codec))
    assert (decoded.text, decoded.codec, decoded.guessed) == ("行", codec, False)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff"), min_size=1))
def test_valid_utf8_is_taken_as_it_is(text: str) -> None:
    decoded = decode(text.encode())
    assert (decoded.text, decoded.codec, decoded.guessed) == (text, "utf-8", False)


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_undecodable(data: bytes) -> None:
    offset, cut = 0, 0
    try:
        cut = decode(data).cut
    except Undecodable as error:
        offset = error.offset
    assert 0 <= offset <= len(data)
    assert cut < 4


@pytest.mark.parametrize("codec", ["utf-8", "gb18030", "utf-16-le", "big5"])
def test_a_text_cut_inside_a_character_keeps_the_rest(codec: str) -> None:
    text = TRADITIONAL if codec == "big5" else SIMPLIFIED
    data = text.encode(codec)
    decoded = decode(data[:-1])
    assert decoded.text == text[:-1]
    assert decoded.cut == len(text[-1].encode(codec)) - 1


@pytest.mark.parametrize("codec", ["utf-8", "gb18030"])
def test_a_few_bad_bytes_cost_only_themselves(codec: str) -> None:
    data = SIMPLIFIED.encode(codec)
    at = len("市气象台昨日".encode(codec))
    decoded = decode(data[:at] + b"\xff" + data[at:])
    assert decoded.text == SIMPLIFIED[:6] + "\ufffd" + SIMPLIFIED[6:]
    assert decoded.bad == (at,)


def test_rubbish_is_no_text() -> None:
    rubbish = random.Random(5)
    for size in (40, 200, 5000):
        for _ in range(20):
            with pytest.raises(Undecodable):
                decode(rubbish.randbytes(size))
    with pytest.raises(Undecodable):
        decode(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0\0\0\1\0\x08\6\0\0\0")


def test_a_stray_nul_is_part_of_the_text_but_many_control_characters_are_none() -> None:
    text = SIMPLIFIED[:30] + "\0" + SIMPLIFIED[30:]
    assert decode(text.encode()).text == text
    with pytest.raises(Undecodable) as caught:
        decode(b"ab\x01\x02\x03\x04" * 50)
    assert caught.value.offset == 2


def test_utf16_of_ascii_is_not_taken_for_utf8_with_nuls() -> None:
    assert decode("plain words\n".encode("utf-16-le")).text == "plain words\n"
    assert decode("plain words\n".encode("utf-16-be")).text == "plain words\n"


def test_western_quotes_in_english_are_read() -> None:
    decoded = decode("He said “yes” to the naïve plan of the mayor.".encode("cp1252"))
    assert decoded.text == "He said “yes” to the naïve plan of the mayor."
    assert decoded.guessed


def test_a_forced_codec_is_not_doubted() -> None:
    assert decode(SIMPLIFIED.encode("gb18030"), "gb18030").text == SIMPLIFIED
    with pytest.raises(Undecodable):
        decode(SIMPLIFIED.encode("gb18030"), "utf-8")
    assert decode(b"\xef\xbb\xbfok", "utf-8").text == "ok"


def test_common_characters_are_as_the_tool_makes_them() -> None:
    lines = (Path(__file__).parents[2] / "dedup/readers/common.txt").read_text("utf-8").splitlines()
    assert [len(set(line)) for line in lines] == [3500, 3500]


@pytest.mark.parametrize("codec", ["utf-8", "gb18030", "utf-16-le"])
def test_damage_far_apart_in_a_long_text_is_found_at_its_place(codec: str) -> None:
    text = SIMPLIFIED * 600
    data = bytearray(text.encode(codec))
    bad = b"\x00\xdc" if codec == "utf-16-le" else b"\xff"  # a lone surrogate, a byte of no character
    places = [len((SIMPLIFIED * n).encode(codec)) for n in (100, 300, 500)]
    for place in reversed(places):
        data[place:place] = bad
    decoded = decode(bytes(data), codec)
    assert decoded.bad == tuple(place + i * len(bad) for i, place in enumerate(places))
    assert decoded.text.replace("\ufffd", "") == text


@pytest.mark.parametrize("codec", ["utf-16", "utf-32"])
@pytest.mark.parametrize("order", ["le", "be"])
def test_a_forced_codec_without_byte_order_finds_it(codec: str, order: str) -> None:
    data = SIMPLIFIED.encode(f"{codec}-{order}")
    assert decode(data, codec).text == SIMPLIFIED
    assert decode("\ufeff".encode(f"{codec}-{order}") + data, codec).text == SIMPLIFIED


def test_guessing_a_long_text_takes_no_longer_than_decoding_it_a_few_times() -> None:
    data = (SIMPLIFIED * 40_000).encode("gb18030")  # 12 MB
    began = time.perf_counter()
    assert decode(data).codec == "gb18030"
    assert time.perf_counter() - began < 3


def test_the_lines_of_a_table_do_not_hide_a_text() -> None:
    line = "┌─────┬─────┐\n│ 一季度 │ 二千人 │\n└─────┴─────┘\n①市图书馆　②文化馆"
    assert decode(line.encode("gb18030")).text == line
