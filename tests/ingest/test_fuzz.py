"""Broken, truncated and hostile files: never a traceback, a hang, a gigabyte, or silence."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from dedup import plugs

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("name", [*plugs.names("readers"), "gz", "zst", "zip"])
def test_two_hundred_mutated_files_are_each_read_or_reported(name: str) -> None:
    run = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "tests.ingest.fuzz", name, "1", "200"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert run.returncode == 0, run.stderr[-2000:]  # a crash inside a C library ends here too
    report = json.loads(run.stdout)
    assert report["bad"] == []
    assert report["documents"] + report["findings"] >= report["files"] == 200
    assert report["slowest"] < 10  # seconds
    assert report["peak"] < 1024  # MiB
