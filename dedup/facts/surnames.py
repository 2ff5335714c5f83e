"""Chinese family names, and the characters that cannot stand in a given name after them."""

from __future__ import annotations

# The commonest hundred first, then by code point.
SINGLE = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁"
    "任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛万丛严丰乌乐乔习云井亢仇仝仲伊伍伏佘佟侯"
    "俞倪傅储党兰关冀冉农冷冼凌刁劳包匡华卓单卜卞卫危卿厉厍古史司吉向喻奚姬娄孔季宁安宓宗官宣宫容寇封"
    "尚尤屈屠岑岳嵇左巩巫巴帅席常庄庞康庾廉惠慕戈成戚戴房扈敖敬文施时昌明易昝晁晋晏景曲朴权杭柏查柯柳"
    "柴栗栾桂桑梅楚楼樊欧武段殷毕毛池汤沙洪涂温游湛滕漆濮焦燕牛牟狄璩甄甘申皮盖盘盛瞿祁祖祝禹穆窦章童"
    "竺符简管米粟糜索纪练缪羿翁翟耿聂胥臧舒艾芦芮花苑苗苟茅茹荀荆荣莘莫萧葛蒙蒲蓝蔺薄虞裘裴褚覃解訾詹"
    "诸谈谌谷豆贝费贺赖路车辛边连迟逯邝邢邬邰邵邸郁郎郗郜郝鄂鄢酆钮钱闫闵闻阎阙阚阮阴陶隋雍雷霍靳鞠韶"
    "项顾颜饶骆鲁鲍鲜鹿麦麻黎齐龙龚辜仉佴操丛苌芈邸亓巨粘淳"
)
DOUBLE = frozenset(
    "欧阳 上官 司马 诸葛 夏侯 皇甫 尉迟 公孙 慕容 令狐 宇文 司徒 端木 东方 独孤 南宫 长孙 西门 呼延 完颜 闻人 澹台 "
    "佐藤 铃木 高桥 田中 伊藤 渡边 山本 中村 小林 加藤 吉田 山田 安倍 石川 平野 桃田 麻生 河野 茂木 福原 水谷 张本 早田 大坂 羽生 池江 村上 松本 井上 木村 清水 山口 松田 石井 小野 三浦 岸田".split()
)
# Family names that are words more often than not: believed only beside a title or a verb of saying.
COMMON_WORDS = frozenset(
    "万乌乐于任何余党关农冷包华单卫危古史叶向季宁安宫封尚常康惠成文方时昌明易景曲杭林梅楚武毛江温游燕"
    "田白盛石简管花荣解贝路车边连金钟阴项马高麦黄龙戴查"
)
NOT_GIVEN = frozenset(
    "上下不与且个为之也了于人介从他以们会但位你使便其内再分则到前即却去又及只可号各后向告和回因在地坦"
    "外她如它对将就已带年并应强往很得您我或所才把指无日时是更曾最月有未来某正此每没点率由的着称笑等答"
    "给者而能至若表被要认让该说谈赴过还这透那都里问间随需须"
)
# Of these, the ones that names hold all the same: 李强, 高云才, 张有连. Believed beside a title or a verb of saying.
SOFT = frozenset("强才年正因可应有里必")
# Characters that end the words of things and not given names: 宣言书, 麻醉科, 柳叶刀.
NOT_LAST = frozenset(
    "性书科部岩宫节刀亭费筑馆院厂社站剂素酒机车船族厅室局处组型式率案罪证券票款税表卷刊网线隧罩塬岭峡杯奖品物肉汤粉药膜板柜笼"
)
# Verbs and prepositions that follow a name of two characters rather than end one of three.
NEXT_WORD = frozenset("同作率赴携偕致获获任出参当")
