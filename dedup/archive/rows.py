"""The rows of an archive, and what its operations report."""

from __future__ import annotations

from typing import NamedTuple

from dedup.types import Finding

_CLASS_BITS = 3
_LARGEST = (1 << _CLASS_BITS) - 1
MOST_TEXTS = 1 << (32 - _CLASS_BITS)  # texts one archive can number


def numbered(sequence: int, samples: int) -> int:
    """The number of a text: how many came before it, and in its last bits how many samples it has.

    So postings alone, which hold nothing but numbers, rule out most articles that share too little.

    >>> numbered(5, 0), numbered(5, 62), least_samples(numbered(5, 62))
    (40, 45, 31)
    """
    if sequence >= MOST_TEXTS:
        raise ValueError(f"an archive holds {MOST_TEXTS} different texts at most")
    return sequence << _CLASS_BITS | min((samples + 1).bit_length() - 1, _LARGEST)


def least_samples(number: int) -> int:
    """How many samples the text of this number has at least."""
    return (1 << (number & _LARGEST)) - 1


class DocumentRow(NamedTuple):
    """A document: ``stamp`` is a digest of all that ``body`` holds."""

    number: int
    id: str
    stamp: bytes
    date: str | None
    body: bytes


class TextRow(NamedTuple):
    """A normalised text, however many articles have it: digest, letters, distinct sampled shingles."""

    number: int
    digest: bytes
    chars: int
    samples: int


class ArticleRow(NamedTuple):
    """The ``nth`` article (from 1) of a document has this text."""

    text: int
    document: int
    nth: int


class RunRow(NamedTuple):
    """A sorted run of postings: ``fences`` is the first term of each of its chunks, uint32."""

    number: int
    entries: int
    fences: bytes


class Counts(NamedTuple):
    """How many rows there are, and the first and last date of publication."""

    documents: int
    articles: int
    texts: int
    first: str | None
    last: str | None


class Added(NamedTuple):
    """What became of the documents read: each is one of the three, or in ``findings``."""

    added: int
    updated: int
    unchanged: int
    findings: tuple[Finding, ...] = ()


class Info(NamedTuple):
    """What an archive is; ``postings`` stand in ``runs`` sorted runs, ``bytes`` is its size on disk."""

    archive: str
    store: str
    format: int
    documents: int
    articles: int
    texts: int
    postings: int
    runs: int
    bytes: int
    first_date: str | None
    last_date: str | None
    created: str
    changed: str
    threshold: float
    bands: int
    rows: int
    permutations: int
    shingle: int
    sample: int
    shortest: int
