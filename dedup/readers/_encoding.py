"""Bytes to text: BOM, strict UTF-8, then the codec under which the characters are common ones.

charset-normalizer, restricted to these codecs, is wrong on 1 to 12 % of stretches of 8 to 256
characters of news (it looks at bytes, not at how common the characters are), so the choice is made
here: each codec is tried strictly and its text scored by the ranks of ``common.txt``.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from dedup.text.fold import codes

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_GUESSES = ("gb18030", "big5", "cp950", "big5hkscs", "utf-16-le", "utf-16-be")  # of equals the first wins
_SAMPLE = 1 << 16  # bytes scored: 20,000 characters decide as well as all of them
_WORST = 9.0  # mean surprise (natural log) above which a decoding is noise; uniform over CJK is 9.9
_CONTROLS = "".join(map(chr, [*range(9), *range(0x0E, 0x1A), *range(0x1C, 0x20), 0x7F]))
_CONTROL = re.compile(f"[{re.escape(_CONTROLS)}]")
_BINARY = 0.05  # share of control characters above which valid UTF-8 is no text
_DAMAGE = 0.05  # share of bad bytes up to which a text is kept, with U+FFFD in their place
_MOST_BAD = 1000  # places, however long the text
_WINDOW = 1 << 16  # bytes decoded at once where some are bad
_DOUBT = 0.02  # the same for a codec that is only guessed


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text and how it was won.

    Attributes:
        text: the decoded text, without BOM.
        codec: name of the Python codec.
        guessed: no BOM, not valid UTF-8, not forced.
        cut: bytes at the end that are the beginning of a character.
        bad: byte offsets that could not be decoded; U+FFFD stands in their place.
    """

    text: str
    codec: str
    guessed: bool = False
    cut: int = 0
    bad: tuple[int, ...] = ()


class Undecodable(ValueError):
    """The bytes are no text. ``offset`` is the first byte that says so."""

    def __init__(self, offset: int, codec: str) -> None:
        super().__init__(f"{codec} fails at byte {offset}")
        self.offset = offset
        self.codec = codec


def decode(data: bytes, forced: str = "") -> Decoded:
    """The text of ``data``; an incomplete last character is left out and counted, not an error.

    Args:
        data: the bytes of a file, or its beginning.
        forced: name of a codec, or "" to find it.

    Raises:
        Undecodable: no codec gives a text.

    >>> decode("衡阳高新区，双创示范基地".encode("gb18030")).codec
    'gb18030'
    """
    if forced:
        return _kept(data, _exact(codecs.lookup(forced).name, data))
    for bom, codec in _BOMS:
        if data.startswith(bom):
            return _kept(data, codec)
    wide = _wide(data)
    if wide:
        text, codec, cut = _strictly(data, wide)
        return Decoded(text, codec, True, cut)
    try:
        text, _, cut = _strictly(data, "utf-8")
    except UnicodeDecodeError as error:
        return _guess(data, error.start)
    if cut and not text:
        return _guess(data, 0)
    control = _CONTROL.search(text)
    if control and len(_CONTROL.findall(text, 0, _SAMPLE)) > _BINARY * min(_SAMPLE, len(text)):
        raise Undecodable(len(text[: control.start()].encode()), "utf-8")
    return Decoded(text, "utf-8", cut=cut)


def _exact(codec: str, data: bytes) -> str:
    """``codec`` with its byte order, if its name leaves that open."""
    if codec not in ("utf-16", "utf-32"):
        return codec
    stated = [name for bom, name in _BOMS if data.startswith(bom) and name.startswith(codec)]
    either = [f"{codec}-le", f"{codec}-be"]
    return (stated or sorted(either, key=lambda c: _surprise(data[: _SAMPLE & ~3].decode(c, "replace"))))[0]


def _strictly(data: bytes, codec: str) -> tuple[str, str, int]:
    """Text, codec and how many bytes at the end are an incomplete character."""
    decoder = codecs.getincrementaldecoder(codec)("strict")
    text = decoder.decode(data, False)
    cut = len(decoder.getstate()[0])
    return text.removeprefix("\ufeff"), codec, cut


def _kept(data: bytes, codec: str) -> Decoded:
    """Decode in a codec that is known to be right; few bad bytes do not cost the rest.

    Raises:
        Undecodable: too many bytes are not of this codec.
    """
    try:
        text, codec, cut = _strictly(data, codec)
        return Decoded(text, codec, cut=cut)
    except UnicodeDecodeError as error:
        first = error.start
    parts: list[str] = []
    bad: list[int] = []
    at, lost, cut = 0, 0, 0
    while at < len(data):
        window = data[at : at + _WINDOW]
        try:
            text, _, cut = _strictly(window, codec)
            at += len(window) - cut
        except UnicodeDecodeError as error:
            text = window[: error.start].decode(codec) + "\ufffd"
            bad.append(at + error.start)
            lost += error.end - error.start
            at += error.end
            if lost > _DAMAGE * len(data) or len(bad) > _MOST_BAD:
                raise Undecodable(first, codec) from None
        parts.append(text)
        if at + cut == len(data):
            break
    return Decoded("".join(parts).removeprefix("\ufeff"), codec, cut=cut, bad=tuple(bad))


