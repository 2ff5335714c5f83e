"""Roles of named persons.

## What it finds
The title right before a person's name, with what narrows it: 项目负责人, 党委委员、副局长, 特约通讯员.

## Why it matters
A 副局长 printed as 局长 is a correction on the next day.
"""

from __future__ import annotations

from collections.abc import Iterator

from dedup.facts.roles import roles
from dedup.types import Fact

CODE, NAME = "FCT308", "role"
EXAMPLE = ("公司董事长宋广征表示", "公司总经理宋广征表示")


def find(text: str) -> Iterator[Fact]:
    """Roles that stand before the persons named in ``text``."""
    return iter(roles(text))
