"""The command line as its users run it: a real process."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
Dedup = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def dedup(tmp_path: Path) -> Dedup:
    """Run ``dedup ARGS`` in an empty folder."""

    def run(*args: object, stdin: bytes = b"", cwd: Path = tmp_path, text: bool = True) -> Any:
        done = subprocess.run(
            [sys.executable, "-m", "dedup", *map(str, args)],
            input=stdin,
            capture_output=True,
            cwd=cwd,
            env={"PYTHONPATH": str(ROOT), "PATH": "", "COLUMNS": "100"},
            timeout=120,
        )
        if not text:
            return done
        return subprocess.CompletedProcess(
            done.args, done.returncode, done.stdout.decode(), done.stderr.decode()
        )

    return run


@pytest.fixture
def script(tmp_path: Path) -> Dedup:
    """Run ``dedup ARGS`` after Python statements that add to, or break, the program."""

    def run(statements: str, *args: str) -> subprocess.CompletedProcess[str]:
        program = (
            "import os, signal, sys, time, typer\nfrom dedup.cli.main import app, main\n"
            f"{statements}\nsys.argv[1:] = {list(args)!r}\nmain()\n"
        )
        return subprocess.run(
            [sys.executable, "-c", program],
            capture_output=True,
            text=True,
            cwd=tmp_path,
            env={"PYTHONPATH": str(ROOT), "PATH": ""},
            timeout=120,
        )

    return run
