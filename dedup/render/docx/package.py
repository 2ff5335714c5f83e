"""The parts of a .docx file, put together to the same bytes everywhere."""

from __future__ import annotations

import io
from collections.abc import Iterable
from importlib.resources import files
from xml.sax.saxutils import escape
from zipfile import ZIP_STORED, ZipFile, ZipInfo

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_SINCE = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip file can name
_PAGE = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1440" w:right="1800" w:bottom="1440" w:left="1800" w:header="851" w:footer="992"'
    ' w:gutter="0"/></w:sectPr>'
)
_FIXED = (
    ("[Content_Types].xml", "content-types.xml"),
    ("_rels/.rels", "package-rels.xml"),
    ("word/_rels/document.xml.rels", "document-rels.xml"),
    ("word/styles.xml", "styles.xml"),
    ("word/settings.xml", "settings.xml"),
)


def pack(body: Iterable[str], comments: Iterable[str], title: str, lang: str) -> bytes:
    """A .docx file: stored, not compressed, for compressors differ from machine to machine.

    Args:
        body: the paragraphs of the document as XML.
        comments: its comments as XML.
        title: what its properties call it.
        lang: language of its properties.
    """
    here = files("dedup.render.docx").joinpath("parts")
    parts = {name: here.joinpath(part).read_text("utf-8") for name, part in _FIXED}
    parts["word/document.xml"] = (
        f"{_HEAD}<w:document {_W}><w:body>{''.join(body)}{_PAGE}</w:body></w:document>"
    )
    parts["word/comments.xml"] = f"{_HEAD}<w:comments {_W}>{''.join(comments)}</w:comments>"
    parts["docProps/core.xml"] = (
        f'{_HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
        'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>dedup</dc:creator>"
        f"<dc:language>{'zh-CN' if lang == 'zh' else 'en'}</dc:language></cp:coreProperties>"
    )
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_STORED) as archive:
        for name, text in parts.items():
            archive.writestr(ZipInfo(name, _SINCE), text.encode("utf-8"))
    return out.getvalue()
