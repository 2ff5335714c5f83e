"""What a named person is: the title right before the name."""

from __future__ import annotations

import re
from functools import lru_cache

from dedup.facts.organisations import organisations
from dedup.facts.persons import persons
from dedup.facts.titles import TITLES
from dedup.types import Fact

_TITLE = re.compile(rf"(?:(?:{TITLES})[、兼])*(?:{TITLES})(?=[:： ]{{0,2}}$)")
_OFFICE = re.compile(
    "(?:(?:党委|党组|纪委|常务)?副?(?:书记|主任|主席|局长|处长|厅长|部长|司长|市长|县长|区长|省长|镇长|州长|院长|校长|会长|理事长|秘书长|总理|总统|董事长|总裁|总经理|行长|社长|所长|院士|检察长)"
    "|党委委员|党组成员)(?!联席|办公|会议|令|级|信箱|奖|[一-鿿]?制)"
)
_KIND = frozenset(
    "项目 运营方 运营 财务 销售 技术 市场 企业 公司 支部 党支部 村支部 社区 驻村 分管 执行 常务 第一 首席 高级 资深 特约 本报 行政 人事 办公室 车间 班组 党委 党组 纪委 支队 大队 主管 产品 研发 生产 安全 工会 "
    "法定 企业方 园区 中心 科室 护理 主治 客座 名誉 终身 名义 签约 特聘 副 总 正 原 前 代 兼 时任 现任".split()
)


@lru_cache(maxsize=8)
def roles(text: str) -> tuple[Fact, ...]:
    """The roles of ``text``: titles before a named person, right behind an organisation, or beginning with 副."""
    limits = {fact.end for fact in organisations(text)}
    found: list[Fact] = []
    spans: list[tuple[int, int]] = []
    for person in persons(text):
        floor = max(0, person.start - 24)
        before = text[floor : person.start]
        match = _last(before)
        if match is None:
            continue
        start, end = floor + match[0], floor + match[1]
        while narrower := _narrower(text, start):
            if not limits.isdisjoint(range(start - len(narrower) + 1, start + 1)):
                break
            start -= len(narrower)
        spans.append((start, end))
    offices = (m for m in _OFFICE.finditer(text) if m.start() in limits or m[0][0] == "副")
    spans.extend(match.span() for match in offices)
    for start, end in sorted(spans, key=lambda s: (s[0], -s[1])):
        if not found or found[-1].end <= start:
            found.append(Fact("role", start, end, text[start:end]))
    return tuple(found)


def _narrower(text: str, start: int) -> str:
    """The word before ``start`` that narrows a title."""
    return next(
        (text[start - n : start] for n in (4, 3, 2, 1) if text[max(0, start - n) : start] in _KIND), ""
    )


def _last(before: str) -> tuple[int, int] | None:
    """The leftmost title that reaches to the end of ``before``."""
    stripped = before.rstrip(":： ")
    for start in range(max(0, len(stripped) - 20), len(stripped)):
        match = _TITLE.match(stripped, start)
        if match and match.end() == len(stripped):
            return start, match.end()
    return None
