"""How a composed page looks: marks, bylines, captions, furniture."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from random import Random
from typing import Any

_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文欧阳"
_GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰鹏飞雪梅晓燕志红建国文辉力永健世广义兴良海山仁波宁贵福生龙元全胜学祥才发武新利清彬富顺信子昌成康星光天达安岩中茂进林有坚和彪博诚先敬震振壮会思群豪心邦承乐绍功松善厚庆民友裕河哲江浩亮政谦亨奇固之轮翰朗伯宏言若鸣朋斌梁栋维启克伦翔旭村青倩"
_CITIES = "北京 上海 长沙 衡阳 广州 成都 武汉 南京 杭州 西安 沈阳 昆明 贵阳 济南 青岛".split()
_DESKS = "本报 本报 本报 本网 潇湘晨报 科技日报".split()


@dataclass(frozen=True)
class Style:
    """The habits of one page."""

    title_mark: str
    first_mark: str
    head_mark: str
    sub_mark: str
    gap: int
    lead: int
    trail: int
    indent: str
    narrow: bool
    traditional: bool
    byline: str
    byline_share: float
    tear: float
    furniture: bool
    stray: bool
    caption_share: float
    brief_share: float
    table_share: float
    image_gap: int

    def write(self, text: str) -> str:
        """The text in the script and width of the page."""
        if self.narrow:
            text = text.translate(_NARROW)
        return _traditional().convert(text) if self.traditional else text


_NARROW = str.maketrans("，：；（）！？", ",:;()!?")


@cache
def _traditional() -> Any:
    from opencc import OpenCC

    return OpenCC("s2t")


def style(random: Random, kind: str) -> Style:
    """The habits of a page of this kind."""
    title = {"plain": "", "bold": "**"}.get(kind) if kind in ("plain", "bold") else random.choice(("#", "##", "##"))
    assert title is not None
    if kind in ("single", "prose", "interrupted", "shuffled"):
        title = random.choice(("#", "##", "**", ""))
    first = random.choice((title, "#")) if title == "##" else title
    head = random.choice({"#": ("#", "##", "###", "**", ""), "##": ("##", "##", "###", "###", "**"), "**": ("**", ""), "": ("", "", "**")}[title])
    sub = random.choice({"#": ("##", "##", "###", "#", "**"), "##": ("##", "###", "###"), "**": ("**", ""), "": ("",)}[title])
    return Style(
        title_mark=title,
        first_mark=first,
        head_mark=head,
        sub_mark=sub,
        gap=0 if title == "" and random.random() < 0.4 else 1,
        lead=random.choice((0, 0, 2)),
        trail=random.choice((0, 1)),
        indent="　　" if random.random() < (0.5 if title == "" else 0.1) else "",
        narrow=random.random() < 0.6,
        traditional=random.random() < 0.08,
        byline=random.choice(tuple(_BYLINES)),
        byline_share=random.choice((0.0, 0.5, 0.8, 1.0)),
        tear=random.choice((0.0, 0.1, 0.2, 0.4)),
        furniture=random.random() < 0.4,
        stray=random.random() < 0.15,
        caption_share=random.choice((0.0, 0.2, 0.5)),
        brief_share=random.choice((0.0, 0.0, 0.1, 0.25)),
        table_share=random.choice((0.0, 0.1)),
        image_gap=random.choice((2, 3, 3)),
    )


Lines = list[tuple[str, int | None]]


def name(random: Random) -> str:
    """A person's name."""
    surname = random.choice(_SURNAMES[:-2]) if random.random() < 0.98 else "欧阳"
    return surname + "".join(random.choice(_GIVEN) for _ in range(random.choice((1, 2, 2))))


def _names(random: Random) -> str:
    return " ".join(name(random) for _ in range(random.choice((1, 1, 2, 3))))


