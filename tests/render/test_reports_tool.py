"""tools/reports.py names what differs, writes it, and removes what is no longer made."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("reports", ROOT / "tools" / "reports.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_reports_are_compared_byte_for_byte_and_kept_tidy(tool: ModuleType, tmp_path: Path) -> None:
    made = {"index.html": b"<p>\n", "seeds.json": b"{}\n", "pages/one.html": b"1"}
    assert tool.stale(made, tmp_path) == sorted(made)
    tool.update(made, tmp_path)
    assert tool.contents(tmp_path) == made
    assert tool.stale(made, tmp_path) == []
    (tmp_path / "seeds.json").write_bytes(b"{}\r\n")
    (tmp_path / "old.html").write_bytes(b"")
    assert tool.stale(made, tmp_path) == ["old.html", "seeds.json"]
    tool.update(made, tmp_path)
    assert tool.contents(tmp_path) == made


def test_every_committed_report_is_one_the_tool_makes(tool: ModuleType) -> None:
    there = tool.contents(ROOT / "reports")
    assert {name for name in there if not name.endswith(".html")} <= set(tool.FILES.values())
