"""Which Han characters are mistaken for one another: by their shape (OCR) or their sound (typing).

Radicals, strokes, four-corner codes and readings come from the Unihan database of the Unicode
Consortium (``glyphs.npz``, made by ``tools/glyph_table.py``).
"""

from __future__ import annotations

import io
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np

_UNKNOWN = 65535


class Glyph(NamedTuple):
    """Radical 1..214, strokes in all, four-corner code ("" unknown), Mandarin syllable without tone."""

    radical: int
    strokes: int
    corners: str
    reading: str


@cache
def _table() -> dict[int, tuple[int, int, int, int]]:
    with np.load(io.BytesIO(files("dedup.text").joinpath("glyphs.npz").read_bytes())) as data:
        rows = zip(*(data[n].tolist() for n in ("radical", "strokes", "corners", "reading")), strict=True)
        return dict(zip(data["point"].tolist(), rows, strict=True))


@cache
def _syllables() -> tuple[str, ...]:
    with np.load(io.BytesIO(files("dedup.text").joinpath("glyphs.npz").read_bytes())) as data:
        return tuple(s.decode() for s in data["syllable"].tolist())


def glyph(char: str) -> Glyph | None:
    """What is known of one Han character, or ``None``.

    >>> glyph("湘")
    Glyph(radical=85, strokes=12, corners='3610', reading='xiang')
    """
    row = _table().get(ord(char))
    if row is None:
        return None
    radical, strokes, corners, reading = row
    return Glyph(radical, strokes, "" if corners == _UNKNOWN else f"{corners:04d}", _syllables()[reading])


def look_alike(one: str, two: str) -> bool:
    """Whether two different characters are close in shape: the same radical and about as many
    strokes, or four-corner codes that differ in one digit at most.

    >>> look_alike("湖", "湘"), look_alike("未", "末"), look_alike("湖", "京")
    (True, True, False)
    """
    a, b = glyph(one), glyph(two)
    if a is None or b is None or one == two:
        return False
    if a.radical == b.radical and abs(a.strokes - b.strokes) <= 1:
        return True
    corners = sum(x != y for x, y in zip(a.corners, b.corners, strict=False))
    return bool(a.corners and b.corners) and corners <= 1 and abs(a.strokes - b.strokes) <= 2


def sound_alike(one: str, two: str) -> bool:
    """Whether two different characters share a Mandarin syllable, tone aside.

    >>> sound_alike("鲍", "抱"), sound_alike("湖", "湘")
    (True, False)
    """
    a, b = glyph(one), glyph(two)
    return a is not None and b is not None and one != two and a.reading == b.reading
