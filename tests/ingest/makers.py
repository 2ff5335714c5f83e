"""For each reader, one small real file of its format that holds ``LINES``; named ``make_READER``."""

import io
import json
import zipfile

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
