"""Results that the renderers are tried on."""

from __future__ import annotations

import pytest

from dedup import api
from dedup.types import Result


@pytest.fixture(scope="session")
def seeds() -> Result:
    """What the tool finds in the sample pages."""
    return api.find("seeds/").result


NOT_JSON = (
    "",
    "[]",
    "{}",
    "null",
    '"schema"',
    "\x00",
    '{"schema": 1}',
    '{"schema": 1, "settings": [], "documents": []}',
    '{"schema": 1, "settings": {}, "documents": {}, "articles": [1]}',
    '{"schema": 1, "settings": {}, "documents": [], "articles": [], "pairs": [{"a": 1, "b": 2}]}',
    "[" * 100_000,
)
