"""Settings: every knob that can change a result, where each value came from, and nothing else."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from dedup.errors import ConfigError


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Every knob that can change a result. Echoed into every report.

    Attributes:
        threshold: Jaccard of character 5-grams from which two articles are versions, 0..1.
        containment: share of one article's 5-grams found in the other from which it is contained, 0..1.
        permutations: values in a MinHash signature; bands are chosen from these and the threshold.
        shortest: articles with fewer normalised characters are matched by exact equality only (INP903).
        keep: which member of a cluster is kept: first, longest, latest or best.
        text_field, id_field, title_field, date_field: names of the fields of corpus rows.
        segment: cut corpus rows into articles, as pages are.
        encoding: codec of the input files, or "" to detect it.
        whole_page: take all text of a web page, not only its main content.
        max_chars: longest document read, in code points; the rest is cut off and reported (INP904).
        lang: language of reports, zh or en.
        severity: severity of findings by code, where it is not the default.
        select: only findings whose code starts with one of these; none means all.
        ignore: no findings whose code starts with one of these.
        pages: pairs, and stories, that get a page of their own in an HTML report, those with most conflicts
            first; 0 for all. The others are counted (INP904).
        fail_on: severity from which the exit code is 1: error, warning, note or never.
        max_findings: how many findings of that severity are let pass before the exit code is 1.
    """

    threshold: float = 0.5
    containment: float = 0.8
    permutations: int = 128
    shortest: int = 30
    keep: str = "best"
    text_field: str = "text"
    id_field: str = "id"
    title_field: str = "title"
    date_field: str = "date"
    segment: bool = False
    encoding: str = ""
    whole_page: bool = False
    max_chars: int = 100_000_000
    lang: str = "zh"
    severity: Mapping[str, str] = field(default_factory=dict)
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    pages: int = 500
    fail_on: str = "warning"
    max_findings: int = 0

    def __post_init__(self) -> None:
        for name in ("threshold", "containment"):
            value = getattr(self, name)
            if not 0 < value <= 1:
                raise ConfigError(f"{name} must be above 0 and at most 1, not {value}")
        for name in ("permutations", "shortest", "max_chars"):
            if getattr(self, name) < 1:
                raise ConfigError(f"{name} must be at least 1, not {getattr(self, name)}")
        if self.max_findings < 0:
            raise ConfigError(f"max_findings must be at least 0, not {self.max_findings}")
        if self.pages < 0:
            raise ConfigError(f"pages must be at least 0, not {self.pages}")
        for name, allowed in _CHOICES.items():
            if getattr(self, name) not in allowed:
                raise ConfigError(f"{name} must be one of {', '.join(allowed)}, not {getattr(self, name)!r}")
        for code, level in self.severity.items():
            if level not in ("error", "warning", "note"):
                raise ConfigError(f"severity of {code} must be error, warning or note, not {level!r}")

    def public(self) -> tuple[tuple[str, object], ...]:
        """Name and value of every setting, in order of definition."""
        return tuple((f.name, getattr(self, f.name)) for f in fields(self))


_CHOICES = {
    "keep": ("first", "longest", "latest", "best"),
    "lang": ("zh", "en"),
    "fail_on": ("error", "warning", "note", "never"),
}


def with_values(settings: Settings, values: Mapping[str, Any], where: str) -> Settings:
    """``settings`` with ``values`` laid over them; hyphens in names count as underscores.

    Raises:
        ConfigError: an unknown name (its nearest neighbour is named) or a value of the wrong type.
    """
    known = {f.name: f for f in fields(Settings)}
    clean: dict[str, Any] = {}
    for key, value in values.items():
        name = key.replace("-", "_")
        if name not in known:
            near = difflib.get_close_matches(name, known, n=1, cutoff=0.4)
            hint = f"did you mean {near[0]!r}?" if near else f"known settings: {', '.join(known)}"
            raise ConfigError(f"unknown setting {key!r}", where=where, hint=hint)
        default = getattr(Settings(), name)
        if isinstance(default, float) and isinstance(value, int) and not isinstance(value, bool):
            value = float(value)
        if isinstance(default, tuple) and isinstance(value, list):
            value = tuple(value)
        if type(value) is not type(default) or (value and default == () and not _strings(value)):
            wanted = {"tuple": "a list of strings", "dict": "a table"}.get(type(default).__name__)
            raise ConfigError(f"{key} must be {wanted or type(default).__name__}, not {value!r}", where=where)
        clean[name] = value
    try:
        return replace(settings, **clean)
    except ConfigError as error:
        raise ConfigError(error.what, where=where, hint=error.hint) from None


def _strings(values: Iterable[object]) -> bool:
    return all(isinstance(value, str) for value in values)


def load(start: Path | None = None, explicit: Path | None = None) -> tuple[Settings, str]:
    """Settings of the closest ``dedup.toml`` or ``[tool.dedup]`` at or above ``start``.

    Returns:
        The settings and the path they came from ("" for the defaults).

    Raises:
        ConfigError: the file cannot be read, is not TOML, or holds an unknown or ill-typed setting.
    """
    table, source = find_table(start, explicit)
    return with_values(Settings(), table, source), source


def find_table(start: Path | None = None, explicit: Path | None = None) -> tuple[dict[str, Any], str]:
    """The table that :func:`load` reads, as written, and the path it came from.

    Raises:
        ConfigError: the file cannot be read or is not TOML.
    """
    if explicit is not None:
        return _table(explicit) or {}, str(explicit)
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        for name in ("dedup.toml", "pyproject.toml"):
            path = folder / name
            if path.is_file() and (table := _table(path)) is not None:
                return table, str(path)
    return {}, ""


def _table(path: Path) -> dict[str, Any] | None:
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(str(error), where=str(path), hint="mend the file or pass --config FILE") from None
    if path.name == "pyproject.toml":
        table = data.get("tool", {}).get("dedup")
        return table if isinstance(table, dict) else None
    return data
