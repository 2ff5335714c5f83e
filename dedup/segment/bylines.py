"""Byline grammar: who wrote it, as a line of its own, in a lead, or at the end of an article.

Every function takes simplified text with narrow digits and brackets (``dedup.text.fold.plain``), so
that offsets in it are offsets in the line.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from dedup.segment.names import is_name, split_names

_DESK = (
    r"(?:本报|本刊|本网|本台|我报|新华社|中新社|中新网|人民网|新华网|央视|[\u4e00-\u9fff]{2,6}(?:日报|晚报|晨报|早报|时报|周报|商报|都市报|导报|电视台)|"
    r"融媒体?|全媒体|首席|特约|特派|见习|实习|驻[\u4e00-\u9fff]{1,6}?(?=记者)|新闻|摄影|文字|图片)"
)
_POST = (
    r"(?:记者|通讯员|评论员|撰稿人?|作者|笔者|编辑|主编|撰文|摄影|报道员|特约撰稿|观察员|研究员|实习生|见习生"
    r"|采写|整理)"
)
ROLE = re.compile(rf"(?:{_DESK}\s*)*{_POST}\s*[:：]?|{_DESK}{{2,}}")
_NAMED = re.compile(rf"{_POST}|{_DESK}{{2,}}")  # is found where ``ROLE`` is, and sooner
_PART = re.compile(
    r"(?:(?:文字|图文|文图|文|图|图片|摄影|供图|撰文|撰稿|采写|制图|漫画|绘图|插图|整理|编辑|视频|通讯)(?:[/、·&+和与](?=[文图]))?)+\s*[/／|丨::;]\s*"
)
_BOTH = re.compile(r"^(?:文[/·、&]?图|图[/·、&]?文|图文|文图)[\s:/]+")
_TAIL_ROLE = re.compile(
    r"(?:摄影报道|报道|整理|采写|撰稿|撰文|供稿|综合|编译|编辑|摄影|供图|文|图|摄|译|绘|并摄|供)+$"
)
_KIND = re.compile(r"[/／|丨](?:摄影|图片?|文字?|摄)(?=$|\s)")
_BRACKETS = {"(": ")", "【": "】", "[": "]", "〔": "〕", "《": "》"}
_SPLIT = re.compile(r"[\s、,;/／|丨&和与及]+")
_DATE = r"(?:\d{2,4}年)?\s*\d{1,2}月\s*\d{1,2}日(?:至\d{1,2}日)?|\d{1,2}日"
_WIRE = re.compile(
    rf"(?:据|综合)?(?:本报|本刊|新华社|中新社|中新网|人民网|央视|法新社|路透社|[\u4e00-\u9fff]{{2,4}}社)"
    rf"[\u4e00-\u9fff·/、\s]{{0,16}}?\s*(?:{_DATE})?\s*(?:综合)?(?:专?电|讯|消息)(?!息)(?![\u4e00-\u9fff]{{0,3}}[话子视力脑气影号台商])"
)
_LOCAL = re.compile(
    r"(?:本报|本刊|本网)讯(?!息|号)|本台消息|本报消息|[\u4e00-\u9fff]{2,4}(?:日报|晚报|晨报|时报|新闻)讯(?!息)"
)
_GROUP = re.compile(r"\s*\(([^()\n]{1,80})\)")
_OPEN_ROLE = re.compile(
    rf"\s*((?:{_DESK}\s*)*(?:记者|通讯员)\s*[\u4e00-\u9fff·、\s]{{2,24}}?)\s*(?:报道|摄影报道)?\s*[)::]?(?=\s|报道|$)"
)


class Lead(NamedTuple):
    """What stands before the story: ``本报讯(记者 谢小青)``.

    Attributes:
        dateline: end of the dateline in the text (it starts at 0), 0 if there is none.
        authors: names in it.
        end: where the story itself starts.
    """

    dateline: int
    authors: tuple[str, ...]
    end: int


def lead(text: str) -> Lead | None:
    """The dateline and byline a paragraph starts with; ``None`` if it starts with neither.

    >>> lead("本报讯(特约通讯员 范敏玲) 5月18日,签约")
    Lead(dateline=3, authors=('范敏玲',), end=15)
    >>> lead("近日,昆明高新区举行仪式")
    """
    head = text[:160]
    dateline = 0
    match = _LOCAL.match(head) or _WIRE.match(head)
    if match:
        dateline = match.end()
    group = _GROUP.match(head, dateline)
    if group and (dateline or ROLE.search(group[1])) and ("摄" not in group[1][-2:]):
        found = people(group[1])
        if found or (dateline and ROLE.search(group[1])):
            return Lead(dateline, found, group.end() + _blanks(head, group.end()))
    if dateline:
        plain = _OPEN_ROLE.match(head, dateline)
        if plain and (found := people(plain[1])):
            return Lead(dateline, found, plain.end() + _blanks(head, plain.end()))
        return Lead(dateline, (), dateline + _blanks(head, dateline))
    return None


def _blanks(text: str, at: int) -> int:
    return len(text[at:]) - len(text[at:].lstrip())


def people(text: str) -> tuple[str, ...]:
    """Names in a byline from which nothing else may be missing; () if it is no byline.

    >>> people("文/谢小青 图/左百村"), people("记者 李硕 通讯员 王 丽"), people("全力推进项目建设")
    (('谢小青', '左百村'), ('李硕', '王丽'), ())
    """
    text = _BOTH.sub(" ", text)
    rest = _PART.sub(" ", ROLE.sub(" ", text)).strip(" :,.、()")
    rest = _KIND.sub(" ", rest)
    tokens = [t for t in _SPLIT.split(rest) if t]
    if len(tokens) > 1 and _TAIL_ROLE.fullmatch(tokens[-1]):
        tokens.pop()
    names: list[str] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if len(token) == 1 and at + 1 < len(tokens) and is_name(token + tokens[at + 1]):
            token, at = token + tokens[at + 1], at + 1
        if is_name(token):
            names.append(token)
        elif several := split_names(token):
            names.extend(several)
        elif (bare := _TAIL_ROLE.sub("", token)) != token and bare:
            if is_name(bare):
                names.append(bare)
            elif several := split_names(bare):
                names.extend(several)
            else:
                return ()
        elif not _AFFILIATION.search(token):
            return ()
        at += 1
    return tuple(dict.fromkeys(names))


_AFFILIATION = re.compile(
    r"(?:报|社|网|台|局|委|办|部|中心|大学|学院|公司|集团|医院|法院|检察院|公安|队|站|所|会|区|市|县|镇)$"
)
_STATED = re.compile(
    r"文[/／|丨::]|图[/／|丨::]|[/／|丨](?:文|图|摄)|^作者[:：]|^记者[:：]|^撰文|^采写|^整理[:：]|^文图?[\s/／]|^图文"
)


# a character of each word in ``ROLE`` and ``_STATED``: one look at a line that has none of them is enough
_HINT = re.compile("[报刊网台社视媒席约派习驻闻影字片者员撰编采整文图摄]")


class Byline(NamedTuple):
    """A line that only says who wrote the article. ``stated``: a role or an ornament says so."""

    authors: tuple[str, ...]
    stated: bool


def byline(text: str, leader: str = "") -> Byline | None:
    """The authors a line consists of; ``None`` if it says anything else.

    >>> byline("谢小青", "▶"), byline("李硕 王倩倩"), byline("衡阳高新区")
    (Byline(authors=('谢小青',), stated=True), Byline(authors=('李硕', '王倩倩'), stated=False), None)
    """
    if len(text) > 60 or not text:
        return None
    inner = text
    bracket = False
    if text[0] in _BRACKETS and text[-1] == _BRACKETS[text[0]]:
        inner, bracket = text[1:-1].strip(), True
    elif text.startswith(("——", "--", "—")):
        inner = text.lstrip("—- ")
    if inner[-1:] in "。!?;,":
        return None
    stated = bool(leader and leader not in "->*+![#") or _says_who(inner)
    if not stated and not _only_names(inner):
        return None
    found = people(inner)
    return Byline(found, stated or bracket) if found else None


def _says_who(text: str) -> bool:
    """Whether a short text names a role, or writing or pictures as somebody's work."""
    return bool(_HINT.search(text) and (_NAMED.search(text) or _STATED.search(text)))


