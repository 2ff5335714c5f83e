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
    data = [part.encode("utf-8", "surrogatepass") for part in parts]
    return hashlib.sha256(b"".join([b"%d:%b" % (len(part), part) for part in data])).hexdigest()[:16]
