"""The HTML report: what the page holds, and that no document can put markup into it."""

import base64
import hashlib
import html
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from dedup import api
from dedup.render.formats import html as report
from dedup.types import Box, Result, Severity

HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(2)>“]]>” {{ 7*7 }} &amp; \u202e𠮷😀 "
STORY = (
    "园区计划引入企业{n}家，总投资17.8亿元，同比增长27.3%，"
    "项目已进入扫尾阶段，预计{m}月开园。运营方负责人介绍，工程建设顺利。"
)


@pytest.fixture(scope="module")
def seeds() -> Result:
    return api.find(["seeds/"]).result


@pytest.fixture(scope="module")
def hostile() -> Result:
    one = f"# 标题{HOSTILE}\n\n" + STORY.format(n=20, m=5) + HOSTILE * 3
    two = f"# 标题{HOSTILE}二\n\n" + STORY.format(n=30, m=6) + HOSTILE * 2
    return api.diff(one, two).result


class Tags(HTMLParser):
    """Elements and attributes of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def test_every_change_has_its_link_and_what_an_editor_must_see_a_row(seeds: Result) -> None:
    found = {attrs.get("id"): tag for tag, attrs in Tags(report.render(seeds, "zh")).found}
    for change in seeds.pairs[0].changes:
        assert found[f"fp-{change.fingerprint}"] == ("li" if change.severity is Severity.NOTE else "tr")


def test_the_text_of_both_versions_is_all_there(seeds: Result) -> None:
    page = report.render(seeds, "zh")
    rows = page[page.index('class="rows"') :]
    plain = re.sub(r"\s+", "", html.unescape(re.sub(r"<[^>]+>", "", rows)).replace("⏎", ""))
    for article in (seeds.article(seeds.pairs[0].a), seeds.article(seeds.pairs[0].b)):
        for paragraph in article.paragraphs:
            assert "".join(paragraph.text.split()) in plain


def test_every_link_inside_the_page_has_its_target(seeds: Result) -> None:
    tags = Tags(report.render(seeds, "zh")).found
    ids = [attrs["id"] for _, attrs in tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    links = [attrs["href"] or "" for tag, attrs in tags if tag == "a"]
    assert links
    assert {link[1:] for link in links if link.startswith("#")} <= set(ids)


def test_a_page_loads_nothing_and_allows_only_what_it_holds(hostile: Result) -> None:
    page = report.render(hostile, "zh")
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy
    bodies = [
        body for tag in ("style", "script") for body in re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
    ]
    assert len(bodies) == policy[1].count("sha256-") == 3
    for body in bodies:
        digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
        assert f"sha256-{digest}" in html.unescape(policy[1])
    for tag, attrs in Tags(page).found:
        assert tag not in {"img", "link", "iframe", "object", "embed"}
        assert not any(name.startswith("on") or name in {"src", "style"} for name in attrs)


def test_hostile_text_is_shown_as_text(hostile: Result) -> None:
    page = report.render(hostile, "zh")
    assert "alert(1)&lt;/script&gt;" in page
    assert "{{ 7*7 }}" in html.unescape(page)
    assert len(re.findall(r"<script", page)) == 3


def test_a_folder_has_an_index_and_a_page_a_pair(seeds: Result) -> None:
    pages = dict(report.site(seeds, "zh"))
    assert len(pages) == 2
    [name] = set(pages) - {"index.html"}
    assert f'href="{name}"' in pages["index.html"]
    assert 'href="index.html"' in pages[name]


@pytest.mark.parametrize(("lang", "said"), [("zh", 'lang="zh-Hans"'), ("en", 'lang="en"')])
def test_the_page_says_its_language(seeds: Result, lang: str, said: str) -> None:
    assert said in report.render(seeds, lang)


def test_a_run_without_pairs_says_so() -> None:
    result = api.find(
        ["一篇很短的文章，说的是一件事情。" * 3, "另一篇文章，说的是毫不相干的另一件事情。" * 3]
    ).result
    assert "没有发现互为版本的文章" in report.render(result, "zh")


def test_versions_and_their_differences_say_on_which_printed_page_they_stand() -> None:
    paragraphs = [STORY.format(n=20, m=5), "高新区管委会负责人说，园区建成后将引进企业50家。" * 3]
    one = "# 两园即将开园\n\n" + "\n\n".join(paragraphs)
    found = api.diff(one, one.replace("17.8亿元", "18.7亿元").replace("企业50家", "企业60家")).result
    turn = one.index("高新区")
    boxes = (Box(0, 3), Box(turn, 4))
    printed = replace(found, documents=(replace(found.documents[0], boxes=boxes), found.documents[1]))
    page = report.render(printed, "zh")
    assert "（第3–4页）" in page
    assert page.count('<span class="quiet leaf">第3页</span>') == 1
    assert page.count('<span class="quiet leaf">第4页</span>') == 1
    assert 'class="quiet leaf">p. 3<' in report.render(printed, "en")
    assert 'class="quiet leaf">' not in report.render(found, "zh")
