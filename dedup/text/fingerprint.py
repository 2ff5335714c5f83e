"""Short stable names for findings: the same parts give the same digits on every machine."""

from __future__ import annotations

import hashlib


def fingerprint(*parts: str) -> str:
    """16 hex digits of the SHA-256 of ``parts``; where one part ends and the next begins counts.

    >>> fingerprint("INP903", "seeds/a.txt", "empty")
    '8738f9df9ff67fa2'
    >>> fingerprint("ab", "c") == fingerprint("a", "bc")
    False
    """
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        digest.update(b"%d:" % len(data))
        digest.update(data)
    return digest.hexdigest()[:16]
