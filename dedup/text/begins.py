"""How a text begins, in place of a title."""

from __future__ import annotations

_SIZE = 24  # characters of an untitled article that stand for its title


def beginning(text: str) -> str:
    """How a text begins, in place of a title."""
    begins = text.strip().replace("\n", " ")
    return begins[:_SIZE] + ("…" if len(begins) > _SIZE else "")


def beginning_of_row(text: str) -> str:
    """The same for the raw text of a corpus row, as if it had been cut into paragraphs.

    >>> beginning_of_row(" 衡阳 \\n\\n 园区")
    '衡阳 园区'
    """
    some = text[: _SIZE + 1]
    if len(some) > _SIZE and some.split() == [some]:  # as most do
        return some[:_SIZE] + "…"
    some = text.lstrip()[: 4 * _SIZE]
    if len("".join(some.split())) <= _SIZE:  # blanks are many only in text that is hardly any
        some = text
    return beginning("\n".join(line for part in some.split("\n") if (line := part.strip())))
