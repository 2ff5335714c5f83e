"""Does one line go on where another breaks off?"""

from __future__ import annotations

import re

from dedup.segment import shape
from dedup.segment.lines import Line
from dedup.segment.sheet import Sheet
from dedup.segment.vocabulary import bucket
from dedup.segment.weights import Weights, edge

_AROUND = 4000  # characters to either side in which the words at a break are looked up
_NEVER = -20.0  # log-odds of lines that cannot go on
_FULL = 8.0  # log-odds of a line wrapped at the width of the page to go on
_TAIL = 300  # characters of a line in which open quotes are looked for
DOUBLED = 4  # characters a break doubles at most
_NO_BOND = -1.5  # log-odds of two characters that hardly ever stand side by side
_OPENING = re.compile(
    r"近日|日前|据悉|据了解|据介绍|目前|此外|同时|另外|今年|去年|近年|随着|为了|为|在|一是|二是|三是|四是|五是|首先|其次|下一步|未来|当天|当日|活动|"
    r"\d+月\d+日|\d{4}年|“|本报|新华社|记者|[一二三四五六七八九十]、|\([一二三四五六七八九十]\)"
)
_SHORT = 48  # characters: a longer line is no heading
_FUNCTION = re.compile("[的了在是和与被以从对将由为把就也都到上中下等着过这其该他她我们]")
_INNER = re.compile("[,。、;]")
_CONTINUING = frozenset(",、。;:!?)》”’」』〉%的了着过们")


def seam(page: Sheet, i: int, k: int, weights: Weights) -> float:
    """Log-odds that line ``k`` continues the sentence line ``i`` breaks off in."""
    score = page.seams.get((i, k))
    if score is None:
        if page.runs_on(i, k):
            score = _FULL
        else:
            values = seam_cues(page, i, k, weights)
            score = _NEVER if values is None else weights.score(kind(page.lines[i]), values)
        page.seams[i, k] = score
    return score


def kind(left: Line) -> str:
    """Which decision it is: a short line without inner punctuation may as well be a heading or a caption."""
    short = len(left.text) <= 24 and not _INNER.search(left.text)
    return "short-seam" if short else "seam"


def seam_cues(page: Sheet, i: int, k: int, weights: Weights) -> dict[str, float] | None:
    """What speaks for and against; ``None`` where nothing can continue."""
    left, right = page.lines[i], page.lines[k]
    a, b = left.text[: shape.jump(left.text)], right.text
    if not a or not b or right.level or right.leader or left.level or shape.complete(a):
        return None
    if b[0] == "|" or "\t" in a or (left.leader and shape.numbered(b)):
        return None  # rows of a table, items of a list
    last, first = a[-1], b[0]
    values: dict[str, float] = {}
    opened = shape.unclosed(a[-_TAIL:])
    closed = shape.closes(b[:_TAIL])
    if opened:
        values["quote-closes" if _matches(opened, closed) else "quote-open"] = 1.0
    elif closed:
        values["quote-closes-early"] = 1.0
    if last in ",、":
        values["comma-before"] = 1.0
    if first in _CONTINUING:
        values["goes-on"] = 1.0
    again = doubled(a, b)
    if again:
        values["doubled"] = 1.0 + 0.5 * (again - 1)
    skip = b[again : again + 2]
    if skip and last.isalnum() and skip[0].isalnum():
        word = last + skip[0]
        if _around(page.text, left, right, word):
            values["word-known"] = 1.0
            longer = (a[-2:] + skip[0], last + skip) if len(a) > 1 else (last + skip,)
            if any(_around(page.text, left, right, words) for words in longer):
                values["words-known"] = 1.0
        values["word-common"] = 1.0 - float(weights.rarity[bucket(*word)])
        values["bond"] = weights.bonds.get(word, _NO_BOND)
    values["opening"] = edge(weights.opening, b[again : again + 1], skip)
    values["closing"] = edge(weights.closing, last, a[-2:])
    if _OPENING.match(b):
        values["opens"] = 1.0
    if len(a) >= 16 and a[-8:] in b:
        values["repeats"] = 1.0
    values["marked-page"] = float(page.marked)
    values["length-before"] = min(len(a), 200) / 100
    values["sentence-before"] = float("。" in a)
    if len(b) <= 24 and not shape.complete(b):
        values["short-after"] = 1.0
    if right.indent:
        values["indented"] = 1.0
    elif left.indent:
        values["hanging"] = 1.0
    if len(a) <= _SHORT:
        values["starts-like-text"] = edge(weights.opening, a[0], a[:2])
        values["function-words"] = len(_FUNCTION.findall(a)) / len(a)
    return values


def _around(text: str, left: Line, right: Line, words: str) -> bool:
    """Whether words that meet at a break stand elsewhere near it."""
    before, after = left.at + len(left.text) - 1, right.at + 1
    return (
        text.find(words, max(0, left.at - _AROUND), before) >= 0
        or text.find(words, after, after - 1 + _AROUND) >= 0
    )


def doubled(a: str, b: str) -> int:
    """How many characters at the end of ``a`` are printed again at the start of ``b``.

    >>> doubled("产业园由湖南", "南前瞻企业"), doubled("产业园", "由湖南")
    (1, 0)
    """
    for k in range(min(DOUBLED, len(a) - 1, len(b)), 0, -1):
        if a[-k:] == b[:k] and any(c.isalnum() for c in b[:k]):
            return k
    return 0


def _matches(opened: str, closed: str) -> bool:
    pairs = {"“": "”", "‘": "’", "「": "」", "『": "』", "(": ")", "【": "】", "《": "》", "〈": "〉"}
    return bool(closed) and pairs.get(opened[-1]) == closed[0]
