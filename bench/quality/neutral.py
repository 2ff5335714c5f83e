"""Edits that change no fact: none of them may be reported as an error or a warning."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from typing import Any

Change = Callable[[str, random.Random], str | None]
DIGITS = "零一二三四五六七八九"


def numeral(number: int) -> str:
    """1..99 in Chinese.

    >>> [numeral(n) for n in (3, 10, 15, 20, 42)]
    ['三', '十', '十五', '二十', '四十二']
    """
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else ("十" if tens == 1 else DIGITS[tens] + "十")
    return head + (DIGITS[ones] if ones or not tens else "")


def _once(pattern: str, new: Callable[[re.Match[str]], str]) -> Change:
    def change(text: str, dice: random.Random) -> str | None:
        found = list(re.finditer(pattern, text))
        if not found:
            return None
        match = dice.choice(found)
        return text[: match.start()] + new(match) + text[match.end() :]

    return change


def _paragraph(new: Callable[[str], str]) -> Change:
    def change(text: str, dice: random.Random) -> str | None:
        rows = text.split("\n")
        at = dice.choice([n for n, row in enumerate(rows) if row.strip()])
        changed = new(rows[at])
        return None if changed == rows[at] else "\n".join([*rows[:at], changed, *rows[at + 1 :]])

    return change


def _swap(text: str, dice: random.Random) -> str | None:
    rows = [row for row in text.split("\n") if row.strip()]
    if len(rows) < 4:
        return None
    listed = [bool(re.match(r"\s*[（(]?\d", row)) for row in rows]  # numbered items would be renumbered
    places = [n for n in range(1, len(rows) - 1) if not (listed[n] or listed[n + 1])]
    if not places:
        return None
    at = dice.choice(places)
    rows[at], rows[at + 1] = rows[at + 1], rows[at]
    return "\n".join(rows)


def _merge(text: str, dice: random.Random) -> str | None:
    breaks = list(re.finditer(r"(?<=[。”])\s*\n\s*(?=\S)", text))
    if not breaks:
        return None
    match = dice.choice(breaks)
    return text[: match.start()] + text[match.end() :]


def _tear(text: str, dice: random.Random) -> str | None:
    places = [m.start() + 1 for m in re.finditer("[\u4e00-\u9fff](?=[\u4e00-\u9fff]{4})", text)]
    if not places:
        return None
    at = dice.choice(places)
    return f"{text[:at]}\n\n{text[at:]}"


def _wide(text: str) -> str:
    table = {ord(c): ord(c) + 0xFEE0 for c in "0123456789%ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
    return text.translate(table)


def _narrow(text: str) -> str:
    return text.translate(str.maketrans("，：；！？（）", ",:;!?()"))


def _traditional(text: str) -> str:
    from opencc import OpenCC

    converter: Any = OpenCC("s2t")
    return "".join(converter.convert(c) for c in text)


def _unquote(text: str) -> str:
    return text.replace("“", '"').replace("”", '"')


CHANGES: dict[str, Change] = {
    "10亿/十亿": _once(
        r"(?<![\d.,年月第至—\-])([1-9]\d?)(?=[万亿](?!分)|[名个家户项条](?!百分点|月))",
        lambda m: numeral(int(m[1])),
    ),
    "1,000": _once(r"(?<![\d.,])([1-9]\d{0,2})(\d{3})(?=[\u4e00-\u9fff])(?!年)", lambda m: f"{m[1]},{m[2]}"),
    "多/余": _once(
        r"(?<=\d)[多余](?=[万亿]?[名人个家户项条次种元年天])", lambda m: "余" if m[0] == "多" else "多"
    ),
    "%/百分之": _once(r"(?<![\d.\-—至~])(\d{1,2}(?:\.\d+)?)[%％]", lambda m: f"百分之{m[1]}"),
    "百分之中文": _once(r"(?<![\d.\-—至~])([1-9]\d?)[%％]", lambda m: f"百分之{numeral(int(m[1]))}"),
    "2020年/二〇二〇年": _once(
        r"(?<!\d)(20\d\d)(?=年)", lambda m: "".join("〇一二三四五六七八九"[int(c)] for c in m[1])
    ),
    "full width": _paragraph(_wide),
    "half width": _paragraph(_narrow),
    "，/；": _once(r"(?<=[\u4e00-\u9fff])，(?=[\u4e00-\u9fff])", lambda m: "；"),
    "、/，": _once(r"(?<=[\u4e00-\u9fff])、(?=[\u4e00-\u9fff])", lambda m: "，"),
    "comma lost": _once(r"(?<=[\u4e00-\u9fff])，(?=[\u4e00-\u9fff])", lambda m: ""),
    "spaces": _once(r"(?<=\d)(?=[\u4e00-\u9fff])", lambda m: " "),
    "line torn": _tear,
    "split": _once(r"(?<=。)(?=[^\n”])", lambda m: "\n"),
    "merged": _merge,
    "order": _swap,
    "traditional paragraph": _paragraph(_traditional),
    "traditional text": lambda text, dice: _traditional(text),
    "quotes added": _once(r"(?<=[，。、的])([\u4e00-\u9fff]{4})(?=[，。、])", lambda m: f"“{m[1]}”"),
    "quotes lost": _once(r"“([\u4e00-\u9fff]{2,6})”", lambda m: m[1]),
    "straight quotes": _paragraph(_unquote),
}
