"""Exit codes, and how an error looks."""

from __future__ import annotations

import sys
from enum import IntEnum

from dedup.errors import DedupError


class ExitCode(IntEnum):
    """What the process says to its caller."""

    CLEAN = 0  # nothing at or above --fail-on
    FINDINGS = 1
    TROUBLE = 2  # usage, configuration, unreadable input, or our own bug
    INTERRUPTED = 130
    CLOSED_PIPE = 141


def complain(what: str, *, where: str = "", hint: str = "") -> None:
    """Print ``error: WHERE: what`` and ``help: what to do`` on stderr."""
    print(f"error: {DedupError(what, where=where, hint=hint)}", file=sys.stderr)  # noqa: T201 - the only place for it
