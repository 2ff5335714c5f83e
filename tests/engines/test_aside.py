"""Work done by another process while this one goes on."""

from __future__ import annotations

import errno
import multiprocessing
import os
import tempfile
from collections.abc import Iterator

import pytest

from dedup.engines.aside import aside


def test_what_comes_aside_is_what_would_be_made_here_and_comes_again() -> None:
    made = aside([lambda: [b"a" * 3_000_000, b"b"], lambda: [b"%d" % os.getpid()], list])
    first, second, third = (b"".join(pieces) for pieces in made)
    assert first == b"a" * 3_000_000 + b"b" == b"".join(made[0])
    assert second not in (b"", b"%d" % os.getpid())
    assert third == b""


@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "no room"), SystemExit(3)])
def test_what_fails_aside_is_made_here(error: BaseException) -> None:
    here = os.getpid()

    def fails() -> Iterator[bytes]:
        yield b"begun,"
        if os.getpid() != here:
            raise error
        yield b"done"

    first, second, third = aside([lambda: [b"a"], fails, lambda: [b"c"]])
    assert b"".join(second) == b"begun,done"
    assert b"".join(third) == b"c"
    assert b"".join(first) == b"a"


@pytest.mark.parametrize("lacking", ["fork", "folder"])
def test_all_is_made_here_where_nobody_else_can(lacking: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(**_: object) -> None:
        raise FileNotFoundError(errno.ENOENT, "no usable temporary directory")

    if lacking == "fork":
        monkeypatch.setattr(multiprocessing, "get_all_start_methods", lambda: ["spawn"])
    else:
        monkeypatch.setattr(tempfile, "TemporaryFile", fails)
    (made,) = aside([lambda: [b"%d" % os.getpid()]])
    assert b"".join(made) == b"%d" % os.getpid()
