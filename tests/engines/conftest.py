"""Corpora with every kind of pair, and Spark as its users have it: real processes on this machine."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
CONF = {
    "spark.sql.shuffle.partitions": "2",
    "spark.default.parallelism": "2",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.ui.enabled": "false",
}
Find = Callable[..., dict[str, Any]]


@pytest.fixture(scope="session")
def java() -> None:
    """Skip where Spark cannot be had; in CI, which asks for all tests, that is a failure."""
    if find_spec("pyspark") is None:
        pytest.skip("needs Spark: pip install 'reprints[spark]'")
    if shutil.which("java") is None:
        pytest.skip("needs Java 17: apt-get install openjdk-17-jre-headless")


@pytest.fixture
def local(tmp_path: Path) -> Find:
    """What the local engine finds: the whole JSON result."""

    def find(*paths: str, cwd: Path = tmp_path) -> dict[str, Any]:
        return _found(["find", *paths, "--no-compare", "-f", "json", "--fail-on", "never", "-q"], cwd)

    return find


@pytest.fixture
def spark(java: None, tmp_path: Path) -> Find:
    """What the Spark engine finds; its tables are in ``tables``."""

    def find(*paths: str, cwd: Path = tmp_path, master: str = "local[2]", **conf: str) -> dict[str, Any]:
        return _found(["find", *paths, *asked(cwd, master, **conf)], cwd)

    return find


def asked(cwd: Path, master: str, **conf: str) -> list[str]:
    """The options of a run on Spark."""
    given = {**CONF, "spark.master": master, **conf}
    settings = [word for name, value in given.items() for word in ("--spark-conf", f"{name}={value}")]
    tables = ["--engine", "spark", "--tables", str(cwd / "tables"), *settings]
    return [*tables, "--no-compare", "-f", "json", "--fail-on", "never", "-q"]


def environment() -> dict[str, str]:
    """Of the processes started here: this tree, and loopback only."""
    return {**os.environ, "PYTHONPATH": str(ROOT), "SPARK_LOCAL_IP": "127.0.0.1"}


def _found(args: list[str], cwd: Path) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "dedup", *args], cwd=cwd, env=environment(), capture_output=True, timeout=600
    )
    assert done.returncode in (0, 2), done.stderr.decode()[-3000:]
    assert done.stdout, done.stderr.decode()[-3000:]
    result: dict[str, Any] = json.loads(done.stdout)
    return {**result, "exit": done.returncode}
