"""The findings somebody has accepted: a file of fingerprints that later runs hide."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from dedup.errors import ConfigError

SCHEMA = 1


class Accepted(NamedTuple):
    """One accepted finding; code and message are for the reader of the file."""

    fingerprint: str
    code: str = ""
    message: str = ""


def dump(entries: Iterable[Accepted]) -> str:
    """The text of a baseline file, one entry a fingerprint, sorted.

    >>> dump([Accepted("00ff", "FCT303", "金额")]).splitlines()[2]
    '  "accepted": ['
    """
    rows = {entry.fingerprint: entry for entry in sorted(entries)}
    accepted = [entry._asdict() for _, entry in sorted(rows.items())]
    return json.dumps({"schema": SCHEMA, "accepted": accepted}, ensure_ascii=False, indent=2) + "\n"


def load(path: Path) -> tuple[Accepted, ...]:
    """The entries of a baseline file.

    Raises:
        ConfigError: the file cannot be read or is no baseline.
    """
    try:
        return tuple(_entries(json.loads(path.read_text("utf-8"))))
    except OSError as error:
        raise ConfigError(error.strerror or str(error), where=str(path)) from None
    except (ValueError, KeyError, TypeError):
        hint = "make one with: dedup baseline update FILE RESULT.json"
        raise ConfigError("not a baseline file", where=str(path), hint=hint) from None


def _entries(data: Any) -> Iterable[Accepted]:
    if data["schema"] != SCHEMA:
        raise ValueError(f"schema {data['schema']!r}")
    for row in data["accepted"]:
        yield Accepted(str(row["fingerprint"]), str(row.get("code", "")), str(row.get("message", "")))
