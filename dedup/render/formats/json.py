"""JSON: everything a result holds, for other programs. Its schema is ``dedup/render/result.schema.json``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from dedup.render import _tree
from dedup.types import Result

SUFFIX = ".json"

_LINE = 110  # characters up to which a value stays on one line


def render(result: Result, lang: str) -> str:
    """The result as one JSON object; ``lang`` changes nothing, messages are in it as they were made."""
    return _pretty(_tree.of(result), "") + "\n"


def _pretty(value: Any, indent: str) -> str:
    """JSON that diffs well: short values, and those that hold only scalars, on one line.

    >>> print(_pretty({"map": [[4, 9, 80], [90, 120, 7]], "title": "衡阳" * 50}, ""))  # doctest: +ELLIPSIS
    {
      "map": [[4, 9, 80], [90, 120, 7]],
      "title": "衡阳...衡阳"
    }
    """
    if not isinstance(value, list | Mapping):
        return _line(value)
    held = list(value.values()) if isinstance(value, Mapping) else value
    flat = indent and not any(isinstance(item, list | Mapping) for item in held)
    if flat or (len(held) * 4 < _LINE and len(_line(value)) + len(indent) <= _LINE):
        return _line(value)
    deeper = indent + "  "
    parts = [_pretty(item, deeper) for item in held]
    if isinstance(value, Mapping):
        rows = [f"{deeper}{_line(key)}: {part}" for key, part in zip(value, parts, strict=True)]
        return "{\n" + ",\n".join(rows) + f"\n{indent}}}"
    return "[\n" + ",\n".join(deeper + part for part in parts) + f"\n{indent}]"


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
