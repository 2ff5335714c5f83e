"""A page as the segmenter sees it: its lines, what each line is, and the page's own habits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import repeat
from operator import add

from dedup.segment import margins, shape
from dedup.segment.bylines import Byline, Lead, byline, lead, signature
from dedup.segment.lines import Line
from dedup.segment.seams import seam
from dedup.segment.shape import BODY, BYLINE, CAPTION, FURNITURE, HEADING, RULE, SIGNATURE, Role
from dedup.segment.sheet import Sheet, sheet
from dedup.segment.vocabulary import Vocabulary, vocabulary
from dedup.segment.weights import Weights, edge
from dedup.text.fold import codes

_LONG = 90  # characters: a longer line is running text whatever it looks like
_HEADING = 48  # characters: a plain line that is longer is no heading
_SPACED_HEADING = 130  # characters: nor is one of several parts with a blank between them
_MARKED_HEADING = 200  # characters: nor is a longer line with heading markup
_FIRST_LINE = 24  # characters: the first line of a title that ends with a comma is no longer
_PHOTOGRAPHER = 40  # characters: a longer line says more than who took a picture
_BETWEEN = 4  # lines a break may be away from its continuation: captions and credits stand between
_CLEARLY = 1.0  # log-odds by which a seam over a line is likelier than one with it
# what stands under a title that asks or calls, and under an eyebrow that ends with a colon
_UNDER = {"!": (BYLINE,), "?": (BYLINE,), ":": (BYLINE, HEADING)}
_LEADS = frozenset("本新据中综人央法路(【《")


@dataclass(frozen=True, kw_only=True)
class Page(Sheet):
    """Lines of a page with their roles.

    Attributes:
        roles: what each line is.
        stops: line -> the first line behind it that is no heading.
        bylines: line index -> the byline it is.
        leads: line index -> the dateline it starts with.
        vocabulary: terms by line.
        starting: one or two characters -> log-odds that they open a story, against a later paragraph.
        titles: two characters -> log-odds that they stand in a title, against a section heading or a clause.
        likeness: the lines that were held against ``titles`` already (``title_like``).
    """

    roles: tuple[Role, ...]
    stops: Sequence[int]
    bylines: dict[int, Byline]
    leads: dict[int, Lead]
    vocabulary: Vocabulary
    starting: Mapping[str, float]
    titles: Mapping[str, float]
    likeness: dict[int, float] = field(default_factory=dict, compare=False, repr=False)

    def lead_like(self, i: int) -> float:
        """How much likelier a line opens a story than a later paragraph of one, by its first characters."""
        text = self.lines[i].text
        return edge(self.starting, text[:1], text[:2])

    def title_like(self, i: int) -> float:
        """How much likelier the words of a line stand in a title than in a section heading or a clause."""
        found = self.likeness.get(i)
        if found is None:
            text = self.lines[i].text
            pairs = map(add, text, text[1:])
            found = sum(map(self.titles.get, pairs, repeat(0.0))) / max(1, len(text) - 1)
            self.likeness[i] = found
        return found

    def loose(self, i: int) -> bool:
        """A line without markup that heads something on a page whose headings are marked."""
        return self.marked and not self.lines[i].level and self.roles[i] is HEADING


def read(text: str, weights: Weights) -> Page:
    """The page that a text is, with the roles of its lines."""
    return look(sheet(text), weights)


def look(page: Sheet, weights: Weights) -> Page:
    """Look at every line of a page once."""
    starts = [line.at for line in page.lines]
    ends = [line.at + len(line.text) for line in page.lines]
    roles: list[Role | None] = []
    bylines: dict[int, Byline] = {}
    leads: dict[int, Lead] = {}
    for i, line in enumerate(page.lines):
        role = alone(line)
        if role is BYLINE and (who := byline(line.text, line.leader)):
            bylines[i] = who
        elif role in (BODY, None) and (opening := _opening(line.text, role)):
            role, leads[i] = BODY, opening
        roles.append(role)
    resolved = _resolved(page, roles, bylines, weights)
    return Page(
        text=page.text,
        lines=page.lines,
        habit=page.habit,
        marked=page.marked,
        width=page.width,
        indented=page.indented,
        seams=page.seams,
        roles=resolved,
        stops=_stops(resolved),
        bylines=bylines,
        leads=leads,
        vocabulary=vocabulary(codes(page.text), starts, ends, weights.rarity),
        starting=weights.starting,
        titles=weights.titles,
    )


def _opening(text: str, role: Role | None) -> Lead | None:
    """The dateline and byline running text starts with; a doubtful line is such text if more follows them."""
    found = lead(text) if text[0] in _LEADS else None
    return found if found and (role or len(text) > found.end) else None


def _stops(roles: Sequence[Role]) -> list[int]:
    """The first line behind each that is no heading."""
    stops = list(range(1, len(roles) + 1))
    for i in range(len(roles) - 2, -1, -1):
        if roles[i + 1] is HEADING:
            stops[i] = stops[i + 1]
    return stops


def alone(line: Line) -> Role | None:
    """What a line is by itself; ``None`` if its neighbours must tell."""
    text = line.text
    n = len(text)
    if shape.link(text):
        return CAPTION
    if n > _LONG:
        if line.level and n <= _MARKED_HEADING and not shape.complete(text):
            return HEADING
        return None if n <= _SPACED_HEADING and shape.parted(text) else BODY
    if not any(c.isalnum() for c in text):
        return RULE
    if line.leader == "![":
        return CAPTION
    if shape.furniture(text):
        return FURNITURE
    if shape.dated(text) or shape.editor(text):
        return SIGNATURE
    if n <= _PHOTOGRAPHER and shape.photographer(text):
        return CAPTION
    if byline(text, line.leader):
        return BYLINE
    if line.level:
        ends = text[-1] in "。;:" and text[-2:] != "——"
        return BODY if ends and n > 30 else HEADING
    if shape.credit(text) or shape.caption(text):
        return CAPTION
    if signature(text) is not None:
        return SIGNATURE
    if (
        (n > _HEADING and not (shape.parted(text) or shape.phrase(text)))
        or text[-1] in "。;,、"
        or text.count("|") > 1
        or "\t" in text
        or line.leader in ("-", "*", "+", "•", "·")
    ):
        return BODY
    if "。" in text or (n > 24 and shape.complete(text) and not shape.parted(text)):
        return BODY
    return None


def _resolved(
    page: Sheet, roles: Sequence[Role | None], bylines: Mapping[int, Byline], weights: Weights
) -> tuple[Role, ...]:
    """Give each doubtful line the role its neighbours leave it."""
    out: list[Role] = []
    for i, line in enumerate(page.lines):
        role = roles[i]
        before = out[i - 1] if i else None
        if role is BYLINE and not bylines[i].stated and not line.leader:
            # names alone: a heading if marked, a signature behind running text, a byline behind a heading
            role = HEADING if line.level else BYLINE if before is HEADING else SIGNATURE if before else None
        if role is SIGNATURE and before in (None, FURNITURE) and _either(line.text):
            role = FURNITURE
        if role is None and (
            (before in (None, FURNITURE) and margins.desk(line.text)) or margins.briefs(line.text)
        ):
            role = FURNITURE
        if role is None and before is not None and margins.remark(line.text):
            role = SIGNATURE
        if role is BODY and line.text[-1:] == "," and _first_of_title(page, i, before, roles):
            role = HEADING
        out.append(role or _doubtful(page, i, before, roles, weights))
    return tuple(out)


def _first_of_title(page: Sheet, i: int, before: Role | None, roles: Sequence[Role | None]) -> bool:
    """Whether a line that ends with a comma is the first of a title over two lines, and no torn text."""
    line, n = page.lines[i], len(page.lines)
    if len(line.text) > _FIRST_LINE or line.leader or "。" in line.text or i + 2 >= n:
        return False
    if before is BODY and not shape.complete(page.lines[i - 1].text):
        return False
    below = page.lines[i + 1]
    return roles[i + 1] is None and not below.indent and roles[i + 2] in (BODY, BYLINE, None)


def _either(text: str) -> bool:
    """A date or an editor's name ends an article, or stands among the furniture of the page."""
    return shape.dated(text) or shape.editor(text)


