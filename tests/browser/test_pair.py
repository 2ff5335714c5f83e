"""The page of a pair as its reader meets it, in Chromium."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from dedup import api
from dedup.render.formats import html

from .conftest import Open, Site

pytestmark = pytest.mark.browser

ROWS = "tr.finding"


def counter(page: Page, at: int, of: int) -> None:
    expect(page.locator("#counter")).to_have_text(f"{at}/{of}")


def test_the_first_screen_gives_the_verdict_and_names_the_conflicts(page: Open, site: Site) -> None:
    opened = page(site["zh"]["pair"])
    expect(opened.locator("h1")).to_have_text("同一报道的两个版本")
    verdict = opened.locator(".verdict p")
    expect(verdict).to_contain_text(re.compile(r"▲ \d+ 处事实冲突"))
    expect(verdict).to_contain_text(re.compile(r"\d+ 处标点与版面差异已隐藏"))
    for nth in range(3):
        expect(opened.locator(ROWS).nth(nth)).to_be_in_viewport()
    first = opened.locator(ROWS).first
    expect(first.locator("td.v").nth(0)).to_contain_text("湖南湘西移动互联网产业园")
    expect(first.locator("td.v").nth(1)).to_contain_text("湘南湘西移动互联网产业园")
    expect(first.locator("del")).to_have_text("湖")
    expect(first.locator(".why")).to_contain_text("疑似识别错误")


def test_a_row_leads_to_its_places_on_both_sides(page: Open, site: Site) -> None:
    opened = page(site["zh"]["pair"])
    for side in ("A", "B"):
        link = opened.locator(f'{ROWS} td[data-side="{side}"] a[data-jump]').first
        link.click()
        place = opened.locator(str(link.get_attribute("href")))
        expect(place).to_be_in_viewport()
        assert place.evaluate("node => node.closest('[data-side]').dataset.side") == side


def test_keys_walk_through_the_differences_and_count_them(page: Open, site: Site) -> None:
    opened = page(site["zh"]["pair"])
    many = opened.locator(ROWS).count()
    counter(opened, 0, many)
    for nth in (1, 2, 3):
        opened.keyboard.press("n")
        counter(opened, nth, many)
    opened.keyboard.press("p")
    counter(opened, 2, many)
    expect(opened.locator(".row .c.now").first).to_be_in_viewport()
    opened.keyboard.press("t")
    expect(opened.locator("tr.now")).to_be_in_viewport()


def test_keys_walk_through_the_conflicts_alone(page: Open, site: Site) -> None:
    opened = page(site["zh"]["pair"])
    errors = opened.locator(f'{ROWS}[data-severity="error"]').count()
    for _ in range(errors + 2):
        opened.keyboard.press("e")
    expect(opened.locator("tr.now")).to_have_attribute("data-severity", "error")
    last = opened.locator("tr.now").get_attribute("id")
    opened.keyboard.press("E")
    assert opened.locator("tr.now").get_attribute("id") != last or errors == 1


def test_a_deep_link_leads_to_its_finding_in_this_run_and_the_next(
    page: Open, site: Site, tmp_path: Path
) -> None:
    opened = page(site["zh"]["pair"])
    wanted = str(opened.locator(ROWS).nth(4).get_attribute("id"))
    again = tmp_path / "again.html"
    again.write_text(html.render(api.find(["seeds/"]).result, "zh"), "utf-8")
    for path in (site["zh"]["pair"], again):
        linked = page(path, fragment=f"#{wanted}")
        expect(linked.locator("tr.now")).to_have_attribute("id", wanted)
        expect(linked.locator("tr.now")).to_be_in_viewport()
        assert linked.url.endswith(wanted)


def test_a_link_to_a_finding_that_is_gone_says_so(page: Open, site: Site) -> None:
    opened = page(site["zh"]["pair"], fragment="#fp-0000000000000000")
    expect(opened.locator("#said")).to_contain_text("不在本页")


def test_filters_by_severity_kind_and_cause_count_as_they_are_set(page: Open, site: Site) -> None:
    opened = page(site["zh"]["pair"])
    every = opened.locator(ROWS)
    many, errors = every.count(), opened.locator(f'{ROWS}[data-severity="error"]').count()
    opened.keyboard.press("f")
    organisation = opened.locator('[data-facet="kind"][data-value="FCT307"]')
    before = int(organisation.locator("b").inner_text())
    opened.locator('[data-facet="severity"][data-value="error"]').click()
    expect(opened.locator(f"{ROWS}:visible")).to_have_count(errors)
    counter(opened, 0, errors)
    assert int(organisation.locator("b").inner_text()) < before
    organisation.click()
    expect(opened.locator(f"{ROWS}:visible")).to_have_count(int(organisation.locator("b").inner_text()))
    opened.locator('[data-do="reset"]').click()
    expect(opened.locator(f"{ROWS}:visible")).to_have_count(many)
    opened.locator('[data-facet="cause"][data-value="ocr"]').click()
    for row in opened.locator(f"{ROWS}:visible").all():
        assert row.get_attribute("data-cause") == "ocr"


def test_a_deep_link_passes_a_filter_that_hides_its_finding(page: Open, site: Site) -> None:
    opened = page(site["zh"]["pair"])
    hidden = opened.locator(f'{ROWS}[data-severity="warning"]').first.get_attribute("id")
    opened.locator('[data-facet="severity"][data-value="error"]').click()
    opened.evaluate("name => { location.hash = name; }", hidden)
    expect(opened.locator("tr.now")).to_have_attribute("id", str(hidden))
    expect(opened.locator("tr.now")).to_be_visible()


def test_identical_stretches_are_folded_and_open_on_demand(page: Open, site: Site) -> None:
    opened = page(site["zh"]["pair"])
    folded = opened.locator(".row[hidden]").count()
    assert folded > 0
    heights = opened.eval_on_selector_all(".row[hidden]", "all => all.map(node => node.offsetHeight)")
    assert set(heights) == {0}
    opened.locator("button.fold").first.click()
    assert opened.locator(".row[hidden]").count() < folded
    opened.keyboard.press("s")
    expect(opened.locator(".row[hidden]")).to_have_count(0)
    opened.keyboard.press("s")
    expect(opened.locator(".row[hidden]")).to_have_count(folded)


def test_a_folded_paragraph_opens_when_a_link_leads_there(page: Open, site: Site) -> None:
    opened = page(site["zh"]["pair"])
    row = str(opened.locator(".row[hidden]").first.get_attribute("id"))
    opened.evaluate("name => { location.hash = name; }", row)
    expect(opened.locator(f"#{row}")).to_be_in_viewport()


def test_a_moved_paragraph_stands_beside_its_partner_in_the_order_of_either_version(
    page: Open, site: Site
) -> None:
    opened = page(site["zh"]["pair"])
    assert opened.locator(".row.moved").count() > 3
    for row in opened.locator(".row.moved").all():
        assert row.locator('[data-side="A"] p').count() > 0
        assert row.locator('[data-side="B"] p').count() > 0
    for side, name in (("b", "B"), ("a", "A")):
        opened.locator(f'button[data-order="{side}"]').click()
        shown = opened.eval_on_selector_all(
            f'.row > [data-side="{name}"] > p:first-child .no',
            "all => all.map(n => Number(n.textContent.slice(1)))",
        )
        assert shown == sorted(shown)


def test_each_version_can_be_read_in_its_own_order_with_lines_between(page: Open, site: Site) -> None:
    opened = page(site["zh"]["pair"])
    rows = opened.locator(".row > div > p").count()
    for _ in range(2):
        opened.keyboard.press("o")
    for side in ("A", "B"):
        shown = opened.eval_on_selector_all(
            f'.column[data-side="{side}"] > p .no', "all => all.map(n => Number(n.textContent.slice(1)))"
        )
        assert shown == list(range(1, len(shown) + 1))
    opened.locator(".column").first.scroll_into_view_if_needed()
    expect(opened.locator(".connectors path.moved").first).to_be_attached()
    opened.keyboard.press("o")
    expect(opened.locator(".row > div > p")).to_have_count(rows)
    expect(opened.locator(".column")).to_have_count(0)


def test_a_split_paragraph_is_tied_to_its_parts(page: Open, site: Site) -> None:
    opened = page(site["zh"]["pair"])
    row = opened.locator(".row.split, .row.merged, .row.regrouped").first
    row.scroll_into_view_if_needed()
    expect(opened.locator(".connectors path").first).to_be_attached()
    expect(row.locator(".mid")).to_contain_text(re.compile(r"\d : \d"))


def test_the_overview_leads_to_the_place_that_is_clicked(page: Open, site: Site) -> None:
    opened = page(site["zh"]["pair"])
    picture = opened.locator(".overview")
    picture.scroll_into_view_if_needed()
    box = picture.bounding_box()
    assert box
    opened.mouse.click(box["x"] + box["width"] - 5, box["y"] + box["height"] * 0.98)
    last = opened.locator('.row > [data-side="B"] > p').last
    expect(last).to_be_in_viewport()
    assert opened.locator(".overview .o-moved").count() > 0


def test_facts_are_marked_whole_and_never_by_colour_alone(page: Open, site: Site) -> None:
    opened = page(site["zh"]["pair"])
    opened.keyboard.press("s")
    digits = opened.eval_on_selector_all(
        ".row .c del, .row .c ins",
        """all => all.filter(node => {
          const near = side => (node[side]?.textContent ?? "");
          return /\\d$/.test(near("previousSibling")) && /^\\d/.test(node.textContent)
            || /\\d$/.test(node.textContent) && /^\\d/.test(near("nextSibling"));
        }).length""",
    )
    assert digits == 0
    styles = {
        name: opened.locator(f".row .c.{name}").first.evaluate(
            "node => getComputedStyle(node).borderBottomStyle"
        )
        for name in ("error", "warning")
    }
    assert styles == {"error": "solid", "warning": "dashed"}
    moved = opened.locator(".row.moved").first
    assert moved.evaluate("node => getComputedStyle(node).borderLeftWidth") == "4px"
    expect(moved.locator(".mid")).to_contain_text("⇅")


@pytest.mark.parametrize("width", [1440, 1024, 390])
def test_no_line_is_clipped(page: Open, site: Site, width: int) -> None:
    opened = page(site["zh"]["pair"], width=width)
    opened.keyboard.press("s")
    clipped = opened.eval_on_selector_all(
        ".row p, .facts td, .only li",
        """all => all.filter(
          n => n.scrollWidth > n.clientWidth + 1 || n.scrollHeight > n.clientHeight + 8).length""",
    )
    assert clipped == 0


def test_noise_is_hidden_counted_and_shown_when_asked_for(page: Open, site: Site) -> None:
    opened = page(site["zh"]["pair"])
    must, hidden = opened.locator(ROWS).count(), opened.locator("[data-hidden]")
    total = int(re.findall(r"\d+", hidden.inner_text())[0])
    for name in ("punctuation", "breaks", "alias", "order", "wording"):
        button = opened.locator(f'button[data-noise="{name}"]')
        many = int(str(button.get_attribute("data-count")))
        mark = f".c.n-{name}.on"
        expect(opened.locator(mark)).to_have_count(0)
        button.click()
        total -= many
        expect(hidden).to_have_text(f"已隐藏 {total} 处" if total else "没有隐藏的差异")
        notes = opened.locator(f'details[data-noise="{name}"] .finding').count()
        must += notes
        counter(opened, 0, must)
        if name in ("punctuation", "wording", "alias"):
            assert opened.locator(mark).count() >= notes
    opened.locator('button[data-noise="punctuation"]').click()
    assert (
        f"{opened.locator('button[data-noise=punctuation]').get_attribute('data-count')} 处"
        in hidden.inner_text()
    )


def test_passages_of_one_version_have_a_panel_that_leads_to_them(page: Open, site: Site) -> None:
    opened = page(site["zh"]["pair"])
    panel = opened.locator(".panel-only")
    expect(panel).to_contain_text("预计至2021年底可吸引100家企业加入联盟")
    panel.locator("a[data-jump]").last.click()
    expect(opened.locator(".row .c.warning:target")).to_be_in_viewport()


def test_the_keys_are_explained_and_the_keyboard_is_enough(page: Open, site: Site) -> None:
    opened = page(site["en"]["pair"])
    opened.keyboard.press("?")
    expect(opened.locator("dialog")).to_be_visible()
    opened.keyboard.press("Escape")
    expect(opened.locator("dialog")).to_be_hidden()
    opened.keyboard.press("Tab")
    expect(opened.locator(".skip")).to_be_focused()
    opened.keyboard.press("f")
    expect(opened.locator("#filters")).to_be_visible()
    assert opened.evaluate("document.activeElement.dataset.facet") == "kind"
    opened.keyboard.press("Enter")
    expect(opened.locator("#filters [aria-pressed=true]")).to_have_count(1)
    opened.keyboard.press("Escape")
    expect(opened.locator("#filters")).to_be_hidden()


def test_without_scripts_everything_is_there_to_read(page: Open, site: Site) -> None:
    opened = page(site["zh"]["pair"], java_script_enabled=False)
    expect(opened.locator("table.facts")).to_be_visible()
    expect(opened.locator(".bar")).to_be_hidden()
    expect(opened.locator(".row").last).to_be_visible()
    expect(opened.locator(".noscript")).to_be_visible()


def test_it_prints_on_a4_without_the_controls(page: Open, site: Site, tmp_path: Path) -> None:
    opened = page(site["zh"]["pair"], theme="dark")
    pdf = opened.pdf(path=tmp_path / "pair.pdf", prefer_css_page_size=True)
    boxes = {tuple(map(float, box.split())) for box in re.findall(rb"/MediaBox \[([\d. ]+)\]", pdf)}
    assert {(round(box[2]), round(box[3])) for box in boxes} == {(595, 842)}
    opened.emulate_media(media="print")
    for control in (".bar", ".controls", ".overview", ".jump"):
        expect(opened.locator(control).first).to_be_hidden()
    expect(opened.locator("table.facts")).to_be_visible()
    assert opened.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
