"""Factual edits with a known place and kind, found by plain expressions and lists of our own."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bench.quality.claims import CLAIMS


@dataclass(frozen=True)
class Edit:
    """Replace ``text[start:end]`` by ``new``; a report should say one of ``codes``."""

    kind: str
    start: int
    end: int
    new: str
    codes: frozenset[str]


Dice = random.Random
Swap = Callable[[re.Match[str], Dice], str | None]

HAN = "[\u4e00-\u9fff]"
NUMBER = r"(?<![\d.,第:：])(?P<x>\d+(?:\.\d+)?)(?![\d.,])"
COUNTED = (
    r"(?=(?:多|余)?(?:万|亿)?(?:名|人(?![工民均才口大])|个(?!百分点|月|小时)|家|例|户|次|项|辆|台|条|件|所|座|批|张|支"
    r"|场|种|吨|公里|平方米|千米|亩|公顷|只))"
)
UNITS = {
    "平方公里": "平方米",
    "立方米": "吨",
    "平方米": "亩",
    "公里": "米",
    "公顷": "亩",
    "千瓦": "瓦",
    "吨": "公斤",
    "亩": "公顷",
    "户": "人",
}
TITLES = (
    "主任|书记|省长|市长|县长|部长|局长|处长|科长|院长|教授|总经理|董事长|负责人|所长|专家|医生|护士|护士长|队长|校长|会长"
    "|秘书长|发言人|院士|研究员|经理|司长|村民|队员|老师|主席|总理|总统|总书记"
)
SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡林郭何高罗郑梁谢宋唐许邓韩冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏"
    "苏吕丁沈任姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙陶贺顾毛郝龚"
    "邵万钱严赖覃洪武莫孔"
)
GIVEN = "伟芳娜敏静强磊军洋勇艳杰涛明超霞平刚波辉健峰斌宁亮建志海国华新林玉春文"
SAYS = "说|表示|介绍|指出|认为|告诉|强调|坦言|主持|出席|感慨|透露"
PROVINCES = (
    "河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东"
    " 河南 湖北 湖南 广东 海南 四川 贵州 云南 陕西 甘肃 青海"
)
CITIES = (
    "武汉 广州 深圳 南京 杭州 成都 西安 长沙 郑州 济南 合肥 福州 南昌 昆明 贵阳 兰州 太原"
    " 沈阳 长春 哈尔滨 石家庄 海口 青岛 大连 厦门 宁波 苏州 无锡 温州 珠海 黄冈 孝感 襄阳 宜昌 荆州"
)
COUNTRIES = (
    "美国 英国 法国 德国 俄罗斯 日本 韩国 意大利 西班牙"
    " 巴西 印度 加拿大 澳大利亚 埃及 南非 伊朗 泰国 越南 巴基斯坦"
)
ORGANISATIONS = (
    "外交部 商务部 教育部 财政部 民政部 公安部 司法部 农业农村部 交通运输部 生态环境部",
    "国家卫健委 国家发改委 国家统计局 国家税务总局 海关总署 国家能源局",
    "清华大学 北京大学 复旦大学 武汉大学 浙江大学 南京大学 中山大学 中南大学",
)
OFFICE = re.compile(r"[^，。、；]{0,8}?(?:[省市]?委|政[府协]|局|厅|院|大学|公司|会|部|区|中心)")
SUFFIXES = {
    "研究院": "研究所",
    "研究所": "研究院",
    "公司": "集团",
    "大学": "学院",
    "学院": "大学",
    "医院": "诊所",
    "协会": "学会",
    "学会": "协会",
    "委员会": "办公室",
    "管理局": "管理处",
}
INSTEAD = (  # a word of a quotation and what stands in its place
    "坚决努力 重要一般 人民群众 加强放松 全面逐步 发展增长 提高降低 共同各自 经济社会 安全稳定"
    " 合作竞争 支持理解 积极主动 希望要求 工作生活 企业单位 孩子老人 问题困难 国家地方 生产销售"
    " 非常比较 帮助鼓励 我们他们 医院学校 病人家属 防控治理 世界亚洲 文化旅游"
)
QUOTED_WORDS = {words[:2]: words[2:] for words in INSTEAD.split()}


def edits(text: str, dice: Dice) -> list[Edit]:
    """Every edit these kinds could make in a text, each with one replacement drawn."""
    found = []
    for kind, codes, pattern, swap in _kinds():
        for match in pattern.finditer(text):
            start, end = match.span("x")
            new = swap(match, dice)
            if new is None or new == match["x"]:
                continue
            allowed = set(codes)
            if kind == "place" and OFFICE.match(text, end):
                allowed.add("FCT307")
            found.append(Edit(kind, start, end, new, frozenset(allowed)))
    return found


def _kinds() -> Iterator[tuple[str, tuple[str, ...], re.Pattern[str], Swap]]:
    """Kind, expected codes, where (group x is replaced), and by what."""
    yield "number", ("FCT302",), re.compile(NUMBER + COUNTED), _other_number
    yield "unit", ("FCT302",), re.compile(r"\d(?:多|余)?万?(?P<x>" + "|".join(UNITS) + ")(?!家庭|长)"), _unit
    yield "percent", ("FCT304",), re.compile(NUMBER + "(?=[%％])"), _other_number
    yield "point", ("FCT304",), re.compile(r"\d(?P<x>%|％|个百分点)"), _point
    yield "date", ("FCT301",), re.compile(r"(?<!\d)(?P<x>\d{1,2})月(?![份球])(?!\d{3})"), _month
    yield "date", ("FCT301",), re.compile(r"\d月(?P<x>\d{1,2})日"), _day
    yield "date", ("FCT301",), re.compile(r"(?<!\d)(?P<x>(?:19|20)\d\d)年"), _year
    yield (
        "money",
        ("FCT303",),
        re.compile(NUMBER + "(?=(?:多|余)?(?:万亿|万|亿)?(?:美元|欧元|元))"),
        _other_number,
    )
    yield "money", ("FCT303",), re.compile(r"\d(?P<x>[万亿])(?:美元|元)"), _magnitude
    yield (
        "person",
        ("FCT305",),
        re.compile(f"(?:{TITLES})(?P<x>[{SURNAMES}]{HAN}{{1,2}})(?={SAYS}|，|。)"),
        _name,
    )
    yield "person", ("FCT305",), re.compile(f"[，。“](?P<x>[{SURNAMES}]{HAN}{{1,2}})(?={SAYS})"), _name
    for names in (PROVINCES, CITIES, COUNTRIES):
        row = names.split()
        where = f"(?:在|从|到|赴|于|，|、|。)(?P<x>{'|'.join(row)})(?=举行|[省市、，。的等]|召开|考察)"
        yield "place", ("FCT306",), re.compile(where), _of(row)
    for group in ORGANISATIONS:
        row = group.split()
        yield "organisation", ("FCT307",), re.compile(f"(?P<x>{'|'.join(row)})(?![门队])"), _of(row)
    anchor = f"(?:{'|'.join(f'{PROVINCES} {CITIES}'.split())}|国家|全国|中国)"
    named = f"{anchor}{HAN}{{2,10}}(?P<x>{'|'.join(SUFFIXES)})(?=[、，。的在]|{TITLES}|{SAYS})"
    yield "organisation", ("FCT307",), re.compile(named), _by(SUFFIXES)
    future = "(?:于|在|继续|进一步|举行|开展|推动|成立|建设|加快|加强|采取|组织|会|启动|开始|出台|实施)"
    yield "modality", ("FCT310",), re.compile(f"(?<![即必又就])(?P<x>将)(?={future})"), _one_of("拟", "已")
    yield "modality", ("FCT310",), re.compile("(?P<x>已经)"), _one_of("即将")
    yield "modality", ("FCT310",), re.compile("(?<![不尽])(?P<x>可能)(?![性的])"), _one_of("必将")
    yield "modality", ("FCT310",), re.compile("(?P<x>计划)(?=于|在|今年|明年|投资)"), _one_of("可能")
    yield (
        "negation",
        ("FCT311",),
        re.compile("(?<![不没])(?P<x>可以|能够|符合|具备|存在|适合|同意)(?!识)"),
        _not,
    )
    yield (
        "negation",
        ("FCT311",),
        re.compile("(?<![要能是会而无])(?P<x>不(?:会|能|存在|需要|允许|支持|同意(?!识)))(?!不)"),
        _yes,
    )
    yield "negation", ("FCT311",), re.compile("(?<![从还有])(?P<x>没有|未发现|未出现|未报告|无新增)"), _yes
    ordinal = "第(?P<x>[一二三四五六七八九]|\\d{1,2})(?=届|次|批|位|名|轮|期|条|章)"
    yield "ordinal", ("FCT312",), re.compile(ordinal), _ordinal
    said = f"“(?=[^“”\\n]*[，。！？])(?=[^“”\\n]{{12,150}}”)[^“”\\n]*?(?P<x>{'|'.join(QUOTED_WORDS)})"
    yield "quotation", ("FCT309",), re.compile(said), _by(QUOTED_WORDS)
    for claim in CLAIMS:
        yield claim.kind, claim.codes, claim.pattern, _by(claim.instead)


def _other_number(match: re.Match[str], dice: Dice) -> str:
    digits = list(match["x"])
    places = [n for n, c in enumerate(digits) if c.isdigit()]
    at = dice.choice(places)
    lowest = 1 if at == 0 else 0
    digits[at] = dice.choice([str(d) for d in range(lowest, 10) if str(d) != digits[at]])
    if "." in digits and digits[-1] == "0":
        digits[-1] = "7" if match["x"][-1] != "7" else "3"
    return "".join(digits)


def _unit(match: re.Match[str], dice: Dice) -> str:
    return UNITS[match["x"]]


def _point(match: re.Match[str], dice: Dice) -> str:
    return "%" if match["x"] == "个百分点" else "个百分点"


def _month(match: re.Match[str], dice: Dice) -> str | None:
    month = int(match["x"])
    return str(dice.choice([m for m in range(1, 13) if m != month])) if 1 <= month <= 12 else None


def _day(match: re.Match[str], dice: Dice) -> str:
    return str(dice.choice([d for d in range(1, 29) if d != int(match["x"])]))


def _year(match: re.Match[str], dice: Dice) -> str:
    return str(int(match["x"]) + dice.choice([-2, -1, 1, 2]))


def _magnitude(match: re.Match[str], dice: Dice) -> str:
    return {"万": "亿", "亿": "万"}[match["x"]]


def _name(match: re.Match[str], dice: Dice) -> str | None:
    name = match["x"]
    if any(c in "在的是这那有不一和等们人说" for c in name):
        return None
    at = dice.randrange(len(name))
    pool = SURNAMES if at == 0 else GIVEN
    return name[:at] + dice.choice([c for c in pool if c != name[at]]) + name[at + 1 :]


def _by(instead: dict[str, str]) -> Swap:
    return lambda match, dice: instead[match["x"]]


def _of(row: list[str]) -> Swap:
    return lambda match, dice: dice.choice([other for other in row if other != match["x"]])


def _one_of(*others: str) -> Swap:
    return lambda match, dice: dice.choice(others)


def _not(match: re.Match[str], dice: Dice) -> str:
    return "不" + match["x"]


def _yes(match: re.Match[str], dice: Dice) -> str:
    return match["x"][1:]


def _ordinal(match: re.Match[str], dice: Dice) -> str:
    old = match["x"]
    if old.isdigit():
        return str(int(old) + dice.choice([1, 2, 3]))
    return dice.choice([c for c in "一二三四五六七八九" if c != old])


def common_sentences(a: str, b: str, shortest: int = 12) -> list[tuple[int, int, int]]:
    """Sentences of ``a`` that stand once in each text: (start in a, end in a, start in b)."""
    found = []
    for match in re.finditer(r"[^。！？\n]+[。！？]?”?", a):
        sentence = match[0].strip()
        if len(sentence) < shortest or a.count(sentence) != 1 or b.count(sentence) != 1:
            continue
        start = a.index(sentence)
        found.append((start, start + len(sentence), b.index(sentence)))
    return found