def _only_names(text: str) -> bool:
    """Whether a line without any role can be names alone: short, and each name a Chinese one."""
    if len(text) > 20:
        return False
    tokens = [t for t in _SPLIT.split(text) if t]
    return len(tokens) <= 6 and all(
        len(t) <= 3 or (len(t) == 4 and is_name(t, compound=True)) for t in tokens
    )


_SIGNED = re.compile(
    r"\((?:作者|本报|本刊|据|原载|摘自|摘编自|转自|来源|记者|通讯员|执笔|责任编辑|责编|编辑|整理|综合|新华社|完$|译者|完\))[^()]*(?:\([^()]*\)[^()]*)*\)$"
)


_PEN_NAME = re.compile(r"\([\u4e00-\u9fff] [\u4e00-\u9fff]\)")  # two characters, spaced as names are


def signature(text: str) -> tuple[str, ...] | None:
    """Authors of a bracketed note that ends an article (may be none); ``None`` if it is no such note.

    >>> signature("(作者:王丽)"), signature("(作者系湖南大学教授)"), signature("(一)加强领导")
    (('王丽',), (), None)
    >>> signature("(茂 边)"), signature("(上)")
    (('茂边',), None)
    """
    if len(text) > 120 or not text.startswith("("):
        return None
    if found := byline(text):
        return found.authors
    if _PEN_NAME.fullmatch(text):
        return (text[1] + text[3],)
    if _SIGNED.match(text):
        inner = text[1:-1]
        if re.match(r"责任编辑|责编|编辑|据|原载|摘|转自|来源|译者", inner):
            return ()
        return people(re.split(r"[,,。;]|系|为|单位", inner)[0])
    return None
