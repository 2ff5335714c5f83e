"""Work in this process, or in several on this machine, with the same outcome."""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future

_Item = TypeVar("_Item")
_Done = TypeVar("_Done")

_AHEAD = 8  # items a process may have waiting: keeps all busy, and bounds what is held


def in_order(function: Callable[[_Item], _Done], items: Iterable[_Item], jobs: int = 1) -> Iterator[_Done]:
    """``function`` of every item, in the order of the items, in up to ``jobs`` processes.

    With more than one process the function must be importable and items and outcomes picklable.

    >>> list(in_order(len, ["一", "二三"]))
    [1, 2]
    """
    if jobs <= 1:
        yield from map(function, items)
        return
    import multiprocessing  # slow, and one process needs none of it
    from concurrent.futures import ProcessPoolExecutor

    method = "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"
    context = multiprocessing.get_context(method)
    with ProcessPoolExecutor(jobs, mp_context=context, initializer=_leave_interrupts) as pool:
        waiting: deque[Future[_Done]] = deque()
        try:
            for item in items:
                waiting.append(pool.submit(function, item))
                if len(waiting) > jobs * _AHEAD:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _leave_interrupts() -> None:
    """Ctrl-C is for the parent, which then stops its workers."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
