"""One story as eight papers print it: who changed what is known."""

from pathlib import Path

STORY = (
    "云溪县数字农业产业园昨日开园，首批签约企业20家，总投资3.6亿元。县委书记周明远在开园仪式上说，"
    "园区将在三年内带动两千名农民就业。",
    "产业园位于青溪镇南岭村，占地580亩，建有智能温室12座、冷链仓库3座。去年6月动工以来，"
    "施工单位克服雨季影响，提前一个月完成主体工程。",
    "园区负责人陈立群介绍，温室采用水肥一体化系统，亩均用水比大田减少四成，预计年产蔬菜8600吨，产值1.2亿元。",
    "“我们最看重的是订单。”南岭村种植大户何秀兰说，她与园区签了五年协议，今年先种30亩番茄，收入比往年增加两成以上。",
    "县农业农村局表示，下一步拟建设区域性种苗中心，并与省农科院共建实验站。",
)
DEAR = ("3.6亿", "3.9亿")
PAPERS = {
    "晨报/2021-03-05": (),
    "日报/2021-03-06": (),
    "晚报/2021-03-06": (DEAR,),
    "商报/2021-03-07": (DEAR, ("周明远", "周明元")),
    "都市报/2021-03-07": (("20家", "10家"),),
    "农民报/2021-03-08": (("拟建设", "将建设"),),
    "工人报/2021-03-08": (DEAR, ("周明远", "周明元"), ("两成以上", "三成以上")),
    "青年报/2021-03-09": (),
}
SHORTENED = "青年报/2021-03-09"  # leaves the grower out and begins with the place


def write(folder: Path) -> Path:
    """A folder a paper, a file an issue."""
    for name, edits in PAPERS.items():
        paragraphs = [STORY[n] for n in ((1, 2, 0, 4) if name == SHORTENED else range(5))]
        text = "# 云溪数字农业产业园开园\n\n" + "\n\n".join(paragraphs) + "\n"
        for old, new in edits:
            text = text.replace(old, new)
        path = folder / f"{name}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder
