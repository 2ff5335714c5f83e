"""A corpus of any size with every version in it known.

Articles are made of words drawn by Zipf's law from a made-up vocabulary, so that unrelated articles
share some 5-grams, as real ones do. One in ten is a version of an earlier one: a copy, a copy laid out
anew, a light or a heavy edit, sections in another order, an excerpt, or a digest with another story.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import numpy as np

_WORDS = 20_000
_DRAWS = 1 << 20  # slots of the table that words are drawn from
_FAMILY = 5  # versions of one story at most
_KINDS = ("copy", "layout", "light", "heavy", "order", "excerpt", "digest")


class Row(NamedTuple):
    """One article and the number of the family it belongs to (its own number if it stands alone)."""

    id: str
    text: str
    family: int


class TruePair(NamedTuple):
    """Two articles of one family and how alike they are, by Python sets of 5-grams."""

    a: str
    b: str
    jaccard: float
    cover: float


# the common characters of GB 2312: none of them folds to another
HAN = [bytes((high, low)).decode("gb2312") for high in range(0xB0, 0xD7) for low in range(0xA1, 0xFF)]


def vocabulary(seed: int) -> list[str]:
    """Words of two to four characters, the same for the same seed."""
    rng = random.Random(seed)
    return ["".join(rng.choices(HAN, k=rng.choice((2, 2, 2, 3, 4)))) for _ in range(_WORDS)]


def rows(articles: int, length: int, seed: int = 1) -> Iterator[Row]:
    """``articles`` articles of about ``length`` characters, in order of their numbers."""
    words = vocabulary(seed)
    chance = 1 / np.arange(3, _WORDS + 3) ** 0.9
    ladder = np.cumsum(chance / chance.sum())
    table = np.searchsorted(ladder, (np.arange(_DRAWS) + 0.5) / _DRAWS).astype(np.int32)
    drawn = np.array(words, dtype=object)[np.minimum(table, _WORDS - 1)]
    rng = np.random.default_rng(seed)
    family, left, story = 0, 0, ""
    for number in range(articles):
        fresh = _sentences(drawn[rng.integers(0, _DRAWS, length // 2)].tolist(), length)
        if left:
            left -= 1
            kind = _KINDS[(number + family) % len(_KINDS)]
            yield Row(f"n{number:08d}", _version(kind, story, fresh, random.Random(number)), family)
            continue
        family, story = number, fresh
        left = int(rng.integers(1, _FAMILY)) if rng.random() < 0.1 / (_FAMILY / 2) else 0
        yield Row(f"n{number:08d}", story, number)


def _sentences(words: list[str], length: int) -> str:
    parts = [""] * (2 * len(words))
    parts[::2] = words
    parts[13::14] = ["，"] * len(parts[13::14])
    parts[119::120] = ["。\n"] * len(parts[119::120])
    return "".join(parts)[:length]


def _version(kind: str, story: str, other: str, rng: random.Random) -> str:
    if kind == "layout":
        return story.replace("。\n", "。\n\n　　").replace("，", ",")
    if kind in ("light", "heavy"):
        share = 0.01 if kind == "light" else 0.05
        return "".join(rng.choice(HAN) if rng.random() < share else c for c in story)
    if kind == "order":
        sections = story.split("\n")
        rng.shuffle(sections)
        return "\n".join(sections)
    if kind == "excerpt":
        start = rng.randrange(len(story) // 2)
        return story[start : start + len(story) // 3]
    if kind == "digest":
        return story + "\n" + other
    return story


def grams(text: str) -> set[str]:
    """The 5-grams of the letters of a text, as the contract defines likeness (slow and obvious)."""
    letters = "".join(c for c in text if c.isalnum())
    return {letters[i : i + 5] for i in range(len(letters) - 4)}


def truth(family: list[Row]) -> Iterator[TruePair]:
    """Every pair of one family that shares 5-grams."""
    sets = [grams(row.text) for row in family]
    for (a, one), (b, two) in combinations(zip(family, sets, strict=True), 2):
        shared = len(one & two)
        if shared:
            yield TruePair(a.id, b.id, shared / len(one | two), shared / min(len(one), len(two)))


def write(folder: Path, articles: int, length: int, seed: int = 1) -> tuple[Path, Path]:
    """``corpus.jsonl`` and ``truth.tsv`` (a, b, jaccard, the larger cover) in ``folder``."""
    corpus, known = folder / "corpus.jsonl", folder / "truth.tsv"
    members: list[Row] = []
    with corpus.open("w", encoding="utf-8") as out, known.open("w", encoding="utf-8") as pairs:

        def close() -> None:
            for pair in truth(members) if len(members) > 1 else ():
                pairs.write(f"{pair.a}\t{pair.b}\t{pair.jaccard!r}\t{pair.cover!r}\n")

        for row in rows(articles, length, seed):
            out.write(json.dumps({"id": row.id, "text": row.text}, ensure_ascii=False) + "\n")
            if members and members[0].family != row.family:
                close()
                members = []
            members.append(row)
        close()
    return corpus, known
