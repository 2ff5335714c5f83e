"""Word documents: paragraphs, headings, tables and footnotes as they read with all changes accepted."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any, BinaryIO

from dedup.config import Settings
from dedup.errors import MissingExtra
from dedup.readers._fields import iso_date
from dedup.readers._layout import Block, rendered
from dedup.readers._origin import stated
from dedup.readers._protocol import Page, Remark

_OLE = b"\xd0\xcf\x11\xe0"  # an old .doc, or a .docx behind a password

SUFFIXES = (".docx", ".docm")
MAGIC = (_OLE,)  # what it is not, to say so; a .docx is a zip like many others and told by its members
EXTRA = "docx"
ROWS = False

_PART = 64 << 20  # bytes of one XML part: a text of ten million characters; its tree takes ten times that
_WHOLE = 512 << 20  # bytes of all parts together, pictures included
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_GONE = {f"{_W}{name}" for name in ("del", "moveFrom", "pPr", "txbxContent", "rPr")} | {_FALLBACK}
_HEADING = re.compile(r"(?:heading|标题|標題)\s*([1-9])", re.IGNORECASE)
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
    body = _Body(_levels(document))
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
        return Remark(
            "INP901",
            "ole",
            "旧式 .doc 或加了密码的 Word 文件；请在 Word 中去掉密码并另存为 .docx",
            "an old .doc or a Word file with a password; remove the password and save it as .docx",
        )
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


def _damaged(why: str) -> Remark:
    return Remark(
        "INP901",
        "damaged docx",
        f"不是完好的 .docx 文件（{why}）；请用 Word 打开并重新保存",
        f"no sound .docx file ({why}); open it in Word and save it again",
    )


def _levels(document: Any) -> dict[str, int]:
    """Heading level of each paragraph style by its id; a title stands above headings."""
    levels: dict[str, int] = {}
    used = {p.get(f"{_W}val") for p in document.element.body.iter(f"{_W}pStyle")}
    title = False
    for style in document.styles.element.findall(f"{_W}style"):
        key, name = style.get(f"{_W}styleId"), style.find(f"{_W}name")
        label = (name.get(f"{_W}val") or "") if name is not None else ""
        outline = style.find(f"{_W}pPr/{_W}outlineLvl")
        heading = _HEADING.match(label)
        if label.lower() == "title":
            levels[key] = 0
            title = title or key in used
        elif heading:
            levels[key] = int(heading[1])
        elif outline is not None and (outline.get(f"{_W}val") or "").isdigit():
            level = int(outline.get(f"{_W}val"))
            if level < 9:  # 9 is body text
                levels[key] = level + 1
    return {key: level + title if level else 1 for key, level in levels.items()}


class _Body:
    """Walks body elements; knows which styles are headings."""

    def __init__(self, levels: dict[str, int]) -> None:
        self._levels = levels

    def blocks(self, parent: Any) -> Iterator[Block]:
        """Blocks under ``parent`` in order; a paragraph whose mark was deleted runs on into the next."""
        carried = ""
        for element in parent:
            if element.tag == f"{_W}p":
                text = carried + _text(element)
                carried = ""
                if element.find(f"{_W}pPr/{_W}rPr/{_W}del") is not None:
                    carried = text
                else:
                    yield Block(text.strip(), self._level(element))
                for box in element.iter(f"{_W}txbxContent"):
                    if not any(a.tag == _FALLBACK for a in box.iterancestors()):
                        yield from self.blocks(box)
            elif element.tag == f"{_W}tbl":
                yield from self._table(element)
            elif element.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}moveTo", f"{_W}customXml"):
                yield from self.blocks(element)
        if carried:
            yield Block(carried.strip())

    def _level(self, paragraph: Any) -> int:
        outline = paragraph.find(f"{_W}pPr/{_W}outlineLvl")
        if outline is not None and (outline.get(f"{_W}val") or "").isdigit():
            level = int(outline.get(f"{_W}val"))
            return level + 1 if level < 9 else 0
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        return self._levels.get(style.get(f"{_W}val"), 0) if style is not None else 0

    def _table(self, table: Any) -> Iterator[Block]:
        """A table of values: a line a row, cells apart by tabs. A table for layout: its cells in order."""
        rows = [
            [list(self.blocks(cell)) for cell in row.iter(f"{_W}tc") if _row_of(cell) is row]
            for row in table.findall(f"{_W}tr")
            if row.find(f"{_W}trPr/{_W}del") is None
        ]
        cells = [cell for row in rows for cell in row]
        if any(len([b for b in c if b.text]) > 2 or any(len(b.text) > _LONG_CELL for b in c) for c in cells):
            yield from (block for cell in cells for block in cell if block.text)
            return
        lines = ["\t".join(" ".join(b.text for b in cell if b.text) for cell in row) for row in rows]
        yield Block("\n".join(line for line in lines if line.strip()))


def _row_of(cell: Any) -> Any:
    return next(a for a in cell.iterancestors() if a.tag == f"{_W}tr")


def _text(paragraph: Any) -> str:
    """What the paragraph says: inserted text counts, deleted text and text boxes do not."""
    parts: list[str] = []

    def walk(element: Any) -> None:
        for child in element:
            tag = child.tag
            if tag in _GONE:
                continue
            if tag == f"{_W}t":
                parts.append(child.text or "")
            elif tag in (f"{_W}tab", f"{_W}ptab"):
                parts.append("\t")
            elif tag in (f"{_W}br", f"{_W}cr"):
                parts.append("\n")
            elif tag == f"{_W}noBreakHyphen":
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
                if note.get(f"{_W}type") in (None, "normal"):
                    yield from body.blocks(note)
