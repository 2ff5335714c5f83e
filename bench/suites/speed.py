"""How fast facts are found: ``python -m bench.suites.speed`` prints KB of UTF-8 a second of processor time.

Reads every sixtieth article of the newspaper corpus under the folder that ``DEDUP_SHARED`` names.
"""

from __future__ import annotations

import gzip
import json
import os
import time
from pathlib import Path

from dedup.facts import find_in

STEP = 60
TARGET = 400.0  # KB a second on one core


def main() -> None:
    """Print articles, KB, seconds and KB a second, the dictionary's load apart."""
    began = time.process_time()
    find_in("衡阳")
    loaded = time.process_time() - began
    path = Path(os.environ["DEDUP_SHARED"], "corpora", "paper2020.jsonl.gz")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for i, line in enumerate(lines) if i % STEP == 7]
    size = sum(len(text.encode()) for text in texts) / 1000
    began = time.process_time()
    found = sum(len(find_in(text)) for text in texts)
    took = time.process_time() - began
    print(f"{len(texts)} articles, {size:.0f} KB, {found} facts, load {loaded:.2f} s, find {took:.2f} s")
    print(f"{size / took:.0f} KB/s, at least {TARGET:.0f} wanted")


if __name__ == "__main__":
    main()
