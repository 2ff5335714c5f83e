"""Words around an edit site, in reading offsets."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from dedup.compare.sites import Aligned, Site
from dedup.text.reading import Reading
from dedup.text.words import Word

_INSIDE = 2  # characters of a word that two edits may leave between them
_FAR = 80  # characters on either side that a clause is looked for


class Tokens(NamedTuple):
    """The words of one side of a site, grown to word boundaries, in reading offsets."""

    start: int
    end: int
    words: tuple[Word, ...]


def grow(aligned: Aligned, site: Site) -> Site:
    """The site grown to word boundaries on both sides alike, within what is the same around it."""
    a0, a1, b0, b1 = site
    for _ in range(2):
        before = max(a0 - _boundary(aligned.a, a0)[0], b0 - _boundary(aligned.b, b0)[0])
        step = 0
        while step < before and a0 > 0 and b0 > 0 and aligned.a2b[a0 - 1] == b0 - 1:
            a0, b0, step = a0 - 1, b0 - 1, step + 1
        after = max(_boundary(aligned.a, a1)[1] - a1, _boundary(aligned.b, b1)[1] - b1)
        step = 0
        while (
            step < after and a1 < len(aligned.a.text) and b1 < len(aligned.b.text) and aligned.a2b[a1] == b1
        ):
            a1, b1, step = a1 + 1, b1 + 1, step + 1
    return Site(a0, a1, b0, b1)


def _boundary(reading: Reading, at: int) -> tuple[int, int]:
    """Start and end of the word around a position; (at, at) if it lies between two words."""
    book = reading.words
    n = bisect_right(book.starts, at) - 1
    return (book.starts[n], book.ends[n]) if n >= 0 and book.starts[n] < at < book.ends[n] else (at, at)


def whole_words(reading: Reading, start: int, end: int) -> bool:
    """Whether a stretch begins and ends between two words."""
    return _boundary(reading, start)[0] == start and _boundary(reading, end)[1] == end


def tokens(reading: Reading, start: int, end: int) -> Tokens:
    """The words that a stretch of a reading touches."""
    inside = tuple(w for w in clause(reading, start, end) if w.start < end and w.end > start)
    return Tokens(start, end, inside)


def clause(reading: Reading, start: int, end: int | None = None) -> Sequence[Word]:
    """The words of the clause around a place, as far as 80 characters from it, in reading offsets."""
    stops, book = reading.stops, reading.words
    end = end or start
    n = bisect_left(stops, start)
    first = max(stops[n - 1] + 1 if n else 0, start - _FAR)
    m = bisect_left(stops, end, n)
    last = min(stops[m] if m < len(stops) else len(reading.text), end + _FAR)
    return book[bisect_left(book.starts, first) : bisect_right(book.ends, last)]


def merged(aligned: Aligned, sites: Sequence[Site]) -> list[Site]:
    """The sites, those made one that lie in the same word (全|部 against 部|分).

    Only neighbours between which nothing but the inside of a word is the same are merged.
    """
    found: list[Site] = []
    for site in sites:
        last = found[-1] if found else None
        if last and _one_word(aligned, last, site):
            found[-1] = Site(last.a0, site.a1, last.b0, site.b1)
        else:
            found.append(site)
    return found


def _one_word(aligned: Aligned, last: Site, site: Site) -> bool:
    gap_a, gap_b = site.a0 - last.a1, site.b0 - last.b1
    if gap_a != gap_b or not 0 < gap_a <= _INSIDE:
        return False
    grown, other = grow(aligned, last), grow(aligned, site)
    return (grown.a1 >= site.a0 and grown.b1 >= site.b0) or (other.a0 <= last.a1 and other.b0 <= last.b1)
