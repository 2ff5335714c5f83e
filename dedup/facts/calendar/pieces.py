"""Pieces of dates as they stand in a text: a year, a month, a day, an hour, each with its neighbours apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from dedup.facts.calendar import names
from dedup.facts.units import pattern
from dedup.text.numerals import parse

_C = "一二三四五六七八九"
_D = "零〇○" + _C
_JOIN = r" ?(?:至|到|—{1,2}|-{1,2}|~|～|–|−|―|─) ?"
_SMALL_NUMBER = rf"(?:\d{{1,2}}|[二三]?十[{_C}]?|[零〇{_C}两])"
_MONTH_NUMBER = rf"(?:1[0-2]|0?[1-9]|十[一二]?|[{_C}])"
_DAY_NUMBER = rf"(?:[12]\d|3[01]|0?[1-9]|[二三]?十[{_C}]?|廿[{_C}]?|[{_C}])"
_YEAR_NUMBER = rf"(?:[12]\d{{3}}|[一二][{_D}]{{3}}|[两二]千零[{_C}]|[两二]千零?一?十[{_C}]?|[一两二]千(?= ?年{_MONTH_NUMBER}月))"
_NOT_YEAR = r"(?!级|代|龄|轻|报|货|味|薪|检|审|级|期|限)"

_PIECE = re.compile(
    "(?:"
    # numeric dates
    r"(?<![\d.\-/])(?P<iso>(?P<iy>\d{4})(?P<sep>[-/.])(?P<im>1[0-2]|0?[1-9])(?P=sep)(?P<id>[12]\d|3[01]|0?[1-9]))(?![\d]|[-/.]\d{3,})|"
    r"(?<![\d.\-/])(?P<spaced>(?P<sy>(?:19|20)\d\d) (?P<sm>1[0-2]|0[1-9]) (?P<sd>[12]\d|3[01]|0[1-9]))(?!\d)|"
    r"(?<![\w.\-/])(?P<packed>(?:19|20)\d\d(?:1[0-2]|0[1-9])(?:[12]\d|3[01]|0[1-9]))(?![\w.\-/])|"
    r"(?<![\d.\-/])(?P<ymd>(?P<y2>[0-3]\d)-(?P<m2>1[0-2]|0?[1-9])-(?P<d2>[12]\d|3[01]|0?[1-9]))(?![\d\-/])|"
    r"(?<![\d.\-/])(?P<dmy>(?P<dd>3[01]|[12]\d|0?[1-9])(?P<dsep>[-/])(?P<dm>1[0-2]|0?[1-9])(?P=dsep)(?P<dy>(?:19|20)\d\d|\d\d))(?![\d\-/])|"
    r"(?<![\d.\-/])(?P<ym>(?P<yy>(?:19|20)\d\d)-(?P<mm>1[0-2]|0[1-9]))(?![\d\-/])|"
    r"(?<![\d.·])(?P<dotted>(?P<om>1[0-2]|[1-9])·(?P<od>3[01]|[12]\d|0?[1-9]))(?![\d·])|"
    # years
    rf"(?P<ce>公元(?P<bc>前)?(?P<cy>\d{{1,4}}|[{_D}十百千]{{1,6}}) ?年)|(?P<bce>(?<![一-鿿])前(?P<by>[2-9]\d\d|1\d{{2,3}}) ?年)|"
    rf"(?P<era>{pattern(names.ERAS)})(?P<eyear>元|{_SMALL_NUMBER}) ?年|"
    rf"(?<![\d.第{_D}])(?:(?P<y0>{_YEAR_NUMBER}) ?年?{_JOIN})?(?P<year>{_YEAR_NUMBER}) ?年{_NOT_YEAR}(?P<ypart>年?[底末初终]|年中(?=[,。、的旬前后]|$)|伊始)?|"
    rf"(?<![\d.第])(?P<short>0\d|\d\d(?= ?年 ?{_MONTH_NUMBER} ?月|年[底末初]|年[一二三四]季度)|(?!一二|二三|三四|四五|五六|六七|七八|八九|三五)[零〇{_C}][{_D}]|[4-9]\d(?=年[{_C}\d]))年{_NOT_YEAR}(?P<spart>年?[底末初])?|"
    rf"(?P<nth>第(?P<nn>{_SMALL_NUMBER})(?P<nu>周|个?(?:星期|礼拜)(?P<nd>[一二三四五六日天])?|个月))|(?P<ryear>(?:(?<![之以目日此马])|(?![前上]))(?:{pattern(names.YEARS)}))(?!龄|轻|级|以前)(?P<rpart>年?[底末初终]|年中(?=[,。、的旬前后]|$)|伊始)?|"
    rf"(?P<first>(?<![目日以之此提空])前(?P<fn>[{_C}两]|十[一二]?|\d{{1,2}})个?(?P<fu>月|季度|周))(?!份)|"
    rf"(?P<quarter>(?:第)?(?P<qn>[一二三四1-4])季度?(?<=度)|首季)(?:(?P<qpart>末|初|底))?|(?P<rquarter>[本上下]个?季度)(?P<rqpart>[末初底])?|"
    r"(?P<half>(?<![近小大多])(?:上个半年|[上下前后]半年))|"
    r"(?P<yearpart>(?<![\d今去明前后本上下当次翌同每一二三四五六七八九十全半多几成])年(?:初|底|末|中(?=[,。、的])|终(?!奖|止))|岁末)|"
    r"(?P<season>[春夏秋冬](?:季(?!节|度)|天(?!鹅))|(?<=年)[春夏秋冬](?![一-鿿]))|(?P<rseason>(?:今|去|明)[春夏秋冬](?!天|季))|"
    # decades
    rf"(?:(?P<cbc>公元前)?(?P<century>(?<!第)(?:[12]?\d|二十一?|十[{_C}]|[{_C}])|[上本](?=个?世纪))个?世纪(?P<decade0>\d0|[{_C}]十)?(?:年代)?(?P<cpart>初|末|中叶)?|(?<![\d])(?P<decade>[1-9]0|[{_C}]十)年代(?P<dpart>初(?!期)|末(?!期)|中期)?)|"
    # months
    rf"(?<![\d.个几多近每第半])(?P<lunar>(?:农历)? ?闰?)(?:(?P<m0>{_MONTH_NUMBER}) ?(?:月份?)?{_JOIN})?(?P<month>{_MONTH_NUMBER}|正|元|腊|冬) ?月份?(?![个饼球亮台嫂薪票供均季])(?P<mpart>[上中下]旬|[上下]半月|初(?![一二三四五六七八九十])|底|末)?"
    rf"(?P<bareday>(?<=[一二三四五六七八九十正腊冬]月)(?:初[{_C}十]|廿[{_C}]?|[二三]?十[{_C}]?|(?<=[正腊冬]月)\d{{1,2}})(?![\d十百千万亿{_C}多余几日号个家名位人项条件台年月时点分元%成倍周天]))?|"
    rf"(?P<rmonth>(?:(?<![以之])|(?![上下]))(?:{pattern(names.MONTHS)}))(?!份)(?P<rmpart>[上中下]旬|[上下]半月|初|底|末)?|"
    r"(?P<monthpart>(?<![\d个每一二三四五六七八九十正元腊冬])月(?:初|底|末)|[上下]半月|(?<![\d月])[上中下]旬)|"
    # days
    rf"(?<![\d.:第每近])(?:(?P<d0>{_DAY_NUMBER}) ?[日号]?{_JOIN})?(?P<day>{_DAY_NUMBER}) ?(?P<dunit>日(?!本|元|报|常|均|益|产|程|志|照|用|游|内|语|军|化|子|间|理|后进)|号(?!线|楼|机|文|井|馆|院|店|令|台|公|码|坑|厅|门|位|车|船|房|铺|库|国|高|称|召))|"
    rf"(?P<lunarday>初[{_C}十](?!中|级|期|步)|廿[{_C}]|大年初[{_C}])|"
    rf"(?P<rday>大前天|大后天|(?<![目以之])前[天日]|(?<![先以之])后天|今[天日]|昨[天日]|明[天日]|[当同次翌][日](?!报)|当天|同一天|即日(?=起)|[今昨明当](?=[晚夜晨早]))|"
    # weeks
    r"(?P<rweek>(?P<rw>本|这个?|上上个?|下下个?|上个?|下个?)(?:周|星期|礼拜)(?P<rwd>[一二三四五六日天末])?(?!边|围|密|岁|年))|"
    r"(?<![一二两三四五六七八九十\d几半多整每本上下这])(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天末])(?!本|期|片|次|个)|"
    # hours
    rf"(?P<period>凌晨|清晨|清早|早晨|早上|早间|上午|中午|正午|午间|下午|午后|傍晚|晚上|晚间|夜晚|深夜|夜间|夜里|半夜|午夜|白天|(?<=[日号天今昨明当])[晚夜晨早](?!报|点名|会|餐|饭|间|稻|期|已|就|在|上)|[早晚](?=[{_C}十\d]{{1,2}}[点时:]))|"
    rf"(?<![\d.:])(?P<clock>(?P<ch>2[0-4]|[01]?\d):(?P<cm>[0-5]\d)(?::(?P<cs>[0-5]\d))?)(?![\d:]) ?(?P<ampm>[ap]\.?m\.?(?![a-z])|[AP]M(?![A-Z]))?|"
    rf"(?<![\d.:第])(?:(?P<h0>{_SMALL_NUMBER}){_JOIN})?(?P<hour>{_SMALL_NUMBER})(?P<hunit>时(?!代|间|期|刻|候|长|速|空|装|尚|针|隔|任|而|报)|点钟?(?!\d+[.%度万亿元]))"
    rf"(?:(?P<minute>[0-5]?\d|[二三四五]?十[{_C}]?|零?[{_C}])(?P<munit>分(?!之|钟))|(?P<quarters>[一三13]刻)|(?P<hhalf>半)|(?P<loose>[0-5]\d|[二三四五]十[{_C}]?|十[{_C}])(?![\d{_C}十度元万个名年月%]))?(?:(?P<second>[0-5]?\d)秒)?(?P<exact>整)?|"
    r"(?<![\w.\-/])(?P<md>(?P<mdm>1[0-2]|[1-9])/(?P<mdd>3[01]|[12]\d|0?[1-9]))(?![\w\-/%])|"
    # words
    rf"(?P<holiday>{pattern(names.HOLIDAYS)})(?!期货|镇|村|路|街|大街|桥|口|新城|广场)|"
    r"(?P<same>同期)|"
    rf"(?P<vague>(?<![之以])(?<![\d一二三四五六七八九十两几数](?=日前))(?:{pattern(names.VAGUE)}))(?! ?(?:\d|[{_C}十两几]+(?:年|天|个|周|小时))|的?(?:距离|的路))|"
    rf"“?(?P<plan>十[一二三四五])五”?(?=规划|时期|期间|末|以来|开局|计划|目标|收官|发展|建设|国家|重点|[,。]|”)"
    ")"
)
_JOINS = " 至到—-~～–−―─"
_NUMBERS = "0123456789零〇○一二三四五六七八九十廿两"
# What may stand behind the first character of a piece, so that few places ask the long pattern; "" is anything.
_SECOND: Mapping[str, str] = {
    **dict.fromkeys(_NUMBERS, f"{_NUMBERS}{_JOINS}百千年月日号点时季世个./·:"),
    **dict.fromkeys("春夏秋冬早晚夜晨", ""),
    **dict.fromkeys("第闰", _NUMBERS), **dict.fromkeys("今昨明当", "天日晚夜晨早春夏秋冬"), "去": "春夏秋冬",
    **dict.fromkeys("上下", "个半午季旬世上下周星礼"), **dict.fromkeys("本这", "个季世周星礼"), "前": _NUMBERS + "半天日", "后": "半天",
    "公": "元", "首": "季", "年": "初底末中终", "月": "初底末", "岁": "末", "大": "前后年", "同": "日一期", **dict.fromkeys("次翌即", "日"),
    "农": "历", **dict.fromkeys("正元腊", "月 午"), "中": "午旬", "初": _NUMBERS, "周": "一二三四五六日天末", "星": "期", "礼": "拜",
    "凌": "晨", "清": "晨早", "午": "间后夜", "傍": "晚", "深": "夜", "半": "夜", "白": "天",
}  # fmt: skip
_NAMED = (*names.ERAS, *names.YEARS, *names.MONTHS, *names.HOLIDAYS, *names.VAGUE)


def _begins() -> dict[str, frozenset[str]]:
    """The second characters by the first one; the empty set is anything."""
    found = {first: set(second) for first, second in _SECOND.items()}
    for name in _NAMED:
        if found.get(name[0]) != set():
            found.setdefault(name[0], set()).add(name[1])
    return {first: frozenset(second) for first, second in found.items()}


_BEGINS = _begins()
_FIRST = re.compile(f"[{''.join(sorted(_BEGINS))}]")

WEEK_OF = 4
RANKS = {"year": 1, "part": 2, "month": 3, "day": 5, "weekday": 6, "period": 7, "clock": 8, "week": 3}


class Piece(NamedTuple):
    """One piece of a date at text[start:end].

    Attributes:
        rank: what it is, see ``RANKS``; a date is pieces of rising rank.
        value: e.g. ``2020``, ``Y-1``, ``05``, ``T15:30``.
        before: value of the other end, where the piece is a range of its own (12-19日).
        part: part of it, e.g. ``END`` in 2020年底.
        lunar: it follows the old calendar.
        sure: it is a date even if it stands alone.
    """

    start: int
    end: int
    rank: int
    value: str
    before: str = ""
    part: str = ""
    lunar: bool = False
    sure: bool = True


def _two(written: str | None) -> str:
    value = parse(written.replace("廿", "二十") if written else "")
    return f"{int(value):02d}" if value is not None else ""


def _signed(offset: int) -> str:
    return f"{offset:+d}"


def _part(written: str | None) -> str:
    return names.PARTS.get((written or "").removeprefix("年"), "")


def pieces(text: str) -> Iterator[Piece]:
    """The pieces of dates in ``text``, in order."""
    done, last = 0, len(text) - 1
    for first in _FIRST.finditer(text):
        at = first.start()
        if at < done or (at < last and (second := _BEGINS[text[at]]) and text[at + 1] not in second):
            continue
        if (match := _PIECE.match(text, at)) is None:
            continue
        done = match.end()
        piece = _piece(match)
        if piece is not None:
            yield piece


def _piece(match: re.Match[str]) -> Piece | None:
    group = match.lastgroup or ""
    kind = next((k for k in _READERS if match[k] is not None), group)
    reader = _READERS.get(kind)
    return reader(match) if reader else None


def _whole(match: re.Match[str], rank: str, value: str, **more: object) -> Piece:
    return Piece(match.start(), match.end(), RANKS[rank], value, **more)  # type: ignore[arg-type]


def _full(year: str, month: str, day: str) -> str:
    return f"{int(year):04d}-{int(month):02d}-{int(day):02d}"


def _century(short: str) -> str:
    value = int(short)
    return str(2000 + value if value < 50 else 1900 + value)


def _year(match: re.Match[str]) -> Piece:
    before = parse(match["y0"]) if match["y0"] else None
    value = parse(match["year"])
    return _whole(
        match,
        "year",
        f"{int(value or 0):04d}",
        before=f"{int(before):04d}" if before is not None else "",
        part=_part(match["ypart"]),
    )


def _short_year(match: re.Match[str]) -> Piece:
    value = parse(match["short"])
    return _whole(match, "year", _century(str(int(value or 0))), part=_part(match["spart"]))


def _era(match: re.Match[str]) -> Piece:
    number = 1 if match["eyear"] == "元" else int(parse(match["eyear"]) or 1)
    return _whole(match, "year", f"{names.ERAS[match['era']] + number - 1:04d}")


def _first(match: re.Match[str]) -> Piece | None:
    number = int(parse(match["fn"]) or 0)
    if match["fu"] == "季度":
        return _whole(match, "part", f"Q{number}", before="Q1", sure=True) if 1 < number < 5 else None
    if match["fu"] == "月" and 1 < number <= 12 and "个" in match[0]:
        return _whole(match, "part", f"{number:02d}", before="01", sure=False)
    return None


def _nth(match: re.Match[str]) -> Piece | None:
    number = int(parse(match["nn"]) or 0)
    if match["nu"] == "个月":
        return _whole(match, "month", f"{number:02d}", sure=False) if 1 <= number <= 12 else None
    if not 1 <= number <= 53:
        return None
    value = f"WXX-{names.WEEKDAYS[match['nd']]}-{number}" if match["nd"] else f"W{number:02d}"
    return Piece(match.start(), match.end(), WEEK_OF, value, sure=False)


def _quarter(match: re.Match[str]) -> Piece:
    number = int(parse(match["qn"]) or 1) if match["qn"] else 1
    return _whole(match, "part", f"Q{number}", part=_part(match["qpart"]))


def _decade(match: re.Match[str]) -> Piece:
    tens = match["decade"] or match["decade0"]
    digit = str(int(parse(tens) or 0) // 10) if tens else ""
    if match["century"] is None:
        return _whole(match, "year", f"XX{digit}X", part=_part((match["dpart"] or "").removesuffix("期")))
    written = match["century"]
    if written in "上本":
        return _whole(
            match,
            "year",
            f"C{'-1' if written == '上' else '+0'}" + (f"-{digit}X" if digit else ""),
            part=_part(match["cpart"]),
        )
    number = int(parse(written) or 1) - 1
    era = "BC" if match["cbc"] else ""
    return _whole(match, "year", f"{era}{number:02d}{digit or 'X'}X", part=_part(match["cpart"]))


def _month(match: re.Match[str]) -> Piece | None:
    special = {"正": "01", "元": "01", "腊": "12", "冬": "11"}
    written = match["month"]
    value = special.get(written) or _two(written)
    if not value or not 1 <= int(value) <= 12:
        return None
    bare = match["bareday"] or ""
    lunar = bool(match["lunar"].strip()) or written in "正腊冬" or "初" in bare or "廿" in bare
    before = _two(match["m0"])
    if bare:
        return _whole(match, "month", f"{value}-{_two(bare.lstrip('初'))}", lunar=lunar)
    if before and int(before) >= int(value) and "月" not in match[0][: match.start("month") - match.start()]:
        return Piece(match.start("month"), match.end(), RANKS["month"], value, part=_part(match["mpart"]))
    return _whole(match, "month", value, before=before, part=_part(match["mpart"]), lunar=lunar)


def _day(match: re.Match[str]) -> Piece | None:
    value = _two(match["day"])
    if not value or not 1 <= int(value) <= 31:
        return None
    return _whole(match, "day", value, before=_two(match["d0"]), sure=match["dunit"] == "日")


def _lunar_day(match: re.Match[str]) -> Piece:
    written = match["lunarday"]
    return _whole(
        match,
        "day",
        ("01-" if written.startswith("大年") else "") + _two(written[-1] if "初" in written else written),
        lunar=True,
        sure=written.startswith("大年"),
    )


def _relative_week(match: re.Match[str]) -> Piece:
    word = match["rw"].rstrip("个")
    offset = {"本": 0, "这": 0, "上": -1, "上上": -2, "下": 1, "下下": 2}[word]
    day = names.WEEKDAYS.get(match["rwd"] or "", "")
    return _whole(match, "week", f"W{_signed(offset)}" + (f"-{day}" if day else ""))


def _clock(match: re.Match[str]) -> Piece:
    hour = int(match["ch"])
    if (match["ampm"] or "").lower().startswith("p") and hour < 12:
        hour += 12
    seconds = f":{match['cs']}" if match["cs"] else ""
    return _whole(match, "clock", f"T{hour:02d}:{match['cm']}{seconds}")


def _hour(match: re.Match[str]) -> Piece | None:
    hour = _two(match["hour"])
    if not hour or int(hour) > 24:
        return None
    minute = ""
    if match["minute"]:
        minute = _two(match["minute"].lstrip("零") or "零")
    elif match["quarters"]:
        minute = "15" if match["quarters"][0] in "一1" else "45"
    elif match["hhalf"]:
        minute = "30"
    elif match["loose"]:
        minute = _two(match["loose"])
    value = (
        f"T{hour}"
        + (f":{minute}" if minute else "")
        + (f":{_two(match['second'])}" if match["second"] else "")
    )
    arabic = match["hour"].isdigit()
    exact = bool(
        minute
        or match["exact"]
        or match["hunit"] == "点钟"
        or (arabic and match["hunit"] == "时")
        or match["hour"] in "零〇"
    )
    sure = exact and not (match["loose"] and not arabic)
    before = _two(match["h0"])
    return _whole(match, "clock", value, before=f"T{before}" if before else "", sure=sure)


def _holiday(match: re.Match[str]) -> Piece:
    date = names.HOLIDAYS[match["holiday"]]
    return _whole(match, "day", date.lstrip("L"), lunar=date.startswith("L"))


def _plan(match: re.Match[str]) -> Piece | None:
    first = names.PLANS.get(match["plan"])
    if first is None:
        return None
    return Piece(match.start("plan"), match.end("plan") + 1, RANKS["year"], f"{first + 4}", before=str(first))


def _era_year(match: re.Match[str]) -> Piece | None:
    """公元618年, 公元前221年; a bare 前221年 too."""
    value = parse(match["cy"] or match["by"])
    if value is None:
        return None
    before = match["bc"] or match["bce"]
    return _whole(match, "year", f"BC{int(value):04d}" if before else f"{int(value):04d}")


_READERS = {
    "iso": lambda m: _whole(m, "year", _full(m["iy"], m["im"], m["id"])),
    "spaced": lambda m: _whole(m, "year", _full(m["sy"], m["sm"], m["sd"])),
    "packed": lambda m: _whole(m, "year", f"{m[0][:4]}-{m[0][4:6]}-{m[0][6:]}"),
    "ymd": lambda m: _whole(m, "year", _full(_century(m["y2"]), m["m2"], m["d2"])),
    "dmy": lambda m: _whole(
        m, "year", _full(m["dy"] if len(m["dy"]) == 4 else _century(m["dy"]), m["dm"], m["dd"])
    ),
    "ym": lambda m: _whole(m, "year", f"{m['yy']}-{m['mm']}"),
    "dotted": lambda m: _whole(m, "day", f"{int(m['om']):02d}-{int(m['od']):02d}"),
    "ce": _era_year,
    "bce": _era_year,
    "era": _era,
    "year": _year,
    "nth": _nth,
    "md": lambda m: (
        _whole(m, "day", f"{int(m['mdm']):02d}-{int(m['mdd']):02d}")
        if int(m["mdm"]) >= int(m["mdd"])
        else None
    ),
    "short": _short_year,
    "ryear": lambda m: _whole(m, "year", f"Y{_signed(names.YEARS[m['ryear']])}", part=_part(m["rpart"])),
    "first": _first,
    "quarter": _quarter,
    "rquarter": lambda m: _whole(
        m, "week", "Q" + {"本": "+0", "上": "-1", "下": "+1"}[m["rquarter"][0]], part=_part(m["rqpart"])
    ),
    "half": lambda m: _whole(m, "part", _part(m["half"].replace("上个", "上"))),
    "yearpart": lambda m: _whole(m, "part", _part(m["yearpart"])),
    "season": lambda m: _whole(m, "part", names.SEASONS[m["season"][0]], sure=False),
    "rseason": lambda m: _whole(
        m,
        "year",
        f"Y{_signed({'今': 0, '去': -1, '明': 1}[m['rseason'][0]])}",
        part=names.SEASONS[m["rseason"][1]],
    ),
    "century": _decade,
    "decade": _decade,
    "month": _month,
    "rmonth": lambda m: _whole(m, "month", f"M{_signed(names.MONTHS[m['rmonth']])}", part=_part(m["rmpart"])),
    "monthpart": lambda m: _whole(m, "month", "XX", part=_part(m["monthpart"].removeprefix("月"))),
    "day": _day,
    "lunarday": _lunar_day,
    "rday": lambda m: _whole(m, "day", f"D{_signed(names.DAYS[m['rday']])}"),
    "rweek": _relative_week,
    "weekday": lambda m: _whole(m, "weekday", f"WXX-{names.WEEKDAYS[m['weekday']]}"),
    "period": lambda m: _whole(m, "period", names.PERIODS[m["period"]], sure=len(m["period"]) > 1),
    "clock": _clock,
    "hour": _hour,
    "holiday": _holiday,
    "same": lambda m: _whole(m, "part", "SAME", sure=False),
    "vague": lambda m: Piece(m.start(), m.end(), 0, names.VAGUE[m["vague"]]),
    "plan": _plan,
}
