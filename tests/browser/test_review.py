"""The review of a pair: decided in the page, kept by the browser, read by ``--baseline``."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from dedup import baseline

from .conftest import Open, Site

pytestmark = pytest.mark.browser

ROWS = "tr.finding"


def exported(page: Page, to: Path) -> Path:
    """The file that the button of the review gives."""
    page.locator('[data-do="review"]').click()
    with page.expect_download() as found:
        page.locator('[data-do="export"]').click()
    found.value.save_as(to)
    return to


def test_what_is_decided_is_counted_and_kept(page: Open, site: Site) -> None:
    opened = page(site["zh"]["pair"])
    tally = opened.locator('b[data-tally="error"]')
    errors = int(tally.inner_text())
    opened.keyboard.press("n")
    opened.keyboard.press("a")
    expect(tally).to_have_text(str(errors - 1))
    expect(opened.locator("[data-reviewed]")).to_have_text("（已审 1）")
    opened.keyboard.press("n")
    opened.keyboard.press("x")
    opened.keyboard.press("c")
    opened.keyboard.type("两处都核对过")
    opened.keyboard.press("Enter")
    for _ in range(20):  # a busy Chromium hands what is stored on to the reloaded page after a moment only
        opened.reload()
        if tally.inner_text() == str(errors - 2):
            break
        opened.wait_for_timeout(250)
    expect(tally).to_have_text(str(errors - 2))
    second = opened.locator(ROWS).nth(1)
    expect(second.locator('[data-verdict="dismissed"]')).to_have_attribute("aria-pressed", "true")
    expect(second.locator("input")).to_have_value("两处都核对过")
    opened.keyboard.press("f")
    opened.locator('[data-facet="state"][data-value="dismissed"]').click()
    expect(opened.locator(f"{ROWS}:visible")).to_have_count(1)


def test_the_exported_file_hides_what_was_accepted_in_the_next_run(
    page: Open, site: Site, tmp_path: Path
) -> None:
    opened = page(site["zh"]["pair"])
    keys = [opened.locator(ROWS).nth(n).get_attribute("data-fp") for n in (0, 2)]
    for n, verdict in ((0, "accepted"), (2, "dismissed")):
        opened.locator(ROWS).nth(n).locator(f'[data-verdict="{verdict}"]').click()
    opened.locator(ROWS).nth(0).locator("input").fill("作者已核实 </script>")
    file = exported(opened, tmp_path / "baseline.json")
    assert {entry.fingerprint for entry in baseline.load(file)} == set(keys)
    rows = {row["fingerprint"]: row for row in json.loads(file.read_text("utf-8"))["accepted"]}
    assert [rows[key]["verdict"] for key in keys] == ["accepted", "dismissed"]
    assert rows[keys[0]]["reason"] == "作者已核实 </script>"
    assert rows[keys[0]]["code"] == "FCT307"
    command = [sys.executable, "-m", "dedup", "find", "seeds/", "--baseline", str(file), "-f", "html"]
    done = subprocess.run([*command, "-o", f"{tmp_path}/"], capture_output=True, text=True)
    assert "2 accepted by the baseline" in done.stderr
    again = page(next(tmp_path.glob("pair-*.html")))
    expect(again.locator("[data-accepted]")).to_have_text("2 处已由基线接受，不再列出")
    for key in keys:
        expect(again.locator(f'[data-fp="{key}"]')).to_have_count(0)
    again.goto(f"{again.url}#fp-{keys[0]}")
    expect(again.locator("#said")).to_contain_text("已由基线接受")


def test_a_file_can_be_taken_in_and_comments_are_text(page: Open, site: Site, tmp_path: Path) -> None:
    opened = page(site["zh"]["pair"])
    key = opened.locator(ROWS).nth(1).get_attribute("data-fp")
    bad = "<img src=x onerror=document.title='x'>"
    file = tmp_path / "in.json"
    entries = [{"fingerprint": key, "verdict": "dismissed", "reason": bad}, {"fingerprint": "0" * 16}]
    file.write_text(json.dumps({"schema": 1, "accepted": entries}), "utf-8")
    opened.locator('[data-do="review"]').click()
    opened.locator("#import").set_input_files(file)
    expect(opened.locator("#reported")).to_have_text("文件里有 2 条，其中 1 条在本页")
    expect(opened.locator(ROWS).nth(1).locator("input")).to_have_value(bad)
    file.write_text("[]", "utf-8")
    opened.locator("#import").set_input_files(file)
    expect(opened.locator("#reported")).to_have_text("这不是基线文件")
    opened.locator('[data-do="forget"]').click()
    expect(opened.locator(f"{ROWS}.decided")).to_have_count(0)


def test_where_the_browser_keeps_nothing_the_page_says_so_and_still_works(
    page: Open, site: Site, tmp_path: Path
) -> None:
    opened = page(site["zh"]["pair"])
    opened.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no') } })"
    )
    opened.reload()
    opened.locator(ROWS).first.locator('[data-verdict="accepted"]').click()
    file = exported(opened, tmp_path / "baseline.json")
    expect(opened.locator("#storage")).to_contain_text("离开前请先导出")
    assert len(baseline.load(file)) == 1


def test_the_index_exports_the_reviews_of_all_pages(page: Open, site: Site, tmp_path: Path) -> None:
    opened = page(site["zh"]["pair"])
    opened.locator(ROWS).first.locator('[data-verdict="accepted"]').click()
    opened.goto(site["zh"]["index"].as_uri())
    with opened.expect_download() as found:
        opened.locator('[data-do="export-all"]').click()
    found.value.save_as(tmp_path / "all.json")
    assert len(baseline.load(tmp_path / "all.json")) == 1
