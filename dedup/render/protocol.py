"""What a report format is.

A module of ``dedup/render/formats`` is a format when it has the names of ``Format``. One whose reports can
be folders has ``site`` too, with the arguments of ``render``; it yields names of files and their contents.
One whose reports are no text says ``BINARY = True``; one that can be written in pieces has ``pieces``, which
yields what ``render`` would return; one that can say more of each change has ``explained``, as ``pieces``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol, cast

from dedup import plugs
from dedup.types import Result

Report = str | bytes
"""Text, or the bytes of a file that is none (Word)."""


class Format(Protocol):
    """The names of a format's module.

    Attributes:
        SUFFIX: of its files; no other format has it.
    """

    SUFFIX: str

    def render(self, result: Result, lang: str) -> Report:
        """The report of a result in a language, zh or en."""
        ...


def names() -> tuple[str, ...]:
    """Every format, sorted."""
    return plugs.names("render.formats")


def load(name: str) -> Format:
    """The format of this name."""
    return cast(Format, plugs.load("render.formats", name))


def is_binary(name: str) -> bool:
    """Whether the reports of this format are bytes, not text."""
    return bool(getattr(load(name), "BINARY", False))


def pieces(name: str, result: Result, lang: str, *, explain: bool = False) -> Iterable[Report]:
    """A report in pieces, one after another, if its format can be written so; else in one.

    Args:
        name: of the format.
        result: what is reported.
        lang: zh or en.
        explain: with the rule and the evidence of each change; other formats than text have them always.
    """
    module = load(name)
    made: Callable[[Result, str], Iterable[Report]] | None = getattr(module, "pieces", None)
    if explain:
        made = getattr(module, "explained", made)
    return made(result, lang) if made else [module.render(result, lang)]


def encoded(report: Report) -> bytes:
    """The bytes of a report's file: text in UTF-8, what UTF-8 cannot hold (half a surrogate pair) escaped.

    >>> encoded("两园")
    b'\\xe4\\xb8\\xa4\\xe5\\x9b\\xad'
    """
    return report if isinstance(report, bytes) else report.encode("utf-8", "backslashreplace")
