"""Names on newspaper paragraphs read by a person: ``python -m bench.suites.names``.

``names.jsonl`` holds identifiers and offsets only; the text is read from the corpus under the folder that
``DEDUP_SHARED`` names. A paragraph is a line of an article, stripped.
"""

from __future__ import annotations

import gzip
import json
import os
from collections import Counter
from pathlib import Path

from dedup.facts import find_in

KINDS = ("person", "place", "organisation")


def main() -> None:
    """Print precision, recall and F1 of each kind of name."""
    marked = [
        json.loads(line) for line in Path(__file__).with_suffix(".jsonl").read_text("utf-8").splitlines()
    ]
    wanted = {row["id"] for row in marked}
    texts: dict[str, str] = {}
    path = Path(os.environ["DEDUP_SHARED"], "corpora", "paper2020.jsonl.gz")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row["id"] in wanted:
                texts[row["id"]] = row["text"]
    tally: Counter[tuple[str, str]] = Counter()
    for row in marked:
        text = texts[row["id"]].split("\n")[row["paragraph"]].strip()
        true = {tuple(name) for name in row["names"]}
        said = {(f.kind, f.start, f.end) for f in find_in(text) if f.kind in KINDS}
        for kind in KINDS:
            tally[kind, "true"] += sum(name[0] == kind for name in true)
            tally[kind, "said"] += sum(name[0] == kind for name in said)
            tally[kind, "right"] += sum(name[0] == kind for name in true & said)
    for kind in KINDS:
        right, said_n, true_n = (tally[kind, n] for n in ("right", "said", "true"))
        f1, precision, recall = 2 * right / (said_n + true_n), right / said_n, right / true_n
        print(f"{kind:13} F1 {f1:.3f}  precision {precision:.3f}  recall {recall:.3f}")


if __name__ == "__main__":
    main()
