"""Names of persons by family name and company: titles before them, verbs of saying after, bylines, recurrence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from dedup.facts.foreigners import TIBETAN, Foreigners
from dedup.facts.gazetteer import TRANSLITERATION, is_place
from dedup.facts.spans import occurrences
from dedup.facts.surnames import COMMON_WORDS, DOUBLE, NEXT_WORD, NOT_GIVEN, NOT_LAST, SINGLE, SOFT
from dedup.facts.titles import TITLES
from dedup.text.words import tag_of as known
from dedup.text.words import words
from dedup.types import Fact

_H = "一-鿿"
_TITLE = re.compile(rf"(?P<title>{TITLES})[:： ]{{0,2}}(?=[{_H}])")
# Behind these any word may follow: a name there must be no word of the dictionary.
_WEAK = frozenset(
    "代表 村民 居民 市民 社员 农户 贫困户 学生 同学 选手 员工 职工 工人 专家 演员 队员 党员 志愿者 医生 护士 老师 教师 记者 干警 民警 作者 作家 编辑 学者 干事 书记 主席 组长 秘书 助理 顾问 委员".split()
)
_ENDS = re.compile(rf"[^{_H}]|$|[等和与在对为说就从是率带向于的及已将也曾还]")
_DIRECTION = frozenset("了起过")
_SAY = (
    "表示|介绍|说|称|告诉|指出|强调|认为|坦言|谈到|透露|回忆|笑道|解释|分析|建议|提出|呼吁|要求|宣布|直言|感慨|感叹|补充|主持|出席|致辞|讲话|发言|回应|评价|担任|率队|率团|"
    "一行|先生|女士|同志|教授|院士|博士|主任|书记|局长|老师|医生|摄|报道|深有感触|坚信|深知|欣喜|告诉记者"
)
_SAYING = re.compile(_SAY)
_BYLINE = re.compile(
    rf"^[ \t#▶○□■●◎◆☆*>]*(?:(?:本报|新华社|特约|实习|见习|全媒体)*(?:记者|通讯员|评论员)? ?)?"
    rf"(?P<names>(?:[{_H}]{{2,4}}|[{_H}] [{_H}])(?:[ 　、]+(?:[{_H}]{{2,4}}|[{_H}] [{_H}]))*)[ \t]*(?:[文摄图]|文/图|摄影报道)?$",
    re.M,
)
_CREDIT = re.compile(
    rf"(?:文|图|摄|摄影|撰文|通讯员|记者|编辑|责编|责任编辑|校对|美编|作者)(?:/|:|：|丨|\||･| )+(?P<names>[{_H}]{{2,4}}(?:[ 　、]+[{_H}]{{2,4}})*)"
)
_DATELINE = re.compile(
    rf"[（(](?:[{_H}]{{0,8}}?(?:记者|通讯员|评论员|作者|文/|图/))?(?P<names>[{_H} 　、]{{2,40}})[）)]"
)
_RESUME = re.compile(rf"(?<![{_H}])[{_H}]{{2,4}}(?=[,，(（](?:男|女)[,，)）、])")
_T = "".join(sorted(TRANSLITERATION))
_FOREIGN_AFTER = re.compile(rf"[{_T}]{{3,7}}(?![{_T}·])")
_PLACE_ENDS = frozenset("区园县市路镇村乡河山湖江桥港湾岛寺庙府店社馆院里街证滩营会")
_SPLIT = re.compile(rf"[{_H}]{{2,4}}|[{_H}] [{_H}]")


@lru_cache(maxsize=8)
def persons(text: str) -> tuple[Fact, ...]:
    """Every person named in ``text`` in order, none overlapping another."""
    return tuple(_Finder(text).find())


class _Finder:
    def __init__(self, text: str) -> None:
        self.text = text
        tokens = words(text)
        self.edges = {*tokens.starts, len(text)}
        self.tokens = tokens
        self.found: dict[int, int] = {}

    def find(self) -> Iterator[Fact]:
        for end, start in self._after_titles():
            self._add(start, end)
        for start, end in self._before_verbs():
            self._add(start, end)
        for start, end in Foreigners(self.text, self.tokens).dotted():
            self._add(start, end)
        for match in TIBETAN.finditer(self.text):
            if len(match[0]) > 3 and match.end() in self.edges:
                self._add(match.start(), match.end())
        for start, end in self._resumes():
            self._add(start, end)
        for start, end in self._bylines():
            self._add(start, end)
        for start, end in self._listed():
            self._add(start, end)
        self._recur()
        floor = 0
        for start in sorted(self.found):
            end = self.found[start]
            if start >= floor:
                value = self.text[start:end].replace(" ", "").replace("　", "")
                yield Fact("person", start, end, value)
                floor = end

    def _add(self, start: int, end: int) -> None:
        if end > self.found.get(start, 0):
            self.found[start] = end

    def surname(self, at: int) -> int:
        """Length of a family name at ``at``, 0 if there is none."""
        if self.text[at : at + 2] in DOUBLE:
            return 2
        return 1 if self.text[at : at + 1] in SINGLE else 0

    def _name_from(self, at: int, weak: bool = False) -> int | None:
        """Where a name that begins at ``at`` ends, longest first."""
        size = self.surname(at)
        if not size:
            return None
        ends = [at + size + given for given in (2, 1) if self._may_end(at, at + size + given, size)]
        if not ends:
            return None
        end = ends[0]
        if len(ends) == 2 and self._runs_on(end):
            end = ends[1]
        name = self.text[at:end]
        tag = known(name)
        if (
            weak
            and len(name) == 2
            and tag is not None
            and (tag[:2] != "nr" or not _ENDS.match(self.text, end))
        ):
            return None
        return None if weak and len(name) == 3 and self._wordy(name) else end

    def _may_end(self, at: int, end: int, size: int) -> bool:
        name = self.text[at:end]
        return (
            len(name) == end - at
            and self.text[end : end + 1] not in tuple("区县镇村乡")
            and all("一" <= c <= "鿿" for c in name)
            and not any(c in (_HARD if _ENDS.match(self.text, end) else NOT_GIVEN) for c in name[size:])
            and end in self.edges
            and self._plausible(at, end, size)
        )

    def _runs_on(self, end: int) -> bool:
        """The last character of a name of three is the verb or preposition behind a name of two."""
        last, following = self.text[end - 1], self.text[end : end + 1]
        return (following in _DIRECTION or last in NEXT_WORD) and known(self.text[end - 3 : end]) is None

    @staticmethod
    def _wordy(name: str) -> bool:
        """The name begins with an ordinary word: 查看李, 陆续入."""
        head = known(name[:2])
        return head is not None and head[:1] in ("v", "a", "d", "z", "i")

    def _plausible(self, start: int, end: int, size: int) -> bool:
        """The characters are no ordinary word."""
        name = self.text[start:end]
        if is_place(name, "ns") or (len(name) == 3 and name[-1] in NOT_LAST and known(name[:2]) is not None):
            return False
        if name[-1] in _PLACE_ENDS and not (name[-1] in "山江河桥" and _SPOKEN.match(self.text, end)):
            return False
        if len(name) == 3 and (name[0] == name[2] or name[0] == name[1]):
            return False
        if len(name) == 2 and (name[1] in _NUMERALS or self.text[end : end + 1] == name[0]):  # 边走边
            return False
        tag = known(name)
        if tag is not None and tag[:2] not in ("nr", "nz") and tag != "x":
            return False
        rest = name[size:]
        if tag is None or name[:1] in COMMON_WORDS:
            head = known(name[:2]) if len(name) > 2 else None
            if (
                head is not None
                and head[:2] not in ("nr", "ns", "nz")
                and known(rest) is None
                and name[:1] in COMMON_WORDS
            ):
                return False
        if len(rest) == 2 and name[:1] in COMMON_WORDS:
            inner = known(rest)
            if inner is not None and inner[:1] in ("v", "n") and inner[:2] not in ("nr", "nz", "ns"):
                return False
        return True

    def _after_titles(self) -> Iterator[tuple[int, int]]:
        for match in _TITLE.finditer(self.text):
            at = match.end()
            end = self._name_from(at, match["title"] in _WEAK)
            foreign = _FOREIGN_AFTER.match(self.text, at) or TIBETAN.match(self.text, at)
            longer = foreign and (end is None or len(foreign[0]) > 3)
            if foreign and longer and foreign.end() in self.edges and not is_place(foreign[0], "ns"):
                yield foreign.end(), at
                continue
            if end is None:
                continue
            yield end, at
            yield from ((e, s) for s, e in self._listing(end))

    def _listing(self, end: int) -> Iterator[tuple[int, int]]:
        """、乙、丙 after a name."""
        while (match := re.compile(r"[、 　]{1,2}").match(self.text, end)) is not None:
            after = self._name_from(match.end())
            if after is None:
                return
            yield match.end(), after
            end = after

    def _before_verbs(self) -> Iterator[tuple[int, int]]:
        for match in _SAYING.finditer(self.text):
            end = match.start()
            if end not in self.edges:
                continue
            for length in (4, 3, 2):
                start = end - length
                if start < 0 or (start not in self.edges and not self._left_edge(start)):
                    continue
                size = self.surname(start)
                if not size or not 1 <= length - size <= 2:
                    continue
                name = self.text[start:end]
                if any(c in _HARD or not "一" <= c <= "鿿" for c in name[size:]):
                    continue
                sure = length > 2 and self._left_edge(start)
                sure = sure or _TITLE_END.search(self.text[max(0, start - 6) : start]) is not None
                if not sure and not SOFT.isdisjoint(name[size:]):
                    continue
                if self._plausible(start, end, size) and self._free_left(start, length):
                    yield start, end
                    break

    def _left_edge(self, start: int) -> bool:
        return start == 0 or not "一" <= self.text[start - 1] <= "鿿"

    def _free_left(self, start: int, length: int) -> bool:
        """What stands before lets a name begin: punctuation, a title, or a word that ends here."""
        if self._left_edge(start):
            return length > 2 or self.text[start] not in COMMON_WORDS
        if _TITLE_END.search(self.text[max(0, start - 6) : start]):
            return True
        return (
            length > 2
            and self.text[start] not in COMMON_WORDS
            and self.text[start - 1] in "，。、的和与由据对向是让请为以及随"
        )

    def _resumes(self) -> Iterator[tuple[int, int]]:
        """杨荣，女，汉族: a name with the sex behind it."""
        for match in _RESUME.finditer(self.text):
            size = self.surname(match.start())
            if size and 1 <= match.end() - match.start() - size <= 2:
                yield match.span()

    def _bylines(self) -> Iterator[tuple[int, int]]:
        for pattern in (_BYLINE, _CREDIT, _DATELINE):
            for match in pattern.finditer(self.text):
                names = list(_SPLIT.finditer(match["names"]))
                base = match.start("names")
                spans = [(base + n.start(), base + n.end()) for n in names]
                if spans and all(self._byline_name(s, e) for s, e in spans):
                    yield from spans

    def _byline_name(self, start: int, end: int) -> bool:
        name = self.text[start:end].replace(" ", "").replace("　", "")
        size = self.surname(start)
        if not size or not 1 <= len(name) - size <= 2:
            return False
        tag = known(name)
        if (tag is not None and tag[:2] != "nr") or is_place(name, "ns"):
            return False
        rest = known(name[size:])
        common = (
            len(name) - size == 2
            and rest is not None
            and rest[:1] in "vnad"
            and rest[:2] not in ("nr", "ns", "nz")
            and name[0] in COMMON_WORDS
        )
        return not common

    def _listed(self) -> Iterator[tuple[int, int]]:
        """Full names the dictionary holds: 罗荣桓, but not 高新区."""
        tokens = self.tokens
        for start, end, tag in zip(tokens.starts, tokens.ends, tokens.tags, strict=True):
            if tag != "nr" or end - start != 3:
                continue
            name = self.text[start:end]
            if (
                not self.surname(start)
                or name[0] in COMMON_WORDS
                or name[-1] in _PLACE_ENDS
                or name[-1] in NOT_LAST
            ):
                continue
            if name[-1] in "花名奇" or name[0] == name[1]:
                continue
            if is_place(name, "ns"):
                continue
            rest = known(name[1:])
            head = known(name[:2])
            if (rest is None or rest[:2] in ("nr", "nz")) and (head is None or head[:2] == "nr"):
                yield start, end

    def _recur(self) -> None:
        """Names of three characters or more count wherever they recur."""
        names = {self.text[s:e] for s, e in self.found.items() if e - s > 2}
        last = {name.rsplit("·", 1)[1] for name in names if "·" in name}
        names |= {name for name in last if len(name) > 2 and not is_place(name, "ns")}
        for start, end in occurrences(self.text, (name for name in names if " " not in name)):
            self._add(start, end)


_SPOKEN = re.compile(rf"(?:{_SAY})|[，,、。]")
_HARD = NOT_GIVEN - SOFT
_NUMERALS = frozenset("一二三四五六七八九十")
_TITLE_END = re.compile(rf"(?:{TITLES})[:： ]{{0,2}}$")
