"""Make articles of lines: title, authors, dateline, paragraphs with torn ones rejoined."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from dedup.segment import shape
from dedup.segment.bylines import signature
from dedup.segment.cues import title_cues
from dedup.segment.habits import run
from dedup.segment.page import Page
from dedup.segment.seams import doubled, seam
from dedup.segment.shape import BODY, BYLINE, CAPTION, FURNITURE, HEADING, RULE, SIGNATURE
from dedup.segment.weights import Weights
from dedup.types import Article, Document, Paragraph, ParagraphKind, Span, Title

_KINDS = {
    BODY: ParagraphKind.BODY,
    HEADING: ParagraphKind.HEADING,
    BYLINE: ParagraphKind.BYLINE,
    SIGNATURE: ParagraphKind.SIGNATURE,
    CAPTION: ParagraphKind.CAPTION,
}
_RUNNING = ParagraphKind.BODY
_REACH = 4  # lines a column break may throw between the halves of a paragraph: captions, a picture's credit


def article(document: Document, page: Page, number: int, members: Sequence[int], weights: Weights) -> Article:
    """The article that consists of the lines ``members``, in reading order."""
    heads, title = head(page, members, weights)
    authors: list[str] = []
    dateline: str | None = None
    for i in members:
        role, line = page.roles[i], page.lines[i]
        if role is BYLINE or (role is SIGNATURE and i in page.bylines):
            authors.extend(page.bylines[i].authors)
        elif role is SIGNATURE:
            authors.extend(signature(line.text) or ())
        elif i in page.leads:
            opening = page.leads[i]
            authors.extend(opening.authors)
            if opening.dateline and dateline is None:
                dateline = document.text[line.at : line.at + opening.dateline]
        elif role is BODY and (signed := _signed_inside(line.text)):
            authors.extend(signed)
    return Article(
        id=f"{document.id}#{number}",
        doc=document.id,
        title=_title(document.text, page, heads, title) if title is not None else None,
        authors=tuple(dict.fromkeys(authors)),
        dateline=dateline,
        spans=_spans(page, members),
        paragraphs=_paragraphs(document.text, page, members, heads, title, weights),
    )


def head(page: Page, members: Sequence[int], weights: Weights) -> tuple[set[int], int | None]:
    """Lines of the head of the article, and which of them is the title."""
    first = next((k for k, i in enumerate(members) if page.roles[i] not in (CAPTION, RULE)), len(members))
    if first == len(members) or page.roles[members[first]] is not HEADING:
        return set(), None
    inside = set(members[first : first + 12])
    group = [i for i in run(page, members[first]) if i in inside]
    if len(group) == 1:
        return set(group), group[0]
    scores = [weights.score("title", values) for values in title_cues(page, group)]
    title = group[scores.index(max(scores))]
    return set(group), title


def _title(raw: str, page: Page, heads: Collection[int], title: int) -> Title:
    """The title, both lines of it if the first ends with a comma."""
    first = last = title
    while first - 1 in heads and _goes_on(raw, page, first - 1):
        first -= 1
    while last + 1 in heads and _goes_on(raw, page, last):
        last += 1
    start, end = page.lines[first].at, page.lines[last].at + len(page.lines[last].text)
    return Title(start, end, raw[start:end])


def _goes_on(raw: str, page: Page, i: int) -> bool:
    """Whether a line of a head runs on into the next: nothing but a line break parts them."""
    line, below = page.lines[i], page.lines[i + 1]
    return line.text[-1:] in (",", "、") and raw[line.at + len(line.text) : below.at].isspace()


def _signed_inside(text: str) -> tuple[str, ...]:
    """Authors in brackets that close a paragraph of running text: ``…开园。(王丽)``."""
    if not text.endswith(")"):
        return ()
    at = text.rfind("(", -40)
    if at <= 0 or not shape.complete(text[:at]):
        return ()
    return signature(text[at:]) or ()


def _spans(page: Page, members: Sequence[int]) -> tuple[Span, ...]:
    spans: list[Span] = []
    last = -2
    for i in members:
        line = page.lines[i]
        if spans and i == last + 1:
            spans[-1] = Span(spans[-1].start, line.end)
        else:
            spans.append(Span(line.start, line.end))
        last = i
    return tuple(spans)


def _paragraphs(
    raw: str, page: Page, members: Sequence[int], heads: set[int], title: int | None, weights: Weights
) -> tuple[Paragraph, ...]:
    goes_on = _continuations(page, members, weights)
    continued = set(goes_on.values())
    found: list[Paragraph] = []
    for i in members:
        role = page.roles[i]
        if role in (RULE, FURNITURE) or i in continued or not page.lines[i].text:
            continue
        kind = _KINDS[role]
        if page.loose(i) and i == members[-1]:
            kind = ParagraphKind.CAPTION
        if i == title:
            kind = ParagraphKind.TITLE
        elif i in heads:
            kind = ParagraphKind.SUBTITLE
        parts = [i]
        while parts[-1] in goes_on:
            parts.append(goes_on[parts[-1]])
        found.append(_paragraph(raw, page, kind, parts))
    return tuple(found)


def _continuations(page: Page, members: Sequence[int], weights: Weights) -> dict[int, int]:
    """Line -> the line that continues its broken sentence."""
    found: dict[int, int] = {}
    taken: set[int] = set()
    for at, i in enumerate(members):
        if page.roles[i] is not BODY:
            continue
        for k in members[at + 1 : at + 1 + _REACH]:
            role = page.roles[k]
            if role is BODY:
                if k not in taken and seam(page, i, k, weights) > 0:
                    found[i] = k
                    taken.add(k)
                break
            if role not in (CAPTION, RULE, FURNITURE):
                break
    return found


def _paragraph(raw: str, page: Page, kind: ParagraphKind, parts: Sequence[int]) -> Paragraph:
    if len(parts) == 1:
        line = page.lines[parts[0]]
        text = line.text[: shape.jump(line.text)].rstrip() if kind is _RUNNING else line.text
        end = line.at + len(text)
        if raw.find("**", line.at, end) < 0:
            return Paragraph(kind, (Span(line.at, end),), raw[line.at : end])
    spans: list[Span] = []
    texts = [page.lines[i].text for i in parts]
    for at, (i, text) in enumerate(zip(parts, texts, strict=True)):
        line = page.lines[i]
        start, end = line.at, line.at + len(text)
        if at and not page.runs_on(parts[at - 1], i):
            start += doubled(texts[at - 1][: shape.jump(texts[at - 1])], text)
        elif at and page.between_words(parts[at - 1]) and raw[spans[-1].end : start].isspace():
            start = spans[-1].end  # the line break parts two words
        if kind is _RUNNING:
            end = line.at + len(text[: shape.jump(text)].rstrip())
        spans.extend(_without_marks(raw, start, max(start, end)))
        if len(spans) > 1 and spans[-2].end == spans[-1].start:
            spans[-2:] = [Span(spans[-2].start, spans[-1].end)]
    if len(spans) > 1:
        spans = [span for span in spans if len(span)] or spans[:1]
    return Paragraph(kind, tuple(spans), "".join([raw[span.start : span.end] for span in spans]))


def _without_marks(raw: str, start: int, end: int) -> list[Span]:
    """The range without bold marks inside it."""
    first = raw.find("**", start, end)
    if first < 0 or raw.find("**", first + 2, end) < 0:
        return [Span(start, end)]
    spans: list[Span] = []
    at = start
    while (mark := raw.find("**", at, end)) >= 0:
        spans.append(Span(at, mark))
        at = mark + 2
    spans.append(Span(at, end))
    return spans
