"""Uploads compared: the bytes become documents as files would, under the names they were sent with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from dedup import ingest, pipeline
from dedup.config import Settings
from dedup.errors import DedupError, InputError, UsageError, advised
from dedup.findings import chosen
from dedup.types import Document, Finding, Place, Result
from dedup.web.requests import Upload

_WRONG = {
    "zh": {
        "a": "没有收到 A；请选一个文件或粘贴文字",
        "b": "没有收到 B；请选一个文件或粘贴文字",
        "new": "没有收到新稿；请选一个文件或粘贴文字",
        "many": "含多篇文档，只能比对一篇；请上传一个版面或一篇文章",
        "none": "没有文字；请换一个文件",
    },
    "en": {
        "a": "nothing was sent as A; choose a file or paste a text",
        "b": "nothing was sent as B; choose a file or paste a text",
        "new": "no new text was sent; choose a file or paste a text",
        "many": "holds several documents, one is wanted; send a page or an article",
        "none": "holds no text; send another file",
    },
}


@dataclass(frozen=True, slots=True)
class _Taken:
    documents: tuple[Document, ...]
    findings: tuple[Finding, ...]


def two(a: Upload, b: Upload, settings: Settings) -> Result:
    """One upload against another, as ``dedup diff`` does.

    Raises:
        InputError: one of the two cannot be read, or is not one document.
    """
    names = ("A", "B") if a.name == b.name else ("", "")
    one, other = (_taken(upload, name, settings) for upload, name in zip((a, b), names, strict=True))
    for taken, upload in ((one, a), (other, b)):
        if len(taken.documents) != 1:
            raise _wrong(InputError, settings, "many", where=upload.name)
    result = pipeline.diff(one.documents[0], other.documents[0], settings)
    return _with(result, (*one.findings, *other.findings), settings)


def against(new: Upload, base: Sequence[str], settings: Settings) -> Result:
    """An upload against everything under the paths that the server was started with.

    Raises:
        InputError: it cannot be read.
    """
    taken = _taken(new, "", settings)
    result = pipeline.find(taken.documents, settings, against=base)
    return _with(result, taken.findings, settings)


def wanted(found: dict[str, Upload], side: str, settings: Settings) -> Upload:
    """The file of a side, or else its text.

    Raises:
        UsageError: neither was sent.
    """
    for name in (f"{side}_file", f"{side}_text"):
        if name in found:
            return found[name]
    raise _wrong(UsageError, settings, side)


def _wrong(kind: type[DedupError], settings: Settings, what: str, where: str = "") -> DedupError:
    """What the form says, in its language."""
    said, hint = advised(_WRONG[settings.lang][what])
    return kind(said, where=where, hint=hint)


def _with(result: Result, findings: Iterable[Finding], settings: Settings) -> Result:
    return chosen(replace(result, findings=(*result.findings, *findings)), settings)


def _taken(upload: Upload, folder: str, settings: Settings) -> _Taken:
    """The documents of an upload, called by its name; ``folder`` tells two of one name apart.

    Raises:
        InputError: nothing of it can be read.
    """
    with TemporaryDirectory() as temporary:
        path = Path(temporary) / f"upload{Path(upload.name).suffix}"
        path.write_bytes(upload.content)
        read = list(ingest.read([str(path)], settings))
        named = f"{folder}/{upload.name}" if folder else upload.name
        sent = path.as_posix()
        documents = tuple(
            replace(item, id=_renamed(item.id, sent, named), path=_renamed(item.path, sent, named))
            for item in read
            if isinstance(item, Document)
        )
        findings = tuple(_placed(item, sent, named) for item in read if isinstance(item, Finding))
    if not documents:
        if not findings:
            raise _wrong(InputError, settings, "none", where=upload.name)
        what, hint = advised(findings[0].message)
        raise InputError(what, where=upload.name, hint=hint)
    return _Taken(documents, findings)


def _placed(finding: Finding, sent: str, named: str) -> Finding:
    place = finding.where
    doc = _renamed(place.doc, sent, named)
    message = finding.message.replace(sent, named)
    return replace(finding, message=message, where=Place(doc, place.start, place.end, place.line))


def _renamed(name: str, sent: str, named: str) -> str:
    return named + name.removeprefix(sent) if name.startswith(sent) else name
