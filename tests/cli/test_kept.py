"""``--write-kept`` and ``--write-dropped``: the rows as they were, whole files or none, any format."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from dedup.cli.main import run

pq = pytest.importorskip("pyarrow.parquet", reason="needs reprints[parquet]")
HAN = "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳云腾致雨露结为霜金生丽水玉出昆冈"


def story(seed: int, length: int = 200) -> str:
    return "".join(random.Random(seed).choices(HAN, k=length))


@pytest.fixture
def lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A corpus with two versions of one story; rows have fields of their own, written in their own way."""
    monkeypatch.chdir(tmp_path)
    found = [
        f'{{"id": "a",  "text": "{story(1)}", "版面": [1, 2], "n": 1.0}}',
        '{"id":"b","text":"%s","n":12345678901234567890123,"date":"2020-01-02"}' % (story(1) + story(2, 30)),
        f'{{"id": "c", "text": "{story(1)}", "twin": "mine", "x": null}}',
        f'{{"id": "d", "text": "{story(4)}", "half": "\\ud800"}}',
    ]
    Path("corpus.jsonl").write_text("\ufeff" + "\n".join(found), "utf-8")
    return found


def find(*more: str) -> int:
    return int(run(["find", "corpus.jsonl", "-q", "--fail-on", "never", "-o", "out.json", *more]))


@pytest.mark.parametrize("compare", ["--compare", "--no-compare"])
def test_lines_stay_as_they_were(lines: list[str], compare: str) -> None:
    assert not find(
        compare, "--keep", "first", "--write-kept", "k/kept.jsonl", "--write-dropped", "out.jsonl"
    )
    assert Path("k/kept.jsonl").read_text("utf-8").splitlines() == [lines[0], lines[3]]
    dropped = Path("out.jsonl").read_text("utf-8").splitlines()
    assert dropped[0].startswith(
        lines[1][:-1] + ', "reason": "near", "twin": "corpus.jsonl:a#1", "jaccard": 0.'
    )
    assert json.loads(dropped[1]) == {
        **json.loads(lines[2]),
        "reason": "identical",
        "dedup_twin": "corpus.jsonl:a#1",
        "jaccard": 1.0,
    }


@pytest.mark.parametrize(("keep", "kept"), [("first", "a"), ("longest", "b"), ("latest", "b"), ("best", "b")])
def test_which_version_stays_can_be_chosen(lines: list[str], keep: str, kept: str) -> None:
    find("--no-compare", "--keep", keep, "--write-kept", "kept.jsonl")
    rows = [json.loads(line) for line in Path("kept.jsonl").read_text("utf-8").splitlines()]
    assert [row["id"] for row in rows] == [kept, "d"]


def test_parquet_has_a_column_for_every_field(lines: list[str]) -> None:
    find("--no-compare", "--keep", "first", "--write-kept", "kept.parquet", "--write-dropped", "gone.parquet")
    kept = pq.read_table("kept.parquet").to_pylist()
    assert [row["id"] for row in kept] == ["a", "d"]
    assert kept[0]["版面"] == [1, 2]
    assert kept[1]["half"] == "\\ud800"
    gone = pq.read_table("gone.parquet").to_pylist()
    assert [(row["id"], row["reason"]) for row in gone] == [("b", "near"), ("c", "identical")]
    assert gone[0]["n"] == "12345678901234567890123"
    assert gone[1]["twin"] == "mine"


def test_a_corpus_without_versions_drops_nothing(lines: list[str]) -> None:
    Path("corpus.jsonl").write_text(lines[0], "utf-8")
    find("--no-compare", "--write-kept", "kept.parquet", "--write-dropped", "gone.parquet")
    assert pq.read_table("kept.parquet").num_rows == 1
    assert pq.read_table("gone.parquet").num_rows == 0
    find("--no-compare", "--write-dropped", "gone.jsonl")
    assert Path("gone.jsonl").read_bytes() == b""
