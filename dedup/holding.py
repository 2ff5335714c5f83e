"""What new articles are held against: paths as they are, and of an archive what may match."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from dedup.archive import Archive, is_archive
from dedup.config import Settings
from dedup.intake import Intake, Progress, Source, take
from dedup.limits import Limit
from dedup.types import Document


def held_against(
    against: Sequence[Source],
    new: Intake,
    settings: Settings,
    jobs: int,
    progress: Progress,
    *,
    originals: bool = False,
) -> tuple[Intake, tuple[Limit, ...]]:
    """The new articles and then what they are held against, and what archives left out of it.

    A path that is among the new documents is not held against itself. A document of an archive is, however:
    that this very text is there already is what was asked. If its id is taken it is called ``ID@archive``.

    Raises:
        InputError: a path or an archive cannot be used.
    """
    articles = len(new.stories)
    paths = [source for source in against if not is_archive(source)]
    both = take(paths, settings, jobs, progress, after=new, originals=originals)
    limits: tuple[Limit, ...] = ()
    for place in filter(is_archive, against):
        with Archive(str(place), settings) as archive:
            texts = (story.article.text for story in islice(both.stories, articles))
            found = archive.candidates(texts, settings)
        known = {document.id for document in both.documents}
        documents = [_apart(document, known) for document in found.documents]
        both = take(documents, settings, jobs, progress, after=both)
        limits += found.limits
    return both, limits


def _apart(document: Document, known: set[str]) -> Document:
    """The document under an id that no other has."""
    id = document.id
    while id in known:
        id += "@archive"
    return replace(document, id=id)
