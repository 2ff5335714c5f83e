"""Edits of a second stranger: what ``stranger`` does not think of, judged in the same way.

    python -m bench.quality.outsider --pairs 100 --seed 11 --show missed code alarm

Full-width figures, scales, ends of a range, hours, trends, bases of comparison, scope, directions, offices,
titles of works, sentences left out and put in, names and numbers that change places.
"""

from __future__ import annotations

import random
import re
import sys
import tomllib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from bench.quality import stranger
from bench.quality.stranger import Edit, Maker, other_number, tagged

LISTS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
VALUES = {"FCT301", "FCT302", "FCT303", "FCT304", "FCT312"}
CODES = {
    "wide": VALUES,
    "scale": {"FCT302", "FCT303"},
    "numeral": {"FCT302", "FCT301", "FCT312"},
    "range": {"FCT301", "FCT302"},
    "hour": {"FCT301"},
    "weekday": {"FCT301"},
    "fraction": {"FCT304"},
    "trend": {"FCT319"},
    "basis": {"FCT319"},
    "scope": {"FCT319", "FCT302", "FCT303", "FCT304"},
    "course": {"FCT310", "FCT311", "FCT319", "FCT312"},
    "reversal": {"FCT310", "FCT311", "FCT319"},
    "direction": {"FCT306", "FCT319"},
    "office": {"FCT308"},
    "body": {"FCT307", "FCT306"},
    "foreigner": {"FCT305"},
    "work": {"FCT313"},
    "within": {"FCT309", "FCT311"},
    "sort": {"FCT319"},
    "swap": {"FCT305", "FCT306"},
    "sentence": {"TXT401"},
    "clause": {"TXT401"},
    "claim": {"TXT401"},
}
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
HAN = "二三四五六七八九"


def wide(text: str, dice: random.Random) -> Iterator[Edit]:
    for m in re.finditer(r"(?<![\d.０-９])\d{1,4}(?![\d.０-９])(?=[年月日万亿元人个名例%])", text):
        yield Edit("wide", m.start(), m.end(), other_number(m[0], dice).translate(WIDE))


def scales(text: str, dice: random.Random) -> Iterator[Edit]:
    for m in re.finditer(r"\d[多余]?(万亿|万|亿)", text):
        yield Edit("scale", m.start(1), m.end(1), dice.choice([s for s in ("万", "亿", "万亿") if s != m[1]]))


def numerals(text: str, dice: random.Random) -> Iterator[Edit]:
    for m in re.finditer(rf"(?<![{HAN}一两十百千万第\d])([两{HAN}])(?=[名个位项人家国天年次条件艘座])", text):
        if m[1] + text[m.end()] not in ("两国", "两岸", "两会", "四国", "三农"):
            yield Edit("numeral", m.start(), m.end(), dice.choice([c for c in HAN[1:] if c != m[1]]))


def ranges(text: str, dice: random.Random) -> Iterator[Edit]:
    for m in re.finditer(r"(\d+)年?(?:月|日)?(?:-|—|–|~|～|至|到)(\d+)(?=[年月日时万亿个名人%岁至])", text):
        n = dice.choice((1, 2))
        yield Edit("range", m.start(n), m.end(n), other_number(m[n], dice))


def hours(text: str, dice: random.Random) -> Iterator[Edit]:
    for m in re.finditer(r"(?<!\d)(\d{1,2})(?=时(?!期|代|间|候|任))", text):
        yield Edit("hour", m.start(), m.end(), str(dice.choice([d for d in range(1, 24) if d != int(m[0])])))


def fractions(text: str, dice: random.Random) -> Iterator[Edit]:
    for m in re.finditer(
        rf"[{HAN}一]分之([一{HAN}])(?!十)|百分之([{HAN}])十|([{HAN}])成(?=以上|左右|的|，|。)", text
    ):
        n = next(i for i in (1, 2, 3) if m[i])
        yield Edit("fraction", m.start(n), m.end(n), dice.choice([c for c in HAN if c != m[n]]))


