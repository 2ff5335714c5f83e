"""Broken, truncated and hostile files: never a traceback, a hang, a gigabyte, or silence."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from dedup import plugs

ROOT = Path(__file__).parents[2]


NAMES = [*plugs.names("readers"), "gz", "zst", "zip"]


def report(name: str, count: int) -> dict[str, Any]:
    run = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "tests.ingest.fuzz", name, "1", str(count)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=600,
    )
    assert run.returncode == 0, run.stderr[-2000:]  # a crash inside a C library ends here too
    said: dict[str, Any] = json.loads(run.stdout)
    assert said["bad"] == []
    assert said["documents"] + said["findings"] >= said["files"]
    assert said["slowest"][0] < 10  # seconds
    assert said["peak"] < 1024  # MiB
    return said


@pytest.mark.parametrize("name", NAMES)
def test_two_hundred_mutated_files_are_each_read_or_reported(name: str) -> None:
    assert report(name, 200)["files"] == 200


@pytest.mark.parametrize("name", NAMES)
def test_bombs_loops_depths_and_lies_are_each_read_or_reported(name: str) -> None:
    assert report(name, 0)["files"] >= 10
