"""Ranges of bytes of a file of lines: cut anywhere, each line belongs to the range it begins in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, Protocol

RANGE = 8 << 20  # bytes of which a process keeps the texts while it sketches them
_STEP = 1 << 18  # bytes read at a time


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
        at = max(0, of.start - 1)  # a range begins with a line if the byte before it ends one
        file.seek(at)
        left = of.end - at
        outside = of.start > 0  # the line we are in begins before the range
        parts: list[bytes] = []
        while left > 0 and (data := file.read(min(_STEP, left))):
            left -= len(data)
            first, *others = data.split(b"\n")
            parts.append(first)
            if not others:
                continue
            *whole, last = others
            for line in (b"".join(parts), *whole):
                if not outside:
                    yield at, line if len(line) <= longest else None
                outside = False
                at += len(line) + 1
            parts = [last]
        if at < of.end and not outside:
            begun = b"".join(parts)
            rest = _rest_of_line(file, longest - len(begun))
            yield at, None if rest is None else begun + rest


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