def exchanged(kind: str) -> Maker:
    """Words of a list for their neighbours."""
    pairs = [line.split() for line in LISTS[kind].strip().splitlines()]
    others = {w: [o for o in line if o != w] for line in pairs for w in line}
    pattern = "|".join(sorted(others, key=len, reverse=True))

    def make(text: str, dice: random.Random) -> Iterator[Edit]:
        bounds = {at for at, _, _ in tagged(text)}
        for m in re.finditer(pattern, text):
            if m.start() in bounds and (m.end() in bounds or kind in ("office", "direction")):
                yield Edit(kind, m.start(), m.end(), dice.choice(others[m[0]]))

    return make


def foreigners(text: str, dice: random.Random) -> Iterator[Edit]:
    signs = "尔斯克拉特罗夫德纳姆洛"
    for at, word, tag in tagged(text):
        if tag.startswith("nr") and len(word) >= 3 and sum(c in signs for c in word) >= 2:
            spot = dice.randrange(1, len(word))
            yield Edit(
                "foreigner", at + spot, at + spot + 1, dice.choice([c for c in signs if c != word[spot]])
            )


def works(text: str, dice: random.Random) -> Iterator[Edit]:
    for m in re.finditer("《([^《》\n]{3,40})》", text):
        inside = [(m.start(1) + at, w) for at, w, _ in tagged(m[1]) if len(w) == 2 and w.isalpha()]
        if inside:
            at, word = dice.choice(inside)
            yield Edit("work", at, at + 2, dice.choice([w for w in stranger.CHANGED if w != word]))


def within(text: str, dice: random.Random) -> Iterator[Edit]:
    for m in re.finditer("“([^“”\n]{8,80})”", text):
        for at, word, tag in tagged(m[1]):
            if tag == "v" and len(word) == 2 and at:
                yield Edit("within", m.start(1) + at, m.start(1) + at, "不")
            elif tag in ("a", "ad") and len(word) == 2 and at:
                yield Edit("within", m.start(1) + at, m.start(1) + at + 2, "")


def sentences(text: str, dice: random.Random) -> Iterator[Edit]:
    for m in re.finditer(r"(?<=。)[^。！？；“”\n]{12,60}。", text):
        yield Edit("sentence", m.start(), m.end(), "")


def clauses(text: str, dice: random.Random) -> Iterator[Edit]:
    for m in re.finditer(r"(?<=，)[^。！？；，“”、\n]*\d[^。！？；，“”、\n]*，", text):
        if m.end() - m.start() >= 9:
            yield Edit("clause", m.start(), m.end(), "")


def claims(text: str, dice: random.Random) -> Iterator[Edit]:
    for m in re.finditer("。(?=[^\n”])", text):
        yield Edit("claim", m.end(), m.end(), dice.choice(LISTS["claims"].strip().splitlines()))


def swaps(text: str, dice: random.Random) -> Iterator[Edit]:
    """Two names of a clause, or two numbers of it, in each other's place."""
    for m in re.finditer(r"[^，。；：、！？“”《》（）\n]{8,40}", text):
        words = [(m.start() + at, word, tag[:2]) for at, word, tag in tagged(m[0])]
        named = [w for w in words if w[2] in ("nr", "ns") and len(w[1]) > 1]
        for one, two in pairwise(named):
            between = text[one[0] + len(one[1]) : two[0]]
            if one[2] == two[2] and one[1] != two[1] and between not in ("", "、", "和", "与", "同"):
                yield Edit("swap", one[0], two[0] + len(two[1]), two[1] + between + one[1])


MAKERS: tuple[Maker, ...] = (
    wide, scales, numerals, ranges, hours, fractions, foreigners, works, within, sentences, clauses, claims,
    swaps,
    *(exchanged(kind) for kind in LISTS if kind != "claims"),
)  # fmt: skip


if __name__ == "__main__":
    sys.exit(stranger.main(MAKERS, CODES))
