"""Findings: lines, filters, baselines, and the engine that keeps order."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedup import baseline
from dedup.config import Settings
from dedup.engines.local import Workers, in_order
from dedup.errors import ConfigError
from dedup.findings import Lines, wanted


@given(st.text("甲乙\n\r ", max_size=30), st.integers(0, 30))
def test_a_line_number_counts_the_breaks_before_it(text: str, at: int) -> None:
    at = min(at, len(text))
    head = text[:at]
    if head.endswith("\r") and text[at : at + 1] == "\n":
        head = head[:-1]  # between the two halves of one break
    slow = 1 + len(head.replace("\r\n", "\n").replace("\r", "\n").split("\n")) - 1
    assert Lines(text).at(at) == slow


@pytest.mark.parametrize(
    ("select", "ignore", "code", "passes"),
    [
        ((), (), "FCT301", True),
        (("FCT",), (), "FCT301", True),
        (("FCT",), (), "TXT401", False),
        ((), ("FCT3",), "FCT301", False),
        (("FCT",), ("FCT305",), "FCT305", False),
        (("FCT",), ("FCT305",), "FCT301", True),
        (("FCT305",), ("FCT",), "FCT305", True),
        (("FCT",), ("FCT",), "FCT301", False),
    ],
)
def test_the_longer_prefix_decides(
    select: tuple[str, ...], ignore: tuple[str, ...], code: str, passes: bool
) -> None:
    assert wanted(code, Settings(select=select, ignore=ignore)) is passes


@given(st.lists(st.tuples(st.text("0123456789abcdef", min_size=1), st.text(max_size=5), st.text(max_size=5))))
def test_a_baseline_comes_back_as_written(tmp_path_factory: pytest.TempPathFactory, rows: list) -> None:
    path = tmp_path_factory.mktemp("baseline") / "ok.json"
    entries = [baseline.Accepted(*row) for row in rows]
    path.write_text(baseline.dump(entries), "utf-8", errors="surrogatepass")
    assert {entry.fingerprint for entry in baseline.load(path)} == {entry.fingerprint for entry in entries}
    assert baseline.dump(baseline.load(path)) == baseline.dump(entries)


@pytest.mark.parametrize(
    "content", ["", "[]", "{}", '{"schema": 2, "accepted": []}', '{"schema": 1, "accepted": [3]}']
)
def test_what_is_no_baseline_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "ok.json"
    path.write_text(content)
    with pytest.raises(ConfigError, match=r"ok\.json: not a baseline"):
        baseline.load(path)


def _process(_: int) -> int:
    return os.getpid()


def test_workers_stay_the_same_from_stage_to_stage() -> None:
    with Workers(2) as workers:
        stages = [set(in_order(_process, range(20), workers)) for _ in range(2)]
    assert len(stages[0] | stages[1]) <= 2
    assert os.getpid() not in stages[0]


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_work_comes_back_in_order(jobs: int) -> None:
    assert list(in_order(abs, range(-50, 0), jobs)) == list(range(50, 0, -1))


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_error_in_a_worker_comes_through(jobs: int) -> None:
    with pytest.raises(ZeroDivisionError):
        list(in_order((1).__truediv__, [1, 0, 1], jobs))
