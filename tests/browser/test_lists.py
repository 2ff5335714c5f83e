"""The index of a run, and the page of many versions of one story, in Chromium."""

from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import expect

from bench.report import corpus
from dedup import api
from dedup.render.formats import html

from .conftest import Open, Site, written

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def thousands(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(corpus(10_000), "zh", tmp_path_factory.mktemp("thousands"))["index"]


def test_the_index_leads_to_the_pair_and_back(page: Open, site: Site) -> None:
    opened = page(site["zh"]["index"])
    opened.locator("table.list a").first.click()
    expect(opened.locator("h1")).to_have_text("同一报道的两个版本")
    opened.get_by_text("全部结果").click()
    expect(opened.locator("h1")).to_have_text("比对结果")


def test_ten_thousand_stories_are_searched_and_sorted_at_once(page: Open, thousands: Path) -> None:
    opened = page(thousands)
    stories = opened.locator('[data-list="stories"]')
    expect(stories.locator("[data-shown]")).to_have_text("10000")
    assert stories.locator("tbody tr").count() < 200
    stories.locator(".search").fill("第7777则")
    expect(stories.locator("[data-shown]")).to_contain_text("/ 10000")
    expect(stories.locator("tbody td").first).to_contain_text("第7777则")
    stories.locator(".search").fill("")
    versions = stories.get_by_role("button", name="版本数")
    for direction in ("descending", "ascending"):
        versions.click()
        expect(stories.locator("th").nth(1)).to_have_attribute("aria-sort", direction)
        column = "all => all.map(n => Number(n.cells[1].textContent))"
        found = stories.locator("tbody tr:not(.space)").evaluate_all(column)
        assert found == sorted(found, reverse=direction == "descending")


def test_the_window_of_a_long_list_shows_any_row_of_it(page: Open, thousands: Path) -> None:
    opened = page(thousands)
    window = opened.locator('[data-list="stories"] .window')
    window.evaluate("node => { node.scrollTop = node.scrollHeight; }")
    last = opened.locator('[data-list="stories"] tbody tr[aria-rowindex="10001"]')
    expect(last).to_be_visible()
    opened.keyboard.press("/")
    expect(opened.locator(".search").first).to_be_focused()


def test_what_got_no_page_is_said(page: Open, thousands: Path) -> None:
    opened = page(thousands)
    expect(opened.locator(".limit")).to_contain_text("--pages 0")


def test_the_index_draws_similarity_and_time(page: Open, site: Site) -> None:
    opened = page(site["en"]["papers"])
    plots = opened.locator(".plot svg")
    expect(plots).to_have_count(2)
    said = str(plots.nth(1).get_attribute("aria-label"))
    assert said.startswith("Duplicates over time: 2021-03-05: 1; 2021-03-06: 2; 2021-03-07: 2")


def test_the_table_of_variants_marks_the_odd_one_out(page: Open, site: Site) -> None:
    opened = page(site["zh"]["story"])
    expect(opened.locator("h1")).to_have_text("同一报道的 8 个版本")
    row = opened.locator(".variants tbody tr", has_text="20家")
    expect(row.locator("th")).to_contain_text("7 个版本作“20家”，1 个版本作“10家” (E)")
    expect(row.locator("td.lone")).to_have_text("10家◆ 独此一家")
    money = opened.locator(".variants tbody tr", has_text="3.6亿元")
    expect(money.locator("td.minor")).to_have_count(3)
    dates = opened.locator(".variants thead th").all_inner_texts()[1:]
    found = [text.split()[1] for text in dates]
    assert found == sorted(found)


def test_the_family_tree_shows_who_follows_whom(page: Open, site: Site) -> None:
    opened = page(site["zh"]["story"])
    expect(opened.locator(".tree rect")).to_have_count(8)
    said = opened.locator("main ul.plain").first
    expect(said).to_contain_text("D 承自 C")
    expect(said).to_contain_text("G 承自 D")
    expect(said).to_contain_text("共有的少数读法：3.9亿元、周明元")
    expect(opened.locator(".how")).to_contain_text("最小生成树")
    opened.locator('[data-list="pairs"] a').first.click()
    expect(opened.locator("h1")).to_have_text("同一报道的两个版本")


def test_one_file_holds_index_stories_and_pairs(page: Open, tmp_path: Path) -> None:
    from .papers import write

    result = api.find([str(write(tmp_path))]).result
    path = tmp_path / "whole.html"
    path.write_text(html.render(replace(result, settings=(("pages", 3),)), "zh"), "utf-8")
    opened = page(path)
    expect(opened.locator("section.pair")).to_have_count(3)
    expect(opened.locator("section.story")).to_have_count(1)
    opened.locator('[data-list="stories"] a').first.click()
    expect(opened.locator("section.story")).to_be_in_viewport()
    many = opened.locator("tr.finding").count()
    opened.keyboard.press("n")
    expect(opened.locator("#counter")).to_have_text(f"1/{many}")
