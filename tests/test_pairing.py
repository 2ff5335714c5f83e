"""Which articles of two pages belong together: counted at once, not pair by pair."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dedup.pairing import shared
from dedup.shingled import shingled
from dedup.text.shingles import overlap

_TEXTS = st.lists(st.text("园区项目动工。一二三", max_size=40), min_size=1, max_size=6)


@given(_TEXTS, _TEXTS)
def test_shared_shingles_are_those_that_two_sets_hold(before: list[str], behind: list[str]) -> None:
    sets = shingled((*before, *behind))
    found = shared(sets, len(before))
    assert found.tolist() == [
        [overlap(sets.of(i), sets.of(len(before) + j)) for j in range(len(behind))]
        for i in range(len(before))
    ]
