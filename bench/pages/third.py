"""A third composer, for checking alone: no weight is learned from its pages, no cue was made for them.

It sets a page as a desk does: stories of one day, each in a size of its own, and then a scan spoils it.
Besides the reader of the corpus, the form of the truth and a list of names it shares nothing with the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from random import Random

from bench.pages.compose import FURNITURE, UNSCORED, Story, Truth
from bench.pages.other_words import HALF_WIDTH, names
from bench.pages.third_words import below, frame, last, maker, picture, wire, within

SCHEMES: dict[str, tuple[str, str, str, str, str]] = {
    # manner: lead title, other titles, minor titles, section headings, subtitles
    "ranks": ("# ", "## ", "### ", "#### ", "### "),
    "one-rank": ("## ", "## ", "## ", "## ", "## "),
    "lead-and-rest": ("# ", "## ", "## ", "## ", "### "),
    "small": ("### ", "### ", "### ", "**", ""),
    "first-only": ("# ", "**", "**", "", ""),
    "strong": ("**", "**", "**", "", ""),
    "strong-all": ("**", "**", "**", "**", "**"),
    "none": ("", "", "", "", ""),
    "none-close": ("", "", "", "", ""),
}
LAYOUTS = ("in turn", "in turn", "broken off", "parts astray", "one story", "text only", "column of briefs")
_PIECE = re.compile(r"[^，。；：、！？“”‘’（）《》—…\s]{4,15}")
_ENDS = "。！？；：…”"
_NO_STARTS = "，。、；：！？”）》"


@dataclass(eq=False)
class Block:
    """One line: its text, the article it belongs to, whether it is running text, and what it continues."""

    text: str
    owner: int
    body: bool = False
    after: Block | None = None
    blank: int = 0


@dataclass(frozen=True)
class Manner:
    """How one page is set."""

    scheme: str
    sign: str
    signed: float
    tear: float
    pictures: float
    boxes: float
    headings: float
    blank: int
    indent: str


def pages(pool: dict[str, list[Story]], count: int, seed: int) -> Iterator[Truth]:
    """``count`` pages, the same for the same seed."""
    days: dict[str, list[str]] = {}
    for key in sorted(pool):
        days.setdefault(key.rsplit("-", 1)[0], []).append(key)
    dates = sorted(days)
    for number in range(count):
        draw = Random(f"third {seed} {number}")
        layout = draw.choice(LAYOUTS)
        keys = days[draw.choice(dates)]
        first = draw.choice(keys)
        others = [s for key in keys if key != first for s in pool[key]]
        draw.shuffle(others)
        own = list(pool[first])
        if draw.random() < 0.4 and others:
            own = []  # a page of several desks
        wanted = 1 if layout in ("one story", "text only") else min(15, 2 + int(draw.expovariate(0.25)))
        stories = {s.title: s for s in (*own, *others)}
        yield _page(draw, layout, [*stories.values()][:wanted])


def _page(draw: Random, layout: str, stories: Sequence[Story]) -> Truth:
    scheme = draw.choice(tuple(SCHEMES))
    manner = Manner(
        scheme,
        draw.choice(("below", "below", "within", "last", "mixed", "mixed")),
        draw.choice((0.2, 0.6, 0.95)),
        draw.choice((0.0, 0.05, 0.15, 0.3)),
        draw.choice((0.0, 0.2, 0.4)),
        draw.choice((0.0, 0.1)),
        draw.choice((0.0, 0.0, 0.2, 0.4)),
        0 if scheme == "none-close" else draw.choice((1, 1, 2)),
        draw.choice(("　　", "", "")) if scheme not in ("none-close", "none") else draw.choice(("　　", "")),
    )
    articles: list[list[Block]] = []
    titles: list[str | None] = []
    short = 0.6 if layout == "column of briefs" else 0.05
    for n, story in enumerate(stories):
        kept = story.paragraphs[: draw.choice((2, 4, 7, 12, 25))]
        if layout == "text only":
            titles.append(None)
            articles.append([Block(p, n, body=True) for p in kept])
        elif n and draw.random() < short and 50 <= len(kept[0]) <= 300 and kept[0][-1] in "。！？”":
            titles.append(None)
            articles.append(_box(draw, n, kept[0]))
        else:
            size = 0 if n == 0 else 1 if sum(map(len, kept)) > 500 else 2
            title, blocks = _story(draw, manner, n, story.title, kept, size, _pieces(kept))
            titles.append(title)
            articles.append(blocks)
    blocks = _ordered(draw, layout, articles)
    blocks = _spoilt(draw, manner.tear, blocks)
    if layout != "text only" and draw.random() < 0.5:
        blocks = _framed(draw, blocks)
    return _written(draw, manner, layout, blocks, titles)


def _pieces(paragraphs: Sequence[str]) -> list[str]:
    return [m for p in paragraphs for m in _PIECE.findall(p)]


def _marked(mark: str, text: str) -> str:
    return f"**{text}**" if mark == "**" else mark + text


def _box(draw: Random, owner: int, text: str) -> list[Block]:
    """A paragraph without a title, with or without a dateline, a picture's maker under it."""
    if draw.random() < 0.3 and not re.match("本报|新华社|据", text):
        text = wire(draw) + text
    blocks = [Block(text, owner, body=True, blank=draw.choice((0, 1)))]
    if draw.random() < 0.5:
        blocks.append(Block(maker(draw), owner))
    return blocks


