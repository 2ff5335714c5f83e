"""What the comparison says of small edits, and its laws."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedup.align import align
from dedup.compare import compare
from dedup.config import Settings
from dedup.facts import find
from dedup.text.reading import Reading
from dedup.types import Cause, Change, Op, Paragraph, ParagraphKind, Severity, Span

STORY = [
    "本报讯 9月28日，临江市产业链建设工作动员大会在市会展中心召开，明确将重点培育14条优势产业链。",
    "市工业和信息化局局长张建国介绍，临江科技园总建筑面积4.2万平方米，计划引入企业20多家，预计5月开园。",
    "“园区将为企业提供最好的服务。”张建国说，今年一季度，全市新开工项目9个，总投资17.8亿元，同比增长27.3%。",
    "目前，运营商已组建10亿元的产业基金，另有30家公司通过初审。园区同时拟成立医疗健康产业服务联盟。",
]


def reading(paragraphs: list[str], doc: str) -> Reading:
    at, made = 0, []
    for text in paragraphs:
        made.append(Paragraph(ParagraphKind.BODY, (Span(at, at + len(text)),), text))
        at += len(text) + 1
    return Reading.of_paragraphs(doc, made, "\n".join(paragraphs))


def changes(one: list[str], two: list[str], settings: Settings | None = None) -> tuple[Change, ...]:
    a, b = reading(one, "a.txt"), reading(two, "b.txt")
    return compare(a, b, find(a), find(b), align(a, b), settings or Settings())


def seen(one: list[str], two: list[str]) -> list[Change]:
    """What an editor must see."""
    return [c for c in changes(one, two) if c.severity is not Severity.NOTE]


def edited(old: str, new: str) -> list[str]:
    assert sum(p.count(old) for p in STORY) == 1, old
    return [p.replace(old, new) for p in STORY]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("14条", "15条", "FCT302"),
        ("4.2万平方米", "4.2万亩", "FCT302"),
        ("20多家", "20家", "FCT302"),
        ("17.8亿元", "17.6亿元", "FCT303"),
        ("27.3%", "27.5%", "FCT304"),
        ("27.3%", "27.3个百分点", "FCT304"),
        ("9月28日", "9月26日", "FCT301"),
        ("预计5月", "预计6月", "FCT301"),
        ("局长张建国介绍", "局长张建军介绍", "FCT305"),
        ("拟成立", "将成立", "FCT310"),
        ("通过初审", "未通过初审", "FCT311"),
        ("最好的服务", "最快的服务", "FCT309"),
    ],
)
def test_one_edited_fact_is_one_change_with_its_code(old: str, new: str, code: str) -> None:
    found = seen(STORY, edited(old, new))
    assert [c.code for c in found] == [code]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("10亿元", "十亿元"),
        ("20多家", "20余家"),
        ("27.3%", "百分之二十七点三"),
        ("4.2万平方米", "４．２万平方米"),
        ("，总投资", ",总投资"),
        ("产业服务联盟。", "“产业服务联盟”。"),
        ("动员大会", "動員大會"),
        ("30家公司", "30家企业"),
        ("17.8亿元", "1780000000元"),
    ],
)
def test_the_same_fact_written_otherwise_is_no_difference(old: str, new: str) -> None:
    assert seen(STORY, edited(old, new)) == []


def test_moved_split_and_merged_paragraphs_are_noise() -> None:
    two = [STORY[2], STORY[3], STORY[0] + STORY[1]]
    assert seen(STORY, two) == []
    assert {c.cause for c in changes(STORY, two)} == {Cause.LAYOUT}


def test_a_missing_sentence_is_one_change_with_its_facts() -> None:
    [change] = seen(STORY, edited("另有30家公司通过初审。", ""))
    assert (change.code, change.op) == ("TXT401", Op.ONLY_A)
    assert "30" in [m.value for m in change.a[1:]]
    assert change.b == ()


def test_a_number_put_in_is_a_fact_of_one_version() -> None:
    [change] = seen(edited("30家公司", "公司"), STORY)
    assert (change.code, change.op, [m.text for m in change.b]) == ("FCT302", Op.ONLY_B, ["30家"])


@pytest.mark.parametrize(
    ("before", "after", "differs"),
    [
        ("前3天", "后3天", True),
        ("头两天", "最后两天", True),
        ("过去三年", "未来三年", True),
        ("近三年", "过去三年", False),
        ("最后3天", "后3天", False),
        ("前3天", "3天", False),
    ],
)
def test_a_length_of_time_lies_on_one_side(before: str, after: str, differs: bool) -> None:
    one, two = ([*STORY, f"会期{said}，全市客运量创下新高。"] for said in (before, after))
    found = [(change.code, change.a[0].text, change.b[0].text) for change in seen(one, two)]
    assert found == ([("FCT302", before, after)] if differs else [])


def test_a_name_misread_everywhere_is_one_change_with_all_its_places() -> None:
    park = "湘南湘西移动互联网产业园"
    one = [f"{park}预计开园。", "项目进展顺利，工程建设进入尾声。", f"记者从{park}了解到，招商已经启动。"]
    two = [p.replace("湘南", "湖南") for p in one]
    [change] = seen(one, two)
    assert (change.code, change.cause, change.count) == ("FCT307", Cause.OCR, 2)
    assert [m.text for m in change.a] == [park, park]


def test_a_sentence_printed_twice_is_a_spare_copy_not_news() -> None:
    assert seen(STORY, [*STORY, STORY[1]]) == []


def test_what_an_excerpt_leaves_out_is_summed_up() -> None:
    found = seen(
        STORY * 1 + ["项目负责人表示，厂房选址已经完成，设备将于明年3月份到位，届时可以投产。"], [STORY[1]]
    )
    assert [c.code for c in found] == ["TXT401"]
    assert found[0].count >= 2


def test_severity_is_the_editors_to_set() -> None:
    settings = Settings(severity={"FCT302": "note"})
    assert [c.severity for c in changes(STORY, edited("14条", "15条"), settings) if c.code == "FCT302"] == [
        Severity.NOTE
    ]


texts = st.lists(
    st.lists(
        st.sampled_from([*STORY, "5月", "20家", "，", "张建国", "未", "拟", "“", "”", "3%", "将"]), max_size=6
    ).map("".join),
    max_size=4,
).map(lambda parts: [p for p in parts if p])


@given(texts)
def test_a_text_does_not_differ_from_itself(one: list[str]) -> None:
    assert changes(one, one) == ()


def _mirror(change: Change) -> tuple[object, ...]:
    return (
        change.code,
        change.kind,
        change.op.mirrored,
        change.severity,
        change.b,
        change.a,
        change.fingerprint,
    )


@given(texts, texts)
def test_the_other_way_round_the_changes_are_mirrored(one: list[str], two: list[str]) -> None:
    a, b = reading(one, "a"), reading(two, "b")
    there = compare(a, b, find(a), find(b), align(a, b), Settings())
    back = compare(b, a, find(b), find(a), align(b, a), Settings())
    assert {_mirror(c) for c in there} == {
        (c.code, c.kind, c.op, c.severity, c.a, c.b, c.fingerprint) for c in back
    }


@given(texts, texts)
def test_every_mention_can_be_cut_out_of_its_document(one: list[str], two: list[str]) -> None:
    sources = {"a.txt": "\n".join(one), "b.txt": "\n".join(two)}
    for change in changes(one, two):
        for mention in (*change.a, *change.b):
            assert mention.text == sources[mention.doc][mention.start : mention.end]


def test_the_date_of_a_dateline_is_no_missing_fact() -> None:
    two = [STORY[0].replace("本报讯", "新华社临江9月28日电"), *STORY[1:]]
    assert seen(STORY, two) == []


def test_a_changed_link_is_a_note() -> None:
    one, two = ([*STORY, f"查看原文 https://news.example/2020/{n}/VIDE{n}.html"] for n in ("06", "30"))
    assert seen(one, two) == []


def test_a_rewritten_clause_is_wording() -> None:
    assert seen(STORY, edited("通过初审", "达成入驻意向，完成签约")) == []
