"""dedup's own stages called from Python: texts are read twice and never kept."""

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import perf_counter

from dedup.cluster import Member, clusters
from dedup.lsh import bands_for, candidates
from dedup.sketch import sketches
from dedup.verify import verify


def main(corpus: str, out: str, threshold: float) -> None:
    ids: list[str] = []
    offsets = [0]

    def texts() -> Iterator[str]:
        with Path(corpus).open("rb") as lines:
            for line in lines:
                row = json.loads(line)
                ids.append(row["id"])
                offsets.append(offsets[-1] + len(line))
                yield row["text"]

    def again(numbers: Sequence[int]) -> list[str]:
        with Path(corpus).open("rb") as lines:
            found = []
            for number in numbers:
                lines.seek(offsets[number])
                found.append(json.loads(lines.readline())["text"])
            return found

    times = [perf_counter()]
    sketched = sketches(texts(), bands_for(threshold))
    times.append(perf_counter())
    found = candidates(sketched, threshold=threshold, containment=0.8)
    times.append(perf_counter())
    verified = verify(found, again, threshold=threshold, containment=0.8)
    times.append(perf_counter())
    clusters(
        verified, [Member(name, chars) for name, chars in zip(ids, sketched.chars.tolist(), strict=True)]
    )
    times.append(perf_counter())
    with Path(out).open("w", encoding="utf-8") as pairs:
        for a, b, _, jaccard, *_ in verified.rows():
            if jaccard >= threshold:
                pairs.write(f"{ids[a]}\t{ids[b]}\n")
    stages = ("read+sketch", "search", "verify", "cluster")
    print(json.dumps({s: round(e - b, 3) for s, b, e in zip(stages, times, times[1:], strict=False)}))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], float(sys.argv[3]))
