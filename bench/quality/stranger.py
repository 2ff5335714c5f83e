"""Edits as a stranger would make them: plain patterns on side B of a real reprint pair, judged from outside.

    python -m bench.quality.stranger --pairs 160 --seed 5
    python -m bench.quality.stranger --pairs 40 --suffix .txt --show missed
    python -m bench.quality.stranger --neutral --pairs 40

Written from the promise alone and without the tool's own grammar, so that ``inject`` is not the only witness.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import tomllib
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from bench.quality import corpora, tool
from bench.quality.neutral_stranger import NEUTRAL
from bench.quality.tool import Report, Versions

EACH = 6  # edits in one pair
APART = 50  # characters between two edits
SAME = 9  # characters on both sides of an edit that both versions have


class Edit(NamedTuple):
    """``text[start:end]`` becomes ``new``."""

    kind: str
    start: int
    end: int
    new: str


Maker = Callable[[str, random.Random], Iterator[Edit]]
CODES = {
    "number": {"FCT302"},
    "unit": {"FCT302", "FCT303"},
    "percent": {"FCT304"},
    "point": {"FCT304"},
    "date": {"FCT301"},
    "money": {"FCT303"},
    "person": {"FCT305"},
    "place": {"FCT306"},
    "organisation": {"FCT307"},
    "modality": {"FCT310"},
    "negation": {"FCT311"},
    "ordinal": {"FCT312"},
    "quotation": {"FCT309"},
}
HAN = "一二三四五六七八九"


def _lists() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))


LISTS = _lists()
PLACES, BODIES, VERBS, CHANGED = (LISTS[name].split() for name in ("places", "bodies", "verbs", "changed"))
COUNTED, TITLED, BESIDE = ("|".join(LISTS[name].split()) for name in ("counted", "titled", "beside"))
SURNAMES, GIVEN = LISTS["surnames"].strip(), LISTS["given"].strip()
MODAL: dict[str, list[str]] = {word: others.split() for word, others in LISTS["modal"].items()}
UNITS: dict[str, str] = LISTS["units"]


@cache
def _tagger() -> Callable[[str], list[tuple[str, str]]]:
    import jieba.posseg

    return lambda text: [(p.word, p.flag) for p in jieba.posseg.cut(text)]


def tagged(text: str) -> Iterator[tuple[int, str, str]]:
    """(start, word, tag) of every word."""
    at = 0
    for word, tag in _tagger()(text):
        yield at, word, tag
        at += len(word)


def other_number(number: str, dice: random.Random) -> str:
    """The number with one digit made another, never a leading nought."""
    at = dice.choice([i for i, c in enumerate(number) if c.isdigit()])
    return number[:at] + dice.choice([d for d in "123456789" if d != number[at]]) + number[at + 1 :]


def digits(kind: str, pattern: str) -> Maker:
    """Edits of the first group of a pattern, a number."""

    def make(text: str, dice: random.Random) -> Iterator[Edit]:
        for m in re.finditer(pattern, text):
            yield Edit(kind, m.start(1), m.end(1), other_number(m[1], dice))

    return make


def units(text: str, dice: random.Random) -> Iterator[Edit]:
    for m in re.finditer(r"\d(?:多|余)?(" + "|".join(sorted(UNITS, key=len, reverse=True)) + ")", text):
        yield Edit("unit", m.start(1), m.end(1), UNITS[m[1]])


def points(text: str, dice: random.Random) -> Iterator[Edit]:
    for m in re.finditer(r"\d(%|个百分点)", text):
        yield Edit("point", m.start(1), m.end(1), "个百分点" if m[1] == "%" else "%")


def dates(text: str, dice: random.Random) -> Iterator[Edit]:
    for m in re.finditer(
        r"(?<!\d)(\d{1,2})(?=日|月)|(\d{4})(?=年)|(今年|去年|明年|今天|昨天|明天|上午|下午)", text
    ):
        if m[3]:
            group = (
                ["今年", "去年", "明年"]
                if "年" in m[3]
                else ["上午", "下午"]
                if "午" in m[3]
                else ["今天", "昨天", "明天"]
            )
            new = dice.choice([w for w in group if w != m[3]])
        elif m[2]:
            new = str(int(m[2]) + dice.choice((-2, -1, 1, 2)))
        else:
            most = 28 if text[m.end()] == "日" else 12
            new = str(dice.choice([d for d in range(1, most + 1) if d != int(m[0])]))
        yield Edit("date", m.start(), m.end(), new)


def persons(text: str, dice: random.Random) -> Iterator[Edit]:
    for m in re.finditer(rf"(?:{TITLED})([{SURNAMES}][\u4e00-\u9fff]{{1,2}})(?={BESIDE})", text):
        spot = m.start(1) + dice.randrange(0, len(m[1]))
        new = dice.choice([c for c in (SURNAMES if spot == m.start(1) else GIVEN) if c != text[spot]])
        yield Edit("person", spot, spot + 1, new)
    for at, word, tag in tagged(text):
        if tag == "nr" and len(word) == 3 and word[0] in SURNAMES and text[at - 1 : at] in "、，。和":
            yield Edit("person", at + 2, at + 3, dice.choice([c for c in GIVEN if c != word[2]]))


def places(text: str, dice: random.Random) -> Iterator[Edit]:
    for m in re.finditer("|".join(PLACES), text):
        yield Edit("place", m.start(), m.end(), dice.choice([p for p in PLACES if p != m[0]]))


def bodies(text: str, dice: random.Random) -> Iterator[Edit]:
    for m in re.finditer("|".join(BODIES), text):
        yield Edit("organisation", m.start(), m.end(), dice.choice([b for b in BODIES if b != m[0]]))


def modals(text: str, dice: random.Random) -> Iterator[Edit]:
    for at, word, tag in tagged(text):
        if word in MODAL and tag[:1] in "vdpc":
            yield Edit("modality", at, at + len(word), dice.choice(MODAL[word]))


def negations(text: str, dice: random.Random) -> Iterator[Edit]:
    for at, word, tag in tagged(text):
        if word in ("不", "未", "没有", "没", "尚未", "并未") and tag[:1] in "dv":
            yield Edit("negation", at, at + len(word), "")
        elif word in VERBS and tag[:1] == "v":
            yield Edit("negation", at, at, "未" if word in ("完成", "公布", "参加", "接受") else "不")


def ordinals(text: str, dice: random.Random) -> Iterator[Edit]:
    for m in re.finditer(rf"第(\d+|[{HAN}])(?![{HAN}十百\d])", text):
        new = other_number(m[1], dice) if m[1].isdigit() else dice.choice([c for c in HAN if c != m[1]])
        yield Edit("ordinal", m.start(1), m.end(1), new)


def quotations(text: str, dice: random.Random) -> Iterator[Edit]:
    for m in re.finditer("“([^“”\n]{6,60})”", text):
        within = [
            (m.start(1) + at, word) for at, word, _ in tagged(m[1]) if len(word) == 2 and word.isalpha()
        ]
        if within:
            at, word = dice.choice(within)
            yield Edit("quotation", at, at + 2, dice.choice([w for w in CHANGED if w != word]))


MAKERS: tuple[Maker, ...] = (
    digits("number", rf"(?<![\d.第])(\d+(?:\.\d+)?)(?:多|余)?(?:万|亿)?(?:{COUNTED})"),
    units,
    digits("percent", r"(?<![\d.])(\d+(?:\.\d+)?)%"),
    points,
    dates,
    digits("money", r"(?<![\d.])(\d+(?:\.\d+)?)(?:多|余)?(?:万|亿|万亿)?(?:元|美元)"),
    persons,
    places,
    bodies,
    modals,
    negations,
    ordinals,
    quotations,
)


def possible(a: str, b: str, dice: random.Random, makers: Sequence[Maker]) -> list[Edit]:
    """A few edits of B, rare kinds first, each where both versions say the same, far from one another."""
    by_kind: dict[str, list[Edit]] = defaultdict(list)
    for make in makers:
        for edit in make(b, dice):
            around = b[max(0, edit.start - SAME) : edit.end + SAME]
            if "\n" not in around and a.count(around) == b.count(around) == 1:
                by_kind[edit.kind].append(edit)
    chosen: list[Edit] = []
    kinds = sorted(by_kind)
    dice.shuffle(kinds)
    for kind in sorted(kinds, key=lambda k: len(by_kind[k]) > 3)[: EACH * 2]:
        free = [e for e in by_kind[kind] if all(abs(e.start - c.start) > APART for c in chosen)]
        if free and len(chosen) < EACH:
            chosen.append(dice.choice(free))
    return sorted(chosen, key=lambda e: e.start)


def edited(text: str, edits: Sequence[Edit]) -> tuple[str, list[tuple[int, int]]]:
    """The text with the edits made, and where they stand in it."""
    parts: list[str] = []
    at = size = 0
    places: list[tuple[int, int]] = []
    for e in edits:
        parts += [text[at : e.start], e.new]
        size += e.start - at
        places.append((size, size + len(e.new)))
        size += len(e.new)
        at = e.end
    return "".join([*parts, text[at:]]), places


def at_place(change: Report, start: int, end: int) -> bool:
    """Whether a change names the edited place in B; for a deletion, what stands at it."""
    wide = 1 if start == end else 0
    return any(m["start"] < end + wide and m["end"] > start - wide for m in change["b"])


def in_a(change: Report, a: str, b: str, edit: Edit) -> bool:
    """Whether a change names in A what the edit took away or wrote over."""
    before = b[max(0, edit.start - SAME) : edit.start]
    after = b[edit.end : edit.end + SAME]
    whole = before + b[edit.start : edit.end] + after
    at = a.find(whole)
    if at < 0:
        return False
    start, end = at + len(before), at + len(before) + edit.end - edit.start
    wide = 1 if start == end else 0
    return any(m["start"] < end + wide and m["end"] > start - wide for m in change["a"])


def named(change: Report) -> tuple[str, str, str]:
    """A change without its places."""
    return (change["code"], *("|".join(sorted({m["text"] for m in change[s]})) for s in "ab"))


def context(text: str, start: int, end: int) -> str:
    return f"{text[max(0, start - 18) : start]}[{text[start:end]}]{text[end : end + 18]}".replace("\n", "⏎")


def injected(
    options: argparse.Namespace,
    seen_by: Callable[[str, str], Versions],
    makers: Sequence[Maker],
    codes: Mapping[str, set[str]],
) -> None:
    counts: Counter[tuple[str, str]] = Counter()
    alarms = pairs = 0
    for one, two in corpora.pairs(options.lowest, 0.999, options.pairs, options.seed):
        dice = random.Random(f"{one.id}{options.seed}")
        edits = possible(one.text, two.text, dice, makers)
        if not edits:
            continue
        pairs += 1
        own = {named(c) for c in seen_by(one.text, two.text).serious}
        text, spots = edited(two.text, edits)
        seen = seen_by(one.text, text)
        told: set[int] = set()
        for edit, (start, end) in zip(edits, spots, strict=True):
            hits = [c for c in seen.serious if at_place(c, start, end) or in_a(c, one.text, two.text, edit)]
            told |= {id(c) for c in hits}
            right = any(c["code"] in codes[edit.kind] for c in hits)
            verdict = "right" if right else "code" if hits else "missed"
            counts[edit.kind, verdict] += 1
            if verdict in options.show:
                there = {c["code"] + c["severity"][0] for c in seen.changes if at_place(c, start, end)}
                print(
                    verdict,
                    edit.kind,
                    f"{two.text[edit.start : edit.end]}→{edit.new}",
                    there,
                    context(text, start, end),
                )
        new = [c for c in seen.serious if id(c) not in told and named(c) not in own]
        alarms += len(new)
        if "alarm" in options.show:
            for c in new:
                m = (c["b"] or c["a"])[0]
                print(
                    "alarm",
                    one.id,
                    c["code"],
                    c["message"],
                    context(text if c["b"] else one.text, m["start"], m["end"]),
                )
    every: Counter[str] = Counter()
    for kind in codes:
        row = [counts[kind, v] for v in ("right", "code", "missed")]
        every.update({"right": row[0], "code": row[1], "missed": row[2]})
        if sum(row):
            print(
                f"{kind:13} n {sum(row):4}  recall {(row[0] + row[1]) / sum(row):.3f}"
                f"  code {row[0] / max(1, row[0] + row[1]):.3f}"
            )
    found = every["right"] + every["code"]
    print(
        f"{pairs} pairs, {sum(every.values())} edits: recall {found / max(1, sum(every.values())):.4f}, "
        f"right code {every['right'] / max(1, found):.4f}, false alarms {alarms / max(1, pairs):.3f} a pair"
    )


def neutral(options: argparse.Namespace, seen_by: Callable[[str, str], Versions]) -> None:
    made: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    for one, two in corpora.pairs(options.lowest, 0.999, options.pairs, options.seed):
        own = {_own(named(c)) for c in seen_by(one.text, two.text).serious}
        for kind, make in NEUTRAL.items():
            text, n = make(two.text, random.Random(f"{one.id}{kind}"))
            if not n:
                continue
            made[kind] += n
            for c in seen_by(one.text, text).serious:
                if _own(named(c)) not in own:
                    wrong[kind] += 1
                    if "alarm" in options.show:
                        print(kind, c["code"], c["severity"], c["message"])
    for kind in NEUTRAL:
        print(f"{kind:13} n {made[kind]:6}  seen {wrong[kind]:3}  {wrong[kind] / max(1, made[kind]):.4f}")
    made["all"], wrong["all"] = made.total(), wrong.total()
    print(f"{'all':13} n {made['all']:6}  seen {wrong['all']:3}  {wrong['all'] / max(1, made['all']):.4f}")


@cache
def _simple() -> Callable[[str], str]:
    from opencc import OpenCC

    convert = OpenCC("t2s").convert
    return lambda text: re.sub(r"\W|百分之|[%多余]", "", convert(unicodedata.normalize("NFKC", text)))


def _own(key: tuple[str, str, str]) -> tuple[str, ...]:
    """A change that the pair had before, whatever the neutral edit made of its words: its beginnings."""
    return key[0], *(_simple()(side)[:8] for side in key[1:])


def main(makers: Sequence[Maker] = MAKERS, codes: Mapping[str, set[str]] = CODES) -> int:
    parser = argparse.ArgumentParser(
        description="Edits as a stranger makes them, and what the tool says of them."
    )
    parser.add_argument("--pairs", type=int, default=160)
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--lowest", type=float, default=0.5)
    parser.add_argument("--suffix", default=".jsonl")
    parser.add_argument("--show", nargs="*", default=[], choices=["missed", "code", "alarm"])
    parser.add_argument("--neutral", action="store_true")
    options = parser.parse_args()
    seen_by: Callable[[str, str], Versions] = lambda a, b: Versions.of(  # noqa: E731
        tool.diff_in_process(a, b, options.suffix)
    )
    if options.neutral:
        neutral(options, seen_by)
    else:
        injected(options, seen_by, makers, codes)
    return 0


if __name__ == "__main__":
    sys.exit(main())
