"""JSON Lines corpora: one object a line, streamed; a broken row costs nothing but itself."""

from __future__ import annotations

import codecs
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO, cast

from dedup.config import Settings
from dedup.readers import _remarks
from dedup.readers._broken import Broken
from dedup.readers._encoding import Undecodable, decode
from dedup.readers._fields import iso_date, row_id, title
from dedup.readers._origin import of_row
from dedup.readers._protocol import Remark, Row

SUFFIXES = (".jsonl", ".ndjson")
MAGIC = ()
EXTRA = ""
ROWS = True

_DECODE = json.JSONDecoder().decode
_HEAD = 1 << 20  # bytes by which the codec of the file is decided


def read(stream: BinaryIO, settings: Settings, *, originals: bool = False) -> Iterator[Row | Remark]:
    """Each good row; then one remark about all rows that are broken, one about those without text."""
    buffered = (
        stream
        if isinstance(stream, io.BufferedReader)
        else io.BufferedReader(cast("io.RawIOBase", stream), _HEAD)
    )
    head = buffered.peek(_HEAD)
    codec = codecs.lookup(settings.encoding or "utf-8").name
    if settings.encoding or not holds_utf8(head):
        try:
            decoded = decode(head, settings.encoding)
        except Undecodable:
            pass  # each line says for itself what is wrong with it
        else:
            codec = decoded.codec
            yield from (remark for remark in _remarks.decoding(decoded) if remark.code == "INP902")
    broken = Broken(settings.text_field)
    for number, line in _lines(buffered, codec, longest(settings)):
        if line is None:
            broken.add(number, f"not valid {codec}, or too long")
            continue
        if not line or line.isspace():
            continue
        found = row(line, number, codec, settings, broken)
        if found is not None:
            yield replace(found, original=line.encode("utf-8", "surrogatepass")) if originals else found
    yield from broken.remarks()


def longest(settings: Settings) -> int:
    """Bytes of the longest line read: ``max_chars`` escapes of 6 bytes, and room for the other fields."""
    return 6 * settings.max_chars + (1 << 24)


def holds_utf8(head: bytes) -> bool:
    """Whether some line is a row in UTF-8 and not merely in ASCII: broken lines must not hide that."""
    return any(
        not line.isascii() and _decoded(line, "utf-8", 1) is not None and is_row(line)
        for line in head.splitlines()[:100]
    )


def is_row(line: bytes) -> bool:
    """Whether ``line`` is a JSON object: what standard input is recognised by."""
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def row(line: str, number: int, codec: str, settings: Settings, broken: Broken) -> Row | None:
    """The row of a line that is not blank; ``None`` if it has none, and then ``broken`` is told."""
    try:
        fields = _DECODE(line)
    except RecursionError:
        broken.add(number, "nested too deeply")
        return None
    except ValueError as error:
        broken.add(number, f"not JSON ({error})"[:80])
        return None
    if not isinstance(fields, dict):
        broken.add(number, "not an object")
        return None
    text = fields.get(settings.text_field)
    if not isinstance(text, str):
        broken.add(number, f"no field {settings.text_field!r} with text")
        return None
    if not text or text.isspace():
        broken.blank(number)
        return None
    return Row(
        id=row_id(fields.get(settings.id_field)),
        line=number,
        text=text,
        title=title(fields.get(settings.title_field)),
        date=iso_date(fields.get(settings.date_field)),
        encoding=codec,
        meta=of_row(fields),
    )


def _lines(stream: io.BufferedReader, codec: str, limit: int) -> Iterator[tuple[int, str | None]]:
    """Number from 1 and text of each line; ``None`` for one that does not decode or is too long."""
    if codec.startswith(("utf-16", "utf-32")):
        yield from _wide_lines(stream, codec, limit)
        return
    number, whole = 0, True
    while data := stream.readline(limit):
        ended = data.endswith(b"\n")
        if whole:
            number += 1
            if number == 1 and b"\r" in data.rstrip(b"\r\n"):  # line ends of an old Macintosh
                yield from _carriage_returns(data, stream, codec)
                return
            if ended or len(data) < limit:
                yield number, _decoded(data, codec, number)
            else:
                yield number, None
        whole = ended


def _wide_lines(stream: io.BufferedReader, codec: str, limit: int) -> Iterator[tuple[int, str | None]]:
    """Lines of a codec in which the byte of a line end also stands inside characters."""
    decoder = io.IncrementalNewlineDecoder(codecs.getincrementaldecoder(codec)("replace"), translate=True)
    number, rest, fits = 0, "", True
    while True:
        data = stream.read(_HEAD)
        *lines, rest = (rest + decoder.decode(data, final=not data)).split("\n")
        for line in lines if data else [*lines, rest]:
            number += 1
            yield number, line.removeprefix("\ufeff") if fits else None
            fits = True
        if len(rest) > limit:
            rest, fits = "", False
        if not data:
            return


def _carriage_returns(
    first: bytes, stream: io.BufferedReader, codec: str
) -> Iterator[tuple[int, str | None]]:
    for number, data in enumerate((first + stream.read()).splitlines(), 1):
        yield number, _decoded(data, codec, number)


def _decoded(data: bytes, codec: str, number: int) -> str | None:
    try:
        text = data.decode(codec)
    except UnicodeDecodeError:
        return None
    return text.removeprefix("\ufeff") if number == 1 else text
