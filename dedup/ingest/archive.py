"""Zip archives: their members as files of their own, with limits against bombs."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from dedup.ingest import packed
from dedup.ingest.paths import Lost
from dedup.readers._encoding import Undecodable, decode
from dedup.readers._protocol import Remark

SUFFIX = ".zip"
MAGIC = (b"PK\x03\x04", b"PK\x05\x06")
_UTF8 = 0x800  # flag of a member: its name is UTF-8
_SECRET = 0x1


@dataclass(frozen=True, slots=True)
class Member:
    """A file inside an archive; ``name`` has ``/`` between its folders."""

    name: str
    archive: zipfile.ZipFile
    info: zipfile.ZipInfo

    def open(self) -> io.BufferedReader:
        """Its bytes, from the beginning; damage ends them early."""
        return packed.buffered(cast("packed.Readable", self.archive.open(self.info)))


def names(stream: io.BufferedReader) -> list[str]:
    """Names of all members; none if it is no archive."""
    try:
        with zipfile.ZipFile(stream) as archive:
            return archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return []


def members(stream: io.BufferedReader, path: str, size: int) -> Iterator[Member | Lost]:
    """The members that are files and not hidden, by name; why others cannot be read.

    Args:
        stream: the archive; must be able to seek.
        path: id of the archive; ids of members continue it with ``/``.
        size: bytes of the archive, what all members may unpack to depends on it.
    """
    try:
        archive = zipfile.ZipFile(stream)
        infos = sorted((_name(info), i, info) for i, info in enumerate(archive.infolist()))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError) as error:
        yield Lost(path, damaged(str(error)))
        return
    left = packed.allowed(size)
    with archive:
        for name, _, info in infos:
            if info.is_dir() or any(part.startswith((".", "__MACOSX")) for part in name.split("/")):
                continue
            left -= info.file_size
            if left < 0 or info.file_size > packed.allowed(info.compress_size):
                yield Lost(f"{path}/{name}", packed.TOO_MUCH)
            elif info.flag_bits & _SECRET:
                yield Lost(f"{path}/{name}", _PASSWORD)
            elif name.lower().endswith(SUFFIX):
                yield Lost(f"{path}/{name}", _NESTED)
            else:
                yield Member(name, archive, info)


def _name(info: zipfile.ZipInfo) -> str:
    """The name as its writer meant it: old Chinese tools wrote GBK, which zipfile takes for CP437."""
    name = info.filename
    if not info.flag_bits & _UTF8 and not name.isascii():
        try:
            name = decode(name.encode("cp437")).text
        except (UnicodeEncodeError, Undecodable):
            name = info.filename
    return "/".join(part for part in name.replace("\\", "/").split("/") if part not in ("", ".", ".."))


def damaged(why: str) -> Remark:
    """The archive or this member of it cannot be unpacked."""
    return Remark(
        "INP901",
        "damaged zip",
        f"zip 文件已损坏（{why}）；请重新打包或重新下载",
        f"a damaged zip archive ({why}); pack it or download it again",
    )


_PASSWORD = Remark(
    "INP901",
    "password",
    "压缩包内的文件加了密码；请先自行解压",
    "this member has a password; unpack the archive yourself",
)
_NESTED = Remark(
    "INP901",
    "nested",
    "压缩包中的压缩包不会打开；请先自行解压",
    "an archive inside an archive is not opened; unpack it yourself",
)
