"""Work in this process, or in several on this machine, with the same outcome."""

from __future__ import annotations

import ctypes
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor
    from typing import Self

_Item = TypeVar("_Item")
_Done = TypeVar("_Done")

_AHEAD = 8  # items a process may have waiting: keeps all busy, and bounds what is held


class Workers:
    """Processes for one stage after the other, started with the first that needs them: ``with`` ends them.

    They stay what they were then, a copy of a small process that knows what it has read.
    """

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)

    def in_order(self, function: Callable[[_Item], _Done], items: Iterable[_Item]) -> Iterator[_Done]:
        """``function`` of every item, as ``in_order`` says."""
        if self._jobs <= 1:
            yield from map(function, items)
            return
        pool = self._pool = self._pool or _started(self._jobs)
        waiting: deque[Future[_Done]] = deque()
        try:
            for item in items:
                waiting.append(pool.submit(function, item))
                if len(waiting) > self._jobs * _AHEAD:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()


def in_order(
    function: Callable[[_Item], _Done], items: Iterable[_Item], jobs: int | Workers = 1
) -> Iterator[_Done]:
    """``function`` of every item, in the order of the items, in up to ``jobs`` processes or by ``Workers``.

    With more than one process the function must be importable and items and outcomes picklable.

    >>> list(in_order(len, ["一", "二三"]))
    [1, 2]
    """
    if isinstance(jobs, Workers):
        yield from jobs.in_order(function, items)
        return
    with Workers(jobs) as workers:
        yield from workers.in_order(function, items)


def give_back() -> None:
    """Return free memory to the system: glibc keeps that of small pieces, and a large array needs more."""
    trim = getattr(ctypes.pythonapi, "malloc_trim", None)
    if trim is not None:
        trim(ctypes.c_size_t(0))


def _started(jobs: int) -> ProcessPoolExecutor:
    import multiprocessing  # slow, and one process needs none of it
    from concurrent.futures import ProcessPoolExecutor

    method = "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"
    context = multiprocessing.get_context(method)
    return ProcessPoolExecutor(jobs, mp_context=context, initializer=leave_interrupts)


def leave_interrupts() -> None:
    """Ctrl-C is for the parent, which then stops its workers."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
