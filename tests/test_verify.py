"""Verified numbers are exact, whatever the candidates were."""

import json
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedup.graph import components
from dedup.limits import LimitKind
from dedup.lsh import Candidates, bands_for, candidates
from dedup.sketch import sketches
from dedup.text.fold import letters
from dedup.text.shingles import shingle_set, similarity
from dedup.types import Relation
from dedup.verify import Verified, relation_of, verify

ROOT = Path(__file__).parents[1]
TEXTS = st.lists(
    st.text(st.sampled_from("衡阳高新，"), max_size=14).map(lambda t: t * 2), min_size=2, max_size=7
)


def every_pair(texts: list[str]) -> Candidates:
    """All pairs as candidates, none of them collapsed."""
    n = len(texts)
    pairs = np.array(list(combinations(range(n), 2)), np.int64).reshape(-1, 2)
    chars = np.array([len(letters(t).codes) for t in texts], np.int64)
    return Candidates(pairs, np.arange(n), chars, None, ())


def versions(texts: list[str], split: int | None = None, shortest: int = 30) -> Verified:
    kept = sketches(texts, bands_for(0.5), shortest)
    found = candidates(kept, threshold=0.5, containment=0.8, split=split)
    return verify(found, lambda ids: [texts[i] for i in ids], threshold=0.5, containment=0.8)


@given(TEXTS)
def test_numbers_are_exact_and_cut_at_the_thresholds(texts: list[str]) -> None:
    result = verify(every_pair(texts), lambda ids: [texts[i] for i in ids], threshold=0.5, containment=0.8)
    got = {(a, b): (r, numbers) for a, b, r, *numbers in result.rows()}
    for i, j in combinations(range(len(texts)), 2):
        jaccard, cover_a, cover_b = similarity(shingle_set(texts[i]), shingle_set(texts[j]))
        if jaccard >= 0.5 or max(cover_a, cover_b) >= 0.8:
            relation, numbers = got.pop((i, j))
            assert numbers == [jaccard, cover_a, cover_b]
            assert (relation is Relation.IDENTICAL) == (letters(texts[i]).text == letters(texts[j]).text)
    assert not got


def test_relations_say_what_a_is_to_b() -> None:
    cases = {
        (0.9, 0.95, 0.94): Relation.NEAR,
        (0.3, 1.0, 0.3): Relation.CONTAINED,
        (0.3, 0.3, 1.0): Relation.CONTAINS,
        (0.6, 0.6, 1.0): Relation.CONTAINS,
        (0.4, 0.6, 0.5): Relation.PARTIAL,
    }
    for numbers, relation in cases.items():
        assert relation_of(*numbers, threshold=0.5, containment=0.8) is relation
        jaccard, a, b = numbers
        assert relation_of(jaccard, b, a, threshold=0.5, containment=0.8) is relation.mirrored


def story(n: int, length: int = 300) -> str:
    """Different characters for every n, none repeated within a text."""
    return "".join(chr(0x4E00 + (n * 1000 + i) % 20000) for i in range(length))


def test_copies_stand_for_each_other() -> None:
    a, b = story(1), story(1)[:250] + story(2, 50)
    texts = [a, b, a + "。", story(3), b, a]
    result = versions(texts)
    one, two = {0, 2, 5}, {1, 4}
    wanted = {tuple(sorted(p)) for p in combinations(one | two, 2)}
    assert set(zip(result.a.tolist(), result.b.tolist(), strict=True)) == wanted
    for i, j, relation, jaccard, *_ in result.rows():
        same = {i, j} <= one or {i, j} <= two
        assert (relation is Relation.IDENTICAL) == same
        assert (jaccard == 1.0) == same


def test_order_turns_relations_not_pairs() -> None:
    texts = [story(1), story(2), story(1)[40:160], story(2)[:280], "短讯", "短讯。"]
    one = {(texts[i], texts[j]): (r, tuple(n)) for i, j, r, *n in versions(texts).rows()}
    back = texts[::-1]
    two = {(back[j], back[i]): (r.mirrored, (n[0], n[2], n[1])) for i, j, r, *n in versions(back).rows()}
    assert one == two
    assert len(one) == 3


def test_large_groups_of_copies_are_stars_and_reported() -> None:
    texts = [story(1)] * 50 + [story(1)[:280]]
    result = versions(texts)
    (limit,) = result.limits
    assert limit.kind is LimitKind.COPIES
    listed = set(zip(result.a.tolist(), result.b.tolist(), strict=True))
    assert {(0, i) for i in range(1, 50)} <= listed
    assert len(listed) + limit.count == 51 * 50 // 2


def test_a_list_too_long_is_cut_but_holds_its_clusters_together(monkeypatch: pytest.MonkeyPatch) -> None:
    base = story(1)
    texts = [base[: 300 - i] for i in range(30)]
    whole = versions(texts)
    monkeypatch.setattr("dedup.verify.LISTED", (100, 0))
    cut = versions(texts)
    assert len(whole) == 30 * 29 // 2
    assert len(cut) < 160
    (limit,) = cut.limits
    assert limit.kind is LimitKind.LISTED
    assert limit.count == len(whole) - len(cut)
    assert not components(30, cut.a, cut.b).any()
    assert set(cut.rows()) < set(whole.rows())


def test_new_against_base_lists_pairs_across_only() -> None:
    texts = [story(1), story(1), story(2), story(1), story(2)[:270], story(3)]
    result = versions(texts, split=3)
    assert set(zip(result.a.tolist(), result.b.tolist(), strict=True)) == {(0, 3), (1, 3), (2, 4)}


@pytest.mark.parametrize("turned", [False, True])
def test_the_sample_pages_hold_one_pair(page: dict[str, str], turned: bool) -> None:
    gold = json.loads((ROOT / "tests" / "gold" / "segments.json").read_text("utf-8"))
    names, texts = [], []
    for doc in ("004", "000") if turned else ("000", "004"):
        lines = page[doc].split("\n")
        for article in gold[doc]:
            names.append(article["title"])
            texts.append("\n".join("\n".join(lines[s - 1 : e]) for s, e in article["lines"]))
    ((a, b, relation, jaccard, cover_a, cover_b),) = versions(texts).rows()
    assert {names[a][:6], names[b][:6]} == {gold["000"][0]["title"][:6], gold["004"][0]["title"][:6]}
    assert relation is Relation.NEAR
    assert 0.6 < jaccard < 0.65
    assert 0.8 < max(cover_a, cover_b) < 0.86
