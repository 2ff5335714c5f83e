"""JSON: everything a result holds, for other programs. Its schema is ``dedup/render/result.schema.json``."""

from __future__ import annotations

from dedup.render import _tree
from dedup.render._dump import dump
from dedup.types import Result

SUFFIX = ".json"


def render(result: Result, lang: str) -> str:
    """The result as one JSON object; ``lang`` changes nothing, messages are in it as they were made."""
    return dump(_tree.of(result)) + "\n"
