"""Bad inputs, each on a real process: a clear sentence, exit 2 or a finding, nothing else lost."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def good(tmp_path: Path, versions: tuple[str, str]) -> Path:
    """A folder with two good pages."""
    folder = tmp_path / "pages"
    folder.mkdir()
    for name, text in zip(("a.txt", "b.txt"), versions, strict=True):
        folder.joinpath(name).write_text(text, "utf-8")
    return folder


def report(done: subprocess.CompletedProcess[str]) -> dict:
    return json.loads(done.stdout)


def trouble(done: subprocess.CompletedProcess[str]) -> list[dict]:
    return [finding for finding in report(done)["findings"] if finding["code"].startswith("INP")]


def nothing_readable(done: subprocess.CompletedProcess[str], name: str) -> None:
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("error: ")
    assert " help: " in done.stderr
    assert name in done.stderr
    assert "Traceback" not in done.stderr


def test_a_missing_file(dedup, good: Path) -> None:
    nothing_readable(dedup("find", "missing.txt"), "missing.txt")
    nothing_readable(dedup("diff", "missing.txt", good / "a.txt"), "missing.txt")
    nothing_readable(dedup("why", "missing.txt", good / "a.txt"), "missing.txt")
    done = dedup("find", "missing.txt", good, "-f", "json")
    assert done.returncode == 2
    assert len(report(done)["pairs"]) == 1
    assert [finding["code"] for finding in trouble(done)] == ["INP901"]


def test_a_folder_without_documents(dedup, tmp_path: Path) -> None:
    tmp_path.joinpath("empty").mkdir()
    nothing_readable(dedup("find", "empty"), "empty")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("empty.txt", b""),
        ("blank.txt", b"\n \n"),
        ("rubbish.txt", bytes(range(256)) * 40),
        ("zeros.txt", bytes(5000)),
        ("truncated.txt", "滨江路无人公交线路开通,全长十二公里,设站九座。".encode("gb18030")[:-1]),
    ],
)
def test_a_file_that_cannot_be_read_is_named_and_the_rest_is_compared(
    dedup, good: Path, name: str, data: bytes
) -> None:
    good.joinpath(name).write_bytes(data)
    done = dedup("find", "pages", "-f", "json")
    assert "Traceback" not in done.stderr
    assert len(report(done)["pairs"]) == 1
    named = [finding for finding in trouble(done) if finding["where"]["doc"].endswith(name)]
    assert named
    assert named[0]["message"]
    unread = any(finding["code"] == "INP901" for finding in named)
    assert done.returncode == (2 if unread else 1)


def test_one_line_of_fifty_megabytes(dedup, tmp_path: Path) -> None:
    sentence = "第{}号线路全长{}公里,设站{}座,首批投入电动公交车。"
    line = "".join(sentence.format(n, n % 89, n % 17) for n in range(700_000))
    data = line.encode()
    assert len(data) > 50_000_000
    tmp_path.joinpath("long.txt").write_bytes(data)
    start = time.monotonic()
    done = dedup("find", "long.txt", "-f", "json", "--no-compare")
    assert done.returncode == 0, done.stderr
    assert [document["chars"] for document in report(done)["documents"]] == [len(line)]
    assert time.monotonic() - start < 90


def test_a_file_that_grows_while_it_is_read(tmp_path: Path, versions: tuple[str, str]) -> None:
    path, said = tmp_path / "growing.txt", tmp_path / "said.jsonl"
    path.write_text(versions[0] * 500, "utf-8")
    args = [sys.executable, "-m", "dedup", "segment", str(path), "-f", "json"]
    with said.open("wb") as stdout, path.open("ab") as growing:
        reader = subprocess.Popen(args, stdout=stdout, stderr=subprocess.PIPE, cwd=ROOT)
        for _ in range(2000):
            if reader.poll() is not None:
                break
            growing.write("又来一行。\n".encode())
            growing.flush()
            time.sleep(0.001)
        _, stderr = reader.communicate(timeout=60)
    rows = [json.loads(line) for line in said.read_text("utf-8").splitlines()]
    assert b"Traceback" not in stderr
    assert reader.returncode in (0, 2)
    assert rows if reader.returncode == 0 else b"INP901" in stderr


def test_broken_rows_are_counted_and_named_and_the_good_ones_are_compared(
    dedup, tmp_path: Path, versions: tuple[str, str]
) -> None:
    rows = [
        json.dumps({"id": "one", "title": "甲", "text": versions[0]}, ensure_ascii=False),
        '{"id": "broken", "text": ',
        '["a list"]',
        '{"id": "no text"}',
        json.dumps({"id": "two", "title": "乙", "text": versions[1]}, ensure_ascii=False),
    ]
    tmp_path.joinpath("rows.jsonl").write_text("\n".join(rows) + "\n", "utf-8")
    done = dedup("find", "rows.jsonl", "-f", "json")
    assert done.returncode == 2
    assert [(pair["a"], pair["b"]) for pair in report(done)["pairs"]] == [
        ("rows.jsonl:one#1", "rows.jsonl:two#1")
    ]
    said = " ".join(finding["message"] for finding in trouble(done))
    assert any(finding["code"] == "INP901" for finding in trouble(done))
    assert "3" in said
    assert "2" in said


def test_a_page_in_gb18030_is_read_and_the_guess_reported(
    dedup, tmp_path: Path, versions: tuple[str, str]
) -> None:
    for name, text in zip("ab", versions, strict=True):
        tmp_path.joinpath(f"{name}.txt").write_bytes(text.encode("gb18030"))
    done = dedup("diff", "a.txt", "b.txt", "-f", "json")
    assert "FCT303" in {finding["code"] for finding in report(done)["findings"]}
    assert {finding["code"] for finding in trouble(done)} == {"INP902"}
    named = dedup("diff", "a.txt", "b.txt", "-f", "json", "--encoding", "gb18030")
    assert trouble(named) == []


def test_a_wrong_encoding_is_said(dedup, good: Path) -> None:
    done = dedup("find", "pages", "--encoding", "no-such-codec")
    assert (done.returncode, done.stdout) == (2, "")
    assert "no-such-codec" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="Windows has no file names that are not text")
def test_a_file_name_that_is_no_text(dedup, good: Path, versions: tuple[str, str]) -> None:
    Path(os.fsdecode(os.fsencode(good) + b"/\xff\xfe.txt")).write_text(versions[0], "utf-8")
    done = dedup("find", "pages", "-f", "json")
    assert done.returncode == 1, done.stderr
    assert len(report(done)["pairs"]) == 3


def test_a_code_that_does_not_exist_names_its_neighbour(dedup, good: Path) -> None:
    done = dedup("find", good, "--select", "FCT999")
    assert done.returncode == 2
    assert "error: no finding code starts with 'FCT999'" in done.stderr
    assert "help: did you mean FCT3" in done.stderr
