"""Inputs that make careless searches quadratic: each must end, in bounded time, and say its limits."""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from bench.speed.corpus import HAN
from bench.speed.run import measured


class Case(NamedTuple):
    """A degenerate corpus: its name and how many articles the issue asks for."""

    name: str
    articles: int


CASES = (
    Case("identical", 200_000),
    Case("template", 100_000),
    Case("huge", 1_000),
    Case("short", 1_000_000),
)


def texts(name: str, articles: int) -> Iterator[str]:
    """The texts of a case; ``huge`` is one of 50 MB and excerpts of it."""
    rng = random.Random(name)
    if name == "identical":
        text = "".join(rng.choices(HAN, k=1_000))
        yield from (text for _ in range(articles))
    elif name == "template":
        parts = ["".join(rng.choices(HAN, k=25)) for _ in range(12)]
        for _ in range(articles):
            yield "".join(f"{part}{rng.randrange(10_000)}" for part in parts)
    elif name == "huge":
        huge = "".join(rng.choices(HAN, k=50_000_000 // 3))
        yield huge
        for i in range(1, articles):
            yield huge[i * 1_000 : i * 1_000 + 900]
    else:
        for _ in range(articles):
            yield "".join(rng.choices(HAN[:300], k=20)) if rng.random() < 0.9 else "".join(HAN[:20])


class Outcome(NamedTuple):
    """How a case ended."""

    name: str
    articles: int
    seconds: float
    peak_mb: float
    pairs: int
    limits: tuple[str, ...]


def run(case: Case, folder: Path, share: float, cores: int) -> Outcome:
    """``dedup find --no-compare`` on the case, with ``share`` of its articles."""
    articles = max(2, int(case.articles * share))
    corpus, out = folder / f"{case.name}.jsonl", folder / f"{case.name}.json"
    with corpus.open("w", encoding="utf-8") as rows:
        for number, text in enumerate(texts(case.name, articles)):
            rows.write(json.dumps({"id": f"n{number}", "text": text}, ensure_ascii=False) + "\n")
    options = ["--no-compare", "--fail-on", "never", "-q", "--lang", "en", "--jobs", str(cores)]
    words = [sys.executable, "-m", "dedup", "find", str(corpus), "-f", "json", "-o", str(out), *options]
    cost = measured(words, cores)
    result = json.loads(out.read_text("utf-8"))
    limits = tuple(f["message"] for f in result["findings"] if f["code"] in ("INP903", "INP904"))
    return Outcome(case.name, articles, cost.seconds, cost.peak_mb, len(result["pairs"]), limits)
