"""The findings somebody has accepted: a file of fingerprints that later runs hide.

The form is documented by ``dedup/baseline.schema.json``; the review of the HTML report exports it too.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from dedup.errors import ConfigError

SCHEMA = 1
VERDICTS = ("accepted", "dismissed")

_KNOWN = ("fingerprint", "code", "message", "verdict", "reason")


@dataclass(frozen=True, slots=True)
class Accepted:
    """One accepted finding; everything but the fingerprint is for the reader of the file.

    Attributes:
        fingerprint: what later runs know it by.
        code, message: what it said.
        verdict: accepted (the difference is known and right) or dismissed (a false alarm); both are hidden.
        reason: why, in the words of whoever decided.
        more: further fields of the entry, kept as they are.
    """

    fingerprint: str
    code: str = ""
    message: str = ""
    verdict: str = VERDICTS[0]
    reason: str = ""
    more: Mapping[str, Any] = field(default_factory=dict)

    def seen_again(self, found: Accepted) -> Accepted:
        """The decision that stands here, with what the finding says today."""
        return replace(self, code=found.code, message=found.message)

    def row(self) -> dict[str, Any]:
        """The entry as the file holds it; what does not differ from the default is left out."""
        said = {name: getattr(self, name) for name in _KNOWN}
        bare = {"verdict": VERDICTS[0], "reason": ""}
        return {k: v for k, v in said.items() if bare.get(k) != v} | dict(self.more)


def dump(entries: Iterable[Accepted]) -> str:
    """The text of a baseline file, one entry a fingerprint (the last one counts), sorted.

    >>> dump([Accepted("00ff", "FCT303", "金额", reason="作者已核实")]).splitlines()[2]
    '  "accepted": ['
    """
    rows = {entry.fingerprint: entry.row() for entry in entries}
    accepted = [rows[print_] for print_ in sorted(rows)]
    return json.dumps({"schema": SCHEMA, "accepted": accepted}, ensure_ascii=False, indent=2) + "\n"


def load(path: Path) -> tuple[Accepted, ...]:
    """The entries of a baseline file.

    Raises:
        ConfigError: the file cannot be read or is no baseline.
    """
    try:
        return parse(json.loads(path.read_text("utf-8-sig")))
    except OSError as error:
        raise ConfigError(error.strerror or str(error), where=str(path)) from None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        hint = "make one with: dedup baseline update FILE RESULT.json"
        raise ConfigError("not a baseline file", where=str(path), hint=hint) from None


def parse(data: Any) -> tuple[Accepted, ...]:
    """The entries of a baseline read as JSON.

    Raises:
        ValueError, KeyError, TypeError, AttributeError: it is none.
    """
    if data["schema"] != SCHEMA:
        raise ValueError(f"schema {data['schema']!r}")
    return tuple(_entries(data["accepted"]))


def _entries(rows: Iterable[Any]) -> Iterator[Accepted]:
    for row in rows:
        said = {name: row[name] for name in _KNOWN if name in row}
        if not all(isinstance(value, str) for value in said.values()) or "fingerprint" not in said:
            raise ValueError(f"entry {row!r}")
        if said.get("verdict", VERDICTS[0]) not in VERDICTS:
            raise ValueError(f"verdict {said['verdict']!r}")
        yield Accepted(**said, more={key: value for key, value in row.items() if key not in _KNOWN})
