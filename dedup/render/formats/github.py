"""Workflow commands: GitHub Actions shows each finding at its line."""

from __future__ import annotations

from dedup import codes
from dedup.render import _say
from dedup.render._places import Places
from dedup.types import Finding, Result, Severity

SUFFIX = ".github"

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = _DATA | str.maketrans({":": "%3A", ",": "%2C"})


def render(result: Result, lang: str) -> str:
    """One command a finding."""
    places = Places(result)
    return "".join(_command(finding, places, lang) + "\n" for finding in result.findings)


def _command(finding: Finding, places: Places, lang: str) -> str:
    where = finding.where
    values: dict[str, object] = {}
    if file := places.file(where.doc):
        values["file"] = file
        if not places.row(where.doc):
            values["line"] = where.line
            region = places.region(where)
            if region and region.line == region.end_line:
                values |= {"col": region.column, "endColumn": region.end_column}
            elif region:
                values["endLine"] = region.end_line
    values["title"] = f"{finding.code} {codes.label(finding.code, lang)}"
    said = _say.message(finding, lang)
    if not file or places.row(where.doc):
        said = f"{_say.flat(where.doc)}: {said}" if where.doc else said
    properties = ",".join(f"{name}={_property(value)}" for name, value in values.items())
    return f"::{_LEVELS[finding.severity]} {properties}::{said.translate(_DATA)}"


def _property(value: object) -> str:
    return _say.visible(str(value)).translate(_PROPERTY)
