"""Streams that unpack what they read and remember what went wrong, instead of raising."""

from __future__ import annotations

import gzip
import io
import zlib
from pathlib import Path
from typing import Protocol, cast

from dedup.readers._protocol import Remark

SUFFIXES = (".gz",)
BUFFER = 1 << 20  # bytes; as many can be looked at ahead
_MAGIC = ((b"\x1f\x8b", ".gz"),)


class Readable(Protocol):
    """What can be unpacked: ``read1`` gives what one step yields, so that damage costs nothing before it."""

    def read1(self, size: int, /) -> bytes:
        """Up to ``size`` bytes, b"" at the end."""
        ...


def by_magic(head: bytes) -> str:
    """The packing that a file beginning with ``head`` has, as its suffix; "" for none."""
    return next((suffix for magic, suffix in _MAGIC if head.startswith(magic)), "")


def unpacked(raw: io.BufferedReader, suffix: str) -> io.BufferedReader:
    """The bytes of ``raw``, unpacked if ``suffix`` names a packing."""
    if suffix == ".gz":
        return buffered(gzip.GzipFile(fileobj=raw, mode="rb"))
    return raw


def plain(path: Path) -> io.BufferedReader:
    """The bytes of a file, with ``BUFFER`` of them to look ahead."""
    return io.BufferedReader(cast("io.RawIOBase", io.FileIO(path)), BUFFER)


def buffered(source: Readable) -> io.BufferedReader:
    """``source`` with ``BUFFER`` bytes to look ahead; damage ends it early, see ``damage``."""
    return io.BufferedReader(_Guarded(source), BUFFER)


def damage(stream: io.BufferedReader) -> Remark | None:
    """Why the stream ended early, if it did."""
    return stream.raw.damage if isinstance(stream.raw, _Guarded) else None


class _Guarded(io.RawIOBase):
    """A stream that ends where its packing is damaged; every read but the last fills the buffer."""

    def __init__(self, source: Readable) -> None:
        super().__init__()
        self._source = source
        self._offset = 0
        self.damage: Remark | None = None

    def readable(self) -> bool:
        """Yes: that is all it does."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # called by BufferedReader only
        """Fill ``buffer`` and say how much of it."""
        at = 0
        try:
            while at < len(buffer) and not self.damage and (data := self._source.read1(len(buffer) - at)):
                buffer[at : at + len(data)] = data
                at += len(data)
        except (EOFError, gzip.BadGzipFile, zlib.error) as error:
            self.damage = Remark(
                "INP901",
                "damaged packing",
                f"压缩文件已损坏或不完整（解压到第 {self._offset + at} 字节：{error}），之前的内容照常读取；"
                "请换用完整的文件",
                f"the packed file is damaged or cut off (after {self._offset + at} unpacked bytes: {error}); "
                "what comes before is read; get the whole file",
            )
        self._offset += at
        return at
