"""JUnit XML keeps to the schema of the Jenkins plug-in, and its counts are those of its cases."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from dedup import plugs
from dedup.types import Finding, Place, Result, Severity

from . import hostile

SCHEMA = Path(__file__).with_name("schemas") / "junit-10.xsd"


def junit(result: Result, lang: str = "zh") -> etree._Element:
    text: str = plugs.load("render.formats", "junit").render(result, lang)
    root = etree.fromstring(text.encode("utf-8"))
    etree.XMLSchema(etree.parse(SCHEMA)).assertValid(root)
    return root


def test_one_suite_a_folder_one_case_a_document(seeds: Result) -> None:
    root = junit(seeds)
    assert [suite.get("name") for suite in root] == ["seeds"]
    assert [case.get("name") for case in root.iter("testcase")] == [
        d.id.split("/")[1] for d in seeds.documents
    ]
    said = "".join(failure.text for failure in root.iter("failure"))
    assert said.count("\n") - 2 == len(seeds.findings)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_counts_are_those_of_the_cases(lang: str) -> None:
    root = junit(hostile.result(), lang)
    for suite in (root, *root):
        assert int(suite.get("tests")) == len(list(suite.iter("testcase")))
        for tag, name in (("failure", "failures"), ("error", "errors")):
            assert int(suite.get(name)) == len(list(suite.iter(tag)))
    assert sum(int(suite.get("skipped")) for suite in root) == len(list(root.iter("skipped"))) == 1


def test_unreadable_is_an_error_and_too_short_is_skipped() -> None:
    root = junit(hostile.result())
    assert len(list(root.iter("error"))) == len(hostile.TRICKS)
    (skipped,) = root.iter("skipped")
    case = skipped.getparent()
    assert (case.get("classname"), case.get("name")) == ("corpus.jsonl", "1")
    assert {error.get("type") for error in root.iter("error")} == {"INP901"}


def test_every_document_that_is_too_short_is_skipped(seeds: Result) -> None:
    places = [Place(document.id) for document in seeds.documents]
    short = Finding("INP903", Severity.NOTE, "too short", "0" * 16, places[0], tuple(places[1:]))
    root = junit(replace(seeds, findings=(short,)))
    assert len(list(root.iter("skipped"))) == len(seeds.documents)


def test_a_document_without_findings_passes() -> None:
    case = next(case for case in junit(hostile.result()).iter("testcase") if case.get("name") == "-")
    assert len(case) == 0
