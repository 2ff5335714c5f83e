"""The lines of a page and the manner in which it is set, before anything is said of what they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from dedup.segment.lines import Line, lines
from dedup.text.fold import plain

_RUN = 6  # lines without a blank line between them, from which a width can be told
_WIDTHS = range(8, 61)  # characters a wrapped line can have
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
        if not self.width or k != i + 1:
            return False
        left, right = self.lines[i], self.lines[k]
        return (
            len(left.text) >= self.width - _SLACK
            and not (right.gap or right.indent or right.level or right.leader or left.level)
            and (self.indented or left.text[-1] not in "。!?”")
        )


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
        width=_width(found),
        indented=any(line.indent for line in found),
    )


def _width(found: Sequence[Line]) -> int:
    """Length at which most lines of unbroken runs end; 0 if there is none."""
    runs = [len(line.text) for line, after in pairwise(found) if not after.gap]
    if len(runs) < _RUN or 2 * len(runs) < len(found):
        return 0
    counts = Counter(runs)
    width = max(_WIDTHS, key=lambda w: (sum(counts[w - k] for k in range(_SLACK + 1)), -w))
    return width if 2 * sum(counts[width - k] for k in range(_SLACK + 1)) > len(runs) else 0
