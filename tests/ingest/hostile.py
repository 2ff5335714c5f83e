"""Files made to break a reader, by format: bombs, loops, depths, lies about sizes."""

from __future__ import annotations

import gzip
import io
import json
import struct
import zipfile
import zlib
from collections.abc import Callable

import zstandard

from tests.ingest import makers

Files = dict[str, bytes]
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MB = 1 << 20
_LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "哈哈哈哈哈哈哈哈">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True))
    + "]>"
)
_QUADRATIC = f'<!DOCTYPE x [<!ENTITY a "{"哈" * 50_000}">]>'


def _cuts(data: bytes) -> Files:
    """The file cut off at every eighth, and with nothing but its first bytes."""
    return {f"cut {n}/8": data[: len(data) * n // 8] for n in range(8)} | {"first bytes": data[:12]}


def _text() -> Files:
    return {
        "nuls": bytes(_MB),
        "only a mark": b"\xef\xbb\xbf",
        "odd utf-16": b"\xff\xfe" + "正文".encode("utf-16-le") + b"\x00",
        "mixed": "市图书馆昨日开馆。".encode() * 40 + "首日接待读者。".encode("gb18030") * 40,
        "gb18030 of four bytes": "𠮷𡈽龦㐂".encode("gb18030") * 200,
        "one line of 50 MB": "馆".encode() * (50 * _MB // 3),
        "all bytes": bytes(range(256)) * 400,
        "lone surrogates": b"\xed\xa0\x80" * 500,
        "endless combining": ("馆" + "\u0301" * 200_000).encode(),
        "carriage returns": b"\r" * _MB,
    }


def _jsonl() -> Files:
    good = b'\n{"id": 1, "text": "\xe6\xad\xa3\xe6\x96\x87"}\n'
    return {
        "a line of 50 MB": b'{"text": "' + b"a" * (50 * _MB) + b'"}' + good,
        "deep lists": b"[" * 200_000 + good,
        "deep objects": b'{"text":' * 100_000 + b"1" + b"}" * 100_000 + good,
        "deep beside the text": b'{"text": "a", "x": ' + b"[" * 50_000 + b"]" * 50_000 + b"}" + good,
        "surrogates": rb'{"id": "\ud800", "text": "\ud800\udc00 \udfff \ud800", "title": "\udc00"}' + good,
        "a number of 100,000 digits": b'{"id": ' + b"9" * 100_000 + b', "text": "a"}' + good,
        "numbers beyond all": b'{"id": 1e999, "text": "a", "date": -1e999, "x": NaN}' + good,
        "nul": b'{"text": "a\x00b"}\n{"text": "a\\u0000b"}' + good,
        "fields of any kind": b'{"id": [1], "text": {"a": 1}, "title": 3, "date": {}}' + good,
        "a field twice": b'{"text": "a", "text": "b"}' + good,
        "no end": good.strip()[:-3],
        "a million blank lines": b"\n" * _MB + good,
        "not rows": b"null\n1\n[]\n" * 1000,
    }


def _csv() -> Files:
    return {
        "nuls": b"id,text\n1,a\x00b\n\x00,\x00\n",
        "a quote of 40 MB": b'id,text\n1,"' + b"a\n" * (20 * _MB),
        "quotes": b"id,text\n" + b'"""' * 200_000,
        "100,000 columns": b"text" + b",a" * 100_000 + b"\n" + b"x," * 100_000,
        "one column twice": b"text,text\na,b\n",
        "a name of 1 MB": b"text," + b"n" * _MB + b"\na,b\n",
        "separators": b",;\t" * 100_000 + b"\n",
        "only a header": b"id,text\n",
        "wide": "id,text\n1,正文\n".encode("utf-16"),
        "short and long rows": b"id,text\n1\n1,2,3,4\n" * 20_000,
    }


def _parquet() -> Files:
    good = makers.make_parquet()
    lies = {
        f"footer of {length}": good[:-8] + struct.pack("<I", length) + b"PAR1"
        for length in (0, 1, len(good), 0x7FFFFFFF, 0xFFFFFFFF)
    }
    swapped = {
        f"byte {at} of the footer": good[:-at] + b"\xff" * 4 + good[4 - at :] for at in range(12, 400, 16)
    }
    arrow = {
        "arrow: metadata of 2 GB": b"\xff\xff\xff\xff\xff\xff\xff\x7f" + bytes(64),
        "arrow: only magic": b"ARROW1\0\0" + bytes(32) + b"\xff\xff\xff\x7fARROW1",
    }
    return _cuts(good) | lies | swapped | arrow


def _repacked(data: bytes, changes: Files) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return makers.zipped(parts | changes)


def _docx() -> Files:
    good = makers.make_docx()
    head = f'<?xml version="1.0"?>{{}}<w:document xmlns:w="{W}"><w:body>{{}}</w:body></w:document>'

    def body(inner: str, dtd: str = "") -> bytes:
        return _repacked(good, {"word/document.xml": head.format(dtd, inner).encode()})

    paragraph = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
    cell = "<w:tbl><w:tr><w:tc>"
    bold = '<w:p><w:r><w:rPr><w:b/><w:sz w:val="x"/></w:rPr><w:t>题</w:t></w:r></w:p>'
    level = '<w:p><w:pPr><w:outlineLvl w:val="-1"/></w:pPr></w:p>'
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)
    loop = '<w:style w:type="paragraph" w:styleId="{}"><w:basedOn w:val="{}"/></w:style>'
    styles = f'<w:styles xmlns:w="{W}">{loop.format("A", "B")}{loop.format("B", "A")}</w:styles>'
    styled = '<w:p><w:pPr><w:pStyle w:val="A"/></w:pPr><w:r><w:t>正文</w:t></w:r></w:p>'
    lying = io.BytesIO()
    with zipfile.ZipFile(lying, "w") as archive:
        archive.writestr("word/document.xml", b"<a/>")
    return _cuts(good) | {
        "a bomb": _repacked(good, {"word/document.xml": bytes(80 * _MB)}),
        "a picture bomb": _repacked(good, {"word/media/a.png": bytes(600 * _MB)}),
        "laughs": body(paragraph.format("&j;"), _LAUGHS),
        "quadratic": body(paragraph.format("&a;" * 20_000), _QUADRATIC),
        "deep": body("<w:p>" * 20_000 + "</w:p>" * 20_000),
        "deep tables": body(cell * 60 + paragraph.format("底") + "</w:tc></w:tr></w:tbl>" * 60),
        "many tables": body((cell + paragraph.format("格") + "</w:tc></w:tr></w:tbl>") * 20_000),
        "many bold lines": body(bold * 30_000),
        "styles in a loop": _repacked(
            good,
            {"word/document.xml": head.format("", styled).encode(), "word/styles.xml": styles.encode()},
        ),
        "odd levels": body(level + paragraph.format("正文") * 9),
        "no body": _repacked(good, {"word/document.xml": b"<a/>"}),
        "not xml": _repacked(good, {"word/document.xml": b"\xff" * 999}),
        "no types": _repacked(good, {"[Content_Types].xml": b"<Types/>"}),
        "a password": ole + "EncryptedPackage".encode("utf-16-le"),
        "a size that lies": lying.getvalue().replace(struct.pack("<I", 4), struct.pack("<I", 0x7FFFFFFF)),
        "a part twice": good + good,
    }


def _html() -> Files:
    return {
        "deep": b"<div>" * 300_000 + "深".encode(),
        "laughs": f"{_LAUGHS}<html><body><p>&j;</p></body></html>".encode(),
        "brackets": b"<" * (4 * _MB),
        "a comment without an end": b"<html><body><!-- " + b"a" * (8 * _MB),
        "an attribute of 8 MB": b'<p class="' + b"a" * (8 * _MB) + '">正文</p>'.encode(),
        "10,000 attributes": b"<p" + b"".join(b" a%d=1" % n for n in range(10_000)) + ">正文</p>".encode(),
        "tables in tables": b"<table><tr><td>" * 20_000,
        "a charset that is none": b'<meta charset="no-such">' + "<p>正文</p>".encode("gb18030") * 99,
        "a charset that is no text": b'<meta charset="base64"><p>aaaa</p>',
        "a wrong charset": b'<meta charset="big5">' + ("<p>" + makers.LINES[0] + "</p>").encode() * 9,
        "scripts": b"<script>" * 50_000,
        "forms": b"<form><select><option>" * 20_000 + "正文".encode(),
        "entities": b"<p>" + b"&#x110000;&#xd800;&#0;&nbsp;" * 50_000,
        "nuls": b"<html>\0<body>\0<p>\0" * 1000,
    }


def _ocr() -> Files:
    good = makers.make_ocr()
    region = '<TextRegion id="r"><TextEquiv><Unicode>{}</Unicode></TextEquiv></TextRegion>'
    page = f"<PcGts>{{}}<Page>{region}</Page></PcGts>"
    outside = '<!DOCTYPE x [<!ENTITY s SYSTEM "file:///etc/passwd">]>'
    order = '<ReadingOrder><RegionRef regionRef="r"/>' * 200_000
    groups = "<OrderedGroup>" * 10_000
    return _cuts(good) | {
        "laughs": (_LAUGHS + page.format("", "&j;")).encode(),
        "quadratic": (_QUADRATIC + page.format("", "&a;" * 50_000)).encode(),
        "outside": (outside + page.format("", "&s;")).encode(),
        "deep": b"<alto>" + b"<Layout>" * 100_000,
        "deep order": page.format(f"<ReadingOrder>{groups}", "正文").encode(),
        "an order of 200,000": page.format(order, "正文").encode(),
        "200,000 blocks of one name": b"<alto>" + b'<TextBlock ID="a"><TextLine/></TextBlock>' * 200_000,
        "numbers that are none": b'<alto><Page PHYSICAL_IMG_NR="x"><TextBlock><TextLine HPOS="nan"'
        b' VPOS="1e999" WIDTH="-" HEIGHT=""><String CONTENT="a" WC="inf"/></TextLine></TextBlock>',
        "a polygon of 300,000 points": page.format("", "a").replace(
            "<TextEquiv>", f'<Coords points="{"1,2 " * 300_000}"/><TextEquiv>'
        ).encode(),
        "hocr: deep": b'<div class="ocr_page">' + b'<p class="ocr_par">' * 50_000,
        "hocr: odd boxes": b'<p class="ocr_par"><span class="ocr_line" title="bbox 9%s -1 x 3">a</span>'
        % (b"9" * 20),
        "a lying declaration": b'<?xml version="1.0" encoding="utf-16"?><alto/>',
        "an unknown encoding": b'<?xml version="1.0" encoding="no-such"?><alto/>',
    }  # fmt: skip


def _object_pdf(*objects: bytes, trailer: bytes = b"<</Root 1 0 R>>") -> bytes:
    out = b"%PDF-1.4\n"
    for number, body in enumerate(objects, 1):
        out += b"%d 0 obj%s endobj\n" % (number, body)
    return out + b"trailer" + trailer + b"\n%%EOF"


def _pdf() -> Files:
    good = makers.make_pdf()
    catalog = b"<</Type/Catalog/Pages 2 0 R>>"
    bomb = zlib.compress(b"BT (a) Tj ET\n" * (20 * _MB // 13), 9)
    pages = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
    leaf = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>"
    flate = b"<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream"
    twice = zlib.compress(zlib.compress(bytes(200 * _MB), 9), 9)
    many = [[makers.Set("馆", x % 500, x // 50, 5) for x in range(20_000)]]
    return _cuts(good) | {
        "kids in a loop": _object_pdf(catalog, b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 9>>"),
        "parents in a loop": _object_pdf(catalog, b"<</Type/Pages/Kids[3 0 R]/Parent 2 0 R/Count 1>>",
                                         b"<</Type/Page/Parent 3 0 R>>"),
        "a billion pages": _object_pdf(catalog, b"<</Type/Pages/Kids[3 0 R]/Count 1000000000>>", leaf),
        "a bomb": _object_pdf(catalog, pages, leaf, flate % (len(bomb), bomb)),
        "a bomb in a bomb": _object_pdf(
            catalog, pages, leaf,
            flate.replace(b"/FlateDecode", b"[/FlateDecode/FlateDecode]") % (len(twice), twice),
        ),
        "tables that lead to themselves": good.replace(b"startxref", b"startxref\n0\n%%EOF\nstartxref"),
        "previous in a loop": good.replace(b"trailer<<", b"trailer<</Prev %d" % good.rindex(b"xref\n0")),
        "a page without end": good.replace(b"595 842", b"999999999 999999999"),
        "a page without size": good.replace(b"0 0 595 842", b"0 0 0 0"),
        "a password": makers.printed([[makers.Set("正文", 60, 60)]], encrypted=True),
        "deep arrays": _object_pdf(b"[" * 100_000),
        "20,000 characters on one another": makers.printed(many),
        "sizes that are none": makers.printed(
            [[makers.Set("正文", 60, 60, 0.0), makers.Set("正文", 1e9, -1e9, 1e7)]]
        ),
        "two thousand pages": makers.printed([[makers.Set("正文", 60, 60)] for _ in range(2000)]),
    }  # fmt: skip


def _zip() -> Files:
    text = "\n".join(makers.LINES).encode()
    inner = makers.zipped({"a.txt": text})
    for _ in range(20):
        inner = makers.zipped({"in.zip": inner})
    names = io.BytesIO()
    with zipfile.ZipFile(names, "w") as archive:
        for name in (
            "../../a.txt",
            "/etc/a.txt",
            "..\\b.txt",
            "c\0.txt",
            "d" * 5000 + ".txt",
            "e/../f.txt",
            ".txt",
        ):
            archive.writestr(name, text)
    many = io.BytesIO()
    with zipfile.ZipFile(many, "w") as archive:
        for n in range(20_000):
            archive.writestr(f"{n}.x", b"")
    good = makers.zipped({"a.txt": text, "b.txt": text * 9})
    entry = b"PK\x01\x02\x14\x03\x14\0\0\0"
    return _cuts(good) | {
        "nested": inner,
        "a bomb": makers.zipped({"a.txt": bytes(300 * _MB)}),
        "many bombs": makers.zipped({f"{n}.txt": bytes(40 * _MB) for n in range(8)}),
        "names": names.getvalue(),
        "20,000 members": many.getvalue(),
        "a wrong sum": good.replace(struct.pack("<I", zlib.crc32(text)), b"\0\0\0\0"),
        "a size that lies": good.replace(struct.pack("<I", len(text)), b"\xff\xff\xff\x7f"),
        "an unknown method": good.replace(entry + b"\x08", entry + b"\x63"),
        "before and behind": b"junk" * 99 + good + b"junk" * 99,
    }  # fmt: skip


def _packed(pack: Callable[[bytes], bytes]) -> Files:
    text = "\n".join(makers.LINES * 20).encode()
    good = pack(text)
    return _cuts(good) | {
        "a bomb": pack(bytes(300 * _MB)),
        "packed twice": pack(good),
        "packed twice, a bomb": pack(pack(bytes(300 * _MB))),
        "one after another": good * 50,
        "junk behind": good + b"junk" * 99,
        "nothing packed": pack(b""),
        "only its magic": good[:4],
    }


def files(name: str) -> Files:
    """The hostile files of a reader or packing."""
    made: dict[str, Callable[[], Files]] = {
        "text": _text, "jsonl": _jsonl, "csv": _csv, "parquet": _parquet, "docx": _docx, "html": _html,
        "ocr": _ocr, "pdf": _pdf, "zip": _zip,
        "gz": lambda: _packed(lambda data: gzip.compress(data, 9, mtime=0)),
        "zst": lambda: _packed(zstandard.compress),
    }  # fmt: skip
    return made[name]()


def mutated_json(data: bytes, pick: Callable[[int], int]) -> bytes:
    """One row with a value replaced, by ``pick(n)`` of n."""
    values: list[object] = [None, True, -1, 1e300, "", " ", "\ud800", [], {}, ["a"] * 99, "\x00", "正" * 9999]
    rows = [json.loads(line) for line in data.splitlines() if line.strip()]
    row = rows[pick(len(rows))]
    key = sorted(row)[pick(len(row))]
    row[key] = values[pick(len(values))]
    return "\n".join(map(json.dumps, rows)).encode()
