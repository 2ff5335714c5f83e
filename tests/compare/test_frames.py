"""A name told from a word by the same words around it, and what only refers to a name."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import dedup
from dedup.types import Change
from tests.conftest import SEEDS

Seen = Callable[..., list[Change]]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (
            "受灾的有湖南、江苏、浙江等地，已转移群众。",
            "受灾的有湖南、江军、浙江等地，已转移群众。",
            "FCT306",
        ),
        ("事实证明欧盟及其成员国是可靠的朋友。", "事实证明世界卫生组织及其成员国是可靠的朋友。", "FCT307"),
        ("双方加强合作。文在寅表示，今年很重要。", "双方加强合作。文在林表示，今年很重要。", "FCT305"),
    ],
)
def test_what_stands_in_the_same_frame_as_a_name_is_another_name(
    seen: Seen, old: str, new: str, code: str
) -> None:
    rest = "会议昨日在礼堂举行，代表们讨论了预算。"
    assert [change.code for change in seen([old, rest], [new, rest])] == [code]


@pytest.mark.parametrize(("name", "reference"), [("欧盟", "他们"), ("非盟", "非洲联盟"), ("衡阳市", "当地")])
def test_a_reference_to_a_name_is_no_other_name(seen: Seen, name: str, reference: str) -> None:
    tell = "会议昨日通过决议，对{}所做的工作表示满意。"
    assert seen([tell.format(name)], [tell.format(reference)]) == []


def test_only_what_has_the_marks_of_a_dateline_is_one(seen: Seen) -> None:
    rest = "代表们认为，过去一年的工作成绩来之不易，明年的目标切实可行。"
    [change] = seen([f"{rest}这份材料是一个求真务实的报告，鼓舞人心。"], [f"{rest}这份材料鼓舞人心。"])
    assert change.code == "TXT401"
    assert seen([f"新华社北京5月18日电（记者赵明）{rest}"], [rest]) == []


def test_places_put_in_are_facts_of_one_version(seen: Seen) -> None:
    rest = "会上听取了防汛工作的汇报，部署了下一阶段的任务。"
    one = f"据初步统计，陕西、广东等地企业已经恢复生产。{rest}"
    [change] = seen([one], [one.replace("陕西、广东等地", "")])
    assert (change.code, [mention.text for mention in change.a[1:]]) == ("TXT401", ["陕西", "广东"])


def test_a_place_that_another_word_replaces_in_quotation_marks_is_another_quotation(seen: Seen) -> None:
    tell = "他说，这里创造了“澳门特色、澳门亮点、{}经验”。会上部署了下一阶段的任务。"
    assert [change.code for change in seen([tell.format("澳门")], [tell.format("社会")])] == ["FCT309"]


def test_a_name_that_the_other_version_has_in_another_form_is_not_missing() -> None:
    [pair] = dedup.diff(*sorted(map(str, SEEDS.glob("*.txt")))).pairs
    named = [change for change in pair.changes if change.code == "FCT307"]
    other = {m.text for change in named if change.op == "changed" for m in (*change.a, *change.b)}
    assert other
    assert not [change.message for change in named if change.op != "changed" and change.a[0].text in other]
