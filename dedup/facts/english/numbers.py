"""Numbers of English text, in figures and in words: 5.2 billion, twenty-five, two and a half million."""

from __future__ import annotations

import re
from decimal import Decimal

_ONES = dict(zip("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(), range(20), strict=True))  # fmt: skip
_TENS = dict(zip("twenty thirty forty fifty sixty seventy eighty ninety".split(), range(20, 100, 10), strict=True))  # fmt: skip
SCALES = {"hundred": 2, "thousand": 3, "million": 6, "mln": 6, "mn": 6, "billion": 9, "bn": 9, "trillion": 12, "tn": 12, "dozen": 0}  # fmt: skip
_WORD = "|".join(sorted((*_ONES, *_TENS), key=len, reverse=True))
_SCALE = "|".join(sorted(SCALES, key=len, reverse=True))
FIGURES = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
NUMBER = rf"(?:(?:{FIGURES})(?:[ -](?:{_SCALE})\b)*|(?:{_WORD})\b(?:(?:[ -]|(?: and )(?!a\b))(?:{_WORD}|{_SCALE})\b)*|a (?:hundred|thousand|million|billion|dozen)\b)"


def value(said: str) -> Decimal | None:
    """What a number says, or ``None``.

    >>> value("5.2 billion"), value("twenty-five"), value("two hundred and five thousand"), value("a dozen")
    (Decimal('5200000000.0'), Decimal('25'), Decimal('205000'), Decimal('12'))
    """
    total = section = Decimal(0)
    for word in re.split(r"[ -]+", said.lower()):
        if word in ("and", ""):
            continue
        if word == "a":
            section = Decimal(1)
        elif word[0].isdigit():
            section = Decimal(word.replace(",", ""))
        elif word in _ONES:
            section += _ONES[word]
        elif word in _TENS:
            section += _TENS[word]
        elif word == "dozen":
            section = (section or 1) * Decimal(12)
        elif word == "hundred":
            section = (section or 1) * Decimal(100)
        elif word in SCALES:
            total += (section or 1) * Decimal(10) ** SCALES[word]
            section = Decimal(0)
        else:
            return None
    return total + section
