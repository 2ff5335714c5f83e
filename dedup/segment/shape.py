"""What a single line looks like: furniture, caption, table row, heading, a sentence that ends."""

from __future__ import annotations

import re
from enum import StrEnum


class Role(StrEnum):
    """What a line is on its page."""

    BODY = "body"
    HEADING = "heading"  # title, subtitle, eyebrow or section heading
    BYLINE = "byline"
    SIGNATURE = "signature"
    CAPTION = "caption"
    FURNITURE = "furniture"  # page number, masthead, jump line: belongs to no article
    RULE = "rule"  # an ornament between stories


# by names of their own: in Python 3.11 it takes ten times as long to look up the attribute of an enum
BODY, HEADING, BYLINE, SIGNATURE, CAPTION, FURNITURE, RULE = Role

ENDS = frozenset("。！？!?…")
_WEAK_ENDS = frozenset("；;：:")
CLOSERS = "”’」』）)】》〉\"'］]"
_OPENERS = "“‘「『（(【《〈［["
_QUOTES = re.compile(r"[“‘「『（(【《〈［\[”’」』）)】》〉］\]]")
_PAIRS = dict(zip("”’」』）)】》〉", "“‘「『（(【《〈", strict=True))

_WEEK = r"(?:星期|周|礼拜)[一二三四五六日天]"
_SHEET = r"(?:第\s*[A-Z]?[0-9一二三四五六七八九十]{1,3}|[A-Z]?\d{1,3}|头)\s*[版页]"  # 第3版, A02版, 头版
_DESKS = (
    r"(?:责任?编辑|责编|编辑|美术?编辑?|版式(?:设计)?|校对|检校|审读|值班主任|值班总编|主编|制图|组版|视觉)"
)
_PAPERS = (
    r"[\u4e00-\u9fff]{2,6}(?:日报|晚报|晨报|早报|时报|周报|周刊|商报|都市报|导报|新报"
    r"|新闻报|法制报|青年报|工人报)"
)
SECTIONS = (
    *("要闻", "新闻", "综合", "时事", "评论", "理论", "经济", "财经", "社会", "民生", "法治", "文化", "体育"),
    *("国际", "国内", "科技", "教育", "健康", "生态", "旅游", "副刊", "专题", "专版", "广告"),
)  # of a newspaper
_SECTIONS = f"(?:{'|'.join(SECTIONS)})"
# Case is left out of account letter by letter: re.I over whole ranges of characters takes long to compile.
_ANY_SHEET = _SHEET.replace("[A-Z]", "(?i:[A-Z])")
_FURNITURE = re.compile(
    "|".join(
        (
            # page numbers and sections
            r"第?\s*[0-9一二三四五六七八九十]{1,3}\s*[版页]\s*(?:[\u4e00-\u9fff·\s]{0,12})?",
            rf"\d{{1,2}}\s+(?:[\u4e00-\u9fff]{{2}}[·\s]?)?{_SECTIONS}",
            r"(?i:[A-Z])\s?\d{1,3}\s*版?(?:\s*[\u4e00-\u9fff·]{0,8})?",
            r"[-—–·\s]*\d{1,4}[-—–·\s]*",
            r"(?i:(?:page|p\.?)\s*\d+(?:\s*(?:of|/)\s*\d+)?)",
            r"\d{1,3}\s*/\s*\d{1,3}",
            r"第\s*\d{1,4}\s*页\s*[,/／|]?\s*共\s*\d{1,4}\s*页",
            r"要闻|综合新闻|广\s*告",
            # jump lines: 下转第3版, 上接A02版
            rf"[(\[【▶►→]?\s*(?:(?:紧接|文)?[上下紧]?[接转]|续)\s*(?:自|到|见)?\s*(?:今日)?\s*{_ANY_SHEET}[^。]{{0,24}}[)\]】]?",
            # masthead: name, date, weekday, numbers of the issue
            r"(?:[\u4e00-\u9fff]{2,8}\s+)?(?:19|20)\d\d\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日"
            rf"[\s,]*(?:{_WEEK}.{{0,40}}|第\s*\d+\s*[期版号].{{0,20}})",
            rf"(?:\d{{1,2}}\s*月\s*\d{{1,2}}\s*日\s*)?{_WEEK}(?:\s.{{0,30}})?",
            rf"(?:19|20)\d\d[./-]\d{{1,2}}[./-]\d{{1,2}}(?:[\s,]*(?:{_WEEK}|第\s*\d+\s*[期版号]).{{0,40}})?",
            rf"{_PAPERS}(?:\s.{{0,40}})?",
            r".{0,30}(?:国内统一(?:连续出版物)?刊?号|邮发代号|(?i:CN)\s?\d\d-\d{4}|(?i:ISSN)|总第\s*\d+\s*期|今日\s*\d+\s*版).{0,60}",
            # imprint: desks, telephone, mail
            r"(?:本版|本报(?!讯|消息|电|记者|通讯员)|组版|值班|新闻热线|投稿|电子?邮箱|邮箱|(?i:E-?mail)|电话|网址|地址|邮编|广告热线|发行热线|零售)"
            r"[^。]{0,14}[::].{0,60}",
            r"[^。]{0,12}(?:邮箱|(?i:E-?mail))[::]\s*[\w.\-]+@[\w.\-]+",
            rf"[(]?[^。]{{0,8}}(?:报道|全文|内容|新闻)?(?:详|均)?见\s*{_ANY_SHEET}[)]?",
            rf"{_DESKS}\s*[::/／|]?\s*[\u4e00-\u9fff\s]{{2,12}}"
            rf"(?:[\s|/,、]*(?:{_DESKS}|电话|邮箱|(?i:E-?mail))\s*[::/／|]?\s*[\w@.\-\s]{{2,24}})+",
            r"(?:本版责编|本版编辑|版式设计|美术编辑|组版|校对)\s*[::/／|]?\s*"
            r"[\u4e00-\u9fff]{1,4}(?:[\s、,]+[\u4e00-\u9fff]{1,4}){0,4}",
            r"本版(?:图片|照片|摄影)?(?:均?由|除署名外|责编|编辑|供稿).{0,40}",
            r"(?i:www)\.[\w./-]+",
        )
    )
)
_HINT = re.compile(r"[\d版页闻告报刊号星周礼编校审值主组视美sSſwW::]")  # one of these stands in all furniture
_JUMP = re.compile(
    rf"\s*[(\[【▶►→]\s*(?:紧?[上下][接转]|转|续|接)\s*(?:自|到|见)?\s*(?:今日)?\s*{_SHEET}[^。()]{{0,16}}[)\]】]?\s*$"
    rf"|\s*下转\s*{_SHEET}\s*$"
)
_DATED = re.compile(r"[(]?(?:19|20|二[〇○0])\S{2}\s*年\s*\S{1,2}\s*月\s*\S{1,3}\s*日[)]?")
_CREDIT = re.compile(
    r"(?:图片?|照片|供图|摄影|视频截图|资料图片?|制图|题图|漫画|插图)\s*(?:来源|提供|由|作者)?\s*[::/／|].{1,50}$"
    r"|[\u4e00-\u9fff·\s]{2,30}(?:供图|摄|摄影|制图|绘图|资料图片?|提供图片)$"
)
_PHOTOGRAPHER = re.compile(
    r"[(]?(?:[\u4e00-\u9fff]{2,10}\s)?[\u4e00-\u9fff·\s、]{2,16}\s*(?:摄|供图|摄影)[)]?"
    r"|[(]?(?:图片?|摄影|供图|制图|漫画|图源|图片来源)\s*[:/／|]\s*[\u4e00-\u9fff·]{2,12}[)]?"
)
_LINK = re.compile(r"\[[^\]\n]{0,60}\]\(\S{1,400}\)|[(<]?(?:https?://|www\.)\S{1,400}[)>]?")
_CAPTION = re.compile(
    r"(?:图为|图[①②③④⑤⑥⑦⑧⑨一二三四1-9]\s*[::为]|[上下左右][图一]\s*[::为,]|(?:题|大|小|主|本组)图\s*[::为]"
    r"|图表?\s*\d+\s*[::]|资料图|图片说明|图说\s*[::]|[①②③④⑤⑥]\s*[\u4e00-\u9fff])"
)
_SHOT = re.compile(
    r"(?:摄影报道|摄|供图|资料图片?|图片来源[::]?[\u4e00-\u9fff]+|资料照片|摄影"
    r"|新华社发|影像中国|人民视觉|视觉中国)\s*(?:\([^()]{2,16}\))?\s*[)。]?$"
)
_PHRASE = re.compile(r"[^,、:;。!?]{8,30}")  # the first part of a title in several
_ONE_PHRASE = re.compile(r"[^,:;。!?]{3,70}(?:\([^()]{2,36}\))?")
_AGENCY = re.compile(r"新华社发|影像中国|人民视觉|视觉中国|资料(?:图片?|照片)")
_NOTE = re.compile(r"\([^()]*\)$")
_NUMBERED = re.compile(
    r"(?:[(]?[一二三四五六七八九十]{1,3}[)、.]|[(]?\d{1,2}[)、.](?!\d)|第[一二三四五六七八九十]+[章节编条部分])"
)


