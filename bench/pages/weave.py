"""Articles that run through one another: side by side in columns, or continued further down the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

_LEAST = 50  # characters of a paragraph that is broken
_JUMPS = ("（下转第{n}版）", "▶下转第{n}版", "下转第{n}版", "（下转{n}版）")
_RESUMED = ("（上接第{n}版）", "上接第{n}版", "（紧接第{n}版）", "（上接{n}版）")
_SHEETS = "123456789一二三四五六七八"


@dataclass
class Piece:
    """One line of a page: whose it is, whether it breaks off, and whether it continues what broke off."""

    text: str
    owner: int
    torn: bool = False
    goes_on: bool = False
    gap: int | None = None


def columns(random: Random, blocks: Sequence[list[Piece]]) -> list[list[Piece]]:
    """Two articles that stand side by side, read line by line across both columns or more."""
    at = random.randrange(len(blocks) - 1)
    number = random.choice((2, 2, 3))
    left, right = (_parted(random, block, number) for block in blocks[at : at + 2])
    woven = [
        piece
        for n in range(max(len(left), len(right)))
        for part in (*left[n : n + 1], *right[n : n + 1])
        for piece in part
    ]
    return [*blocks[:at], woven, *blocks[at + 2 :]]


def continued(random: Random, blocks: Sequence[list[Piece]], nobody: int) -> list[list[Piece]]:
    """An article that goes on below others; the lines that say so are ``nobody``'s."""
    at = random.randrange(len(blocks) - 1)
    parts = _parted(random, blocks[at], 2)
    if len(parts) < 2:
        return [*blocks]
    for part, forms, place in ((parts[0], _JUMPS, len(parts[0])), (parts[1], _RESUMED, 0)):
        if random.random() < 0.8:
            part.insert(place, Piece(random.choice(forms).replace("{n}", random.choice(_SHEETS)), nobody))
    others = list(blocks[at + 1 :])
    others.insert(random.randint(1, len(others)), parts[1])
    return [*blocks[:at], parts[0], *others]


def _parted(random: Random, block: Sequence[Piece], number: int) -> list[list[Piece]]:
    """A block in ``number`` parts or fewer, most of them broken off inside a sentence."""
    rest = list(block)
    first = next((n for n, piece in enumerate(rest) if len(piece.text) > _LEAST), len(rest))
    parts: list[list[Piece]] = []
    for _ in range(number - 1):
        places = range(max(first, 1), len(rest))
        if not places:
            break
        # columns are about as long as one another
        at = min(random.choice(places), random.choice(places))
        piece = rest[at]
        if len(piece.text) > _LEAST and random.random() < 0.6 and not piece.text.startswith(("#", "|", "-")):
            place = random.randrange(8, len(piece.text) - 8)
            torn = Piece(piece.text[:place].rstrip(), piece.owner, True, piece.goes_on, piece.gap)
            tail = Piece(piece.text[place:].lstrip(), piece.owner, piece.torn, True)
            parts.append([*rest[:at], torn])
            rest = [tail, *rest[at + 1 :]]
        elif at:
            parts.append(rest[:at])
            rest = rest[at:]
        first = 1
    return [*parts, rest]
