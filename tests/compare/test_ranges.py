"""Ranges by position against looking at all of them."""

from hypothesis import given
from hypothesis import strategies as st

from dedup.compare.ranges import Ranges
from dedup.types import Span

spans = st.builds(lambda s, n: Span(s, s + n), st.integers(0, 30), st.integers(0, 12))


@given(st.lists(spans, max_size=12), spans)
def test_what_is_found_by_position_is_what_is_found_by_looking_at_all(items: list[Span], at: Span) -> None:
    ranges = Ranges(items)
    touching = [r for r in items if r.start < at.end and r.end > at.start]
    assert sorted(ranges.touching(at.start, at.end)) == sorted(touching)
    holding = [r for r in items if r.start <= at.start and at.end <= r.end and len(r)]
    if len(at):
        assert sorted(ranges.holding(at.start, at.end)) == sorted(holding)
    inside = [r for r in touching if at.start <= r.start and r.end <= at.end]
    assert sorted(ranges.inside(at.start, at.end)) == sorted(inside)
