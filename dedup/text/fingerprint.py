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
    return digits(*map(framed, parts))


def framed(part: str) -> bytes:
    """A part as it goes into a fingerprint: for parts that go into many."""
    data = part.encode("utf-8", "surrogatepass")
    return b"%d:%b" % (len(data), data)


def digits(*framed: bytes) -> str:
    """The fingerprint of parts that are framed already.

    >>> digits(framed("a"), framed("b")) == fingerprint("a", "b")
    True
    """
    return hashlib.sha256(b"".join(framed)).hexdigest()[:16]
