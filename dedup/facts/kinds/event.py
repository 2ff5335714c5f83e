"""Named events.

## What it finds
Meetings, fairs, contests, ceremonies and campaigns named after a place or an organisation:
衡阳市产业链建设工作动员大会, 中国国际消费品博览会.

## Why it matters
Events recur every year; a wrong name is a wrong year or a wrong city.
"""

from __future__ import annotations

from collections.abc import Iterator

from dedup.facts.happenings import events
from dedup.types import Fact

CODE, NAME = "FCT313", "event"
EXAMPLE = ("中国国际消费品博览会开幕", "中国国际进口博览会开幕")


def find(text: str) -> Iterator[Fact]:
    """Named events of ``text``."""
    return iter(events(text))
