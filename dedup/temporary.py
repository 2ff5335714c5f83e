"""Temporary files that leave nothing behind, however the process ends."""

from __future__ import annotations

import tempfile
import weakref
from collections.abc import Iterator
from pathlib import Path
from typing import IO

_STEP = 1 << 20  # bytes read at a time


class Temporary:
    """A file that is gone with this object. It has no name, unless ``reopens`` needs one.

    >>> file = Temporary(reopens=True)
    >>> file.write(b"ab"), file.write(b"c"), Path(file.path).read_bytes(), b"".join(file)
    (None, None, b'abc', b'abc')
    """

    def __init__(self, *, reopens: bool = False) -> None:
        """Open it.

        Args:
            reopens: ``path`` is needed, here or in processes forked from this one.

        Raises:
            OSError: there is no folder for it.
        """
        self.file: IO[bytes] = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115 (closed with this object)
        if reopens and not Path(self.path).exists():
            self.file.close()
            self.file = tempfile.NamedTemporaryFile(buffering=0)  # noqa: SIM115
        weakref.finalize(self, self.file.close)

    @property
    def path(self) -> str:
        """What opens it once more, if ``reopens``."""
        name: str | int = self.file.name
        return name if isinstance(name, str) else f"/proc/self/fd/{name}"

    def write(self, data: bytes | bytearray) -> None:
        """Write all of it where the file stands.

        Raises:
            OSError: the disk is full.
        """
        left = memoryview(data)
        while left:
            left = left[self.file.write(left) :]

    def __iter__(self) -> Iterator[bytes]:
        """All that was written, in pieces."""
        self.file.seek(0)
        while piece := self.file.read(_STEP):
            yield piece
