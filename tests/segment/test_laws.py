"""What holds for every text, however strange."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedup.segment import segment
from dedup.segment.page import read
from dedup.segment.shape import Role
from dedup.segment.weights import weights
from dedup.types import Document, Segmentation

PIECES = [
    "# 两园即将开园",
    "## 高新区召开会议",
    "### 打造总部基地",
    "**真抓实干**",
    "▶ 谢小青",
    "文/谢小青 图/左百村",
    "周枫",
    "李硕 王倩倩",
    "图片来源:高新区",
    "本报讯(记者 王丽) 5月18日,签约活动举行。",
    "近日,园区召开会议。会议强调,要抓好落实",
    "实,推动发展。",
    "“园中园”。",
    "(下转第3版)",
    "第3版 要闻",
    "责任编辑:王丽",
    "---",
    "| 项目 | 数额 |",
    "- 一是抓好落实",
    "![](a.png)",
    "新华社北京5月18日电(记者李硕)会议",
    "**会议**指出,**",
    "智慧医疗产业园",
    "",
    "　　园区发展很快。",
    "\r",
    "\u2028",
    "𠮷野家在中国",
    "é̂",
    "國家發展",
    "(王丽)",
    "**",
    "#",
    "<b>会议</b>",
    "> 引文",
    "____",
    "．",
    "\x00",
    "\ud800",
]
pages = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=60)), max_size=25).map("\n".join)


def cut(text: str) -> Segmentation:
    return segment(Document("页.txt", "页.txt", text, ""))


@given(pages)
def test_a_paragraph_is_the_raw_text_at_its_spans(text: str) -> None:
    for article in cut(text).articles:
        for paragraph in article.paragraphs:
            assert paragraph.spans
            assert paragraph.text == "".join(span.of(text) for span in paragraph.spans)
            for span in paragraph.spans:
                assert any(s.start <= span.start and span.end <= s.end for s in article.spans)


@given(pages)
def test_articles_never_overlap(text: str) -> None:
    spans = sorted(span for article in cut(text).articles for span in article.spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(span.end <= len(text) for span in spans)


@given(pages)
def test_no_character_of_a_page_stands_in_two_paragraphs(text: str) -> None:
    spans = sorted(s for a in cut(text).articles for p in a.paragraphs for s in p.spans if len(s))
    assert all(a.end <= b.start for a, b in pairwise(spans))


@given(pages)
def test_every_line_is_in_one_article_or_page_furniture(text: str) -> None:
    page = read(text, weights())
    spans = [span for article in cut(text).articles for span in article.spans]
    for line, role in zip(page.lines, page.roles, strict=True):
        owners = [s for s in spans if s.start <= line.at and line.at + len(line.text) <= s.end]
        if role in (Role.FURNITURE, Role.RULE):
            assert len(owners) <= 1
        else:
            assert len(owners) == 1, line


@given(pages)
def test_the_same_page_is_cut_the_same_way(text: str) -> None:
    assert cut(text) == cut(text)


@given(pages)
def test_articles_are_numbered_and_the_evidence_adds_up(text: str) -> None:
    cutting = segment(Document("页.txt", "页.txt", text, ""), explain=True)
    assert cutting.articles == cut(text).articles
    assert [a.id for a in cutting.articles] == [f"页.txt#{n}" for n in range(1, len(cutting.articles) + 1)]
    for boundary in cutting.boundaries:
        assert boundary.score == pytest.approx(sum(cue.weight for cue in boundary.cues), abs=0.02)
        assert boundary.new_article == (boundary.score > 0)


@given(st.text(max_size=200), st.one_of(st.none(), st.text(min_size=1, max_size=10)))
def test_a_document_that_is_one_article_is_not_cut(text: str, title: str | None) -> None:
    cutting = segment(Document("库.jsonl:1", "库.jsonl", text, "", title=title, whole=True))
    assert len(cutting.articles) == 1
    (article,) = cutting.articles
    assert [p.text for p in article.paragraphs] == [x.strip() for x in text.split("\n") if x.strip()]
    assert all(p.text == p.spans[0].of(text) for p in article.paragraphs)
    assert (article.title.text if article.title else None) == title


PROSE = [
    "春天的风吹过江面,岸边的柳树一天比一天绿。老人坐在门前,数着来往的船只,想起年轻时候的许多事情。",
    "那时候他还在码头上做工,每天清早出门,天黑才回来。码头上的人都认识他,叫他老陈。",
    "后来码头搬走了,江边修起了一条长长的步道。老陈退了休,还是每天到江边去,看看船,看看水。",
    "有一年发了大水,水一直漫到门槛。邻居们帮他把东西搬到楼上,又一起守了三天三夜,水才退下去。",
    "水退了以后,老陈把屋子里里外外洗了一遍,又在门前种了两棵树。如今树已经长得比屋顶还高了。",
]  # fmt: skip


@pytest.mark.parametrize("separator", ["\n", "\n\n", "\n\n\n", "\r\n", "\r\n\r\n", "\n　　"])
def test_plain_prose_without_headings_stays_one_article(separator: str) -> None:
    (article,) = cut(separator.join(PROSE)).articles
    assert [p.text for p in article.paragraphs] == PROSE
    assert article.title is None
