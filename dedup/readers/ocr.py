"""OCR output: ALTO, PAGE XML and hOCR, in their reading order, lines of a block joined.

ALTO: Library of Congress, versions 2 to 4. PAGE: PRImA, "PcGts". hOCR: version 1.2.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, BinaryIO

from dedup.config import Settings
from dedup.errors import MissingExtra
from dedup.readers._encoding import Undecodable, decode
from dedup.readers._layout import Block, joined, paragraph, placed, roomy, spaced
from dedup.readers._protocol import Page, Remark
from dedup.types import Box, Severity

SUFFIXES = (".xml", ".alto", ".hocr")
MAGIC = (b"<?xml", b"<alto", b"<PcGts")
EXTRA = "ocr"
ROWS = False

_LONGEST = 64 << 20  # bytes: a tree takes ten times that
_SURE = 0.8  # mean confidence below which a text is said to be doubtful
_FURNITURE = ("page-number", "header", "footer", "signature-mark", "catch-word")  # PAGE types of no article
_CONFIDENCE = re.compile(r"x_wconf\s+(\d+(?:\.\d+)?)")
_BBOX = re.compile(r"\bbbox\s+(-?\d+)\s+(-?\d+)\s+(-?\d+)\s+(-?\d+)")
_PPAGENO = re.compile(r"\bppageno\s+(\d{1,6})\b")


def read(stream: BinaryIO, settings: Settings) -> Iterator[Page | Remark]:
    """The page; and how sure the OCR was of it, where it was not.

    Raises:
        MissingExtra: lxml is not installed.
    """
    try:
        from lxml import etree
    except ImportError as error:
        raise MissingExtra("reading OCR output", EXTRA) from error
    data = stream.read()
    if not data.strip():
        yield Page("", "utf-8")
        return
    if len(data) > _LONGEST:
        yield _too_large()
        return
    name = ""
    root: Any = None
    parser = _parser(settings)
    try:
        root = etree.fromstring(data, parser)
        name = etree.QName(root).localname
    except (etree.XMLSyntaxError, ValueError, LookupError):
        pass
    confidence: list[float] = []
    if name in ("alto", "PcGts") and len(parser.error_log):
        yield _mended(parser.error_log[0].line, parser.error_log[0].message.strip())
    if root is not None and name == "alto":
        blocks = list(_alto(root, confidence))
    elif root is not None and name == "PcGts":
        blocks = list(_page(root, confidence))
    elif name == "html" or b"ocr_" in data:
        blocks = list(_hocr(data, settings, confidence))
    else:
        yield _not_ocr(name)
        return
    if confidence and sum(confidence) / len(confidence) < _SURE:
        yield _doubtful(sum(confidence) / len(confidence))
    text, boxes = placed(roomy(block for block in blocks if block.text))
    yield Page(text, "utf-8", boxes=boxes)


def _parser(settings: Settings) -> Any:
    """A parser that expands no entity, loads no DTD, opens no connection, and mends what is cut off."""
    from lxml import etree

    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        recover=True,
        remove_comments=True,
        remove_pis=True,
        encoding=settings.encoding or None,
    )


def _named(root: Any, name: str) -> Iterator[Any]:
    """Elements of this local name at any depth, whatever their namespace."""
    return iter(root.iter(f"{{*}}{name}"))


def _alto(root: Any, confidence: list[float]) -> Iterator[Block]:
    """Text blocks in the order stated (ALTO 4), else that of the file; a hyphenated word is one."""
    blocks = {block.get("ID") or str(i): block for i, block in enumerate(_named(root, "TextBlock"))}
    stated = [str(ref.get("REF")) for ref in _named(root, "ElementRef")]
    order = [ref for ref in dict.fromkeys(stated) if ref in blocks]
    pages = list(_named(root, "Page"))
    numbers = _numbers([page.get("PHYSICAL_IMG_NR") for page in pages])
    on = {
        block: number
        for page, number in zip(pages, numbers, strict=True)
        for block in _named(page, "TextBlock")
    }
    for key in dict.fromkeys([*order, *blocks]):
        lines: list[str] = []
        boxes: list[Box | None] = []
        for line in _named(blocks[key], "TextLine"):
            words = [_alto_word(part, confidence) for part in line]
            lines.append("".join(words))
            left, top, width, height = (_point(line.get(n)) for n in ("HPOS", "VPOS", "WIDTH", "HEIGHT"))
            boxes.append(_box(on.get(blocks[key], 1), left, top, left + width, top + height))
        role = f"{blocks[key].get('TAGREFS') or ''} {blocks[key].get('TYPE') or ''}".lower()
        yield paragraph(lines, boxes, 2 if re.search(r"heading|headline|title", role) else 0)


def _numbers(stated: Sequence[str | None]) -> list[int]:
    """The numbers of pages as the file states them, if these can be right; else 1, 2, 3 …"""
    found = [int(s) if s and s.isascii() and s.isdigit() and len(s) < 7 else 0 for s in stated]
    rising = all(a < b for a, b in pairwise([0, *found]))
    return found if rising else list(range(1, len(found) + 1))


def _point(value: str | None) -> float:
    """A coordinate; 0 if there is none."""
    try:
        number = float(value or 0)
    except ValueError:
        return 0
    return number if -1e6 < number < 1e6 else 0


def _box(page: int, *corners: float) -> Box:
    return Box(0, page, *(round(max(point, 0), 1) for point in corners))


def _alto_word(element: Any, confidence: list[float]) -> str:
    name = element.tag.rsplit("}", 1)[-1] if isinstance(element.tag, str) else ""
    if name == "SP":
        return " "
    if name != "String":
        return ""  # HYP: the hyphen is not part of the word
    wc = _number(element.get("WC"))
    if wc is not None:
        confidence.append(wc)
    if element.get("SUBS_TYPE") == "HypPart1" and element.get("SUBS_CONTENT"):
        return str(element.get("SUBS_CONTENT"))
    if element.get("SUBS_TYPE") == "HypPart2" and element.get("SUBS_CONTENT"):
        return ""
    return element.get("CONTENT") or ""


def _page(root: Any, confidence: list[float]) -> Iterator[Block]:
    """Text regions in the stated reading order; page numbers, headers and footers left out."""
    regions = {region.get("id") or str(i): region for i, region in enumerate(_named(root, "TextRegion"))}
    stated = [ref for group in _named(root, "ReadingOrder") for ref in _ordered(group)]
    order = [ref for ref in dict.fromkeys(stated) if ref in regions]
    for key in dict.fromkeys([*order, *regions]):
        region = regions[key]
        kind = region.get("type") or ""
        if kind in _FURNITURE:
            continue
        parts = region.findall("{*}TextLine")
        lines = [_page_text(line, confidence) for line in parts]
        boxes = [_outline(line) for line in parts]
        if not any(lines):
            lines = _page_text(region, confidence).splitlines()
            boxes = [_outline(region)] * len(lines)
        yield paragraph(lines, boxes, 2 if kind == "heading" else 0)


def _outline(element: Any) -> Box:
    """The smallest box around the polygon of a line or region."""
    coords = element.find("{*}Coords")
    stated = (coords.get("points") or "") if coords is not None else ""
    points = [point.split(",", 1) for point in stated.split()[:10_000] if "," in point]
    if not points:
        return Box(0, 1)
    xs, ys = ([_point(point[i]) for point in points] for i in (0, 1))
    return _box(1, min(xs), min(ys), max(xs), max(ys))


def _ordered(group: Any) -> Iterator[str]:
    """Region ids under a group of the reading order; ``index`` orders the members of a group."""

    def index(member: Any) -> int:
        stated = member.get("index") or ""
        return int(stated) if stated.isascii() and stated.isdigit() and len(stated) < 10 else 0

    for member in sorted(group, key=index):
        if member.get("regionRef"):
            yield member.get("regionRef")
        yield from _ordered(member)


def _page_text(element: Any, confidence: list[float]) -> str:
    """The first reading of a line or region; of its words, if it has none itself."""
    readings = sorted(
        element.findall("{*}TextEquiv"), key=lambda e: (len(e.get("index") or ""), e.get("index") or "")
    )
    for reading in readings:
        text = reading.findtext("{*}Unicode") or ""
        if text:
            conf = _number(reading.get("conf"))
            if conf is not None:
                confidence.append(conf)
            return text
    return joined([_page_text(word, confidence) for word in element.findall("{*}Word")])


def _hocr(data: bytes, settings: Settings, confidence: list[float]) -> Iterator[Block]:
    """Paragraphs (``ocr_par``) of lines; titles and headers as hOCR's logical classes name them."""
    from lxml import etree, html

    try:
        text = decode(data, settings.encoding).text
    except Undecodable:
        text = data.decode("utf-8", "replace")
    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return
    pages = tree.find_class("ocr_page")
    stated = [match and str(int(match[1]) + 1) for match in (_PPAGENO.search(_title(p)) for p in pages)]
    on = {e: n for page, n in zip(pages, _numbers(stated), strict=True) for e in page.iter()}
    for part in tree.find_class("ocr_par") or tree.find_class("ocr_carea") or pages:
        lines: list[str] = []
        boxes: list[Box | None] = []
        for line in (
            element
            for element in part.iter()
            if {"ocr_line", "ocr_header", "ocr_caption", "ocr_textfloat"}
            & set((element.get("class") or "").split())
        ):
            found = [
                float(c) / 100 for w in line.find_class("ocrx_word") for c in _CONFIDENCE.findall(_title(w))
            ]
            confidence.extend(found)
            lines.append(spaced("".join(line.itertext())))
            boxes.append(_hocr_box(line, on.get(line, 1)))
        if not lines:
            lines, boxes = [spaced("".join(part.itertext()))], [_hocr_box(part, on.get(part, 1))]
        classes = set((part.get("class") or "").split())
        heading = classes & {"ocr_title", "ocr_chapter", "ocr_section", "ocr_header"}
        yield paragraph(lines, boxes, 2 if heading else 0)


