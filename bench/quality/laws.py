"""The laws of the contract's pair, checked on any report with a fold of our own."""

from __future__ import annotations

import itertools
import unicodedata
from functools import cache
from typing import Any

from bench.quality.tool import Blocks, Report, Versions

MIRROR = {"changed": "changed", "only_a": "only_b", "only_b": "only_a"}


@cache
def _simplifier() -> Any:
    from opencc import OpenCC

    return OpenCC("t2s")


@cache
def folded(char: str) -> str:
    """One character under NFKC, lower case, traditional to simplified."""
    return "".join(_simplifier().convert(c) for c in unicodedata.normalize("NFKC", char).lower())


def fold(text: str) -> str:
    """Every character folded by itself, white space left out."""
    return "".join(folded(c) for c in text if not c.isspace())


def broken_map(blocks: list[list[int]], a: str, b: str) -> list[str]:
    """What a map does that no map may."""
    wrong = []
    for n, (i, j, size) in enumerate(blocks):
        if size < 1 or i < 0 or j < 0 or i + size > len(a) or j + size > len(b):
            wrong.append(f"block {n} {(i, j, size)} leaves the texts or is empty")
        elif fold(a[i : i + size]) != fold(b[j : j + size]):
            wrong.append(f"block {n}: {a[i : i + size][:30]!r} is not {b[j : j + size][:30]!r}")
    starts = [block[0] for block in blocks]
    if starts != sorted(starts):
        wrong.append("blocks are not in order of a")
    for side in (0, 1):
        ranges = sorted((block[side], block[side] + block[2]) for block in blocks)
        over = [(x, y) for x, y in itertools.pairwise(ranges) if x[1] > y[0]]
        wrong.extend(f"blocks overlap in {'AB'[side]}: {x} {y}" for x, y in over)
    return wrong


def broken_changes(changes: list[Report], a: str, b: str) -> list[str]:
    """What a change says that its texts or its fields do not bear out."""
    wrong = []
    for change in changes:
        for side, text in (("a", a), ("b", b)):
            wrong.extend(
                f"{change['code']}: text {m['text'][:30]!r} is not at {m['start']}..{m['end']} of {side}"
                for m in change[side]
                if text[m["start"] : m["end"]] != m["text"] or m["start"] >= m["end"]
            )
        filled = bool(change["a"]), bool(change["b"])
        if (
            filled
            != {"changed": (True, True), "only_a": (True, False), "only_b": (False, True)}[change["op"]]
        ):
            wrong.append(f"{change['code']}: {change['op']} with sides filled {filled}")
        if change["count"] < 1:
            wrong.append(f"{change['code']}: count {change['count']}")
    prints = [change["fingerprint"] for change in changes]
    if len(set(prints)) != len(prints):
        wrong.append("two changes share a fingerprint")
    return wrong


def broken_identity(same: Report, text: str) -> list[str]:
    """What ``diff(a, a)`` says that it must not."""
    seen = Versions.of(same)
    wrong = [f"diff(a, a) has {len(seen.changes)} changes"] if seen.changes else []
    wrong.extend(f"diff(a, a) is {p['relation']}" for p in seen.pairs if p["relation"] != "identical")
    if not seen.pairs and sum(c.isalnum() for c in text) >= 30:
        wrong.append("diff(a, a) has no pair")
    return wrong


def broken_mirror(ab: Report, ba: Report) -> list[str]:
    """Where ``diff(b, a)`` is not ``diff(a, b)`` seen from the other side."""
    one, two = Versions.of(ab), Versions.of(ba)
    wrong = []
    turned: Blocks = sorted((b, a, size) for a, b, size in two.blocks)
    if turned != one.blocks:
        odd = set(turned) ^ set(one.blocks)
        wrong.append(f"maps differ in {len(odd)} blocks, e.g. {sorted(odd)[:2]}")
    left = {_key(c, "a", "b", c["op"]) for c in one.changes}
    right = {_key(c, "b", "a", MIRROR[c["op"]]) for c in two.changes}
    if left != right:
        odd_ones = sorted(left ^ right)
        wrong.append(f"changes differ in {len(odd_ones)}, e.g. {odd_ones[:2]}")
    return wrong


def _key(change: Report, first: str, second: str, op: str) -> tuple[Any, ...]:
    places = tuple(tuple((m["start"], m["end"]) for m in change[side]) for side in (first, second))
    return (change["code"], op, change["severity"], change["cause"], *places)
