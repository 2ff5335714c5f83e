"""Shingle sets, signatures and sketches against Python sets and datasketch."""

import random

import numpy as np
import pytest
from datasketch import MinHash
from hypothesis import given
from hypothesis import strategies as st

from dedup.lsh import bands_for
from dedup.shingled import batches, shingled
from dedup.sketch import EMPTY, Banding, band_keys, joined, signatures, sketches
from dedup.text.fold import letters, letters_of
from dedup.text.shingles import SHINGLE, distinct, shingle_set

ZH = st.text(
    st.one_of(
        st.sampled_from("衡阳高新区产业园區國１２％㎡①½Ⅲ…ＡＢcd，。　 \n\u200b\u0301\u3099\ud800𠮷ﬀé가각ᄀ"),
        st.characters(min_codepoint=0x4E00, max_codepoint=0x4E20),
    ),
    max_size=30,
)
CHARACTERS = (
    "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳云腾致雨露结为霜金生丽水玉出昆冈"
)


def news(seed: int, length: int) -> str:
    """A text of random characters."""
    return "".join(random.Random(seed).choices(CHARACTERS, k=length))


def slow_set(text: str) -> set[str]:
    """The contract's shingle set: 5-grams of letters and digits, or the whole of a shorter text."""
    folded = letters(text).text
    grams = {folded[i : i + SHINGLE] for i in range(len(folded) - SHINGLE + 1)}
    return grams or ({folded} if folded else set())


@given(st.lists(ZH, max_size=6))
def test_many_texts_fold_as_each_does(texts: list[str]) -> None:
    codes, bounds = letters_of(texts)
    assert len(bounds) == len(texts) + 1
    for i, text in enumerate(texts):
        assert codes[bounds[i] : bounds[i + 1]].tolist() == letters(text).codes.tolist()


@given(st.lists(ZH, max_size=6))
def test_a_batch_has_the_shingle_sets_of_its_texts(texts: list[str]) -> None:
    found = shingled(texts)
    assert len(found) == len(texts)
    for i, text in enumerate(texts):
        assert found.of(i).tolist() == shingle_set(text).tolist()
        assert len(found.of(i)) == len(slow_set(text))
        assert found.chars[i] == len(letters(text).codes)


@given(ZH, ZH)
def test_digests_are_equal_when_normalised_texts_are(a: str, b: str) -> None:
    found = shingled([a, b, f" {a}。"])
    same = (found.digests[0] == found.digests[1:]).all(axis=1).tolist()
    assert same == [letters(a).text == letters(b).text, True]


@given(st.lists(ZH, min_size=1, max_size=4))
def test_a_digest_does_not_depend_on_the_batch(texts: list[str]) -> None:
    alone = [shingled([text]).digests[0].tolist() for text in texts]
    assert shingled([*texts, "衡阳𠮷"]).digests[:-1].tolist() == alone


@given(st.lists(st.integers(0, 50)))
def test_distinct_is_a_sorted_set(values: list[int]) -> None:
    assert distinct(np.array(values, np.uint64)).tolist() == sorted(set(values))


def test_batches_keep_order_and_size() -> None:
    texts = ["一" * n for n in (5, 5, 30, 1, 0, 9)]
    cut = list(batches(texts, chars=10))
    assert [t for batch in cut for t in batch] == texts
    assert [sum(map(len, batch)) for batch in cut] == [10, 30, 10]


def versions(share: float, length: int, seed: int) -> tuple[str, str]:
    """Two texts of which about ``share`` of the characters is the same run."""
    same = news(seed, int(length * share))
    rest = length - len(same)
    return same + news(seed + 1, rest), same + news(seed + 2, rest)


@pytest.mark.parametrize("length", [60, 200, 2000])
def test_signatures_estimate_jaccard_as_well_as_datasketch(length: int) -> None:
    ours, theirs = [], []
    for seed in range(0, 120, 3):
        pair = versions(0.7, length, seed)
        one, two = (slow_set(text) for text in pair)
        true = len(one & two) / len(one | two)
        a, b = signatures(shingled(pair))
        ours.append((a == b).mean() - true)
        sketch = [MinHash(num_perm=128, seed=seed) for _ in pair]
        for minhash, grams in zip(sketch, (one, two), strict=True):
            minhash.update_batch([gram.encode() for gram in grams])
        theirs.append(sketch[0].jaccard(sketch[1]) - true)
    assert abs(np.mean(ours)) < 0.03
    assert np.sqrt(np.mean(np.square(ours))) < 1.6 * np.sqrt(np.mean(np.square(theirs)))


def test_every_bin_of_a_signature_is_filled_unless_there_is_nothing() -> None:
    values = signatures(shingled(["一二三四五六七", "，。", "一"]))
    assert (values[[0, 2]] != EMPTY).all()
    assert (values[1] == EMPTY).all()
    assert len(np.unique(values[2])) == 1


def test_band_keys_are_equal_when_their_rows_are() -> None:
    values = np.arange(24, dtype=np.uint32).reshape(2, 12)
    values[1, :4] = values[0, :4]
    values[1, 8:11] = values[0, 8:11]
    one, two = band_keys(values, Banding(3, 4, 12))
    assert (one == two).tolist() == [True, False, False]


def test_sketches_in_parts_are_sketches_of_the_whole() -> None:
    texts = [news(i, 10 + 40 * i) for i in range(12)]
    banding = bands_for(0.5)
    whole = sketches(texts, banding)
    parts = joined([sketches(texts[:5], banding), sketches([], banding), sketches(texts[5:], banding)])
    for name in ("keys", "samples", "bounds", "chars", "digests"):
        assert getattr(whole, name).tolist() == getattr(parts, name).tolist()


def test_samples_are_the_low_hashes_of_the_set() -> None:
    text = news(1, 800)
    found = sketches([text], bands_for(0.5))
    kept = [h for h in shingle_set(text).tolist() if h < 2**61]
    assert found.samples.tolist() == sorted(h & 0xFFFFFFFF for h in kept)
    assert 60 < len(kept) < 140


def test_sketches_of_other_settings_do_not_join() -> None:
    with pytest.raises(ValueError, match="same banding"):
        joined([sketches(["一"], bands_for(0.5)), sketches(["一"], bands_for(0.9))])


def test_an_article_costs_at_most_700_bytes() -> None:
    found = sketches([news(i, 1000) for i in range(40)], bands_for(0.5))
    assert found.nbytes <= 700 * 40