def furniture(text: str) -> bool:
    """Whether a line is page furniture. Takes simplified text with narrow digits.

    >>> furniture("第3版 要闻"), furniture("05 要闻"), furniture("2021.12.07 星期日 编辑 胡升")
    (True, True, True)
    >>> furniture("(下转第3版)"), furniture("两园即将开园"), furniture("12 家企业")
    (True, False, False)
    """
    return len(text) <= 90 and bool(_HINT.search(text) and _FURNITURE.fullmatch(text))


def jump(text: str) -> int:
    """Where a closing ``(下转第3版)`` starts in a body line; ``len(text)`` if there is none."""
    tail = text[-24:]
    if "版" not in tail and "页" not in tail:
        return len(text)
    cut = len(text) - min(len(text), 40)
    match = _JUMP.search(text[cut:])
    return cut + match.start() if match and cut + match.start() > 0 else len(text)


_EDITOR = re.compile(
    r"[(]?(?:责任编辑|责编|编辑)\s*[::/／|]?\s*[\u4e00-\u9fff]{1,4}(?:[\s、,]+[\u4e00-\u9fff]{1,4}){0,3}[)]?"
)
_SOURCE = re.compile(r"[(]?(?:文章|稿件|本文)?(?:来源|转自|摘自|转载自|据)\s*[::]\s*[^。,;:]{2,20}[)]?")


