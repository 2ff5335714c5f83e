"""The HTML report on paper: the command of docs/office.md makes a PDF that holds what an editor must see."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pypdfium2
import pytest

from dedup import api
from dedup.types import Severity

from .conftest import CHROMIUM, FLAGS

DOCS = Path(__file__).parents[2] / "docs" / "office.md"


@pytest.fixture
def command() -> list[str]:
    """The documented command, for the browser of this machine."""
    if not CHROMIUM.exists() and not os.environ.get("DEDUP_REQUIRE_ALL"):
        pytest.skip("needs Debian's Chromium: apt-get install chromium")
    (line,) = re.findall(r"^chromium (.+)$", DOCS.read_text("utf-8"), re.MULTILINE)
    return [str(CHROMIUM), *FLAGS, *line.split()]


def test_a_report_is_printed_on_a4_with_all_that_must_be_seen(command: list[str], tmp_path: Path) -> None:
    run = api.find("seeds/")
    run.write(tmp_path / "report.html")
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    document = pypdfium2.PdfDocument(tmp_path / "report.pdf")
    sizes = {tuple(round(side) for side in page.get_size()) for page in document}
    assert sizes == {(595, 842)}, "A4 in points"
    text = "".join(page.get_textpage().get_text_range() for page in document)
    printed = re.sub(r"\s", "", text)
    seen = [change for change in run.pairs[0].changes if change.severity is Severity.ERROR]
    assert seen
    for change in seen:
        for mention in (*change.a[:1], *change.b[:1]):
            assert re.sub(r"\s", "", mention.text)[:12] in printed, mention.text
    document.close()
