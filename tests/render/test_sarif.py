"""SARIF keeps to the official schema, and its places lead to the text."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from jsonschema import Draft202012Validator

from dedup import codes, plugs
from dedup.types import Finding, Place, Result, Severity

from . import hostile

SCHEMA = Path(__file__).with_name("schemas") / "sarif-2.1.0.json"


@cache
def validator() -> Draft202012Validator:
    return Draft202012Validator(json.loads(SCHEMA.read_text("utf-8")))


def sarif(result: Result, lang: str = "zh") -> Any:
    tree = json.loads(plugs.load("render.formats", "sarif").render(result, lang))
    validator().validate(tree)
    (run,) = tree["runs"]
    return run


def test_the_schema_refuses_what_is_no_sarif() -> None:
    assert not validator().is_valid({"version": "2.1.0", "runs": [{"results": []}]})


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_finding_is_a_result_with_its_fingerprint(seeds: Result, lang: str) -> None:
    run = sarif(seeds, lang)
    assert run["columnKind"] == "unicodeCodePoints"
    found = [(r["ruleId"], r["level"], r["partialFingerprints"]["dedup/v1"]) for r in run["results"]]
    assert found == [(f.code, f.severity.value, f.fingerprint) for f in seeds.findings]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == list(codes.rules())
    assert all(rules[r["ruleIndex"]]["id"] == r["ruleId"] for r in run["results"])
    assert all(rule["help"]["markdown"] and rule["fullDescription"]["text"] for rule in rules)


def test_offsets_lines_and_columns_lead_to_the_same_text(seeds: Result) -> None:
    texts = {document.path: document.text for document in seeds.documents}
    places = [
        place["physicalLocation"]
        for result in sarif(seeds)["results"]
        for place in (*result["locations"], *result.get("relatedLocations", ()))
    ]
    assert len(places) > len(seeds.findings)
    for place in places:
        assert place["artifactLocation"]["uriBaseId"] == "%SRCROOT%"
        text, region = texts[place["artifactLocation"]["uri"]], place["region"]
        lines = text.splitlines(keepends=True)
        start, end = (
            sum(map(len, lines[: region[f"{side}Line"] - 1])) + region[f"{side}Column"] - 1
            for side in ("start", "end")
        )
        assert (start, end - start) == (region["charOffset"], region["charLength"])


def test_hostile_names_become_uris_and_messages_stay_themselves() -> None:
    made = hostile.result()
    run = sarif(made)
    uris = [place["physicalLocation"]["artifactLocation"]["uri"] for place in run["results"][0]["locations"]]
    assert [unquote(uri) for uri in uris] == [made.documents[0].path]
    assert all(uri.isascii() and ":" not in uri and " " not in uri for uri in uris)
    said = {result["message"]["text"] for result in run["results"]}
    assert "{{0}} {{{{x}}}} {{% raw %}} / {{0}} {{{{x}}}} {{% raw %}}" in said
    assert not any("[l](" in text for text in said)


def test_a_row_has_a_name_and_no_region_and_what_is_no_file_has_no_uri() -> None:
    run = sarif(hostile.result())
    row = next(r for r in run["results"] if r["ruleId"] == "INP903")["locations"][0]
    assert row["logicalLocations"] == [{"fullyQualifiedName": "corpus.jsonl:1"}]
    assert row["physicalLocation"] == {"artifactLocation": {"uri": "corpus.jsonl", "uriBaseId": "%SRCROOT%"}}
    limit = next(r for r in run["results"] if r["ruleId"] == "INP904")
    assert "locations" not in limit
    assert run["invocations"][0]["executionSuccessful"] is False


def test_a_file_elsewhere_keeps_its_whole_path(seeds: Result) -> None:
    away = Finding("INP901", Severity.ERROR, "gone", "0" * 16, Place("/tmp/新闻 1.txt"))
    (found,) = sarif(replace(seeds, findings=(away,)))["results"]
    place = found["locations"][0]["physicalLocation"]["artifactLocation"]
    assert place == {"uri": "file:///tmp/%E6%96%B0%E9%97%BB%201.txt"}


def test_too_many_results_are_cut_and_counted_worst_first(seeds: Result) -> None:
    note = Finding("TXT403", Severity.NOTE, "wording", "0" * 16, Place("a.txt"))
    error = Finding("FCT303", Severity.ERROR, "money", "1" * 16, Place("a.txt"))
    run = sarif(replace(seeds, findings=(*[note] * 25_001, error)))
    assert len(run["results"]) == 25_000
    assert run["results"][-1]["ruleId"] == "FCT303"
    (notice,) = run["invocations"][0]["toolExecutionNotifications"]
    assert notice["message"]["text"].startswith("2 results left out")


def test_where_the_limit_bites_a_cluster_is_one_result(seeds: Result) -> None:
    (dup,) = (finding for finding in seeds.findings if finding.code.startswith("DUP"))
    others = [replace(dup, also=(Place("a.txt", n, n + 1, n),)) for n in range(25_000)]
    many = replace(seeds, findings=(*others, *seeds.findings))
    (run,) = json.loads(plugs.load("render.formats", "sarif").render(many, "zh"))["runs"]
    assert [result["ruleId"] for result in run["results"]] == [finding.code for finding in seeds.findings]
    (found,) = (result for result in run["results"] if result["ruleId"] == dup.code)
    assert len(found["relatedLocations"]) == 25_001
    assert "toolExecutionNotifications" not in run["invocations"][0]
