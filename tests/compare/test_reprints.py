"""What an editor of a reprint looks for, and what need not be shown: edits in short news texts."""

import pytest

BEFORE = "入秋以来，街道的广场上天天都很热闹，前来散步的居民比往年多了不少。"
AFTER = "活动由文化站组织，附近的商铺也送来了茶水和点心，大家一直忙到很晚才散去。"


@pytest.mark.parametrize(
    ("old", "new", "code", "said"),
    [
        # offices
        ("总书记、国家主席发来贺信。", "总书记、国家副主席发来贺信。", "FCT308", ("主席", "副主席")),
        ("加蓬总统邦戈来电致谢。", "加蓬总理邦戈来电致谢。", "FCT308", ("总统", "总理")),
        # persons: foreign names, names in a list
        ("上合组织秘书长诺罗夫表示祝贺。", "上合组织秘书长诺姆夫表示祝贺。", "FCT305", ("诺罗夫", "诺姆夫")),
        (
            "保加利亚总理鲍里索夫在会上发言。",
            "保加利亚总理博里索夫在会上发言。",
            "FCT305",
            ("鲍里索夫", "博里索夫"),
        ),
        (
            "前总统普列夫内利耶夫表示感谢。",
            "前总统普列夫内利埃夫表示感谢。",
            "FCT305",
            ("普列夫内利耶夫", "普列夫内利埃夫"),
        ),
        (
            "王海洋、刘鹤、何立峰和负责同志陪同。",
            "王海洋、刘鹤、何立强和负责同志陪同。",
            "FCT305",
            ("何立峰", "何立强"),
        ),
        (
            "王海洋、赵乐安、韩正、李文山等到会。",
            "王海洋、赵乐安、韩永、李文山等到会。",
            "FCT305",
            ("韩正", "韩永"),
        ),
        ("秘书长拉朱卜表示支持。", "秘书长拉朱布表示支持。", "FCT305", ("拉朱卜", "拉朱布")),
        ("法律委员会副主任委员李海作报告。", "法律委员会主任委员李海作报告。", "FCT308", ("副主任", "主任")),
        ("在车间里，李克强说，要加快。", "在车间里，李克文说，要加快。", "FCT305", ("李克强", "李克文")),
        # dates
        ("今年7月份共查处问题300起。", "2月共查处问题300起。", "FCT301", ("今年7月份", "2月")),
        (
            "活动从2月下旬开始，每周一次。",
            "活动从2月下旬结束，每周一次。",
            "FCT301",
            ("从2月下旬开始", "2月下旬结束"),
        ),
        (
            "双方以今年建交30周年为契机加强合作。",
            "双方以去年建交30周年为契机加强合作。",
            "FCT301",
            ("今年", "去年"),
        ),
        ("医院对已感染患者全力救治。", "医院对未感染患者全力救治。", "FCT311", ("已", "未")),
        ("他是十三届全国人大代表。", "他是十四届全国人大代表。", "FCT312", ("十三届", "十四届")),
        ("比赛连续举办三届展览。", "比赛连续举办四届展览。", "FCT302", ("三届", "四届")),
        # words that decide
        ("双方坚决反对外部干涉。", "双方坚决赞成外部干涉。", "FCT319", ("反对", "赞成")),
        ("各方推动疫苗的上市使用。", "各方推动疫苗的退市使用。", "FCT319", ("上市", "退市")),
        ("他们决心扎根西部、建设边疆。", "他们决心扎根中部、建设边疆。", "FCT319", ("西部", "中部")),
    ],
)
def test_an_edit_of_a_fact_is_told_whole_and_by_its_code(old, new, code, said, seen) -> None:  # type: ignore[no-untyped-def]
    changes = seen([BEFORE, old, AFTER], [BEFORE, new, AFTER])
    assert [c.code for c in changes] == [code]
    assert (changes[0].a[0].text, changes[0].b[0].text) == said


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("措施保障了武汉市和湖北省群众的生活。", "措施保障了武汉和湖北群众的生活。"),
        ("蒙古民主党主席来电慰问。", "蒙古国民主党主席来电慰问。"),
        ("国务委员兼外交部长王海参加会见。", "国务委员兼外长王海参加会见。"),
        ("晚报、央视网、央视频等平台将直播。", "晚报、央视频、央视网等平台将直播。"),
        ("会议定于25日下午召开。", "会议定于25日下午3时召开。"),
        ("今天（4月17日）上午发布通告。", "4月17日上午发布通告。"),
        ("过去一年，各项工作取得进展。", "去年各项工作取得进展。"),
        ("卫星顺利进入轨道。", "卫星顺利进入预定轨道。"),
        ("影响改革开放政策落地的各种障碍。", "影响改革开放政策落实的障碍。"),
        ("要提高补贴标准，落实到人。", "要提升补贴标准，落实到人。"),
        ("加快恢复经济社会秩序。", "加快恢复经济社会发展提供司法保障。"),
    ],
)
def test_other_words_for_the_same_are_not_told(old, new, seen) -> None:  # type: ignore[no-untyped-def]
    assert seen([BEFORE, old, AFTER], [BEFORE, new, AFTER]) == []


