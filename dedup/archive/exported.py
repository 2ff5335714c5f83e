"""Sources of an archive: whatever ``find`` reads, and what an archive exported, taken back as it was."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from dedup.archive.body import document_of
from dedup.archive.scheme import readable
from dedup.config import Settings
from dedup.errors import InputError
from dedup.intake import Source, read
from dedup.types import Document, Finding

_MARK = '{"archive": '


def documents_in(sources: Sequence[Source], settings: Settings) -> Iterator[Document | Finding]:
    """The documents of the sources, and a finding for whatever could not be read.

    Raises:
        InputError: an export is damaged, or was made by a newer dedup.
    """
    together: list[Source] = []
    for source in sources:
        if isinstance(source, str) and _is_export(source):
            yield from read(together, settings)
            together = []
            yield from _exported(source)
        else:
            together.append(source)
    yield from read(together, settings)


def _is_export(source: str) -> bool:
    path = Path(source)
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(_MARK)) == _MARK.encode()


def _exported(source: str) -> Iterator[Document]:
    with Path(source).open(encoding="utf-8", errors="surrogatepass") as file:
        for number, line in enumerate(file, 1):
            try:
                row = json.loads(line)
                format = row.pop("archive")
                document = document_of(row)
            except (ValueError, TypeError, KeyError, AttributeError):
                hint = "export it once more"
                raise InputError(f"line {number} is no row of an export", where=source, hint=hint) from None
            readable(str(format), source)
            yield document
