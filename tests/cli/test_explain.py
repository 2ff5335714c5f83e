"""--explain on real processes: for each change the rule and the evidence."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from dedup import codes

OLD = (
    "青石岭水库扩建工程昨日开工\n"
    "青石岭水库扩建工程昨日在柳河镇开工，总投资3.2亿元，计划2023年10月完工。\n"
    "工程建成后，可以满足下游6个乡镇的灌溉需求，受益农田达到4500亩，沿线群众十分期待。\n"
)
NEW = OLD.replace("3.2亿元", "3.8亿元").replace("可以满足", "能够满足").replace("，沿线群众", "。沿线群众")


@pytest.fixture
def two(tmp_path: Path) -> None:
    (tmp_path / "old.txt").write_text(OLD, "utf-8")
    (tmp_path / "new.txt").write_text(NEW, "utf-8")


@pytest.mark.usefixtures("two")
@pytest.mark.parametrize("command", [("diff", "old.txt", "new.txt"), ("find", "old.txt", "new.txt")])
@pytest.mark.parametrize(("lang", "words"), [("zh", "改动，改写："), ("en", "changed, rewording: ")])
def test_each_change_is_followed_by_its_rule_and_evidence(dedup, command, lang: str, words: str) -> None:
    told = json.loads(dedup(*command, "-f", "json").stdout)
    changes = told["pairs"][0]["changes"]
    assert {change["code"] for change in changes} >= {"FCT303", "TXT404"}
    assert all(change["evidence"] for change in changes)
    done = dedup(*command, "-f", "text", "--lang", lang, "--explain")
    assert done.returncode == 1, done.stderr
    lines = done.stdout.splitlines()
    reasons = [at for at, line in enumerate(lines) if re.match(r" {6}[A-Z]{3}\d{3} ", line)]
    assert len(reasons) == len(changes)
    for at, change in zip(reasons, changes, strict=True):
        assert change["code"] in lines[at - 1]
        assert lines[at].startswith(f"      {change['code']} {codes.label(change['code'], 'en')}")
    [money] = [lines[at] for at in reasons if "FCT303" in lines[at]]
    assert words in money
    assert re.search(r"320000000.* ≠ .*380000000|3\.2亿.* ≠ .*3\.8亿", money)


@pytest.mark.usefixtures("two")
def test_without_it_notes_are_only_counted(dedup) -> None:
    plain = dedup("diff", "old.txt", "new.txt", "-f", "text").stdout
    assert not re.search(r"(?m)^ {6}[A-Z]{3}\d{3} ", plain)
    assert "TXT404" not in plain


@pytest.mark.usefixtures("two")
def test_json_has_the_evidence_anyway(dedup) -> None:
    told = [dedup("diff", "old.txt", "new.txt", "-f", "json", *more).stdout for more in ((), ("--explain",))]
    assert told[0] == told[1]
