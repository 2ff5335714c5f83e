"""OCR output: reading order, joined lines, hyphens, furniture, confidence."""

from pathlib import Path

import pytest

from .conftest import Read

ALTO = """<?xml version="1.0" encoding="UTF-8"?>
<alto xmlns="http://www.loc.gov/standards/alto/ns-v4#">
<Tags><StructureTag ID="heading" LABEL="heading"/></Tags>
<ReadingOrder><OrderedGroup ID="g"><ElementRef ID="r1" REF="right"/>
<ElementRef ID="r2" REF="left"/></OrderedGroup>
</ReadingOrder><Layout><Page><PrintSpace>
<TextBlock ID="left">
<TextLine><String CONTENT="The" WC="{wc}"/><SP/><String CONTENT="read" SUBS_TYPE="HypPart1"
 SUBS_CONTENT="reading"/><HYP CONTENT="-"/></TextLine><TextLine><String CONTENT="ing" SUBS_TYPE="HypPart2"
 SUBS_CONTENT="reading"/><SP/><String CONTENT="room."/></TextLine></TextBlock>
<TextBlock ID="right" TAGREFS="heading"><TextLine><String CONTENT="新馆"/></TextLine><TextLine>
<String CONTENT="开馆"/></TextLine></TextBlock></PrintSpace></Page></Layout></alto>"""

PAGE = """<?xml version="1.0" encoding="UTF-8"?>
<PcGts xmlns="http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15"><Page imageFilename="a.png">
<ReadingOrder><OrderedGroup id="g"><RegionRefIndexed index="1" regionRef="b"/>
<UnorderedGroupIndexed index="0"><RegionRef regionRef="c"/></UnorderedGroupIndexed>
</OrderedGroup></ReadingOrder>
<TextRegion id="n" type="page-number"><TextEquiv><Unicode>A03</Unicode></TextEquiv></TextRegion>
<TextRegion id="b" type="paragraph"><TextLine><TextEquiv index="1"><Unicode>错误</Unicode></TextEquiv>
<TextEquiv index="0" conf="0.9"><Unicode>首日接待</Unicode></TextEquiv></TextLine>
<TextLine><Word><TextEquiv><Unicode>读者。</Unicode></TextEquiv></Word></TextLine></TextRegion>
<TextRegion id="c" type="heading"><TextEquiv><Unicode>新馆
开馆</Unicode></TextEquiv></TextRegion></Page></PcGts>"""

HOCR = """<!DOCTYPE html><html><head><meta charset="utf-8"></head><body><div class="ocr_page">
<div class="ocr_carea"><p class="ocr_par"><span class="ocr_line"><span class="ocrx_word" title="bbox 0 0 1 1;
 x_wconf {wc}">首日</span></span> <span class="ocr_line"><span class="ocrx_word">接待。</span></span></p>
<p class="ocr_par"><span class="ocr_line">The first</span> <span class="ocr_line">day.</span></p>
</div></div></body></html>"""


@pytest.mark.parametrize(
    ("name", "content", "text"),
    [
        ("a.xml", ALTO.replace("{wc}", "0.95"), "## 新馆开馆\n\nThe reading room."),
        ("a.xml", PAGE, "## 新馆开馆\n\n首日接待读者。"),
        ("a.hocr", HOCR.replace("{wc}", "95"), "首日接待。\n\nThe first day."),
        ("a.xml", HOCR.replace("{wc}", "95"), "首日接待。\n\nThe first day."),
    ],
    ids=["alto", "page", "hocr", "hocr.xml"],
)
def test_blocks_come_in_reading_order_with_their_lines_joined(
    here: Path, read: Read, name: str, content: str, text: str
) -> None:
    Path(name).write_text(content, "utf-8")
    (page,), findings = read(name)
    assert page.text == text
    assert findings == []


def _line(text: str, top: int) -> str:
    box = f'HPOS="50" VPOS="{top}" WIDTH="400" HEIGHT="30"'
    return f'<TextBlock ID="b{top}{text}"><TextLine {box}><String CONTENT="{text}"/></TextLine></TextBlock>'


