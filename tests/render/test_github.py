"""Workflow commands: nothing in a document can end a command or begin another."""

from __future__ import annotations

import re

from dedup import plugs
from dedup.types import Result

from . import hostile

COMMAND = re.compile(r"::(error|warning|notice) ([^:\n]*)::([^\n\r]*)")


def commands(result: Result) -> list[tuple[str, dict[str, str], str]]:
    """What the runner reads."""
    found = []
    for line in plugs.load("render.formats", "github").render(result, "zh").split("\n")[:-1]:
        match = COMMAND.fullmatch(line)
        assert match, line
        pairs = (item.split("=", 1) for item in match[2].split(","))
        properties = {
            name: value.replace("%3A", ":").replace("%2C", ",").replace("%25", "%") for name, value in pairs
        }
        found.append((match[1], properties, match[3].replace("%25", "%")))
    return found


def test_every_finding_is_a_command_at_its_line(seeds: Result) -> None:
    found = commands(seeds)
    assert len(found) == len(seeds.findings)
    for (level, properties, said), finding in zip(found, seeds.findings, strict=True):
        assert level == {"error": "error", "warning": "warning", "note": "notice"}[finding.severity.value]
        assert properties["file"] == finding.where.doc
        assert properties["line"] == str(finding.where.line)
        assert properties["title"].startswith(finding.code)
        assert said == finding.message


def test_columns_are_given_where_a_finding_stands_on_one_line(seeds: Result) -> None:
    texts = {document.id: document.text for document in seeds.documents}
    seen = 0
    for (_, properties, _), finding in zip(commands(seeds), seeds.findings, strict=True):
        if "col" in properties:
            line = texts[finding.where.doc].splitlines()[int(properties["line"]) - 1]
            marked = line[int(properties["col"]) - 1 : int(properties["endColumn"]) - 1]
            assert marked == texts[finding.where.doc][finding.where.start : finding.where.end]
            seen += 1
    assert seen


def test_hostile_text_arrives_as_itself() -> None:
    made = hostile.result()
    found = commands(made)
    assert len(found) == len(made.findings)
    assert any(said == "%0A::error::x / %0A::error::x" for _, _, said in found)
    files = {properties.get("file", "") for _, properties, _ in found}
    assert "../-b,c:d&\"e'.txt" in files


def test_a_row_is_named_in_the_message_and_has_no_line() -> None:
    _, properties, said = next(c for c in commands(hostile.result()) if c[1]["title"].startswith("INP903"))
    assert properties["file"] == "corpus.jsonl"
    assert "line" not in properties
    assert said == "corpus.jsonl:1: too short"
