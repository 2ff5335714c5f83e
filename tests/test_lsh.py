"""Candidate pairs: nothing true is lost, nothing depends on order, every bound is reported."""

import random
from itertools import combinations, pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedup import lsh
from dedup.columnar import group_bounds, merged, pack, ragged, unpack
from dedup.graph import components
from dedup.limits import Limit, LimitKind
from dedup.lsh import Candidates, bands_for, candidates, hit_chance
from dedup.shingled import shingled
from dedup.sketch import Banding, signatures, sketches

CHARACTERS = (
    "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳云腾致雨露结为霜金生丽水玉出昆冈"
)


def news(seed: int, length: int) -> str:
    return "".join(random.Random(seed).choices(CHARACTERS, k=length))


def edited(text: str, seed: int, share: float) -> str:
    """``text`` with this share of its characters replaced."""
    rng = random.Random(seed)
    return "".join(rng.choice(CHARACTERS) if rng.random() < share else c for c in text)


def corpus() -> list[str]:
    """Stories, light and heavy edits of them, excerpts, digests of three stories, and copies."""
    stories = [news(i, 300 + 37 * i) for i in range(12)]
    texts = list(stories)
    texts += [edited(s, i, 0.02) for i, s in enumerate(stories[:6])]
    texts += [s[100:220] for s in stories[2:8]]
    texts += ["".join(stories[i : i + 3]) for i in range(0, 9, 3)]
    texts += [stories[0], stories[0] + "。", "短讯", "短讯", ""]
    return texts


def found(texts: list[str], split: int | None = None, **settings: float) -> Candidates:
    threshold = settings.get("threshold", 0.5)
    kept = sketches(texts, bands_for(threshold))
    return candidates(kept, threshold=threshold, containment=0.8, split=split, exhaustive=0)


def pairs(of: Candidates) -> set[tuple[int, int]]:
    return {(a, b) for a, b in of.pairs.tolist()}


def true_pairs(texts: list[str], threshold: float = 0.5, containment: float = 0.8) -> set[tuple[int, int]]:
    """All pairs of articles of 30 letters and more that are versions, by Python sets."""
    sets = [{t[i : i + 5] for i in range(len(t) - 4)} for t in (x.replace("。", "") for x in texts)]
    true = set()
    for i, j in combinations(range(len(texts)), 2):
        a, b = sets[i], sets[j]
        if min(len(a), len(b)) >= 26:
            shared = len(a & b)
            jaccard, cover = shared / len(a | b), shared / min(len(a), len(b))
            if jaccard >= threshold or cover >= containment:
                true.add((i, j))
    return true


def test_every_version_and_every_excerpt_is_a_candidate() -> None:
    texts = corpus()
    result = found(texts)
    spread = {tuple(sorted(result.first[[i, j]].tolist())) for i, j in true_pairs(texts)}
    assert {p for p in spread if p[0] != p[1]} <= pairs(result)
    assert len(result.pairs) < 3 * len(true_pairs(texts))


@pytest.mark.parametrize("split", [None, 1, 9, 30])
def test_of_few_articles_all_pairs_are_candidates(split: int | None) -> None:
    texts = [news(i, 40) for i in range(30)]
    result = candidates(sketches(texts, bands_for(0.5)), threshold=0.5, containment=0.8, split=split)
    every = combinations(range(30), 2)
    assert pairs(result) == {(i, j) for i, j in every if split is None or i < split <= j}
    assert not result.limits


@given(st.permutations(range(len(corpus()))))
def test_the_order_of_the_input_changes_nothing(order: list[int]) -> None:
    texts = [text.rstrip("。") for text in corpus()]
    names = {frozenset((texts[i], texts[j])) for i, j in pairs(found(texts))}
    shuffled = [texts[i] for i in order]
    again = {frozenset((shuffled[i], shuffled[j])) for i, j in pairs(found(shuffled))}
    assert names == again


