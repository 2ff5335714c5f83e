"""The lines of a page and the manner in which it is set, before anything is said of what they are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from dedup.segment.lines import Line, lines
from dedup.text.fold import plain

_RUN = 6  # lines without a blank line between them, from which a width can be told
_WIDTHS = range(8, 61)  # characters a wrapped line can have
_LEAST = 40  # letters of a line of words from which it may be wrapped
_HAN = re.compile("[\u3400-\u9fff]")
_WORD_ENDS = re.compile(r"[A-Za-z\d%,][.,;:!?)\"”’-]*$")
_WORD_BEGINS = re.compile(r"[(\"“‘$€£]?[A-Za-z\d]")
_DATELINE = re.compile("本[报刊网台]|新华社|中新社|据")
_FEW = 5  # at most one in so many lines of a wrapped page is much longer than its width
_SLACK = 2  # characters a full line may be short of the width: no line starts with a full stop


@dataclass(frozen=True)
class Sheet:
    """Lines of a page and its habits.

    Attributes:
        text: simplified text with narrow digits, same length as the raw text.
        lines: the non-blank lines.
        habit: blank lines that usually stand between two lines.
        marked: some lines carry heading markup.
        width: characters after which paragraphs are wrapped; 0 if each is one line.
        indented: some lines are indented.
        seams: the seams that were looked at already (``seams.seam``).
    """

    text: str
    lines: tuple[Line, ...]
    habit: int
    marked: bool
    width: int
    indented: bool
    seams: dict[tuple[int, int], float] = field(default_factory=dict, compare=False, repr=False)

    def gap(self, i: int) -> int:
        """Blank lines before line ``i`` beyond the page's habit, 0..3."""
        return max(0, min(3, self.lines[i].gap - self.habit))

    def runs_on(self, i: int, k: int) -> bool:
        """Whether line ``i`` is wrapped at the width of the page and ``k`` is the rest of it."""
        if k != i + 1:
            return False
        left, right = self.lines[i], self.lines[k]
        if right.gap and (not self.width or right.gap > self.habit):
            return False
        if right.indent or right.level or right.leader or left.level:
            return False
        if self.between_words(i):
            return not right.gap and self._wrapped_words(i)
        full = self.width - _SLACK
        if full < 0 or len(left.text) < full:
            return False
        if self.indented or left.text[-1] not in "。!?”":
            return True
        # a paragraph seldom ends just where its line is full, with another full line below it
        return not right.gap and len(right.text) >= full and not _DATELINE.match(right.text)

    def between_words(self, i: int) -> bool:
        """Whether line ``i`` and the next are of a language with blanks between words."""
        left, right = self.lines[i].text, self.lines[i + 1].text
        return bool(
            " " in left
            and _WORD_ENDS.search(left)
            and _WORD_BEGINS.match(right)
            and not _HAN.search(left)
            and not _HAN.search(right)
        )

    def _wrapped_words(self, i: int) -> bool:
        """Whether line ``i`` ends where the first word of the next had no room."""
        start, end = i, i + 2
        while start and not self.lines[start].gap and i - start < _RUN:
            start -= 1
        while end < len(self.lines) and not self.lines[end].gap and end - i < _RUN:
            end += 1
        width = max(len(line.text) for line in self.lines[start:end])
        word = self.lines[i + 1].text.split(maxsplit=1)[0]
        return width >= _LEAST and len(self.lines[i].text) + 1 + len(word) > width


def sheet(text: str) -> Sheet:
    """Look at the layout of a page.

    >>> page = sheet("## 两园开园\\n\\n▶ 谢小青\\n\\n正文")
    >>> page.habit, page.marked, page.width
    (1, True, 0)
    """
    folded = plain(text)
    found = lines(folded)
    gaps = Counter(line.gap for line in found[1:])
    habit = min(gaps, key=lambda gap: (-gaps[gap], gap), default=0)
    return Sheet(
        text=folded,
        lines=tuple(found),
        habit=habit,
        marked=any(line.level for line in found),
        width=_width(found, habit),
        indented=any(line.indent for line in found),
    )


def _width(found: Sequence[Line], habit: int) -> int:
    """Length at which most lines of unbroken runs end; 0 if there is none."""
    runs = [len(line.text) for line, after in pairwise(found) if after.gap <= habit]
    if len(runs) < _RUN or 2 * len(runs) < len(found):
        return 0
    widest = 1.5 * _WIDTHS[-1] + _SLACK
    if _FEW * sum([size > widest for size in runs]) > len(runs):
        return 0
    counts = Counter(runs)
    width = max(_WIDTHS, key=lambda w: (sum(counts[w - k] for k in range(_SLACK + 1)), -w))
    if 2 * sum(counts[width - k] for k in range(_SLACK + 1)) <= len(runs):
        return 0
    longer = sum(number for size, number in counts.items() if size > 1.5 * width + _SLACK)
    return 0 if _FEW * longer > len(runs) else width  # paragraphs on one line each, among short lines
