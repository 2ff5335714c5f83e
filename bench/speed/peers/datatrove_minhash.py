"""datatrove's MinHash pipeline, one task for each stage; its words are single characters here."""

import json
import sys
from collections import defaultdict
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline.dedup.minhash import MinhashConfig, MinhashDedupBuckets, MinhashDedupSignature
from datatrove.pipeline.readers import JsonlReader
from datatrove.utils.binaryio import read_tuples_from_file
from datatrove.utils.word_tokenizers import WordTokenizer

BANDS, ROWS = 42, 3  # as dedup chooses for 0.5; its own 14 x 8 is meant for 0.72


class Characters(WordTokenizer):
    """Every letter is a word."""

    def word_tokenize(self, text: str) -> list[str]:
        return [c for c in text if c.isalnum()]

    def sent_tokenize(self, text: str) -> list[str]:
        return [text]

    def span_tokenize(self, text: str) -> list[tuple[int, int]]:
        return [(0, len(text))]


def main(corpus: str, out: str, threshold: float) -> None:
    times = [perf_counter()]
    config = MinhashConfig(n_grams=5, num_buckets=BANDS, hashes_per_bucket=ROWS)
    path = Path(corpus).resolve()
    with TemporaryDirectory() as folder:
        signature = MinhashDedupSignature(f"{folder}/signatures", config, language=Characters())
        reader = JsonlReader(str(path.parent), glob_pattern=path.name)
        LocalPipelineExecutor([reader, signature], tasks=1, logging_dir=f"{folder}/log1").run()
        times.append(perf_counter())
        buckets = MinhashDedupBuckets(f"{folder}/signatures", f"{folder}/buckets", config=config)
        LocalPipelineExecutor([buckets], tasks=BANDS, workers=1, logging_dir=f"{folder}/log2").run()
        times.append(perf_counter())
        first: dict[int, int] = {}

        def root(number: int) -> int:
            while first.setdefault(number, number) != number:
                number = first[number]
            return number

        for dups in sorted(Path(folder, "buckets").glob("*.dups")):
            with dups.open("rb") as file:
                for _, a, _, b in read_tuples_from_file(file, "4I"):
                    first[root(a)] = root(b)
    with path.open(encoding="utf-8") as lines:
        names = [json.loads(line)["id"] for line in lines]
    clusters = defaultdict(list)
    for number in sorted(first):
        clusters[root(number)].append(names[number])
    with Path(out).open("w", encoding="utf-8") as pairs:
        for members in clusters.values():
            pairs.writelines(f"{a}\t{b}\n" for a, b in combinations(sorted(members), 2))
    stages = ("signatures", "buckets")
    print(json.dumps({s: round(e - b, 3) for s, b, e in zip(stages, times, times[1:], strict=False)}))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], float(sys.argv[3]))
