"""A name told from a word by the same words around it, and what only refers to a name."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dedup.types import Change

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
