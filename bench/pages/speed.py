"""How fast pages are cut, and whether the time grows with the length of a page and no faster."""

from __future__ import annotations

import time
from collections.abc import Sequence

from dedup.segment import segment
from dedup.types import Document

SHORT, LONG = 500_000, 5_000_000  # bytes of UTF-8


def seconds(text: str, runs: int = 3) -> float:
    """Processor time of one page, the best of ``runs``."""
    best = float("inf")
    for _ in range(runs):
        start = time.process_time()
        segment(Document("p", "p", text, ""))
        best = min(best, time.process_time() - start)
    return best


def long_page(texts: Sequence[str], size: int) -> str:
    """The pages one after the other, over again if they do not suffice: ``size`` bytes.

    A short one takes some of the pages from all over: what pages hold must be alike in both, or the time
    they take is not to be compared.
    """
    total = sum(len(text.encode()) for text in texts)
    once = "\n\n".join(texts[:: max(1, total // size)]).encode()
    return (once * (size // len(once) + 1))[:size].decode(errors="ignore")


def report(texts: Sequence[str]) -> str:
    """Megabytes of UTF-8 a second on one core: these pages, a short and a long one, and how time grew."""
    seconds(texts[0])  # what is read once is no part of it
    total = sum(len(text.encode()) for text in texts)
    alone = min(sum(seconds(text, 1) for text in texts) for _ in range(3))
    short, long = (seconds(long_page(texts, size)) for size in (SHORT, LONG))
    return (
        f"{total / 1e6 / alone:.2f} MB/s for {len(texts)} pages, "
        f"{SHORT / 1e6 / short:.2f} for one of 500 KB, {LONG / 1e6 / long:.2f} for one of 5 MB; "
        f"ten times the length took {long / short:.1f} times as long"
    )
