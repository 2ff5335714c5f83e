"""Word documents: paragraphs, headings, tables and footnotes as they read with all changes accepted."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any, BinaryIO

from dedup.config import Settings
from dedup.errors import MissingExtra
from dedup.readers._fields import iso_date
from dedup.readers._layout import Block, rendered
from dedup.readers._origin import stated
from dedup.readers._protocol import Page, Remark
from dedup.readers._word import Looks, W

_OLE = b"\xd0\xcf\x11\xe0"  # an old .doc, or a .docx behind a password

SUFFIXES = (".docx", ".docm")
MAGIC = (_OLE,)  # what it is not, to say so; a .docx is a zip like many others and told by its members
EXTRA = "docx"
ROWS = False

_PART = 64 << 20  # bytes of one XML part: a text of ten million characters; its tree takes ten times that
_WHOLE = 512 << 20  # bytes of all parts together, pictures included
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_GONE = {f"{W}{name}" for name in ("del", "moveFrom", "pPr", "txbxContent", "rPr", "rt")} | {_FALLBACK}
_TEMPLATE = ("python-docx", "2013-12-23")  # author and day of the file that python-docx starts from
_LONG_CELL = 120  # characters from which a cell holds an article, not a value


def holds(names: list[str]) -> bool:
    """Whether a zip archive with these members is a Word document."""
    return "word/document.xml" in names


def read(stream: BinaryIO, settings: Settings) -> Iterator[Page | Remark]:
    """The text: body in order, then footnotes and endnotes.

    Raises:
        MissingExtra: python-docx is not installed.
    """
    try:
        import docx
    except ImportError as error:
        raise MissingExtra("reading .docx", EXTRA) from error
    data = stream.read()
    remark = _refusal(data)
    if remark:
        yield remark
        return
    document = docx.Document(io.BytesIO(data))
    if not hasattr(document.element, "body") or document.element.body is None:
        yield _damaged("no body in word/document.xml")
        return
    body = _Body(Looks(document))
    blocks = [*body.blocks(document.element.body), *_notes(document, body)]
    yield Page(rendered(blocks), "docx", **_properties(document))


def _properties(document: Any) -> dict[str, Any]:
    """Title, author and day as Word's properties state them, unless they are of python-docx's template."""
    try:
        core = document.core_properties
        title, author, made = core.title, core.author, core.created or core.modified
    except (ValueError, KeyError, AttributeError):  # properties that no Word wrote
        return {}
    of_template = made is not None and made.strftime("%Y-%m-%d") == _TEMPLATE[1]
    return {
        "title": (title or "").strip() or None,
        "created": None if of_template else iso_date(made),
        "meta": stated(author=None if author == _TEMPLATE[0] else author),
    }


def _refusal(data: bytes) -> Remark | None:
    if data.startswith(_OLE):
        return _ole(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        return _damaged(str(error))
    if not holds([info.filename for info in infos]):
        return _damaged("no word/document.xml in it")
    xml = max(i.file_size for i in infos if i.filename.endswith((".xml", ".rels")))
    if xml > _PART or sum(i.file_size for i in infos) > _WHOLE:
        return Remark(
            "INP904",
            "part too large",
            f"解压后过大（正文上限 {_PART >> 20} MiB），为防止压缩炸弹未读取；请拆分文件或另存为 .txt",
            f"unpacks to more than it may (XML {_PART >> 20} MiB), not read for fear of a zip bomb; split "
            "the file or save it as .txt",
        )
    return None


def _ole(data: bytes) -> Remark:
    """What the container of old Office files holds, told by the names of its streams."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return Remark(
            "INP901",
            "password",
            "Word 文件加了密码；请在 Word 中去掉密码后另存为 .docx",
            "this Word file has a password; remove it in Word and save it as .docx",
        )
    if "WordDocument".encode("utf-16-le") in data:
        return Remark(
            "INP901",
            "old doc",
            "不读取旧式 .doc；请用 Word 另存为 .docx，或运行 soffice --headless --convert-to docx 文件名",
            "an old .doc is not read; save it as .docx, or run soffice --headless --convert-to docx FILE",
        )
    return Remark(
        "INP901",
        "ole",
        "旧式 Office 文件，或加了密码的 Word 文件；请去掉密码并另存为 .docx",
        "an old Office file, or a Word file with a password; remove the password and save it as .docx",
    )


def _damaged(why: str) -> Remark:
    return Remark(
        "INP901",
        "damaged docx",
        f"不是完好的 .docx 文件（{why}）；请用 Word 打开并重新保存",
        f"no sound .docx file ({why}); open it in Word and save it again",
    )


class _Body:
    """Walks body elements; knows which paragraphs are headings."""

    def __init__(self, looks: Looks) -> None:
        self._looks = looks

    def blocks(self, parent: Any) -> Iterator[Block]:
        """Blocks under ``parent`` in order; a paragraph whose mark was deleted runs on into the next."""
        carried = ""
        for element in parent:
            if element.tag == f"{W}p":
                text = carried + _text(element)
                carried = ""
                if element.find(f"{W}pPr/{W}rPr/{W}del") is not None:
                    carried = text
                else:
                    yield Block(text.strip(), self._looks.level(element))
                for box in element.iter(f"{W}txbxContent"):
                    if not any(a.tag == _FALLBACK for a in box.iterancestors()):
                        yield from self.blocks(box)
            elif element.tag == f"{W}tbl":
                yield from self._table(element)
            elif element.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}moveTo", f"{W}customXml"):
                yield from self.blocks(element)
        if carried:
            yield Block(carried.strip())

    def _table(self, table: Any) -> Iterator[Block]:
        """A table of values: a line a row, cells apart by tabs. A table for layout: its cells in order."""
        rows = [
            [list(self.blocks(cell)) for cell in row.iter(f"{W}tc") if _row_of(cell) is row]
            for row in table.findall(f"{W}tr")
            if row.find(f"{W}trPr/{W}del") is None
        ]
        cells = [cell for row in rows for cell in row]
        if any(len([b for b in c if b.text]) > 2 or any(len(b.text) > _LONG_CELL for b in c) for c in cells):
            yield from (block for cell in cells for block in cell if block.text)
            return
        lines = ["\t".join(" ".join(b.text for b in cell if b.text) for cell in row) for row in rows]
        yield Block("\n".join(line for line in lines if line.strip()))


def _row_of(cell: Any) -> Any:
    return next(a for a in cell.iterancestors() if a.tag == f"{W}tr")


def _text(paragraph: Any) -> str:
    """What the paragraph says: inserted text counts, deleted text and text boxes do not."""
    parts: list[str] = []

    def walk(element: Any) -> None:
        for child in element:
            tag = child.tag
            if tag in _GONE:
                continue
            if tag == f"{W}t":
                parts.append(child.text or "")
            elif tag in (f"{W}tab", f"{W}ptab"):
                parts.append("\t")
            elif tag in (f"{W}br", f"{W}cr"):
                parts.append("\n")
            elif tag == f"{W}noBreakHyphen":
                parts.append("-")
            else:
                walk(child)

    walk(paragraph)
    return "".join(parts)


def _notes(document: Any, body: _Body) -> Iterator[Block]:
    """Footnotes and endnotes in their order."""
    from docx.oxml.parser import parse_xml

    for part in document.part.package.iter_parts():
        if str(part.partname) in ("/word/footnotes.xml", "/word/endnotes.xml"):
            for note in parse_xml(part.blob):
                if note.get(f"{W}type") in (None, "normal"):
                    yield from body.blocks(note)
