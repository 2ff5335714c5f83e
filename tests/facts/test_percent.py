"""Percentages in the less common forms: blurred, halved, below one, after a sign."""

import pytest

from dedup.facts import find_in


@pytest.mark.parametrize(
    ("text", "value", "unit", "approx"),
    [
        ("百分之二十多", "20", "%", "+"), ("百分之三十余", "30", "%", "+"), ("百分之〇点五", "0.5", "%", ""), ("百分之.5", "0.5", "%", ""),
        ("百分之-5", "-5", "%", ""), ("千分之三", "0.3", "%", ""), ("半个百分点", "0.5", "个百分点", ""), ("一个半百分点", "1.5", "个百分点", ""),
        ("二十多个百分点", "20", "个百分点", "+"), ("两成半", "25", "%", ""), ("七五折", "75", "%", ""),
    ],
)  # fmt: skip
def test_less_common_forms(text: str, value: str, unit: str, approx: str) -> None:
    found = [(f.value, f.unit, f.approx) for f in find_in(f"价格下降{text}。") if f.kind == "percent"]
    assert found == [(value, unit, approx)]
