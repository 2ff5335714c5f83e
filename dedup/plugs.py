"""Plug-ins are plain modules in a folder: a new file is found, and tested, by itself."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module
from types import ModuleType


@cache
def names(package: str) -> tuple[str, ...]:
    """Names of the plug-in modules in ``dedup.PACKAGE``, sorted; those with ``_`` in front are helpers.

    >>> names("rules")
    ()
    """
    path = import_module(f"dedup.{package}").__path__
    return tuple(sorted(m.name for m in pkgutil.iter_modules(path) if not m.name.startswith("_")))


def load(package: str, name: str) -> ModuleType:
    """The plug-in module ``dedup.PACKAGE.NAME``."""
    return import_module(f"dedup.{package}.{name}")
