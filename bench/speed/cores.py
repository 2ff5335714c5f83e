"""What more cores bring: the same search with one process and with several, in turns."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import NamedTuple

from bench.speed.run import Cost, command, measured, tool_named


class Turn(NamedTuple):
    """One run with each number of jobs, right after one another, so that both meet the same machine."""

    one: Cost
    several: Cost

    @property
    def gain(self) -> float:
        """How many times as fast several are."""
        return self.one.seconds / self.several.seconds


def turns(corpus: Path, threshold: float, cores: int, times: int) -> Iterator[Turn]:
    """Whole processes of ``dedup find`` over the corpus.

    Raises:
        ValueError: their reports differ.
        OSError: a run failed.
    """
    reports = [corpus.with_name(f"jobs-{jobs}.json") for jobs in (1, cores)]
    for _ in range(times):
        both = []
        for jobs, report in zip((1, cores), reports, strict=True):
            words = command(tool_named("dedup"), sys.executable, corpus, report, threshold, jobs)
            words.remove("--timings")  # all that differs between runs
            both.append(measured(words, jobs))
        if len({report.read_bytes() for report in reports}) > 1:
            raise ValueError(f"{cores} jobs give another report than one")
        yield Turn(*both)


def summary(found: list[Turn], cores: int) -> str:
    """The medians of all turns."""
    one, several = (median(cost.seconds for cost in side) for side in zip(*found, strict=True))
    gain = median(turn.gain for turn in found)
    return (
        f"median of {len(found)}: 1 job {one:.2f} s, {cores} jobs {several:.2f} s: {one / several:.2f}x"
        f" (of the turns {gain:.2f}x)"
    )
