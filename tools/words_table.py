"""Make dedup/text/words.npz: jieba's dictionary as sorted arrays of word hashes.

Run it when jieba's dictionary or tools/words.txt changes (``.venv/bin/python tools/words_table.py``). jieba
parses its 5 MB dictionary in Python, over a second cold; the arrays load in milliseconds, and jieba is
needed only here. The dictionary is MIT-licensed, (c) 2013 Sun Junyi, https://github.com/fxsjy/jieba.

Arrays:
    hashes      uint64[n]      ``rolling(codes(word), len(word))``, sorted, each once
    frequency   uint32[n]      how often the dictionary has seen the word, at least 1
    tag         uint8[n]       index into ``names``
    names       S2[k]          the tags
    total       int64          the sum of all frequencies, of longer entries too
    reach       uint8[2**19]   length of the longest word by the hash of its first two characters, top bits
"""

from pathlib import Path

import jieba
import numpy as np

from dedup.text.fold import codes
from dedup.text.lexicon import LONGEST, REACH_WIDTH
from dedup.text.shingles import rolling

OURS = Path(__file__).parent / "words.txt"
OUT = Path(__file__).parents[1] / "dedup" / "text" / "words.npz"


def table() -> dict[str, np.ndarray]:
    """The arrays; our few words of today's news come first, and of a word listed twice the first counts."""
    with jieba.get_dict_file() as theirs:
        lines = OURS.read_text("utf-8").splitlines() + theirs.read().decode("utf-8").splitlines()
    rows = [line.split(" ") for line in lines]
    rows = [(word, max(int(frequency), 1), tag[:2]) for word, frequency, tag in rows]
    total = sum(int(line.split(" ")[1]) for line in lines)
    names = sorted({tag for _, _, tag in rows})
    words: dict[int, tuple[int, int]] = {}
    reach = np.zeros(1 << REACH_WIDTH, np.uint8)
    for size in range(1, LONGEST + 1):
        some = [row for row in rows if len(row[0]) == size]
        points = codes("".join(word for word, _, _ in some))
        for h, (_, frequency, tag) in zip(rolling(points, size)[::size].tolist(), some, strict=True):
            words.setdefault(h, (frequency, names.index(tag)))
        if size > 1:
            first = rolling(points, 2)[::size] >> np.uint64(64 - REACH_WIDTH)
            reach[first.astype(np.int64)] = size
    order = sorted(words)
    return {
        "hashes": np.array(order, np.uint64),
        "frequency": np.array([words[h][0] for h in order], np.uint32),
        "tag": np.array([words[h][1] for h in order], np.uint8),
        "names": np.array(names, "S2"),
        "total": np.array(total, np.int64),
        "reach": reach,
    }


if __name__ == "__main__":
    np.savez(OUT, **table())