def editor(text: str) -> bool:
    """Whether a line only says who edited, or where the article comes from.

    >>> editor("责任编辑:王丽"), editor("(责编 李硕)"), editor("来源:江城晚报"), editor("编辑手记")
    (True, True, True, False)
    """
    if len(text) > 30:
        return False
    return bool(_EDITOR.fullmatch(text) or _SOURCE.fullmatch(text)) and not column(text)


def dated(text: str) -> bool:
    """Whether a line is a date and nothing else: in a masthead, or under a document."""
    return len(text) <= 20 and bool(_DATED.fullmatch(text))


def credit(text: str) -> bool:
    """Whether a line only says where a picture comes from.

    >>> credit("图片来源:昆明高新区"), credit("新华社记者 王晔摄"), credit("智慧医疗产业园")
    (True, True, False)
    """
    return len(text) <= 60 and bool(_CREDIT.fullmatch(text.strip("() 。")))


def link(text: str) -> bool:
    """Whether a line is a link and nothing else: it opens no story and is no sentence.

    >>> link("[查看原文](https://example.org/a)"), link("https://example.org/a"), link("[一]要")
    (True, True, False)
    """
    return text[:1] in "[(<hw" and bool(_LINK.fullmatch(text))


def photographer(text: str) -> bool:
    """Whether a line names the maker of a picture and nobody who wrote.

    >>> photographer("本报记者 王晔 摄"), photographer("图/左百村"), photographer("文/谢小青 图/左百村")
    (True, True, False)
    """
    return "文" not in text and bool(_PHOTOGRAPHER.fullmatch(text))


def unnamed(text: str) -> bool:
    """Whether the line of a picture says who took it or where it is from, and not what it shows.

    >>> unnamed("王晔摄(新华社发)"), unnamed("(资料图片)"), unnamed("图为新开的产业园。王晔摄")
    (True, True, False)
    """
    bare = _NOTE.sub("", text).strip()
    return not bare or bool(_AGENCY.fullmatch(bare)) or photographer(bare) or credit(bare)


def shot(text: str) -> bool:
    """Whether a line ends with who made a picture, or says nothing else.

    >>> shot("护林员在作业。李建新摄(人民视觉)"), shot("图/左百村"), shot("护林员在作业")
    (True, True, False)
    """
    return bool(_SHOT.search(text)) or credit(text) or photographer(text)


