"""Words that bound or blur an amount: 超过, 以上, 约, 左右; and those that place a length of time: 近3年."""

from __future__ import annotations

import re
from typing import NamedTuple

from dedup.text.numerals import Numeral

_BEFORE = re.compile(
    r"(?:(?P<gt>超过|突破|多于|高于|大于|不止|超出|不只|逾|(?<![赶高反])超|过(?=了?$)(?<=[^通经超路度越]过))|"
    r"(?P<ge>至少|不少于|不低于|不小于|不下于|不下|最少|起码|大于等于|大于或等于|大于或者等于|≥|>=|> =)|"
    r"(?P<le>至多|不超过|不多于|不高于|不大于|最多|小于等于|≤|<=|< =)|(?P<lt>低于|少于|小于|不满)|"
    r"(?P<less>(?<![附最靠临邻新亲贴])近|接近|将近|不足|不到|差不多)|"
    r"(?P<about>大约|大概|约莫|(?<![节合条制解预大签契特公履违失相邀爽简隐集纽俭续守毁赴])约)|(?P<more>[上成](?=$)))"
    r"(?:了|有|达|为|达到)? ?$"
)
_LAST = frozenset("过破于止只出逾超少下码≥=多≤满近足到约概莫上成了有达为 ")  # what ``_BEFORE`` can end with
_AFTER = re.compile(
    r" ?(?:(?P<ge>(?:\(含\))?(?:及|或)?(?:以上|之上)|起(?=[,。,;、)\s]|$))|(?P<le>(?:\(含\))?(?:及|或)?(?:以下|之下)|以内|之内)|(?P<gt>开外)|"
    r"(?P<about>左右|上下(?!游|级|联|班|文|功夫)|许(?!多|可|昌|诺|愿|家))|"
    r"(?P<more>[多余](?!元化|[样数媒边地种方云雨人处久少年半么次])))"
)
_PLACED = re.compile(
    r"(?:(?P<rel>(?<![附最靠临邻新亲贴])近|过去的?|未来的?|今后|最近的?|之前|之后|往后|此后|接下来)|"
    r"(?P<step>(?<![目日以之此提空午年史间多])前|(?<![以之此午今先然幕])后|(?<![以之此向马晚早网路海南北身])上|(?<![以之此地手乡天线旗门])下|最[后初]|(?<![人老码街镇源石木龙念])头)"
    r")个? ?$"
)
_SIDE = re.compile(r"(?P<before>近|过去|最近|最初|之前|[前上头])|未来|今后|[之往此最]?后|接下来|下")
_RELATIVE = re.compile(
    r"(?:(?P<past>之?前(?!往|来|期|列|沿|景|途|提|进|行|夕|锋|身|述|所|后|者|端|瞻|线|缀|方|\d|[一二三四五六七八九十])|以前)|"
    r"(?P<next>之?后(?!续|来|备|勤|期|方|果|面|台|卫|代|疫|天|年|者|边|排|起)|以后))"
)
_APPROX = {"less": "-", "about": "~", "more": "+"}
_OPS = {"gt": ">", "ge": ">=", "le": "<=", "lt": "<"}


class Around(NamedTuple):
    """What stands around an amount: ``op`` and ``approx`` as in ``Fact``."""

    op: str = ""
    approx: str = ""


def around(text: str, start: int, end: int, numeral: Numeral) -> Around:
    """Bounds and blurs before ``start`` and after ``end``."""
    op = approx = ""
    if (after := _AFTER.match(text, end)) and after.lastgroup:
        op, approx = _OPS.get(after.lastgroup, ""), _APPROX.get(after.lastgroup, "")
    before = _BEFORE.search(text[max(0, start - 8) : start]) if text[start - 1 : start] in _LAST else None
    if before and before.lastgroup:
        group = before.lastgroup
        if group != "more" or (not numeral.arabic and text[numeral.start] in "百千万亿"):
            op = op or _OPS.get(group, "")
            approx = approx or _APPROX.get(group, "")
    return Around(op, approx)


def placed(text: str, start: int, floor: int) -> tuple[int, str]:
    """Where 近3年, 未来五年, 前1周 begin, and the approximation the word carries ("" for most)."""
    match = _PLACED.search(text[max(floor, start - 5) : start])
    if match is None or not match.lastgroup:
        return start, ""
    begin = max(floor, start - 5) + match.start()
    return begin, "~" if match["rel"] == "近" and text[start] == "半" else ""


def side(words: str) -> str:
    """Which side a length of time lies on by the word that places it: "-" before or first, "+" after or last.

    >>> side("前3天"), side("最后三天"), side("三天")
    ('-', '+', '')
    """
    match = _SIDE.match(words)
    if match is None:
        return ""
    return "-" if match["before"] else "+"


def relative(text: str, end: int) -> tuple[int, str]:
    """Where 3年前, 五天之后 end, and the sign of the step from now; ``(end, "")`` if it is neither."""
    match = _RELATIVE.match(text, end)
    if match is None:
        return end, ""
    return match.end(), "-" if match["past"] else "+"