def _title(element: Any) -> str:
    return element.get("title") or ""


def _hocr_box(element: Any, page: int) -> Box:
    found = _BBOX.search(_title(element))
    return _box(page, *map(_point, found.groups())) if found else Box(0, page)


def _number(value: str | None) -> float | None:
    try:
        number = float(value) if value is not None else None
    except ValueError:
        return None
    return number if number is not None and 0 <= number <= 1 else None


def _doubtful(mean: float) -> Remark:
    return Remark(
        "INP902",
        "ocr confidence",
        f"文字识别的平均置信度只有 {mean:.2f}，可能有不少识别错误；请对照原图，或重新识别",
        f"the OCR was sure of its words by {mean:.2f} on average only: expect errors; compare with the "
        "image, or recognise it again",
    )


def _mended(line: int, why: str) -> Remark:
    return Remark(
        "INP901",
        "damaged xml",
        f"XML 已损坏（第 {line} 行：{why}），只读取了尚可解析的部分；请重新导出",
        f"damaged XML (line {line}: {why}); what could be made of it is read; export it again",
        line=line,
    )


def _too_large() -> Remark:
    return Remark(
        "INP904",
        "file too large",
        f"文件超过 {_LONGEST >> 20} MiB，未读取；请按版面拆分",
        f"above {_LONGEST >> 20} MiB, not read; split it by pages",
    )


def _not_ocr(name: str) -> Remark:
    return Remark(
        "INP901",
        "not ocr",
        f"不是 ALTO、PAGE XML 或 hOCR（根元素：{name or '无'}）；请导出为这些格式之一，或转为 .txt",
        f"neither ALTO, PAGE XML nor hOCR (root element: {name or 'none'}); export one of these, or text",
        severity=Severity.WARNING,  # a folder may hold XML of any kind
    )
