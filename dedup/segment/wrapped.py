"""Pages whose lines are wrapped at a fixed width: cut as if each paragraph stood on one line."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Self

from dedup.segment.shape import furniture
from dedup.segment.sheet import Sheet
from dedup.types import Article, Boundary, Paragraph, Segmentation, Span, Title


def _joined(page: Sheet, i: int) -> bool:
    """Whether line ``i`` and the next are parts of one paragraph: page furniture is part of none."""
    if not page.runs_on(i, i + 1) or page.between_words(i):
        return False
    return not (furniture(page.lines[i].text) or furniture(page.lines[i + 1].text))


@dataclass(frozen=True)
class Unwrapped:
    """A page without the breaks inside its paragraphs, and the way back.

    Attributes:
        text: the page, each paragraph on one line.
        at: offsets in ``text`` where a stretch of the raw text begins.
        raw: the raw offset of each.
        lines: raw offsets of the ends of lines.
    """

    text: str
    at: tuple[int, ...]
    raw: tuple[int, ...]
    lines: tuple[int, ...]

    @classmethod
    def of(cls, raw: str, page: Sheet) -> Self | None:
        """The page unwrapped; ``None`` if its paragraphs stand on one line each."""
        if not page.width:
            return None
        parts: list[str] = []
        at, begins = [0], [0]
        size = start = 0
        for i in range(len(page.lines) - 1):
            end = page.lines[i].at + len(page.lines[i].text)
            below = page.lines[i + 1].at
            if _joined(page, i) and raw[end:below].isspace():
                parts.append(raw[start:end])
                size += end - start
                start = below
                at.append(size)
                begins.append(start)
        if len(at) == 1:
            return None
        text = "".join([*parts, raw[start:]])
        lines = tuple(n for n, char in enumerate(raw) if char == "\n")
        return cls(text, tuple(at), tuple(begins), lines)

    def _start(self, offset: int) -> int:
        k = bisect_right(self.at, offset) - 1
        return self.raw[k] + offset - self.at[k]

    def _end(self, offset: int) -> int:
        """Where a range that ends at ``offset`` ends in the raw text."""
        return self._start(offset - 1) + 1 if offset else 0

    def _spans(self, span: Span) -> tuple[Span, ...]:
        """The range as raw ranges, one for each line it is printed on."""
        if not len(span):
            return (Span(self._start(span.start), self._start(span.start)),)
        first, last = bisect_right(self.at, span.start), bisect_left(self.at, span.end)
        cuts = [span.start, *self.at[first:last], span.end]
        return tuple(Span(self._start(a), self._end(b)) for a, b in pairwise(cuts))

    def wrapped(self, found: Segmentation, raw: str) -> Segmentation:
        """What was found in the unwrapped text, with offsets in the raw one."""
        return Segmentation(
            tuple(self._article(article, raw) for article in found.articles),
            tuple(self._boundary(boundary) for boundary in found.boundaries),
        )

    def _article(self, article: Article, raw: str) -> Article:
        title = article.title
        if title is not None:
            start, end = self._start(title.start), self._end(title.end)
            title = Title(start, end, raw[start:end])
        return replace(
            article,
            title=title,
            spans=tuple(Span(self._start(s.start), self._end(s.end)) for s in article.spans),
            paragraphs=tuple(self._paragraph(p) for p in article.paragraphs),
        )

    def _paragraph(self, paragraph: Paragraph) -> Paragraph:
        spans = tuple(part for span in paragraph.spans for part in self._spans(span))
        return replace(paragraph, spans=spans)

    def _boundary(self, boundary: Boundary) -> Boundary:
        start = self._start(boundary.start)
        return replace(boundary, start=start, line=bisect_left(self.lines, start) + 1)
