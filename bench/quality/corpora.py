"""Real articles and real reprint pairs from the folder that ``DEDUP_SHARED`` names; none of it is copied."""

from __future__ import annotations

import csv
import gzip
import json
import os
import random
from functools import cache
from pathlib import Path
from typing import NamedTuple


class Row(NamedTuple):
    """One article of a corpus."""

    id: str
    date: str
    title: str
    text: str


def shared() -> Path:
    """The folder of the corpora.

    Raises:
        SystemExit: it is not there.
    """
    folder = Path(os.environ.get("DEDUP_SHARED", ""))
    if not (folder / "corpora").is_dir():
        raise SystemExit("set DEDUP_SHARED to the folder that holds corpora/")
    return folder / "corpora"


@cache
def articles() -> dict[str, Row]:
    """Every article by its id."""
    rows = {}
    for name in ("paper2020.jsonl.gz", "broadcast2020.jsonl.gz"):
        with gzip.open(shared() / name, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                rows[row["id"]] = Row(row["id"], row["date"], row["title"], row["text"])
    return rows


def pairs(lowest: float = 0.5, highest: float = 1.0, count: int = 0, seed: int = 1) -> list[tuple[Row, Row]]:
    """Reprint pairs with a Jaccard in [lowest, highest), no article twice; ``count`` of them, or all."""
    with gzip.open(shared() / "news2020_truth.tsv.gz", "rt", encoding="utf-8", newline="") as lines:
        found = [
            (row["a"], row["b"])
            for row in csv.DictReader(lines, delimiter="\t")
            if lowest <= float(row["jaccard"]) < highest
        ]
    random.Random(seed).shuffle(found)
    used: set[str] = set()
    chosen = []
    for a, b in found:
        if a in used or b in used:
            continue
        used |= {a, b}
        chosen.append((articles()[a], articles()[b]))
        if len(chosen) == count:
            break
    return chosen


def long_articles(count: int, shortest: int, longest: int, seed: int = 1) -> list[Row]:
    """Stories of at least eight paragraphs and a length in [shortest, longest); no lists, no roundups."""
    fit = [
        row
        for row in articles().values()
        if shortest <= len(row.text) < longest
        and row.text.count("\n") >= 7
        and all(line.rstrip()[-1:] in "。”！？）" for line in row.text.split("\n") if line.strip())
    ]
    return random.Random(seed).sample(fit, count)
