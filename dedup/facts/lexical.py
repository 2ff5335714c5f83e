"""Which numerals are part of a word and count nothing: 十分, 统一, 一方面, 五位一体, “两个维护”."""

from __future__ import annotations

import re
from bisect import bisect_right

from dedup.facts.units import CLASSIFIERS, FIRM, LOOSE
from dedup.text.words import Word, Words, words

# Idioms and set phrases the dictionary lacks or cuts in two.
_IDIOMS = re.compile(
    r"[一二三四五六七八九十]位一体|一对一|一比一|一带一路|两个(?:维护|确立|一百年|务必|毫不动摇|健康|结合)|四个(?:意识|自信|全面|伟大|服务|不摘|监督|最严|革命)|"
    r"三个(?:代表|有利于|不变|务必)|五个(?:一工程|坚持|一批)|六个(?:一批|坚持)|八个(?:明确|坚持)|十四个坚持|一把手|一条龙|一条街|一条心|一条鞭|"
    r"第一(?:手|时间|书记|线|夫人|手资料|责任人|要务|动力|资源|生产力|桶金|产业|军团|梯队|方阵|居所|财经|世界大战|次世界大战)|第二(?:课堂|产业|故乡|次世界大战)|第三(?:方|产业|世界|者|产业)|"
    r"一年级|二年级|三年级|四年级|五年级|六年级|一年一度|一年四季|三百六十[五度行]|九九归一|一个样|一家亲|一家人|十里八乡|千家万户|三五成群|一个个|一个劲|个把|"
    r"一片[片心]|一层层|一张张|一份份|一条条|一项项|一件件|一次次|一步步|一批批|一代代|一户户|一家家|一名名|一位位|一座座|一块块|一只只|一本本|一幅幅|一幕幕|一次性|一下子|一句话|一口气|一系列|"
    r"七七八八|三三两两|四面八方|五湖四海|七上八下|一心一意|独一无二|一五一十|十拿九稳"
)
_QUOTED = re.compile(r"[“‘「『\"'](?=[一二两三四五六七八九十百千万]{1,2}[^\d\s”’」』\"']{1,6}[”’」』\"'])")


_GROUPS = frozenset("大方市省县区级")


class Lexical:
    """The dictionary's word boundaries around the numerals of one text, looked up where asked."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._words: Words | None = None
        self._idioms = [(m.start(), m.end()) for m in _IDIOMS.finditer(text)]
        self._idioms += [(m.end(), m.end() + 1) for m in _QUOTED.finditer(text)]
        self._idioms.sort()
        self._idiom_starts = [start for start, _ in self._idioms]

    def word(self, offset: int) -> Word:
        """The word that covers ``offset``."""
        if self._words is None:
            self._words = words(self.text)
        return self._words[bisect_right(self._words.starts, offset) - 1]

    def idiom(self, start: int) -> bool:
        """An idiom covers ``start``."""
        i = bisect_right(self._idiom_starts, start) - 1
        return i >= 0 and start < self._idioms[i][1]

    def crosses(self, offset: int) -> bool:
        """A word runs over ``offset`` from left to right."""
        return offset < len(self.text) and self.word(offset).start < offset

    def counts(self, start: int, numeral_end: int, end: int, unit: str) -> bool:
        """A Chinese numeral at [start, numeral_end) with its unit up to ``end`` counts something."""
        if self.idiom(start) or (unit and self.text[start:numeral_end] in ("零", "〇")):
            return False
        if self.crosses(start) and self.text[self.word(start).start] not in "近约每前后逾超上":
            return False
        if end > numeral_end and self.crosses(end):
            word = self.word(end)
            people = unit == "个" and self.text[end] == "人"
            if not people and not (word.start >= numeral_end and unit in FIRM and word.end - word.start > 2):
                return False
        first = self.word(start)
        numeral = self.text[start:numeral_end]
        if first.end > end:
            return False
        if (
            first.end == end
            and first.tag[:1] not in ("m", "q", "t", "")
            and unit not in FIRM
            and unit not in _GROUPS
        ):
            return False
        return not (numeral == "一" and unit not in FIRM and (unit in LOOSE or unit in CLASSIFIERS))