def parted(text: str) -> bool:
    """Whether a text has the form of a title in several parts: phrases with blanks between, no sentence.

    >>> parted("李克强同默克尔会晤时强调 中德加强合作符合共同利益"), parted("5月18日,签约 举行。")
    (True, False)
    >>> parted("李克强主持召开国务院常务会议 确定稳增长的措施,稳定基本盘;推动服务业优结构,促进产业发展")
    True
    """
    parts = [part for part in text.split() if part != "——"]
    if not 2 <= len(parts) <= 5 or min(map(len, parts)) < 4 or "。" in text or text[-1] in ",、:;":
        return False
    # what was said, and then all of it at length: the first part has the form of a title by itself
    return _PHRASE.fullmatch(parts[0]) is not None or (";" not in text and text.count(",") <= 2)


def phrase(text: str) -> bool:
    """Whether a line is one phrase without a stop, as long titles of documents are.

    >>> phrase("全国人民代表大会常务委员会关于授权国务院在自由贸易试验区暂时调整适用有关法律规定的决定")
    True
    >>> phrase("据介绍,产业园预计7月开园"), phrase("秉持“赶考”之心推进伟大工程(深入学习新思想)")
    (False, True)
    """
    return _ONE_PHRASE.fullmatch(text) is not None


def caption(text: str) -> bool:
    """Whether a line reads as the words under a picture."""
    return (len(text) <= 160 and bool(_CAPTION.match(text))) or (
        len(text) <= 120 and bool(_SHOT.search(text))
    )


_COLUMN = re.compile(
    r"\S{0,8}(?:论坛|评论|新论|时评|快评|短评|锐评|来论|杂谈|漫谈|观察|聚焦|视点|视线|视野|关注|纵横|追踪|调查|手记|随笔|见闻"
    r"|报告|讲堂|故事|连线|速递|短波|之窗|发布|话题|解读|访谈|专栏|专题|特刊)"
)


def column(text: str) -> bool:
    """Whether a short line is the name of a column, which stands above titles and not above sections.

    >>> column("国际论坛"), column("【记者调查】"), column("·快评·"), column("核心阅读")
    (True, True, True, False)
    """
    return len(text) <= 12 and _COLUMN.fullmatch(text.strip("【】[]·•|「」<>《》 ")) is not None


def numbered(text: str) -> bool:
    """Whether a line starts with a section number: ``一、`` ``(二)`` ``3.`` ``第四章``."""
    return bool(_NUMBERED.match(text))


_LATIN_END = re.compile(
    r"(?:^|\s)[^\s\u3400-\u9fff]{2,}\s+[^\s\u3400-\u9fff]{2,}\.$"
)  # two words and a full stop


def complete(text: str) -> bool:
    """Whether a text ends where a sentence does.

    >>> complete("一对一”的搭配。"), complete("“园中园”"), complete("预计7月开园。该")
    (True, False, False)
    >>> complete("The bridge will open in June."), complete("增长5.")
    (True, False)
    """
    bare = text.rstrip(CLOSERS + " \u3000\xa0*")
    if not bare:
        return False
    if bare[-1] == "." and bare[-2:-1].isascii():
        return bool(_LATIN_END.search(bare))
    return bare[-1] in ENDS or bare[-1] in _WEAK_ENDS or bare[-1] == "."


def unclosed(text: str) -> str:
    """Brackets and quotes opened and not closed in ``text``, outermost first.

    >>> unclosed("据介绍,“物理载体、《研究")
    '“《'
    """
    stack: list[str] = []
    for char in _QUOTES.findall(text):
        if char in _OPENERS:
            stack.append(char)
        elif stack and _PAIRS.get(char) == stack[-1]:
            stack.pop()
    return "".join(stack)


def closes(text: str) -> str:
    """Brackets and quotes closed before they are opened in ``text``, in order.

    >>> closes("研究院》等”领域。“新”")
    '》”'
    """
    depth: list[str] = []
    found: list[str] = []
    for char in _QUOTES.findall(text):
        if char in _OPENERS:
            depth.append(char)
        elif char in _PAIRS:
            if depth and depth[-1] == _PAIRS[char]:
                depth.pop()
            else:
                found.append(char)
    return "".join(found)
