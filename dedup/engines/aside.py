"""What another process writes while this one goes on."""

from __future__ import annotations

import multiprocessing
import weakref
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection

from dedup.engines.local import leave_interrupts
from dedup.temporary import Temporary

Make = Callable[[], Iterable[bytes]]


def aside(makes: Sequence[Make]) -> list[Iterable[bytes]]:
    """What each of some functions yields, made by another process from now on, one after the other.

    It waits in files without a name, which are gone with this process. What the other process cannot make,
    for want of room on the disk say, and all of it where there can be no such process or file, is made here
    once it is asked for.

    >>> [b"".join(pieces) for pieces in aside([lambda: [b"a", b"b"], lambda: [b"c"]])]
    [b'ab', b'c']
    """
    if "fork" not in multiprocessing.get_all_start_methods():
        return [_Later(make) for make in makes]
    try:
        helper = _Helper(makes)
    except OSError:
        return [_Later(make) for make in makes]
    return [_Later(make, partial(helper.made, number)) for number, make in enumerate(makes)]


@dataclass(frozen=True)
class _Later:
    """What ``make`` yields, from the file if there is one; may be asked for again."""

    make: Make
    file: Callable[[], Temporary | None] = lambda: None

    def __iter__(self) -> Iterator[bytes]:
        return iter(self.file() or self.make())


class _Helper:
    """The other process, and the files it writes."""

    def __init__(self, makes: Sequence[Make]) -> None:
        context = multiprocessing.get_context("fork")
        self._files = [Temporary() for _ in makes]
        self._done, sending = context.Pipe(duplex=False)
        weakref.finalize(self, self._done.close)
        self._made = 0
        with sending:  # closed here, so that the end of the process is seen
            context.Process(target=_write, args=(makes, self._files, sending), daemon=True).start()

    def made(self, number: int) -> Temporary | None:
        """The file of this number once it is written; ``None`` if it never will be."""
        try:
            while self._made <= number:
                self._done.recv()
                self._made += 1
        except EOFError:
            return None
        return self._files[number]


def _write(makes: Sequence[Make], files: Sequence[Temporary], done: Connection) -> None:
    leave_interrupts()
    for make, file in zip(makes, files, strict=True):
        try:
            for piece in make():
                file.write(piece)
            done.send(None)
        except OSError:  # no room, or nobody left to wait for it
            file.file.truncate(0)
            return
