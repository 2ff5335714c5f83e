"""Short forms of a name and the full form that the text ties them to."""

import pytest

from dedup.facts import find_in
from dedup.facts.aliases import aliases
from dedup.types import Fact


def tied(text: str) -> dict[str, str]:
    return {short: full for (_, short), full in aliases(text, find_in(text)).items()}


@pytest.mark.parametrize(
    ("text", "short", "full"),
    [
        ("衡阳国家高新区招商。衡阳高新区说，建园。", "衡阳高新区", "衡阳国家高新区"),
        ("衡阳高新区招商。近年来，高新区建园。", "高新区", "衡阳高新区"),
        ("湖南省衡阳市招商，衡阳有20家企业。", "衡阳", "湖南省衡阳市"),
        ("湖南省出台办法，湖南将实施。", "湖南", "湖南省"),
        ("英国首相鲍里斯·约翰逊表示，同意。约翰逊说，将实施。", "约翰逊", "鲍里斯·约翰逊"),
    ],
)
def test_a_short_form_has_its_full_form(text: str, short: str, full: str) -> None:
    assert tied(text).get(short) == full


def test_a_form_of_two_things_is_tied_to_neither() -> None:
    assert "高新区" not in tied("衡阳高新区招商，潍坊高新区招商。高新区建园。")


def test_what_the_text_defines_holds() -> None:
    text = "北京大学（以下简称“北大”）招生。北大说，将扩招。"
    facts = [Fact("organisation", 0, 4, "北京大学"), Fact("organisation", 17, 19, "北大")]
    assert aliases(text, facts) == {("organisation", "北大"): "北京大学"}


def test_one_character_more_is_no_full_form() -> None:
    facts = [
        Fact("organisation", 0, 11, "昆明高新区企业服务中心"),
        Fact("organisation", 12, 24, "昆明高新区新企业服务中心"),
    ]
    assert aliases("", facts) == {}
