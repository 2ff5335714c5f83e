"""Word documents: headings, tables, notes, and changes as if accepted."""

import io
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml

from .conftest import Read
from .makers import make_docx, zipped

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def save(document: Any, name: str = "a.docx") -> None:
    document.save(name)


def paragraph(inner: str) -> Any:
    return parse_xml(f"<w:p {W}>{inner}</w:p>")


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def test_headings_come_out_as_markdown_and_a_title_stands_above_them(here: Path, read: Read) -> None:
    document = docx.Document()
    document.add_heading("总题", 0)
    document.add_heading("章", 1)
    document.add_paragraph("正文。")
    document.add_heading("节", 2)
    save(document)
    (page,), findings = read("a.docx")
    assert page.text == "# 总题\n\n## 章\n\n正文。\n\n### 节"
    assert (page.encoding, findings) == ("docx", [])


def test_without_a_title_the_first_heading_level_is_the_highest(here: Path, read: Read) -> None:
    document = docx.Document()
    document.add_heading("章", 1)
    document.add_paragraph("正文。")
    save(document)
    assert read("a.docx")[0][0].text == "# 章\n\n正文。"


def test_tracked_changes_read_as_accepted(here: Path, read: Read) -> None:
    document = docx.Document()
    body = document.element.body
    who = 'w:id="1" w:author="x"'
    body.insert(
        0,
        paragraph(
            run("首日接待")
            + f"<w:del {who}><w:r><w:delText>二千</w:delText></w:r></w:del><w:ins {who}>{run('三千')}</w:ins>"
            + f"<w:moveFrom {who}>{run('走')}</w:moveFrom><w:moveTo {who}>{run('来')}</w:moveTo>"
            + f"<w:hyperlink>{run('读者')}</w:hyperlink><w:r><w:tab/><w:t>人</w:t></w:r>"
        ),
    )
    body.insert(1, paragraph(f"<w:pPr><w:rPr><w:del {who}/></w:rPr></w:pPr>{run('这一段')}"))
    body.insert(2, paragraph(run("与下一段相连")))
    save(document)
    assert read("a.docx")[0][0].text == "首日接待三千来读者\t人\n\n这一段与下一段相连"


def test_a_table_of_values_is_lines_and_a_table_for_layout_is_its_cells(here: Path, read: Read) -> None:
    document = docx.Document()
    values = document.add_table(2, 2)
    for cell, text in zip((c for row in values.rows for c in row.cells), "甲一乙二", strict=True):
        cell.text = text
    layout = document.add_table(1, 2)
    layout.rows[0].cells[0].text = "左栏" * 80
    layout.rows[0].cells[1].text = "右栏"
    save(document)
    assert read("a.docx")[0][0].text == "甲\t一\n乙\t二\n\n" + "左栏" * 80 + "\n\n右栏"


def test_what_only_looks_like_a_heading_is_one(here: Path, read: Read) -> None:
    body = "市图书馆昨日开馆，首日接待读者二千三百人，馆长说周末开放到晚上九点。"
    document = docx.Document()
    big = document.add_paragraph().add_run("新馆开馆")
    big.font.size = docx.shared.Pt(22)
    document.add_paragraph(body)
    for text in ("首日盛况", "读者来自全市各区县。"):  # the second is a sentence
        document.add_paragraph().add_run(text).bold = True
        document.add_paragraph(body * 2)
    mixed = document.add_paragraph()
    mixed.add_run("馆长：").bold = True
    mixed.add_run("欢迎")
    save(document)
    lines = read("a.docx")[0][0].text.split("\n\n")
    assert [line for line in lines if line.startswith("#")] == ["# 新馆开馆", "## 首日盛况"]


def test_in_a_text_that_is_all_bold_bold_means_nothing(here: Path, read: Read) -> None:
    document = docx.Document()
    for text in ("新馆开馆", "市图书馆昨日开馆，首日接待读者二千三百人"):
        document.add_paragraph().add_run(text).bold = True
    save(document)
    assert "#" not in read("a.docx")[0][0].text