def _story(
    draw: Random,
    manner: Manner,
    owner: int,
    title: str,
    paragraphs: Sequence[str],
    size: int,
    pieces: Sequence[str],
) -> tuple[str, list[Block]]:
    scheme = SCHEMES[manner.scheme]
    mark, small, section = scheme[size], scheme[4], scheme[3]
    parts = title.split(" ")
    above = under = None
    main = title
    if len(parts) > 1 and draw.random() < 0.5:
        at = max(range(len(parts)), key=lambda k: len(parts[k]) - 8 * parts[k].startswith("——"))
        main = parts[at]
        above = " ".join(parts[:at])
        under = " ".join(parts[at + 1 :])
    elif len(pieces) > 4 and draw.random() < 0.15:
        under = "——" + draw.choice(pieces) + draw.choice(("纪实", "侧记", "见闻", "调查"))
    head = [Block(_marked(draw.choice((small, "")), above), owner)] if above else []
    head.append(Block(_marked(mark, main), owner))
    if under:
        head.append(Block(_marked(small, under), owner))
    body = [Block(p, owner, body=len(p) > 24) for p in paragraphs]
    headed = False
    for n, block in enumerate(body):  # the corpus has its own headings among the paragraphs
        block.body = not (0 < n < len(body) - 1 and not headed and _heads(block.text))
        headed = not block.body
        if headed:
            block.text = _marked(section, block.text)
    _sign(draw, manner, owner, head, body)
    out: list[Block] = []
    for n, block in enumerate(body):
        if n > 1 and block.body and body[n - 1].body and draw.random() < manner.headings:
            words = _pieces([block.text])[:8]
            if words:
                out.append(Block(_marked(section, draw.choice(words)), owner))
        out.append(block)
    if draw.random() < manner.pictures:
        at = draw.randrange(len(out) + 1)
        out[at:at] = _picture(draw, owner, pieces)
    if draw.random() < manner.boxes and len(pieces) > 10:
        out += _sidebar(draw, owner, pieces)
    if draw.random() < 0.08:
        out.append(Block(f"（责编：{'、'.join(names(draw, draw.choice((1, 2))))}）", UNSCORED))
    return main, head + out


def _heads(text: str) -> bool:
    return 3 <= len(text) <= 22 and not re.search(r"[。；，：！？…”）|]$|。", text)


def _sign(draw: Random, manner: Manner, owner: int, head: list[Block], body: list[Block]) -> None:
    if draw.random() > manner.signed:
        return
    who = names(draw, draw.choice((1, 1, 2)))
    both = draw.choice((" ", "、", "　")).join(who)
    where = draw.choice(("below", "within", "last")) if manner.sign == "mixed" else manner.sign
    if where == "below":
        head.append(Block(below(draw, who, both), owner))
    elif where == "within" and not re.match("本报|新华社|据|（", body[0].text) and len(body[0].text) > 40:
        body[0].text = within(draw, both) + body[0].text
    elif where == "last":
        body.append(Block(last(draw, both), owner))


def _picture(draw: Random, owner: int, pieces: Sequence[str]) -> list[Block]:
    return [Block(text, owner, blank=draw.choice((0, 0, 2))) for text in picture(draw, pieces)]


