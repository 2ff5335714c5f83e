"""How fast an archive takes in a corpus, and how fast it answers for one article."""

from __future__ import annotations

import json
import random
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from time import perf_counter, process_time

import numpy as np

from bench.speed.corpus import HAN, rows
from dedup import api, pipeline
from dedup.archive import Archive, is_archive
from dedup.config import Settings
from dedup.types import Document

_NAME = "corpus.jsonl"


def run(place: str, folder: Path, articles: int, length: int, jobs: int, queries: int) -> Iterator[str]:
    """Fill the archive unless it is there, then ask it; a line for each figure."""
    corpus = folder / _NAME
    if not corpus.exists():
        with corpus.open("w", encoding="utf-8") as out:
            for row in rows(articles, length):
                out.write(json.dumps({"id": row.id, "text": row.text}, ensure_ascii=False) + "\n")
    if not is_archive(place) or place.startswith("postgresql"):
        yield from _filled(place, folder, articles, jobs)
    yield from _held(place)
    yield from _asked(place, length, queries)
    yield from _cold(place, folder, length)


def _filled(place: str, folder: Path, articles: int, jobs: int) -> Iterator[str]:
    command = [sys.executable, "-m", "dedup", "archive", "add", place, _NAME, "--jobs", str(jobs)]
    start, before = perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
    seconds, after = perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    yield (
        f"add: {articles} articles in {seconds:.0f} s ({articles / seconds:.0f} a second), "
        f"{cpu:.0f} s of processor time ({articles / cpu:.0f} a second), "
        f"{after.ru_maxrss / 1024:.0f} MB of memory"
    )


def _held(place: str) -> Iterator[str]:
    with Archive(place) as archive:
        found = archive.info()
    yield (
        f"size: {found.bytes / 1e6:.0f} MB, {found.bytes / max(1, found.articles):.0f} bytes an article, "
        f"{found.postings} postings in {found.runs} runs"
    )


def questions(length: int, queries: int) -> Iterator[Document]:
    """In turn: an article that is new, an edit of one that is there, an excerpt of one."""
    rng = random.Random(2)
    some = [row.text for row in rows(max(1, queries // 3 + 1), length, 1)]
    fresh = [row.text for row in rows(max(1, queries // 3 + 1), length, 99)]
    for n in range(queries):
        kind, text = n % 3, (fresh if n % 3 == 0 else some)[n // 3]
        if kind == 1:
            text = "".join(rng.choice(HAN) if rng.random() < 0.05 else c for c in text)
        if kind == 2:
            text = text[len(text) // 4 : len(text) // 4 + len(text) // 3]
        yield replace(api.document(text, f"new:{n}"), whole=True)


def _asked(place: str, length: int, queries: int) -> Iterator[str]:
    """Single articles: the archive's own part, and the whole of ``find`` with exact numbers."""
    settings = Settings()
    asked = list(questions(length, queries))
    with Archive(place, settings) as archive:
        archive.candidates([asked[0].text], settings)
        yield _spread("look up", lambda document: archive.candidates([document.text], settings), asked)
    yield _spread(
        "check, opening the archive each time",
        lambda document: pipeline.find([document], settings, against=[place], compare=False),
        asked[: max(1, queries // 4)],
    )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    yield f"memory of the process that asks: {peak / 1024:.0f} MB"


def _spread(name: str, ask: Callable[[Document], object], asked: Sequence[Document]) -> str:
    times, work = [], []
    for document in asked:
        start, cpu = perf_counter(), process_time()
        ask(document)
        times.append(1000 * (perf_counter() - start))
        work.append(1000 * (process_time() - cpu))
    return (
        f"{name}: {np.median(times):.1f} ms median, {np.quantile(times, 0.99):.1f} ms at 99 % "
        f"(processor time {np.median(work):.1f} and {np.quantile(work, 0.99):.1f} ms), {len(asked)} articles"
    )


def _cold(place: str, folder: Path, length: int) -> Iterator[str]:
    """A whole process for one article."""
    (folder / "new.txt").write_text(next(questions(length, 2)).text, "utf-8")
    command = [sys.executable, "-m", "dedup", "archive", "check", place, "new.txt", "-q"]
    times = []
    for _ in range(5):
        start = perf_counter()
        subprocess.run(command, cwd=folder, check=False, stdout=subprocess.DEVNULL)
        times.append(perf_counter() - start)
    yield f"dedup archive check, whole process: {min(times):.2f} s"
