"""The shipped weights, and how a decision is explained."""

import json
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedup.segment.weights import parse, weights

DATA = json.loads(files("dedup.segment").joinpath("weights.json").read_text("utf-8"))
TWO = {
    "common": {},
    "starting": {},
    "opening": {},
    "closing": {},
    "bonds": {},
    "titles": {},
    "least": {"y": -1.0},
    "cues": {
        "y": {"bias": -1.5, "a": 1.0, "words-here": 9.0},
        "x": {"bias": -0.25, "a": 0.2},
    },
    "pairs": {
        "y": [["a", 0.5, 4.0, "", 0.0, 4.0, 4.0, 4.0, "", 0.0, 4.0, 4.0]],
        "x": [["a", 0.5, -0.25, "b", 1.0, -0.5, 0.25, 0.5, "", 0.0, 0.5, 0.5]],
    },
}


@pytest.mark.parametrize(
    ("values", "score"),
    [({}, -0.75), ({"b": 2.0}, 0.0), ({"a": 1.0}, 0.45), ({"a": 1.0, "b": 9.0, "unknown": 3.0}, 0.45)],
)
def test_a_pair_of_cues_adds_what_its_leaf_says(values: dict[str, float], score: float) -> None:
    assert parse(TWO).score("x", values) == pytest.approx(score)


def test_a_decision_surer_than_all_pairs_together_is_left_as_it_is() -> None:
    assert parse(TWO).score("x", {"a": 9.0}) == pytest.approx(1.55)
    assert [cue.name for cue in parse(TWO).judge("x", {"a": 9.0})] == ["bias", "a"]


def test_words_make_no_difference_where_the_other_cues_leave_nothing_open() -> None:
    learned = parse(TWO)
    assert learned.score("y", {"a": 0.0, "words-here": 1.0}) == -1.5
    assert [cue.name for cue in learned.judge("y", {"words-here": 1.0})] == ["bias"]
    assert learned.score("y", {"a": 1.0, "words-here": 1.0}) == pytest.approx(8.5)


def test_a_page_is_never_cut_by_a_decision_that_was_closed() -> None:
    assert all(least <= 0 for least in weights().least.values())


@given(st.sampled_from(sorted(DATA["cues"])), st.data())
def test_the_shares_of_the_cues_add_up_to_the_score(decision: str, data: st.DataObject) -> None:
    names = sorted(DATA["cues"][decision].keys() - {"bias"})
    values = data.draw(st.dictionaries(st.sampled_from(names), st.floats(-3, 3)))
    score, cues = weights().score(decision, values), weights().judge(decision, values)
    assert score == pytest.approx(sum(cue.weight for cue in cues))
    assert len({cue.name for cue in cues}) == len(cues)


def test_every_pair_speaks_of_known_cues() -> None:
    for decision, pairs in DATA["pairs"].items():
        known = {*DATA["cues"][decision], ""}
        for pair in pairs:
            assert {pair[0], pair[3], pair[8]} <= known
