"""Ids as reports give them are names of what is wanted."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

import dedup
from dedup.address import Address, address
from dedup.cli.main import run

ROWS = [
    {"id": "a:1", "text": "市图书馆新馆昨日开馆，首日接待读者2300人，馆长说周末开放到晚上九点。"},
    {"id": "b", "text": "市图书馆新馆昨日开馆，首日接待读者2800人，馆长说周末开放到晚上九点。"},
]


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)
    text = "\n".join(json.dumps(row) for row in ROWS)
    Path("c.jsonl").write_text(text, "utf-8")
    Path("c.jsonl.gz").write_bytes(gzip.compress(text.encode()))
    return text


@pytest.mark.parametrize(("a", "b"), [("c.jsonl:a:1", "c.jsonl:b"), ("./c.jsonl.gz:a:1#1", "c.jsonl.gz:b#1")])
@pytest.mark.parametrize("command", ["diff", "why", "find"])
def test_two_rows_are_compared(
    corpus: str, command: str, a: str, b: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([command, a, b, "-f", "json", "-q"]) == (command != "why")
    said = json.loads(capsys.readouterr().out)
    (pair,) = [said] if command == "why" else said["pairs"]
    names = [f"{name.removeprefix('./').removesuffix('#1')}#1" for name in (a, b)]
    assert [pair["a"], pair["b"]] == names


def test_the_stages_and_the_api_take_rows_and_articles(
    corpus: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for command in ("segment", "facts"):
        assert not run([command, "c.jsonl:b", "-f", "json"])
        rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
        assert {row["doc"] for row in rows} == {"c.jsonl:b"}
        assert not run([command, "c.jsonl:b#1", "-f", "json"])
        assert [json.loads(line) for line in capsys.readouterr().out.splitlines()] == rows
        assert run([command, "c.jsonl:b#2", "-f", "json"]) == 2
        assert "there is no #2" in capsys.readouterr().err
    (pair,) = dedup.diff("c.jsonl:a:1", "c.jsonl:b").pairs
    assert [change.code for change in pair.changes] == ["FCT302"]


def test_an_id_may_look_like_an_article(corpus: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("d.jsonl").write_text(json.dumps({**ROWS[0], "id": "2020#3"}), "utf-8")
    for name in ("d.jsonl:2020#3", "d.jsonl:2020#3#1"):
        assert not run(["segment", name, "-f", "json"])
        assert json.loads(capsys.readouterr().out)["id"] == "d.jsonl:2020#3#1"


def test_what_is_not_there_is_said_with_what_is(corpus: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["diff", "c.jsonl:a1", "c.jsonl:b"]) == 2
    said = capsys.readouterr().err
    assert "c.jsonl: has no row 'a1'" in said
    assert "'a:1'" in said
    assert run(["diff", "c.jsonl", "c.jsonl:b"]) == 2
    assert "name one row, such as c.jsonl:a:1" in capsys.readouterr().err
    assert run(["diff", "none.jsonl:a1", "c.jsonl:b"]) == 2
    assert "no such file" in capsys.readouterr().err


def test_a_file_that_is_there_is_meant_as_a_whole(corpus: str) -> None:
    Path("c.jsonl:b").write_text("别的", "utf-8")
    Path("c.jsonl:b#1").write_text("别的", "utf-8")
    assert address("c.jsonl:b") == Address("c.jsonl:b")
    assert address("c.jsonl:b#1") == Address("c.jsonl:b#1")
    assert address("c.jsonl:b#2") == Address("c.jsonl:b", "", 2)
    assert address("c.jsonl:") == Address("c.jsonl:")
    assert address("C:\\x.txt") == Address("C:\\x.txt")
