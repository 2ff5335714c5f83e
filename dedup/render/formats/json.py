"""JSON: everything a result holds, for other programs. Its schema is ``dedup/render/result.schema.json``."""

from __future__ import annotations

from collections.abc import Iterator

from dedup.render import _long
from dedup.render.protocol import encoded
from dedup.types import Result

SUFFIX = ".json"


def render(result: Result, lang: str) -> str:
    """The result as one JSON object; ``lang`` changes nothing, messages are in it as they were made."""
    return b"".join(map(encoded, pieces(result, lang))).decode()


def pieces(result: Result, lang: str) -> Iterator[str | bytes]:
    """The same in pieces, so that the report of a large corpus is never in memory as a whole."""
    yield from _long.pieces(result)
