"""The smallest thing that changed is named, not the long name around it."""

import pytest

BEFORE = "入秋以来，街道的广场上天天都很热闹，前来散步的居民比往年多了不少。"
AFTER = "活动由文化站组织，附近的商铺也送来了茶水和点心，大家一直忙到很晚才散去。"


@pytest.mark.parametrize(
    ("old", "new", "code", "said"),
    [
        ("江苏省委书记到会祝贺。", "江西省委书记到会祝贺。", "FCT306", ("江苏", "江西")),
        ("他在武汉同济医院工作。", "他在长沙同济医院工作。", "FCT306", ("武汉", "长沙")),
        ("全国少数民族大会在北京隆重举行。", "全国少数民族大会在兰州隆重举行。", "FCT306", ("北京", "兰州")),
        ("组长韩正出席会议并讲话。", "组长王正出席会议并讲话。", "FCT305", ("韩正", "王正")),
        (
            "张伟、何立峰和有关部门负责同志陪同。",
            "张伟、何立志和有关部门负责同志陪同。",
            "FCT305",
            ("何立峰", "何立志"),
        ),
        ("作家马蒂尔达表示愿意再来。", "作家马提尔达表示愿意再来。", "FCT305", ("马蒂尔达", "马提尔达")),
        ("通报了第四轮检查情况。", "通报了第五轮检查情况。", "FCT312", ("第四轮", "第五轮")),
        ("队员在第一时间赶到。", "队员在第三时间赶到。", "FCT312", ("第一", "第三")),
        (
            "应急管理部立即派出工作组。",
            "国家税务总局立即派出工作组。",
            "FCT307",
            ("应急管理部", "国家税务总局"),
        ),
        (
            "同世界卫生组织深化交流合作。",
            "同应急管理部深化交流合作。",
            "FCT307",
            ("世界卫生组织", "应急管理部"),
        ),
        ("大家称赞这里是“养在山里的氧吧”。", "大家称赞这里是“养在城里的氧吧”。", "FCT309", None),
        ("活动口号是“守初心、担使命”。", "活动口号是“守工作、担使命”。", "FCT309", None),
        ("他们已向灾区寄出物资。", "他们拟向灾区寄出物资。", "FCT310", ("已", "拟")),
    ],
)
def test_a_changed_part_of_a_name_is_told_by_itself(old, new, code, said, seen) -> None:  # type: ignore[no-untyped-def]
    changes = seen([BEFORE, old, AFTER], [BEFORE, new, AFTER])
    assert [c.code for c in changes] == [code]
    if said:
        assert (changes[0].a[0].text, changes[0].b[0].text) == said


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("大会第十七次会议昨天召开。", "大会第17次会议昨天召开。"),
        ("市人大常委会法制工作委员会负责人说，", "市人大常委会法工委负责人说，"),
        ("本报北京4月2日电 展览开幕。", "展览开幕。"),
        ("他作了报告（报告全文见第二版）。", "他作了报告。"),
        ("他仔细看了牛棚、院落、卧室、客厅。", "他仔细看了客厅、院落、卧室、牛棚。"),
        ("第一，补短板。第二，强弱项。第三，打基础。", "第一，补短板。第二，打基础。"),
    ],
)
def test_what_says_the_same_is_not_told(old, new, seen) -> None:  # type: ignore[no-untyped-def]
    assert seen([BEFORE, old, AFTER], [BEFORE, new, AFTER]) == []


def test_an_item_that_does_not_count_on_is_told(seen) -> None:  # type: ignore[no-untyped-def]
    old = "第一，补短板。第二，强弱项。第三，打基础。"
    changes = seen([BEFORE, old, AFTER], [BEFORE, old.replace("第二", "第七"), AFTER])
    assert [c.code for c in changes] == ["FCT312"]


def test_words_left_out_between_two_names_are_no_other_name(seen) -> None:  # type: ignore[no-untyped-def]
    old = "记者在山东省委书记陪同下，在烟台、青岛采访。"
    changes = seen([BEFORE, old, AFTER], [BEFORE, "记者在山东烟台、青岛采访。", AFTER])
    assert {c.code for c in changes} <= {"TXT401"}
