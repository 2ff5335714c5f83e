"""Which files are corpora that can be read by ranges of bytes, by several processes and more than once."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from dedup.config import Settings
from dedup.corpus.rows import CODEC
from dedup.errors import MissingExtra
from dedup.ingest import files, packed
from dedup.ingest.paths import STDIN, Found, expand
from dedup.readers import jsonl
from dedup.readers._encoding import Undecodable, decode
from dedup.temporary import Temporary

_HEAD = 1 << 20  # bytes by which the codec of a file is decided, as by its reader

Stamp = tuple[int, int]


@dataclass(frozen=True)
class Source:
    """A corpus file.

    Attributes:
        path: how to open it.
        id: of its documents, before the ids of rows.
        stamp: its size and time of change when it was looked at.
        lines: the file that holds its lines; another one if it is packed.
        held: that other one.
    """

    path: str
    id: str
    stamp: Stamp
    lines: str
    held: Temporary | None = None


def stamp_of(path: str) -> Stamp:
    """What differs once somebody has written to a file."""
    now = Path(path).stat()
    return now.st_size, now.st_mtime_ns


def corpora(paths: Sequence[object], settings: Settings) -> list[Source] | None:
    """The files under the paths, if each is a corpus that can be read by ranges; else ``None``."""
    if settings.segment or settings.encoding or not paths:
        return None
    names = [path for path in paths if isinstance(path, str)]
    if len(names) < len(paths) or STDIN in names or not all(map(os.path.lexists, names)):
        return None
    found = list(expand(names, files.known))
    if not all(isinstance(one, Found) and _holds_lines(Path(one.path)) for one in found):
        return None  # before any is unpacked
    sources = []
    for one in found:
        source = _source(one) if isinstance(one, Found) else None
        if source is None:
            return None
        sources.append(source)
    return sources


def _is_packed(path: Path) -> bool:
    return path.suffix.lower() in packed.SUFFIXES


def _holds_lines(path: Path) -> bool:
    """Whether its name says so."""
    name = path.stem if _is_packed(path) else path.name
    return Path(name).suffix.lower() in jsonl.SUFFIXES and path.is_file()


def _source(found: Found) -> Source | None:
    """The file as a source, unpacked if need be; ``None`` for whatever a reader has something to say of."""
    path = Path(found.path)
    try:
        stamp = stamp_of(found.path)
        held = _unpacked(path) if _is_packed(path) else None
        if _is_packed(path) and (held is None or stamp_of(found.path) != stamp):
            return None
        lines = held.path if held else found.path
        return Source(found.path, found.id, stamp, lines, held) if _is_plain(lines) else None
    except (OSError, MissingExtra):
        return None


def _unpacked(path: Path) -> Temporary | None:
    """A temporary file with the bytes of a packed one; ``None`` if it is damaged.

    Raises:
        OSError: it cannot be read, or there is no room.
        MissingExtra: the packing needs a package that is not installed.
    """
    with packed.plain(path) as raw:
        stream = packed.unpacked(raw, path.suffix.lower())
        file = Temporary(reopens=True)
        while data := stream.read(packed.BUFFER):
            file.write(data)
        return None if packed.damage(stream) else file


def _is_plain(path: str) -> bool:
    """Whether a file holds lines of JSON in UTF-8.

    Raises:
        OSError: it cannot be read.
    """
    with Path(path).open("rb") as file:
        head = file.read(_HEAD)
    first = head.split(b"\n", 1)[0]
    if not head or b"\r" in first.rstrip(b"\r\n"):
        return False
    if jsonl.holds_utf8(head):
        return True
    try:
        decoded = decode(head)
    except Undecodable:
        return False
    return decoded.codec == CODEC and not decoded.guessed