# where a byline stands -> how it reads
_BYLINES = {
    "arrow": lambda r: ("top", f"{r.choice('▶▶▶►')} {_names(r)}"),
    "text-picture": lambda r: ("top", r.choice((f"文/{name(r)} 图/{name(r)}", f"文/图 {name(r)}", f"{name(r)}/文 {name(r)}/图"))),
    "local": lambda r: ("lead", r.choice((f"本报讯（{name(r)}）", f"本报讯（记者 {name(r)}） ", f"本报讯（记者 {name(r)} 通讯员 {name(r)}）", "本报讯 "))),
    "reporter": lambda r: ("top", f"{r.choice(_DESKS)}记者 {_names(r)}"),
    "box": lambda r: ("top", f"{r.choice('□■□○◎●')} {r.choice(('本报记者 ', '本报通讯员 ', ''))}{_names(r)}"),
    "circle": lambda r: ("top", f"{r.choice('○◎')}{name(r)}"),
    "brackets": lambda r: ("top", f"（{r.choice(('记者 ', '本报记者 ', '特约通讯员 '))}{name(r)}{r.choice(('', ' 通讯员 ' + name(r)))}）"),
    "wire": lambda r: ("lead", f"新华社{r.choice(_CITIES)}{r.randint(1, 12)}月{r.randint(1, 28)}日电（记者{r.choice(('', ' '))}{name(r)}）"),
    "signature": lambda r: ("end", _names(r)),
    "signature-brackets": lambda r: ("end", f"（{r.choice(('', '记者 ', '作者：', '本报记者 '))}{_names(r)}）"),
    "run-in": lambda r: ("run-in", f"（{r.choice(('', '记者 ', '通讯员 '))}{_names(r)}）"),
    "none": lambda r: ("none", ""),
}  # fmt: skip


def mark(text: str, how: str) -> str:
    """The text as a heading."""
    if how == "**":
        return f"**{text}**"
    return f"{how} {text}" if how else text


def article(
    random: Random, style: Style, title: str, paragraphs: Sequence[str], *, first: bool, kind: str
) -> tuple[str | None, Lines]:
    """The true title and the lines of one article, with the blank lines before each (None: as usual)."""
    body: Lines = []
    last_head = True
    for n, text in enumerate(paragraphs):
        head = n > 0 and not last_head and _is_heading(text) and n + 1 < len(paragraphs)
        if head and random.random() < 0.04:  # a scan takes the title, or a part of it, for a section heading
            text = random.choice((title, *title.split(" ")))
        body.append((mark(text, style.head_mark) if head else text, None))
        last_head = head
    body = _signed(random, style, body)
    if random.random() < style.table_share:
        body[1:1] = [(row, None) for row in _table(random, paragraphs)]
    picture = random.random() < style.caption_share
    if kind == "prose":
        return None, body
    size = sum(map(len, paragraphs))
    if size < 260 and not first and random.random() < style.brief_share:
        brief: Lines = [(text, style.image_gap if n == 0 else None) for n, (text, _) in enumerate(body)]
        if random.random() < 0.6:
            brief.append((random.choice(("图片来源：", "供图：")) + random.choice(_CITIES) + "高新区", None))
        return None, brief
    true, head_lines = _headline(random, style, title, first)
    if picture and random.random() < 0.6:
        body[:0] = caption(random, style, paragraphs[0])
    elif picture:
        at = random.randrange(1, len(body) + 1)
        body[at:at] = caption(random, style, paragraphs[min(at, len(paragraphs)) - 1])
    return true, head_lines + body


def _signed(random: Random, style: Style, body: Lines) -> Lines:
    if random.random() >= style.byline_share:
        return body
    where, how = _BYLINES[style.byline](random)
    if where == "top":
        return [(how, None), *body]
    if where == "end":
        return [*body, (how, None)]
    text = body[0][0] if where == "lead" else body[-1][0]
    if where == "lead" and not re.match(r"(?:据)?(?:本报|新华社)", text) and len(text) > 40:
        return [(how + text, None), *body[1:]]
    if where == "run-in" and len(text) > 40 and text.endswith("。"):
        return [*body[:-1], (text + how, None)]
    return body


