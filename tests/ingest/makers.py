"""For each reader, one small real file of its format that holds ``LINES``; named ``make_READER``."""

import io
import json
import zipfile
from typing import NamedTuple

import docx
import pyarrow
import pyarrow.parquet

LINES = (
    "市图书馆新馆昨日开馆，首日接待读者二千三百人。",
    "馆长说，周末开放时间延长到晚上九点。",
    "新馆有座位一千二百个，藏书八十万册。",
)


def make_text() -> bytes:
    return "\n\n".join(LINES).encode()


def make_jsonl() -> bytes:
    return json.dumps({"id": "a", "title": "新馆开馆", "text": "\n".join(LINES)}).encode()


def make_csv() -> bytes:
    return b"id,title,text\r\na,t," + b'"' + "\n".join(LINES).encode() + b'"\r\n'


def make_parquet() -> bytes:
    table = pyarrow.table({"id": ["a"], "title": ["新馆开馆"], "text": ["\n".join(LINES)]})
    out = io.BytesIO()
    pyarrow.parquet.write_table(table, out)
    return out.getvalue()


def make_docx() -> bytes:
    document = docx.Document()
    document.add_heading("新馆开馆", 1)
    for line in LINES:
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def make_html() -> bytes:
    body = "".join(f"<p>{line}</p>" for line in LINES)
    return (
        "<!DOCTYPE html><html lang=zh><head><meta charset=utf-8><title>新馆开馆</title></head>"
        f"<body><article><h1>新馆开馆</h1>{body}</article></body></html>"
    ).encode()


def zipped(members: dict[str, bytes]) -> bytes:
    """A zip archive of these files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def make_ocr() -> bytes:
    lines = "".join(
        f'<TextBlock ID="b{i}"><TextLine><String CONTENT="{line[:9]}" WC="0.97"/></TextLine>'
        f'<TextLine><String CONTENT="{line[9:]}" WC="0.93"/></TextLine></TextBlock>'
        for i, line in enumerate(LINES)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><alto xmlns="http://www.loc.gov/standards/alto/ns-v3#">'
        f"<Layout><Page><PrintSpace>{lines}</PrintSpace></Page></Layout></alto>"
    ).encode()


def make_pdf() -> bytes:
    return printed([[Set(line, 72, 100 + 60 * i) for i, line in enumerate(LINES)]])


class Set(NamedTuple):
    """Text set with its top left corner at ``left``, ``top`` (points from the top left of the page)."""

    text: str
    left: float
    top: float
    size: float = 12.0


def shown(text: Set) -> str:
    """The operators that show it."""
    at = f"{text.left} {842 - text.top - 0.88 * text.size}"
    return f"BT /F {text.size} Tf 1 0 0 1 {at} Tm <{text.text.encode('utf-16-be').hex()}> Tj ET\n"


def printed(pages: list[list[Set]], *, encrypted: bool = False) -> bytes:
    """A PDF of A4 pages in a Chinese standard font (not embedded), made object by object."""
    kids = " ".join(f"{5 + 2 * i} 0 R" for i in range(len(pages)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>".encode(),
        b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>",
        b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>>>",
    ]
    for i, page in enumerate(pages):
        said = "".join(map(shown, page)).encode()
        objects += [
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>"
            f"/Contents {6 + 2 * i} 0 R>>".encode(),
            b"<</Length %d>>stream\n%s\nendstream" % (len(said), said),
        ]
    if encrypted:
        objects.append(b"<</Filter/Standard/V 1/R 2/P -4/O<%s>/U<%s>>>" % (b"5a" * 32, b"a5" * 32))
    out = b"%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    secret = b"/Encrypt %d 0 R/ID[<00><00>]" % len(objects) if encrypted else b""
    trailer = b"<</Size %d/Root 1 0 R%s>>" % (len(objects) + 1, secret)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    return out + head + table + b"trailer" + trailer + b"\nstartxref\n%d\n%%%%EOF" % len(out)
