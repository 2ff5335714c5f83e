"""``--write-kept`` and ``--write-dropped``: the rows as they were, whole files or none, any format."""

from __future__ import annotations

import csv
import gzip
import io
import json
import random
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from dedup.cli.main import run

pa = pytest.importorskip("pyarrow", reason="needs reprints[parquet]")
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


@pytest.mark.parametrize("compare", ["--compare", "--no-compare"])
@pytest.mark.parametrize("kind", ["jsonl.gz", "gb18030.jsonl", "csv", "parquet", "stdin"])
def test_rows_of_every_format_keep_all_their_fields(
    kind: str, compare: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    rows = [
        {"id": name, "text": text, "版面": page, "": "x"}
        for name, text, page in (
            ("a", story(1), "要闻"),
            ("b", story(1) + story(2, 30), "二版"),
            ("c", "", ""),
        )
    ]
    data = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows).encode()
    path = "-" if kind == "stdin" else f"corpus.{kind}"
    if kind == "stdin":
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(data))))  # type: ignore[arg-type]
    elif kind == "jsonl.gz":
        Path(path).write_bytes(gzip.compress(data))
    elif kind == "gb18030.jsonl":
        Path(path).write_bytes(data.decode().encode("gb18030"))
    elif kind == "csv":
        with Path(path).open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
    else:
        pq.write_table(pa.Table.from_pylist(rows), path)
    outputs = ["--write-kept", "kept.jsonl", "--write-dropped", "dropped.parquet"]
    assert not run(["find", path, "-q", "--fail-on", "never", "-o", "out.json", compare, *outputs])
    (kept,) = map(json.loads, Path("kept.jsonl").read_text("utf-8").splitlines())
    (dropped,) = pq.read_table("dropped.parquet").to_pylist()
    assert kept == rows[1]
    assert {name: dropped[name] for name in rows[0]} == rows[0]
    assert dropped["reason"] in ("near", "contained")


def test_values_that_json_lacks_become_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    odd = {"day": date(2020, 1, 2), "price": Decimal("1.50"), "raw": b"ab", "score": float("nan")}
    pq.write_table(pa.Table.from_pylist([{"text": story(1), **odd}]), "corpus.parquet")
    assert not run(
        ["find", "corpus.parquet", "-q", "--fail-on", "never", "-o", "o.json", "--write-kept", "k.jsonl"]
    )
    (kept,) = map(json.loads, Path("k.jsonl").read_text("utf-8").splitlines())
    assert kept == {"text": story(1), "day": "2020-01-02", "price": "1.50", "raw": "ab", "score": None}
