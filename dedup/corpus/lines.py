"""Ranges of bytes of a file of lines: cut anywhere, each line belongs to the range it begins in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, Protocol

RANGE = 8 << 20  # bytes a process reads and sketches at a time


class _Raw(Protocol):
    def read(self, size: int, /) -> bytes | None: ...


class Range(NamedTuple):
    """Bytes ``start`` to ``end`` of a file."""

    source: str
    start: int
    end: int


def ranges(source: str, size: int) -> Iterator[Range]:
    """The whole file in ranges of ``size`` bytes."""
    total = Path(source).stat().st_size
    for start in range(0, total, size):
        yield Range(source, start, min(start + size, total))


def lines(of: Range, longest: int) -> Iterator[tuple[int, bytes | None]]:
    """Where each line begins and its bytes without the line end; ``None`` for one beyond ``longest`` bytes.

    >>> import tempfile
    >>> with tempfile.NamedTemporaryFile() as file:
    ...     written = file.write("一\\n二三\\n四".encode())
    ...     file.flush()
    ...     halves = (Range(file.name, 0, 5), Range(file.name, 5, written))
    ...     [[(at, line.decode()) for at, line in lines(half, 99)] for half in halves]
    [[(0, '一'), (4, '二三')], [(11, '四')]]
    """
    with Path(of.source).open("rb", buffering=0) as file:
        before = 1 if of.start else 0
        file.seek(of.start - before)
        data = _exactly(file, of.end - of.start + before)
        at = of.start - before
        if before:  # what begins earlier belongs to the range before
            first = data.find(b"\n") + 1
            if not first or at + first >= of.end:
                return
            data, at = data[first:], at + first
        *whole, last = data.split(b"\n")
        del data
        for line in whole:
            yield at, line if len(line) <= longest else None
            at += len(line) + 1
        if at < of.end:
            rest = _rest_of_line(file, longest - len(last))
            yield at, None if rest is None else last + rest


def _exactly(file: _Raw, size: int) -> bytes:
    parts = []
    while size > 0 and (data := file.read(size)):
        parts.append(data)
        size -= len(data)
    return parts[0] if len(parts) == 1 else b"".join(parts)


def _rest_of_line(file: _Raw, most: int) -> bytes | None:
    """What is left of a line; ``None`` if that is more than ``most`` bytes."""
    parts: list[bytes] = []
    size = 0
    step = 1 << 16
    while data := file.read(step):
        end = data.find(b"\n")
        parts.append(data if end < 0 else data[:end])
        size += len(parts[-1])
        if size > most:
            return None
        if end >= 0:
            break
        step = min(2 * step, RANGE)
    return b"".join(parts)
