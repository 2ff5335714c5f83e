"""Streams that unpack what they read and remember what went wrong, instead of raising."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from pathlib import Path
from typing import BinaryIO, Protocol, cast

from dedup.errors import MissingExtra
from dedup.readers._protocol import Remark

SUFFIXES = (".gz", ".zst")
BUFFER = 1 << 20  # bytes; as many can be looked at ahead
_MAGIC = ((b"\x1f\x8b", ".gz"), (b"\x28\xb5\x2f\xfd", ".zst"))
# RuntimeError and NotImplementedError are zipfile's words for methods it does not know
DAMAGE = (EOFError, ValueError, RuntimeError, gzip.BadGzipFile, zipfile.BadZipFile, zlib.error)
LARGEST = 512 << 20  # bytes of an archive on standard input, which is kept in memory
_SAFE = 64 << 20  # bytes a file may unpack to whatever its size
_RATIO = 200  # beyond that, how many times its size; text packs 3 to 20 times, a bomb 1,000 times


def allowed(size: int) -> int:
    """How many bytes ``size`` packed bytes may unpack to."""
    return max(_SAFE, _RATIO * size)


class Readable(Protocol):
    """What can be unpacked: ``read1`` gives what one step yields, so that damage costs nothing before it."""

    def read1(self, size: int, /) -> bytes:
        """Up to ``size`` bytes, b"" at the end."""
        ...


def by_magic(head: bytes) -> str:
    """The packing that a file beginning with ``head`` has, as its suffix; "" for none."""
    return next((suffix for magic, suffix in _MAGIC if head.startswith(magic)), "")


def unpacked(raw: io.BufferedReader, suffix: str) -> io.BufferedReader:
    """The bytes of ``raw``, unpacked if ``suffix`` names a packing.

    Raises:
        MissingExtra: the packing needs a package that is not installed.
    """
    counted = _Counted(raw)
    if suffix == ".gz":
        return buffered(gzip.GzipFile(fileobj=cast("BinaryIO", counted), mode="rb"), counted)
    if suffix == ".zst":
        return buffered(Zstandard(counted), counted)
    return raw


def plain(path: Path) -> io.BufferedReader:
    """The bytes of a file, with ``BUFFER`` of them to look ahead."""
    return io.BufferedReader(cast("io.RawIOBase", io.FileIO(path)), BUFFER)


def buffered(source: Readable, packed: _Counted | None = None) -> io.BufferedReader:
    """``source`` with ``BUFFER`` bytes to look ahead; damage ends it early, see ``damage``."""
    return io.BufferedReader(_Guarded(source, packed), BUFFER)


def damage(stream: io.BufferedReader) -> Remark | None:
    """Why the stream ended early, if it did."""
    return stream.raw.damage if isinstance(stream.raw, _Guarded) else None


class _Counted:
    """The packed bytes; counts how many were taken."""

    def __init__(self, raw: io.BufferedReader) -> None:
        self._raw = raw
        self.taken = 0

    def read(self, size: int = -1) -> bytes:
        """As of any file."""
        data = self._raw.read(size)
        self.taken += len(data)
        return data


class Zstandard:
    """Unpacks Zstandard frames one after another, in steps small enough for a hostile file."""

    _STEP = 2048  # packed bytes: at worst 64 MiB unpacked

    def __init__(self, packed: _Counted) -> None:
        try:
            import zstandard
        except ImportError as error:
            raise MissingExtra("unpacking .zst", "zstd") from error
        self._packed = packed
        self._frames = zstandard.ZstdDecompressor(max_window_size=1 << 27)
        self._frame = self._frames.decompressobj()
        self._failure = zstandard.ZstdError
        self._ready = b""
        self._inside = False
        self._broken = ""

    def read1(self, size: int, /) -> bytes:
        """Up to ``size`` bytes, b"" at the end.

        Raises:
            EOFError: the last frame is cut off.
            ValueError: the bytes are no Zstandard.
        """
        while not self._ready:
            if self._broken:
                raise ValueError(self._broken)
            data = self._packed.read(self._STEP)
            if not data:
                if self._inside:
                    raise EOFError("the last frame is cut off")
                return b""
            self._ready = self._unpacked(data)
        ready, self._ready = self._ready[:size], self._ready[size:]
        return ready

    def _unpacked(self, data: bytes) -> bytes:
        parts: list[bytes] = []
        try:
            while data:
                self._inside = True
                parts.append(self._frame.decompress(data))
                if not self._frame.eof:
                    break
                self._inside, data = False, self._frame.unused_data
                self._frame = self._frames.decompressobj()
        except self._failure as error:
            self._broken = str(error)  # said after what came before it
        return b"".join(parts)


class _Guarded(io.RawIOBase):
    """A stream that ends where its packing is damaged; every read but the last fills the buffer."""

    def __init__(self, source: Readable, packed: _Counted | None) -> None:
        super().__init__()
        self._source = source
        self._packed = packed
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
        except (
            EOFError,
            ValueError,
            gzip.BadGzipFile,
            zipfile.BadZipFile,
            zlib.error,
            RuntimeError,
        ) as error:
            self.damage = Remark(
                "INP901",
                "damaged packing",
                f"压缩文件已损坏或不完整（解压到第 {self._offset + at} 字节：{error}），之前的内容照常读取；"
                "请换用完整的文件",
                f"the packed file is damaged or cut off (after {self._offset + at} unpacked bytes: {error}); "
                "what comes before is read; get the whole file",
            )
        self._offset += at
        if self._packed and self._offset > allowed(self._packed.taken) and not self.damage:
            self.damage = TOO_MUCH
        return at


TOO_MUCH = Remark(
    "INP904",
    "bomb",
    f"解压后超过原大小的 {_RATIO} 倍，疑为压缩炸弹，其余未读取；若文件可信，请先自行解压",
    f"unpacks to more than {_RATIO} times its size and may be a bomb; the rest is not read; if you trust "
    "the file, unpack it yourself",
)
