"""From paths as given to files: folders, globs, links, and what stands in the way."""

from __future__ import annotations

import errno
import fnmatch
import glob
import os
import re
import stat
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dedup.readers._protocol import Remark
from dedup.types import Severity

STDIN = "-"
_MAGIC = re.compile(r"[*?\[]")
_OPEN = re.compile(r"/(?:dev|proc/self)/fd/\d+|/dev/stdin")  # what <(…) of a shell hands over


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read.

    Attributes:
        path: how to open it.
        id: the same relative to the working directory, with ``/``.
        named: it was asked for by name, so it is read whatever its suffix.
    """

    path: str
    id: str
    named: bool


@dataclass(frozen=True, slots=True)
class Lost:
    """A path that leads to no file, and why."""

    id: str
    remark: Remark


def document_id(path: str) -> str:
    """The path as given, relative where it lies under the working directory, with ``/``.

    >>> document_id("./seeds//a.txt")
    'seeds/a.txt'
    """
    here = str(Path.cwd())
    whole = os.path.normpath(os.fsencode(path).decode("utf-8", "backslashreplace"))
    if Path(whole).is_absolute() and (whole + os.sep).startswith(here.rstrip(os.sep) + os.sep):
        whole = os.path.relpath(whole, here)
    return whole.replace(os.sep, "/")


def expand(paths: Sequence[str], known: Callable[[str], bool]) -> Iterator[Found | Lost]:
    """Every file under ``paths``, in their order, folders in order of names; each file once.

    Args:
        paths: files, folders, globs, or ``-`` for standard input.
        known: whether a file of this name is taken from a folder.
    """
    seen: set[str] = set()
    for path in paths:
        for one in _expand(path, known):
            if isinstance(one, Lost):
                key = f"{one.id}\0{one.remark.reason}"
            else:
                key = one.path if one.path == STDIN else os.path.realpath(one.path)
            if key not in seen:
                seen.add(key)
                yield one


def _expand(path: str, known: Callable[[str], bool]) -> Iterator[Found | Lost]:
    if path == STDIN:
        yield Found(STDIN, STDIN, named=True)
    elif os.path.lexists(path) or not _MAGIC.search(path):
        yield from _place(path, known)
    else:
        matches = list(_matches(path))
        suffix = Path(path).suffix
        named = bool(suffix) and not _MAGIC.search(suffix)
        taken = [m for m in matches if named or _is_folder(m) or known(Path(m).name)]
        if not taken:
            yield Lost(document_id(path), _NO_MATCH)
        for match in taken:
            yield from _place(match, known)


def _matches(pattern: str) -> list[str]:
    if "**" not in pattern:
        return sorted(glob.glob(pattern))  # noqa: PTH207 (absolute patterns too)
    parts = pattern.replace(os.sep, "/").split("/")
    fixed = next(i for i, part in enumerate(parts) if _MAGIC.search(part))
    base = "/".join(parts[:fixed]) or ("/" if pattern.startswith("/") else ".")
    wanted = re.compile("".join(_translated(part, last=i == len(parts) - 1)
                                for i, part in enumerate(parts) if i >= fixed))  # fmt: skip
    inside = (one.path for one in _walk(base) if isinstance(one, Found))
    return [path for path in inside if wanted.fullmatch(os.path.relpath(path, base).replace(os.sep, "/"))]


def _translated(part: str, *, last: bool) -> str:
    if part == "**":
        return ".*" if last else "(?:[^/]+/)*"
    return fnmatch.translate(part).replace(".*", "[^/]*").removesuffix(r"\Z") + ("" if last else "/")


def _place(path: str, known: Callable[[str], bool]) -> Iterator[Found | Lost]:
    """What one path leads to."""
    if not _is_folder(path):
        yield _file(path, named=True)
        return
    inside = False
    others: dict[str, int] = {}
    for one in _walk(path):
        if isinstance(one, Found) and not known(Path(one.path).name):
            suffix = Path(one.path).suffix.lower() or Path(one.path).name
            others[suffix] = others.get(suffix, 0) + 1
        else:
            inside = True
            yield one if isinstance(one, Lost) else _file(one.path, named=False)
    if not inside:
        yield Lost(document_id(path), no_documents(others))
    elif others:
        yield Lost(document_id(path), left_out(others))


def _walk(folder: str, above: tuple[str, ...] = ()) -> Iterator[Found | Lost]:
    """Whatever is no folder, by name; hidden names are not looked at; links are followed, loops are not."""
    real = os.path.realpath(folder)
    if real in above:
        yield Lost(document_id(folder), _LOOP)
        return
    try:
        with os.scandir(folder) as entries:
            names = sorted(entry.name for entry in entries if not entry.name.startswith("."))
    except OSError as error:
        yield Lost(document_id(folder), unusable(error))
        return
    for name in names:
        path = name if folder == "." else os.path.join(folder, name)  # noqa: PTH118 (the path as given)
        if _is_folder(path):
            yield from _walk(path, (*above, real))
        else:
            yield Found(path, document_id(path), named=False)


def _is_folder(path: str) -> bool:
    try:
        return Path(path).is_dir()
    except OSError:
        return False  # said when it is opened


def _file(path: str, *, named: bool) -> Found | Lost:
    try:
        mode = Path(path).stat().st_mode
    except (OSError, ValueError) as error:
        return Lost(document_id(path), unusable(error, link=os.path.islink(path)))  # noqa: PTH114 (never raises)
    if stat.S_ISREG(mode) or (stat.S_ISFIFO(mode) and _OPEN.fullmatch(path)):
        return Found(path, document_id(path), named)
    return Lost(document_id(path), _NO_FILE)


def unusable(error: OSError | ValueError, *, link: bool = False) -> Remark:
    """Why the system does not let us at a path."""
    number = error.errno if isinstance(error, OSError) else None
    if number == errno.ELOOP:
        return _LOOP
    if number == errno.ENOENT and link:
        return Remark(
            "INP901",
            "broken link",
            "符号链接指向的文件不存在；请修正或删除该链接",
            "a symbolic link to nothing; mend or remove the link",
        )
    if number in (errno.ENOENT, errno.ENOTDIR):
        return Remark(
            "INP901",
            "missing",
            "没有这个文件或文件夹；请检查路径",
            "no such file or folder; check the path",
        )
    if number in (errno.EACCES, errno.EPERM):
        return Remark(
            "INP901",
            "no permission",
            "没有读取权限；请更改权限（chmod +r），或换一个用户运行",
            "no permission to read it; change that (chmod +r) or run as another user",
        )
    what = (error.strerror if isinstance(error, OSError) else None) or str(error)
    return Remark(
        "INP901",
        f"system: {what}",
        f"系统无法读取（{what}）；请检查路径和磁盘",
        f"the system cannot read it ({what}); check the path and the disk",
    )


_LOOP = Remark(
    "INP901",
    "loop",
    "符号链接形成循环，已不再深入；请删除指回上级文件夹的链接",
    "a symbolic link leads back to a folder above it, not followed; remove the link",
)
_NO_FILE = Remark(
    "INP901",
    "no regular file",
    "不是普通文件（管道、套接字或设备）；请先存为文件，或用 - 从标准输入读取",
    "no regular file but a pipe, socket or device; save it to a file, or pass - to read standard input",
)
_NO_MATCH = Remark(
    "INP901",
    "no match",
    "没有文件符合这个通配符；请检查路径，并用引号括起通配符",
    "no file matches this pattern; check the path, and put the pattern in quotes",
)


def _listed(suffixes: dict[str, int]) -> str:
    return ", ".join(
        f"{n} × {suffix}" for suffix, n in sorted(suffixes.items(), key=lambda x: (-x[1], x[0]))[:5]
    )


def no_documents(others: dict[str, int]) -> Remark:
    """A folder holds no file that a reader knows, only ``others`` (suffix -> how many)."""
    seen = _listed(others)
    return Remark(
        "INP901",
        "no documents",
        f"里面没有可读的文档{f'（只有 {seen}）' if seen else ''}；请检查路径，或直接写出文件名",
        f"no documents in it{f' (only {seen})' if seen else ''}; check the path, or name the files",
    )


def left_out(others: dict[str, int]) -> Remark:
    """A folder holds ``others`` (suffix -> how many) beside its documents."""
    n, seen = sum(others.values()), _listed(others)
    return Remark(
        "INP904",
        "left out",
        f"{n} 个文件的类型没有对应的读取器，已跳过（{seen}）；如需读取，请直接写出文件名",
        f"{n} files of kinds no reader takes were left out ({seen}); name them to read them",
        severity=Severity.NOTE,
    )
