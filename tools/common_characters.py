"""Make ``dedup/readers/common.txt``: Chinese characters, the most frequent first.

Line 1 is simplified, line 2 traditional. The frequencies are those of jieba's dictionary (MIT); the
traditional forms are OpenCC's, word by word. Run: python tools/common_characters.py
"""

from collections import Counter
from pathlib import Path

import jieba
from opencc import OpenCC

HOW_MANY = 3500  # both level-1 sets (GB2312: 3755, Big5: 5401) begin to thin out near here


def main() -> None:
    """Count characters over the words of the dictionary, weighted by the words' frequencies."""
    traditional = OpenCC("s2tw")
    counts: tuple[Counter[str], Counter[str]] = Counter(), Counter()
    with jieba.get_dict_file() as words:
        for line in words:
            word, frequency, *_ = line.decode("utf-8").split()
            for count, form in zip(counts, (word, traditional.convert(word)), strict=True):
                for character in form:
                    if "\u4e00" <= character <= "\u9fff":
                        count[character] += int(frequency)
    lines = [
        "".join(c for c, _ in sorted(count.items(), key=lambda x: (-x[1], x[0]))[:HOW_MANY])
        for count in counts
    ]
    target = Path(__file__).parents[1] / "dedup" / "readers" / "common.txt"
    target.write_text("\n".join(lines) + "\n", "utf-8", newline="\n")


if __name__ == "__main__":
    main()
