"""Opens one file, plain or packed, picks its reader, and notices when it changes underneath."""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from dedup.ingest import archive, packed
from dedup.ingest.paths import STDIN, Found, Lost, left_out, no_documents
from dedup.readers import docx, jsonl, text
from dedup.readers._protocol import Reader, Remark, by_magic, by_suffix
from dedup.types import Severity


def known(name: str) -> bool:
    """Whether a file of this name is taken from a folder."""
    return _suffix(name) in by_suffix() or name.lower().endswith(archive.SUFFIX)


def _suffix(name: str) -> str:
    """The suffix that names the format, in lower case, that of the packing left out."""
    path = Path(name.lower())
    return Path(path.stem).suffix if path.suffix in packed.SUFFIXES else path.suffix


@dataclass(slots=True)
class File:
    """An open file.

    Attributes:
        id: of the document or the corpus it holds.
        reader: what reads it.
        stream: its bytes from the beginning, unpacked.
        stamp: gives what differs once somebody has written to it.
        reopen: gives its bytes once more.
    """

    id: str
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


def opened(found: Found) -> Iterator[File | Lost]:
    """The file with its reader, or each file of an archive; open until the next one is asked for.

    Raises:
        OSError: the system does not let us.
        MissingExtra: the packing needs a package that is not installed.
    """
    if found.path == STDIN:
        if sys.stdin is None:
            raise OSError(errno.EBADF, "standard input is closed")
        stream = packed.buffered(cast("packed.Readable", sys.stdin.buffer))
        yield from _recognised(found.id, stream, lambda: None, lambda: stream)
        return
    path = Path(found.path)
    with packed.plain(path) as raw:
        if not raw.seekable():
            yield from _recognised(found.id, raw, lambda: None, lambda: raw)
            return
        kind = path.suffix.lower()

        def stamp() -> object:
            now = os.fstat(raw.fileno())
            return now.st_size, now.st_mtime_ns

        def reopen() -> io.BufferedReader:
            raw.seek(0)
            return packed.unpacked(raw, kind)

        reader = by_suffix().get(_suffix(path.name))
        if kind == archive.SUFFIX:
            yield from _members(found.id, raw, stamp)
        elif reader is not None:
            yield File(found.id, reader, reopen(), stamp, reopen)
        else:
            yield from _recognised(found.id, reopen(), stamp, reopen)


def _recognised(
    name: str, stream: io.BufferedReader, stamp: Callable[[], object], reopen: Callable[[], io.BufferedReader]
) -> Iterator[File | Lost]:
    """The file read as what its first bytes say it is."""
    head = stream.peek(packed.BUFFER)
    kind = packed.by_magic(head)
    if kind:
        inner = packed.unpacked(stream, kind)
        yield from _recognised(name, inner, stamp, lambda: packed.unpacked(reopen(), kind))
        return
    if head.startswith(b"{\\rtf"):
        yield Lost(name, _RTF)
        return
    reader = by_magic(head)
    if reader is None and head.startswith(archive.MAGIC):
        whole = stream if stream.seekable() else _in_memory(stream)
        names = archive.names(whole)
        other = next((remark for member, remark in _OFFICE.items() if member in names), None)
        if other:
            yield Lost(name, other)
            return
        if not docx.holds(names):
            yield from _members(name, whole, stamp)
            return
        whole.seek(0)
        reader, stream = cast("Reader", docx), whole
    if reader is None:
        first = head.lstrip().split(b"\n", 1)[0]
        reader = cast("Reader", jsonl if jsonl.is_row(first) else text)
    yield File(name, reader, stream, stamp, reopen)


def _in_memory(stream: io.BufferedReader) -> io.BufferedReader:
    return io.BufferedReader(cast("io.RawIOBase", io.BytesIO(stream.read(packed.LARGEST))))


def _members(name: str, stream: io.BufferedReader, stamp: Callable[[], object]) -> Iterator[File | Lost]:
    """The files of an archive that a reader knows, and a word about the others."""
    size = stream.seek(0, os.SEEK_END)
    stream.seek(0)
    inside = False
    others: dict[str, int] = {}
    for member in archive.members(stream, name, size):
        if isinstance(member, Lost):
            inside = True
            yield member
            continue
        reader = by_suffix().get(_suffix(member.name))
        if reader is None:
            suffix = Path(member.name).suffix.lower() or member.name
            others[suffix] = others.get(suffix, 0) + 1
            continue
        inside = True

        def reopen(member: archive.Member = member) -> io.BufferedReader:
            return packed.unpacked(member.open(), Path(member.name).suffix.lower())

        try:
            stream_inside = reopen()
        except packed.DAMAGE as error:
            yield Lost(f"{name}/{member.name}", archive.damaged(str(error)))
        else:
            yield File(f"{name}/{member.name}", reader, stream_inside, stamp, reopen)
    if not inside:
        yield Lost(name, no_documents(others))
    elif others:
        yield Lost(name, left_out(others))


_RTF = Remark(
    "INP901",
    "rtf",
    "不读取 RTF；请用 Word 另存为 .docx，或运行 soffice --headless --convert-to docx 文件名",
    "RTF is not read; save it as .docx in Word, or run soffice --headless --convert-to docx FILE",
)


def _unread(kind: str, suffix: str) -> Remark:
    return Remark(
        "INP901",
        f"office: {kind}",
        f"不读取 {kind}；请另存为 .{suffix}，或运行 soffice --headless --convert-to {suffix} 文件名",
        f"{kind} is not read; save it as .{suffix}, or run soffice --headless --convert-to {suffix} FILE",
    )


_OFFICE = {  # a member that only such a file has
    "META-INF/manifest.xml": _unread("OpenDocument (.odt)", "docx"),
    "xl/workbook.xml": _unread("Excel (.xlsx)", "csv"),
    "ppt/presentation.xml": _unread("PowerPoint (.pptx)", "pdf"),
}
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
