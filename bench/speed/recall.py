"""Recall and exactness on real articles whose pairs are all known (the folder DEDUP_SHARED names)."""

from __future__ import annotations

import csv
import gzip
from time import perf_counter
from typing import NamedTuple

from bench.quality.corpora import articles, shared
from dedup.lsh import bands_for, candidates
from dedup.sketch import sketches
from dedup.verify import verify


class Figures(NamedTuple):
    """What was found of what is there; ``wrong`` are pairs whose numbers differ from the truth."""

    articles: int
    seconds: float
    pairs: int
    found: tuple[tuple[str, int, int], ...]  # (which pairs, found, there)
    wrong: tuple[str, ...]
    unfounded: tuple[str, ...]


def measure(threshold: float, containment: float, month: str = "") -> Figures:
    """Search the corpus, or the articles of one ``month`` (``2020-05``), and compare pairs to the truth.

    A pair of articles too short to be in the truth is unfounded only if the texts differ.
    """
    rows = [row for row in articles().values() if row.date.startswith(month)]
    asked = {row.id for row in rows}
    start = perf_counter()
    sketched = sketches((row.text for row in rows), bands_for(threshold))
    found = candidates(sketched, threshold=threshold, containment=containment)
    verified = verify(
        found, lambda numbers: [rows[n].text for n in numbers], threshold=threshold, containment=containment
    )
    seconds = perf_counter() - start
    got = {}
    for a, b, _, jaccard, cover_a, cover_b in verified.rows():
        got[rows[a].id, rows[b].id] = (jaccard, cover_a, cover_b)
        got[rows[b].id, rows[a].id] = (jaccard, cover_b, cover_a)
    classes = (("jaccard >= 0.7", 0, 0.7), ("jaccard >= threshold", 0, threshold), ("cover", 1, containment))
    tally = {name: [0, 0] for name, _, _ in classes}
    wrong, known = [], set()
    with gzip.open(shared() / "news2020_truth.tsv.gz", "rt", encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            pair = row["a"], row["b"]
            if not asked.issuperset(pair):
                continue
            known |= {pair, pair[::-1]}
            exact = tuple(float(row[name]) for name in ("jaccard", "cover_a", "cover_b"))
            numbers = (exact[0], max(exact[1:]))
            for name, which, least in classes:
                if numbers[which] >= least:
                    tally[name][1] += 1
                    tally[name][0] += pair in got
            if pair in got and any(abs(x - y) > 6e-5 for x, y in zip(got[pair], exact, strict=True)):
                wrong.append(f"{pair[0]} {pair[1]}: {got[pair]} for {exact}")
    unfounded = [
        f"{a} {b}" for (a, b), numbers in got.items() if a < b and (a, b) not in known and min(numbers) < 1
    ]
    counts = tuple((name, hit, there) for name, (hit, there) in tally.items())
    return Figures(len(rows), seconds, len(verified), counts, tuple(wrong), tuple(unfounded))
