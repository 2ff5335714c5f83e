"""Edits that exchange one word for another and thereby change a claim: a table, a row per kind of claim."""

from __future__ import annotations

import re
from typing import NamedTuple


class Claim(NamedTuple):
    """Where a word stands (group x), what takes its place, and the codes that name the difference."""

    kind: str
    codes: tuple[str, ...]
    pattern: re.Pattern[str]
    instead: dict[str, str]


def _claim(kind: str, codes: str, before: str, words: str, after: str) -> Claim:
    """``words``: ``old=new`` separated by blanks."""
    instead = dict(word.split("=") for word in words.split())
    longest = sorted(instead, key=len, reverse=True)
    pattern = f"{before}(?P<x>{'|'.join(map(re.escape, longest))}){after}"
    return Claim(kind, tuple(codes.split()), re.compile(pattern), instead)


CLAIMS = (
    _claim("bound", "FCT302 FCT303 FCT304", "", "超过=不足 不足=超过 至少=最多 超=近", r"(?=\d)"),
    _claim("bound", "FCT302 FCT303 FCT304", r"\d[%万亿]?[\u4e00-\u9fff]?", "以上=以下 以下=以上", ""),
    _claim("exactness", "FCT302 FCT303 FCT304", r"(?<=[，。、了有达到为])", "约=超过 近=超过", r"(?=\d)"),
    _claim(
        "numeral",
        "FCT302",
        r"(?<=[，。、了有的])",
        "三=五 四=六 五=七 六=八 七=九 八=三",
        "(?=[家名位项条座次])",
    ),
    _claim("currency", "FCT303", r"\d[万亿]?", "美元=元 元=美元 欧元=美元", "(?![年月])"),
    _claim("multiple", "FCT302 FCT304", "", "2倍=3倍 3倍=5倍 4倍=2倍 5倍=6倍 两倍=三倍 一半=三成", ""),
    _claim("day", "FCT301", r"(?<![\u4e00-\u9fff])", "昨天=今天 今天=明天 明天=昨天 昨日=今日 今日=昨日", ""),
    _claim("day", "FCT301", "日", "上午=下午 下午=上午 晚=下午", ""),
    _claim("year", "FCT301", "", "今年=明年 去年=今年 明年=后年 年底=年初", ""),
    _claim("quarter", "FCT301", "", "一季度=二季度 二季度=三季度 上半年=下半年 下半年=上半年", ""),
    _claim("duration", "FCT301 FCT302", r"(?<!\d)(?<!第)", "10天=20天 14天=24天 15天=25天 30天=3天", ""),
    _claim("duration", "FCT301 FCT302", r"\d", "天=周 小时=分钟 个月=天", "(?![气津空])"),
    _claim("trend", "FCT304 FCT311 FCT319", "", "增长=下降 下降=增长 上升=下降 回升=回落", r"(?=了?\d)"),
    _claim(
        "role", "FCT308", "", "副主任=主任 副书记=书记 副省长=省长 副市长=市长 副局长=局长 副部长=部长", ""
    ),
    _claim("role", "FCT308", "(?:省|市|县)", "省长=市长 市长=县长 委书记=委副书记", "(?=[\u4e00-\u9fff]{2})"),
    _claim(
        "work", "FCT313", "《[^》\n]*", "条例=办法 办法=条例 规划=计划 意见=决定 通知=公告 报告=公报", "》"
    ),
    _claim("duty", "FCT310", "(?<![不])", "必须=可以 应当=可以 力争=确保 有望=已经", ""),
    _claim(
        "share",
        "FCT302 FCT304",
        "",
        "三分之二=三分之一 三分之一=四分之一 二分之一=三分之一 九成=七成 八成=六成",
        "",
    ),
    _claim("scope", "FCT302 FCT319", "(?<=[，。的])", "全部=部分 所有=多数 大部分=小部分 首次=再次", ""),
)
