"""datasketch at its fastest: ``MinHash.bulk`` over batches, an insertion session, ``LeanMinHash``."""

import json
import sys
from itertools import islice
from pathlib import Path
from time import perf_counter

from datasketch import LeanMinHash, MinHash, MinHashLSH


def main(corpus: str, out: str, threshold: float) -> None:
    times = [perf_counter()]
    minhashes = {}
    with Path(corpus).open(encoding="utf-8") as lines:
        while rows := [json.loads(line) for line in islice(lines, 500)]:
            sets = []
            for row in rows:
                text = "".join(c for c in row["text"].lower() if c.isalnum())
                sets.append(
                    [gram.encode("utf-8") for gram in {text[i : i + 5] for i in range(len(text) - 4)}]
                )
            for row, minhash in zip(rows, MinHash.bulk(sets, num_perm=128), strict=True):
                minhashes[row["id"]] = LeanMinHash(minhash)
    times.append(perf_counter())
    lsh = MinHashLSH(threshold=threshold, num_perm=128)
    with lsh.insertion_session() as session:
        for name, minhash in minhashes.items():
            session.insert(name, minhash)
    times.append(perf_counter())
    with Path(out).open("w", encoding="utf-8") as pairs:
        for name, minhash in minhashes.items():
            for other in lsh.query(minhash):
                if name < other:
                    pairs.write(f"{name}\t{other}\n")
    times.append(perf_counter())
    stages = ("read+sketch", "index", "query")
    print(json.dumps({s: round(e - b, 3) for s, b, e in zip(stages, times, times[1:], strict=False)}))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], float(sys.argv[3]))
