"""Accepted findings: hidden, counted, explained, and found again when the page above them grows."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

SCHEMA = json.loads(files("dedup").joinpath("baseline.schema.json").read_text("utf-8"))
NEWS = "# 市图书馆周末延长开放\n\n市图书馆从本周起周末开放到晚上九点,读者可以凭身份证入馆借书。\n\n# "


@pytest.fixture
def pages(tmp_path: Path, versions: tuple[str, str]) -> Path:
    for name, text in zip("ab", versions, strict=True):
        tmp_path.joinpath(f"{name}.txt").write_text(f"# {text}", "utf-8")
    return tmp_path


@pytest.fixture
def accepted(dedup, pages: Path) -> Path:
    """A baseline of everything that is found in the pages, with a reason."""
    dedup("find", "a.txt", "b.txt", "-f", "json", "-o", "r.json")
    done = dedup("baseline", "update", "ok.json", "r.json", "--reason", "与作者核对过")
    assert done.returncode == 0, done.stderr
    return pages / "ok.json"


def entries(path: Path) -> list[dict[str, str]]:
    data = json.loads(path.read_text("utf-8"))
    Draft202012Validator(SCHEMA).validate(data)
    return data["accepted"]


def test_the_file_keeps_to_its_schema_and_holds_the_reason(accepted: Path) -> None:
    found = entries(accepted)
    assert len(found) > 2
    assert {entry["reason"] for entry in found} == {"与作者核对过"}
    assert [entry["fingerprint"] for entry in found] == sorted(entry["fingerprint"] for entry in found)


def test_a_page_that_grows_above_keeps_what_was_accepted(dedup, accepted: Path, pages: Path) -> None:
    for name in ("a.txt", "b.txt"):
        text = pages.joinpath(name).read_text("utf-8")
        pages.joinpath(name).write_text(f"晚报 第3版\n\n{NEWS}{text.removeprefix('# ')}", "utf-8")
    done = dedup("find", "a.txt", "b.txt", "--baseline", "ok.json", "--select", "FCT,TXT,DUP102")
    assert done.returncode == 0, done.stdout
    assert ".txt:" not in done.stdout
    assert "没有要看的差异" in done.stdout or "未列出的提示" in done.stdout
    assert f"{len(entries(accepted))} accepted by the baseline" in done.stderr
    assert "no longer found" not in done.stderr


def test_a_new_difference_is_not_hidden(dedup, accepted: Path, pages: Path) -> None:
    text = pages.joinpath("b.txt").read_text("utf-8")
    pages.joinpath("b.txt").write_text(text.replace("设站9座", "设站19座"), "utf-8")
    done = dedup("find", "a.txt", "b.txt", "--baseline", "ok.json")
    assert done.returncode == 1
    assert "19座" in done.stdout
    assert "36亿元" not in done.stdout.split("\n\n")[0]


def test_what_is_only_filtered_or_not_listed_is_not_stale(dedup, accepted: Path, pages: Path) -> None:
    dedup("find", "a.txt", "b.txt", "-v", "-f", "json", "-o", "all.json")
    dedup("baseline", "update", "ok.json", "all.json")
    done = dedup("find", "a.txt", "b.txt", "--baseline", "ok.json", "--select", "FCT")
    assert "no longer found" not in done.stderr


def test_stale_entries_are_counted_named_and_pruned(dedup, accepted: Path, pages: Path) -> None:
    text = pages.joinpath("b.txt").read_text("utf-8")
    pages.joinpath("b.txt").write_text(text.replace("36亿元", "3.6亿元"), "utf-8")
    done = dedup("find", "a.txt", "b.txt", "--baseline", "ok.json", "-v")
    assert "ok.json: no longer found: FCT303" in done.stderr
    assert "1 baseline entry no longer found" in done.stderr
    dedup("find", "a.txt", "b.txt", "-f", "json", "-o", "r.json")
    before = entries(accepted)
    done = dedup("baseline", "update", "ok.json", "r.json", "--prune")
    assert done.stderr.endswith("0 accepted, 1 dropped\n")
    assert len(entries(accepted)) == len(before) - 1
    assert {entry["reason"] for entry in entries(accepted)} == {"与作者核对过"}


def test_an_update_keeps_reasons_verdicts_and_fields_of_others(dedup, accepted: Path) -> None:
    data = json.loads(accepted.read_text("utf-8"))
    data["accepted"][0] |= {"verdict": "dismissed", "reason": "误报\n两行", "by": "李编辑"}
    accepted.write_text(json.dumps(data), "utf-8")
    assert dedup("baseline", "update", "ok.json", "r.json", "--reason", "新").returncode == 0
    assert entries(accepted)[0] == data["accepted"][0]


def test_the_decisions_of_a_review_win(dedup, accepted: Path, pages: Path) -> None:
    first, second = entries(accepted)[:2]
    review = {
        "schema": 1,
        "accepted": [{**second, "verdict": "dismissed", "reason": "评审"}, {"fingerprint": "0f"}],
    }
    pages.joinpath("review.json").write_text(json.dumps(review), "utf-8")
    assert dedup("baseline", "update", "ok.json", "review.json").returncode == 0
    found = {entry["fingerprint"]: entry for entry in entries(accepted)}
    assert found[first["fingerprint"]] == first
    assert found[second["fingerprint"]]["reason"] == "评审"
    assert "0f" in found
    done = dedup("find", "a.txt", "b.txt", "--baseline", "review.json")
    assert "1 accepted by the baseline" in done.stderr


def test_a_file_of_the_first_version_is_still_read(dedup, accepted: Path, pages: Path) -> None:
    rows = [{key: entry[key] for key in ("fingerprint", "code", "message")} for entry in entries(accepted)]
    pages.joinpath("old.json").write_text(json.dumps({"schema": 1, "accepted": rows}), "utf-8")
    assert dedup("find", "a.txt", "b.txt", "--baseline", "old.json").returncode == 0


@pytest.mark.parametrize(
    "wrong", [{"fingerprint": 3}, {"code": "x"}, {"fingerprint": "0", "verdict": "maybe"}]
)
def test_what_is_no_entry_is_refused(dedup, pages: Path, wrong: dict[str, object]) -> None:
    pages.joinpath("bad.json").write_text(json.dumps({"schema": 1, "accepted": [wrong]}), "utf-8")
    for args in (
        ["find", "a.txt", "b.txt", "--baseline", "bad.json"],
        ["baseline", "update", "new.json", "bad.json"],
    ):
        done = dedup(*args)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.startswith("error: bad.json: ")
        assert not Draft202012Validator(SCHEMA).is_valid({"schema": 1, "accepted": [wrong]})
