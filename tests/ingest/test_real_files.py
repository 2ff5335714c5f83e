"""The sample pages in files made by the ordinary tools: the same articles come out as from the text."""

import re
import subprocess
from collections.abc import Callable
from html import escape
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from rapidfuzz.distance import Indel

from dedup.segment import segment
from dedup.types import Document

from .conftest import Read

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_HEADING = re.compile(r"(#+) (.*)")


def word(page: str, path: Path, columns: int = 1) -> None:
    """A Word file by python-docx: a paragraph a line, empty ones too, headings by style."""
    document = docx.Document()
    for line in page.split("\n"):
        heading = _HEADING.fullmatch(line)
        if heading:
            document.add_heading(heading[2], len(heading[1]))
        else:
            document.add_paragraph(line)
    section = document.sections[0]._sectPr
    for old in section.findall(f"{{{W}}}cols"):
        section.remove(old)
    section.append(parse_xml(f'<w:cols xmlns:w="{W}" w:num="{columns}" w:space="420"/>'))
    document.save(str(path))


def alto(page: str, path: Path) -> None:
    """An ALTO 4 file: a block a paragraph, a line every 24 characters, a string a line; headings tagged."""
    blocks = []
    top = 100
    for number, paragraph in enumerate(page.split("\n")):
        if not paragraph.strip():
            top += 40
            continue
        heading = _HEADING.fullmatch(paragraph)
        text = heading[2] if heading else paragraph
        lines = []
        for start in range(0, len(text), 24):
            box = f'HPOS="100" VPOS="{top}" WIDTH="720" HEIGHT="30"'
            content = escape(text[start : start + 24])
            lines.append(
                f'<TextLine ID="l{top}" {box}><String {box} WC="0.98" CONTENT="{content}"/></TextLine>'
            )
            top += 40
        tag = ' TAGREFS="heading"' if heading else ""
        blocks.append(f'<TextBlock ID="b{number}"{tag}>{"".join(lines)}</TextBlock>')
    path.write_text(
        '<?xml version="1.0" encoding="UTF-8"?><alto xmlns="http://www.loc.gov/standards/alto/ns-v4#">'
        "<Description><MeasurementUnit>pixel</MeasurementUnit></Description>"
        '<Tags><LayoutTag ID="heading" LABEL="heading"/></Tags><Layout>'
        f'<Page ID="p1" PHYSICAL_IMG_NR="1" WIDTH="920" HEIGHT="{top}"><PrintSpace>{"".join(blocks)}'
        "</PrintSpace></Page></Layout></alto>",
        "utf-8",
    )


@pytest.fixture
def office(here: Path, soffice: Path) -> Callable[[str, str], Path]:
    """Converts a file by LibreOffice without a window."""

    def convert(name: str, suffix: str) -> Path:
        profile = f"-env:UserInstallation={(here / 'profile').as_uri()}"
        subprocess.run(
            [soffice, profile, "--headless", "--convert-to", suffix, "--outdir", "out", name],
            check=True,
            capture_output=True,
            timeout=240,
        )
        return Path("out") / Path(name).with_suffix(f".{suffix}").name

    return convert


def bare(text: str) -> str:
    return "".join(text.replace("#", "").split())


def articles(document: Document) -> list[str]:
    return [bare(article.text) for article in segment(document).articles]


def assert_same_articles(source: Document, made: Document) -> None:
    """The same articles, each within 1 % of its characters."""
    assert Indel.normalized_distance(bare(source.text), bare(made.text)) < 0.01
    ours, theirs = articles(source), articles(made)
    assert len(ours) == len(theirs)
    assert max(map(Indel.normalized_distance, ours, theirs)) < 0.01


def source_of(seed: Path) -> Document:
    return Document(seed.name, seed.name, seed.read_text("utf-8"), "")


seeds = pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.name[:3])


@seeds
def test_a_word_file_by_python_docx(here: Path, read: Read, seed: Path) -> None:
    word(seed.read_text("utf-8"), Path("a.docx"))
    (made,), findings = read("a.docx")
    assert findings == []
    assert_same_articles(source_of(seed), made)


@seeds
@pytest.mark.parametrize("columns", [1, 2])
def test_a_pdf_by_libreoffice(
    here: Path, read: Read, office: Callable[[str, str], Path], seed: Path, columns: int
) -> None:
    word(seed.read_text("utf-8"), Path("a.docx"), columns)
    (made,), findings = read(str(office("a.docx", "pdf")))
    assert findings == []
    assert_same_articles(source_of(seed), made)
    assert len({box.page for box in made.boxes}) > 1


@pytest.mark.parametrize("suffix", ["docx", "html"])
def test_a_word_file_and_a_web_page_by_libreoffice(
    here: Path, read: Read, office: Callable[[str, str], Path], suffix: str
) -> None:
    seed = SEEDS[0]
    word(seed.read_text("utf-8"), Path("a.docx"))
    (made,), findings = read(str(office("a.docx", suffix)))
    assert findings == []
    assert_same_articles(source_of(seed), made)


@pytest.mark.parametrize("suffix", ["doc", "odt", "rtf"])
def test_what_is_not_read_names_the_command_that_converts_it(
    here: Path, read: Read, office: Callable[[str, str], Path], suffix: str
) -> None:
    word("## 新馆开馆\n市图书馆昨日开馆。", Path("a.docx"))
    documents, (finding,) = read(str(office("a.docx", suffix)), lang="en")
    assert (documents, finding.code, finding.severity) == ([], "INP901", "error")
    assert "soffice --headless --convert-to docx" in finding.message


@seeds
def test_an_alto_file(here: Path, read: Read, seed: Path) -> None:
    alto(seed.read_text("utf-8"), Path("a.xml"))
    (made,), findings = read("a.xml")
    assert findings == []
    assert_same_articles(source_of(seed), made)
    assert made.boxes[0].page == 1
    assert made.boxes[0][2:] == (100, made.boxes[0].y0, 820, made.boxes[0].y0 + 30)
