"""What a long run has done so far, in a folder, so that it goes on there after it was stopped.

The files are pickles that only this program should have written: resume from folders of your own.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any, Protocol, TypeVar

from dedup import __version__
from dedup.config import Settings
from dedup.engines.local import Workers, in_order
from dedup.errors import InputError

_Item = TypeVar("_Item")
_Done = TypeVar("_Done")

SUFFIX = ".done"


class Through(Protocol):
    """``in_order`` of one stage, with or without a memory."""

    def __call__(
        self, function: Callable[[Any], Any], items: Iterable[Any], jobs: int | Workers
    ) -> Iterator[Any]:
        """The outcomes of the items, in their order."""


class Checkpoint:
    """A folder with the outcomes of stages, some items in each file.

    Files of other inputs, settings or versions have other names, and are neither used nor touched.
    """

    def __init__(self, folder: Path | None = None) -> None:
        """Keep outcomes in ``folder``, made if needed; ``None`` keeps nothing.

        Raises:
            InputError: the folder cannot be made or written to.
        """
        self._folder = folder
        self._written: list[Path] = []
        if folder is not None:
            try:
                folder.mkdir(parents=True, exist_ok=True)
                probe = folder / f".probe{SUFFIX}"
                probe.write_bytes(b"")
                probe.unlink()
            except OSError as error:
                hint = "name a folder that can be written to with --checkpoint"
                raise InputError(
                    f"cannot keep checkpoints: {error.strerror}", where=str(folder), hint=hint
                ) from None

    def stage(self, name: str, key: Iterable[object], settings: Settings, size: int = 1) -> Through:
        """How to work through the items of a stage.

        Args:
            name: of the stage.
            key: what the outcomes depend on besides the settings.
            settings: all of them count.
            size: outcomes in a file; as many are lost when the run is stopped.
        """
        if self._folder is None:
            return in_order
        parts = repr((__version__, settings.public(), list(key)))
        digest = sha256(parts.encode("utf-8", "backslashreplace")).hexdigest()[:16]
        begin = self._folder / f"{name}-{digest}"

        def through(
            function: Callable[[Any], Any], items: Iterable[Any], jobs: int | Workers
        ) -> Iterator[Any]:
            number, left = 0, iter(items)
            while (known := self._load(_file(begin, number))) is not None:
                number += 1
                for _ in islice(left, len(known)):  # the items that these came from
                    pass
                yield from known
            done: list[Any] = []
            for outcome in in_order(function, left, jobs):
                done.append(outcome)
                if len(done) == size:
                    self._save(_file(begin, number), done)
                    number, done = number + 1, []
                yield outcome
            if done:
                self._save(_file(begin, number), done)

        return through

    def clear(self) -> None:
        """The run is through: what it kept is needed no more."""
        for path in self._written:
            path.unlink(missing_ok=True)
        self._written = []

    def _load(self, path: Path) -> list[Any] | None:
        try:
            known: list[Any] = pickle.loads(path.read_bytes())
        except (OSError, EOFError, pickle.UnpicklingError):
            return None
        self._written.append(path)
        return known

    def _save(self, path: Path, done: list[Any]) -> None:
        part = path.with_suffix(".part")
        try:
            part.write_bytes(pickle.dumps(done, pickle.HIGHEST_PROTOCOL))
            part.replace(path)
        except OSError as error:
            part.unlink(missing_ok=True)
            hint = "make room, or run without --checkpoint"
            raise InputError(
                f"cannot keep checkpoints: {error.strerror}", where=str(path.parent), hint=hint
            ) from None
        self._written.append(path)


def _file(begin: Path, number: int) -> Path:
    return begin.with_name(f"{begin.name}-{number:06}{SUFFIX}")
