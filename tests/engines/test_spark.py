"""The Spark engine finds what the local engine finds, also when a worker dies."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from .conftest import Find, asked, environment
from .corpora import CORPORA, versions


def pairs(result: dict[str, Any]) -> list[tuple[object, ...]]:
    numbers = ("a", "b", "relation", "jaccard", "cover_a", "cover_b")
    return sorted(tuple(pair[name] for name in numbers) for pair in result["pairs"])


def clusters(result: dict[str, Any]) -> list[tuple[object, ...]]:
    return sorted((c["id"], tuple(c["members"]), c["keep"]) for c in result["clusters"])


@pytest.mark.parametrize("name", CORPORA)
def test_it_finds_the_pairs_of_the_local_engine(name: str, tmp_path: Path, local: Find, spark: Find) -> None:
    paths = CORPORA[name](tmp_path)
    here, there = local(*paths), spark(*paths)
    assert len(pairs(here)) > 20
    assert pairs(there) == pairs(here)
    assert clusters(there) == clusters(here)
    assert there["exit"] == here["exit"] == (2 if name == "damage" else 0)  # broken rows
    stored = pq.read_table(tmp_path / "tables" / "pairs").to_pylist()
    assert sorted((row["a"], row["b"], row["relation"], round(row["jaccard"], 4)) for row in stored) == [
        pair[:4] for pair in pairs(here)
    ]
    assert_tables_hold_every_article(tmp_path / "tables", here)


def assert_tables_hold_every_article(tables: Path, here: dict[str, Any]) -> None:
    read = {name: pq.read_table(tables / name).to_pylist() for name in ("articles", "kept", "dropped")}
    known = {row["article"]: row["sha256"] for row in read["articles"]}
    assert set(known) == {article["id"] for article in here["articles"]}
    documents = {document["id"]: document["sha256"] for document in here["documents"]}
    halved = {article for article in known if article.endswith(":half#1")}  # Parquet holds no half surrogates
    assert {a: s for a, s in known.items() if a not in halved} == {
        a: documents[a.removesuffix("#1")] for a in known if a not in halved
    }
    dropped = {row["article"] for row in read["dropped"]}
    assert dropped == {m for c in here["clusters"] for m in c["members"] if m != c["keep"]}
    assert {row["article"] for row in read["kept"]} == set(known) - dropped
    assert all(row["twin"] in known and row["reason"] for row in read["dropped"])
    assert sorted(path.name for path in tables.iterdir()) == [
        "articles",
        "clusters",
        "dropped",
        "kept",
        "pairs",
    ]


def test_a_job_survives_the_death_of_a_worker(tmp_path: Path, java: None, local: Find) -> None:
    paths = versions(tmp_path)
    home = Path(str(find_spec("pyspark").submodule_search_locations[0]))
    started: list[subprocess.Popen[bytes]] = []

    def start(name: str, *args: str) -> subprocess.Popen[bytes]:
        command = [home / "bin" / "spark-class", f"org.apache.spark.deploy.{args[0]}", *args[1:]]
        with (tmp_path / f"{name}.log").open("wb") as log:
            process = subprocess.Popen(
                command, env=environment(), stdout=log, stderr=log, start_new_session=True
            )
        started.append(process)
        return started[-1]

    try:
        start("master", "master.Master", "--host", "127.0.0.1", "--port", "0", "--webui-port", "0")
        master = said(tmp_path / "master.log", "Starting Spark master at ").split()[0]
        for n in (1, 2):
            work = ("--cores", "1", "--memory", "900m", "--work-dir", str(tmp_path / f"work{n}"))
            start(f"worker{n}", "worker.Worker", "--host", "127.0.0.1", "--webui-port", "0", *work, master)
            said(tmp_path / f"worker{n}.log", "Successfully registered with master")
        command = [sys.executable, "-m", "dedup", "find", *paths, *asked(tmp_path, master)]
        command += ["--spark-conf", "spark.executor.memory=600m", "-o", str(tmp_path / "out.json")]
        with (tmp_path / "job.log").open("wb") as log:
            job = subprocess.Popen(
                command, cwd=tmp_path, env=environment(), stderr=log, start_new_session=True
            )
        started.append(job)
        until(lambda: any((tmp_path / "tables").glob("_steps-*/rooms*")), job)
        kill(started[1])  # the worker, and with it its executor
        assert job.wait(timeout=400) == 0, (tmp_path / "job.log").read_text()[-3000:]
    finally:
        for process in started:
            kill(process)
    assert "Lost executor" in (tmp_path / "job.log").read_text()
    stored = pq.read_table(tmp_path / "tables" / "pairs").to_pylist()
    assert sorted((row["a"], row["b"]) for row in stored) == [pair[:2] for pair in pairs(local(*paths))]


def kill(process: subprocess.Popen[bytes]) -> None:
    """The process and all it started, at once: ``kill -9``."""
    for pid in _family(process.pid):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    process.wait(timeout=30)


def _family(pid: int) -> list[int]:
    children = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True).stdout
    return [pid, *(p for child in children.split() for p in _family(int(child)))]


def until(true: Any, job: subprocess.Popen[bytes], seconds: float = 300) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert job.poll() is None, "the job ended too early"
        assert time.monotonic() < deadline
        time.sleep(0.05)


def said(log: Path, words: str, seconds: float = 120) -> str:
    """What a process says after these words, once it says them."""
    deadline = time.monotonic() + seconds
    while words not in (text := log.read_text("utf-8", "replace")):
        assert time.monotonic() < deadline, text[-2000:]
        time.sleep(0.1)
    return text.split(words, 1)[1]


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["--engine", "spark"], "--tables"),
        (["--engine", "spark", "--tables", "t", "--against", "x.jsonl"], "--against"),
        (["--engine", "spark", "--tables", "t", "--spark-conf", "master=x"], "not a setting of Spark"),
        (["--tables", "t"], "--engine spark"),
    ],
)
def test_options_that_do_not_go_together_are_said(args: list[str], says: str, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "dedup", "find", "x.jsonl", *args]
    done = subprocess.run(
        command, cwd=tmp_path, env=environment(), capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 2
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_a_path_where_nothing_is_ends_with_2(tmp_path: Path, java: None) -> None:
    command = [sys.executable, "-m", "dedup", "find", "none.jsonl", *asked(tmp_path, "local[1]")]
    done = subprocess.run(
        command, cwd=tmp_path, env=environment(), capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 2
    assert "none.jsonl: no such file" in done.stderr
    assert "Traceback" not in done.stderr


def test_without_spark_the_way_to_it_is_said(tmp_path: Path) -> None:
    hidden = "import sys; sys.modules['pyspark'] = None; from dedup.cli.main import main; main()"
    args = ["find", "x.jsonl", "--engine", "spark", "--tables", str(tmp_path / "t")]
    done = subprocess.run(
        [sys.executable, "-c", hidden, *args], cwd=tmp_path, env=environment(), capture_output=True, text=True
    )
    assert done.returncode == 2
    assert "pip install 'reprints[spark]'" in done.stderr
    assert shutil.which("java") or "java" not in done.stderr
