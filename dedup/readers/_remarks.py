"""The sentences that several readers say, in both languages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dedup.readers._encoding import Decoded, Undecodable
from dedup.readers._protocol import Remark

_NAMED = 10  # line numbers a sentence lists before it says "…"


def numbers(lines: Sequence[int], total: int) -> str:
    """The first line numbers of ``total``.

    >>> numbers([3, 7], 5)
    '3, 7, …'
    """
    listed = ", ".join(str(line) for line in lines[:_NAMED])
    return f"{listed}, …" if total > min(len(lines), _NAMED) else listed


def undecodable(error: Undecodable, forced: str) -> Remark:
    """No codec gives a text."""
    if forced:
        return Remark(
            "INP901",
            f"not {error.codec}",
            f"第 {error.offset} 字节起不是 {error.codec}；请改用其他 --encoding，或去掉该选项由程序识别",
            f"not valid {error.codec} at byte {error.offset}; pass another --encoding, or none to detect it",
        )
    return Remark(
        "INP901",
        "not text",
        f"不是文本，或编码无法识别（第 {error.offset} 字节起不是 UTF-8）；若是文本，"
        "请用 --encoding 指定编码，例如 --encoding gb18030",
        f"not text, or in no encoding known here (not valid UTF-8 at byte {error.offset}); "
        "if it is text, name its encoding, e.g. --encoding gb18030",
    )


def decoding(decoded: Decoded) -> Iterator[Remark]:
    """What must be said about how a text was decoded."""
    codec = decoded.codec
    if decoded.guessed:
        other = "big5" if codec == "gb18030" else "gb18030"
        yield Remark(
            "INP902",
            codec,
            f"编码系猜测，按 {codec} 读取；可用 --encoding {codec} 确认，或指定其他编码，"
            f"例如 --encoding {other}",
            f"encoding guessed: read as {codec}; confirm with --encoding {codec} "
            f"or name another, e.g. --encoding {other}",
        )
    if decoded.bad:
        first, n = decoded.bad[0], len(decoded.bad)
        yield Remark(
            "INP901",
            "bad bytes",
            f"{n} 处字节不是有效的 {codec}（首处在第 {first} 字节），以 U+FFFD 代替，其余照常读取；"
            "请换用完好的文件，或用 --encoding 指定编码",
            f"{n} places are not valid {codec} (the first at byte {first}); U+FFFD stands there, the rest is "
            "read; mend the file, or name its encoding with --encoding",
        )


def cut_short(cut: int, size: int, codec: str) -> Remark:
    """The file ends inside a character."""
    return Remark(
        "INP901",
        "ends inside a character",
        f"文件可能被截断：末尾 {cut} 字节（第 {size - cut} 字节起）不是完整的 {codec} 字符；其余照常读取，"
        "请换用完整的文件",
        f"the file seems cut off: its last {cut} byte(s), from byte {size - cut}, are no whole {codec} "
        "character; the rest is read; get the whole file",
    )
