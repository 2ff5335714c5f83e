"""Edits that change nothing that is said, by plain patterns; each gives the text and how many were made."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

Neutral = Callable[[str, random.Random], tuple[str, int]]
_HAN = "零一二三四五六七八九"
_OPENCC = "s2t"


def _spelt(n: int) -> str:
    """A number below 100 in Chinese."""
    ten, one = divmod(n, 10)
    return (_HAN[ten] if ten > 1 else "") + ("十" if ten else "") + (_HAN[one] if one or not ten else "")


def spelt_amounts(text: str, dice: random.Random) -> tuple[str, int]:
    """10亿 as 十亿, 3万人 as 三万人."""
    return re.subn(r"(?<![\d.．—\-])(\d{1,2})(?=[万亿])", lambda m: _spelt(int(m[1])), text)


def full_width(text: str, dice: random.Random) -> tuple[str, int]:
    """2020 as ２０２０."""
    return re.subn(r"\d+", lambda m: m[0].translate({48 + d: 0xFF10 + d for d in range(10)}), text)


def punctuation(text: str, dice: random.Random) -> tuple[str, int]:
    """Commas and colons of the other width, brackets too."""
    return re.subn("[，：；（）]", lambda m: dict(zip("，：；（）", ",:;()", strict=True))[m[0]], text)


def more(text: str, dice: random.Random) -> tuple[str, int]:
    """20多家 as 20余家."""
    return re.subn(
        r"(?<=\d)(多|余)(?=[万亿个家名人项位件次])", lambda m: "余" if m[1] == "多" else "多", text
    )


def percent(text: str, dice: random.Random) -> tuple[str, int]:
    """3.5% as 百分之3.5."""
    return re.subn(r"(?<![\d.\-—至到])(\d+(?:\.\d+)?)%(?![\-—至到])", r"百分之\1", text)


def line_breaks(text: str, dice: random.Random) -> tuple[str, int]:
    """A line break every 22 characters, as a narrow column has."""
    lines = [line[i : i + 22] for line in text.split("\n") for i in range(0, max(1, len(line)), 22)]
    return "\n".join(lines), len(lines) - text.count("\n") - 1


def order(text: str, dice: random.Random) -> tuple[str, int]:
    """Paragraphs in another order."""
    lines = [line for line in text.split("\n") if line.strip()]
    dice.shuffle(lines)
    return "\n".join(lines), len(lines) if len(lines) > 2 else 0


def splits(text: str, dice: random.Random) -> tuple[str, int]:
    """A paragraph's end after every third sentence."""
    seen = [0]

    def end(m: re.Match[str]) -> str:
        seen[0] += 1
        return m[0] + ("\n" if seen[0] % 3 == 0 else "")

    text = re.sub("。(?!\n|”|$)", end, text)
    return text, seen[0] // 3


def merges(text: str, dice: random.Random) -> tuple[str, int]:
    """All paragraphs in one."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    return "".join(lines), len(lines) - 1


def traditional(text: str, dice: random.Random) -> tuple[str, int]:
    """Simplified as traditional."""
    from opencc import OpenCC

    new = OpenCC(_OPENCC).convert(text)
    return new, sum(x != y for x, y in zip(text, new, strict=False))


def quoted(text: str, dice: random.Random) -> tuple[str, int]:
    """Quotation marks around words that had none."""
    spots = list(
        re.finditer(
            r"(?<=[\u4e00-\u9fff])(发展|合作|安全|建设|脱贫攻坚|复工复产|小康社会|一带一路)(?=[\u4e00-\u9fff])",
            text,
        )
    )
    spots = [
        m
        for m in spots
        if text[m.start() - 1] not in "“" and text.count("“", 0, m.start()) == text.count("”", 0, m.start())
    ]
    for m in sorted(spots[::4], key=lambda m: -m.start()):
        text = text[: m.start()] + "“" + m[0] + "”" + text[m.end() :]
    return text, len(spots[::4])


NEUTRAL: dict[str, Neutral] = {
    f.__name__: f
    for f in (
        spelt_amounts,
        full_width,
        punctuation,
        more,
        percent,
        line_breaks,
        order,
        splits,
        merges,
        traditional,
        quoted,
    )
}
