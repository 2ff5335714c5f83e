"""The links between lines, held against a slow obvious count."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedup.segment.vocabulary import BUCKETS, bucket, buckets, vocabulary
from dedup.text.fold import codes

texts = st.lists(st.text(alphabet="一二三四五,", max_size=12), min_size=1, max_size=8)
NEAR, REACH = 800, 500


def slow(lines: list[str], starts: list[int]) -> tuple[list[float], list[float], list[float]]:
    """Crossing, before and after by looking at every pair of neighbouring occurrences."""
    places: dict[int, list[tuple[int, int]]] = {}
    for number, (line, start) in enumerate(zip(lines, starts, strict=True)):
        for at in range(len(line) - 1):
            if "," not in line[at : at + 2]:
                bucket = int(buckets(codes(line[at : at + 2]))[0])
                places.setdefault(bucket, []).append((number, start + at))
    crossing = [0.0] * len(lines)
    before, after, total = [0.0] * len(lines), [0.0] * len(lines), [0.0] * len(lines)
    for found in places.values():
        by_line: dict[int, list[int]] = {}
        for number, at in found:
            by_line.setdefault(number, []).append(at)
        numbers = sorted(by_line)
        for number in numbers:
            total[number] += 1
        for a, b in pairwise(numbers):
            distance = by_line[b][0] - by_line[a][-1]
            if distance <= REACH:
                for gap in range(a + 1, b + 1):
                    crossing[gap] += 1
            if distance <= NEAR:
                before[b] += 1
                after[a] += 1
    size = [max(n, 1e-9) for n in total]
    return (
        crossing,
        [n / s for n, s in zip(before, size, strict=True)],
        [n / s for n, s in zip(after, size, strict=True)],
    )


@given(texts)
def test_links_agree_with_counting_them_one_by_one(lines: list[str]) -> None:
    page = "\n".join(lines)
    starts = [sum(len(x) + 1 for x in lines[:n]) for n in range(len(lines))]
    ends = [start + len(x) for start, x in zip(starts, lines, strict=True)]
    words = vocabulary(codes(page), starts, ends, np.ones(BUCKETS))
    crossing, before, after = slow(lines, starts)
    length = [min(start - starts[0], ends[-1] - start, REACH) + 60 for start in starts]
    assert words.crossing == pytest.approx([c / n for c, n in zip(crossing, length, strict=True)])
    assert words.before == pytest.approx(before, abs=1e-6)
    assert words.after == pytest.approx(after, abs=1e-6)


@given(st.text(st.characters(exclude_categories=("Cs",)), min_size=2, max_size=2))
def test_one_bigram_falls_into_the_bucket_it_has_on_a_page(bigram: str) -> None:
    assert bucket(*bigram) == int(buckets(codes(bigram))[0])


def test_shares_are_weighted_by_rarity() -> None:
    lines = ["衡阳高新", "衡阳发展", "发展经济"]
    page = "\n".join(lines)
    rarity = np.ones(BUCKETS)
    rarity[int(buckets(codes("衡阳"))[0])] = 0.5
    words = vocabulary(codes(page), [0, 5, 10], [4, 9, 14], rarity)
    assert words.share((1,), (0,)) == pytest.approx(0.5 / 2.5)
    ((contrast,),) = words.contrasts([(1,)], (0,), [(2,)])
    assert contrast.only_here == pytest.approx(0.5)
    assert contrast.only_there == pytest.approx(1.0)
    assert words.share((), (0,)) == 0.0
