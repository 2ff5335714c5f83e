"""Web pages: the main content as trafilatura finds it, or the whole page by setting ``whole_page``."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO

from dedup.config import Settings
from dedup.errors import MissingExtra
from dedup.readers import _remarks
from dedup.readers._encoding import Decoded, Undecodable, decode
from dedup.readers._fields import iso_date
from dedup.readers._layout import Block, rendered, spaced
from dedup.readers._origin import stated
from dedup.readers._protocol import Page, Remark

SUFFIXES = (".html", ".htm", ".xhtml")
MAGIC = (b"<!DOCTYPE html", b"<!doctype html", b"<html", b"<HTML", b"<!DOCTYPE HTML")
EXTRA = "html"
ROWS = False

_LONGEST = 32 << 20  # bytes: a tree takes ten times that
_MOST_ELEMENTS = 20_000  # trafilatura takes 3 seconds for these, and grows faster than they do
_GIVEN_UP = re.compile("depth|huge|too long|too big|memory", re.IGNORECASE)
_CHARSET = re.compile(
    rb"""<(?:meta[^>]{0,200}charset|\?xml[^>]{0,80}encoding)\s*=\s*["']?([\w-]{2,30})""", re.I
)
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "iso8859-1": "cp1252"}  # as browsers read these names
_CELL = "\x1f"  # stands between cells; no HTML text holds it
_SILENT = ("script", "style", "noscript", "template", "head", "iframe", "svg", "select", "button", "nav")
_BREAKS = re.compile(
    "address|article|aside|blockquote|body|caption|center|dd|details|div|dl|dt|fieldset|figcaption|figure|footer|"
    "form|h[1-6]|header|hr|li|main|ol|p|pre|section|summary|table|tbody|tfoot|thead|tr|ul|br"
)
_BLANK = re.compile(r"\s+")
_TELLING = 8  # characters from which a block is not inside the main text by accident
_HEADING = re.compile("h([1-6])")


def read(stream: BinaryIO, settings: Settings) -> Iterator[Page | Remark]:
    """The text with its headings; title and date as the page states them.

    Raises:
        MissingExtra: trafilatura is not installed.
    """
    try:
        import trafilatura
    except ImportError as error:
        raise MissingExtra("reading .html", EXTRA) from error
    data = stream.read()
    if len(data) > _LONGEST:
        yield Remark(
            "INP904",
            "page too large",
            f"网页超过 {_LONGEST >> 20} MiB，未读取；请拆分，或先转为 .txt",
            f"a web page above {_LONGEST >> 20} MiB is not read; split it, or save it as .txt",
        )
        return
    try:
        decoded = _decoded(data, settings)
    except Undecodable as error:
        yield _remarks.undecodable(error, settings.encoding)
        return
    yield from _remarks.decoding(decoded)
    tree, complaint = parsed(decoded.text)
    if complaint:
        yield _too_deep(complaint)
    if tree is None:
        yield Page("", decoded.codec)
        return
    elements = sum(1 for _ in tree.iter())
    if elements > _MOST_ELEMENTS and not settings.whole_page:
        yield _too_many(elements)
    found: Any = None if settings.whole_page or elements > _MOST_ELEMENTS else trafilatura.bare_extraction(
        decoded.text, include_comments=False, favor_recall=True, with_metadata=True, deduplicate=False
    )  # fmt: skip
    blocks = list(whole(tree))
    if found is None or not found.text:
        yield Page(rendered(blocks), decoded.codec)
        return
    kept = main(blocks, found.text)
    if sum(len(b.text) for b in kept) * 2 > len(found.text):  # else its text stands nowhere on the page
        blocks = kept
    if found.title and not any(block.level == 1 or block.text == found.title for block in blocks):
        blocks.insert(0, Block(found.title, 1))
    authors = [m.get("content") for m in tree.iter("meta") if (m.get("name") or "").lower() == "author"]
    author = found.author or next(filter(None, authors), None)  # trafilatura wants a space in a name
    meta = stated(source=found.sitename, author=author, url=found.url)
    yield Page(rendered(blocks), decoded.codec, found.title or None, iso_date(found.date), meta=meta)


