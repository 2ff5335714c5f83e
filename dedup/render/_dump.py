"""JSON text that reads and diffs well."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

_LINE = 110  # characters up to which a value stays on one line


def dump(value: Any, indent: str = "") -> str:
    """JSON with short values, and those that hold only scalars, on one line.

    >>> print(dump({"map": [[4, 9, 80], [90, 120, 7]], "title": "衡阳" * 50}))  # doctest: +ELLIPSIS
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
    parts = [dump(item, deeper) for item in held]
    if isinstance(value, Mapping):
        rows = [f"{deeper}{_line(key)}: {part}" for key, part in zip(value, parts, strict=True)]
        return "{\n" + ",\n".join(rows) + f"\n{indent}}}"
    return "[\n" + ",\n".join(deeper + part for part in parts) + f"\n{indent}]"


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
