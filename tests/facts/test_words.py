"""The dictionary without jieba's start-up, against jieba itself."""

from pathlib import Path

import jieba
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedup.errors import DedupError
from dedup.text.fold import plain
from dedup.text.words import parse, tag_of, words

OURS = Path(__file__).parents[2] / "dedup" / "text" / "words.txt"


@pytest.fixture(scope="module")
def slow() -> jieba.Tokenizer:
    jieba.setLogLevel(60)
    tokenizer = jieba.Tokenizer()
    with OURS.open(encoding="utf-8") as lines:
        tokenizer.load_userdict(lines)
    return tokenizer


def test_the_pages_are_cut_as_jieba_cuts_them(page: dict[str, str], slow: jieba.Tokenizer) -> None:
    for raw in page.values():
        text = plain(raw)
        ours = {(w.start, w.end) for w in words(text) if text[w.start : w.end].isalpha()}
        theirs, at = set(), 0
        for word in slow.cut(text, HMM=False):
            if word.isalpha():
                theirs.add((at, at + len(word)))
            at += len(word)
        assert len(ours & theirs) / len(theirs) > 0.995


@given(st.text(max_size=60))
def test_words_cover_the_text(text: str) -> None:
    found = words(text)
    assert "".join(text[w.start : w.end] for w in found) == text
    assert all(w.start < w.end for w in found)


def test_tags_come_from_the_dictionary() -> None:
    assert tag_of("浙江省") == "ns"
    assert tag_of("没有这个词吧") is None
    assert tag_of("") is None


def test_a_dictionary_of_another_make_is_refused() -> None:
    with pytest.raises(DedupError):
        parse("词 3 n extra\n".encode())


def test_long_texts_are_cut_like_short_ones() -> None:
    sentence = "衡阳高新区移动互联网产业园预计五月开园，签约企业二十多家。"
    once = [(w.start, w.end, w.tag) for w in words(sentence)]
    many = words(sentence * 1200)
    size = len(sentence)
    assert [(w.start, w.end, w.tag) for w in many] == [
        (s + i * size, e + i * size, tag) for i in range(1200) for s, e, tag in once
    ]
