"""The HTML report as its reader meets it, in Chromium."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from dedup import api
from dedup.render.formats import html

from .conftest import Open

pytestmark = pytest.mark.browser

Site = dict[str, dict[str, Path]]


@pytest.mark.parametrize("name", ["index", "pair"])
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 1024, 390])
def test_no_page_is_wider_than_its_window(
    page: Open, site: Site, name: str, lang: str, theme: str, width: int
) -> None:
    opened = page(site[lang][name], width=width, theme=theme)
    assert opened.evaluate("document.documentElement.scrollWidth") <= width


def test_the_first_screen_names_the_conflicts(page: Open, site: Site) -> None:
    opened = page(site["zh"]["pair"])
    expect(opened.locator("h1")).to_have_text("同一报道的两个版本")
    first = opened.locator("tr[data-c]").first
    expect(first).to_be_in_viewport()
    expect(first.locator("td").nth(1)).to_contain_text("湖南湘西移动互联网产业园")
    expect(first.locator("td").nth(2)).to_contain_text("湘南湘西移动互联网产业园")
    expect(first.locator("del")).to_have_text("湖")


def test_keys_walk_through_the_differences_and_count_them(page: Open, site: Site) -> None:
    opened = page(site["zh"]["pair"])
    many = opened.locator("tr[data-c]").count()
    for nth in (1, 2, 3):
        opened.keyboard.press("j")
        expect(opened.locator("#counter")).to_have_text(f"第 {nth} / {many} 处")
    opened.keyboard.press("k")
    expect(opened.locator("#counter")).to_have_text(f"第 2 / {many} 处")
    current = opened.locator(".row .c.now").first
    expect(current).to_be_in_viewport()
    for _ in range(many):
        opened.keyboard.press("n")
    expect(opened.locator("tr.now")).to_have_attribute("data-severity", "error")


def test_a_deep_link_leads_to_its_finding(page: Open, site: Site) -> None:
    opened = page(site["zh"]["pair"])
    wanted = opened.locator("tr[data-c]").nth(4).get_attribute("id")
    linked = page(site["zh"]["pair"], fragment=f"#{wanted}")
    expect(linked.locator("tr.now")).to_have_attribute("id", str(wanted))
    expect(linked.locator("tr.now")).to_be_in_viewport()


def test_a_filter_hides_rows_and_the_counter_follows(page: Open, site: Site) -> None:
    opened = page(site["zh"]["pair"])
    errors = opened.locator('tr[data-severity="error"]').count()
    opened.locator('button[data-severity="warning"]').click()
    expect(opened.locator("tr[data-c]:visible")).to_have_count(errors)
    expect(opened.locator("#counter")).to_have_text(f"第 0 / {errors} 处")
    opened.locator('button[data-severity="warning"]').click()
    expect(opened.locator("tr[data-c].filtered")).to_have_count(0)


def test_folded_paragraphs_open_on_demand_and_when_a_link_leads_there(page: Open, site: Site) -> None:
    opened = page(site["zh"]["pair"])
    folded = opened.locator(".row.folded").count()
    assert folded > 0
    opened.locator("button.fold").first.click()
    assert opened.locator(".row.folded").count() < folded


def test_either_version_can_set_the_order(page: Open, site: Site) -> None:
    opened = page(site["zh"]["pair"])
    numbers = ".row > div:{}-child p:first-child .no"
    for side, child in (("b", "last"), ("a", "first")):
        opened.locator(f'button[data-order="{side}"]').click()
        shown = opened.eval_on_selector_all(
            numbers.format(child), "all => all.map(n => Number(n.textContent.slice(1)))"
        )
        assert shown == sorted(shown)


def test_noise_is_shown_when_asked_for(page: Open, site: Site) -> None:
    opened = page(site["zh"]["pair"])
    mark = opened.locator(".c.punctuation ins, .c.punctuation del").first
    style = "node => getComputedStyle(node).textDecorationLine"
    assert mark.evaluate(style) == "none"
    opened.locator('button[data-cause="punctuation"]').click()
    assert mark.evaluate(style) == "underline"


def test_the_keys_are_explained_and_the_keyboard_is_enough(page: Open, site: Site) -> None:
    opened = page(site["en"]["pair"])
    opened.keyboard.press("?")
    expect(opened.locator("dialog")).to_be_visible()
    opened.keyboard.press("Escape")
    expect(opened.locator("dialog")).to_be_hidden()
    opened.keyboard.press("Tab")
    assert opened.evaluate("document.activeElement.tagName") in {"A", "BUTTON"}


def test_the_index_leads_to_the_pair_and_back(page: Open, site: Site) -> None:
    opened = page(site["zh"]["index"])
    opened.locator("table.list a").first.click()
    expect(opened.locator("h1")).to_have_text("同一报道的两个版本")
    opened.get_by_text("全部结果").click()
    expect(opened.locator("h1")).to_have_text("比对结果")


def test_it_prints_without_the_controls(page: Open, site: Site) -> None:
    opened = page(site["zh"]["pair"])
    opened.emulate_media(media="print")
    expect(opened.locator(".bar")).to_be_hidden()
    expect(opened.locator("table.facts")).to_be_visible()
    assert opened.pdf(format="A4").count(b"/Type /Page\n") + 1 >= 2


def test_hostile_text_runs_nothing(page: Open, tmp_path: Path) -> None:
    bad = "<img src=x onerror=document.title='x'></script><script>document.title='x'</script>\u202e𠮷"
    story = "园区计划引入企业{}家，总投资17.8亿元，同比增长27.3%，项目已进入扫尾阶段。" + bad * 3
    path = tmp_path / "pair.html"
    path.write_text(
        html.render(api.diff(f"# {bad}\n\n{story.format(20)}", f"# {bad}\n\n{story.format(30)}").result, "zh")
    )
    opened = page(path)
    assert re.match(r"<img", opened.title())
    assert opened.locator("img").count() == 0