def _doubtful(
    page: Sheet, i: int, before: Role | None, roles: Sequence[Role | None], weights: Weights
) -> Role:
    """What a short line without markup is: a piece of a torn paragraph, a heading, or a caption."""
    n = len(page.lines)
    line = page.lines[i]
    after = next((k for k in range(i + 1, min(i + _BETWEEN, n)) if roles[k] is not CAPTION), i)
    if before is BODY:
        goes_on = seam(page, i - 1, i, weights)
        over = seam(page, i - 1, after, weights) if after > i and roles[after] is BODY else 0.0
        if over > max(0.0, goes_on) + _CLEARLY and seam(page, i, after, weights) <= 0:
            return CAPTION  # between the halves of a sentence nothing starts
        if goes_on > 0:
            return BODY
    if after > i and roles[after] in (BODY, None):
        goes_on = seam(page, i, after, weights)
        if roles[after] is None and after + 1 < n and roles[after + 1] is BODY:
            goes_on = max(goes_on, seam(page, i, after + 1, weights) - _CLEARLY)
        if goes_on > 0:
            return BODY
    heads = i + 1 < n and roles[i + 1] in _UNDER.get(line.text[-1], ())
    if shape.complete(line.text) and len(line.text) > 8 and not (heads or shape.parted(line.text)):
        return BODY
    last = i + 1 == n or roles[i + 1] is RULE
    if not page.marked:
        return CAPTION if last else HEADING
    pictured = line.gap > page.habit and before is not None
    under = before is HEADING and page.lines[i - 1].level
    return CAPTION if pictured or last or under else HEADING
