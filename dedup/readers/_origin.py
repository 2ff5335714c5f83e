"""Where a text says it comes from: the head of its page, its dateline, the names of its file and folders.

A newspaper, an agency or a site, and the day, if both month and year are stated: neither is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from dedup.readers._fields import iso_date

Meta = tuple[tuple[str, str], ...]  # (name, value), of source, author and url those that are known

_HEAD = 600  # characters in which a page says where it is from
_LINES = 8  # lines
_LONGEST = 40  # characters of such a line
_MOST = 200  # characters of a value
_OWN = r"(?!本|图片|综合|来源)"  # 本报, 本社: the paper itself, whichever it is
_ENDS = r"(?<![简通捷海汇公快预喜战学电電])[报報]|周刊|週刊|新闻网|新聞網|网|網|通讯社|社|客户端"
_PAPER = rf"{_OWN}[\u4e00-\u9fff·]{{1,10}}(?:{_ENDS})"
_IS_PAPER = re.compile(rf"《?({_PAPER})》?")
_LABEL = re.compile(r"(?<![片料据])(?:来源|來源|稿源|出处|Source)\s*[:：]\s*([^\s,，;；|｜/()（）]{2,20})")
_DATELINE = re.compile(
    rf"[\s　（(【\[]*(?:据|综合)?({_OWN}[\u4e00-\u9fff]{{2,8}}?(?:社|报|報|网|網|新闻|新聞))"
    r"[\u4e00-\u9fff]{0,10}(?:\s*[,，/／]?\s*)(\d{4}年)?(\d{1,2}月\d{1,2}日)\s*(?:专|專)?(?:电|電|讯|訊|消息)"
)
_DATE = re.compile(r"((?:19|20)\d\d)\s*(?:年|[-./])\s*(\d{1,2})\s*(?:月|[-./])\s*(\d{1,2})\s*日?(?!\d)")
_AROUND = re.compile(  # what else stands in the head of a page
    r"(?:星期|周|週)[一二三四五六日天]|农历\S*|農曆\S*|第?\s*[A-Z]?\d{1,3}\s*(?:版|期)|总?第\s*\d+\s*期|"
    r"[A-Z]\d{1,2}\b|责任?编辑?.*|[#*\s　|｜·•—\-_/,，:：《》]|发布时间|時間|时间|日期"
)
_PART = re.compile(r"[\u4e00-\u9fff·]+")
_FIELDS = (
    ("source", ("source", "来源", "來源", "media", "媒体", "site")),
    ("author", ("author", "authors", "作者", "byline")),
    ("url", ("url", "link", "链接", "網址", "网址")),
)
ORIGIN = frozenset(
    field for _, fields in _FIELDS for field in fields
)  # names of all fields that are looked at


def of_row(row: Mapping[str, object]) -> Meta:
    """Source, author and address as a row states them in the fields usual for these.

    >>> of_row({"来源": "滨江日报", "authors": ["林远", "周禾"], "n": 1})
    (('source', '滨江日报'), ('author', '林远、周禾'))
    """
    if ORIGIN.isdisjoint(row):
        return ()
    found = []
    for name, fields in _FIELDS:
        for field in fields:
            if said := _said(row.get(field)):
                found.append((name, said))
                break
    return tuple(found)


def stated(**values: object) -> Meta:
    """The values that are known, by name, in the order of ``Meta``."""
    return tuple((name, said) for name, _ in _FIELDS if (said := _said(values.get(name))))


def _said(value: object) -> str:
    if isinstance(value, list | tuple):
        value = "、".join(one.strip() for one in value if isinstance(one, str))
    return " ".join(value.split())[:_MOST] if isinstance(value, str) else ""


def in_head(text: str) -> tuple[str, str | None]:
    """Source and day that the head of a page states, "" and ``None`` where it does not.

    >>> in_head("滨江日报  2020年9月28日 星期一 A03版\\n\\n新馆开馆")
    ('滨江日报', '2020-09-28')
    >>> in_head("新馆开馆\\n来源：滨江晚报\\n首日接待读者二千人。")
    ('滨江晚报', None)
    """
    head = text[:_HEAD]
    source, day = "", None
    for number, line in enumerate(filter(None, map(str.strip, head.splitlines()[: 2 * _LINES]))):
        if number == _LINES:
            break
        date = _DATE.search(line) if len(line) <= _LONGEST else None
        rest = _AROUND.sub("", _DATE.sub("", line)) if len(line) <= _LONGEST else line
        name = _IS_PAPER.fullmatch(rest)
        if name and (date or number == 0):
            source = source or name[1]
        if date and (name or not rest):
            day = day or iso_date(f"{date[1]}-{date[2]}-{date[3]}")
    label = _LABEL.search(head)
    return (label[1] if label else source), day


def in_dateline(text: str) -> tuple[str, str | None]:
    """Agency or paper of the dateline that the text begins with, and its day if it says the year.

    >>> in_dateline("新华社北京5月18日电（记者林远）"), in_dateline("本报讯 5月18日")
    (('新华社', None), ('', None))
    """
    found = _DATELINE.match(text) if "日" in text[:_LONGEST] else None
    if not found:
        return "", None
    return found[1], iso_date(found[2] + found[3]) if found[2] else None


def in_path(path: str) -> str:
    """The paper that a file, or else one of its folders, is named after.

    >>> in_path("archive/滨江日报/2020-09-28_A03.txt"), in_path("a/通报.txt"), in_path("a/b.txt")
    ('滨江日报', '', '')
    """
    for part in reversed(path.replace("\\", "/").split("/")):
        for name in _PART.findall(part):
            if len(name) > 2 and _IS_PAPER.fullmatch(name):
                return str(name)
    return ""


def completed(meta: Meta, sources: Iterable[str]) -> Meta:
    """``meta`` with the first of ``sources`` that is known, if it has none itself.

    >>> completed((("author", "林远"),), ["", "新华社"])
    (('source', '新华社'), ('author', '林远'))
    """
    if meta and meta[0][0] == "source":
        return meta
    source = next(filter(None, sources), "")
    return (("source", source), *meta) if source else meta
