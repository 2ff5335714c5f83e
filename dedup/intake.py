"""From what the user named to articles: paths with ``#n``, documents, texts; read, cut, told apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import Protocol

from dedup import codes, ingest
from dedup.config import Settings
from dedup.engines.local import Workers
from dedup.errors import InputError, UsageError, advised
from dedup.shelf import Shelf, Story
from dedup.text.fingerprint import fingerprint
from dedup.types import Article, Document, Finding, Place, Severity

Source = str | Document
UNREADABLE = "INP901"

_NTH = re.compile(r"(.+)#(\d+)", re.DOTALL)


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
            hint = f"dedup find {name} compares many"
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
        sources: paths, folders, globs, ``-``, each with ``#n`` for its n-th article only; or documents.
        settings: how to read.
        jobs: processes that may cut pages.
        progress: told how many documents are through.
        originals: leave in the documents of rows the rows as they stand.
        after: what was read before, and is kept on the same shelf; its documents are not read again.

    Raises:
        InputError: a path that cannot be used at all, or a ``#n`` beyond the last article.
    """
    shelf = after.shelf if after else Shelf()
    before = len(shelf.documents)
    findings: list[Finding] = list(after.findings) if after else []
    done = 0
    for item in _all_cut(_wanted(sources, settings, originals), jobs):
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
        if number > len(articles):
            raise InputError(
                f"has {len(articles)} articles, there is no #{number}",
                where=document.id,
                hint=f"dedup segment {document.path} shows them",
            )
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


def nth(source: str) -> tuple[str, int]:
    """A path and the number of the article asked for, 0 for all.

    >>> nth("page.txt#2")
    ('page.txt', 2)
    """
    found = _NTH.fullmatch(source)
    if found is None or Path(source).exists():
        return source, 0
    if not int(found[2]):
        raise UsageError("articles are numbered from 1", where=source)
    return found[1], int(found[2])


def _groups(sources: Sequence[Source]) -> Iterator[tuple[list[Source], int]]:
    """Sources that are read together, so that ingest sees repetitions; those with ``#n`` alone."""
    together: list[Source] = []
    for source in sources:
        path, number = nth(source) if isinstance(source, str) else (source, 0)
        if not number:
            together.append(source)
            continue
        if together:
            yield together, 0
            together = []
        yield [path], number
    if together:
        yield together, 0


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


_Wanted = tuple[Document, int] | Finding
_Cut = tuple[Document, tuple[Article, ...], int] | Finding


def _wanted(sources: Sequence[Source], settings: Settings, originals: bool) -> Iterator[_Wanted]:
    """Documents with the number of the article asked for, 0 for all; findings where they come up."""
    for group, number in _groups(sources):
        for item in read(group, settings, originals=originals):
            yield item if isinstance(item, Finding) else (item, number)


def _all_cut(wanted: Iterable[_Wanted], jobs: int) -> Iterator[_Cut]:
    """Everything cut, in order; pages in other processes, but not rows, which are taken as they are."""
    with Workers(jobs) as workers:
        for whole, run in groupby(wanted, key=_is_whole):
            if whole:
                yield from map(_cut, run)
            else:
                yield from workers.in_order(_cut, run)


def _is_whole(wanted: _Wanted) -> bool:
    return not isinstance(wanted, Finding) and wanted[0].whole


def _cut(wanted: _Wanted) -> _Cut:
    if isinstance(wanted, Finding):
        return wanted
    from dedup.segment import segment  # its patterns take a while to compile, and rows need none

    document, number = wanted
    return document, segment(document).articles, number


def _found(code: str, doc: str, message: str) -> Finding:
    return Finding(
        code, codes.severity(code), f"{doc}: {message}", fingerprint(code, doc, message), Place(doc)
    )
