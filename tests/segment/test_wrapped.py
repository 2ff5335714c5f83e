"""Pages whose lines end where the column does."""

import pytest

from dedup.segment import segment
from dedup.types import Document, Segmentation
from tests.segment.test_pages import LEAD, MORE, OTHER, OTHER_MORE

TITLES = ("柑橘丰收果农笑", "游泳馆改造完工 泳道增至八条")
STORIES = (
    (TITLES[0], "本报讯(记者 王丽) " + LEAD, MORE),
    (TITLES[1], "本报讯(记者 李硕) " + OTHER, OTHER_MORE),
)


def cut(text: str) -> Segmentation:
    return segment(Document("页", "页", text, ""), explain=True)


def wrapped(width: int, between: str = "\n", indent: str = "") -> str:
    lines: list[str] = []
    for title, *paragraphs in STORIES:
        lines.append(title)
        for paragraph in paragraphs:
            text = indent + paragraph
            lines += [text[at : at + width] for at in range(0, len(text), width)]
    return between.join(lines) + "\n"


@pytest.mark.parametrize("width", [16, 22, 30])
@pytest.mark.parametrize("between", ["\n", "\n\n"], ids=["tight", "a blank line between all lines"])
def test_a_wrapped_page_is_cut_like_one_with_a_line_for_each_paragraph(width: int, between: str) -> None:
    text = wrapped(width, between, indent="　　")
    articles = cut(text).articles
    assert [a.title and a.title.text for a in articles] == list(TITLES)
    assert [a.dateline for a in articles] == ["本报讯", "本报讯"]
    assert [[p.text for p in a.paragraphs[1:]] for a in articles] == [list(story[1:]) for story in STORIES]


def test_offsets_point_into_the_text_as_it_is_printed() -> None:
    text = wrapped(22)
    cutting = cut(text)
    for article in cutting.articles:
        assert article.title is not None
        assert text[article.title.start : article.title.end] == article.title.text
        for paragraph in article.paragraphs:
            assert "".join(span.of(text) for span in paragraph.spans) == paragraph.text
            assert all("\n" not in span.of(text) for span in paragraph.spans)
    for boundary in cutting.boundaries:
        assert text[: boundary.start].count("\n") == boundary.line - 1
    assert [b.text for b in cutting.boundaries if b.new_article] == list(TITLES)


def test_a_title_longer_than_a_line_is_one_title() -> None:
    title = "城南果园引进滴灌设备每亩节水四成柑橘丰收果农笑"
    text = wrapped(22).replace(TITLES[0], title[:22] + "\n" + title[22:])
    article = cut(text).articles[0]
    assert article.title is not None
    assert article.title.text.split() == [title[:22], title[22:]]
    assert article.paragraphs[0].text == title
