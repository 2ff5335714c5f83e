"""A run that was killed goes on where it was, and ends with the same bytes."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dedup.checkpoint import SUFFIX, Checkpoint
from dedup.cli.main import run
from dedup.config import Settings
from dedup.corpus import take
from dedup.corpus.sources import corpora
from dedup.errors import InputError

HAN = "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳云腾致雨露结为霜金生丽水玉出昆冈"


def story(seed: int, length: int) -> str:
    return "".join(random.Random(seed).choices(HAN, k=length))


def command(*more: str) -> list[str]:
    return ["find", "corpus.jsonl", "-q", "--fail-on", "never", "-f", "json", *more]


def write(rows: int, families: int, length: int) -> None:
    """A corpus in which every row is a version of another."""
    with Path("corpus.jsonl").open("w", encoding="utf-8") as out:
        for n in range(rows):
            text = story(n % families, length) + f"，今年投资{n}亿元。"
            out.write(json.dumps({"id": n, "text": text}, ensure_ascii=False) + "\n")


@pytest.mark.parametrize("compare", ["--compare", "--no-compare"])
def test_a_killed_run_goes_on_and_ends_with_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, compare: str
) -> None:
    monkeypatch.chdir(tmp_path)
    if compare == "--compare":
        write(120, 60, 400)
    else:
        write(9_000, 4_500, 1_000)  # four ranges
    assert not run(command("-o", "whole.json", compare))
    words = [sys.executable, "-m", "dedup", *command("-o", "out.json", "--checkpoint", "kept", compare)]
    process = subprocess.Popen(words)
    until = time.monotonic() + 120
    while process.poll() is None and len(list(Path("kept").glob(f"*{SUFFIX}"))) < 2:
        assert time.monotonic() < until
        time.sleep(0.005)
    process.kill()
    process.wait()
    assert not Path("out.json").exists()
    kept = list(Path("kept").glob(f"*{SUFFIX}"))
    assert kept
    kept[-1].write_bytes(b"torn")
    assert not subprocess.run([*words, "--jobs", "2"], check=False).returncode
    assert Path("out.json").read_bytes() == Path("whole.json").read_bytes()
    assert not list(Path("kept").iterdir())


def test_what_is_done_is_not_done_again(tmp_path: Path) -> None:
    calls: list[int] = []

    def double(n: int) -> int:
        calls.append(n)
        return 2 * n

    def through(settings: Settings, key: object) -> list[int]:
        stage = Checkpoint(tmp_path).stage("double", [key], settings, size=2)
        return list(stage(double, range(5), 1))

    first = Checkpoint(tmp_path).stage("double", ["a"], Settings(), size=2)(double, range(5), 1)
    assert [next(first) for _ in range(3)] == [0, 2, 4]
    first.close()
    assert through(Settings(), "a") == [0, 2, 4, 6, 8]
    assert calls == [0, 1, 2, 2, 3, 4]
    assert through(Settings(), "a") == [0, 2, 4, 6, 8]
    assert len(calls) == 6
    through(Settings(), "b")
    through(Settings(threshold=0.6), "a")
    assert len(calls) == 16


def test_a_corpus_that_changed_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(take, "RANGE", 2_000)
    write(20, 10, 200)
    found = corpora(["corpus.jsonl"], Settings())
    assert found is not None
    memory = Checkpoint(Path("kept"))
    before = take.take(found, Settings(), take.Banding(42, 3), memory=memory)
    write(24, 12, 200)
    after = take.take(found, Settings(), take.Banding(42, 3), memory=memory)
    assert (len(before.table), len(after.table)) == (20, 24)


def test_a_folder_that_cannot_be_used_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", "utf-8")
    with pytest.raises(InputError, match="checkpoint"):
        Checkpoint(tmp_path / "file" / "kept")
