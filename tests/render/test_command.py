"""``dedup render``: a real process that reads a result and the documents it names."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
Dedup = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("pages")


@pytest.fixture(scope="module")
def dedup(folder: Path, versions: tuple[str, str]) -> Dedup:
    """Run ``dedup ARGS`` beside two pages and their result."""
    for name, text in zip("ab", versions, strict=True):
        folder.joinpath(f"{name}.txt").write_text(text, "utf-8")

    def run(*args: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "dedup", *args],
            input=stdin,
            capture_output=True,
            cwd=folder,
            env={"PYTHONPATH": str(ROOT), "PATH": "", "PYTHONUTF8": "1"},
            encoding="utf-8",
            timeout=120,
        )

    assert run("find", "a.txt", "b.txt", "-t", "0.3", "-f", "json", "-o", "r.json").returncode == 1
    return run


def test_it_gives_the_reports_that_find_gives(dedup: Dedup, folder: Path) -> None:
    found = dedup("find", "a.txt", "b.txt", "-t", "0.3")
    again = dedup("render", "r.json")
    assert found.stdout
    assert (again.returncode, again.stdout, again.stderr) == (1, found.stdout, found.stderr)
    dedup("render", "r.json", "-f", "json", "-o", "again.json")
    assert (folder / "again.json").read_bytes() == (folder / "r.json").read_bytes()


def test_it_reads_standard_input_and_takes_filters(dedup: Dedup, folder: Path) -> None:
    text = (folder / "r.json").read_text("utf-8")
    done = dedup("render", "-", "-q", "--select", "FCT303", "--fail-on", "never", stdin=text)
    assert done.returncode == 0
    assert "FCT303" in done.stdout
    assert "FCT310" not in done.stdout
    assert "DUP102" not in done.stdout


def test_a_higher_threshold_leaves_out_pairs_and_a_lower_one_is_refused(dedup: Dedup) -> None:
    assert dedup("render", "r.json", "-t", "1.0", "-q").stdout == ""
    lower = dedup("render", "r.json", "-t", "0.1")
    assert (lower.returncode, lower.stdout) == (2, "")
    assert "threshold 0.3" in lower.stderr


def test_a_changed_page_is_2_and_named(dedup: Dedup, folder: Path) -> None:
    text = (folder / "r.json").read_text("utf-8")
    (folder / "c.txt").write_text("别的", "utf-8")
    done = dedup("render", "-", stdin=text.replace("b.txt", "c.txt"))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("error: c.txt: has changed since the result was made\n help: ")


def test_a_missing_result_is_2(dedup: Dedup) -> None:
    done = dedup("render", "nothing.json")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("error: nothing.json: ")
