"""The word lists of ``lexicon.toml``."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


@cache
def lexicon(name: str) -> frozenset[str]:
    """One list of words.

    >>> "唯一" in lexicon("weighty")
    True
    """
    data = tomllib.loads(files("dedup.compare").joinpath("lexicon.toml").read_text("utf-8"))
    return frozenset(data[name].split())


@cache
def exchanged() -> dict[str, int]:
    """The group of each word that news exchanges freely for its neighbours.

    >>> exchanged()["公司"] == exchanged()["企业"]
    True
    """
    return {word: n for n, group in enumerate(sorted(lexicon("exchanged"))) for word in group.split("/")}
