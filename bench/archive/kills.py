"""Writers ended by ``kill -9`` at random moments: what they confirmed is there, and the archive is sound."""

from __future__ import annotations

import json
import random
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

from bench.speed.corpus import rows
from dedup.archive import Archive
from dedup.errors import DedupError

_ARTICLES, _LENGTH = 600, 200
_FILE = "articles.jsonl"
_STORED = re.compile(r"^stored (\d+) documents", re.MULTILINE)


class Outcome(NamedTuple):
    """What came of it.

    Attributes:
        kills: writers that were killed while they worked.
        finished: writers that were faster than the kill.
        confirmed: documents confirmed by writers that were then killed.
        wrong: what was lost, or what ``verify`` rejected.
    """

    kills: int
    finished: int
    confirmed: int
    wrong: tuple[str, ...]

    def said(self) -> str:
        """In words."""
        head = (
            f"{self.kills} kills, {self.finished} commands ended before theirs; {self.confirmed} documents "
            f"were confirmed before a kill, wrong: {len(self.wrong)}"
        )
        return "\n  ".join([head, *self.wrong])


def run(place: str, folder: Path, *, times: int, seed: int = 1) -> Outcome:
    """Add, replace, remove and compact in turn, and kill each somewhere on its way.

    Args:
        place: the archive; must not be there yet.
        folder: where the inputs are written.
        times: kills.
        seed: of the moments, which the machine's own timing shifts.
    """
    rng = random.Random(seed)
    texts = [row.text for row in rows(_ARTICLES, _LENGTH, seed)]
    there: dict[str, set[str]] = {}  # id -> texts it may have; "" means that it may be missing
    killed, finished, confirmed = 0, 0, 0
    longest = 3600.0  # seconds until the kill at most: the first command ends and tells how long one takes
    wrong: list[str] = []
    while killed < times:
        what = rng.choice(("add", "add", "add", "remove", "compact", "rebuild"))
        gone = rng.sample(sorted(there), min(len(there), 50)) if what == "remove" else []
        corpus = {f"{_FILE}:n{n}": f"{text}第{killed + finished}版" for n, text in enumerate(texts)}
        if not there:
            what = "add"
        command = [sys.executable, "-m", "dedup", "archive"]
        if what == "add":
            names = rng.sample(sorted(corpus), len(corpus))
            corpus = {name: corpus[name] for name in names}
            _write(folder / _FILE, corpus)
            command += ["add", place, _FILE, "--batch", str(rng.choice((1, 7, 40, 200)))]
        elif what == "remove":
            command += ["remove", place, *gone]
        else:
            command += ["compact", place, *(["--rebuild"] if what == "rebuild" else [])]
        start = perf_counter()
        code, said, complaint = _interrupted(command, folder, rng.uniform(longest / 4, longest))
        done = max(map(int, _STORED.findall(said)), default=0)
        if code is None:
            killed, confirmed, longest = killed + 1, confirmed + done, 1.05 * longest
        else:
            finished, longest = finished + 1, min(0.8 * longest, 1.2 * (perf_counter() - start))
            if code:
                wrong.append(f"{what} ended with {code}: {complaint}")
        if what == "add":
            for at, (id, text) in enumerate(corpus.items()):
                sure = at < done or code == 0
                there[id] = {text} if sure else there.get(id, {""}) | {text}
        for id in gone:
            there[id] = {""} if code == 0 else there[id] | {""}
        wrong += _looked_through(place, there)
        there = {id: may for id, may in there.items() if may != {""}}
    return Outcome(killed, finished, confirmed, tuple(wrong))


def _write(path: Path, corpus: dict[str, str]) -> None:
    with path.open("w", encoding="utf-8") as out:
        for id, text in corpus.items():
            row = {"id": id.partition(":")[2], "text": text}
            out.write(json.dumps(row, ensure_ascii=False) + "\n")


def _interrupted(command: list[str], cwd: Path, seconds: float) -> tuple[int | None, str, str]:
    """Exit code (``None``: killed after so many seconds), stdout and stderr of a command."""
    with subprocess.Popen(
        command, cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8"
    ) as process:
        try:
            said, complaint = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            said, complaint = process.communicate()
            return None, said, complaint
    return process.returncode, said, complaint


def _looked_through(place: str, there: dict[str, set[str]]) -> Iterator[str]:
    """What is wrong with the archive, given the texts that each id may have; then these are what it has."""
    try:
        with Archive(place) as archive:
            yield from archive.verify(full=True)
            found = {document.id: document.text for document in archive.documents()}
    except DedupError as error:
        if any("" not in texts for texts in there.values()):
            yield f"everything is lost: {error}"
        return
    for id, texts in there.items():
        text = found.get(id, "")
        if text not in texts:
            yield f"{id} is lost or has a text that it was never given"
        there[id] = {text}