def _decoded(data: bytes, settings: Settings) -> Decoded:
    """The page in the codec that was asked for, that it is in beyond doubt, that it declares, or a guess."""
    if settings.encoding:
        return decode(data, settings.encoding)
    declared = _CHARSET.search(data[:4096])
    failed: Undecodable | None = None
    found = None
    try:
        found = decode(data)
    except Undecodable as error:
        failed = error
    if declared and (found is None or found.guessed or found.bad):
        try:
            name = codecs.lookup(declared[1].decode("ascii", "replace")).name
            return decode(data, _WIDER.get(name, name))
        except (LookupError, Undecodable):
            pass  # a page that does not know its own codec
    if failed:
        raise failed
    assert found is not None
    return found


def parsed(text: str) -> tuple[Any, str]:
    """The tree of an HTML page (``None`` if there is nothing in it), and what made the parser give up."""
    from lxml import etree, html

    parser = html.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
    )
    try:
        tree = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        tree = None
    given_up = [entry.message for entry in parser.error_log if _GIVEN_UP.search(entry.message)]
    return tree, given_up[0].strip() if given_up else ""


def _too_deep(why: str) -> Remark:
    return Remark(
        "INP901",
        "nested too deeply",
        f"网页嵌套过深或过大，部分内容未能读取（{why}）；请另存为 .txt",
        f"nested too deeply or too large, a part of the page is not read ({why}); save it as .txt",
    )


def _too_many(elements: int) -> Remark:
    return Remark(
        "INP904",
        "too many elements",
        f"网页元素过多（{elements}，上限 {_MOST_ELEMENTS}），不再识别正文，取用全部文字；请按篇拆分网页",
        f"too many elements ({elements}, limit {_MOST_ELEMENTS}) to look for the main content; the whole "
        "page is taken; split it by articles",
    )


def whole(tree: Any) -> Iterator[Block]:
    """Every text of the page that a reader sees, block by block."""
    parts: list[str] = []
    level = 0

    def block(*, shown: bool = False) -> Iterator[Block]:
        text = "\t".join(filter(None, map(spaced, "".join(parts).split(_CELL))))
        shown = shown or "\u00a0" in "".join(parts)  # as room is made
        parts.clear()
        if text or shown:
            yield Block(text, level)

    from lxml import etree

    silent = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        name = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            silent += name in _SILENT
            if _BREAKS.fullmatch(name):
                yield from block(shown=name == "br" and _is_empty_line(element))
            heading = _HEADING.fullmatch(name)
            level = int(heading[1]) if heading else level
            if name in ("td", "th"):
                parts.append(_CELL)
            if not silent:
                parts.append(element.text or "")
        else:
            if _BREAKS.fullmatch(name):
                yield from block()
            if _HEADING.fullmatch(name):
                level = 0
            silent -= name in _SILENT
            if not silent:
                parts.append(element.tail or "")
    yield from block()


def _is_empty_line(element: Any) -> bool:
    """Whether a line break is all that a paragraph holds."""
    parent = element.getparent()
    return parent is not None and parent.tag == "p" and not "".join(parent.itertext()).strip()


def main(blocks: Sequence[Block], text: str) -> list[Block]:
    """The blocks that ``text`` holds, and the headings right above them.

    trafilatura says what the main content is; the page itself says where its headings are, some of
    which trafilatura leaves out when it falls back to paragraphs.
    """
    lines = {_BLANK.sub("", line) for line in text.splitlines()}
    run = _BLANK.sub("", text)
    kept: list[Block] = []
    below = False
    for block in reversed(blocks):
        if not block.text:
            kept.append(block)
            continue
        bare = _BLANK.sub("", block.text)
        inside = bare in lines or (len(bare) >= _TELLING and bare in run)
        below = inside or (below and block.level > 0)
        if below:
            kept.append(block)
    return kept[::-1]
