"""What stands around the stories of the third composer's pages: bylines, pictures, the frame of a page."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from bench.pages.other_words import names

_PLACES = ("苏州", "宁波", "洛阳", "绵阳", "株洲", "赣州", "遵义", "大理", "银川", "包头")


def _day(draw: Random) -> str:
    return f"{draw.randint(1, 12)}月{draw.randint(1, 28)}日"


def wire(draw: Random) -> str:
    """Where a brief comes from."""
    return draw.choice((f"本报{draw.choice(_PLACES)}电 ", "本报讯 ", f"据新华社{draw.choice(_PLACES)}电 "))


def maker(draw: Random) -> str:
    """Who made the picture of a brief."""
    (who,) = names(draw, 1)
    return draw.choice((f"{who}摄", f"{who} 摄影报道", f"（{who} 供图）", "新华社发"))


def below(draw: Random, who: Sequence[str], both: str) -> str:
    """A byline under the title."""
    forms = (
        f"本报记者 {both}",
        f"记者 {both} 报道",
        f"□{both}",
        f"□ 记者 {both}",
        f"■ 本报记者 {both}",
        f"▶ {both}",
        f"文/{who[0]} 图/{who[-1]}",
        f"撰文/{both}",
        f"见习记者 {both}",
        f"{both}",
        f"○本报通讯员 {both}",
    )
    return draw.choice(forms)


def within(draw: Random, both: str) -> str:
    """A byline before the first sentence."""
    forms = (
        f"本报讯（记者{both}）",
        f"本报{draw.choice(_PLACES)}{_day(draw)}讯（记者{both}）",
        f"本报记者{both}报道：",
        f"（记者 {both}）",
        "本报讯 ",
        f"新华社{draw.choice(_PLACES)}{_day(draw)}电（记者 {both}）",
    )
    return draw.choice(forms)


def last(draw: Random, both: str) -> str:
    """A signature under the last paragraph."""
    return draw.choice((f"（{both}）", both, f"（本报记者 {both}）", f"（通讯员 {both}）", f"（记者{both}）"))


def picture(draw: Random, pieces: Sequence[str]) -> tuple[str, ...]:
    """The lines under a picture."""
    (who,) = names(draw, 1)
    says = draw.choice(pieces) if pieces else "现场"
    forms = (
        (f"图为{says}。",),
        (says,),
        (f"{says}。{who}摄",),
        (f"▲{says}",),
        (f"{says}。", f"本报记者 {who} 摄"),
        (f"{who}/摄",),
        ("资料图片",),
    )
    return draw.choice(forms)


def frame(draw: Random) -> tuple[int, tuple[str, ...], tuple[str, ...]]:
    """Number of the page, and lines that may stand at its head and at its foot."""
    a, b = names(draw, 2)
    page = draw.randint(1, 12)
    day = f"2021年{_day(draw)} 星期{draw.choice('一二三四五六日')}"
    top = (day, "湘江晨报", f"0{page % 10} 时政新闻", f"第{page}版", f"B{page}版 经济新闻")
    foot = (
        f"责任编辑 {a} 版式 {b}",
        f"- {page} -",
        f"编辑：{a} 校对：{b}",
        "本报地址：解放路18号 电话：0731-8222222",
        str(page),
    )
    return page, top, foot
