"""text-dedup's ``minhash`` command; characters are set apart by spaces, or it would see one word a clause."""

import json
import sys
from collections import defaultdict
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter


def main(corpus: str, out: str, threshold: float) -> None:
    from text_dedup import minhash

    times = [perf_counter()]
    names: list[str] = []
    with TemporaryDirectory() as folder:
        spaced = Path(folder) / "spaced.jsonl"
        with Path(corpus).open(encoding="utf-8") as lines, spaced.open("w", encoding="utf-8") as rows:
            for line in lines:
                row = json.loads(line)
                names.append(row["id"])
                text = " ".join(filter(str.isalnum, row["text"].lower()))
                rows.write(json.dumps({"text": text}, ensure_ascii=False) + "\n")
        times.append(perf_counter())
        options = {
            "path": "json", "data_files": str(spaced), "split": "train", "column": "text",
            "output": f"{folder}/kept", "cache_dir": f"{folder}/cache", "num_proc": 1, "ngram": 5,
            "min_length": 5, "num_perm": 128, "threshold": threshold, "hash_func": "xxh3", "hash_bits": 32,
            "batch_size": 10000,
        }  # fmt: skip
        words = [word for name, value in options.items() for word in (f"--{name}", str(value))]
        minhash.main(words, standalone_mode=False)
    times.append(perf_counter())
    clusters = defaultdict(list)
    for number in sorted(minhash.uf.parent):
        clusters[minhash.uf.find(number)].append(names[number])
    with Path(out).open("w", encoding="utf-8") as pairs:
        for members in clusters.values():
            pairs.writelines(f"{a}\t{b}\n" for a, b in combinations(sorted(members), 2))
    stages = ("set apart", "text-dedup")
    print(json.dumps({s: round(e - b, 3) for s, b, e in zip(stages, times, times[1:], strict=False)}))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], float(sys.argv[3]))
