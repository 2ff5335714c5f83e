"""How a composed page looks: marks, bylines, captions, furniture."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from random import Random
from typing import Any

_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛"
    "叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔"
    "贺赖龚文"
)
_GIVEN = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰鹏飞雪梅晓燕志红建国文辉力永健世广义兴良海山"
    "仁波宁贵福生龙元全胜学祥才发武新利清彬富顺信子昌成康星光天达安岩中茂进林有坚和彪博诚先敬震振壮会"
    "思群豪心邦承乐绍功松善厚庆民友裕河哲江浩亮政谦亨奇固之轮翰朗伯宏言若鸣朋斌梁栋维启克伦翔旭村青倩"
)
_CITIES = (
    "北京",
    "上海",
    "长沙",
    "衡阳",
    "广州",
    "成都",
    "武汉",
    "南京",
    "杭州",
    "西安",
    "沈阳",
    "昆明",
    "贵阳",
    "济南",
    "青岛",
)
_DESKS = ("本报", "本报", "本报", "本网", "潇湘晨报", "科技日报")


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
    sections: float
    chaos: bool
    imprint_share: float

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
    title = (
        {"plain": "", "bold": "**"}.get(kind)
        if kind in ("plain", "bold")
        else random.choice(("#", "##", "##"))
    )
    assert title is not None
    if kind in ("single", "prose", "interrupted", "shuffled", "columns", "continued"):
        title = random.choice(("#", "##", "**", ""))
    first = random.choice((title, "#")) if title == "##" else title
    head = random.choice(
        {
            "#": ("#", "##", "###", "**", ""),
            "##": ("##", "##", "###", "###", "**"),
            "**": ("**", ""),
            "": ("", "", "**"),
        }[title]
    )
    sub = random.choice(
        {"#": ("##", "##", "###", "#", "**"), "##": ("##", "###", "###"), "**": ("**", ""), "": ("",)}[title]
    )
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
        byline=random.choice((*_BYLINES, *[""] * 8)),
        byline_share=random.choice((0.0, 0.5, 0.8, 1.0)),
        tear=random.choice((0.0, 0.1, 0.2, 0.4)),
        furniture=random.random() < 0.4,
        stray=random.random() < 0.15,
        caption_share=random.choice((0.0, 0.2, 0.5)),
        brief_share=random.choice((0.0, 0.0, 0.1, 0.25)),
        table_share=random.choice((0.0, 0.1)),
        image_gap=random.choice((1, 2, 3, 3)),
        sections=random.choice((0.0, 0.0, 0.0, 0.15, 0.3)),
        chaos=random.random() < 0.1,
        imprint_share=random.choice((0.0, 0.0, 0.0, 0.5)),
    )


Lines = list[tuple[str, int | None]]


def name(random: Random) -> str:
    """A person's name."""
    surname = random.choice(_SURNAMES) if random.random() < 0.98 else "欧阳"
    return surname + "".join(random.choice(_GIVEN) for _ in range(random.choice((1, 2, 2))))


# where a byline stands, and how it may read: {n} a name, {N} one to three names
_BYLINES: dict[str, tuple[str, tuple[str, ...]]] = {
    "arrow": ("top", ("▶ {N}", "▶ {N}", "► {N}")),
    "text-picture": ("top", ("文/{n} 图/{n}", "文/图 {n}", "{n}/文 {n}/图")),
    "local": (
        "lead",
        (
            "本报讯（{n}）",
            "本报讯（记者 {n}） ",
            "本报讯（记者 {n} 通讯员 {n}）",
            "本报讯（文/{n} 图/{n}）",
            "本报讯 ",
        ),
    ),
    "reporter": ("top", ("{desk}记者 {N}", "{desk}记者 {N}", "{desk}记者 {n} 通讯员 {n}")),
    "box": ("top", ("□ 本报记者 {N}", "■ 本报记者 {N}", "□ {N}", "◎ 本报通讯员 {N}", "● {N}")),
    "circle": ("top", ("○{n}", "◎{n}")),
    "brackets": ("top", ("（记者 {n} 通讯员 {n}）", "（本报记者 {n}）", "（特约通讯员 {n}）")),
    "wire": (
        "lead",
        ("新华社{city}{month}月{day}日电（记者{n}）", "新华社{city}{month}月{day}日电（记者 {n}）"),
    ),
    "signature": ("end", ("{N}",)),
    "signature-brackets": ("end", ("（{N}）", "（记者 {N}）", "（作者：{N}）", "（本报记者 {N}）")),
    "run-in": ("run-in", ("（{N}）", "（记者 {N}）", "（通讯员 {N}）")),
    "none": ("none", ("",)),
}


