"""PDF with a text layer: columns in reading order, running heads left out, line breaks healed."""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections.abc import Iterator
from typing import Any, BinaryIO

from dedup.config import Settings
from dedup.errors import MissingExtra
from dedup.readers._columns import Piece, columns
from dedup.readers._fields import iso_date
from dedup.readers._layout import placed, roomy
from dedup.readers._origin import stated
from dedup.readers._printed import blocks, without_furniture
from dedup.readers._protocol import Page, Remark
from dedup.readers._remarks import numbers
from dedup.readers._runs import Glyph, Runs
from dedup.types import Severity

SUFFIXES = (".pdf",)
MAGIC = (b"%PDF-",)
EXTRA = "pdf"
ROWS = False

_DESCENT = 0.12  # of the size: how far characters reach below the line they stand on
_UNMAPPED = 0.3  # share of characters without meaning above which the text layer is useless


def read(stream: BinaryIO, settings: Settings) -> Iterator[Page | Remark]:
    """The text of all pages as one; which pages have none.

    Raises:
        MissingExtra: pypdfium2 is not installed.
    """
    try:
        import pypdfium2
    except ImportError as error:
        raise MissingExtra("reading .pdf", EXTRA) from error
    data = stream.read()
    if not data.strip():
        yield Page("", "pdf")
        return
    try:
        document = pypdfium2.PdfDocument(data)
        count = len(document)
    except pypdfium2.PdfiumError as error:
        yield _PASSWORD if "password" in str(error).lower() else _damaged(str(error))
        return
    try:
        info = document.get_metadata_dict()
        pages: list[list[Piece]] = []
        heights: list[float] = []
        broken: list[int] = []
        left = settings.max_chars
        for number in range(count):
            try:
                page = document[number]
                pieces = list(_pieces(page))
                heights.append(page.get_height())
                page.close()
            except pypdfium2.PdfiumError:
                broken.append(number + 1)
                pages.append([])
                heights.append(1.0)
                continue
            pages.append(pieces)
            left -= sum(len(piece.text) for piece in pieces)
            if left < 0:
                break
    finally:
        document.close()
    yield from _page(pages, heights, broken, info)


def _page(
    pages: list[list[Piece]], heights: list[float], broken: list[int], info: dict[str, str]
) -> Iterator[Page | Remark]:
    blank = [number for number, pieces in enumerate(pages, 1) if not pieces and number not in broken]
    said = "".join(piece.text for pieces in pages for piece in pieces)
    unmapped = sum(unicodedata.category(c) in ("Co", "Cn", "Cc") or c == "\ufffd" for c in said)
    if not said.strip() or unmapped > _UNMAPPED * len(said):
        yield _SCAN
        return
    if broken:
        yield _lost(broken, "无法读取", "cannot be read")
    if blank:
        yield _lost(blank, "没有文字", "have no text")
    bodies = without_furniture(pages, heights)
    text, boxes = placed(roomy(blocks([columns(pieces) for pieces in bodies])))
    yield Page(
        text,
        "pdf",
        title=info.get("Title", "").strip() or None,
        created=iso_date(info.get("CreationDate", "").removeprefix("D:")[:8]),
        meta=stated(author=info.get("Author")),
        boxes=boxes,
    )


def _pieces(page: Any) -> Iterator[Piece]:
    """Runs of characters without a gap, in the order of the file; points from the top left corner."""
    import pypdfium2.raw as pdfium

    text = page.get_textpage()
    box, matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    fonts: dict[tuple[float, float], tuple[float, bool]] = {}  # by the size of the character's box
    runs = Runs()
    spaced = False
    for i in range(text.count_chars()):
        character = _character(pdfium.FPDFText_GetUnicode(text.raw, i))
        if not character or character.isspace():
            spaced = spaced or bool(character)
            continue
        if not pdfium.FPDFText_GetLooseCharBox(text.raw, i, box):
            continue
        left, right, bottom, top = box.left, box.right, box.bottom, box.top
        height = max(top - bottom, 0.1)
        key = (round(height, 2), round(right - left, 2))
        if key not in fonts:
            pdfium.FPDFText_GetMatrix(text.raw, i, matrix)
            em = pdfium.FPDFText_GetFontSize(text.raw, i) * math.hypot(matrix.b, matrix.d)
            upright = abs(matrix.b) + abs(matrix.c) < 0.01 * abs(matrix.d)
            fonts[key] = (em, upright) if 0.5 * height < em < 2 * height else (height, False)
        em, upright = fonts[key]
        if upright and pdfium.FPDFText_GetCharOrigin(text.raw, i, x, y) and bottom - em < y.value < top:
            # quotes in a Latin font stand on the line of the Chinese text, their boxes do not
            bottom, top = y.value - _DESCENT * em, y.value + (1 - _DESCENT) * em
        runs.add(Glyph(character, left, bottom, right, top, em), spaced=spaced)
        spaced = False
    text.close()
    x0, _, _, y1 = page.get_bbox()
    yield from runs.pieces(x0, y1)


def _character(point: int) -> str:
    """The character of a code point; radicals that fonts put in place of characters become those."""
    if point == 2:  # PDFium's word for a hyphen at the end of a line
        return "-"
    if not 0 < point < 0x110000 or 0xD800 <= point < 0xE000 or point in (0xFFFE, 0xFFFF):
        return ""
    character = chr(point)
    if "\u2e80" <= character <= "\u2fdf" or "\uf900" <= character <= "\ufaff":
        return unicodedata.normalize("NFKC", character)
    return character


_PASSWORD = Remark(
    "INP901",
    "password",
    "PDF 加了密码；请去掉密码后另存",
    "this PDF has a password; save it without one",
)
_SCAN = Remark(
    "INP901",
    "scan",
    "PDF 没有可用的文字层（可能是扫描件）；请先做文字识别（OCR），例如 ocrmypdf -l chi_sim 输入.pdf 输出.pdf",
    "this PDF has no usable text layer (a scan?); run OCR on it first, "
    "e.g. ocrmypdf -l chi_sim in.pdf out.pdf",
)


def _damaged(why: str) -> Remark:
    return Remark(
        "INP901",
        "damaged pdf",
        f"不是完好的 PDF（{why}）；请重新导出或下载",
        f"no sound PDF ({why}); export or download it again",
    )


def _lost(pages: list[int], zh: str, en: str) -> Remark:
    listed = numbers(pages[:11], len(pages))
    return Remark(
        "INP901",
        f"pages that {en}",
        f"第 {listed} 页{zh}，其余照常读取；若是扫描页，请先做文字识别（OCR）",
        f"pages {listed} {en}, the others are read; if they are scans, run OCR on them first",
        severity=Severity.WARNING,
    )
