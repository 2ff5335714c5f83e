"""Nothing that a document says becomes markup, on any page."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from dedup import api
from dedup.render.formats import html
from tests.render import hostile

from .conftest import Open, written

pytestmark = pytest.mark.browser

BAD = "<img src=x onerror=document.title='x'></script><script>document.title='x'</script>\u202e𠮷<!--"
STORY = "园区计划引入企业{}家，总投资17.8亿元，同比增长27.3%，项目已进入扫尾阶段。" + BAD * 3


def test_text_runs_nothing_on_the_page_of_a_pair(page: Open, tmp_path: Path) -> None:
    path = tmp_path / "pair.html"
    result = api.diff(f"# {BAD}\n\n{STORY.format(20)}", f"# {BAD}\n\n{STORY.format(30)}").result
    path.write_text(html.render(result, "zh"), "utf-8")
    opened = page(path)
    assert opened.title().startswith("<img")
    expect(opened.locator("img")).to_have_count(0)
    for key in "nasofoco":
        opened.keyboard.press(key)
    expect(opened.locator("img")).to_have_count(0)


def test_text_runs_nothing_on_the_index_and_the_page_of_a_story(page: Open, tmp_path: Path) -> None:
    for n, many in enumerate((20, 20, 30)):
        folder = tmp_path / f"报{n}" / "<b>"
        folder.mkdir(parents=True)
        (folder / "a'\"&.txt").write_text(f"# {BAD}\n\n{STORY.format(many)}", "utf-8")
    pages = written(api.find([str(tmp_path)]).result, "zh", tmp_path / "报0")
    assert {name.partition("-")[0] for name in pages} == {"index", "pair", "story"}
    for path in pages.values():
        opened = page(path)
        expect(opened.locator("img, b > b")).to_have_count(0)
        assert opened.title() != "x"
        ours = (
            3 if path.stem.startswith("pair") else 4
        )  # the head's, the words, the page's, the rows of lists
        assert opened.evaluate("document.querySelectorAll('script').length") == ours


def test_every_trick_is_shown_as_it_was_written(page: Open, tmp_path: Path) -> None:
    pages = written(hostile.result(), "en", tmp_path)
    for path in pages.values():
        opened = page(path)
        assert "<script>alert(1)</script>" in opened.inner_text("body")
        expect(opened.locator("img, iframe, object")).to_have_count(0)
