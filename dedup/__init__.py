"""Find articles that are versions of one another, and say which facts differ."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dedup.api import Run, diff, document, facts, find, segment

__version__ = "0.1.0"
__all__ = ["Run", "__version__", "diff", "document", "facts", "find", "segment"]

_API = frozenset({"Run", "diff", "document", "facts", "find", "segment"})


def __getattr__(name: str) -> object:
    """The API, loaded when it is first used: ``import dedup`` and the command line start without it."""
    if name not in _API:
        raise AttributeError(f"module 'dedup' has no attribute {name!r}")
    from dedup import api

    return getattr(api, name)


def __dir__() -> list[str]:
    return sorted(__all__)


class _Package(ModuleType):
    """``dedup.facts`` and ``dedup.segment`` are functions, though packages of these names are imported."""

    def __setattr__(self, name: str, value: object) -> None:
        if not (name in _API and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
