"""Markdown: a document's text stays text, tables stay whole, and the report fits a comment."""

from __future__ import annotations

from dataclasses import replace

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from dedup import plugs
from dedup.types import Result, Severity

from . import hostile

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
MARKUP = {"link_open", "image", "em_open", "strong_open", "s_open", "html_block", "softbreak", "hardbreak"}


def markdown(result: Result, lang: str = "zh") -> str:
    rendered: str = plugs.load("render.formats", "markdown").render(result, lang)
    return rendered


def inline(text: str) -> list[Token]:
    return [child for token in PARSER.parse(text) for child in token.children or ()]


def rows(text: str) -> list[list[str]]:
    """The cells of every row of every table, as a reader sees them."""
    found: list[list[str]] = []
    tokens = PARSER.parse(text)
    for at, token in enumerate(tokens):
        if token.type == "tr_open":
            found.append([])
        if token.type in ("td_open", "th_open"):
            found[-1].append("".join(c.content for c in tokens[at + 1].children or () if c.type == "text"))
    return found


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_table_lists_what_an_editor_must_see(seeds: Result, lang: str) -> None:
    seen = [change for change in seeds.pairs[0].changes if change.severity is not Severity.NOTE]
    head, *body = rows(markdown(seeds, lang))
    assert len(head) == 6
    assert [row[1][:6] for row in body] == [change.code for change in seen]
    assert [row[4] for row in body] == [str(change.count) for change in seen]


def test_hostile_text_is_no_markup() -> None:
    text = markdown(hostile.result())
    tokens = inline(text)
    assert not {token.type for token in tokens} & MARKUP
    assert {token.content for token in tokens if token.type == "html_inline"} <= {"<!-- -->"}
    table = rows(text)
    assert {len(row) for row in table} == {6}
    cells = {cell for row in table for cell in row}
    assert {"<script>alert(1)</script>", "a|b||c", "%0A::error::x"} <= cells


def test_nobody_is_mentioned_and_no_issue_is_linked() -> None:
    text = markdown(hostile.result())
    assert "@<!-- -->all" in text
    said = [token.content for token in inline(text) if token.type == "text"]
    assert not [text for text in said if "@all" in text or "#1" in text]


def test_pairs_that_were_not_compared_are_listed(seeds: Result) -> None:
    bare = replace(seeds, pairs=tuple(replace(pair, map=(), links=(), changes=()) for pair in seeds.pairs))
    head, row = rows(markdown(bare))
    assert len(head) == len(row) == 4
    assert row[1] == "0.63"


@pytest.mark.parametrize("factor", [1, 50, 400])
def test_it_fits_a_comment_and_says_what_is_left_out(seeds: Result, factor: int) -> None:
    long = replace(seeds, pairs=seeds.pairs * factor)
    entries = factor * (1 + sum(change.severity is not Severity.NOTE for change in seeds.pairs[0].changes))
    text = markdown(long, "en")
    assert len(text) <= 65_536
    shown = text.count("\n### ") + sum(
        line.startswith(("| error", "| warning")) for line in text.splitlines()
    )
    left = int(text.splitlines()[-1].split()[2]) if "… and " in text else 0
    assert shown + left == entries
    assert (left > 0) == (factor > 1)