def _sidebar(draw: Random, owner: int, pieces: Sequence[str]) -> list[Block]:
    """A list of what the story counts, under a small heading."""
    chosen = draw.sample(list(pieces), 4)
    form = draw.choice(("- {}", "{}；", "· {}", "| {} | {} |"))
    rows = [form.format(c, draw.randint(2, 99)) for c in chosen]
    return [Block(text, owner) for text in rows]


def _ordered(draw: Random, layout: str, articles: list[list[Block]]) -> list[Block]:
    """The lines as a scan reads them."""
    order = [list(a) for a in articles]
    if layout == "broken off" and len(order) > 1:
        host = draw.randrange(len(order) - 1)
        seats = [
            n
            for n in range(1, len(order[host]))
            if order[host][n].body and order[host][n - 1].body and len(order[host][n].text) > 30
        ]
        if seats:
            seat = draw.choice(seats)
            rest = order[host][seat:]
            first = order[host][:seat]
            if draw.random() < 0.5:  # the column ends inside the paragraph
                rest = [half for half in (_half(draw, first[-1]),) if half] + rest
            away = 1 if draw.random() < 0.7 else 2
            order[host] = first
            order.insert(min(len(order), host + 1 + away), rest)
    if layout == "parts astray":
        for blocks in order:
            heads = [
                n
                for n in range(2, len(blocks))
                if not blocks[n].body and _heads(blocks[n].text.strip("#* ")) and blocks[n - 1].body
            ]
            if len(heads) > 1:
                parts = [blocks[a:b] for a, b in pairwise((*heads, len(blocks)))]
                blocks[heads[0] :] = [b for part in (*parts[1:], parts[0]) for b in part]
    return [block for blocks in order for block in blocks]


def _half(draw: Random, block: Block) -> Block | None:
    """Cut a paragraph between two characters of a sentence; the second half, some characters spoilt."""
    text = block.text
    seats = [n for n in range(10, len(text) - 10) if text[n - 1] not in _ENDS and text[n] not in _NO_STARTS]
    if not seats:
        return None
    at = draw.choice(seats)
    first, second = text[:at], text[at:]
    luck = draw.random()
    if luck < 0.08:
        second = second[1:]
    elif luck < 0.16:
        second = first[-1] + second
    elif luck < 0.2:
        first = first[:-1]
    block.text = first
    return Block(second, block.owner, body=True, after=block)


def _spoilt(draw: Random, tear: float, blocks: list[Block]) -> list[Block]:
    continued = {id(block.after) for block in blocks if block.after}
    out: list[Block] = []
    for block in blocks:
        out.append(block)
        if block.body and len(block.text) > 50 and id(block) not in continued and draw.random() < tear:
            half = _half(draw, block)
            if half:
                out.append(half)
    return out


def _framed(draw: Random, blocks: list[Block]) -> list[Block]:
    page, top, foot = frame(draw)
    head = [Block(t, FURNITURE) for t in draw.sample(top, draw.choice((1, 2)))]
    tail = [Block(t, FURNITURE) for t in draw.sample(foot, draw.choice((0, 1)))]
    ends = [n for n in range(1, len(blocks)) if blocks[n].owner != blocks[n - 1].owner]
    out = list(blocks)
    if ends and draw.random() < 0.3:
        jump = draw.choice((f"（下转{page}版）", f"（下转第{page}版）"))
        out.insert(draw.choice(ends), Block(jump, UNSCORED))
    return head + out + tail


def _written(
    draw: Random, manner: Manner, layout: str, blocks: list[Block], titles: Sequence[str | None]
) -> Truth:
    narrow = draw.random() < 0.4
    fold = (lambda t: t.translate(HALF_WIDTH)) if narrow else str
    if draw.random() < 0.06:
        from opencc import OpenCC

        script = OpenCC("s2t").convert
        wide = fold
        fold = lambda t: script(wide(t))  # noqa: E731
    lines: list[str] = []
    owners: dict[int, int] = {}
    at: dict[int, int] = {}
    joins = []
    for block in blocks:
        if lines:
            lines += [""] * (manner.blank + block.blank)
        lines.append((manner.indent if block.body and not block.after else "") + fold(block.text))
        owners[len(lines)] = block.owner
        at[id(block)] = len(lines)
        if block.after:
            joins.append((at[id(block.after)], len(lines)))
    shown = [t and fold(t) for t in titles]
    return Truth("\n".join(lines) + "\n", owners, shown, sorted(joins), layout)
