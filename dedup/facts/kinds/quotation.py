"""What somebody says, in quotation marks.

## What it finds
The words between quotation marks that hold a clause or follow a verb of saying. Short terms in quotation marks
(“园中园”) are names or emphasis, not quotations. The value is the quoted text without its marks.

## Why it matters
Words put in somebody's mouth must be the words that were said.
"""

from __future__ import annotations

from collections.abc import Iterator

from dedup.facts.speech import quotations
from dedup.types import Fact

CODE, NAME = "FCT309", "quotation"
EXAMPLE = ("他表示:“我们今年一定能完工。”", "他表示:“我们明年一定能完工。”")


def find(text: str) -> Iterator[Fact]:
    """Quotations of ``text``."""
    return quotations(text)
