"""JSON text that reads and diffs well."""

from __future__ import annotations

import json
from typing import Any

LINE = 110  # characters up to which a value stays on one line
_NESTED = (list, dict)
_line = json.JSONEncoder(ensure_ascii=False).encode  # made once: json.dumps would make one a call


def dump(value: Any, indent: str = "") -> str:
    """JSON with short values, and those that hold only scalars, on one line.

    Args:
        value: lists, dictionaries with strings as keys, and scalars.
        indent: of the line it begins on.

    >>> print(dump({"map": [[4, 9, 80], [90, 120, 7]], "title": "衡阳" * 50}))  # doctest: +ELLIPSIS
    {
      "map": [[4, 9, 80], [90, 120, 7]],
      "title": "衡阳...衡阳"
    }
    """
    if not isinstance(value, _NESTED):
        return _line(value)
    held = list(value.values()) if isinstance(value, dict) else value
    nested = [isinstance(item, _NESTED) for item in held]
    flat = bool(indent) and True not in nested
    if flat or (len(held) * 4 < LINE and len(_line(value)) + len(indent) <= LINE):
        return _line(value)
    deeper = indent + "  "
    parts = [dump(item, deeper) if more else _line(item) for item, more in zip(held, nested, strict=True)]
    if isinstance(value, dict):
        rows = [f"{deeper}{_line(key)}: {part}" for key, part in zip(value, parts, strict=True)]
        return "{\n" + ",\n".join(rows) + f"\n{indent}}}"
    return "[\n" + ",\n".join(deeper + part for part in parts) + f"\n{indent}]"
