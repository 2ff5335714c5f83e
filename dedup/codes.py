"""Finding codes: stable, never reused. Each has a page: ``dedup rule CODE``."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dedup.errors import UsageError
from dedup.types import Severity


@dataclass(frozen=True, slots=True)
class Rule:
    """One finding code.

    Attributes:
        code: letter prefix and number.
        name: short name in English, lower case with hyphens.
        zh: the same in Chinese, as reports print it.
        severity: what it is unless the evidence or the settings say otherwise.
        text: Markdown page with "What it says", "Why it matters", "Example", "What to do".
    """

    code: str
    name: str
    zh: str
    severity: Severity
    text: str


_RULES = (
    ("DUP101", "identical", "相同", Severity.WARNING),
    ("DUP102", "near-duplicate", "近似", Severity.WARNING),
    ("DUP103", "contained", "包含", Severity.WARNING),
    ("DUP104", "shares-passages", "部分相同", Severity.WARNING),
    ("FCT301", "date", "日期", Severity.ERROR),
    ("FCT302", "number", "数量", Severity.ERROR),
    ("FCT303", "money", "金额", Severity.ERROR),
    ("FCT304", "percent", "百分比", Severity.ERROR),
    ("FCT305", "person", "人名", Severity.ERROR),
    ("FCT306", "place", "地名", Severity.ERROR),
    ("FCT307", "organisation", "机构名", Severity.ERROR),
    ("FCT308", "role", "职务", Severity.ERROR),
    ("FCT309", "quotation", "引语", Severity.WARNING),
    ("FCT310", "modality", "语气", Severity.ERROR),
    ("FCT311", "negation", "否定", Severity.ERROR),
    ("FCT312", "ordinal", "次序", Severity.ERROR),
    ("FCT313", "event-or-work", "事件或作品", Severity.ERROR),
    ("FCT319", "meaning", "含义", Severity.WARNING),
    ("TXT401", "passage", "段落缺失", Severity.WARNING),
    ("TXT402", "moved", "移动", Severity.NOTE),
    ("TXT403", "wording", "措辞", Severity.NOTE),
    ("TXT404", "punctuation-or-layout", "标点与版面", Severity.NOTE),
    ("TXT405", "ocr-damage", "疑似识别错误", Severity.NOTE),
    ("INP901", "unreadable", "无法读取", Severity.ERROR),
    ("INP902", "encoding-guessed", "编码系猜测", Severity.NOTE),
    ("INP903", "too-short", "过短", Severity.NOTE),
    ("INP904", "limit-reached", "达到上限", Severity.WARNING),
)

_SEVERITIES = {code: severity for code, _, _, severity in _RULES}


@cache
def rules() -> dict[str, Rule]:
    """Every rule by its code, in order of the codes."""
    pages = files("dedup.rules")
    return {
        code: Rule(code, name, zh, severity, pages.joinpath(f"{code}.md").read_text("utf-8"))
        for code, name, zh, severity in _RULES
    }


def names() -> tuple[str, ...]:
    """Every code, in order."""
    return tuple(code for code, *_ in _RULES)


def severity(code: str) -> Severity:
    """The severity a code has by default."""
    return _SEVERITIES[code]


def label(code: str, lang: str = "zh") -> str:
    """What a report calls the code in ``lang`` (``zh`` or ``en``)."""
    return next(zh if lang == "zh" else name for c, name, zh, _ in _RULES if c == code)


def check(prefix: str, *, whole: bool = False) -> None:
    """Make sure that a code begins so, or (``whole``) is called so.

    Raises:
        UsageError: none does; the nearest one is named.
    """
    if prefix in names() or (not whole and any(code.startswith(prefix) for code in names())):
        return
    near = difflib.get_close_matches(prefix.upper(), names(), n=1, cutoff=0.4)
    hint = f"did you mean {near[0]}?" if near else "dedup rule lists them all"
    raise UsageError(f"no finding code {'is' if whole else 'starts with'} {prefix!r}", hint=hint)


def rule(code: str) -> Rule:
    """The rule with this code.

    Raises:
        UsageError: there is no such code.
    """
    found = rules().get(code.upper())
    if found is None:
        raise UsageError(f"no finding code {code!r}", hint="dedup rule lists them all")
    return found