def _headline(random: Random, style: Style, title: str, first: bool) -> tuple[str, Lines]:
    """The title line with its eyebrow and subtitle; which part of the title is what follows its own marks."""
    how = style.first_mark if first else style.title_mark
    column = re.search(r"（[^（）]{2,}）$", title)
    eyebrow = subtitle = ""
    if column and random.random() < 0.7:
        title = title[: column.start()].strip()
        if random.random() < 0.4:
            eyebrow = column[0][1:-1]
    parts = title.split(" ")
    luck = random.random()
    if len(parts) == 2 and parts[0].endswith("——") and luck < 0.7:
        eyebrow, title = parts
    elif len(parts) == 2 and parts[1].startswith("——") and luck < 0.8 or len(parts) == 2 and luck < 0.35:
        title, subtitle = parts
    elif len(parts) == 2 and luck < 0.5:
        eyebrow, title = parts
    lines: Lines = [(mark(title, how), None)]
    if eyebrow:
        lines.insert(0, (mark(eyebrow, random.choice((style.sub_mark, style.sub_mark, ""))), None))
    if subtitle:
        lines.append((mark(subtitle, style.sub_mark), None))
    return title, lines


def caption(random: Random, style: Style, near: str) -> Lines:
    """Words under a picture; the picture itself is an empty place."""
    phrase = re.split(r"[，。、：；“”（）,:;()]", near)
    words = next((p for p in phrase if 4 <= len(p) <= 18), "活动现场")
    text = random.choice((words, words, f"图为{words}。", f"{words}。 {name(random)} 摄", f"图片来源：{random.choice(_CITIES)}日报", f"本报记者 {name(random)}摄"))
    return [(text, style.image_gap)]


def key_phrase(random: Random, title: str, paragraphs: Sequence[str]) -> str:
    """A phrase of an article that recurs in it, as a caption under its picture would use it."""
    text = "".join(paragraphs)
    found = [m for m in re.findall(r"[\u4e00-\u9fff]{6,12}", title) if text.count(m[:4]) > 1]
    return random.choice(found) if found else ""


def _table(random: Random, paragraphs: Sequence[str]) -> list[str]:
    words = re.findall(r"[\u4e00-\u9fff]{4,8}", "".join(paragraphs))[:40] or ["项目"]
    rows = [random.choice(words) for _ in range(random.randint(3, 5))]
    if random.random() < 0.5:
        return ["| 项目 | 数额 |", "| --- | --- |", *(f"| {row} | {random.randint(2, 900)} |" for row in rows)]
    return [f"- {row}{random.randint(2, 900)}个" for row in rows]


def masthead(random: Random) -> list[str]:
    """Lines at the head of a page."""
    date = f"2020年{random.randint(1, 12)}月{random.randint(1, 28)}日"
    day = random.choice("一二三四五六日")
    section = random.choice("要闻 综合 园区 经济 社会".split())
    lines = [f"第{random.randint(1, 16)}版 {section}", f"{date} 星期{day}", f"衡州日报 {date} 星期{day}", f"{random.randint(1, 16)}", f"A{random.randint(1, 16):02d} {section}", "责任编辑：" + name(random)]
    return random.sample(lines, random.choice((0, 1, 2)))


def imprint(random: Random) -> list[str]:
    """Lines at the foot of a page."""
    lines = [f"责任编辑：{name(random)} 美编：{name(random)}", f"责编 {name(random)} 校对 {name(random)}", f"— {random.randint(1, 20)} —", "新闻热线：0731-88888888", f"责任编辑 {name(random)}"]
    return random.sample(lines, random.choice((0, 1, 2)))


def jump(random: Random) -> str:
    """A line that sends the reader to another page."""
    page = random.choice(("3", "二", "4", "A05"))
    return random.choice((f"（下转第{page}版）", f"（上接第{page}版）", f"下转第{page}版", f"▶下转{random.randint(2, 8)}版", f"上接第{page}版"))


def _is_heading(text: str) -> bool:
    return 3 <= len(text) <= 24 and text[-1] not in "。；，：…”！？）" and "。" not in text and not is_list(text)


def is_section(text: str) -> bool:
    """Whether a printed line heads a section."""
    bare = text.strip("#* ")
    return _is_heading(bare)


def is_list(text: str) -> bool:
    """Whether a line is a row of a table or list."""
    return text.startswith(("|", "- "))


def is_caption(text: str) -> bool:
    """Whether a printed line is one of ``caption``."""
    return len(text) <= 40 and (text.endswith("摄") or text.startswith(("图为", "图片来源")))


def is_marked(text: str) -> bool:
    """Whether a printed line carries markup."""
    return text.startswith(("#", "**", "|", "- ", "▶", "□", "○"))
