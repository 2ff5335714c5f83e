"""Words that say how certain or how far along something is.

## What it finds
拟 将 预计 即将 计划 力争 有望 (to come), 已 曾 正在 (done, past, going on), 可能 或 (open), 应 须 (due). The value is
the plain form: 已经 counts as 已. Words that only contain them (将军, 应用, 计划生育) are left out.

## Why it matters
"拟成立" is a plan, "将成立" a promise, "已成立" a fact.
"""

from __future__ import annotations

from collections.abc import Iterator

from dedup.facts.stance import modalities
from dedup.types import Fact

CODE, NAME = "FCT310", "modality"
EXAMPLE = ("拟成立产业基金", "已成立产业基金")


def find(text: str) -> Iterator[Fact]:
    """Modal words of ``text``."""
    return modalities(text)
