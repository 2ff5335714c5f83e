"""Reads each file with its reader and gives its documents their ids, or says why there are none."""

from __future__ import annotations

import codecs
import difflib
import hashlib
import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from encodings import aliases
from typing import BinaryIO, cast

from dedup import codes
from dedup.config import Settings
from dedup.errors import ConfigError, DedupError, MissingExtra
from dedup.ingest import files, packed
from dedup.ingest.ids import RowIds
from dedup.ingest.paths import Lost, expand, unusable
from dedup.readers import _origin
from dedup.readers._fields import date_in
from dedup.readers._protocol import Page, Reader, Remark, Row
from dedup.readers.text import byte_limit
from dedup.text.fingerprint import fingerprint
from dedup.types import Document, Finding, Place


def read(
    paths: Sequence[str], settings: Settings, *, originals: bool = False
) -> Iterator[Document | Finding]:
    """Every document under ``paths``, and a finding for whatever could not be read as it stands.

    Args:
        paths: files, folders (all files a reader knows, by name, hidden ones left out), globs, ``-``.
        settings: names of the row fields, encoding, longest text, language of messages.
        originals: leave in the documents of rows the rows as they stand.

    Yields:
        Documents in the order of ``paths``, a file's findings before its documents where possible.

    Raises:
        ConfigError: ``settings.encoding`` is no codec.
    """
    _check_codec(settings.encoding)
    for one in expand(paths, files.known):
        if isinstance(one, Lost):
            yield finding(one.remark, one.id, settings.lang)
            continue
        try:
            for file in files.opened(one):
                if isinstance(file, Lost):
                    yield finding(file.remark, file.id, settings.lang)
                    continue
                for item in _file(file, settings, originals):
                    yield finding(item, file.id, settings.lang) if isinstance(item, Remark) else item
        except (OSError, MissingExtra) as error:
            yield finding(_refused(error), one.id, settings.lang)


def finding(remark: Remark, doc: str, lang: str) -> Finding:
    """The remark as a finding on document ``doc``."""
    return Finding(
        code=remark.code,
        severity=remark.severity or codes.severity(remark.code),
        message=remark.zh if lang == "zh" else remark.en,
        fingerprint=fingerprint(remark.code, doc, remark.reason),
        where=Place(doc, line=remark.line),
        english=remark.en,
    )


def _check_codec(name: str) -> None:
    if not name:
        return
    try:
        codecs.lookup(name)
        b"a".decode(name, "ignore")  # LookupError if it is no text encoding, such as base64
    except LookupError:
        near = difflib.get_close_matches(name.lower().replace("-", "_"), sorted(aliases.aliases), n=1)
        hint = f"did you mean {near[0]!r}?" if near else "e.g. utf-8, gb18030, big5, utf-16"
        raise ConfigError(f"unknown encoding {name!r}", hint=hint) from None


def _refused(error: OSError | MissingExtra) -> Remark:
    if isinstance(error, OSError):
        return unusable(error)
    zh, en = f"读取需要另装组件：{error.hint}", f"{error.what}: {error.hint}"
    return Remark("INP901", "missing extra", zh, en)


def _file(file: files.File, settings: Settings, originals: bool) -> Iterator[Document | Remark]:
    try:
        yield from _rows(file, settings, originals) if file.reader.ROWS else _page(file, settings)
    except (OSError, MissingExtra) as error:
        yield _refused(error)


def _items(
    reader: Reader, stream: BinaryIO, settings: Settings, **more: bool
) -> Iterator[Page | Row | Remark]:
    """What the reader yields; where a package stumbles over a damaged file, a remark, not a traceback."""
    try:
        yield from reader.read(stream, settings, **more)
    except (DedupError, OSError):
        raise
    except Exception as error:
        if not reader.EXTRA:
            raise  # our own code: a bug, to be seen
        why = f"{type(error).__name__}: {' '.join(str(error).split())[:100]}"
        yield Remark(
            "INP901",
            "damaged",
            f"文件已损坏，无法继续读取（{why}）；请用原来的软件打开并重新保存",
            f"damaged, cannot be read any further ({why}); open it in its own program and save it again",
        )


def _page(file: files.File, settings: Settings) -> Iterator[Document | Remark]:
    data, changed = file.whole(byte_limit(settings))
    if changed:
        yield files.CHANGED
    if damage := packed.damage(file.stream):
        yield damage
    digest = hashlib.sha256(data).hexdigest()
    for item in _items(file.reader, io.BytesIO(data), settings):
        if isinstance(item, Remark):
            yield item
        elif not item.text or item.text.isspace():
            yield EMPTY
        else:
            kept, remark = _within_limit(item.text, settings)
            if remark:
                yield remark
            assert isinstance(item, Page)
            source, day = _origin.in_head(kept)
            agency, of = _origin.in_dateline(kept)
            yield Document(
                id=file.id,
                path=file.id,
                text=kept,
                sha256=digest,
                encoding=item.encoding,
                title=item.title,
                date=item.date or date_in(file.id) or day or of or item.created,
                meta=_origin.completed(item.meta, (source, _origin.in_path(file.id), agency)),
                boxes=tuple(box for box in item.boxes if box.start < len(kept)),
            )


def _rows(file: files.File, settings: Settings, originals: bool) -> Iterator[Document | Remark]:
    ids = RowIds()
    named = _origin.in_path(file.id)
    cut: list[int] = []
    empty = True
    before = file.stamp()
    for item in _items(file.reader, cast("BinaryIO", file.stream), settings, originals=originals):
        empty = False
        if not isinstance(item, Row):
            assert isinstance(item, Remark)
            yield item
            continue
        text, remark = _within_limit(item.text, settings)
        if remark:
            cut.append(item.line)
        agency, _ = _origin.in_dateline(text)
        yield Document(
            id=f"{file.id}:{ids.unique(item.id or str(item.line), item.line)}",
            path=file.id,
            text=text,
            sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
            encoding=item.encoding,
            title=item.title,
            date=item.date,
            whole=True,
            meta=_origin.completed(item.meta, (agency, named)),
            original=item.original,
        )
    if damage := packed.damage(file.stream):
        yield damage
    if file.stamp() != before:
        yield files.CHANGED_ROWS
    if empty:
        yield EMPTY
    if cut:
        yield replace(limit(settings.max_chars, len(cut)), line=cut[0])
    yield from ids.remarks()


def _within_limit(text: str, settings: Settings) -> tuple[str, Remark | None]:
    if len(text) <= settings.max_chars:
        return text, None
    return text[: settings.max_chars], limit(settings.max_chars, 1)


def limit(limit: int, texts: int) -> Remark:
    """So many texts of a file were cut at ``limit`` characters."""
    zh, en = (f"{texts} 篇", f"{texts} texts") if texts > 1 else ("正文", "the text")
    return Remark(
        "INP904",
        "max_chars",
        f"{zh}超过 {limit} 个字符，之后的部分已略去；可用设置 max_chars 提高上限",
        f"{en} longer than {limit} characters; what follows was left out; raise the setting max_chars",
    )


EMPTY = Remark(
    "INP903", "empty", "文件为空或只有空白，没有可比对的内容", "empty or only white space: nothing to compare"
)
