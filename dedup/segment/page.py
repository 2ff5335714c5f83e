"""A page as the segmenter sees it: its lines, what each line is, and the page's own habits."""

from __future__ import annotations

from dataclasses import dataclass

from dedup.segment import shape
from dedup.segment.bylines import Byline, Lead, byline, lead, signature
from dedup.segment.lines import Line, lines
from dedup.segment.seams import seam
from dedup.segment.shape import Role
from dedup.segment.vocabulary import Vocabulary, vocabulary
from dedup.segment.weights import Weights
from dedup.text.fold import codes, plain

_LONG = 90  # characters: a longer line is running text whatever it looks like
_HEADING = 48  # characters: a plain line that is longer is no heading
_MARKED_HEADING = 100  # characters: nor is a longer line with heading markup
_LEADS = frozenset("本新据中综人央法路(【《")


@dataclass(frozen=True)
class Page:
    """Lines of a page with their roles.

    Attributes:
        text: simplified text with narrow digits, same length as the raw text.
        lines: the non-blank lines.
        roles: what each line is.
        bylines: line index -> the byline it is.
        leads: line index -> the dateline it starts with.
        vocabulary: terms by line.
        habit: blank lines that usually stand between two lines.
        marked: some lines carry heading markup.
    """

    text: str
    lines: tuple[Line, ...]
    roles: tuple[Role, ...]
    bylines: dict[int, Byline]
    leads: dict[int, Lead]
    vocabulary: Vocabulary
    habit: int
    marked: bool

    def loose(self, i: int) -> bool:
        """A line without markup that heads something on a page whose headings are marked."""
        return self.marked and not self.lines[i].level and self.roles[i] is Role.HEADING

    def gap(self, i: int) -> int:
        """Blank lines before line ``i`` beyond the page's habit, 0..3."""
        return max(0, min(3, self.lines[i].gap - self.habit))


def read(text: str, weights: Weights) -> Page:
    """Look at every line of a page once."""
    folded = plain(text)
    found = lines(folded)
    terms = vocabulary(
        codes(folded), [x.at for x in found], [x.at + len(x.text) for x in found], weights.rarity
    )
    gaps = [line.gap for line in found[1:]]
    habit = max(sorted(set(gaps)), key=gaps.count) if gaps else 0
    marked = any(line.level for line in found)
    roles: list[Role | None] = []
    bylines: dict[int, Byline] = {}
    leads: dict[int, Lead] = {}
    for i, line in enumerate(found):
        role = alone(line)
        if role is Role.BYLINE and (who := byline(line.text, line.leader)):
            bylines[i] = who
        elif role is Role.BODY and line.text[0] in _LEADS and (opening := lead(line.text)):
            leads[i] = opening
        roles.append(role)
    resolved = _resolve(found, roles, bylines, folded, marked, habit, weights)
    return Page(folded, tuple(found), resolved, bylines, leads, terms, habit, marked)


def alone(line: Line) -> Role | None:
    """What a line is by itself; ``None`` if its neighbours must tell."""
    text = line.text
    n = len(text)
    if n > _LONG:
        return Role.HEADING if line.level and n <= _MARKED_HEADING and not shape.complete(text) else Role.BODY
    if not any(c.isalnum() for c in text):
        return Role.RULE
    if line.leader == "![":
        return Role.CAPTION
    if shape.furniture(text):
        return Role.FURNITURE
    if shape.dated(text):
        return Role.SIGNATURE
    if byline(text, line.leader):
        return Role.BYLINE
    if line.level:
        ends = text[-1] in "。;:" and text[-2:] != "——"
        return Role.BODY if ends and n > 30 else Role.HEADING
    if shape.credit(text) or shape.caption(text):
        return Role.CAPTION
    if signature(text) is not None:
        return Role.SIGNATURE
    if (
        n > _HEADING
        or text[-1] in "。;,、"
        or text.count("|") > 1
        or "\t" in text
        or line.leader in ("-", "*", "+", "•", "·")
    ):
        return Role.BODY
    if n > 24 and ("。" in text or shape.complete(text)):
        return Role.BODY
    return None


def _resolve(
    found: list[Line],
    roles: list[Role | None],
    bylines: dict[int, Byline],
    text: str,
    marked: bool,
    habit: int,
    weights: Weights,
) -> tuple[Role, ...]:
    """Give each doubtful line the role its neighbours leave it."""
    out: list[Role] = []
    n = len(found)
    for i, line in enumerate(found):
        role = roles[i]
        before = out[i - 1] if i else None
        following = roles[i + 1] if i + 1 < n else Role.RULE
        if role is Role.BYLINE and not bylines[i].stated and not line.leader:
            # names alone: a heading if marked, a signature behind running text, a byline behind a heading
            if line.level:
                role = Role.HEADING
            else:
                role = Role.BYLINE if before is Role.HEADING else Role.SIGNATURE if before else None
        if role is Role.SIGNATURE and shape.dated(line.text) and before in (None, Role.FURNITURE):
            role = Role.FURNITURE
        if role is None:
            role = _doubtful(found, i, before, following, text, marked, habit, weights)
        out.append(role)
    return tuple(out)


def _doubtful(
    found: list[Line],
    i: int,
    before: Role | None,
    following: Role | None,
    text: str,
    marked: bool,
    habit: int,
    weights: Weights,
) -> Role:
    line = found[i]
    if before is Role.BODY and seam(text, found[i - 1], line, weights, marked=marked)[0] > 0:
        return Role.BODY
    if (
        i + 1 < len(found)
        and following in (Role.BODY, None)
        and seam(text, line, found[i + 1], weights, marked=marked)[0] > 0
    ):
        return Role.BODY
    if shape.complete(line.text) and len(line.text) > 8:
        return Role.BODY
    if not marked:
        return Role.HEADING if following is not Role.RULE else Role.CAPTION
    pictured = line.gap - habit >= 1
    if (pictured and before is not None) or following is Role.RULE or before is Role.HEADING:
        return Role.CAPTION
    return Role.HEADING
