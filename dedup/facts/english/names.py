"""Names of English text, told by the words beside them: titles, verbs of saying, and what bodies are called."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dedup.facts.english.stretches import stretches
from dedup.types import Fact

_CAP = r"[A-Z][A-Za-z’'-]*[a-z][A-Za-z’'-]*"
_TITLE = "Mr|Mrs|Ms|Dr|Prof|Professor|President|Premier|Chairman|Chairwoman|Minister|Secretary|Governor|Mayor|Senator|Director|Ambassador|General|Captain|Judge|King|Queen|Pope|spokesman|spokeswoman|spokesperson|CEO|founder|analyst"
_TITLED = re.compile(rf"\b(?:{_TITLE})\.? (?P<name>(?!of|and|the){_CAP}(?: (?:[A-Z]\. )?{_CAP}){{0,2}})")
_SAID = re.compile(
    rf"(?P<name>(?!{_TITLE}){_CAP} (?:[A-Z]\. )?{_CAP}(?: {_CAP})?),? (?:said|says|told|added|noted|announced|warned|explained|wrote)\b"
)
_SAYER = re.compile(
    rf"\b(?:said|says|added|noted|warned|explained|wrote) (?P<name>(?!{_TITLE}){_CAP} (?:[A-Z]\. )?{_CAP}(?: {_CAP})?)(?=[,.;])"
)
_BODY = re.compile(
    rf"\b(?:{_CAP}|[A-Z]{{2,}})(?: (?:{_CAP}|[A-Z]{{2,}}|and|for|&))*? (?:University|College|Institute|Academy|Company|Corporation|Corp|Inc|Ltd|Group|Bank|Ministry|Committee|Commission|Council|Association|Federation|Foundation|Party|Organization|Organisation|Agency|Authority|Administration|Bureau|Court|Hospital|Press|Times|Daily|Union|Fund|Center|Centre)\b(?: of(?: the)? {_CAP}(?: (?:and )?{_CAP})*)?|"
    rf"\b(?:Ministry|University|Bank|Department|Institute|Academy|Bureau|Office) of (?:the )?{_CAP}(?: (?:and )?{_CAP})*"
)
_PLACES = frozenset(
    "China Beijing Shanghai Guangzhou Shenzhen Wuhan Hubei Hunan Hong_Kong Macao Taiwan Taipei Tibet Xinjiang Sichuan Chongqing Tianjin Nanjing Hangzhou Chengdu Guangdong Zhejiang Jiangsu America United_States United_Kingdom "
    "Britain England Scotland France Germany Italy Spain Portugal Russia Moscow Japan Tokyo Korea South_Korea North_Korea Seoul India Pakistan Iran Iraq Israel Turkey Egypt South_Africa Nigeria Kenya Brazil Argentina Mexico "
    "Canada Australia New_Zealand Singapore Malaysia Thailand Vietnam Indonesia Philippines London Paris Berlin Rome Madrid Brussels Geneva Vienna New_York Washington Los_Angeles Chicago San_Francisco Boston California "
    "Texas Florida Europe Asia Africa Ukraine Poland Sweden Norway Denmark Finland Netherlands Belgium Switzerland Austria Greece Cuba Chile Peru Saudi_Arabia Syria Afghanistan Mongolia Kazakhstan Nepal Bangladesh Sri_Lanka".split()
)
_PLACE = re.compile(
    rf"\b(?:{'|'.join(sorted((p.replace('_', ' ') for p in _PLACES), key=len, reverse=True))})\b(?!n)"
)


def named(text: str, kind: str) -> Iterator[Fact]:
    """Names of one kind (person, place, organisation) in the English stretches of ``text``."""
    for start, end in stretches(text):
        if kind == "person":
            found = (m for p in (_TITLED, _SAID, _SAYER) for m in p.finditer(text, start, end))
            spans = [m.span("name") for m in found if not (_PLACE.match(m["name"]) or _BODY.match(m["name"]))]
        else:
            spans = [m.span() for m in (_PLACE if kind == "place" else _BODY).finditer(text, start, end)]
        for first, last in sorted(set(spans)):
            yield Fact(kind, first, last, text[first:last])
