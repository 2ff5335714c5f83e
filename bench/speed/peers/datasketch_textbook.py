"""datasketch as its README teaches: one ``update`` for each shingle, one ``MinHashLSH``."""

import json
import sys
from pathlib import Path
from time import perf_counter

from datasketch import MinHash, MinHashLSH


def main(corpus: str, out: str, threshold: float) -> None:
    times = [perf_counter()]
    minhashes = {}
    with Path(corpus).open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            text = "".join(c for c in row["text"].lower() if c.isalnum())
            minhash = MinHash(num_perm=128)
            for gram in {text[i : i + 5] for i in range(len(text) - 4)}:
                minhash.update(gram.encode("utf-8"))
            minhashes[row["id"]] = minhash
    times.append(perf_counter())
    lsh = MinHashLSH(threshold=threshold, num_perm=128)
    for name, minhash in minhashes.items():
        lsh.insert(name, minhash)
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
