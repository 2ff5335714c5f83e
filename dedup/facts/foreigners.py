"""Names put into Chinese sound by sound, in several parts: 鲍里斯·约翰逊, 阿依夏木古丽·图拉普."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from dedup.facts.gazetteer import SOUNDS, TRANSLITERATION
from dedup.facts.surnames import NOT_GIVEN
from dedup.facts.titles import TITLES
from dedup.text.words import Word, Words

_H = "一-鿿"
_DOTS = re.compile(rf"(?<=[{_H}])[·•・](?:[{_H}A-Z]{{1,8}}[·•・])*(?=[{_H}])")
_PART = 9  # characters of one part of a foreign name, at most
# Tibetan and Mongolian given names are put together from these.
_PARTS = (
    "次仁 多吉 才让 扎西 卓玛 尼玛 平措 旺堆 巴桑 普布 顿珠 索朗 格桑 拉姆 洛桑 达瓦 央金 白玛 桑珠 丹增 加措 罗布 边巴 强巴 曲珍 曲扎 措姆 德吉 仁青 仁增 江措 贡布 益西 坚赞 旺姆 其美 拉珍 群培 贡嘎 斯郎 泽仁 "
    "桑杰 嘉措 卓嘎 玉珍 旦增 旦巴 土登 阿旺 次旦 次旺 旺久 旺杰 班觉 欧珠 桑布 多杰 尕藏 拉毛 才旦 万玛 贡保 巴特尔 其其格 图雅 木尔 格日勒 苏和 呼和 朝鲁 巴图 布和"
).split()
TIBETAN = re.compile(rf"(?:{'|'.join(_PARTS)})(?:{'|'.join(_PARTS)})?")
_TITLE_WORDS = frozenset(TITLES.split("|"))


class Foreigners:
    """The dotted names of one text; a part reaches as far as its sounds, or as the dictionary's words, do."""

    def __init__(self, text: str, tokens: Words) -> None:
        self.text = text
        self.tokens = tokens
        self.starts = tokens.starts

    def dotted(self) -> Iterator[tuple[int, int]]:
        """Names in several parts: 鲍里斯·约翰逊."""
        done = 0
        for match in _DOTS.finditer(self.text):
            if match.start() < done:
                continue
            start = min(self._part_before(match.start()), self._words_before(match.start()))
            end = max(self._part_after(match.end()), self._words_after(match.end()))
            if start < match.start() and end > match.end():
                done = end
                yield start, end

    def _words_before(self, dot: int) -> int:
        """The same by the words of the dictionary that may be sounds."""
        start = dot
        index = bisect_left(self.starts, dot) - 1
        while index >= 0 and dot - self.tokens[index].start < _PART - 1 and self._foreign(self.tokens[index]):
            start = self.tokens[index].start
            index -= 1
        return start

    def _words_after(self, dot: int) -> int:
        end = dot
        index = bisect_left(self.starts, dot)
        while index < len(self.tokens) and self.tokens[index].end - dot < _PART - 1:
            if self.tokens[index].start < end or not self._foreign(self.tokens[index]):
                break
            end = self.tokens[index].end
            index += 1
        return end

    def _foreign(self, word: Word) -> bool:
        """The word may be a part of a name put into Chinese sound by sound."""
        written = self.text[word.start : word.end]
        if not all("一" <= c <= "鿿" for c in written):
            return False
        if len(written) == 1:
            if word.tag[:1] == "v" and written not in SOUNDS:
                return False
            sound = written in TRANSLITERATION and word.tag[:1] not in ("p", "u", "c", "d", "v")
            return written not in "官长家员人者和与及著师同" and (written not in NOT_GIVEN or sound)
        if word.tag[:2] in ("nr", "nz", "x", ""):
            return not any(written[-size:] in _TITLE_WORDS for size in (2, 3, 4))
        return word.tag[:1] not in ("n", "v", "a", "d", "p", "c") and all(
            c in TRANSLITERATION for c in written
        )

    def _part_before(self, dot: int) -> int:
        """Where the part of a foreign name that ends at ``dot`` begins."""
        start = dot
        while start and dot - start < _PART and self.text[start - 1] in SOUNDS:
            start -= 1
        index = bisect_right(self.starts, start) - 1
        while index < len(self.tokens) and self.tokens[index].start < dot - 1:
            word = self.tokens[index]
            if not word.start < start < word.end and not self._common(word):
                break
            start = min(word.end, dot)
            index += 1
        return start

    def _part_after(self, dot: int) -> int:
        """Where the part of a foreign name that begins at ``dot`` ends."""
        end = dot
        while end < len(self.text) and end - dot < _PART and self.text[end] in SOUNDS:
            end += 1
        while end > dot + 1:
            word = self.tokens[bisect_left(self.starts, end) - 1]
            crossing = word.end > end and word.tag[:2] not in ("nr", "nz", "x", "")
            if word.start <= dot or not (crossing or self._common(word)):
                break
            end = word.start
        return end

    @staticmethod
    def _common(word: Word) -> bool:
        """The word is no part of a name put into Chinese sound by sound."""
        kind = word.tag[:2]
        if word.end - word.start == 1:
            return kind[:1] in ("p", "u", "c")
        return kind[:1] in ("v", "a", "d", "p", "c", "n") and kind not in ("nr", "nz", "ng")
