"""PDF: reading order, paragraphs, headings, running heads, what has no text."""

import re
import subprocess
from pathlib import Path

import pytest
from rapidfuzz.distance import Indel

from dedup.readers._columns import Piece, columns

from .conftest import Read
from .makers import Set, printed

SEEDS = Path(__file__).parents[2] / "seeds"
WORDS = "市图书馆昨日开馆首日接待读者二千三百人馆长介绍周末开放时间延长到晚上九点新馆有座位一千二百个"


def column(left: float, top: float, lines: int, *, offset: int = 0, width: int = 18) -> list[Set]:
    """A justified paragraph of ``lines`` lines, the first indented, the last short."""
    out = []
    for i in range(lines):
        n = width - 2 if i == 0 else width
        text = (WORDS * 9)[offset + i * 7 : offset + i * 7 + n]
        out.append(Set(text, left + (24 if i == 0 else 0), top + 18 * i))
    out[-1] = out[-1]._replace(text=out[-1].text[: width // 2] + "。")
    return out


def said(lines: list[Set]) -> str:
    return "".join(line.text for line in lines)


def write(*pages: list[Set]) -> None:
    Path("a.pdf").write_bytes(printed(list(pages)))


def test_two_columns_under_a_headline_are_read_one_after_the_other(here: Path, read: Read) -> None:
    left, right = column(60, 160, 9), column(320, 166, 8, offset=5)
    head = Set("新馆开馆迎来首批读者", 60, 90, 28)
    mixed = [head, *(line for pair in zip(left, right, strict=False) for line in pair), left[-1]]
    write(mixed)
    (page,), findings = read("a.pdf")
    assert page.text == f"# 新馆开馆迎来首批读者\n\n{said(left)}\n\n{said(right)}"
    assert (page.encoding, findings) == ("pdf", [])


def test_a_paragraph_runs_on_into_the_next_column_and_page(here: Path, read: Read) -> None:
    first = column(60, 100, 6)[:-1]
    second = [line._replace(left=320) for line in column(320, 100, 5, offset=9)[1:-1]]
    third = [line._replace(left=60) for line in column(60, 100, 4, offset=3)[1:]]
    second = [line._replace(top=100 + 18 * i) for i, line in enumerate(second)]
    third = [line._replace(top=100 + 18 * i) for i, line in enumerate(third)]
    write([*first, *second], [*third, *column(60, 300, 4)])
    (page,), _ = read("a.pdf")
    assert page.text.split("\n\n")[0] == said(first + second + third)


def test_two_stories_in_columns_one_above_the_other(here: Path, read: Read) -> None:
    stories = [
        [
            Set("短标题", 60, top, 24),
            *column(60, top + 60, 8, offset=top),
            *column(320, top + 60, 8, offset=top + 3),
        ]
        for top in (60, 400)
    ]
    write([line for story in stories for line in story])
    (page,), _ = read("a.pdf")
    assert page.text.replace("# ", "").replace("\n\n", "") == said(stories[0]) + said(stories[1])


def test_running_heads_and_page_numbers_are_left_out(here: Path, read: Read) -> None:
    pages = [
        [Set(f"晚报 {20 + i}日", 60, 30, 9), *column(60, 100, 5, offset=i), Set(f"- {i + 1} -", 290, 800, 9)]
        for i in range(4)
    ]
    write(*pages)
    (page,), _ = read("a.pdf")
    assert page.text == "\n\n".join(said(lines[1:-1]) for lines in pages)


def test_every_line_knows_its_page_and_its_box(here: Path, read: Read) -> None:
    pages = [[Set("大题", 60, 60, 30), *column(60, 150, 5)], column(320, 100, 4, offset=5)]
    write(*pages)
    (page,), _ = read("a.pdf")
    lines = [(number, line) for number, lines in enumerate(pages, 1) for line in lines]
    assert [box.start for box in page.boxes] == [page.text.index(line.text) for _, line in lines]
    for box, (number, line) in zip(page.boxes, lines, strict=True):
        assert box.page == number
        assert abs(box.x0 - line.left) < 2
        assert abs(box.x1 - box.x0 - len(line.text) * line.size) < 3
        assert box.y0 < line.top + line.size / 2 < box.y1
    assert page.printed(page.text.index(pages[1][2].text) + 3).page == 2


def test_heading_levels_go_by_size(here: Path, read: Read) -> None:
    write([Set("大题", 60, 60, 30), Set("小题", 60, 110, 18), *column(60, 150, 5), Set("小题二", 60, 300, 18),
           *column(60, 340, 5)])  # fmt: skip
    (page,), _ = read("a.pdf")
    assert [b[:6] for b in page.text.split("\n\n") if b.startswith("#")] == ["# 大题", "## 小题", "## 小题二"]


def test_latin_lines_are_joined_with_spaces_and_hyphens_healed(here: Path, read: Read) -> None:
    lines = ["The library opened on Mon-", "day and two thousand people", "came to see its reading room."]
    write([Set(line, 60, 100 + 18 * i) for i, line in enumerate(lines)])
    (page,), _ = read("a.pdf")
    assert page.text == "The library opened on Monday and two thousand people came to see its reading room."


def test_a_scan_asks_for_ocr_and_a_scanned_page_among_others_is_named(here: Path, read: Read) -> None:
    write([])
    documents, (finding,) = read("a.pdf", lang="en")
    assert documents == []
    assert "OCR" in finding.message
    write(column(60, 100, 5), [], column(60, 100, 5))
    documents, (finding,) = read("a.pdf", lang="en")
    assert len(documents) == 1
    assert (finding.code, finding.severity) == ("INP901", "warning")
    assert "pages 2 have no text" in finding.message


def test_a_password_and_damage_are_told_apart(here: Path, read: Read) -> None:
    Path("a.pdf").write_bytes(printed([column(60, 100, 5)], encrypted=True))
    Path("b.pdf").write_bytes(b"%PDF-1.4\n1 0 obj\n")
    documents, (password, damaged) = read(".", lang="en")
    assert documents == []
    assert "password" in password.message
    assert "no sound PDF" in damaged.message


def test_a_table_is_read_row_by_row() -> None:
    cells = [Piece(f"{r}{c}", 60 + 120 * c, 100 + 18 * r, 84 + 120 * c, 112 + 18 * r, 12)
             for r in range(4) for c in range(3)]  # fmt: skip
    ((first, *_),) = columns(cells)
    assert first.text == "00\t01\t02"


@pytest.mark.browser
@pytest.mark.parametrize("columns", [1, 2, 3])
@pytest.mark.parametrize("seed", sorted(SEEDS.glob("*.txt")), ids=lambda p: p.name[:3])
def test_a_page_printed_by_chromium_reads_as_its_source(
    here: Path, read: Read, seed: Path, columns: int, chromium: Path
) -> None:
    source = [block.strip() for block in seed.read_text("utf-8").split("\n\n") if block.strip()]
    body = "".join(
        f"<h{len(m[1])}>{m[2]}</h{len(m[1])}>" if (m := re.match("(#+) (.*)", b)) else f"<p>{b}</p>"
        for b in source
    )
    style = f"body{{font-family:'Noto Serif CJK SC';column-count:{columns};column-gap:8mm}}"
    Path("a.html").write_text(
        f"<!DOCTYPE html><meta charset=utf-8><title>版</title><style>{style}</style>{body}", "utf-8"
    )
    subprocess.run(
        [
            chromium,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--print-to-pdf=a.pdf",
            "a.html",
        ],
        check=True,
        capture_output=True,
        timeout=60,
    )
    (page,), findings = read("a.pdf")
    bare = ["".join(text.replace("#", "").split()) for text in ("".join(source), page.text)]
    assert Indel.normalized_distance(*bare) < 0.01
    wanted = {"".join(b.replace("#", "").split()) for b in source}
    got = ["".join(b.replace("#", "").split()) for b in page.text.split("\n\n")]
    assert sum(b in wanted for b in got) >= 0.9 * len(source)
    assert findings == []
