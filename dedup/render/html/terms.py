"""The words of the HTML report, in Chinese and English: ``words.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from dedup.types import Cause, LinkKind, Relation


@cache
def _words() -> Mapping[str, tuple[str, str]]:
    data = tomllib.loads(files("dedup.render.html").joinpath("words.toml").read_text("utf-8"))
    return {key: (zh, en) for table in data.values() for key, (zh, en) in table.items()}


class Terms:
    """The report's words in one language; ``lang`` is ``zh`` or ``en``."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self._all = {key: forms[0 if lang == "zh" else 1] for key, forms in _words().items()}

    def __getitem__(self, key: str) -> str:
        return self._all[key]

    @property
    def comma(self) -> str:
        """What stands between the items of a list."""
        return "、" if self.lang == "zh" else ", "

    @property
    def clause(self) -> str:
        """What stands between the clauses of a sentence."""
        return "，" if self.lang == "zh" else ", "

    @property
    def semicolon(self) -> str:
        """What stands between the parts of a sentence."""
        return "；" if self.lang == "zh" else "; "

    def relation(self, relation: Relation) -> str:
        """The verdict on a pair."""
        return self[relation.value]

    def cause(self, cause: Cause) -> str:
        """What a cause of a difference is called."""
        return self[cause.value]

    def link(self, kind: LinkKind) -> str:
        """What a group of paragraphs is called."""
        return self[f"link_{kind.value}"]

    def all(self) -> Mapping[str, str]:
        """Every term, for templates and the page's script."""
        return self._all
