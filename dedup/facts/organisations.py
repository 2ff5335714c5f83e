"""Names of organisations: from a suffix that only organisations carry back to where the name begins.

The way back runs over the dictionary's words. It stops at punctuation and function words; a name begins at
the place it carries (衡阳市…办公室), at an organisation it belongs to (高新区…管委会), or, for suffixes that say
enough by themselves (有限公司), at the first word that is no everyday noun.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import lru_cache

from dedup.facts.bodies import (
    BODY_WORD,
    BRACKET,
    COMPANY,
    DISTRICT,
    EVERYDAY,
    JOINED,
    KNOWN_BODY,
    LEVEL,
    LEVELS,
    NEVER,
    NOT_IN_SITES,
    ONLY_BEHIND,
    SITES,
    STOP_TAGS,
    SUFFIX,
    VERBS,
)
from dedup.facts.gazetteer import SINGLE_NAMES
from dedup.facts.places import units
from dedup.facts.spans import Disjoint, occurrences
from dedup.text.words import Word, tag_of, words
from dedup.types import Fact

_OFFICE = re.compile(
    "院长|校长|行长|局长|厅长|部长|会长|书记|主任|董事长|总经理|经理|教授|医生|馆长|所长|主席|理事|秘书长|会员|副|董事|总裁|党组|党委|专家|发言人|总干事|研究员"
)
_FIRM = frozenset("公司 中心 联盟 基金 实验室".split())
LONGEST = 30  # characters of a name


@lru_cache(maxsize=8)
def organisations(text: str) -> tuple[Fact, ...]:
    """Every organisation named in ``text`` in order, none overlapping another."""
    return tuple(_Finder(text).find())


class _Finder:
    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = words(text)
        self.starts = self.tokens.starts
        self.index_of_end = self.tokens.ending
        self.index_of_start = self.tokens.starting
        self.places: dict[int, int] = {}
        for begin, end in units(text):
            self.places[end] = self.places.get(begin, begin)
        self.joined = {m.end() - 1 for m in JOINED.finditer(text)}
        self.found = Disjoint()

    def find(self) -> Iterator[Fact]:
        ends: dict[int, int] = {}  # end of an organisation -> its start
        named: list[tuple[int, int]] = []
        for match in SUFFIX.finditer(self.text):
            whole = match.end() in self.index_of_end or _OFFICE.match(self.text, match.end())
            if not whole or self.text[match.start() - 1 : match.end()] == "中小学":
                continue
            span = self._from_suffix(match.start(), match.end(), match[0], ends)
            if span is None:
                continue
            start, end = span
            if match[0] in DISTRICT and (bracket := BRACKET.match(self.text, end)) and len(bracket[1]) <= 3:
                end = bracket.end()
            ends[end] = start
            while named and named[-1][0] >= start:
                named.pop()
            if not named or named[-1][1] <= start:
                named.append((start, end))
        self.found = Disjoint(named)
        for match in KNOWN_BODY.finditer(self.text):
            if match.start() in self.index_of_start and (
                match.end() in self.index_of_end or len(match[0]) > 2
            ):
                self.found.add(match.start(), match.end())
        for number, tag in enumerate(self.tokens.tags):
            if tag == "nt" and self._body(word := self.tokens[number]):
                self.found.add(word.start, word.end)
        for match in LEVEL.finditer(self.text):
            if (
                not "一" <= self.text[match.start() - 1 : match.start()] <= "鿿"
                or match.start() in self.index_of_start
            ):
                self.found.add(match.start(), match.end())
        self._aliases()
        for start, end in self.found:
            yield Fact("organisation", start, end, re.sub(r"\s", "", self.text[start:end]))

    def _from_suffix(self, start: int, end: int, suffix: str, ends: dict[int, int]) -> tuple[int, int] | None:
        if re.match(r"党委", suffix) and re.match(r"委员|书记|副书记", self.text[end : end + 3]):
            return None
        whole = self.tokens[bisect_left(self.starts, end) - 1]
        if whole.start < start and self._body(whole):
            return self.places.get(whole.start, whole.start), end
        floor, sure = self._chain(start, end, suffix)
        begin = floor if sure else self._begin(floor, start, suffix, ends)
        return (begin, end) if begin is not None and begin < start else None

    def _body(self, word: Word) -> bool:
        """The dictionary lists the word as a body with a name of its own (北京市人民政府, not 公安局)."""
        return word.tag == "nt" and BODY_WORD.match(self.text[word.start : word.end]) is not None

    def _brand(self, index: int, suffix: str) -> int | None:
        """Where 海凭, 以岭 begin: a function character inside a name of two that no dictionary holds."""
        if suffix not in COMPANY or index == 0:
            return None
        word = self.tokens[index]
        if word.end - word.start != 1 or word.tag[:1] not in tuple("pdrcu"):
            return None
        before, after = self.tokens[index - 1], self.tokens[index + 1]
        numbered = self.text[before.start - 1 : before.start].isdigit()  # 28日在
        alone = before.end - before.start == 1 and self._boundary(before.start) and not numbered
        if alone and self._inside(before, suffix):
            return before.start
        if after.end - after.start == 1 and word.start in self.places:
            return self.places[word.start]
        return None

    def _level(self, floor: int) -> bool:
        """A body named by its level after a function word: 从市生态环境局获悉."""
        single = self.text[floor] in "省市县区" and floor + 1 in self.index_of_end
        return single and (self._boundary(floor) or self.text[floor - 1] in "从据由与和在是对向经到")

    def _boundary(self, at: int) -> bool:
        return at == 0 or not "一" <= self.text[at - 1] <= "鿿"

    def _chain(self, start: int, end: int, suffix: str) -> tuple[int, bool]:
        """How far left the words could belong to the name, and whether it surely begins there."""
        index = bisect_right(self.starts, start) - 1
        at = start
        if self.tokens[index].start < start < self.tokens[index].end:
            at = self.tokens[index].start
        elif self.tokens[index].start == start:
            index -= 1
        else:
            return start, False
        if at < start:
            index -= 1
        while index >= 0 and end - self.tokens[index].start <= LONGEST:
            word = self.tokens[index]
            if not self._inside(word, suffix):
                brand = self._brand(index, suffix)
                if brand is not None:
                    return brand, True
                break
            at = word.start
            index -= 1
        return at, False

    def _inside(self, word: Word, suffix: str) -> bool:
        """The word may be part of a name."""
        written = self.text[word.start : word.end]
        if (written in NOT_IN_SITES and suffix in SITES) or written in NEVER:
            return False
        if word.start in self.joined or self.places.get(word.end, word.end) <= word.start:
            return True
        if written in ("(", ")", "（", "）"):
            around = self.text[max(0, word.start - 7) : word.end + 7]
            return BRACKET.search(around) is not None
        if not ("一" <= written[0] <= "鿿" or (written.isascii() and written.isalnum())):
            return False
        if word.tag in STOP_TAGS or written in (
            "的",
            "了",
            "与",
            "和",
            "及",
            "在",
            "是",
            "于",
            "由",
            "等",
            "向",
            "对",
            "为",
            "被",
            "把",
            "据",
            "从",
            "到",
            "至",
            "中",
            "里",
            "内",
            "有",
            "将",
        ):
            return False
        if written.isdigit():
            return self.text[word.end : word.end + 1] in tuple("中医厂师团部所号年")
        if word.tag[:1] == "m" and written[-1:] in "个家所名位座批次条项种":
            return False
        if word.tag in ("v", "vd", "vg", "vq", "vi") and len(written) > 1:
            return written in VERBS
        return not (
            word.tag in ("f", "s", "q", "z", "i", "l")
            and len(written) > 1
            and written not in VERBS
            and tag_of(written) in ("f", "s", "i")
        )

    def _begin(self, floor: int, start: int, suffix: str, ends: dict[int, int]) -> int | None:
        """Where in [floor, start) the name begins."""
        anchor = None
        at = start
        while at > floor:
            at -= 1
            if at + 1 in ends and ends[at + 1] >= floor - LONGEST:
                anchor = ends[at + 1]
                break
            if (
                at + 1 in self.places
                and self._in_brackets(self.places[at + 1])
                and floor < self.places[at + 1] - 1
            ):
                return floor  # 华为（福州）创新中心
            if (
                at + 1 in self.places
                and at + 1 <= start
                and self.places[at + 1] >= floor
                and not self._in_brackets(self.places[at + 1])
            ):
                anchor = self.places[at + 1]
                anchor = self._before_place(anchor, floor, suffix, ends)
                break
        if anchor is not None:
            if (suffix in DISTRICT or suffix in LEVELS) and start not in self.places and start not in ends:
                anchor = None
            else:
                return anchor
        if suffix in ONLY_BEHIND:
            index = self.index_of_end.get(start)
            if suffix in _FIRM and index is not None and self._named_firm(self.tokens[index]):
                return self.tokens[index].start
            return floor if self._level(floor) else None
        begin = self._proper_start(floor, start)
        prefix = self.text[begin:start]
        everyday = prefix in EVERYDAY or (len(prefix) < 4 and tag_of(prefix) in ("n", "vn", "v", "a", "b"))
        return None if len(prefix) < 2 or everyday else begin

    def _named_firm(self, word: Word) -> bool:
        """The dictionary lists the word as a name of its own: 南方电网(公司)."""
        return word.tag in ("nz", "nt") and word.end - word.start >= 3

    def _in_brackets(self, start: int) -> bool:
        return self.text[start - 1 : start] in "(（" and start > 0

    def _before_place(self, anchor: int, floor: int, suffix: str, ends: dict[int, int]) -> int:
        """An organisation or a brand right before the place belongs to the name: 博科海南…总部基地."""
        if anchor in ends:
            return ends[anchor]
        index = self.index_of_start.get(anchor)
        if index is None or suffix in DISTRICT:
            return anchor
        if (
            index
            and self.tokens[index - 1].end == anchor
            and self.text[anchor - 1].isascii()
            and self.text[anchor - 1].isalpha()
        ):
            return self.tokens[index - 1].start
        word = self.tokens[index - 1] if index else None
        if word and word.end == anchor and word.tag == "nt" and len(word) and word.start >= floor:
            return word.start
        singles = 0
        at = anchor
        while index - singles - 1 >= 0 and singles < 4:
            word = self.tokens[index - singles - 1]
            written = self.text[word.start : word.end]
            if (
                word.start < floor
                or len(written) != 1
                or word.tag[:1] in ("v", "p", "c", "u", "r", "d", "f", "m", "q", "t")
                or not "一" <= written <= "鿿"
                or written in SINGLE_NAMES
                or written in "此该本各"
            ):
                break
            singles += 1
            at = word.start
        return at if 2 <= singles <= 3 else anchor

    def _proper_start(self, floor: int, start: int) -> int:
        """The name without a place: what follows the last everyday noun before the suffix."""
        begin = floor
        for index in range(self.index_of_start.get(floor, 0), len(self.tokens)):
            word = self.tokens[index]
            if word.start >= start:
                break
            written = self.text[word.start : word.end]
            if (
                written in EVERYDAY
                or (len(written) > 1 and word.tag in ("a", "ad", "b", "f", "m", "q", "t", "s"))
                or (word.tag[:1] == "v" and word.start == begin)
            ):
                begin = word.end
        return begin

    def _aliases(self) -> None:
        """Short forms of names found in full: 博科 of 博科集团, 高新区 of 衡阳高新区."""
        full = {self.text[s:e] for s, e in self.found}
        short: set[str] = set()
        for name in full:
            for suffix in ("集团", "有限公司", "股份有限公司"):
                core = name.removesuffix(suffix)
                if core != name and 2 <= len(core) <= 4 and tag_of(core) is None:
                    short.add(core)
            for district in ("高新区", "经开区", "开发区"):
                if name.endswith(district) and len(name) > len(district):
                    short.add(district)
        for start, end in occurrences(self.text, short):
            whole = start in self.index_of_start and end in self.index_of_end
            if whole and self.text[start - 1 : start] not in "各家个多国级":
                bracket = BRACKET.match(self.text, end) if self.text[start:end] in DISTRICT else None
                self.found.add(start, bracket.end() if bracket and len(bracket[1]) <= 3 else end)
