"""The tool under test, reached only through its contract: files in, JSON out."""

from __future__ import annotations

import difflib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
SEEDS = ROOT / "seeds"
GOLD = ROOT / "tests" / "gold"
SERIOUS = ("error", "warning")

Report = dict[str, Any]
Blocks = list[tuple[int, int, int]]


class ToolFailed(RuntimeError):
    """The tool ended with something else than 0 or 1, or printed no JSON."""


@dataclass(frozen=True)
class Versions:
    """What a report says of document A and document B, all their pairs taken together.

    ``changes`` are the contract's; ``blocks`` is the map in order of ``a``.
    """

    blocks: Blocks
    changes: list[Report]
    pairs: list[Report]

    @classmethod
    def of(cls, report: Report) -> Versions:
        pairs = report["pairs"]
        blocks = sorted(tuple(block) for pair in pairs for block in pair["map"])
        return cls(blocks, [change for pair in pairs for change in pair["changes"]], pairs)

    @property
    def serious(self) -> list[Report]:
        """Changes an editor must see."""
        return [change for change in self.changes if change["severity"] in SERIOUS]


def run(*args: str, cwd: Path | None = None, timeout: float = 600) -> subprocess.CompletedProcess[bytes]:
    """One run of the command line, in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "dedup", *args],
        capture_output=True,
        cwd=cwd or ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1"},
        timeout=timeout,
        check=False,
    )


def report(*args: str, cwd: Path | None = None, timeout: float = 600) -> Report:
    """The JSON object a command prints."""
    done = run(*args, "-f", "json", cwd=cwd, timeout=timeout)
    if done.returncode not in (0, 1):
        raise ToolFailed(f"exit {done.returncode}: {done.stderr.decode('utf-8', 'replace')[-600:]}")
    return json.loads(done.stdout)


def rows(*args: str, cwd: Path | None = None) -> list[Report]:
    """The JSON lines a command prints."""
    done = run(*args, "-f", "json", cwd=cwd)
    if done.returncode not in (0, 1):
        raise ToolFailed(f"exit {done.returncode}: {done.stderr.decode('utf-8', 'replace')[-600:]}")
    return [json.loads(line) for line in done.stdout.decode("utf-8").splitlines()]


def diff_files(a: Path, b: Path, **options: Any) -> Report:
    """``dedup diff A B -f json``."""
    return report("diff", str(a), str(b), **options)


@contextmanager
def as_files(a: str, b: str, suffix: str = ".txt") -> Iterator[tuple[Path, Path]]:
    """Two texts as files; with ``.jsonl`` each is one row, which the tool does not cut into articles."""
    with tempfile.TemporaryDirectory() as folder:
        paths = Path(folder, f"a{suffix}"), Path(folder, f"b{suffix}")
        for path, text in zip(paths, (a, b), strict=True):
            row = json.dumps({"id": path.stem, "text": text}, ensure_ascii=False) + "\n"
            path.write_bytes((row if suffix == ".jsonl" else text).encode("utf-8", "surrogatepass"))
        yield paths


def diff_texts(a: str, b: str, suffix: str = ".txt") -> Report:
    """``dedup diff`` of two texts, one process."""
    with as_files(a, b, suffix) as (one, two):
        return diff_files(one, two)


def diff_in_process(a: str, b: str, suffix: str = ".txt") -> Report:
    """The same report through ``dedup.api``, where a process per case is too slow."""
    from dedup import api

    with as_files(a, b, suffix) as (one, two):
        return json.loads(api.diff(str(one), str(two)).to("json"))


def stand_in(a: str, b: str, suffix: str = ".txt") -> Report:
    """What difflib would answer in the contract's form: a self-test of the instruments, and a yardstick."""
    matcher = difflib.SequenceMatcher(None, a, b, autojunk=False)
    changes = []
    for op, a1, a2, b1, b2 in matcher.get_opcodes():
        if op == "equal" or not (a[a1:a2] + b[b1:b2]).strip():
            continue
        sides = {
            side: [_mention(side, start, end, text)] if end > start else []
            for side, start, end, text in (("a", a1, a2, a), ("b", b1, b2, b))
        }
        kind = {"replace": "changed", "delete": "only_a", "insert": "only_b"}[op]
        says = {"code": "FCT319", "kind": "wording", "op": kind, "severity": "warning", "cause": "edit"}
        changes.append({**says, **sides, "count": 1, "message": "", "fingerprint": f"{a1}-{b1}-{op}"})
    blocks = [list(block) for block in matcher.get_matching_blocks() if block.size]
    relation = "identical" if a == b else "near"
    pair = {"a": "a#1", "b": "b#1", "relation": relation, "map": blocks, "links": [], "changes": changes}
    return {"pairs": [pair]}


def _mention(doc: str, start: int, end: int, text: str) -> Report:
    return {"doc": doc, "start": start, "end": end, "text": text[start:end]}


Diff = Callable[[str, str], Report]
