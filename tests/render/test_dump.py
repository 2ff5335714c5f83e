"""JSON text with short values on one line means the same as any other."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from dedup.render._dump import dump

SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text()
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=40
)


@given(VALUES)
def test_it_reads_back_as_what_it_was(value: Any) -> None:
    assert json.loads(dump(value)) == value


@given(st.dictionaries(st.text(min_size=1), VALUES))
def test_keys_stay_in_order(value: dict[str, Any]) -> None:
    assert list(json.loads(dump(value))) == list(value)


def test_short_values_stand_on_one_line_and_long_ones_one_item_a_line() -> None:
    blocks = [[n, n, 10] for n in range(40)]
    lines = dump({"map": blocks, "tool": {"name": "dedup"}}).splitlines()
    assert lines[0] == "{"
    assert lines[2] == "    [0, 0, 10],"
    assert lines[-2] == '  "tool": {"name": "dedup"}'
    assert len(lines) == 40 + 5
