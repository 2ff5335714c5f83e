"""Folding and shingles against slow, obvious references."""

import unicodedata

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from opencc import OpenCC

from dedup.text.fold import fold, letters, plain
from dedup.text.shingles import SHINGLE, shingle_set, similarity

_SIMPLIFY = OpenCC("t2s")
# Han, kana, full-width forms, compatibility characters, Latin with marks, digits, supplementary planes.
ZH = st.text(
    st.one_of(
        st.sampled_from("衡阳高新区產業園區發展國家１２３45％㎡①½ＡＢcd，。“”　 \n\u200b\ufeff𠮷𡈽ﬀé"),
        st.characters(min_codepoint=0x3400, max_codepoint=0x9FFF),
        st.characters(min_codepoint=0xFF00, max_codepoint=0xFFEF),
    ),
    max_size=60,
)


def slow_letters(text: str) -> str:
    """The contract's normalised article: NFKC, lower case, 繁→简, letters and digits only."""
    wide = unicodedata.normalize("NFKC", text).lower()
    return "".join(c for ch in wide for c in _SIMPLIFY.convert(ch) if c.isalnum())


@given(ZH)
def test_letters_are_what_the_contract_says(text: str) -> None:
    assert letters(text).text == slow_letters(text)


@given(ZH)
def test_every_folded_character_knows_where_it_came_from(text: str) -> None:
    folded = fold(text)
    assert len(folded.codes) == len(folded.raw)
    assert (np.diff(folded.raw) >= 0).all()
    for code, at in zip(folded.codes.tolist(), folded.raw.tolist(), strict=True):
        wide = unicodedata.normalize("NFKC", text[at]).lower()
        assert chr(code) in "".join(_SIMPLIFY.convert(c) for c in wide)


@given(ZH)
def test_folding_twice_changes_nothing(text: str) -> None:
    once = fold(text).text
    assert fold(once).text == once


@given(ZH)
def test_plain_keeps_every_offset(text: str) -> None:
    assert len(plain(text)) == len(text)


def test_a_combining_mark_joins_the_letter_before_it() -> None:
    assert letters("cafe\u0301").text == "café"


def test_a_lone_surrogate_does_not_stop_the_run() -> None:
    assert fold("衡\ud800阳").text == "衡\ufffd阳"


def slow_similarity(a: str, b: str) -> tuple[float, float, float]:
    """Jaccard and covers by Python sets of strings."""
    sets = []
    for text in (slow_letters(a), slow_letters(b)):
        grams = {text[i : i + SHINGLE] for i in range(len(text) - SHINGLE + 1)}
        sets.append(grams or ({text} if text else set()))
    one, two = sets
    shared = len(one & two)
    if not one | two:
        return 0.0, 0.0, 0.0
    return shared / len(one | two), shared / max(1, len(one)), shared / max(1, len(two))


@given(ZH, ZH)
def test_similarity_is_exact(a: str, b: str) -> None:
    assert similarity(shingle_set(a), shingle_set(b)) == slow_similarity(a, b)
    assert similarity(shingle_set(a), shingle_set(a + b)) == slow_similarity(a, a + b)
