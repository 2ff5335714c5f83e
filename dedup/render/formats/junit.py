"""JUnit XML: one suite a folder, one case a document, for CI systems that show test results."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from xml.etree import ElementTree as ET

from dedup.render import _say
from dedup.render._places import Places
from dedup.types import Finding, Result, Severity

SUFFIX = ".xml"

_UNREADABLE, _TOO_SHORT = "INP901", "INP903"


def render(result: Result, lang: str) -> str:
    """Every document as a test case.

    A document with errors or warnings fails, one that could not be read is an error, one with nothing
    to compare is skipped; notes are its output. A row of a corpus is a case in the suite of its file.
    """
    documents = {document.id: document for document in result.documents}
    found: dict[str, list[Finding]] = {document: [] for document in documents}
    for finding in result.findings:
        also = finding.also if finding.code == _TOO_SHORT else ()
        for doc in dict.fromkeys(place.doc for place in (finding.where, *also)):
            found.setdefault(doc, []).append(finding)
    places = Places(result, documents)
    suites: dict[str, list[ET.Element]] = defaultdict(list)
    for doc, findings in found.items():
        folder, name = _split(doc, places)
        suites[folder].append(_case(folder, name, findings, lang))
    root = ET.Element("testsuites", {"name": "dedup", **_counts(case for s in suites.values() for case in s)})
    for folder in sorted(suites):
        cases = suites[folder]
        skipped = sum(case.find("skipped") is not None for case in cases)
        head = {"name": folder, **_counts(cases), "skipped": str(skipped)}
        ET.SubElement(root, "testsuite", head).extend(cases)
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, "unicode") + "\n"


def _split(doc: str, places: Places) -> tuple[str, str]:
    """The suite and the case of a document: folder and file, or file and row."""
    shown, file = _say.flat(doc), _say.flat(places.file(doc))
    if places.row(doc) and file:
        return file, shown.removeprefix(f"{file}:") or shown
    folder, _, name = shown.rpartition("/")
    return folder or ".", name or shown or "dedup"


def _case(folder: str, name: str, findings: Sequence[Finding], lang: str) -> ET.Element:
    case = ET.Element("testcase", {"classname": folder, "name": name})
    bad = [f for f in findings if f.severity is not Severity.NOTE]
    unread = [f for f in bad if f.code == _UNREADABLE and f.severity is Severity.ERROR]
    failed = [f for f in bad if f not in unread]
    short = [f for f in findings if f.code == _TOO_SHORT]
    rest = [f for f in findings if f not in bad and (bad or f not in short)]
    if unread:
        _add(case, "error", unread, lang)
    if failed:
        _add(case, "failure", failed, lang)
    if short and not bad:
        _add(case, "skipped", short, lang)
    if rest:
        ET.SubElement(case, "system-out").text = _lines(rest, lang)
    return case


def _add(case: ET.Element, tag: str, findings: Sequence[Finding], lang: str) -> None:
    worst = min(findings, key=lambda finding: finding.severity.rank)
    more = len(findings) - 1
    said = f"{worst.code} {_say.flat(worst.message)}"
    if more:
        said += _say.choose(lang, f"；另有 {more} 项", f"; and {more} more")
    ET.SubElement(case, tag, {"type": worst.code, "message": said}).text = _lines(findings, lang)


def _lines(findings: Iterable[Finding], lang: str) -> str:
    rows = (f"{_say.flat(f.where.doc)}:{f.where.line}: {f.code} {_say.message(f, lang)}" for f in findings)
    return "\n" + "\n".join(rows) + "\n"


def _counts(cases: Iterable[ET.Element]) -> dict[str, str]:
    every = list(cases)
    failures = sum(case.find("failure") is not None for case in every)
    errors = sum(case.find("error") is not None for case in every)
    return {"tests": str(len(every)), "failures": str(failures), "errors": str(errors)}
