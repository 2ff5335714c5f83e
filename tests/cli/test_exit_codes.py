"""Every way a process can end, and what its exit code says."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

CRASH = "@app.command()\ndef crash(): raise ValueError('broken on purpose')"
ABORT = "@app.command()\ndef abort(): raise typer.Abort"
INTERRUPT = "@app.command()\ndef interrupt(): os.kill(os.getpid(), signal.SIGINT); time.sleep(20)"
FULL = "@app.command()\ndef full(): raise OSError(28, 'No space left on device', 'out.html')"


def test_a_crash_is_2_and_asks_for_a_report(script) -> None:
    done = script(CRASH, "crash")
    assert (done.returncode, done.stdout) == (2, "")
    assert "broken on purpose" in done.stderr
    assert "error: this is a bug in dedup" in done.stderr


def test_an_interrupt_is_130_without_a_traceback(script) -> None:
    done = script(INTERRUPT, "interrupt")
    assert (done.returncode, done.stderr) == (130, "error: interrupted\n")


def test_an_abort_is_130(script) -> None:
    assert script(ABORT, "abort").returncode == 130


def test_a_full_disk_is_2_and_names_the_file(script) -> None:
    done = script(FULL, "full")
    assert (done.returncode, done.stderr) == (2, "error: out.html: No space left on device\n")


@pytest.mark.parametrize("args", [["rule"], ["--help"], ["rule", "FCT301"]])
def test_a_closed_pipe_is_141_and_silent(args: list[str]) -> None:
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "wb") as out:
        done = subprocess.run(
            [sys.executable, "-m", "dedup", *args], stdout=out, stderr=subprocess.PIPE, cwd=ROOT, timeout=60
        )
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no /dev/full")
def test_a_report_that_cannot_be_written_is_2() -> None:
    with Path("/dev/full").open("wb") as out:
        done = subprocess.run(
            [sys.executable, "-m", "dedup", "rule"], stdout=out, stderr=subprocess.PIPE, cwd=ROOT, timeout=60
        )
    assert done.returncode == 2
    assert b"No space left" in done.stderr


@pytest.mark.parametrize("args", [[], ["nope"], ["rule", "--nope"], ["rule", "FCT999"]])
def test_wrong_usage_is_2_with_nothing_on_stdout(dedup, args: list[str]) -> None:
    done = dedup(*args)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("content", ["treshold = 0.5", "threshold = 'high'", "threshold = 7", "[", "\udcff"])
def test_a_hostile_configuration_is_2_and_names_the_file(dedup, tmp_path: Path, content: str) -> None:
    tmp_path.joinpath("dedup.toml").write_text(content, "utf-8", errors="surrogateescape")
    done = dedup("config")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("error: ")
    assert "dedup.toml" in done.stderr.splitlines()[0]


def test_an_unknown_setting_names_its_neighbour(dedup, tmp_path: Path) -> None:
    tmp_path.joinpath("dedup.toml").write_text("treshold = 0.5")
    assert "did you mean 'threshold'?" in dedup("config").stderr
