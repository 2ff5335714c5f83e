"""Every fact kind documents and proves itself; a new one is under test before anyone writes one."""

import pytest

from dedup import codes, plugs

KINDS = plugs.names("facts.kinds")


@pytest.mark.parametrize("name", KINDS)
def test_a_fact_kind_documents_and_proves_itself(name: str) -> None:
    kind = plugs.load("facts.kinds", name)
    assert "## What it finds" in kind.__doc__
    assert "## Why it matters" in kind.__doc__
    assert kind.CODE in codes.rules()
    assert kind.NAME
    before, after = ({f.key for f in kind.find(text)} for text in kind.EXAMPLE)
    assert before
    assert before != after


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("text", ["", " ", "\n", "没有这样的东西可找"])
def test_a_fact_kind_finds_nothing_in_nothing(name: str, text: str) -> None:
    found = [f for f in plugs.load("facts.kinds", name).find(text) if f.kind != "negation"]
    assert found == []
