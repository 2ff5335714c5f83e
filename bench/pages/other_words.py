"""What stands around the stories of the second composer's pages: names, bylines, captions, page furniture."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

HALF_WIDTH = str.maketrans("，：；？！（）", ",:;?!()")
COLUMNS = (
    *(
        "新时代 新气象",
        "聚焦基层",
        "【记者调查】",
        "一线见闻",
        "经济观察",
        "走进县城看发展",
        "·深度·",
        "热点追踪",
    ),
    *("身边的变化", "来自乡村的报告", "权威发布", "百姓话题", "评论员文章", "“十四五”开局之年——", "记者手记"),
)
_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛"
    "叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔"
    "贺赖龚文"
)
_GIVEN = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂英华建国志文玉春海云飞鹏宇浩然欣怡子轩梦琪雨泽晨思远"
    "嘉慧雪琳凯旋东升立新晓峰"
)
_PLACES = (
    "北京",
    "上海",
    "广州",
    "成都",
    "南昌",
    "昆明",
    "长沙",
    "合肥",
    "西宁",
    "石家庄",
    "呼和浩特",
    "乌鲁木齐",
)
_PAPERS = ("海东日报", "江城晚报", "高新时报", "南湖周刊", "新区报")


def names(draw: Random, count: int) -> list[str]:
    """Names of people who do not exist."""
    return [
        draw.choice(_SURNAMES) + "".join(draw.sample(_GIVEN, draw.choice((1, 2, 2)))) for _ in range(count)
    ]


def byline(draw: Random, people: Sequence[str], where: str) -> str:
    """Who wrote it: on a line of its own, before the first sentence, or under the last."""
    a, rest = people[0], people[1:]
    all_of = draw.choice((" ", "、", " ", "　")).join(people)
    place, day = draw.choice(_PLACES), f"{draw.randint(1, 12)}月{draw.randint(1, 28)}日"
    if where == "lead":
        return draw.choice(
            (
                f"本报讯（{all_of}）",
                f"本报讯（记者 {all_of}）",
                f"本报讯 记者{all_of}报道：",
                "本报讯 ",
                f"（记者 {a} 通讯员 {(rest or names(draw, 1))[0]}）",
                f"新华社{place}{day}电（记者{all_of}）",
                f"本报{place}{day}电 （记者{all_of}）",
                f"本报记者{a}{place}报道 ",
                f"本报讯（文/{a} 图/{(rest or names(draw, 1))[0]}）",
                f"据新华社{place}{day}电 ",
                f"中新社{place}{day}电 ",
                f"本报讯（特约通讯员 {a}）",
            )
        )
    if where == "end":
        return draw.choice(
            (
                all_of,
                f"（{all_of}）",
                f"（记者 {all_of}）",
                f"本报记者 {all_of}",
                f"（作者：{a}）",
                f"（作者系{place}大学教授）",
                f"——{a}",
                f"记者 {a} 通讯员 {(rest or names(draw, 1))[0]}",
                f"（{a} 文/图）",
            )
        )
    return draw.choice(
        (
            f"▶ {all_of}",
            f"文/{a} 图/{(rest or names(draw, 1))[0]}",
            f"文/图 {a}",
            f"本报记者 {all_of}",
            f"□ 本报记者 {all_of}",
            f"○{a}",
            f"○ {all_of}",
            f"■{a}",
            f"（记者 {a} 通讯员 {(rest or names(draw, 1))[0]}）",
            f"记者 {all_of}",
            all_of,
            f"本报记者 {a} 本报通讯员 {(rest or names(draw, 1))[0]}",
            f"新华社记者 {all_of}",
            f"◎文/{a}",
            f"作者：{a}",
            f"撰文 {a} 摄影 {(rest or names(draw, 1))[0]}",
            f"● {a}",
        )
    )


def credit(draw: Random, people: Sequence[str]) -> str:
    """Who made a picture."""
    a = people[0]
    return draw.choice(
        (
            f"图片来源：{draw.choice(_PLACES)}日报",
            f"{a} 摄",
            f"本报记者 {a} 摄",
            f"（{a} 摄）",
            f"摄影/{a}",
            f"图/{a}",
            "（资料图片）",
            "图源：视觉中国",
            f"通讯员 {a} 供图",
        )
    )


def caption(draw: Random, phrases: Sequence[str], people: Sequence[str]) -> list[str]:
    """One or two lines under a picture that is not there; the last is often the credit."""
    says = draw.choice(phrases) if phrases else "活动现场"
    form = draw.random()
    if form < 0.35:
        return [credit(draw, people)]
    if form < 0.5:
        return [f"图为{says}。 {people[0]}摄"]
    if form < 0.75:
        return [says]
    return [says, credit(draw, people)]


def article_end(draw: Random) -> str:
    """What a desk writes under an article."""
    a, b = names(draw, 2)
    return draw.choice(
        (
            f"责任编辑：{a}",
            f"（责任编辑 {a}）",
            f"责编：{a} 校对：{b}",
            f"编辑 {a}",
            f"责任编辑：{a} {b}",
            f"来源：{draw.choice(_PAPERS)}",
        )
    )


def furniture(draw: Random, where: str) -> list[str]:
    """Lines of the page itself."""
    paper, page = draw.choice(_PAPERS), draw.randint(1, 16)
    month, day = draw.randint(1, 12), draw.randint(1, 28)
    a, b = names(draw, 2)
    top = (
        f"{paper}",
        f"2021年{month}月{day}日 星期{draw.choice('一二三四五六日')}",
        f"第{page}版",
        f"{page:02d} 要闻",
        f"{paper} 2021年{month}月{day}日 第{page:02d}版",
        f"A{page} 综合新闻",
        f"2021.{month:02d}.{day:02d} 星期{draw.choice('一二三四五六日')} 编辑 {a} 版式 {b}",
    )
    foot = (
        f"{page}",
        f"— {page} —",
        f"第 {page} 页 共 16 页",
        f"责任编辑：{a} 美术编辑：{b}",
        "新闻热线：0734-8888888 邮箱：news@example.com",
        f"本版编辑 {a} 版式设计 {b} 校对 {names(draw, 1)[0]}",
        f"国内统一刊号 CN43-00{page:02d}",
    )
    return draw.sample(top if where == "top" else foot, draw.choice((1, 1, 2)))
