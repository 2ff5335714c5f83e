"""Names of people as bylines print them: surname and given name, foreign names with ``·``."""

from __future__ import annotations

import re
from functools import cache

_SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳酆鲍史唐"
    "费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁"
    "杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯管卢莫经房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚程"
    "嵇邢滑裴陆荣翁荀羊惠甄曲家封芮储靳糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘厉戎祖武符刘景詹束龙叶幸司韶郜黎"
    "蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍璩桑桂濮牛寿通边扈燕冀浦尚农温别庄晏柴瞿阎充慕"
    "连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关"
    "蒯相查后荆红游竺权逯盖益桓公肖仝闫代付佟岳商苑原邸粟冼麦揭涂同仉帅缑亢况有琴佴伯佘晋楚法汝鄢钦岱么展覃由买禚问苟尉辜初门线钭牟卿"
    "来户宜竹仓苻操修迟战但植鹿丛官辇蹇光麻漆郏税练撒赫来多勒啜尧海祥冶伦兰次达格扎拉阿玛努吐麦坚才仁央旦加"
)
_COMPOUND = (
    "欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 令狐 慕容 司徒 长孙 宇文 夏侯 轩辕 端木 独孤 南宫 万俟 闻人 "
    "澹台 公冶 宗政 濮阳 淳于 单于 太叔 申屠 钟离 呼延 闾丘 司空 亓官 鲜于 拓跋 百里 东郭 西门 第五"
)
# characters that never stand in a given name, though they often follow a surname in running text
_NEVER = frozenset(
    "的了是在有这那和与及或为被把从向到对上下前后者您们吗呢吧啊呀我他她它你不没也都就还又再很最更等称说表示电讯报摄图版期号次个件条款项元"
    "亿吨倍均将已经由因并但而且则即若如请谁什么哪怎些县乡局厅署馆院厂店站区市部委"
)
# words that read like a surname and a given name
_NOT_NAMES = frozenset(
    "文章通讯时评专稿专栏连载年终时代金融经济万象广场方法应用安全常识家园时尚高考成长全景"[k : k + 2]
    for k in range(0, 42, 2)
)
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]+$")
_FOREIGN = re.compile(r"[\u3400-\u9fff]{1,6}(?:[·•・‧][\u3400-\u9fffA-Za-z.]{1,8}){1,4}$")


@cache
def _surnames() -> frozenset[str]:
    return frozenset(_SURNAMES) | frozenset(_COMPOUND.split())


def is_name(text: str, *, compound: bool = False) -> bool:
    """Whether the string can be one person's name, with a surname of two characters if ``compound``.

    Input is simplified Chinese.

    >>> is_name("谢小青"), is_name("欧阳修"), is_name("阿不都·热合曼"), is_name("产业园")
    (True, True, True, False)
    """
    if "·" in text or "•" in text:
        return bool(_FOREIGN.match(text))
    if not 2 <= len(text) <= 4 or not _HAN.match(text) or text in _NOT_NAMES:
        return False
    surname = 2 if text[:2] in _surnames() else 1
    if compound and surname == 1:
        return False
    given = text[surname:]
    if text[:surname] not in _surnames() or not 1 <= len(given) <= 2 + (
        surname == 1 and text[1] in _surnames()
    ):
        return False
    return not _NEVER.intersection(given)


def split_names(text: str) -> tuple[str, ...]:
    """Names written one after the other without a mark between them; () if they are none.

    The cut that leaves the fewest names, two or three characters each, is taken.

    >>> split_names("李硕王倩倩"), split_names("王明峰")
    (('李硕', '王倩倩'), ('王明峰',))
    """
    n = len(text)
    if n > 24:
        return ()
    best: list[tuple[str, ...] | None] = [None] * (n + 1)
    best[n] = ()
    for i in range(n - 1, -1, -1):
        for size in (3, 2, 4):
            if i + size > n or (tail := best[i + size]) is None or not is_name(text[i : i + size]):
                continue
            if size == 4 and text[i : i + 2] not in _surnames():
                continue
            here = (text[i : i + size], *tail)
            if (held := best[i]) is None or len(here) < len(held):
                best[i] = here
    return best[0] or ()
