"""Fold text so that the same words written differently compare equal, and keep the way back.

A fold is NFKC, lower case and traditional to simplified Chinese, read from one code-point table
(``fold.npz``, made by ``tools/fold_table.py``): the same on every Python, and many times faster
than folding character by character.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Codes = npt.NDArray[np.uint32]
Offsets = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

_SEVERAL = 0x110000  # a table entry at or above this numbers a character that folds to several, or none


class Folded(NamedTuple):
    """Folded code points and, for each, the raw code point it came from.

    Attributes:
        codes: uint32[n], folded code points.
        raw: int64[n], never falling: ``codes[i]`` stands at ``raw[i]`` of the text that was folded.
    """

    codes: Codes
    raw: Offsets

    @property
    def text(self) -> str:
        """The folded characters as a string of length n."""
        return string(self.codes)


class _Tables(NamedTuple):
    fold: Codes  # code point -> folded code point, or _SEVERAL + row
    start: Offsets  # row -> where its expansion starts
    length: Offsets  # row -> how many code points it folds to
    expansion: Codes
    plain: Codes  # code point -> code point, width and 繁简 only
    letter: Flags
    blank: Flags
    joins: Flags


@cache
def _tables() -> _Tables:
    with np.load(io.BytesIO(files("dedup.text").joinpath("fold.npz").read_bytes())) as data:
        several, packed = data["many"].T
        fold = np.arange(_SEVERAL, dtype=np.uint32)
        fold[data["one"][:, 0]] = data["one"][:, 1]
        fold[several] = _SEVERAL + np.arange(len(several), dtype=np.uint32)
        plain = np.arange(_SEVERAL, dtype=np.uint32)
        plain[data["plain"][:, 0]] = data["plain"][:, 1]
        return _Tables(
            fold=fold,
            start=(packed & 0xFFFFFF).astype(np.int64),
            length=(packed >> 24).astype(np.int64),
            expansion=data["expansion"],
            plain=plain,
            letter=np.unpackbits(data["letter"]).astype(bool),
            blank=np.unpackbits(data["blank"]).astype(bool),
            joins=np.unpackbits(data["joins"]).astype(bool),
        )


@cache
def _letter_table() -> Codes:
    """Code point -> the one letter it folds to, 0 for none, _SEVERAL for several or a mark that joins."""
    table = _tables()
    several = np.flatnonzero(table.fold >= _SEVERAL)
    row = table.fold[several].astype(np.int64) - _SEVERAL
    of = np.repeat(np.arange(len(row)), table.length[row])
    before = np.cumsum(table.length[row]) - table.length[row]
    left = table.expansion[np.arange(len(of)) + (table.start[row] - before)[of]]
    kept = table.letter[left]
    last = np.zeros(len(row), np.uint32)
    last[of[kept]] = left[kept]
    one = np.where(table.letter[np.minimum(table.fold, _SEVERAL - 1)], table.fold, np.uint32(0))
    one[several] = np.where(np.bincount(of[kept], minlength=len(row)) > 1, np.uint32(_SEVERAL), last)
    one[table.joins] = _SEVERAL
    one[0xD800:0xE000] = 0  # lone surrogates count as U+FFFD, no letter
    return one


def read_tables() -> None:
    """Read them before they are needed."""
    _letter_table()


def codes(text: str) -> Codes:
    """The code points of ``text``, uint32[len(text)]; lone surrogates become U+FFFD."""
    found = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(np.uint32)
    found[(found >= 0xD800) & (found < 0xE000)] = 0xFFFD
    return found


def string(points: Codes) -> str:
    """The string of these code points.

    >>> string(codes("衡阳"))
    '衡阳'
    """
    return points.astype("<u4").tobytes().decode("utf-32-le")


def fold_codes(points: Codes) -> Folded:
    """Fold code points by the table; ``raw`` counts within ``points``. Nothing is dropped."""
    table = _tables()
    folded = table.fold[points]
    raw = np.arange(len(points), dtype=np.int64)
    where = np.flatnonzero(folded >= _SEVERAL)
    if not len(where):
        return Folded(folded, raw)
    row = folded[where].astype(np.int64) - _SEVERAL
    counts = np.ones(len(points), np.int64)
    counts[where] = table.length[row]
    out, raw = np.repeat(folded, counts), np.repeat(raw, counts)
    new = np.flatnonzero(out >= _SEVERAL)
    nth = np.arange(len(new)) - np.repeat(np.cumsum(table.length[row]) - table.length[row], table.length[row])
    out[new] = table.expansion[np.repeat(table.start[row], table.length[row]) + nth]
    return Folded(out, raw)


def _compose(text: str, points: Codes) -> tuple[Codes, Offsets]:
    """Code points of ``text`` with combining sequences composed (NFKC), and where each came from."""
    joins = _tables().joins[points]
    raw = np.arange(len(points), dtype=np.int64)
    if not joins.any():
        return points, raw
    keep_codes: list[int] = []
    keep_raw: list[int] = []
    at, n = 0, len(points)
    while at < n:
        end = at + 1
        while end < n and joins[end]:
            end += 1
        cluster = text[at:end] if end == at + 1 else unicodedata.normalize("NFKC", text[at:end])
        keep_codes.extend(ord(c) if not 0xD800 <= ord(c) < 0xE000 else 0xFFFD for c in cluster)
        keep_raw.extend([at] * len(cluster))
        at = end
    return np.array(keep_codes, np.uint32), np.array(keep_raw, np.int64)


def _folded(text: str) -> Folded:
    points, raw = _compose(text, codes(text))
    folded = fold_codes(points)
    return Folded(folded.codes, raw[folded.raw])


def fold(text: str) -> Folded:
    """Everything but white space, control and format characters, folded: what alignment compares.

    >>> fold("２０２１ 年，台灣").text
    '2021年,台湾'
    """
    folded = _folded(text)
    keep = ~_tables().blank[folded.codes]
    return Folded(folded.codes[keep], folded.raw[keep])


def letters(text: str) -> Folded:
    """Letters and digits only, folded: the normalised article that similarity is defined on.

    >>> letters("“两链两园”，ＡＢＣ ½").text
    '两链两园abc12'
    """
    folded = _folded(text)
    keep = _tables().letter[folded.codes]
    return Folded(folded.codes[keep], folded.raw[keep])


def few_letters(text: str) -> str:
    """``letters(text).text``, character by character from memory: for the few of a word or a name.

    >>> few_letters("“两链两园”，ＡＢＣ ½")
    '两链两园abc12'
    """
    found = [_letter(char) for char in text]
    return letters(text).text if None in found else "".join(found)  # type: ignore[arg-type]


@lru_cache(maxsize=1 << 15)
def _letter(char: str) -> str | None:
    """What a character folds to, or ``None`` where it may be one with that before it."""
    return None if _tables().joins[codes(char)[0]] else letters(char).text


def letters_of(texts: Sequence[str]) -> tuple[Codes, Offsets]:
    """Letters and digits of many texts at once, folded: the codes of ``letters`` of each, joined.

    One look-up for each character; only the stretches that fold to several characters or hold a
    combining mark are folded one by one.

    Returns:
        uint32[m] folded code points and int64[len(texts) + 1] bounds: text ``i`` is
        ``codes[bounds[i]:bounds[i + 1]]``.
    """
    lengths = np.fromiter(map(len, texts), np.int64, len(texts))
    starts = np.zeros(len(texts) + 1, np.int64)
    np.cumsum(lengths, out=starts[1:])
    points = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), dtype="<u4")
    found = np.take(_letter_table(), points, mode="clip")  # no code point is beyond the table
    keep = found != 0
    counts = np.zeros(len(texts), np.int64)
    some = lengths > 0
    if some.any():
        counts[some] = np.add.reduceat(keep, starts[:-1][some], dtype=np.int64)
    several = np.searchsorted(starts, np.flatnonzero(found == _SEVERAL), side="right") - 1
    rare = np.flatnonzero(np.bincount(several))  # np.unique would load all of numpy.ma
    parts: list[Codes] = []
    at = 0
    for i in rare.tolist():
        parts.append(np.compress(keep[at : starts[i]], found[at : starts[i]]))
        parts.append(letters(texts[i]).codes)
        counts[i] = len(parts[-1])
        at = int(starts[i + 1])
    parts.append(np.compress(keep[at:], found[at:]))
    bounds = np.zeros(len(texts) + 1, np.int64)
    np.cumsum(counts, out=bounds[1:])
    return np.concatenate(parts) if len(parts) > 1 else parts[0], bounds


def is_letter(points: Codes) -> Flags:
    """Which code points are letters or digits, bool[n]."""
    return _tables().letter[points]


def plain(text: str) -> str:
    """``text`` at the same length, with full-width forms narrowed and 繁 simplified; case is kept.

    >>> plain("３５％，國家ＧＤＰ㎡")
    '35%,国家GDP㎡'
    """
    return string(_tables().plain[codes(text)])
