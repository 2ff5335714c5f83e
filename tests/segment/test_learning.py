"""The script that learns the weights asks what the segmenter asks."""

import random

import pytest

from bench.pages import compose, other
from dedup.segment.weights import weights
from tools import segment_weights

from .test_composed_pages import pool


@pytest.mark.parametrize("follow", [False, True])
def test_every_decision_has_examples(follow: bool) -> None:
    found: set[str] = set()
    for truth in (*compose.pages(pool(), 40, 3), *other.pages(pool(), 40, 3)):
        _, examples = segment_weights.examples(truth, weights(), follow=follow)
        found.update(examples)
        assert all(values for rows in examples.values() for values, _ in rows)
        found.update(segment_weights.story_examples(truth, weights()))
    assert found == set(segment_weights.DECISIONS)


def test_the_same_examples_give_the_same_weights_to_the_last_digit() -> None:
    draw = random.Random(5)
    rows = [({"a": draw.random(), "b": draw.choice((0.0, 1.0))}, draw.random() < 0.4) for _ in range(300)]
    first, again = (segment_weights.learn.fit(rows, 5) for _ in range(2))
    assert first == again
    assert set(first[0]) == {"bias", "a", "b"}


def test_weights_are_written_so_that_every_line_holds_one_entry() -> None:
    data = {"version": 1, "cues": {"x": {"bias": -1.0}}, "pairs": {"x": [["a", 1.0], ["b", 2.0]]}}
    assert segment_weights.as_text(data).split("\n") == [
        "{", ' "version": 1,', ' "cues": {', '  "x": {"bias": -1.0}},', ' "pairs": {', '  "x": [',
        '  ["a", 1.0],', '  ["b", 2.0]]}}', "",
    ]  # fmt: skip