def test_who_wires_a_story_stands_for_nobody_in_it(seen) -> None:  # type: ignore[no-untyped-def]
    old = "新华社北京6月30日电 中央宣传部组织编辑了这本书。" + BEFORE
    new = "经党中央批准，中央宣传部组织编辑了这本书。" + BEFORE
    assert all(c.kind != "organisation" or not (c.a and c.b) for c in seen([old], [new]))


def test_a_short_sentence_that_one_version_lacks_is_a_passage(seen) -> None:  # type: ignore[no-untyped-def]
    old, new = f"{BEFORE}有专家提出质疑。{AFTER}", f"{BEFORE}{AFTER}"
    assert [(c.code, c.a[0].text) for c in seen([old], [new])] == [("TXT401", "有专家提出质疑。")]


@pytest.mark.parametrize("call", ["谢谢大家的光临。", "各位来宾、朋友们！"])
def test_a_call_to_the_audience_is_no_passage_to_see(call, seen) -> None:  # type: ignore[no-untyped-def]
    assert seen([f"{BEFORE}{call}{AFTER}"], [f"{BEFORE}{AFTER}"]) == []


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("昨天，王海会见张军，双方交换意见。", "昨天，张军会见王海，双方交换意见。", "FCT305"),
        ("列车从北京开往上海，全程六小时。", "列车从上海开往北京，全程六小时。", "FCT306"),
    ],
)
def test_two_names_that_change_places_are_told(old, new, code, seen) -> None:  # type: ignore[no-untyped-def]
    changes = seen([BEFORE, old, AFTER], [BEFORE, new, AFTER])
    assert [c.code for c in changes] == [code, code]
    assert changes[0].a[0].text == changes[1].b[0].text
    assert changes[0].b[0].text == changes[1].a[0].text


def test_no_order_of_a_list_is_told_but_one_that_counts(seen) -> None:  # type: ignore[no-untyped-def]
    old, new = "晚报、央视网、央视频{}播出三小时。", "晚报、央视频、央视网{}播出三小时。"
    assert seen([BEFORE, old.format("都"), AFTER], [BEFORE, new.format("都"), AFTER]) == []
    assert seen([BEFORE, old.format("分别"), AFTER], [BEFORE, new.format("分别"), AFTER])


def test_a_name_does_not_grow_into_the_office_behind_it(seen) -> None:  # type: ignore[no-untyped-def]
    old = "会议听取了最高人民法院院长周强所作的报告。"
    new = "会议听取了最高人民检察院检察长张军所作的报告。"
    changes = seen([BEFORE, old, AFTER], [BEFORE, new, AFTER])
    assert ("最高人民法院", "最高人民检察院") in {(c.a[0].text, c.b[0].text) for c in changes}
    assert {c.code for c in changes} == {"FCT305", "FCT307", "FCT308"}


def test_a_sentence_left_out_beside_a_changed_word_is_told_apart(seen) -> None:  # type: ignore[no-untyped-def]
    said = "代表们围绕如何改善山区交通作了发言。"
    old, new = f"{BEFORE}{said}工信部负责人答复。{AFTER}", f"{BEFORE}工业和信息化部负责人答复。{AFTER}"
    assert [(c.code, c.a[0].text) for c in seen([old], [new])] == [("TXT401", said)]


def test_both_copies_of_a_sentence_left_out_are_no_spare_copies(seen) -> None:  # type: ignore[no-untyped-def]
    said = "这座大桥将于下月建成通车，连接两岸村庄。"
    changes = seen([f"{said}{BEFORE}", f"{AFTER}{said}"], [BEFORE, AFTER])
    assert [c.code for c in changes] == ["TXT401"]
    assert seen([f"{said}{BEFORE}", f"{AFTER}{said}"], [f"{said}{BEFORE}", AFTER]) == []


ENGLISH = (
    "The harbour was busy all morning, and boats came and went as they do in any summer. {} "
    "In the evening the lamps were lit along the quay."
)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("Premier Anna Berg opened the fair.", "President Anna Berg opened the fair.", "FCT308"),
        ("Deputy Mayor Tom Hill opened it.", "Mayor Tom Hill opened it.", "FCT308"),
        ("The office denied the report.", "The office confirmed the report.", "FCT319"),
        ("He won the men's race at noon.", "He won the women's race at noon.", "FCT319"),
        ("They met in Berlin and talked of trade.", "They met in Munich and talked of trade.", "FCT306"),
        ("The firm plans to open a shop there.", "The firm has opened a shop there.", "FCT310"),
        ("The ships are expected to leave by rail.", "The ships will leave by rail.", "FCT310"),
        ("Huawei Technologies said it would pay.", "ZTE Corporation said it would pay.", "FCT307"),
    ],
)
def test_an_edit_of_an_english_fact_is_told_by_its_code(old, new, code, seen) -> None:  # type: ignore[no-untyped-def]
    assert [c.code for c in seen([ENGLISH.format(old)], [ENGLISH.format(new)])] == [code]


def test_an_english_sentence_left_out_is_one_passage(seen) -> None:  # type: ignore[no-untyped-def]
    said = "Officials did not rule out further steps."
    changes = seen([ENGLISH.format(said)], [ENGLISH.format("").replace("  ", " ")])
    assert [c.code for c in changes] == ["TXT401"]
