"""Texts of our own for the hostile cases: no word of them is copied from a newspaper."""

BRIDGE = """# 青河大桥年底通车 两岸出行缩短至十分钟

▶ 陈思远

青河大桥建设指挥部昨日通报,全长3.2公里的青河大桥已完成主体工程的86%,预计今年年底通车。

大桥总投资12.6亿元,双向六车道,设计时速80公里。项目负责人赵明礼介绍,目前有420名工人和35台大型设备在现场施工。

“桥面铺装最怕下雨,我们抢的就是这个窗口期。”赵明礼说,指挥部将在8月15日前完成全部箱梁吊装。

通车后,南岸新区到老城的车程将由45分钟缩短至10分钟,每天可分流车辆2.3万辆次。

市交通运输局副局长李红梅表示,大桥不收取通行费,公交线路将同步延伸至南岸新区。
"""

BRIDGE_REWRITTEN = """# 青河大桥明年通车

文/陈思远

“桥面铺装最怕下雨,我们抢的就是这个窗口期。”赵明理说,指挥部拟在8月25日前完成全部箱梁吊装。

青河大桥建设指挥部昨日通报,全长3.2公里的青河大桥已完成主体工程的68%,预计今年年底通车。

大桥总投资16.2亿元,双向六车道,设计时速80公里。项目负责人赵明理介绍,目前有420余名工人和35台大型设备在现场施工。

通车后,南岸新区到老城的车程将由45分钟缩短至10分钟,每天可分流车辆2.3万辆次。

市交通运输局副局长李红梅表示,大桥收取通行费,公交线路将同步延伸至南岸新区。
"""

LIBRARY = """# 社区书屋办到家门口

本报讯(记者 孙小雨)6月3日,梧桐街道第5家社区书屋开门迎客。书屋藏书6000余册,由退休教师吴国华义务管理。

书屋每周开放六天,设有儿童阅读角和老花镜专柜。居民刷身份证即可借书,一次最多借4本,借期30天。

街道办事处主任何丽说,年内还将新建两家书屋,让每个社区的居民走路10分钟就能到。
"""

TEA = """# 高山茶园迎来采摘季

▶ 罗永年

清明刚过,云岭村1500亩高山茶园进入采摘高峰。合作社理事长冯大壮说,今年春茶产量预计比去年增长12%。

村里引进了3条自动化加工线,鲜叶当天采、当天炒。每公斤鲜叶收购价从60元涨到75元,茶农户均增收8000元。

“以前卖叶子,现在卖牌子。”冯大壮说,合作社已与16家茶叶经销商签订了协议。
"""

ENGLISH = """The city council approved the new harbour bridge on 12 March 2021 after a debate of six
hours.

The bridge will cost 340 million dollars and will carry 25,000 vehicles a day. Work is expected to
start in June.

"We are not raising the toll," said Margaret Holloway, who chairs the transport committee. She added
that 45 percent of the money comes from the federal government.

Residents of the eastern shore have waited for the crossing since 1987, when the ferry was closed.
"""

ENGLISH_REWRITTEN = """The city council approved the new harbour bridge on 12 March 2021 after a
debate of six hours.

The bridge will cost 430 million dollars and may carry 25,000 vehicles a day. Work is expected to
start in July.

"We are raising the toll," said Margaret Galloway, who chairs the transport committee. She added
that 45 percent of the money comes from the federal government.

Residents of the eastern shore have waited for the crossing since 1987, when the ferry was closed.
"""


def wrapped(text: str, columns: int) -> str:
    """The text with every paragraph broken into lines of so many characters."""
    rows = []
    for line in text.split("\n"):
        rows += [line[n : n + columns] for n in range(0, len(line), columns)] or [""]
    return "\n".join(rows)


def body(page: str) -> str:
    """A page without its Markdown heading and byline."""
    return (
        "\n".join(line for line in page.split("\n") if not line.startswith(("#", "▶", "文/"))).strip() + "\n"
    )
