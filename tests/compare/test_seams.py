"""Lines broken where a narrow column ends are read across the break."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from dedup.align import align
from dedup.compare import compare
from dedup.compare.seams import rejoined
from dedup.config import Settings
from dedup.facts import find
from dedup.text.reading import Reading
from dedup.types import Paragraph, ParagraphKind, Severity, Span

STORY = (
    "临江市产业链建设工作动员大会9月28日在市会展中心召开，将重点培育14条优势产业链，计划引入企业1037万多名用户。"
    "市工业和信息化局局长张建国介绍，科技园总建筑面积4.2万平方米，2020年一季度总投资17.8亿元，同比增长27.3%。"
)


def reading(text: str, doc: str) -> Reading:
    at, made = 0, []
    for line in text.split("\n"):
        if line:
            made.append(Paragraph(ParagraphKind.BODY, (Span(at, at + len(line)),), line))
        at += len(line) + 1
    return Reading.of_paragraphs(doc, made, text)


@given(st.sets(st.integers(1, len(STORY) - 1), max_size=8))
def test_a_break_anywhere_changes_no_fact(cuts: set[int]) -> None:
    at = [0, *sorted(cuts), len(STORY)]
    broken = "\n".join(STORY[s:e] for s, e in itertools.pairwise(at))
    a, b = reading(STORY, "a"), reading(broken, "b")
    changes = compare(a, b, find(a), find(b), align(a, b), Settings())
    assert [c.message for c in changes if c.severity is not Severity.NOTE] == []
    for change in changes:
        for m in change.b:
            assert m.text == broken[m.start : m.end]


def test_a_number_that_changed_at_a_break_is_told_whole() -> None:
    broken = STORY.replace("17.8亿元", "17.6亿\n元").replace("2020年", "20\n20年")
    a, b = reading(STORY, "a"), reading(broken, "b")
    changes = compare(a, b, find(a), find(b), align(a, b), Settings())
    assert [c.code for c in changes if c.severity is not Severity.NOTE] == ["FCT303"]


def test_texts_broken_alike_are_read_as_they_are() -> None:
    a, b = reading("一行\n两行", "a"), reading("一行\n两行", "b")
    assert rejoined(a, b, align(a, b)) is None
