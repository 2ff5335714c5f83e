"""A fourth composer, written before its author had read the tool or the other three.

Each trait of a page has dice of its own. A trait can be left out (``without``) and the rest of the page stays
as it was, so that what a trait costs can be measured. Nothing is learned from these pages.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from random import Random

from bench.pages.compose import FURNITURE, UNSCORED, Story, Truth

TRAITS = (
    "markdown",
    "sections",
    "bylines",
    "captions",
    "furniture",
    "tears",
    "columns",
    "jumps",
    "shuffled",
    "noise",
    "tight",
    "two-line titles",
    "kickers",
    "briefs",
)
KINDS = ("one after the other", "columns", "continued", "shuffled", "alone")

_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧"
_GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红建国文志新晓春海燕"
_CITIES = ("北京", "上海", "长沙", "武汉", "成都", "西安", "广州", "杭州", "济南", "沈阳", "昆明", "衡阳")
_BYLINES = ("本报记者 {n}", "本报记者 {n} {n}", "记者 {n} {n} 摄影报道", "{n}", "□ {n}", "文/{n} 图/{n}")
_BYLINES += ("本报记者 {n} 通讯员 {n}", "■ 本报记者 {n}", "作者：{n}", "（记者 {n}）")
_LEADS = ("本报讯（记者 {n}）", "本报{c}{m}月{d}日电（记者{n}）", "新华社{c}{m}月{d}日电 （记者 {n} {n}）")
_LEADS += ("新华社{c}{m}月{d}日电 ", "本报讯 ", "中新社{c}{m}月{d}日电（{n}）")
_ENDS = ("（{n}）", "（记者 {n}）", "（{n} {n}）", "（据新华社电）", "本报记者 {n}")
_CAPTIONS = (
    "图为{t}。 {n}摄",
    "图为{t}。本报记者 {n} 摄",
    "▲{t}。（{n} 摄）",
    "{t}。 {n} 摄（新华社发）",
    "{t}",
)
_CAPTIONS += ("图①：{t}。", "本报记者 {n} 摄", "（资料图片）")
_HEADERS = (
    "2020年{m}月{d}日 星期{w}",
    "第0{p}版 {s}",
    "{s}",
    "0{p}",
    "{c}日报",
    "{m}月{d}日 星期{w} 第{p}版",
)
_FOOTERS = (
    "责任编辑：{n} 版式设计：{n}",
    "本版责编：{n} {n} 美编：{n}",
    "电话：010-6536{m}{d}8 邮编：100733",
)
_FOOTERS += ("责编 {n} 校对 {n}", "国内统一刊号：CN 11-00{d} 第{d}{m}期", "{p}", "总第{d}{m}{d}期")
_SECTIONS = ("要闻", "综合", "经济", "社会", "文化", "国际", "地方新闻", "民生")
_DESKS = ("简讯", "一句话新闻", "新闻速递", "短讯")
_KICKERS = ("热点关注", "深度观察", "决胜全面小康", "一线见闻", "民生直通车", "聚焦复工复产")


@dataclass(eq=False)
class Row:
    """One line to print: whose it is, what it is, and the line it continues."""

    text: str
    owner: int
    kind: str = "body"
    after: Row | None = None
    mark: str = ""


class Dice:
    """One source of chance for each trait of a page."""

    def __init__(self, seed: str, without: Collection[str]) -> None:
        self._seed, self._without = seed, without
        self._of: dict[str, Random] = {}

    def of(self, trait: str) -> Random:
        """The dice of a trait."""
        return self._of.setdefault(trait, Random(f"{self._seed} {trait}"))

    def has(self, trait: str, share: float) -> bool:
        """Whether chance gives the page, or a place on it, a trait that may be left out."""
        return self.of(trait).random() < share and trait not in self._without


def pages(
    pool: dict[str, list[Story]], count: int, seed: int, without: Collection[str] = ()
) -> Iterator[Truth]:
    """``count`` pages, the same for the same seed; each without the named traits."""
    keys = sorted(pool)
    everything = [story for key in keys for story in pool[key]]
    for number in range(count):
        dice = Dice(f"fourth {seed} {number}", without)
        draw = dice.of("stories")
        kind = draw.choice(KINDS)
        wanted = 1 if kind == "alone" else draw.randint(2, 8)
        near = list(pool[draw.choice(keys)])
        chosen = near if draw.random() < 0.5 else []
        chosen = chosen + draw.sample(everything, wanted)
        unique = list({story.title: story for story in chosen}.values())[:wanted]
        yield _page(dice, kind, unique)


def _page(dice: Dice, kind: str, stories: Sequence[Story]) -> Truth:
    marks = dice.of("markdown").choice((("# ", "## "), ("## ", "### "), ("# ", "# "), ("**", "**")))
    marks = marks if dice.has("markdown", 0.4) else ("", "")
    signed, pictured = dice.of("bylines").random(), dice.of("captions").random() * 0.6
    divided, kicked = dice.of("sections").random() * 0.8, dice.of("kickers").random() * 0.6
    articles: list[list[Row]] = []
    titles: list[str | None] = []
    for owner, story in enumerate(stories):
        brief = len(stories) > 1 and dice.has("briefs", 0.12)
        paragraphs = _kept(dice.of("stories"), story.paragraphs, brief)
        head = [] if brief else _head(dice, owner, story, paragraphs, kicked)
        body = [Row(p, owner, "head" if _heads(p) else "body") for p in paragraphs]
        if not brief and dice.has("sections", divided):
            _divide(dice.of("sections"), body)
        if dice.has("bylines", signed):
            _sign(dice.of("bylines"), head, body)
        if kind == "shuffled" and owner == 0 and dice.has("shuffled", 1):
            body = _shuffled(dice.of("shuffled"), body)
        if not brief and dice.has("captions", pictured):
            _picture(dice.of("captions"), body, paragraphs)
        for row in (*head, *body):
            row.mark = marks[0] if row.kind == "title" else marks[1] if row.kind in ("head", "sub") else ""
        articles.append(head + body)
        titles.append(None if brief else "")
    if dice.has("tears", 0.7):
        share = dice.of("tears").random() * 0.25
        for rows in articles:
            _torn(dice.of("tears"), rows, share)
    rows = _laid(dice, kind, articles)
    if dice.has("furniture", 0.6):
        rows = _framed(dice.of("furniture"), rows)
    if dice.has("noise", 0.35):
        rate = dice.of("noise").uniform(0.01, 0.03)
        for row in rows:
            row.text = _noisy(dice.of("noise"), row.text, rate)
    for owner, title in enumerate(titles):
        if title is not None:
            titles[owner] = " ".join(r.text for r in rows if r.owner == owner and r.kind == "title")
    return _written(dice, rows, titles, kind)


def _heads(text: str) -> bool:
    return len(text) <= 20 and text[-1] not in "。！？；：，、”）…" and "。" not in text


def _filled(draw: Random, form: str, text: str = "") -> str:
    def name(_: object) -> str:
        return draw.choice(_SURNAMES) + "".join(draw.choices(_GIVEN, k=draw.choice((1, 2, 2))))

    form = re.sub(r"\{n\}", name, form)
    return form.format(
        c=draw.choice(_CITIES),
        m=draw.randint(1, 12),
        d=draw.randint(1, 28),
        p=draw.randint(1, 9),
        w=draw.choice("一二三四五六日"),
        s=draw.choice(_SECTIONS),
        t=text,
    )


def _phrase(draw: Random, paragraphs: Sequence[str], low: int, high: int) -> str | None:
    """A clause of a story, as an editor takes one for a heading or a picture."""
    told = [p for p in paragraphs if len(p) > 40]
    clauses = [c for p in told for c in re.split(r"[，。；：！？“”（）]", p) if low <= len(c) <= high]
    return draw.choice(clauses) if clauses else None


def _kept(draw: Random, paragraphs: Sequence[str], brief: bool) -> list[str]:
    if brief:
        sentences = re.findall(r"[^。！？]+[。！？]?", paragraphs[0])
        return ["".join(sentences[: draw.randint(1, 3)])]
    kept = list(paragraphs[: draw.choice((4, 8, 12, 100))])
    while len(kept) > 1 and len(kept) < len(paragraphs) and _heads(kept[-1]):
        kept.pop()  # nothing would stand below it
    return kept


def _head(dice: Dice, owner: int, story: Story, paragraphs: Sequence[str], kicked: float) -> list[Row]:
    title = story.title
    parts = [title]
    middle = [m.end() for m in re.finditer("[ ，：]", title) if 4 <= m.start() <= len(title) - 5]
    if middle and dice.has("two-line titles", 0.5):
        at = dice.of("two-line titles").choice(middle)
        parts = [title[:at].strip(), title[at:].strip()]
    rows = [Row(part, owner, "title") for part in parts]
    if dice.has("kickers", kicked):
        draw = dice.of("kickers")
        phrase = _phrase(draw, paragraphs, 7, 22)
        if draw.random() < 0.4:
            rows.insert(0, Row(draw.choice((*_KICKERS, phrase or _KICKERS[0])), owner, "sub"))
        elif phrase:
            rows.append(Row(draw.choice(("——", "——", "—", "")) + phrase, owner, "sub"))
    return rows


def _divide(draw: Random, body: list[Row]) -> None:
    """Set a heading above some paragraphs of a story that has none."""
    if any(row.kind == "head" for row in body) or len(body) < 4:
        return
    for row in draw.sample(body[1:], min(len(body) // 2, draw.randint(1, 4))):
        phrase = _phrase(draw, [row.text], 5, 14)
        if phrase:
            body.insert(body.index(row), Row(phrase, row.owner, "head"))


def _sign(draw: Random, head: list[Row], body: list[Row]) -> None:
    owner, where = body[0].owner, draw.random()
    if where < 0.4 and head:
        head.append(Row(_filled(draw, draw.choice(_BYLINES)), owner, "byline"))
    elif where < 0.75:
        first = body[0]
        if first.kind == "body" and not re.match(r"本报|新华社|据", first.text):
            first.text = _filled(draw, draw.choice(_LEADS)) + first.text
    elif draw.random() < 0.5:
        body[-1].text += _filled(draw, draw.choice(_ENDS[:4]))
    else:
        body.append(Row(_filled(draw, draw.choice(_ENDS)), owner, "byline"))


def _picture(draw: Random, body: list[Row], paragraphs: Sequence[str]) -> None:
    for _ in range(draw.choice((1, 1, 2))):
        text = _phrase(draw, paragraphs, 8, 24)
        if text:
            caption = Row(_filled(draw, draw.choice(_CAPTIONS), text), body[0].owner, "caption")
            body.insert(draw.randint(0, len(body)), caption)


def _shuffled(draw: Random, body: list[Row]) -> list[Row]:
    """The sections of a story in another order, or runs of its paragraphs if it has none."""
    starts = [n for n, row in enumerate(body) if row.kind == "head" and n]
    if not starts and len(body) >= 4:
        starts = sorted(draw.sample(range(1, len(body)), 2))
    parts = [body[a:b] for a, b in zip([0, *starts], [*starts, len(body)], strict=True)]
    draw.shuffle(parts)
    return [row for part in parts for row in part]


def _broken(draw: Random, rows: list[Row], at: int) -> bool:
    """Break a paragraph in two wherever chance wants it, also inside a word."""
    row = rows[at]
    if row.kind != "body" or len(row.text) < 40:
        return False
    place = draw.randint(8, len(row.text) - 8)
    rest = Row(row.text[place:].lstrip(), row.owner, "body", row)
    for other in rows[at + 1 :]:
        other.after = rest if other.after is row else other.after
    row.text = row.text[:place].rstrip()
    rows.insert(at + 1, rest)
    return True


def _torn(draw: Random, rows: list[Row], share: float) -> None:
    for row in list(rows):
        if draw.random() < share:
            _broken(draw, rows, rows.index(row))


def _parted(draw: Random, rows: list[Row], parts: int, torn: float) -> list[list[Row]]:
    """An article as runs of lines, cut between paragraphs or inside them."""
    first = next((n for n, row in enumerate(rows) if row.kind == "body"), 0)
    places = range(first + 1, len(rows))
    cuts = sorted(draw.sample(places, min(parts - 1, len(places))), reverse=True)
    edges = [len(rows)]
    for at in cuts:
        broken = draw.random() < torn and _broken(draw, rows, at)
        edges = [at + broken, *(edge + broken for edge in edges)]
    return [rows[a:b] for a, b in pairwise([0, *edges])]


def _laid(dice: Dice, kind: str, articles: list[list[Row]]) -> list[Row]:
    blocks = [list(rows) for rows in articles]
    if kind == "columns" and len(blocks) > 1 and dice.has("columns", 1):
        draw = dice.of("columns")
        for at in draw.sample(range(0, len(blocks) - 1, 2), draw.choice((1, 1, len(blocks) // 2))):
            number = draw.randint(2, 3)
            left, right = (_parted(draw, rows, number, 0.6) for rows in blocks[at : at + 2])
            blocks[at] = [
                row
                for n in range(max(len(left), len(right)))
                for part in (left[n : n + 1] + right[n : n + 1])
                for row in part
            ]
            blocks[at + 1] = []
    if kind == "continued" and len(blocks) > 1 and dice.has("jumps", 1):
        draw = dice.of("jumps")
        at = draw.randrange(len(blocks) - 1)
        halves = _parted(draw, blocks[at], 2, 0.5)
        if len(halves) == 2:
            page = draw.choice("一二三四五六")
            if draw.random() < 0.8:
                halves[0].append(Row(f"（下转第{draw.choice('二三四五六七八')}版）", UNSCORED, "jump"))
            if draw.random() < 0.8:
                halves[1].insert(0, Row(f"（上接第{page}版）", UNSCORED, "jump"))
            blocks[at] = halves[0]
            blocks.insert(draw.randint(at + 2, len(blocks)), halves[1])
    return [row for block in blocks for row in block]


def _framed(draw: Random, rows: list[Row]) -> list[Row]:
    top = [Row(_filled(draw, form), FURNITURE, "frame") for form in draw.sample(_HEADERS, draw.randint(0, 3))]
    foot = [
        Row(_filled(draw, form), FURNITURE, "frame") for form in draw.sample(_FOOTERS, draw.randint(0, 2))
    ]
    briefs = [n for n, row in enumerate(rows) if n and row.owner != rows[n - 1].owner and row.kind == "body"]
    if briefs and draw.random() < 0.3 and not any(row.after for row in rows[briefs[0] :][:1]):
        rows.insert(briefs[0], Row(draw.choice(_DESKS), UNSCORED, "frame"))
    return [*top, *rows, *foot]


def _noisy(draw: Random, text: str, rate: float) -> str:
    """A text with characters misread, lost, doubled, and full stops mistaken."""
    swap = {
        "。": ".",
        "，": ",",
        "“": "〃",
        "、": "，",
        "0": "O",
        "1": "l",
        "人": "入",
        "未": "末",
        "日": "曰",
    }
    swap |= {"己": "已", "大": "太", "土": "士", "干": "千", "：": ":", "（": "("}
    found: list[str] = []
    for char in text:
        if draw.random() >= rate:
            found.append(char)
            continue
        how = draw.random()
        if how < 0.6:
            found.append(swap.get(char) or draw.choice("的一口田目囗丨亻氵日曰壬王玉圭佳住往"))
        elif how < 0.85 and len(text) > 4:
            continue
        else:
            found += (char, draw.choice((char, " ", "·")))
    return "".join(found).strip() or text


def _written(dice: Dice, rows: Sequence[Row], titles: list[str | None], kind: str) -> Truth:
    draw = dice.of("tight")
    spacing = draw.choice(("none", "none", "one", "one", "two", "some"))
    spacing = "one" if "tight" in dice._without else spacing
    indent = draw.choice(("", "", "　　"))
    lines: list[str] = []
    number: dict[Row, int] = {}
    for row in rows:
        close = "**" if row.mark == "**" else ""
        lines.append(
            (indent if row.kind == "body" and row.after is None else "") + row.mark + row.text + close
        )
        number[row] = len(lines)
        blank = {"none": 0, "one": 1, "two": 2, "some": draw.choice((0, 1))}[spacing]
        lines += [""] * blank
    owners = {at: row.owner for row, at in number.items()}
    joins = [(number[row.after], at) for row, at in number.items() if row.after]
    tags = {spacing, rows[0].mark or "plain"}
    return Truth("\n".join(lines) + "\n", owners, titles, joins, kind, tags)
