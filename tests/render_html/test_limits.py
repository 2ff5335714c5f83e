"""How many pages a report may have, and that it says what it left out."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

from bench.report import corpus
from dedup.render.formats import html as report


def run(*args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "dedup", *args], capture_output=True, text=True)


def papers(folder: Path) -> Path:
    for n in range(4):
        text = f"产业园昨日开园，首批签约企业{n + 20}家，总投资3.6亿元。园区占地580亩，建有智能温室12座。" * 2
        folder.joinpath(f"{n}.txt").write_text(f"# 开园\n\n{text}", "utf-8")
    return folder


def test_pairs_with_most_conflicts_get_the_pages() -> None:
    result = corpus(40)
    pages = dict(report.site(result, "zh"))
    assert len([name for name in pages if name.startswith("pair")]) == 5
    linked = set(re.findall(r'href="(pair-\w+\.html)"', pages["index.html"]))
    assert linked == {name for name in pages if name.startswith("pair")}
    assert report.left_out(result) == len(result.pairs) - 5
    assert report.left_out(replace(result, settings=(("pages", 0),))) == 0


def test_what_got_no_page_is_a_finding_and_an_option_lifts_the_limit(tmp_path: Path) -> None:
    source, said = str(papers(tmp_path)), tmp_path / "result.json"
    some = run(
        "find", source, "-f", "html", "-o", f"{tmp_path}/some/", "-f", "json", "-o", str(said), "--pages", "2"
    )
    assert len(list(tmp_path.glob("some/pair-*.html"))) == 2
    [limit] = [f for f in json.loads(said.read_text("utf-8"))["findings"] if f["code"] == "INP904"]
    assert "--pages 0" in limit["message"]
    assert limit["severity"] == "note"
    assert "1 note" in some.stderr
    run("render", str(said), "-f", "html", "-o", f"{tmp_path}/all/", "--pages", "0")
    assert len(list(tmp_path.glob("all/pair-*.html"))) == 6


def test_other_formats_know_no_limit_of_pages(tmp_path: Path) -> None:
    done = run("find", str(papers(tmp_path)), "-f", "json", "--pages", "1")
    assert "INP904" not in done.stdout
