"""The one error tree.

::

    DedupError
    ├── UsageError           wrong command line or call
    ├── ConfigError          wrong setting or configuration file
    ├── InputError           a path that cannot be used at all
    │   └── UnreadableInput  a document that cannot be decoded or parsed
    ├── MissingExtra         an optional package is needed
    └── EngineError          a distributed engine could not do its work
"""

from __future__ import annotations


class DedupError(Exception):
    """Something the user can mend. Shown as ``error: WHERE: what`` and ``help: what to do``."""

    def __init__(self, what: str, *, where: str = "", hint: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.hint = hint

    def __str__(self) -> str:
        head = f"{self.where}: {self.what}" if self.where else self.what
        return f"{head}\n help: {self.hint}" if self.hint else head


def advised(message: str) -> tuple[str, str]:
    """What is wrong and what to do, of a message that says both (``wrong；advice``, ``wrong; advice``).

    >>> advised("没有这个文件或文件夹；请检查路径")
    ('没有这个文件或文件夹', '请检查路径')
    >>> advised("no such file or folder; check the path")
    ('no such file or folder', 'check the path')
    """
    mark = "；" if "；" in message else "; "
    what, _, hint = message.partition(mark)
    return what, hint


class UsageError(DedupError):
    """The call itself is wrong."""


class ConfigError(DedupError):
    """A setting or configuration file is wrong."""


class InputError(DedupError):
    """A path that cannot be used at all."""


class UnreadableInput(InputError):
    """A document that cannot be decoded or parsed."""


class MissingExtra(DedupError):
    """An optional package is needed for this input or output."""

    def __init__(self, what: str, extra: str, *, where: str = "") -> None:
        super().__init__(
            f"{what} needs an extra package", where=where, hint=f"pip install 'reprints[{extra}]'"
        )


class EngineError(DedupError):
    """A distributed engine could not do its work."""
