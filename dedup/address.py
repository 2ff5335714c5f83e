"""What a source names: a path, a row of a corpus file, an article of a page."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from dedup.errors import UsageError

_NTH = re.compile(r"(.+)#(\d+)", re.DOTALL)


class Address(NamedTuple):
    """A path, and what is wanted of it.

    Attributes:
        path: of a file, a folder, a glob.
        row: id of the one row wanted of a corpus file, "" for all.
        number: of the one article wanted of a document, from 1; 0 for all.
    """

    path: str
    row: str = ""
    number: int = 0

    @property
    def whole(self) -> bool:
        """Whether all of the path is wanted."""
        return not self.row and not self.number


def address(source: str) -> Address:
    """What ``PATH``, ``PATH:ROW``, ``PATH#n`` or ``PATH:ROW#n`` names: ids of documents and articles do.

    A path that is there is never taken apart.

    >>> address("page.txt#2")
    Address(path='page.txt', row='', number=2)
    >>> address("https://example.org/")
    Address(path='https://example.org/', row='', number=0)

    Raises:
        UsageError: the number is 0.
    """
    if _there(source):
        return Address(source)
    found = _NTH.fullmatch(source)
    path, number = (found[1], int(found[2])) if found else (source, 0)
    if found and not number:
        raise UsageError("articles are numbered from 1", where=source)
    if not _there(path):
        for colon in re.finditer(":", path):
            if colon.start() and colon.end() < len(path) and _is_file(path[: colon.start()]):
                return Address(path[: colon.start()], path[colon.end() :], number)
    return Address(path, "", number)


def _there(path: str) -> bool:
    try:
        return Path(path).exists()
    except (OSError, ValueError):  # too long for a name, or none at all
        return False


def _is_file(path: str) -> bool:
    try:
        return Path(path).is_file()
    except (OSError, ValueError):
        return False
