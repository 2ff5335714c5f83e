"""The text of an article as it reads, with the way back to the raw document."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from dedup.text.fold import Offsets, plain
from dedup.text.words import Words, words
from dedup.types import Article, Fact, Mention, Paragraph, ParagraphKind, Span

_BLANKS = str.maketrans("\r\n", "  ")
_STOP = re.compile(r"[\n。！？!?；;，,]")


@dataclass(frozen=True)
class Reading:
    """Paragraph texts joined by a newline; ``raw[i]`` is where character ``i`` stands in the document.

    Attributes:
        doc: id of the document.
        source: its raw text.
        text: the article as it reads; torn words are whole here.
        raw: int64[len(text)], strictly rising inside a paragraph; -1 at the newlines between paragraphs.
        starts: where each paragraph starts in ``text``.
        kinds: what each paragraph is on its page.
    """

    doc: str
    source: str
    text: str
    raw: Offsets
    starts: tuple[int, ...]
    kinds: tuple[ParagraphKind, ...]

    @classmethod
    def of(cls, article: Article, source: str) -> Reading:
        """The reading of one article of a document whose raw text is ``source``."""
        return cls.of_paragraphs(article.doc, article.paragraphs, source)

    @classmethod
    def of_paragraphs(cls, doc: str, paragraphs: Iterable[Paragraph], source: str) -> Reading:
        """The reading of these paragraphs."""
        parts: list[np.ndarray[tuple[int], np.dtype[np.int64]]] = []
        texts: list[str] = []
        starts: list[int] = []
        kinds: list[ParagraphKind] = []
        at = 0
        for paragraph in paragraphs:
            if texts:
                parts.append(np.array([-1], np.int64))
                at += 1
            starts.append(at)
            kinds.append(paragraph.kind)
            texts.append(paragraph.text)
            parts.extend(np.arange(s.start, s.end, dtype=np.int64) for s in paragraph.spans)
            at += len(paragraph.text)
        raw = np.concatenate(parts) if parts else np.empty(0, np.int64)
        text = "\n".join(texts)
        if len(raw) != len(text):
            raise ValueError(f"{doc}: paragraph texts and spans differ in length")
        return cls(doc, source, text, raw, tuple(starts), tuple(kinds))

    @cached_property
    def plain(self) -> str:
        """``text`` with full-width forms narrowed and 繁 simplified, at the same length.

        A line break inside a paragraph, which parts two words, is a blank.
        """
        folded = plain(self.text)
        if folded.count("\n") < len(self.starts):
            return folded
        return "\n".join([folded[s:e].translate(_BLANKS) for s, e in self.ranges])

    @cached_property
    def words(self) -> Words:
        """The words of ``plain``."""
        return words(self.plain)

    @cached_property
    def stops(self) -> list[int]:
        """Where clauses end: the offsets of their last marks, and of the newlines."""
        return [match.start() for match in _STOP.finditer(self.plain)]

    @cached_property
    def ranges(self) -> tuple[tuple[int, int], ...]:
        """Start and end of each paragraph in ``text``."""
        ends = (*(start - 1 for start in self.starts[1:]), len(self.text))
        return tuple(zip(self.starts, ends, strict=False))

    def paragraph_at(self, offset: int) -> int:
        """Index of the paragraph that holds reading offset ``offset``."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def span(self, start: int, end: int) -> Span:
        """The raw range of reading range [start, end), newlines at its ends left out."""
        inside = self.raw[start:end]
        inside = inside[inside >= 0]
        if not len(inside):
            where = int(self.raw[: start + 1].max(initial=0))
            return Span(where, where)
        return Span(int(inside.min()), int(inside.max()) + 1)

    def mention(self, fact: Fact) -> Mention:
        """The fact at its place in the raw document."""
        span = self.span(fact.start, fact.end)
        return Mention(
            doc=self.doc,
            kind=fact.kind,
            start=span.start,
            end=span.end,
            text=span.of(self.source),
            value=fact.value,
            unit=fact.unit,
            approx=fact.approx,
            op=fact.op,
        )
