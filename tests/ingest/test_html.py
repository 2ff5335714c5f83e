"""Web pages: main content, headings, encodings, what is left out."""

from pathlib import Path

import pytest

from .conftest import Read
from .makers import LINES

BODY = "".join(f"<p>{line}</p>" for line in LINES * 3)
PAGE = (
    '<!DOCTYPE html><html><head><meta charset="{charset}"><title>新馆开馆</title>'
    '<meta property="article:published_time" content="2020-09-28T08:00:00+08:00"></head><body>'
    '<nav><a href="/">首页</a><a href="/n">新闻</a></nav><script>var x = "不是正文";</script>'
    "<article><h1>新馆开馆</h1><h2>首日</h2>" + BODY + "<h2>座位</h2>" + BODY + "</article>"
    '<aside class="related"><h3>相关新闻</h3><ul><li><a href="/1">别的新闻一</a></li></ul></aside>'
    "<footer>版权所有</footer></body></html>"
)


def test_the_main_content_with_its_headings_title_and_date(here: Path, read: Read) -> None:
    Path("a.html").write_text(PAGE.format(charset="utf-8"), "utf-8")
    (page,), findings = read("a.html")
    blocks = page.text.split("\n\n")
    assert blocks[:3] == ["# 新馆开馆", "## 首日", LINES[0]]
    assert blocks.count("## 座位") == 1
    assert not {"首页", "版权所有", "不是正文", "别的新闻一"} & set(page.text.split())
    assert (page.title, page.date, findings) == ("新馆开馆", "2020-09-28", [])


def test_the_whole_page_by_setting(here: Path, read: Read) -> None:
    Path("a.html").write_text(PAGE.format(charset="utf-8"), "utf-8")
    (page,), _ = read("a.html", whole_page=True)
    assert "版权所有" in page.text
    assert "别的新闻一" in page.text
    assert "不是正文" not in page.text


@pytest.mark.parametrize(("charset", "codec"), [("gb2312", "gb18030"), ("big5", "big5"), ("utf-8", "utf-8")])
def test_the_declared_encoding_is_no_guess(here: Path, read: Read, charset: str, codec: str) -> None:
    text = "<p>市政大樓昨日開放</p>" if charset == "big5" else "<p>市政大楼昨日开放</p>"
    page = f'<html><head><meta charset="{charset}"></head><body>{text * 9}</body></html>'
    Path("a.html").write_bytes(page.encode(charset))
    (document,), findings = read("a.html")
    assert (document.encoding, findings) == (codec, [])
    assert "昨日" in document.text


def test_a_page_that_declares_the_wrong_encoding_is_read_in_the_right_one(here: Path, read: Read) -> None:
    Path("a.html").write_text(PAGE.format(charset="gb2312"), "utf-8")
    assert "新馆开馆" in read("a.html")[0][0].text
    Path("b.html").write_bytes(PAGE.format(charset="utf-8").encode("gb18030"))
    (page,), (guess,) = read("b.html")
    assert "新馆开馆" in page.text
    assert guess.code == "INP902"


def test_headings_are_kept_where_the_page_has_no_article_element(here: Path, read: Read) -> None:
    parts = "".join(f"<h2>小标题{i}</h2>{BODY}" for i in range(4))
    Path("a.html").write_text(f"<html><body>{parts}</body></html>", "utf-8")
    (page,), _ = read("a.html")
    assert [line for line in page.text.splitlines() if line.startswith("#")] == [
        f"## 小标题{i}" for i in range(4)
    ]


def test_a_table_is_a_line_a_row(here: Path, read: Read) -> None:
    Path("a.html").write_text(
        "<table><tr><th>年</th><th>人数</th></tr><tr><td>2020</td><td>二千</td></tr></table>", "utf-8"
    )
    assert "2020\t二千" in read("a.html", whole_page=True)[0][0].text


@pytest.mark.parametrize("text", ["<html></html>", "<p></p>", "<!-- -->", "<script>x</script>"])
def test_a_page_without_text_is_too_short(here: Path, read: Read, text: str) -> None:
    Path("a.html").write_text(text, "utf-8")
    documents, (finding,) = read("a.html")
    assert (documents, finding.code) == ([], "INP903")


@pytest.mark.parametrize(
    ("body", "code", "words"),
    [
        ("<div>" * 5000 + "深处的正文", "INP901", "too deeply"),
        ("<p>市图书馆昨日开馆。</p>" * 25_000, "INP904", "too many elements"),
    ],
    ids=["deep", "long"],
)
def test_a_page_beyond_the_limits_says_so(here: Path, read: Read, body: str, code: str, words: str) -> None:
    Path("a.html").write_text(f"<html><body>{body}</body></html>", "utf-8")
    _, findings = read("a.html", lang="en")
    assert findings[0].code == code
    assert words in findings[0].message


def test_one_text_of_ten_megabytes_is_not_lost(here: Path, read: Read) -> None:
    text = LINES[0] * 160_000
    Path("a.html").write_text(f"<html><body><p>{text}</p></body></html>", "utf-8")
    assert text in read("a.html", whole_page=True)[0][0].text
