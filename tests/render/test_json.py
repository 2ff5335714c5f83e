"""The JSON report is the contract: its keys, their order, and offsets that hold."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dedup.plugs import load
from dedup.types import Result

_KEYS = {
    "documents": ["id", "path", "sha256", "encoding", "chars"],
    "articles": ["id", "doc", "title", "spans"],
    "pairs": ["a", "b", "relation", "jaccard", "cover_a", "cover_b", "map", "links", "changes"],
    "clusters": ["id", "members", "keep"],
    "findings": ["code", "severity", "message", "fingerprint", "where", "also"],
    "stages": ["name", "in", "out"],
}
_CHANGE = ["code", "kind", "op", "severity", "cause", "a", "b", "count", "message", "fingerprint"]
_MENTION = ["doc", "start", "end", "text", "value", "unit", "approx", "op"]


@pytest.fixture(scope="module")
def text(seeds: Result) -> str:
    rendered: str = load("render.formats", "json").render(seeds, "zh")
    return rendered


@pytest.fixture(scope="module")
def tree(text: str) -> dict[str, Any]:
    parsed: dict[str, Any] = json.loads(text)
    return parsed


def test_the_keys_of_the_contract_come_first_and_in_order(tree: dict[str, Any]) -> None:
    assert list(tree) == ["schema", "tool", "settings", *_KEYS]
    assert tree["schema"] == 1
    for name, keys in _KEYS.items():
        assert tree[name], f"nothing to look at in {name}"
        assert all(list(row)[: len(keys)] == keys for row in tree[name])
    changes = [change for pair in tree["pairs"] for change in pair["changes"]]
    assert all(list(change)[: len(_CHANGE)] == _CHANGE for change in changes)
    mentions = [mention for change in changes for mention in change["a"] + change["b"]]
    assert all(list(mention)[: len(_MENTION)] == _MENTION for mention in mentions)


def test_every_mention_can_be_cut_out_of_its_document(tree: dict[str, Any]) -> None:
    texts = {row["id"]: Path(row["path"]).read_text(row["encoding"]) for row in tree["documents"]}
    changes = [change for pair in tree["pairs"] for change in pair["changes"]]
    mentions = [mention for change in changes for mention in change["a"] + change["b"]]
    assert mentions
    for mention in mentions:
        assert texts[mention["doc"]][mention["start"] : mention["end"]] == mention["text"]


def test_links_point_at_paragraphs(tree: dict[str, Any]) -> None:
    held = {article["id"]: len(article["paragraphs"]) for article in tree["articles"]}
    for pair in tree["pairs"]:
        for side in ("a", "b"):
            linked = sorted(number for link in pair["links"] for number in link[side])
            assert linked == list(range(held[pair[side]]))


def test_numbers_that_belong_together_stand_on_one_line(text: str, tree: dict[str, Any]) -> None:
    assert max(map(len, text.splitlines())) < 1000
    for block in tree["pairs"][0]["map"]:
        assert any(line.strip().rstrip(",") == json.dumps(block) for line in text.splitlines())


def test_no_character_is_escaped_that_needs_no_escape(text: str) -> None:
    assert "\\u" not in text
    assert "湘南湘西移动互联网产业园" in text
