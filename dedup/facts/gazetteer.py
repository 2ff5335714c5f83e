"""Which words name a place: Chinese divisions (GB/T 2260), countries, regions, and jieba's place names sifted."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

_KINDS = (
    "特别行政区",
    "自治区",
    "自治州",
    "自治县",
    "自治旗",
    "林区",
    "地区",
    "矿区",
    "新区",
    "省",
    "市",
    "县",
    "区",
    "盟",
    "旗",
)
_KIND_ENDS = frozenset(kind[-1] for kind in _KINDS)
_PEOPLES = tuple(
    (
        "壮族 回族 维吾尔 土家族 苗族 藏族 羌族 彝族 布依族 侗族 哈尼族 傣族 白族 景颇族 傈僳族 朝鲜族 蒙古族 蒙古 哈萨克 柯尔克孜 满族 瑶族 黎族 畲族 土族 "
        "撒拉族 东乡族 保安族 裕固族 仫佬族 毛南族 各族 水族 仡佬族 拉祜族 佤族 布朗族 纳西族 普米族 独龙族 怒族 达斡尔族 锡伯 塔吉克"
    ).split()
)
_REGIONS = frozenset(
    (
        "华中 华东 华南 华北 西南 西北 东北 长三角 珠三角 京津冀 粤港澳 粤港澳大湾区 大湾区 长江三角洲 珠江三角洲 成渝 中原 江南 岭南 苏南 苏北 皖北 皖南 浙东 浙西 闽南 湘西 湘南 湘中 "
        "湘东 湘北 鄂西 鄂东 鄂北 豫南 豫北 豫东 豫西 粤东 粤西 粤北 桂北 川东 川西 川北 川南 陕北 陕南 关中 晋南 晋北 赣南 赣北 赣东北 黔东南 黔西南 滇西 滇中 辽东 辽西 胶东 鲁南 鲁西 鲁北 "
        "冀中 冀南 南疆 北疆 青藏高原 黄土高原 云贵高原 长江经济带 黄河流域 长江流域 太湖流域 淮河流域 "
        "亚洲 欧洲 非洲 美洲 北美 南美 拉美 北美洲 南美洲 大洋洲 拉丁美洲 东南亚 东亚 南亚 中亚 西亚 中东 中东欧 东欧 西欧 北欧 南欧 亚太 中欧 加勒比 地中海 太平洋 大西洋 印度洋 北冰洋 南极 北极 "
        "长江 黄河 珠江 淮河 海河 松花江 辽河 汉江 湘江 赣江 嘉陵江 黑龙江 鸭绿江 怒江 澜沧江 雅鲁藏布江 洞庭湖 鄱阳湖 太湖 青海湖 洱海 滇池 南海 东海 黄海 渤海 台湾海峡 泰山 华山 黄山 庐山 "
        "三峡 中关村 天安门 延安 井冈山 西柏坡 雄安 浦东 前海 横琴 南沙 雄安新区 浦东新区"
    ).split()
)
_COUNTRIES = frozenset(
    (
        "中国 美国 英国 法国 德国 俄罗斯 日本 韩国 朝鲜 印度 意大利 西班牙 葡萄牙 荷兰 比利时 卢森堡 瑞士 瑞典 挪威 丹麦 芬兰 冰岛 爱尔兰 奥地利 波兰 捷克 匈牙利 罗马尼亚 保加利亚 希腊 "
        "塞尔维亚 克罗地亚 斯洛文尼亚 斯洛伐克 乌克兰 白俄罗斯 立陶宛 拉脱维亚 爱沙尼亚 土耳其 伊朗 伊拉克 叙利亚 以色列 巴勒斯坦 约旦 黎巴嫩 沙特 沙特阿拉伯 也门 阿曼 阿联酋 卡塔尔 科威特 "
        "巴林 埃及 利比亚 突尼斯 阿尔及利亚 摩洛哥 苏丹 南苏丹 埃塞俄比亚 肯尼亚 坦桑尼亚 乌干达 卢旺达 布隆迪 刚果 刚果（金） 安哥拉 赞比亚 津巴布韦 莫桑比克 马达加斯加 毛里求斯 南非 "
        "纳米比亚 博茨瓦纳 尼日利亚 加纳 科特迪瓦 塞内加尔 马里 尼日尔 乍得 喀麦隆 加蓬 几内亚 塞拉利昂 利比里亚 多哥 贝宁 吉布提 索马里 厄立特里亚 毛里塔尼亚 加拿大 墨西哥 古巴 牙买加 海地 "
        "巴拿马 哥斯达黎加 尼加拉瓜 洪都拉斯 危地马拉 萨尔瓦多 多米尼加 哥伦比亚 委内瑞拉 厄瓜多尔 秘鲁 玻利维亚 巴西 智利 阿根廷 乌拉圭 巴拉圭 澳大利亚 新西兰 斐济 巴布亚新几内亚 萨摩亚 汤加 "
        "所罗门群岛 瓦努阿图 越南 老挝 柬埔寨 泰国 缅甸 马来西亚 新加坡 印度尼西亚 印尼 菲律宾 文莱 东帝汶 蒙古 蒙古国 哈萨克斯坦 乌兹别克斯坦 吉尔吉斯斯坦 塔吉克斯坦 土库曼斯坦 阿富汗 "
        "巴基斯坦 孟加拉国 斯里兰卡 尼泊尔 不丹 马尔代夫 格鲁吉亚 亚美尼亚 阿塞拜疆 塞浦路斯 马耳他 摩纳哥 梵蒂冈 香港 澳门 台湾 美利坚 苏联"
    ).split()
)
_CITIES = frozenset(
    (
        "纽约 华盛顿 洛杉矶 芝加哥 旧金山 休斯敦 波士顿 西雅图 伦敦 巴黎 柏林 慕尼黑 法兰克福 罗马 米兰 马德里 巴塞罗那 里斯本 维也纳 日内瓦 苏黎世 布鲁塞尔 阿姆斯特丹 哥本哈根 斯德哥尔摩 奥斯陆 "
        "赫尔辛基 莫斯科 圣彼得堡 华沙 布拉格 布达佩斯 雅典 伊斯坦布尔 东京 大阪 京都 首尔 釜山 平壤 新德里 孟买 曼谷 河内 吉隆坡 雅加达 马尼拉 悉尼 墨尔本 堪培拉 开罗 迪拜 多哈 利雅得 "
        "德黑兰 耶路撒冷 内罗毕 约翰内斯堡 开普敦 多伦多 温哥华 渥太华 墨西哥城 里约热内卢 圣保罗 布宜诺斯艾利斯 武汉 九龙 新界"
    ).split()
)
_ABROAD = _COUNTRIES | _REGIONS | _CITIES
_NOT_SHORT = frozenset(
    "城中 城东 城西 城北 城关 河口 中山 中原 朝阳 长安 和平 新华 新城 新建 通州 海港 平原 兴隆 高明 南山 宝山 东方 东城 西城 矿区 郊区 桥东 桥西 铁东 铁西 向阳 红旗 永定 富裕 安定 "
    "建华 解放 青年 友谊 合作 开原 开阳 文明 民主 明光 和田 红星 大同 吉安 永安 保安 安居 太和 新民 新兴 新安 惠民 东港 西平 普安 普兰 青山 青州 宁静 高阳 长治 大方 大安 大庆 大田 大名 文成 "
    "文县 城口 汇川 昌盛 平安 泰安 丰满 宽城 温泉 洪湖 公安 同心 武功 扶风 尚义 康保 明山 铁山 双阳 双城 双流 云龙 金山 江北 江南 白云 安阳 上街 正安 远安 浮山 中方 和平 雨山 金家庄 "
    "沿河 鼓楼 台江 广安 天门 广平 永丰 南部 达川 尖山 龙山 茅台 西湖 东湖 兴国 安远 寻乌 会同 东平 高台 西固 广水 常山 石柱 新市 兴化 滨海 太白 成功 东西 同安 城厢 安多 五一".split()
)
TRANSLITERATION = frozenset(
    "阿埃艾安奥巴白班邦保贝本比毕彼宾波伯博布策查达戴丹道德登迪蒂丁多俄厄恩尔法凡菲费芬弗福盖甘冈戈哥格根古瓜哈赫亨霍基吉加贾杰捷卡坎考科克肯库拉莱兰朗劳勒雷里利列林琳卢鲁伦罗洛马玛麦曼芒"
    "梅蒙孟米缅莫墨姆穆纳尼努诺欧帕潘佩彭皮珀蒲普奇契乔切瑞萨塞沙圣什史士斯苏索塔泰坦汤特提廷图土托瓦威韦维温沃乌西希夏谢辛休叙雅亚延耶伊印尤约扎泽詹珍芝祖坡腊堡顿敦大海"
)
# Sounds of foreign names, of Uyghur, Kazakh, Tibetan and Mongolian ones too, beyond those of places.
SOUNDS = (TRANSLITERATION - frozenset("大")) | frozenset(
    "娜妮丝莎叶夫诺奇佐松栋纽汉赖范冯雪黛蕾妲茜翠芙露莉姬雯桃琼简曼亨弥迦奈佳岱兹韶昂隆敖焦川龙绍菜英青钟乐慕宾堤杨柳彭江朴珀蓬诃仑尧喀撒旺仁扎措卓央旦嘎丹曲益珠依木提买合吾热丽娅孜别埃洪鲍钦逊"
    "钱姜佐伦库柯娃宁涅廖霍桑肖朱茨季申阔谷格辽沃茹缅吕汶沛帅达尚卜顺古帕慈劳鲁滕恰瑟赛裔因里努阶麻莲瓜藏丘雄炯加羊玛措姆仓边巴桑旺堆罗洛桑"
)
SINGLE_NAMES = frozenset("京津沪渝冀晋辽吉黑苏浙皖闽赣鲁豫鄂湘粤桂琼川蜀黔贵滇云陕秦甘陇青宁新藏港澳台")


def _short(name: str) -> str:
    if name[-1] in _KIND_ENDS:
        for kind in _KINDS:
            if name.endswith(kind) and len(name) > len(kind):
                name = name.removesuffix(kind)
                break
    if len(name) > 3 and name.endswith(_PEOPLES):
        for people in _PEOPLES * 3:
            name = name.removesuffix(people) or name
    return name


@lru_cache(maxsize=1)
def divisions() -> tuple[frozenset[str], Mapping[str, bool]]:
    """Full names of Chinese provinces, prefectures and counties; short ones with "is no mere county"."""
    from gb2260.data import data

    rows = {(int(code), str(name)) for code, name in data[None].items()}
    rows = {
        (code, name)
        for code, name in rows
        if name not in ("市辖区", "县", "郊区", "城区", "矿区", "新都市") and "直辖县级" not in name
    }
    short = {_short(name): code % 100 == 0 for code, name in sorted(rows, reverse=True)}
    return frozenset(name for _, name in rows), {
        name: large for name, large in short.items() if len(name) > 1 and name not in _NOT_SHORT
    }


_PROVINCES = frozenset(
    "北京 天津 上海 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 云南 陕西 甘肃 青海 内蒙古 广西 西藏 宁夏 新疆".split()
)


_MAJOR_FIRST = frozenset(name[0] for name in _PROVINCES)


def major_at(text: str, start: int) -> int:
    """Length of the province's name at ``start`` where the dictionary cuts it in two (山|东欧|龙), or 0."""
    if text[start : start + 1] not in _MAJOR_FIRST:
        return 0
    for size in (3, 2):
        if text[start : start + size] in _PROVINCES:
            return size
    return 0


def is_place(word: str, tag: str) -> bool:
    """``word``, tagged ``tag`` by the dictionary, names a place."""
    if len(word) < 2:
        return False
    if word in _ABROAD:
        return True
    full, short = divisions()
    if word in full:
        return True
    if word in short:
        return short[word] or tag in ("ns", "")
    if tag != "ns" or len(word) < 3:
        return False
    if word[-1] in "省市县州盟旗" or word.endswith(("自治区", "特区")):
        return word not in ("大城市", "大都市", "文明城市", "大中城市", "自治县", "自治州")
    return all(c in TRANSLITERATION for c in word)
