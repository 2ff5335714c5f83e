"""The bench's corpus is what it says, and its measuring measures."""

import json
import sys
from pathlib import Path

import pytest

from bench.speed.cores import summary, turns
from bench.speed.corpus import Row, rows, truth, write
from bench.speed.run import TOOLS, Tool, compare, found_pairs, measured, true_pairs


def test_the_corpus_is_the_same_every_time_and_a_shorter_one_is_its_beginning() -> None:
    long = list(rows(60, 300))
    assert long == list(rows(60, 300))
    assert list(rows(20, 300)) == long[:20]
    assert long != list(rows(60, 300, seed=2))
    assert {len(row.text) > 50 for row in long} == {True}


def test_truth_counts_shared_grams() -> None:
    family = [
        Row("a", "一二三四五六七八", 0),
        Row("b", "一二三四五，六七", 0),
        Row("c", "甲乙丙丁戊己庚辛", 0),
    ]
    (pair,) = truth(family)
    assert pair == ("a", "b", 3 / 4, 1.0)


def test_every_family_is_in_the_truth(tmp_path: Path) -> None:
    corpus, known = write(tmp_path, 400, 300)
    ids = [json.loads(line)["id"] for line in corpus.read_text("utf-8").splitlines()]
    assert len(ids) == 400
    every = true_pairs(known, 0.0, ids)
    families: dict[int, list[str]] = {}
    for row in rows(400, 300):
        families.setdefault(row.family, []).append(row.id)
    versions = {name for family in families.values() if len(family) > 1 for name in family}
    assert {name for pair in every for name in pair} == versions
    assert true_pairs(known, 0.5, ids) < every
    assert not true_pairs(known, 0.0, ids[:1])


def test_a_command_is_measured_and_a_failing_one_says_why() -> None:
    cost = measured([sys.executable, "-c", "print('好')"], 1)
    assert cost.said == "好\n"
    assert cost.seconds > 0
    assert cost.cpu > 0
    assert cost.peak_mb > 1
    with pytest.raises(OSError, match="no luck"):
        measured([sys.executable, "-c", "raise SystemExit('no luck')"], 1)


def test_our_own_stages_find_what_is_true(tmp_path: Path) -> None:
    corpus, known = write(tmp_path, 300, 400)
    tools = [tool for tool in TOOLS if tool.name == "reprints_library"] + [Tool("no_such_peer")]
    ours, missing = compare(
        tools, corpus, known, threshold=0.5, articles=300, slow_articles=10, cores=1, environments=tmp_path
    )
    assert (ours.recall, ours.precision, ours.failed) == (1.0, 1.0, "")
    assert "no_such_peer" in missing.failed


def test_pairs_of_a_report_are_those_above_the_threshold(tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    pairs = [{"a": "x/c.jsonl:n2#1", "b": "x/c.jsonl:n1#1", "jaccard": j} for j in (0.7, 0.2)]
    out.write_text(json.dumps({"pairs": pairs}), "utf-8")
    assert found_pairs(Tool("dedup"), out, 0.5) == {("n1", "n2")}


def test_jobs_are_timed_in_turns_on_the_same_report(tmp_path: Path) -> None:
    corpus, _ = write(tmp_path, 40, 200)
    found = list(turns(corpus, 0.5, 2, times=2))
    assert len(found) == 2
    assert min(cost.seconds for turn in found for cost in turn) > 0
    assert "of 2: 1 job" in summary(found, 2)
