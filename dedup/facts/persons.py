"""Names of persons by family name and company: titles before them, verbs of saying after, bylines, recurrence."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache

from dedup.facts.gazetteer import TRANSLITERATION, is_place
from dedup.facts.spans import occurrences
from dedup.facts.surnames import COMMON_WORDS, DOUBLE, NOT_GIVEN, SINGLE
from dedup.text.words import Word, words
from dedup.text.words import tag_of as known
from dedup.types import Fact

_H = "一-鿿"
TITLES = (
    "副主任|主任|副书记|书记|副局长|局长|副处长|处长|副科长|科长|副部长|部长|副市长|市长|副县长|县长|副区长|区长|副省长|省长|副镇长|镇长|副乡长|乡长|副村长|村长|副州长|州长|"
    "副院长|院长|副校长|校长|副会长|会长|副理事长|理事长|秘书长|副秘书长|副主席|主席|副总理|总理|副总统|总统|首相|大臣|国务卿|外长|副外长|防长|发言人|"
    "董事长|副董事长|总裁|副总裁|总经理|副总经理|经理|副总|总监|总编辑|总编|主编|厂长|副厂长|店长|行长|副行长|社长|副社长|站长|所长|副所长|台长|队长|副队长|"
    "班长|组长|副组长|团长|副团长|馆长|副馆长|园长|庭长|检察长|审判长|法官|检察官|律师|教授|副教授|研究员|副研究员|博士|院士|工程师|总工程师|高级工程师|设计师|专家|"
    "医生|医师|主治医师|护士|护士长|老师|教师|教练|主教练|队员|运动员|记者|实习记者|本报记者|通讯员|特约通讯员|特派记者|摄影|摄影记者|编辑|责编|责任编辑|作者|导演|演员|歌手|作家|诗人|画家|"
    "负责人|创始人|联合创始人|法定代表人|代表|委员|党委委员|常委|代表人|合伙人|志愿者|村民|居民|市民|社员|农户|贫困户|学生|同学|同志|先生|女士|选手|烈士|英雄|民警|警员|警官|干警|"
    "司令员|政委|政治委员|参谋长|将军|上将|中将|少将|舰长|机长|船长|列车长|乘务员|司机|工人|职工|员工|技师|支书|支部书记|第一书记|社区书记|党员|村支书|"
    "大使|总领事|公使|参赞|秘书|助理|顾问|调研员|巡视员|厅长|副厅长|署长|司长|副司长|总干事|干事|会计师|经济学家|科学家|学者|分析师|首席执行官|CEO|首席经济学家|母亲|父亲|妻子|丈夫|儿子|女儿"
)
_TITLE = re.compile(rf"(?:{TITLES})[:： ]{{0,2}}(?=[{_H}])")
_SAY = (
    "表示|介绍|说|称|告诉|指出|强调|认为|坦言|谈到|透露|回忆|笑道|解释|分析|建议|提出|呼吁|要求|宣布|直言|感慨|感叹|补充|主持|出席|致辞|讲话|发言|回应|评价|担任|率队|率团|"
    "一行|先生|女士|同志|教授|院士|博士|主任|书记|局长|老师|医生|摄|报道|深有感触|坚信|深知|欣喜|告诉记者"
)
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
_T = "".join(sorted(TRANSLITERATION))
_DOTS = re.compile(rf"(?<=[{_H}])[·•・](?:[{_H}A-Z]{{1,8}}[·•・])*(?=[{_H}])")
_FOREIGN_AFTER = re.compile(rf"[{_T}]{{3,6}}(?![{_T}·])")
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
        self.edges = {w.start for w in tokens} | {len(text)}
        self.tokens = tokens
        self.starts = [w.start for w in tokens]
        self.found: dict[int, int] = {}

    def find(self) -> Iterator[Fact]:
        for end, start in self._after_titles():
            self._add(start, end)
        for start, end in self._before_verbs():
            self._add(start, end)
        for start, end in self._dotted():
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

    def _name_from(self, at: int) -> int | None:
        """Where a name that begins at ``at`` ends, longest first."""
        size = self.surname(at)
        if not size:
            return None
        for given in (2, 1):
            end = at + size + given
            name = self.text[at:end]
            if self.text[end : end + 1] in tuple("区县镇村乡"):
                continue
            if len(name) < size + given or not all("一" <= c <= "鿿" for c in name):
                continue
            if any(c in NOT_GIVEN for c in name[size:]):
                continue
            if end in self.edges and self._plausible(at, end, size):
                return end
        return None

    def _plausible(self, start: int, end: int, size: int) -> bool:
        """The characters are no ordinary word."""
        name = self.text[start:end]
        if name[-1] in _PLACE_ENDS or is_place(name, "ns"):
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
            end = self._name_from(at)
            if end is None:
                foreign = _FOREIGN_AFTER.match(self.text, at)
                if foreign and foreign.end() in self.edges and not is_place(foreign[0], "ns"):
                    yield foreign.end(), at
                continue
            yield end, at
            yield from ((e, s) for s, e in self._listing(end))

    def _dotted(self) -> Iterator[tuple[int, int]]:
        """Names in several parts: 鲍里斯·约翰逊."""
        done = 0
        for match in _DOTS.finditer(self.text):
            if match.start() < done:
                continue
            start, end = match.start(), match.end()
            index = bisect_left(self.starts, start) - 1
            while (
                index >= 0
                and match.start() - self.tokens[index].start <= 7
                and self._foreign(self.tokens[index])
            ):
                start = self.tokens[index].start
                index -= 1
            index = bisect_left(self.starts, end)
            while index < len(self.tokens) and self.tokens[index].end - match.end() <= 7:
                if self.tokens[index].start < end or not self._foreign(self.tokens[index]):
                    break
                end = self.tokens[index].end
                index += 1
            if start < match.start() and end > match.end():
                done = end
                yield start, end

    def _foreign(self, word: Word) -> bool:
        """The word may be a part of a name put into Chinese sound by sound."""
        written = self.text[word.start : word.end]
        if not all("一" <= c <= "鿿" for c in written):
            return False
        if len(written) == 1:
            sound = written in TRANSLITERATION and word.tag[:1] not in ("p", "u", "c", "d", "v")
            return written not in "官长家员人者和与及著" and (written not in NOT_GIVEN or sound)
        if word.tag[:2] in ("nr", "nz", "x", ""):
            return True
        return word.tag[:1] not in ("n", "v", "a", "d", "p", "c") and all(
            c in TRANSLITERATION for c in written
        )

    def _listing(self, end: int) -> Iterator[tuple[int, int]]:
        """、乙、丙 after a name."""
        while (match := re.compile(r"[、 　]{1,2}").match(self.text, end)) is not None:
            after = self._name_from(match.end())
            if after is None:
                return
            yield match.end(), after
            end = after

    def _before_verbs(self) -> Iterator[tuple[int, int]]:
        for match in re.compile(rf"(?=(?:{_SAY}))").finditer(self.text):
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
                if any(c in NOT_GIVEN or not "一" <= c <= "鿿" for c in name[size:]):
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
        for word in self.tokens:
            if word.tag[:2] != "nr" or word.end - word.start != 3:
                continue
            name = self.text[word.start : word.end]
            if not self.surname(word.start) or name[0] in COMMON_WORDS or name[-1] in _PLACE_ENDS:
                continue
            if is_place(name, "ns"):
                continue
            rest = known(name[1:])
            head = known(name[:2])
            if (rest is None or rest[:2] in ("nr", "nz")) and (head is None or head[:2] == "nr"):
                yield word.start, word.end

    def _recur(self) -> None:
        """Names of three characters or more count wherever they recur."""
        names = {self.text[s:e] for s, e in self.found.items() if e - s > 2}
        for start, end in occurrences(self.text, (name for name in names if " " not in name)):
            self._add(start, end)


_TITLE_END = re.compile(rf"(?:{TITLES})[:： ]{{0,2}}$")
