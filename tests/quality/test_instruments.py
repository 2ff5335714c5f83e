"""The measuring instruments themselves: a perfect answer scores full marks, a spoilt one does not."""

from __future__ import annotations

import random
import re

import numpy as np
import pytest

from bench.quality import laws
from bench.quality.edits import common_sentences, edits
from bench.quality.inject import place, touches
from bench.quality.neutral import CHANGES, numeral
from bench.quality.score import link_f1, misses, score
from bench.quality.tool import Versions, stand_in
from bench.quality.truth import by_construction, hengyang, shuffled_sections

PROSE = (
    "市教育局局长王立新表示，今年将建设12所学校，投资3.5亿元，增长15%。\n"
    "5月20日，第三届读书节在武汉举行，共有4000名学生参加，没有发生意外。\n"
    "他说：“我们要加强管理，把每一件重要的事情做好，让大家放心。”会上还介绍了可以报名的4万平方米新馆。\n"
    "教育部说，学校可能在9月开学，已经完成了准备。\n"
)


def true_blocks() -> list[tuple[int, int, int]]:
    _, gold = hengyang()
    return [tuple(block) for block in gold["blocks"]]


def test_the_hand_alignment_joins_equal_characters_and_never_one_twice() -> None:
    truth, gold = hengyang()
    assert laws.broken_map(gold["blocks"], truth.a, truth.b) == []
    assert [truth.a[a : a + n] for a, _, n in truth.either] == [
        truth.b[b : b + n] for _, b, n in truth.either
    ]


def test_the_hand_alignment_scores_itself_in_full() -> None:
    truth, _ = hengyang()
    found = score(truth, true_blocks())
    assert (found.recall, found.wrong, found.marked) == (1.0, 0.0, 1.0)
    assert misses(truth, true_blocks()) == []


def test_a_map_that_slipped_or_lost_a_block_scores_less() -> None:
    truth, _ = hengyang()
    blocks = true_blocks()
    slipped = [(a, b + 1, n) if n == max(x[2] for x in blocks) else (a, b, n) for a, b, n in blocks]
    assert score(truth, slipped).wrong > 0.05
    assert score(truth, slipped).recall < 0.95
    assert score(truth, blocks[3:]).recall < 1
    assert score(truth, blocks[3:]).marked > 1


def test_a_repeated_passage_may_be_mapped_at_either_place() -> None:
    truth, _ = hengyang()
    longest = max(truth.either, key=lambda block: block[2])
    taken = set(range(longest[1], longest[1] + longest[2]))
    rest = [block for block in true_blocks() if not taken & set(range(block[1], block[1] + block[2]))]
    found = score(truth, [*rest, longest])
    assert found.wrong == 0
    assert found.recall > score(truth, rest).recall


def test_links_of_the_truth_score_in_full_and_a_missing_one_is_seen() -> None:
    truth, gold = hengyang()
    texts = {"a": truth.a, "b": truth.b}
    paragraphs, number = {}, {}
    for place_, side in enumerate("ab"):
        lines = sorted({pair[place_] for pair in gold["links"]})
        starts = [m.start() for m in re.finditer(r"(?m)^", texts[side])]
        number[side] = {line: n for n, line in enumerate(lines)}
        paragraphs[side] = [{"spans": [[starts[n - 1], starts[n] - 1]]} for n in lines]
    links = [{"a": [number["a"][a]], "b": [number["b"][b]]} for a, b in gold["links"]]
    assert link_f1(gold, links, paragraphs, texts) == 1
    assert link_f1(gold, links[1:], paragraphs, texts) < 1
    crossed = [{"a": links[0]["a"], "b": links[1]["b"]}, *links]
    assert link_f1(gold, crossed, paragraphs, texts) < 1


@pytest.mark.parametrize("moved", [False, True])
def test_noise_knows_where_each_kept_character_went(moved: bool) -> None:
    order = shuffled_sections(PROSE, 1) if moved else None
    truth = by_construction(PROSE, 0.2, 3, order)
    kept = np.flatnonzero(truth.same >= 0)
    assert "".join(PROSE[i] for i in kept) == "".join(truth.b[truth.same[i]] for i in kept)
    assert 0.5 < len(kept) / len(PROSE) < 1
    assert (sorted(truth.same[kept].tolist()) == truth.same[kept].tolist()) is not moved


def test_the_laws_catch_a_map_that_breaks_them() -> None:
    assert laws.broken_map([[0, 0, 3], [3, 3, 1]], "衡陽Ａ市", "衡阳a市") == []
    assert laws.broken_map([[0, 0, 2]], "衡阳", "湘阳")
    assert laws.broken_map([[0, 0, 2], [1, 2, 1]], "衡阳", "衡阳阳")
    assert laws.broken_map([[0, 0, 1], [1, 0, 1]], "阳阳", "阳")
    assert laws.broken_map([[1, 1, 1], [0, 0, 1]], "衡阳", "衡阳")
    assert laws.broken_map([[0, 0, 9]], "衡阳", "衡阳")


def test_the_laws_catch_a_report_that_breaks_them() -> None:
    a, b = PROSE, PROSE.replace("12所", "15所")
    there, back = stand_in(a, b), stand_in(b, a)
    assert laws.broken_changes(Versions.of(there).changes, a, b) == []
    assert laws.broken_mirror(there, back) == []
    assert laws.broken_identity(stand_in(a, a), a) == []
    assert laws.broken_identity(there, a)
    assert laws.broken_mirror(there, stand_in(a, a))
    spoilt = stand_in(a, b)
    spoilt["pairs"][0]["changes"][0]["a"][0]["text"] = "13"
    assert laws.broken_changes(Versions.of(spoilt).changes, a, b)


def test_every_kind_of_factual_edit_finds_a_place() -> None:
    found = {edit.kind for edit in edits(PROSE, random.Random(1))}
    assert found >= {
        "number", "unit", "percent", "point", "date", "money", "person", "place", "organisation",
        "modality", "negation", "ordinal", "quotation",
    }  # fmt: skip


def test_an_edit_stands_where_it_says_and_is_found_again() -> None:
    dice = random.Random(2)
    from collections import Counter

    edited, placed = place(PROSE, PROSE, "b", dice, Counter())
    assert 1 <= len(placed) <= 3
    for one in placed:
        assert edited[one.start : one.end] == one.edit.new
        assert PROSE[one.other[0] : one.other[1]] == PROSE[one.edit.start : one.edit.end]
    seen = Versions.of(stand_in(PROSE, edited))
    assert all(any(touches(change, one) for change in seen.serious) for one in placed)
    assert not any(
        touches(change, one) for change in Versions.of(stand_in(PROSE, PROSE)).serious for one in placed
    )


def test_only_sentences_of_both_texts_are_edited() -> None:
    other = PROSE.replace("12所", "12座")
    assert next(PROSE[s:e][:4] for s, e, _ in common_sentences(PROSE, other)) == "5月20"


def test_neutral_edits_change_the_text_and_not_its_numbers() -> None:
    dice = random.Random(1)
    changed = {name: change(PROSE, dice) for name, change in CHANGES.items()}
    made = {name for name, text in changed.items() if text is not None}
    assert {"%/百分之", "full width", "half width", "，/；", "line torn", "order", "traditional text"} <= made
    assert all(text != PROSE for text in changed.values())
    assert [numeral(n) for n in (3, 10, 15, 20, 42)] == ["三", "十", "十五", "二十", "四十二"]
