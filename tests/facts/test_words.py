"""The dictionary without jieba's start-up, against jieba itself."""

import importlib.util
from pathlib import Path

import jieba
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedup.text.fold import codes, plain
from dedup.text.lexicon import LONGEST
from dedup.text.shingles import Growing, rolling
from dedup.text.words import tag_of, words

ROOT = Path(__file__).parents[2]
OURS = ROOT / "tools" / "words.txt"


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


def test_the_table_in_the_package_is_the_dictionary() -> None:
    spec = importlib.util.spec_from_file_location("words_table", ROOT / "tools" / "words_table.py")
    assert spec is not None
    assert spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    with np.load(tool.OUT) as kept:
        made = tool.table()
        assert sorted(kept) == sorted(made)
        assert all(np.array_equal(kept[name], made[name]) for name in made)


@given(st.text(max_size=40))
def test_runs_that_grow_hash_as_runs_taken_at_once(text: str) -> None:
    points = codes(text)
    runs = Growing(points)
    for size in range(1, LONGEST + 1):
        if size % 3 == 0:
            runs.keep(runs.begins % 2 == 0)
        grown = runs.grow()
        assert grown.tolist() == rolling(points, size)[runs.begins].tolist()


def test_long_texts_are_cut_like_short_ones() -> None:
    sentence = "衡阳高新区移动互联网产业园预计五月开园，签约企业二十多家。"
    once = [(w.start, w.end, w.tag) for w in words(sentence)]
    many = words(sentence * 1200)
    size = len(sentence)
    assert [(w.start, w.end, w.tag) for w in many] == [
        (s + i * size, e + i * size, tag) for i in range(1200) for s, e, tag in once
    ]