@pytest.mark.parametrize("threshold", [0.3, 0.5, 0.7, 0.8, 0.9])
def test_bands_lose_no_pair_worth_speaking_of(threshold: float) -> None:
    banding = bands_for(threshold)
    assert hit_chance(threshold, banding) >= 0.995
    assert hit_chance(threshold, Banding(128 // (banding.rows + 1), banding.rows + 1)) < 0.995
    assert banding.bands * banding.rows <= banding.permutations


def test_hit_chance_is_the_formula() -> None:
    assert hit_chance(0.5, Banding(32, 4)) == pytest.approx(1 - (1 - 0.5**4) ** 32)


def test_bands_find_what_datasketch_finds() -> None:
    texts = [t for t in corpus() if len(t) >= 30]
    banding = bands_for(0.5)
    values = signatures(shingled(texts))
    names = [str(i) for i in range(len(texts))]
    index = lsh.index(values, names, banding)
    theirs = {
        (min(i, int(j)), max(i, int(j)))
        for i in range(len(texts))
        for j in index.query(lsh.lean(values[i]))
        if int(j) != i
    }
    ours, limits = lsh._sharing_bands(sketches(texts, banding), np.arange(len(texts)), None, 10**6)
    assert set(zip(*(x.tolist() for x in unpack(ours)), strict=True)) == theirs
    assert not limits


def test_new_articles_meet_the_base_and_nothing_else() -> None:
    texts = corpus()
    for split in (1, 10, len(texts) - 3):
        across = pairs(found(texts, split))
        assert all(a < split <= b for a, b in across)
        whole = found(texts)
        wanted = {(i, j) for i, j in true_pairs(texts) if i < split <= j}
        result = found(texts, split)
        assert {(int(result.first[i]), int(result.first[j])) for i, j in wanted} <= across
        assert whole.split is None


def test_short_articles_are_counted_and_meet_their_equals_only() -> None:
    result = found(["短讯一则", "短讯一则。", "短讯二则", news(1, 100)])
    assert result.first.tolist() == [0, 0, 2, 3]
    assert not len(result.pairs)
    (limit,) = result.limits
    assert (limit.kind, limit.count, limit.code) == (LimitKind.SHORT, 3, "INP903")
    assert pairs(found(["短讯一则", "短讯二则", "短讯一则。"], split=1)) == {(0, 2)}


def test_articles_without_letters_are_no_copies() -> None:
    assert found(["", "，。", "…"]).first.tolist() == [0, 1, 2]


def test_a_crowded_band_is_bounded_connected_and_reported() -> None:
    template = news(5, 400)
    texts = [template + f"{i:05d}" for i in range(300)]
    kept = sketches(texts, bands_for(0.5))
    live = np.arange(len(texts))
    full, none = lsh._sharing_bands(kept, live, None, 10**9)
    few, limits = lsh._sharing_bands(kept, live, None, 1000)
    assert len(full) == 300 * 299 // 2
    assert not none
    assert len(few) < 300 * 10
    assert {int(x) for side in unpack(few) for x in side} == set(range(300))
    assert [limit.kind for limit in limits] == [LimitKind.CROWDED]
    assert limits[0].code == "INP904"


def test_thinned_families_stay_together_and_are_reported() -> None:
    family = np.array([*combinations(range(200), 2), (300, 301), (301, 305)])
    packed = pack(family[:, 0], family[:, 1])
    kept, limits = lsh._thinned(packed, 2_000)
    a, b = unpack(kept)
    assert (components(306, a, b) == components(306, family[:, 0], family[:, 1])).all()
    assert len(kept) < 2_200
    assert limits[0].count == len(family) - len(kept)
    whole, none = lsh._thinned(packed, 20_000)
    assert len(whole) == len(packed)
    assert not none


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("kind", list(LimitKind))
def test_a_limit_says_how_much_and_where_the_bound_is(kind: LimitKind, lang: str) -> None:
    said = Limit(kind, 1234, 64, ()).message(lang)
    assert "1234" in said
    assert "64" in said
    assert any("一" <= c <= "龥" for c in said) == (lang == "zh")


@pytest.mark.parametrize(("own", "least"), [(50, 10), (600, 1)])  # of long ones a quarter is looked at
def test_boilerplate_is_counted_not_dropped_in_silence(own: int, least: int) -> None:
    notice = news(7, 200)
    result = found([notice + news(100 + i, own) for i in range(70)])
    assert LimitKind.COMMON in [limit.kind for limit in result.limits]
    assert next(limit.count for limit in result.limits if limit.kind is LimitKind.COMMON) > least


@given(st.lists(st.integers(0, 4), max_size=20))
def test_group_bounds_cut_runs_of_equals(values: list[int]) -> None:
    ordered = np.array(sorted(values), np.int64)
    bounds = group_bounds(ordered).tolist()
    runs = [ordered[s:e].tolist() for s, e in pairwise(bounds)]
    assert [x for run in runs for x in run] == ordered.tolist()
    assert [run[0] for run in runs] == sorted(set(values))


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 3)), max_size=8))
def test_ragged_is_a_loop_over_runs(runs: list[tuple[int, int]]) -> None:
    starts, counts = (np.array([r[i] for r in runs], np.int64) for i in (0, 1))
    run, at = ragged(starts, counts)
    slow = [(i, s + k) for i, (s, c) in enumerate(runs) for k in range(c)]
    assert list(zip(run.tolist(), at.tolist(), strict=True)) == slow


def test_merged_parts_are_a_set() -> None:
    parts = [pack(np.array([3, 1]), np.array([9, 2])), pack(np.array([1]), np.array([2]))]
    high, low = unpack(merged(parts))
    assert (high.tolist(), low.tolist()) == ([1, 3], [2, 9])
