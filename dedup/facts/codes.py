"""Digits that state no fact: addresses of the web and of machines, telephone numbers, list marks."""

from __future__ import annotations

import re

_MARK = re.compile(r"[①-⓿❶-➓㈠-㈩]")
_SOME_LATIN = re.compile("www|http|@|::|[0-9a-fA-F]:[0-9a-fA-F]{1,4}:")  # what no address is without
_ADDRESS = re.compile(
    r"(?:https?://|www\.)[!-~]+|[\w.+-]{1,64}@[\w-]{1,64}\.[\w.]+"  # web, mail
    r"|(?<![\w:])(?=[\da-fA-F:]{0,24}?(?:::|(?:[\da-fA-F]{1,4}:){4}))[\da-fA-F:]{3,40}(?![\w:])",  # IP version 6
    re.ASCII,
)
_IP4 = re.compile(r"(?<![\d.])\d{1,4}(?:\.\d{1,4}){3}(?![\d.])", re.ASCII)  # right or wrong
_DIAL = r"[+(]{0,2}\d[\d ()./-]{4,24}\d"
_CALLED = re.compile(
    rf"(?:电话|热线|手机号?码?|传真|邮编|邮政编码|邮发代号|刊号|专线|联系方式|客服|举报|咨询|微信号?|QQ群?|ISBN|ISSN|[Tt]el(?:ephone)?\.?|[Pp]hone|[Ff]ax)"
    rf"(?:号码?)?(?:[是为:: ]|\(\d{{1,4}}\)){{0,3}}(?P<number>{_DIAL}(?:[、,;/或转 ]{{1,2}}{_DIAL})*|\d{{3,6}}(?![\d.]| ?[余多万人次家件条个起名位]))"
)
_TELEPHONE = re.compile(
    r"(?<![\d.-])(?:\+\d{1,3}[ -]?(?:\(\d{1,4}\) ?)?\d{2,4}(?:[ -]\d{2,8}){1,4}|\(0\d{2,3}\) ?\d{7,8}|0\d{2,3}[ -]\d{7,8}|1[3-9]\d{9}|[48]00-?\d{3,4}-?\d{3,4}(?=[^\d元万亿]|$)|\(\d{3}\) ?\d{3}-\d{4})(?![\d.-])"
)
# 20，300美元: a wide comma between narrow digits parts two numbers unless the second goes on with decimals.
_WIDE_COMMA = re.compile(r"(?<=[0-9])(?<!，\d{3})，(?=\d{3}(?![\d.，]|．))", re.ASCII)


def blanked(text: str, folded: str) -> str:
    """``folded``, the plain form of ``text``, with such digits blanked out; its length stays.

    >>> blanked("电话：010-6228 8559，共5人", "电话:010-6228 8559,共5人")
    '电话:             ,共5人'
    """
    if _WIDE_COMMA.search(text):
        folded = "".join(
            "、" if wide else char for char, wide in zip(folded, _wide(text, len(folded)), strict=True)
        )
    patterns = (_ADDRESS, _IP4, _TELEPHONE) if _SOME_LATIN.search(folded) else (_IP4, _TELEPHONE)
    spans = [m.span() for pattern in patterns for m in pattern.finditer(folded)]
    spans += [m.span("number") for m in _CALLED.finditer(folded)]
    spans += [m.span() for m in _MARK.finditer(text)]
    if not spans:
        return folded
    parts, at = [], 0
    for start, end in sorted(spans):
        if end > at:
            start = max(start, at)
            parts += [folded[at:start], " " * (end - start)]
            at = end
    return "".join((*parts, folded[at:]))


def _wide(text: str, size: int) -> list[bool]:
    marks = [False] * size
    for match in _WIDE_COMMA.finditer(text):
        marks[match.start()] = True
    return marks
