"""Shared samples: counted as Python sets count them, in parts as in one, whatever the sizes."""

import random
from itertools import combinations, pairwise

import numpy as np
import pytest

from dedup import samples, sharing
from dedup.columnar import pack, unpack
from dedup.lsh import bands_for
from dedup.sketch import Sketches, sketches

HAN = [chr(0x4E00 + i) for i in range(300)]


def news(seed: int, length: int) -> str:
    return "".join(random.Random(seed).choices(HAN, k=length))


@pytest.fixture(scope="module")
def kept() -> Sketches:
    """Stories of very unlike lengths, excerpts of them, and a notice that many share."""
    stories = [news(i, length) for i, length in enumerate((400, 900, 2000, 9000, 30000))]
    excerpts = [s[n : n + 150 + n] for s in stories for n in (50, 200)]
    notice = news(99, 120)
    return sketches([*stories, *excerpts, *(notice + news(200 + i, 300) for i in range(80))], bands_for(0.5))


def sets(of: Sketches) -> list[set[int]]:
    return [set(of.samples[s:e].tolist()) for s, e in zip(of.bounds, of.bounds[1:], strict=False)]


def test_both_ways_of_counting_count_as_sets_do(kept: Sketches) -> None:
    a, b = np.array(list(combinations(range(15), 2))).T
    slow = [len(sets(kept)[i] & sets(kept)[j]) for i, j in zip(a.tolist(), b.tolist(), strict=True)]
    assert samples._merged_counts(kept, np.diff(kept.bounds), a, b).tolist() == slow
    assert samples._searched_counts(kept, np.diff(kept.bounds), a, b).tolist() == slow


def test_an_excerpt_may_be_shared_and_a_stranger_may_not(kept: Sketches) -> None:
    a, b = np.array(list(combinations(range(15), 2))).T
    may = samples.may_share(kept, pack(a, b), 0.8)
    shared = [len(sets(kept)[i] & sets(kept)[j]) for i, j in zip(a.tolist(), b.tolist(), strict=True)]
    fewest = [
        min(len(sets(kept)[i]), len(sets(kept)[j])) for i, j in zip(a.tolist(), b.tolist(), strict=True)
    ]
    needed = samples.needed(np.array(fewest), 0.8).tolist()
    assert may.tolist() == [s >= n for s, n in zip(shared, needed, strict=True)]
    assert 10 <= may.sum() < len(a) / 2


def test_a_look_at_the_thin_samples_rules_out_strangers_only(
    kept: Sketches, monkeypatch: pytest.MonkeyPatch
) -> None:
    a, b = np.array(list(combinations(range(len(kept)), 2))).T
    whole = samples.may_share(kept, pack(a, b), 0.8)
    monkeypatch.setattr(samples, "_MANY", 0)
    assert samples.may_share(kept, pack(a, b), 0.8).tolist() == whole.tolist()


def test_the_join_proposes_every_pair_that_shares_enough(kept: Sketches) -> None:
    live = np.arange(len(kept))
    packed, limits = sharing.sharing_samples(kept, live, 0.8, None)
    proposed = set(zip(*(x.tolist() for x in unpack(packed)), strict=True))
    known = sets(kept)
    for i, j in combinations(range(15), 2):
        fewest = min(len(known[i]), len(known[j]))
        if len(known[i] & known[j]) >= max(1, 0.8 * fewest):
            assert (i, j) in proposed
    assert limits[0].count == len(set.intersection(*known[15:]))


def test_parts_change_nothing(kept: Sketches, monkeypatch: pytest.MonkeyPatch) -> None:
    live = np.arange(0, len(kept), 2)
    whole, limits = sharing.sharing_samples(kept, live, 0.8, None)
    monkeypatch.setattr(sharing, "_PART", 500)
    monkeypatch.setattr(sharing, "_PARTS", 2)
    monkeypatch.setattr(sharing, "_BLOCK", 3000)
    parted, same = sharing.sharing_samples(kept, live, 0.8, None)
    assert whole.tolist() == parted.tolist()
    assert limits == same
    assert not set(np.concatenate(unpack(whole)).tolist()) - set(live.tolist())


def test_thin_samples_are_the_first_of_each_article(kept: Sketches) -> None:
    thin = samples.thin_samples(kept)
    for i, (start, end) in enumerate(pairwise(kept.bounds.tolist())):
        assert thin[i] == np.count_nonzero(kept.samples[start:end] < samples.THIN)


def test_needed_is_within_three_deviations() -> None:
    rng = np.random.default_rng(1)
    drawn = rng.binomial(100, 0.8, 20_000)
    assert (drawn >= samples.needed(np.array([100]), 0.8)).mean() > 0.998
    assert samples.needed(np.array([0, 1, 50]), 1.0).tolist() == [0, 1, 50]
