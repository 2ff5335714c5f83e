"""Names by the company they keep, one line a family; all persons and bodies here are made up."""

import pytest

from dedup.facts import find_in


def names(text: str, kind: str) -> list[str]:
    return [text[f.start : f.end] for f in find_in(text) if f.kind == kind]


@pytest.mark.parametrize(
    ("text", "persons"),
    [
        ("首席运营官梁昌霖告诉记者，", ["梁昌霖"]), ("李晓荣，女，汉族，教师。", ["李晓荣"]), ("副主席张庆明、辜胜利、卫红强出席会议。", ["张庆明", "辜胜利", "卫红强"]),
        ("委员马露作了发言。", ["马露"]), ("外长王毅同对方会谈。", ["王毅"]), ("主席高威拿起绳子。", ["高威"]), ("“……”张有连说。", ["张有连"]),
        ("副会长李守山介绍，", ["李守山"]), ("董事长杨国强表示，", ["杨国强"]), ("专家米哈伊尔·别利亚耶夫认为，", ["米哈伊尔·别利亚耶夫"]),
        ("顾问马克·索贝尔认为，", ["马克·索贝尔"]), ("总统雅各布·范登波恩表示，", ["雅各布·范登波恩"]), ("乡党委书记巴桑次仁来说，", ["巴桑次仁"]),
        ("日本名将伊藤美诚晋级。", ["伊藤美诚"]), ("要见达·芬奇的画。", ["达·芬奇"]),
    ],
)  # fmt: skip
def test_persons(text: str, persons: list[str]) -> None:
    assert names(text, "person") == persons


@pytest.mark.parametrize(
    "text",
    [
        "每天总有市民陆续入园。", "要求员工戴口罩和勤洗手。", "麻醉科党支部书记很忙。", "这是权利的宣言书。", "书记贺信精神传开。", "专家组组长查看病情。",
        "记者边走边介绍。", "演员齐声吟诵。", "各地齐齐发力。", "天刚蒙蒙亮。", "有陈旧性心梗。", "今年的汤尤杯推迟。", "读高三的人说。",
    ],
)  # fmt: skip
def test_words_that_are_no_persons(text: str) -> None:
    assert names(text, "person") == []


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("中国篮球协会主席表示，", ["中国篮球协会"]), ("华为（福州）物联网创新中心落地。", ["华为（福州）物联网创新中心"]), ("南方电网公司架设线路。", ["南方电网公司"]),
        ("中国农业节水和农村供水技术协会说，", ["中国农业节水和农村供水技术协会"]), ("陕西省水务集团水处理设备公司建成。", ["陕西省水务集团水处理设备公司"]),
        ("马尾区市政管理处通知，", ["马尾区市政管理处"]), ("民政部、人力资源社会保障部等参加。", ["民政部", "人力资源社会保障部"]),
    ],
)  # fmt: skip
def test_organisations(text: str, bodies: list[str]) -> None:
    assert names(text, "organisation") == bodies


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("在上海临港新片区生产。", ["上海临港新片区"]), ("来到金龙村村民家里。", ["金龙村"]), ("彭场镇党委书记说，", ["彭场镇"]), ("让城乡居民喝上好水。", []),
        ("该村村民说，", []), ("贫困村村民说，", []),
    ],
)  # fmt: skip
def test_places(text: str, places: list[str]) -> None:
    assert names(text, "place") == places
