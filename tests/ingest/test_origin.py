"""Where a document says it comes from: source, author, date and address, stated and never guessed."""

import datetime
import io
import json
from pathlib import Path

import docx
import pytest

from dedup import api
from dedup.render import _tree

from .conftest import Read
from .makers import LINES, Set, printed

BODY = "\n".join(LINES)


@pytest.mark.parametrize(
    ("name", "text", "source", "date"),
    [
        ("a.txt", f"滨江日报\n2020年9月28日 星期一 A03\n\n{BODY}", "滨江日报", "2020-09-28"),
        ("a.txt", f"## 新馆开馆\n\n2020-09-28 来源：滨江晚报 责任编辑：林远\n\n{BODY}", "滨江晚报", None),
        ("a.txt", f"新华社滨江5月18日电（记者林远）{BODY}", "新华社", None),
        ("a.txt", f"中新网滨江2020年5月18日电 {BODY}", "中新网", "2020-05-18"),
        ("滨江日报/2020-09-28/A03.txt", BODY, "滨江日报", "2020-09-28"),
        ("2020/09/28/滨江晚报_A03.txt", BODY, "滨江晚报", "2020-09-28"),
        ("工作简报.txt", BODY, None, None),
        ("a.txt", f"本报讯 5月18日，{BODY}", None, None),
        ("a.txt", f"图片来源：林远\n\n{BODY}", None, None),
        ("a.txt", f"{BODY}\n2020年9月28日，新馆开馆时来了许多读者，馆长在门口迎接了第一位读者。", None, None),
    ],
)  # fmt: skip
def test_a_page_says_where_and_when_it_was_printed(
    here: Path, read: Read, name: str, text: str, source: str | None, date: str | None
) -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(text, "utf-8")
    ((page,), _) = read(name)
    assert (dict(page.meta).get("source"), page.date) == (source, date)


def test_a_row_says_it_in_its_fields_or_its_dateline(here: Path, read: Read) -> None:
    rows: list[dict[str, object]] = [
        {"text": BODY, "source": "滨江日报", "author": "林远", "link": "news.example/1", "date": "2020-09"},
        {"text": f"新华社滨江5月18日电 {BODY}", "authors": ["林远", "周禾"]},
        {"text": BODY, "source": 7, "author": " "},
    ]
    Path("a.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    first, second, third = read("a.jsonl")[0]
    assert dict(first.meta) == {"source": "滨江日报", "author": "林远", "url": "news.example/1"}
    assert dict(second.meta) == {"source": "新华社", "author": "林远、周禾"}
    assert third.meta == ()


def test_a_table_says_it_in_its_columns(here: Path, read: Read) -> None:
    Path("a.csv").write_text(f"text,来源,作者\n{LINES[0]},滨江日报,林远\n", "utf-8")
    ((row,), _) = read("a.csv")
    assert row.meta == (("source", "滨江日报"), ("author", "林远"))


def test_a_web_page_says_it_in_its_head(here: Path, read: Read) -> None:
    body = "".join(f"<p>{line}</p>" for line in LINES * 3)
    Path("a.html").write_text(
        '<html><head><title>新馆开馆</title><meta property="og:site_name" content="滨江网">'
        '<meta name="author" content="林远"><link rel="canonical" href="https://news.example/2020/1.html">'
        '<meta property="article:published_time" content="2020-09-28T08:00:00+08:00"></head>'
        f"<body><article><h1>新馆开馆</h1>{body}</article></body></html>",
        "utf-8",
    )
    ((page,), _) = read("a.html")
    assert (page.title, page.date) == ("新馆开馆", "2020-09-28")
    assert dict(page.meta) == {
        "source": "滨江网",
        "author": "林远",
        "url": "https://news.example/2020/1.html",
    }


def _word(**properties: object) -> bytes:
    document = docx.Document()
    for name, value in properties.items():
        setattr(document.core_properties, name, value)
    document.add_paragraph(BODY)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_the_properties_of_a_word_file_count_where_nothing_else_does(here: Path, read: Read) -> None:
    made = datetime.datetime(2020, 9, 28, 8, tzinfo=datetime.UTC)
    Path("a.docx").write_bytes(_word(title="新馆开馆", author="林远", created=made))
    Path("2020-10-01.docx").write_bytes(_word(created=made))
    Path("template.docx").write_bytes(_word())
    dated, page, bare = read("2020-10-01.docx", "a.docx", "template.docx")[0]
    assert (page.title, page.date, page.meta) == ("新馆开馆", "2020-09-28", (("author", "林远"),))
    assert dated.date == "2020-10-01"
    assert (bare.title, bare.date, bare.meta) == (None, None, ())


def test_the_latest_version_stays_by_the_dates_of_files(here: Path) -> None:
    for day in ("2020-09-28", "2020-10-02", "2020-09-30"):
        Path(f"{day}.txt").write_text(BODY * 3, "utf-8")
    (cluster,) = api.find(Path(), keep="latest").result.clusters
    assert cluster.keep == "2020-10-02.txt#1"


def test_origin_and_pages_stand_in_the_json_and_in_the_reports(here: Path) -> None:
    def page(story: str, top: int = 100) -> list[Set]:
        return [Set(story[i : i + 20], 60, top + 18 * (i // 20)) for i in range(0, len(story), 20)]

    story = "".join(LINES) * 3
    other = "滨江路公交线路昨日开通，全长十二公里，设站九座，首批投入八辆电动公交车，乘客可以用手机预约座位。"
    Path("2020-09-28_滨江日报.pdf").write_bytes(printed([page(other), page(story)]))
    Path("b.txt").write_text(story.replace("二千三百", "三千二百"), "utf-8")
    run = api.find(Path(), threshold=0.3)
    tree = _tree.of(run.result)
    paper = tree["documents"][0]
    assert paper["meta"] == {"date": "2020-09-28", "source": "滨江日报"}
    assert {box[1] for box in paper["boxes"]} == {1, 2}
    assert "meta" not in tree["documents"][1]
    assert "boxes" not in tree["documents"][1]
    (number,) = (f for f in tree["findings"] if f["code"] == "FCT302")
    assert {place["doc"]: place.get("page") for place in (number["where"], *number["also"])} == {
        paper["id"]: 2,
        "b.txt": None,
    }
    assert "第2页：" in run.to("text")
    assert "（第1–2页）" in run.to("markdown")
    assert '"page": 2' in run.to("sarif")
