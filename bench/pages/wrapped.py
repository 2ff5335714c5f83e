"""Pages of the third composer as they are printed: each line ends where its column does."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from bench.pages import third
from bench.pages.compose import Story, Truth

_WIDTHS = (14, 18, 22, 26, 32, 40)  # characters of a column; letters and digits take half the room
_NO_START = "，。、；：？！”）》"  # no line starts with one


def pages(pool: dict[str, list[Story]], count: int, seed: int) -> Iterator[Truth]:
    """``count`` pages, the same for the same seed."""
    for number, truth in enumerate(third.pages(pool, count, seed)):
        yield wrapped(truth, Random(f"wrapped {seed} {number}").choice(_WIDTHS))


def wrapped(truth: Truth, width: int) -> Truth:
    """The page with lines of ``width`` characters; headings with marks stay as they are."""
    lines: list[str] = []
    owners: dict[int, int] = {}
    joins: list[tuple[int, int]] = []
    first: dict[int, int] = {}
    last: dict[int, int] = {}
    for number, line in enumerate(truth.text.split("\n"), 1):
        parts = [line] if line.startswith(("#", "*", "|", "-")) else _folded(line, width)
        first[number] = len(lines) + 1
        lines += parts
        last[number] = len(lines)
        joins += [(n, n + 1) for n in range(first[number], last[number])]
        if number in truth.owners:
            owners.update(dict.fromkeys(range(first[number], last[number] + 1), truth.owners[number]))
    joins += [(last[a], first[b]) for a, b in truth.joins]
    return Truth("\n".join(lines), owners, truth.titles, joins, truth.kind, truth.tags)


def _folded(line: str, width: int) -> list[str]:
    parts: list[str] = []
    room = 0
    for char in line:
        size = 1 if char.isascii() else 2
        if not parts or (size > room and char not in _NO_START):
            parts.append("")
            room = 2 * width
        parts[-1] += char
        room -= size
    return [part for part in parts if part.strip()] or [""]
