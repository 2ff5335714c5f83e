"""Events and works: what has a name and happens, and what has a title."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from dedup.facts.organisations import organisations
from dedup.facts.places import units
from dedup.text.words import Word, Words, words
from dedup.types import Fact

_EVENT = re.compile(
    "动员大会|代表大会|表彰大会|推介会|招商会|座谈会|研讨会|发布会|洽谈会|交流会|博览会|展览会|交易会|运动会|进博会|服贸会|世博会|奥运会|残奥会|冬奥会|亚运会|锦标赛|联赛|公开赛|邀请赛|大奖赛|马拉松|"
    "论坛|峰会|大会|会议|年会|启动仪式|开工仪式|签约仪式|揭牌仪式|开幕式|闭幕式|仪式|专场活动|签约活动|宣传活动|活动|文化节|艺术节|电影节|音乐节|世界杯|大赛|竞赛"
)
_NEEDS_LENGTH = {"活动": 8, "会议": 6}
_STOP_TAGS = frozenset(("p", "c", "u", "uj", "ul", "ud", "uv", "ug", "uz", "r", "y", "d", "t"))
_OUTSIDE = frozenset(
    ("的", "在", "举行", "举办", "召开", "开展", "参加", "出席", "实施", "落户", "等", "是", "将", "了")
)
_NEAR = frozenset(("签约", "启动", "组织", "推进"))  # part of the name when they stand next to the suffix
_QUOTED = re.compile(r"“[^“”\n]{1,12}”$")
_WORK = re.compile(r"《([^《》\n]{1,60})》")


@lru_cache(maxsize=8)
def events(text: str) -> tuple[Fact, ...]:
    """Every event of ``text`` that is named: a suffix of events behind a place or an organisation."""
    tokens = words(text)
    anchors = dict(units(text))
    anchors.update((org.start, org.end) for org in organisations(text) if org.start not in anchors)
    found: list[Fact] = []
    for match in _EVENT.finditer(text):
        end = match.end()
        if end not in tokens.ending:
            continue
        start = _start(text, match.start(), tokens, anchors)
        if start is None or end - start < _NEEDS_LENGTH.get(match[0], 5):
            continue
        if found and found[-1].start <= start < found[-1].end:
            found.pop()
        if not found or found[-1].end <= start:
            found.append(Fact("event", start, end, re.sub(r"\s", "", text[start:end])))
    return tuple(found)


def _start(text: str, at: int, tokens: Words, anchors: Mapping[int, int]) -> int | None:
    """The farthest place or organisation that the words before the suffix hang on."""
    here, best, floor = at, None, max(0, at - 30)
    while here > floor:
        if anchors.get(here, at + 1) <= at:
            best = here
        if text[here - 1] == "”" and (quoted := _QUOTED.search(text[floor:here])):
            here = floor + quoted.start()
            continue
        number = tokens.ending.get(here)
        if number is None or not _inside(text, word := tokens[number], at - here, best is None):
            break
        here = word.start
    return here if anchors.get(here, at + 1) <= at else best


def _inside(text: str, word: Word, distance: int, unanchored: bool) -> bool:
    """The word may be part of the name of an event."""
    written = text[word.start : word.end]
    if not ("一" <= written[0] <= "鿿" or written.isalnum()):
        return False
    if written in _NEAR:
        return distance < 8
    if written in _OUTSIDE:
        return False
    return word.tag not in _STOP_TAGS or (written in ("与", "和") and unanchored)


def works(text: str) -> Iterator[Fact]:
    """Every title between 《 and 》, without its marks."""
    for match in _WORK.finditer(text):
        start, end = match.span(1)
        inner = text[start:end]
        start += len(inner) - len(inner.lstrip())
        end -= len(inner) - len(inner.rstrip())
        if start < end:
            yield Fact("work", start, end, re.sub(r"\s", "", text[start:end]))