@pytest.mark.parametrize(("stated", "numbers"), [((3, 4), [3, 4]), ((0, 0), [1, 2])])
def test_alto_says_page_and_box_of_each_line(
    here: Path, read: Read, stated: tuple[int, int], numbers: list[int]
) -> None:
    pages = "".join(
        f'<Page PHYSICAL_IMG_NR="{n}">{_line("首日", 100)}{_line("接待", 200)}</Page>' for n in stated
    ).replace("b100首日", "again", 1)
    Path("a.xml").write_text(f"<alto><Layout>{pages}</Layout></alto>", "utf-8")
    (page,), _ = read("a.xml")
    assert {box.page for box in page.boxes} == set(numbers)
    assert page.boxes[0][2:] == (50, 100, 450, 130)


def test_page_and_hocr_say_the_box_of_each_line(here: Path, read: Read) -> None:
    line = '<TextLine><Coords points="{}"/><TextEquiv><Unicode>{}</Unicode></TextEquiv></TextLine>'
    lines = line.format("9,9 99,8 99,29 9,30", "首日") + line.format("9,40 70,60", "接待")
    Path("a.xml").write_text(f"<PcGts><Page><TextRegion>{lines}</TextRegion></Page></PcGts>", "utf-8")
    words = "".join(f'<span class="ocr_line" title="bbox 9 {y} 99 {y + 20}">{t}</span>'
                    for y, t in ((8, "首日"), (40, "接待")))  # fmt: skip
    page = f'<div class="ocr_page" title="ppageno 4"><p class="ocr_par">{words}</p></div>'
    Path("b.hocr").write_text(f"<html><body>{page}</body></html>", "utf-8")
    (one, two), _ = read("a.xml", "b.hocr")
    assert (one.text, two.text) == ("首日接待", "首日接待")
    assert [tuple(box) for box in one.boxes] == [(0, 1, 9, 8, 99, 30), (2, 1, 9, 40, 70, 60)]
    assert [tuple(box) for box in two.boxes] == [(0, 5, 9, 8, 99, 28), (2, 5, 9, 40, 99, 60)]


@pytest.mark.parametrize("content", [ALTO.replace("{wc}", "0.4"), HOCR.replace("{wc}", "40")])
def test_a_doubtful_text_says_so(here: Path, read: Read, content: str) -> None:
    Path("a.xml").write_text(content, "utf-8")
    documents, (finding,) = read("a.xml")
    assert len(documents) == 1
    assert (finding.code, finding.severity) == ("INP902", "note")
    assert "0.40" in finding.message


def test_xml_of_another_kind_is_named(here: Path, read: Read) -> None:
    Path("a.xml").write_text("<project><text>正文</text></project>", "utf-8")
    documents, (finding,) = read("a.xml", lang="en")
    assert (documents, finding.code, finding.severity) == ([], "INP901", "warning")
    assert "root element: project" in finding.message


def test_entities_are_neither_expanded_nor_fetched(here: Path, read: Read) -> None:
    Path("secret").write_text("SECRET", "utf-8")
    outside = f'<!ENTITY s SYSTEM "{Path("secret").resolve().as_uri()}">'
    laughs = '<!ENTITY a "哈哈哈哈哈哈哈哈哈哈">' + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True)
    )
    for i, dtd in enumerate((outside, laughs)):
        entity = "&s;" if i == 0 else "&j;"
        text = PAGE.replace("?>", f"?><!DOCTYPE PcGts [{dtd}]>", 1).replace("读者。", f"读者。{entity}")
        Path(f"{i}.xml").write_text(text, "utf-8")
    documents, _ = read(".")
    assert all("SECRET" not in d.text and len(d.text) < 100 for d in documents)


def test_a_cut_file_gives_what_it_holds_and_says_so(here: Path, read: Read) -> None:
    Path("a.xml").write_text(ALTO.replace("{wc}", "0.95").split('<TextBlock ID="right"')[0], "utf-8")
    (page,), (finding,) = read("a.xml", lang="en")
    assert page.text == "The reading room."
    assert (finding.code, finding.severity) == ("INP901", "error")
    assert "damaged XML" in finding.message
