"""SARIF 2.1.0: findings for code hosting and editors, with stable fingerprints."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import quote

from dedup import __version__, codes
from dedup.render import _say, _tree
from dedup.render._dump import dump
from dedup.render._places import Places
from dedup.types import Article, Finding, Place, Result, Severity

SUFFIX = ".sarif"

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_ROOT = "%SRCROOT%"
_MOST = 25_000  # results that GitHub takes from a run
_FINGERPRINT = "dedup/v1"

Node = dict[str, Any]


def render(result: Result, lang: str) -> str:
    """One run: every finding a result, the places of the other version its related locations."""
    listed = result.findings if len(result.findings) <= _MOST else _by_cluster(result)
    kept = _kept(listed)
    left_out = len(listed) - len(kept)
    places = Places(result)
    driver = {"name": _tree.TOOL, "version": __version__, "rules": list(_rules(lang))}
    run = {
        "tool": {"driver": driver},
        "language": _say.choose(lang, "zh-CN", "en-US"),
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "originalUriBaseIds": {_ROOT: {"description": _text("The folder that dedup was run in.")}},
        "invocations": [_invocation(result.findings, left_out)],
        "properties": {"settings": _tree.settings(result)},
        "results": [_result(finding, places, lang) for finding in kept],
    }
    return dump({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}) + "\n"


def _by_cluster(result: Result) -> list[Finding]:
    """The findings with one for all pairs of a cluster, the places of the others among its own."""
    clusters = {member: cluster.id for cluster in result.clusters for member in cluster.members}
    homes = {(article.doc, _start(article)): clusters.get(article.id) for article in result.articles}
    found: dict[object, Finding] = {}
    places: dict[object, dict[Place, None]] = {}
    for number, finding in enumerate(result.findings):
        home = homes.get((finding.where.doc, finding.where.start)) if finding.code.startswith("DUP") else None
        key = home or number
        found.setdefault(key, finding)
        places.setdefault(key, {}).update(dict.fromkeys((finding.where, *finding.also)))
    return [
        replace(finding, also=tuple(place for place in places[key] if place != finding.where))
        for key, finding in found.items()
    ]


def _start(article: Article) -> int:
    if article.title is not None:
        return article.title.start
    return min((span.start for span in article.spans), default=0)


def _kept(findings: Sequence[Finding]) -> list[Finding]:
    """The findings in their order; of too many, the least severe and then the last are left out."""
    ranked = sorted(range(len(findings)), key=lambda n: findings[n].severity.rank)
    return [findings[n] for n in sorted(ranked[:_MOST])]


def _rules(lang: str) -> Iterator[Node]:
    for code, rule in codes.rules().items():
        says = re.search(r"^## .+\n+((?:(?!#).+\n)+)", rule.text, re.MULTILINE)
        yield {
            "id": code,
            "name": "".join(word.capitalize() for word in rule.name.split("-")),
            "shortDescription": _text(codes.label(code, lang)),
            "fullDescription": _text(" ".join(says[1].split()) if says else rule.name),
            "help": {**_text(rule.text), "markdown": rule.text},
            "defaultConfiguration": {"level": rule.severity.value},
        }


def _invocation(findings: Sequence[Finding], left_out: int) -> Node:
    unread = any(f.code == "INP901" and f.severity is Severity.ERROR for f in findings)
    said: Node = {"executionSuccessful": not unread}
    if left_out:
        message = f"{left_out} results left out: GitHub takes {_MOST} a run. Narrow the run with --select."
        said["toolExecutionNotifications"] = [{"level": "warning", "message": _text(message)}]
    return said


def _result(finding: Finding, places: Places, lang: str) -> Node:
    found: Node = {
        "ruleId": finding.code,
        "ruleIndex": list(codes.rules()).index(finding.code),
        "level": finding.severity.value,
        "message": _text(_say.message(finding, lang)),
        "partialFingerprints": {_FINGERPRINT: finding.fingerprint},
    }
    if finding.where.doc:
        found["locations"] = [_location(finding.where, places)]
    if finding.also:
        related = (_location(place, places) for place in finding.also)
        found["relatedLocations"] = [{"id": n, **place} for n, place in enumerate(related, 1)]
    return found


def _location(place: Place, places: Places) -> Node:
    """A file with its region; of what is no file, or only a row of one, the name."""
    found: Node = {}
    if file := places.file(place.doc):
        physical = {"artifactLocation": _artifact(file)}
        if not places.row(place.doc):
            physical["region"] = _region(place, places)
        found["physicalLocation"] = physical
    if place.page:
        found["properties"] = {"page": place.page}
    if not file or places.row(place.doc):
        found["logicalLocations"] = [{"fullyQualifiedName": place.doc}]
    return found


def _region(place: Place, places: Places) -> Node:
    region = places.region(place)
    if region is None:
        return {"startLine": place.line}
    return {
        "startLine": region.line,
        "startColumn": region.column,
        "endLine": region.end_line,
        "endColumn": region.end_column,
        "charOffset": place.start,
        "charLength": place.end - place.start,
    }


def _artifact(file: str) -> Node:
    """A relative URI under the folder of the run; a file elsewhere keeps its whole path."""
    uri = quote(file, safe="/", errors="surrogatepass")
    if file.startswith("/"):
        return {"uri": f"file://{uri}"}
    return {"uri": uri, "uriBaseId": _ROOT}


def _text(text: str) -> Node:
    """A message whose braces and brackets are themselves, not placeholders and links."""
    text = re.sub(r"[{}]", lambda brace: 2 * brace[0], text)
    return {"text": re.sub(r"[\[\]]", r"\\\g<0>", text) if "](" in text else text}