def test_tables_in_tables_text_boxes_ruby_fields_and_comments(here: Path, read: Read) -> None:
    document = docx.Document()
    table = document.add_table(1, 2)
    table.rows[0].cells[0].text = "外"
    inner = table.rows[0].cells[1].add_table(1, 2)
    inner.rows[0].cells[0].text, inner.rows[0].cells[1].text = "内一", "内二"
    body = document.element.body
    box = f"<w:txbxContent><w:p>{run('框中文字')}</w:p></w:txbxContent>"
    body.insert(0, paragraph(run("框外") + f"<w:r><w:pict>{box}</w:pict></w:r>"))
    ruby = f"<w:ruby><w:rt>{run('guǎn')}</w:rt><w:rubyBase>{run('馆')}</w:rubyBase></w:ruby>"
    field = '<w:r><w:instrText>PAGE \\* MERGEFORMAT</w:instrText></w:r><w:commentRangeStart w:id="1"/>'
    body.insert(1, paragraph(run("图书") + f"<w:r>{ruby}</w:r>" + field))
    save(document)
    assert read("a.docx")[0][0].text == "框外\n\n框中文字\n\n图书馆\n\n外\t内一\t内二"


def test_footnotes_stand_at_the_end(here: Path, read: Read) -> None:
    notes = (
        f'<w:footnotes {W}><w:footnote w:id="0" w:type="separator"><w:p/></w:footnote>'
        f'<w:footnote w:id="1"><w:p>{run("据市统计局。")}</w:p></w:footnote></w:footnotes>'
    )
    with zipfile.ZipFile(io.BytesIO(make_docx())) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["word/footnotes.xml"] = notes.encode()
    rels, types = "word/_rels/document.xml.rels", "[Content_Types].xml"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    parts[rels] = parts[rels].replace(
        b"</Relationships>",
        f'<Relationship Id="rId99" Type="{kind}" Target="footnotes.xml"/></Relationships>'.encode(),
    )
    content = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    parts[types] = parts[types].replace(
        b"</Types>", f'<Override PartName="/word/footnotes.xml" ContentType="{content}"/></Types>'.encode()
    )
    Path("a.docx").write_bytes(zipped(parts))
    assert read("a.docx")[0][0].text.endswith("八十万册。\n\n据市统计局。")


def test_an_entity_bomb_and_an_outside_entity_are_not_expanded(here: Path, read: Read) -> None:
    Path("secret").write_text("SECRET", "utf-8")
    with zipfile.ZipFile(io.BytesIO(make_docx())) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    head, rest = parts["word/document.xml"].split(b"?>", 1)
    dtd = f'<!DOCTYPE x [<!ENTITY s SYSTEM "{Path("secret").resolve().as_uri()}">]>'.encode()
    parts["word/document.xml"] = head + b"?>" + dtd + rest.replace("市图书馆".encode(), b"&s;", 1)
    Path("a.docx").write_bytes(zipped(parts))
    assert all("SECRET" not in document.text for document in read("a.docx")[0])


@pytest.mark.parametrize(
    ("data", "code", "words"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "INP901", "password"),
        (make_docx()[:2000], "INP901", "Word"),
        (zipped({"a.txt": b"a"}), "INP901", "word/document.xml"),
        (zipped({"word/document.xml": bytes(65 << 20)}), "INP904", "bomb"),
    ],
    ids=["ole", "cut", "other", "bomb"],
)
def test_a_file_that_word_must_mend_is_named(
    here: Path, read: Read, data: bytes, code: str, words: str
) -> None:
    Path("a.docx").write_bytes(data)
    documents, (finding,) = read("a.docx", lang="en")
    assert (documents, finding.code) == ([], code)
    assert words in finding.message


def test_room_left_by_empty_paragraphs_is_kept(here: Path, read: Read) -> None:
    document = docx.Document()
    for text in ("一", "二", "", "三", "", "", "", "四"):
        document.add_paragraph(text)
    save(document)
    assert read("a.docx")[0][0].text == "一\n\n二\n\n三\n\n\n\n四"