def _wide(data: bytes) -> str:
    """UTF-16 or UTF-32 without BOM, told by NULs that stand on one side only; "" otherwise."""
    sample = data[: _SAMPLE & ~3]
    if sample.count(0) < 0.05 * len(sample) or len(sample) < 4:
        return ""
    share = [sample[i::4].count(0) / max(1, len(sample[i::4])) for i in range(4)]
    codec = ""
    if min(share[2:]) > 0.9 and max(share[:1]) < 0.1:
        codec = "utf-32-le"
    elif min(share[:2]) > 0.9 and share[3] < 0.1:
        codec = "utf-32-be"
    elif max(share[0], share[2]) < 0.02:
        codec = "utf-16-le"
    elif max(share[1], share[3]) < 0.02:
        codec = "utf-16-be"
    if not codec:
        return ""
    try:
        text = _strictly(data, codec)[0]
    except UnicodeDecodeError:
        return ""
    return codec if _surprise(text[:_SAMPLE]) < _WORST else ""


def _guess(data: bytes, valid: int) -> Decoded:
    """The codec whose text has the most common characters; ``valid`` is where UTF-8 failed."""
    scores: list[tuple[float, int, str]] = []
    sample = data[:_SAMPLE]
    for rank, codec in enumerate(_GUESSES):
        try:
            text = _strictly(sample, codec)[0]
        except UnicodeDecodeError:
            text = str(sample, codec, "replace")
            if text.count("\ufffd") > _DOUBT * len(sample):
                continue
        if text:
            odd = 1.0 if codec.startswith("utf-16") and len(data) % 2 else 0.0  # possible only if cut off
            scores.append((_surprise(text) + odd, rank, codec))
    damaged = _damaged_utf8(data)
    for score, _, codec in sorted(scores):
        if score > _WORST or (damaged and score > damaged.score - 0.5):
            break
        try:
            found = _kept(data, codec)
        except Undecodable:
            continue
        return Decoded(found.text, codec, True, found.cut, found.bad)
    if damaged:
        return damaged.decoded
    western = _western(data)
    if western:
        return western
    raise Undecodable(valid, "utf-8")


@dataclass(frozen=True, slots=True)
class _Damaged:
    decoded: Decoded
    score: float


def _damaged_utf8(data: bytes) -> _Damaged | None:
    """UTF-8 with a few bad bytes in it, if that is what ``data`` is."""
    sample = data[:_SAMPLE]
    try:
        decoded = _kept(sample, "utf-8")
        high = sum(map(len, re.findall(rb"[\x80-\xff]+", sample)))
        if len(decoded.bad) * 8 > high:  # most bytes beyond ASCII must be right for the rest to be believed
            return None
        return _Damaged(_kept(data, "utf-8"), _surprise(decoded.text))
    except Undecodable:
        return None


def _western(data: bytes) -> Decoded | None:
    """Windows Western, the usual codec of English with curly quotes, if letters are mostly ASCII."""
    sample = data[:_SAMPLE]
    high = sum(map(len, re.findall(rb"[\x80-\xff]+", sample)))
    if high > 0.2 * len(sample) or len(sample) < 16:
        return None
    try:
        text = str(data, "cp1252")
    except UnicodeDecodeError:
        return None
    if len(_CONTROL.findall(text[:_SAMPLE])) > 0.001 * len(sample) or not re.search("[a-z]{3}", text):
        return None
    return Decoded(text, "cp1252", guessed=True)


@cache
def _surprises() -> npt.NDArray[np.float32]:
    """Negative log probability of each code point beyond ASCII, by Zipf's law over the ranks; 0 for ASCII."""
    table = np.full(0x110000, 14.0, np.float32)  # other scripts, private use, unassigned, controls
    table[0x4E00:0xA000] = 11.5  # a character that is not common
    for first, last, surprise in _SYMBOLS:
        table[first : last + 1] = surprise
    table[codes(_USUAL)] = 6.0
    for line in files("dedup.readers").joinpath("common.txt").read_text("utf-8").split():
        points = codes(line)
        table[points] = np.minimum(table[points], np.log(8.0 * (np.arange(len(points)) + 20)))
    table[:0x80] = 0.0
    table[codes(_CONTROLS)] = 14.0
    return table


def _surprise(text: str) -> float:
    """Mean negative log probability of the characters that are not plain ASCII; 0 if there are none."""
    found = _surprises()[codes(text)]
    beyond = int(np.count_nonzero(found))
    return float(found.sum()) / beyond if beyond else 0.0


_SYMBOLS = (  # ranges that Chinese pages use now and then
    (0x2010, 0x2027, 6.5),  # dashes and dots
    (0x2460, 0x249B, 7.5),  # numbers in circles and brackets
    (0x2500, 0x257F, 7.5),  # the lines of tables
    (0x3000, 0x303F, 6.5),  # punctuation
    (0xFF01, 0xFF5E, 7.0),  # full-width ASCII
)
_USUAL = "，。、；：？！“”‘’（）《》〈〉「」『』【】〔〕—…·～％．－　▲△●○◆◇■□★☆※→①②③④⑤⑥０１２３４５６７８９"
