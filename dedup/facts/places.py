"""Names of places: words the gazetteer knows, chains of them, and streets and villages behind them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache

from dedup.facts.gazetteer import is_place, major_at
from dedup.facts.spans import Disjoint
from dedup.text.words import tag_of, words
from dedup.types import Fact

_ZONE = re.compile(
    r"(?:自由贸易港|自贸港|自贸区|自由贸易试验区|新区|老区|地区|特区|半岛|群岛|平原|盆地|高原)"
)
_LEVEL = re.compile(r"[省市县区](?![委政域长级场民直属属内外区间别位值人])")
_WITHIN = re.compile(
    r"[一-鿿]{1,4}?(?:街道(?!办)|镇(?!政府|党委|长)|乡(?!政府|党委|长|村)|村(?!委|民|支|里|子|干部|庄|级)|社区(?!居委|服务|工作|卫生)|大道|大街|路(?!口|段|线|边|面|网|上|径|由|人)|水乡|古镇|古城|景区|小区|新片区|片区|新区(?!域))"
)
_FARTHEST = 30  # characters of streets and villages behind a place
_COMMON = re.compile(
    r"(?:农村|乡村|山村|全村|贫困村|新村|本村|该村|驻村|城镇|乡镇|全镇|道路|公路|铁路|马路|退路|出路|思路|城乡|一路|修路|小路|大路|铺路|走路|街路|之路|网路|新路|老路|高路|土路|水路|陆路|丝路|带路|社区|景区|小区)$"
)
_ROAD = re.compile(
    r"(?<=[至到在于临邻接沿])[一-鿿]{2,4}?(?:大道|大街|路(?!口|段|线|边|面|网|上|径|由|人|桥|灯|况))"
)
# Villages and townships that no gazetteer lists, told by who governs them.
_VILLAGE = re.compile(
    r"[一-鿿]{2,3}(?:[镇乡村](?=党委|党支部|党总支|支部书记|村委会|村民|居民|第一书记|镇长|乡长|政府|人民政府|脱贫|贫困户|位于|距)|社区(?=党委|党支部|党总支|居委会|居民))"
)
_BARE_ZONE = re.compile(r"(?<![易国])自贸港")


_NO_STEM = frozenset("vadmrqctpu")
_NO_PLACE = frozenset(("v", "vn", "d", "p", "c", "u", "uj", "ul", "r", "m", "q", "t", "f", "y"))


@lru_cache(maxsize=8)
def units(text: str) -> tuple[tuple[int, int], ...]:
    """Single places, [start, end) each: dictionary words the gazetteer accepts, with 省, 市, 县, 区 behind them."""
    found: list[tuple[int, int]] = []
    tokens, reach = words(text), 0
    for start, end, tag in zip(tokens.starts, tokens.ends, tokens.tags, strict=True):
        if start < reach:
            continue
        size = end - start
        fused = size > 3 and tag in ("nr", "nt", "nz")
        if (size == 1 or fused) and (major := major_at(text, start)):
            reach = start + major
            found.append((start, reach))
            continue
        if size < 2 or tag in _NO_PLACE:
            continue
        written = text[start:end]
        if not is_place(written, tag):
            continue
        if (
            written[-1] not in "省市县区州"
            and (level := _LEVEL.match(text, end))
            and tag_of(text[end : end + 2]) in (None, "x")
        ):
            end = level.end()
        reach = end
        found.append((start, end))
    return tuple(found)


@lru_cache(maxsize=8)
def places(text: str) -> tuple[Fact, ...]:
    """Every place named in ``text`` in order, none overlapping another; adjacent ones are one (江苏苏州)."""
    spans: list[tuple[int, int]] = []
    for start, end in units(text):
        if zone := _ZONE.match(text, end):
            end = zone.end()
        if spans and spans[-1][1] == start:
            spans[-1] = (spans[-1][0], end)
        elif not spans or spans[-1][1] <= start:
            spans.append((start, end))
    found = Disjoint()
    reach = 0
    for start, end in spans:
        if start >= reach:
            reach = _extended(text, end)
            found.add(start, reach)
    for pattern in (_ROAD, _BARE_ZONE):
        for match in pattern.finditer(text):
            if (
                _COMMON.search(match[0])
                or "城乡" in match[0]
                or any(c in "的在和与是了没就" for c in match[0])
            ):
                continue
            if tag_of(match[0]) in (None, "ns", "nz"):
                found.add(match.start(), match.end())
    for start, end in _villages(text):
        found.add(start, end)
    return tuple(Fact("place", start, end, text[start:end]) for start, end in found)


def _villages(text: str) -> Iterator[tuple[int, int]]:
    """Villages by whoever governs them: 大地村(村民), 麦地卡乡(党委书记)."""
    tokens = words(text)
    starts = tokens.starts
    for match in _VILLAGE.finditer(text):
        stop = match.end() - (2 if match[0].endswith("社区") else 1)
        for start in range(match.start(), stop - 1):
            index = bisect_left(starts, start)
            if index == len(tokens) or tokens[index].start != start:
                continue
            before = tokens[index - 1] if index else None
            if (
                before is not None
                and "一" <= text[before.end - 1] <= "鿿"
                and before.tag[:1] not in ("p", "v", "c", "u", "d")
            ):
                continue
            inside = []
            while index < len(tokens) and tokens[index].start < stop:
                inside.append(tokens[index])
                index += 1
            if (
                _COMMON.search(match[0])
                or "城乡" in match[0]
                or any(w.tag[:1] in _NO_STEM for w in inside if w.end - w.start > 1)
            ):
                break
            if all(w.end - w.start == 1 or w.tag[:2] in ("ns", "nz", "nr", "n") for w in inside) and not any(
                c
                in "该本全各两几多每某其这那我贫穷小山新老古邻外驻整同富强美让使把被将给向对为与和及在到从等有是"
                for c in text[start:stop]
            ):
                yield start, match.end()
            break


def _extended(text: str, end: int) -> int:
    limit = end + _FARTHEST
    while end < limit and (match := _WITHIN.match(text, end)):
        named = match[0]
        if any(c in "的在和与是了一个各这那多等及为有到从" for c in named):
            break
        if _COMMON.search(named) and (len(named) < 4 or named[-2:] not in ("社区", "景区", "小区")):
            break
        end = match.end()
    return end
