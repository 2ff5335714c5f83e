"""Two names that a text itself calls one."""

from __future__ import annotations

import pytest

import dedup
from dedup.types import Cause, Change, Severity

INTRO = {
    True: "青石岭农业大学（以下简称“岭农大”）昨日发布消息，新校区将于九月启用，占地八百亩。\n",
    False: "青石岭农业大学昨日发布消息，新校区将于九月启用，占地八百亩。\n",
}
REST = "新校区设有六个学院。{}的一位负责人表示，图书馆已经建成，学生宿舍正在装修，师生都很期待。\n"
FULL, SHORT = "青石岭农业大学", "岭农大"
DEFINED = [
    ("白河口水务集团有限公司", "河口集团"),
    ("柳河县人民医院", "柳医集团"),
    ("青石岭水利发展有限公司", "青石公司"),
]


def changes(a: str, b: str) -> list[Change]:
    [pair] = dedup.diff(a, b).pairs
    return list(pair.changes)


@pytest.mark.parametrize("intro", [(True, True), (True, False), (False, True)])
@pytest.mark.parametrize("names", [(FULL, SHORT), (SHORT, FULL)])
def test_a_defined_short_form_is_wording(intro: tuple[bool, bool], names: tuple[str, str]) -> None:
    texts = [INTRO[said] + REST.format(name) for said, name in zip(intro, names, strict=True)]
    found = [
        c
        for c in changes(*texts)
        if {c.a[0].text if c.a else "", c.b[0].text if c.b else ""} == {FULL, SHORT}
    ]
    assert [(c.kind, c.severity, c.cause) for c in found] == [("wording", Severity.NOTE, Cause.VARIANT)]
    assert found[0].evidence


def test_without_the_definition_another_name_stays_a_claim() -> None:
    found = changes(INTRO[False] + REST.format(FULL), INTRO[False] + REST.format("白河口农业大学"))
    assert any(c.kind == "organisation" and c.severity is not Severity.NOTE for c in found)


def test_a_definition_says_nothing_of_other_names() -> None:
    found = changes(INTRO[True] + REST.format(FULL), INTRO[True] + REST.format("白河口农业大学"))
    assert any(c.kind == "organisation" and c.severity is not Severity.NOTE for c in found)


@pytest.mark.parametrize(("full", "short"), DEFINED)
def test_it_is_no_wrong_organisation_in_either_direction(full: str, short: str) -> None:
    said = INTRO[True].replace(FULL, full).replace(SHORT, short)
    for one, two in ((full, short), (short, full)):
        found = changes(said + REST.format(one), said + REST.format(two))
        assert [(c.kind, c.severity, c.cause) for c in found] == [("wording", Severity.NOTE, Cause.VARIANT)]
        undefined = changes(said.replace("以下简称", "原属") + REST.format(one), REST.format(two))
        assert any(c.kind == "organisation" and c.severity is not Severity.NOTE for c in undefined)
