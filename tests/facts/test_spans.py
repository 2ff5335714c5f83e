"""Disjoint spans and recurring names against slow references."""

from hypothesis import given
from hypothesis import strategies as st

from dedup.facts.spans import Disjoint, occurrences

SPAN = st.tuples(st.integers(0, 40), st.integers(1, 8)).map(lambda s: (s[0], s[0] + s[1]))


@given(st.lists(SPAN, max_size=20))
def test_a_span_is_added_when_it_overlaps_none(spans: list[tuple[int, int]]) -> None:
    fast, slow = Disjoint(), []
    for start, end in spans:
        free = all(end <= s or e <= start for s, e in slow)
        assert fast.add(start, end) == free
        if free:
            slow.append((start, end))
    assert list(fast) == sorted(slow)


@given(st.text("甲乙丙", max_size=30), st.lists(st.text("甲乙丙", max_size=3), max_size=4))
def test_every_occurrence_is_found(text: str, names: list[str]) -> None:
    slow = {(i, i + len(n)) for n in names if n for i in range(len(text)) if text.startswith(n, i)}
    assert sorted(occurrences(text, names)) == sorted(slow)
