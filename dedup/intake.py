"""From what the user named to articles: paths with ``#n``, documents, texts; read, cut, told apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from itertools import groupby
from typing import Protocol

from dedup import codes, ingest
from dedup.address import Address, address
from dedup.config import Settings
from dedup.engines.local import Workers
from dedup.errors import InputError, UsageError, advised
from dedup.shelf import Shelf, Story
from dedup.text.fingerprint import fingerprint
from dedup.types import Article, Document, Finding, Place, Severity

Source = str | Document
UNREADABLE = "INP901"


def is_unread(finding: Finding) -> bool:
    """Whether an input, or a part of one, was lost; INP901 of less than an error says that it was saved."""
    return finding.code == UNREADABLE and finding.severity is Severity.ERROR


@dataclass(frozen=True, slots=True)
class Intake:
    """What was read, in the order it was named.

    Attributes:
        shelf: the documents that could be read and their articles, or those asked for.
        findings: of the inputs (INP9xx).
    """

    shelf: Shelf
    findings: tuple[Finding, ...]

    @property
    def documents(self) -> Sequence[Document]:
        """The documents that could be read, without their texts; made anew whenever one is asked for."""
        return self.shelf.documents

    @property
    def articles(self) -> Sequence[Article]:
        """The articles of the stories, without their paragraphs; made anew whenever one is asked for."""
        return self.shelf.articles

    @property
    def stories(self) -> Sequence[Story]:
        """The articles with their documents and texts; made anew whenever one is asked for."""
        return self.shelf.stories

    @property
    def unread(self) -> int:
        """How many inputs could not be read."""
        return sum(map(is_unread, self.findings))

    def required(self, name: str) -> Intake:
        """This, if it is one document that could be read.

        Raises:
            InputError: nothing could be read.
            UsageError: it holds several documents.
        """
        if not self.documents and self.findings:
            first = self.findings[0]
            what, hint = advised(first.english or first.message)
            raise InputError(what, where=name, hint=hint or f"dedup rule {first.code}")
        if not self.documents:
            raise InputError("no document found", where=name, hint="name a file")
        if len(self.documents) > 1:
            row = next((d.id for d in self.documents if d.whole), "")
            hint = f"name one row, such as {row}" if row else f"dedup find {name} compares many"
            raise UsageError(f"holds {len(self.documents)} documents, one is wanted", where=name, hint=hint)
        return self

    def then(self, other: Intake) -> Intake:
        """This and then another."""
        both = Shelf()
        both.extend(self.shelf)
        both.extend(other.shelf)
        return Intake(both, self.findings + other.findings)


class Progress(Protocol):
    """Told how far a stage is; ``total`` is 0 while it is unknown."""

    def __call__(self, stage: str, done: int, total: int) -> None:
        """``done`` of ``total`` items of the stage are through."""


def silent(stage: str, done: int, total: int) -> None:
    """Progress nobody looks at."""


def take(
    sources: Sequence[Source],
    settings: Settings,
    jobs: int = 1,
    progress: Progress = silent,
    *,
    after: Intake | None = None,
    originals: bool = False,
) -> Intake:
    """Read the sources and cut them into articles.

    Args:
        sources: paths, folders, globs, ``-``, of files also ``FILE:ROW`` for one row of a corpus and ``#n``
            for the n-th article of a document; or documents.
        settings: how to read.
        jobs: processes that may cut pages.
        progress: told how many documents are through.
        originals: leave in the documents of rows the rows as they stand.
        after: what was read before, and is kept on the same shelf; its documents are not read again.

    Raises:
        InputError: a path that cannot be used at all, a row that is not there, or a ``#n`` beyond the last
            article.
    """
    shelf = after.shelf if after else Shelf()
    before = len(shelf.documents)
    findings: list[Finding] = list(after.findings) if after else []
    done = 0
    for item in _all_cut(wanted(sources, settings, originals=originals), jobs):
        if isinstance(item, Finding):
            findings.append(item)
            continue
        document, articles, number = item
        known = shelf.known(document)
        if known is not None and known < before:
            continue
        if known is not None and shelf.documents[known].sha256 != document.sha256:
            findings.append(_found(UNREADABLE, document.id, _SAYS[settings.lang]["twice"]))
            continue
        done += 1
        progress("read", done, 0)
        among(articles, number, document)
        if not articles:
            findings.append(_found("INP903", document.id, _SAYS[settings.lang]["none"]))
        at = shelf.put(document, articles) if known is None else known
        for part in [number - 1] if number else range(len(articles)):
            if known is None or not shelf.wants(at, part):
                shelf.want(at, part)
    return Intake(shelf, tuple(findings))


_SAYS = {
    "zh": {"twice": "同一编号出现两次，只读第一个", "none": "没有找到文章"},
    "en": {"twice": "this id occurs twice; only the first was read", "none": "no article found in it"},
}


def _groups(sources: Sequence[Source]) -> Iterator[list[Source] | Address]:
    """Sources that are read together, so that ingest sees repetitions; rows and articles alone."""
    together: list[Source] = []
    for source in sources:
        wanted = address(source) if isinstance(source, str) else None
        if wanted is None or wanted.whole:
            together.append(source)
            continue
        if together:
            yield together
            together = []
        yield wanted
    if together:
        yield together


def read(
    sources: Sequence[Source], settings: Settings, *, originals: bool = False
) -> Iterator[Document | Finding]:
    """Documents as they are; runs of paths as ingest reads them."""
    for is_path, run in groupby(sources, key=lambda source: isinstance(source, str)):
        if is_path:
            for item in ingest.read([str(source) for source in run], settings, originals=originals):
                if settings.segment and isinstance(item, Document):
                    yield replace(item, whole=False)
                else:
                    yield item
        else:
            yield from (source for source in run if isinstance(source, Document))


Wanted = tuple[Document, int] | Finding
_Cut = tuple[Document, tuple[Article, ...], int] | Finding


def wanted(sources: Sequence[Source], settings: Settings, *, originals: bool = False) -> Iterator[Wanted]:
    """Documents with the number of the article asked for, 0 for all; findings where they come up."""
    for group in _groups(sources):
        number = group.number if isinstance(group, Address) else 0
        named = [group.path] if isinstance(group, Address) else group
        items = read(named, settings, originals=originals)
        if isinstance(group, Address) and group.row:
            yield from _row(items, group)
            continue
        for item in items:
            yield item if isinstance(item, Finding) else (item, number)


def _row(items: Iterator[Document | Finding], asked: Address) -> Iterator[Wanted]:
    """The one row wanted; what is said of the file before it, too.

    Raises:
        InputError: there is no such row, but there are others.
    """
    ids = []
    for item in items:
        if isinstance(item, Finding):
            yield item
            continue
        name = item.id.removeprefix(f"{item.path}:")
        if item.id != item.path and name in (asked.row, f"{asked.row}#{asked.number}"):
            yield item, asked.number if name == asked.row else 0  # an id may look like an article's
            return
        ids.append(name)
    if ids:
        near = get_close_matches(asked.row, ids, n=1) or ids[:1]
        raise InputError(
            f"has no row {asked.row!r}", where=asked.path, hint=f"there is, for example, {near[0]!r}"
        )


def _all_cut(items: Iterable[Wanted], jobs: int) -> Iterator[_Cut]:
    """Everything cut, in order; pages in other processes, but not rows, which are taken as they are."""
    with Workers(jobs) as workers:
        for whole, run in groupby(items, key=_is_whole):
            if whole:
                yield from map(_cut, run)
            else:
                yield from workers.in_order(_cut, run)


def _is_whole(item: Wanted) -> bool:
    return not isinstance(item, Finding) and item[0].whole


def _cut(item: Wanted) -> _Cut:
    if isinstance(item, Finding):
        return item
    from dedup.segment import segment  # its patterns take a while to compile, and rows need none

    document, number = item
    return document, segment(document).articles, number


def among(articles: Sequence[Article], number: int, document: Document) -> Sequence[Article]:
    """The articles of a document that are wanted: the one of this number from 1, or all of them for 0.

    Raises:
        InputError: there is none of this number.
    """
    if number > len(articles):
        hint = f"dedup segment {document.path} shows them"
        what = f"has {len(articles)} articles, there is no #{number}"
        raise InputError(what, where=document.id, hint=hint)
    return [articles[number - 1]] if number else articles


def _found(code: str, doc: str, message: str) -> Finding:
    return Finding(
        code, codes.severity(code), f"{doc}: {message}", fingerprint(code, doc, message), Place(doc)
    )
