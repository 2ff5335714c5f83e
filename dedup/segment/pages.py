"""Page to articles to paragraphs."""

from __future__ import annotations

from dataclasses import replace

from dedup.segment.boundaries import divide
from dedup.segment.build import article
from dedup.segment.habits import habits
from dedup.segment.page import look
from dedup.segment.sheet import Sheet, sheet
from dedup.segment.strays import settle, trim
from dedup.segment.weights import weights
from dedup.segment.whole import one_story
from dedup.segment.wrapped import Unwrapped
from dedup.types import Article, Document, Paragraph, ParagraphKind, Segmentation, Span, Title


def segment(document: Document, *, explain: bool = False) -> Segmentation:
    """Cut a page into articles and their paragraphs.

    A document that is one article already (``document.whole``) is not cut: its non-blank lines are its
    paragraphs, and its title, which is not in the text, has the empty span (0, 0).

    Returns:
        The articles in page order, and the boundaries considered, with the evidence for each if ``explain``.
        Lines in no article are page furniture. An empty document has no article.
    """
    if document.whole:
        return Segmentation((_whole(document),))
    page = sheet(document.text)
    flat = Unwrapped.of(document.text, page)
    if flat is None:
        return _cut(document, page, explain=explain)
    found = _cut(replace(document, text=flat.text), sheet(flat.text), explain=explain)
    return flat.wrapped(found, document.text)


def _cut(document: Document, lines: Sheet, *, explain: bool) -> Segmentation:
    learned = weights()
    page = look(lines, learned)
    habit = habits(page)
    groups, cuts = divide(page, habit, learned, explain=explain)
    groups, cuts = one_story(page, habit, groups, cuts, learned)
    groups, cuts = trim(page, groups, cuts, learned)
    groups = settle(page, groups)
    return Segmentation(
        tuple(article(document, page, n, members, learned) for n, members in enumerate(groups, 1)), cuts
    )


def _whole(document: Document) -> Article:
    paragraphs = []
    at = 0
    for line in document.text.split("\n"):
        content = line.strip()
        if content:
            start = at + line.index(content)
            paragraphs.append(Paragraph(ParagraphKind.BODY, (Span(start, start + len(content)),), content))
        at += len(line) + 1
    return Article(
        id=f"{document.id}#1",
        doc=document.id,
        title=Title(0, 0, document.title) if document.title else None,
        authors=(),
        dateline=None,
        spans=(Span(0, len(document.text)),),
        paragraphs=tuple(paragraphs),
    )