def filled(random: Random, template: str) -> str:
    """The template with names, cities and dates put in."""
    fills = {
        "n": lambda: name(random),
        "N": lambda: " ".join(name(random) for _ in range(random.choice((1, 1, 2, 3)))),
        "city": lambda: random.choice(_CITIES),
        "desk": lambda: random.choice(_DESKS),
        "section": lambda: random.choice(("要闻", "综合", "园区", "经济", "社会")),
        "month": lambda: str(random.randint(1, 12)),
        "day": lambda: str(random.randint(1, 28)),
        "week": lambda: random.choice("一二三四五六日"),
        "page": lambda: str(random.randint(1, 16)),
    }
    return re.sub(r"\{(\w+)\}", lambda slot: fills[slot[1]](), template)


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
        elif n > 1 and not last_head and not _is_heading(text) and random.random() < style.sections:
            body.extend((mark(words, style.head_mark), None) for words in section(random, text))
        body.append((mark(text, style.head_mark) if head else text, None))
        last_head = head
    body = _signed(random, style, body)
    if random.random() < style.imprint_share:
        body.append(
            (filled(random, random.choice(("责任编辑：{n}", "（责任编辑：{n}）", "责编：{n}"))), None)
        )
    if random.random() < style.table_share:
        body[1:1] = [(row, None) for row in _table(random, paragraphs)]
    picture = random.random() < style.caption_share
    if kind == "prose":
        return None, body
    size = sum(map(len, paragraphs))
    if size < 260 and not first and random.random() < style.brief_share:
        box = "> " if random.random() < 0.15 else ""
        brief: Lines = [(box + text, style.image_gap if n == 0 else None) for n, (text, _) in enumerate(body)]
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
    where, forms = _BYLINES[style.byline or random.choice(tuple(_BYLINES))]
    how = filled(random, random.choice(forms))
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
    if style.chaos and how:
        how = random.choice(("#", "##", "**", how))
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
    elif (len(parts) == 2 and parts[1].startswith("——") and luck < 0.8) or (len(parts) == 2 and luck < 0.35):
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
    forms = (
        "{words}",
        "{words}",
        "图为{words}。",
        "{words}。 {n} 摄",
        "图片来源：{city}日报",
        "本报记者 {n}摄",
    )
    text = filled(random, random.choice(forms).replace("{words}", words))
    return [(text, style.image_gap)]


def section(random: Random, paragraph: str) -> list[str]:
    """A section heading of the words of the paragraph below it; none if it has no fitting phrase."""
    found = [p for p in re.split(r"[，。、：；“”（）《》,:;()]", paragraph) if 5 <= len(p) <= 16]
    return [random.choice(found[:6])] if found else []


def other_words(random: Random) -> str:
    """The start of a paragraph that a scan ran into another one."""
    return random.choice(
        ("在推进工作中，有关部门编制方案，", "据介绍，", "近年来，各地积极探索，", "会议指出，要")
    )


def key_phrase(random: Random, title: str, paragraphs: Sequence[str]) -> str:
    """A phrase of an article that recurs in it, as a caption under its picture would use it."""
    text = "".join(paragraphs)
    found = [m for m in re.findall(r"[\u4e00-\u9fff]{6,12}", title) if text.count(m[:4]) > 1]
    return random.choice(found) if found else ""


def _table(random: Random, paragraphs: Sequence[str]) -> list[str]:
    words = re.findall(r"[\u4e00-\u9fff]{4,8}", "".join(paragraphs))[:40] or ["项目"]
    rows = [random.choice(words) for _ in range(random.randint(3, 5))]
    if random.random() < 0.5:
        return [
            "| 项目 | 数额 |",
            "| --- | --- |",
            *(f"| {row} | {random.randint(2, 900)} |" for row in rows),
        ]
    return [f"- {row}{random.randint(2, 900)}个" for row in rows]


_MASTHEADS = (
    "第{page}版 {section}",
    "2020年{month}月{day}日 星期{week}",
    "衡州日报 2020年{month}月{day}日 星期{week}",
    "{page}",
    "A0{page} {section}",
    "责任编辑：{n}",
)  # what only says 责任编辑 may as well belong to an article: it is not scored
_IMPRINTS = (
    "责任编辑：{n} 美编：{n}",
    "责编 {n} 校对 {n}",
    "— {page} —",
    "新闻热线：0731-88888888",
    "责任编辑 {n}",
)
_JUMPS = (
    "（下转第{page}版）",
    "（上接第A0{page}版）",
    "下转第{page}版",
    "▶下转{page}版",
    "上接第{page}版",
    "（下转第二版）",
)


def masthead(random: Random) -> list[str]:
    """Lines at the head of a page."""
    return [filled(random, form) for form in random.sample(_MASTHEADS, random.choice((0, 1, 2)))]


def imprint(random: Random) -> list[str]:
    """Lines at the foot of a page."""
    return [filled(random, form) for form in random.sample(_IMPRINTS, random.choice((0, 1, 2)))]


def may_be_either(text: str) -> bool:
    """Whether a line of the imprint may as well belong to the article above it."""
    return bool(re.fullmatch(r"责任编辑[： ]\S{2,4}", text))


def jump(random: Random) -> str:
    """A line that sends the reader to another page."""
    return filled(random, random.choice(_JUMPS))


def _is_heading(text: str) -> bool:
    return (
        3 <= len(text) <= 24 and text[-1] not in "。；，：…”！？）" and "。" not in text and not is_list(text)
    )


def is_section(text: str) -> bool:
    """Whether a printed line heads a section."""
    bare = text.strip("#* ")
    return _is_heading(bare)


def is_list(text: str) -> bool:
    """Whether a line is a row of a table or list."""
    return text.startswith(("|", "- "))


def is_marked(text: str) -> bool:
    """Whether a printed line carries markup."""
    return text.startswith(("#", "**", "|", "- ", "▶", "□", "○"))
