"""Run each tool as a whole process on the same corpus and hold its pairs against the truth."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

PEERS = Path(__file__).parent / "peers"
TEXTBOOK = "datasketch_textbook"
_TIME_LIMIT = 3600  # seconds


class Tool(NamedTuple):
    """One way to find versions.

    Attributes:
        name: of its script in ``peers/``; ``dedup`` is this project's command line.
        needs: what pip installs for it; nothing if it runs in this environment.
        slow: run on a part of the corpus only, and its rate is compared.
        note: what a reader of the table should know.
    """

    name: str
    needs: tuple[str, ...] = ()
    slow: bool = False
    note: str = ""


TOOLS = (
    Tool("dedup", note="command line: pairs verified, clusters, JSON report"),
    Tool("reprints_library", note="its stages from Python: pairs verified, clusters"),
    Tool("rensa_prehashed", ("rensa", "numpy"), note="candidates only"),
    Tool("datasketch_bulk", ("datasketch",), slow=True, note="candidates only"),
    Tool(TEXTBOOK, ("datasketch",), slow=True, note="candidates only"),
    Tool("text_dedup_minhash", ("text-dedup", "setuptools<81"), slow=True, note="clusters of candidates"),
    Tool("datatrove_minhash", ("datatrove[io,processing]",), slow=True, note="clusters of candidates"),
)


def tool_named(name: str) -> Tool:
    """The tool of this name."""
    return next(tool for tool in TOOLS if tool.name == name)


class Run(NamedTuple):
    """One tool on one corpus; ``failed`` says why there are no figures."""

    tool: str
    articles: int
    seconds: float = 0.0
    cpu: float = 0.0
    peak_mb: float = 0.0
    recall: float = 0.0
    precision: float = 0.0
    stages: tuple[tuple[str, float], ...] = ()
    failed: str = ""

    @property
    def rate(self) -> float:
        """Articles a second."""
        return self.articles / self.seconds if self.seconds else 0.0

    @property
    def cpu_rate(self) -> float:
        """Articles a second of processor time: the fairer figure on a busy machine."""
        return self.articles / self.cpu if self.cpu else 0.0


def python_for(tool: Tool, environments: Path) -> str:
    """The interpreter that has what the tool needs; its environment is made if it is not there.

    Raises:
        OSError: it cannot be installed here.
    """
    if not tool.needs:
        return sys.executable
    home = environments / tool.name
    python = home / "bin" / "python"
    if not (home / "installed").exists():
        venv.create(home, with_pip=True, clear=True)
        install = [str(python), "-m", "pip", "install", "--quiet", *tool.needs]
        done = subprocess.run(install, capture_output=True, text=True, check=False)
        if done.returncode:
            raise OSError(done.stderr.strip().splitlines()[-1] if done.stderr.strip() else "pip failed")
        (home / "installed").touch()
    return str(python)


def command(tool: Tool, python: str, corpus: Path, out: Path, threshold: float, jobs: int) -> list[str]:
    """The command line of the tool."""
    if tool.name == "dedup":
        options = ["--no-compare", "--fail-on", "never", "-q", "-t", str(threshold), "--jobs", str(jobs)]
        options += ["--timings"]
        return [python, "-m", "dedup", "find", str(corpus), "-f", "json", "-o", str(out), *options]
    return [python, str(PEERS / f"{tool.name}.py"), str(corpus), str(out), str(threshold)]


class Cost(NamedTuple):
    """What a command took, and what it said on either stream."""

    seconds: float
    cpu: float
    peak_mb: float
    said: str


def measured(words: list[str], cores: int) -> Cost:
    """What a command costs that is given ``cores`` cores.

    Raises:
        OSError: the command failed; the message is its last line.
    """
    threads = dict.fromkeys(("OMP_NUM_THREADS", "RAYON_NUM_THREADS", "OPENBLAS_NUM_THREADS"), str(cores))
    root = str(Path(__file__).parents[2])
    environment = {**os.environ, **threads, "PYTHONPATH": root, "PYTHONHASHSEED": "0"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # peers come compiled from pip

    def pin() -> None:
        if hasattr(os, "sched_setaffinity"):
            os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:cores])

    start = perf_counter()
    with subprocess.Popen(
        words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment, preexec_fn=pin
    ) as process:
        assert process.stdout is not None
        said = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    seconds = perf_counter() - start
    if process.returncode:
        lines = said.strip().splitlines() or [f"exit code {process.returncode}"]
        raise OSError(lines[-1])
    return Cost(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, said)


def found_pairs(tool: Tool, out: Path, threshold: float) -> set[tuple[str, str]]:
    """The pairs of ids a tool wrote."""
    if tool.name != "dedup":
        with out.open(encoding="utf-8") as lines:
            return {(a, b) for a, b in (sorted(line.rstrip("\n").split("\t")) for line in lines)}
    result = json.loads(out.read_text("utf-8"))
    named = ((pair["a"], pair["b"]) for pair in result["pairs"] if pair["jaccard"] >= threshold)
    # an article of a corpus row is PATH:ROW_ID#1
    rows = (sorted(name.rsplit(":", 1)[1].rsplit("#", 1)[0] for name in pair) for pair in named)
    return {(a, b) for a, b in rows}


def stages_of(tool: Tool, out: Path) -> tuple[tuple[str, float], ...]:
    """What the stages took by our own report."""
    if tool.name != "dedup":
        return ()
    stages = json.loads(out.read_text("utf-8"))["stages"]
    return tuple((stage["name"], stage["seconds"]) for stage in stages if stage.get("seconds"))


def true_pairs(truth: Path, threshold: float, ids: Iterable[str]) -> set[tuple[str, str]]:
    """Pairs of these ids with at least this Jaccard."""
    known = set(ids)
    with truth.open(encoding="utf-8") as lines:
        rows = (line.rstrip("\n").split("\t") for line in lines)
        return {(a, b) for a, b, jaccard, _ in rows if float(jaccard) >= threshold and {a, b} <= known}


def part_of(corpus: Path, articles: int) -> tuple[Path, list[str]]:
    """A corpus of the first articles, and their ids."""
    part = corpus.with_name(f"corpus-{articles}.jsonl")
    ids = []
    with corpus.open(encoding="utf-8") as lines, part.open("w", encoding="utf-8") as out:
        for line in islice(lines, articles):
            out.write(line)
            ids.append(json.loads(line)["id"])
    return part, ids


def compare(
    tools: Iterable[Tool],
    corpus: Path,
    truth: Path,
    *,
    threshold: float,
    articles: int,
    slow_articles: int,
    cores: int,
    environments: Path,
) -> Iterator[Run]:
    """Each tool in turn; one that cannot be installed or fails says so and does not stop the others."""
    for tool in tools:
        count = min(articles, slow_articles) if tool.slow else articles
        part, ids = part_of(corpus, count)
        out = corpus.with_name(f"{tool.name}.out")
        try:
            python = python_for(tool, environments)
            words = command(tool, python, part, out, threshold, cores)
            cost = measured(words, cores)
            found = found_pairs(tool, out, threshold)
        except (OSError, subprocess.SubprocessError, ValueError, KeyError) as error:
            yield Run(tool.name, count, failed=str(error))
            continue
        true = true_pairs(truth, threshold, ids)
        right = len(found & true)
        last = (cost.said.strip().splitlines() or [""])[-1]
        stages = tuple(json.loads(last).items()) if last.startswith("{") else stages_of(tool, out)
        yield Run(
            tool.name,
            count,
            cost.seconds,
            cost.cpu,
            cost.peak_mb,
            recall=right / len(true) if true else 1.0,
            precision=right / len(found) if found else 1.0,
            stages=stages,
        )
