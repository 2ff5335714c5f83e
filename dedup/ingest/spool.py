"""Records out of memory: the first ones kept in a buffer, from a size on all of them in a temporary file."""

from __future__ import annotations

from array import array

from dedup.temporary import Temporary

ROOM = 64 << 20  # bytes that are kept in memory
_STEP = 1 << 20  # bytes that are written at a time once there is a file


class Spool:
    """Records by number. The file has no name and is gone with the process.

    >>> spool = Spool(room=4)
    >>> spool.add(b"ab"), spool.add(b"cde"), spool.add(b"f"), spool[0], spool[1], spool[2]
    (0, 1, 2, b'ab', b'cde', b'f')
    """

    def __init__(self, room: int = ROOM) -> None:
        self._room = room
        self._starts = array("Q", [0])
        self._waiting = bytearray()  # the end of what was added
        self._file: Temporary | None = None
        self._written = 0
        self._at = 0  # where the file stands

    def __len__(self) -> int:
        return len(self._starts) - 1

    def __getitem__(self, number: int) -> bytes:
        start, end = self._starts[number], self._starts[number + 1]
        if start >= self._written:
            return bytes(self._waiting[start - self._written : end - self._written])
        assert self._file is not None
        if self._at != start:
            self._file.file.seek(start)
        self._at = end
        return self._file.file.read(end - start)

    def add(self, record: bytes) -> int:
        """Keep a record; its number.

        Raises:
            OSError: the disk is full.
        """
        self._waiting += record
        self._starts.append(self._starts[-1] + len(record))
        if len(self._waiting) > self._room:
            self._write()
        return len(self) - 1

    def _write(self) -> None:
        if self._file is None:
            self._file = Temporary()
            self._room = _STEP
        self._file.file.seek(self._written)
        self._file.write(self._waiting)
        self._written = self._at = self._starts[-1]
        self._waiting = bytearray()
