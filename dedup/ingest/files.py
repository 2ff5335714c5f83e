"""Opens one file, plain or packed, picks its reader, and notices when it changes underneath."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from dedup.ingest import packed
from dedup.ingest.paths import STDIN, Found
from dedup.readers import jsonl, text
from dedup.readers._protocol import Reader, Remark, by_magic, by_suffix
from dedup.types import Severity


def known(name: str) -> bool:
    """Whether a file of this name is taken from a folder."""
    return _suffix(name) in by_suffix()


def _suffix(name: str) -> str:
    """The suffix that names the format, in lower case, that of the packing left out."""
    path = Path(name.lower())
    return Path(path.stem).suffix if path.suffix in packed.SUFFIXES else path.suffix


@dataclass(slots=True)
class File:
    """An open file.

    Attributes:
        reader: what reads it.
        stream: its bytes from the beginning, unpacked.
        stamp: gives what differs once somebody has written to it.
        reopen: gives its bytes once more.
    """

    reader: Reader
    stream: io.BufferedReader
    stamp: Callable[[], object]
    reopen: Callable[[], io.BufferedReader]

    def whole(self, limit: int) -> tuple[bytes, bool]:
        """At most ``limit`` bytes, and whether the file changed meanwhile (then it was read again)."""
        loads = iter((lambda: self.stream, self.reopen))

        def load() -> bytes:
            self.stream = next(loads)()
            return read_all(self.stream, limit)

        return steady(load, self.stamp)


def steady(load: Callable[[], bytes], stamp: Callable[[], object]) -> tuple[bytes, bool]:
    """What ``load`` gives, and whether ``stamp`` changed while it ran the first time (then it ran twice)."""
    before = stamp()
    data = load()
    if stamp() == before:
        return data, False
    return load(), True


def read_all(stream: io.BufferedReader, limit: int) -> bytes:
    """The bytes of a stream up to ``limit``."""
    parts: list[bytes] = []
    left = limit
    while left > 0 and (data := stream.read(min(left, packed.BUFFER))):
        parts.append(data)
        left -= len(data)
    return b"".join(parts)


@contextmanager
def opened(found: Found) -> Iterator[File]:
    """The file with its reader chosen by its suffix, else by its first bytes.

    Raises:
        OSError: the system does not let us.
        MissingExtra: the packing needs a package that is not installed.
    """
    if found.path == STDIN:
        yield _recognised(packed.buffered(cast("packed.Readable", sys.stdin.buffer)), lambda: None, _again)
        return
    path = Path(found.path)
    with packed.plain(path) as raw:
        kind = path.suffix.lower()

        def stamp() -> object:
            now = os.fstat(raw.fileno())
            return now.st_size, now.st_mtime_ns

        def reopen() -> io.BufferedReader:
            raw.seek(0)
            return packed.unpacked(raw, kind)

        reader = by_suffix().get(_suffix(path.name))
        if reader is not None:
            yield File(reader, reopen(), stamp, reopen)
        else:
            yield _recognised(reopen(), stamp, reopen)


def _again() -> io.BufferedReader:
    raise io.UnsupportedOperation("standard input cannot be read twice")


def _recognised(
    stream: io.BufferedReader, stamp: Callable[[], object], reopen: Callable[[], io.BufferedReader]
) -> File:
    """The file read as what its first bytes say it is."""
    head = stream.peek(packed.BUFFER)
    kind = packed.by_magic(head)
    if kind:
        return _recognised(packed.unpacked(stream, kind), stamp, lambda: packed.unpacked(reopen(), kind))
    reader = by_magic(head)
    if reader is None:
        first = head.lstrip().split(b"\n", 1)[0]
        reader = cast("Reader", jsonl if jsonl.is_row(first) else text)
    return File(reader, stream, stamp, reopen)


CHANGED = Remark(
    "INP901",
    "changed while read",
    "文件在读取过程中被改动，已重新读取一次；请待写入结束后再运行",
    "the file changed while it was read and was read once more; run again when nothing writes to it",
    severity=Severity.WARNING,
)
CHANGED_ROWS = Remark(
    "INP901",
    "changed while read",
    "文件在读取过程中被改动，读到的行可能新旧混杂；请待写入结束后再运行",
    "the file changed while its rows were read; old and new rows may be mixed; run again when nothing "
    "writes to it",
    severity=Severity.WARNING,
)
