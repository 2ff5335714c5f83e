"""Laws of the alignment, its kernels against slow references, and its behaviour under noise."""

import itertools
import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedup.align import Alignment, align
from dedup.align.links import heaviest_increasing
from dedup.align.seeds import runs, slow_runs
from dedup.text.fold import codes, fold
from dedup.text.reading import Reading
from dedup.types import LinkKind, Paragraph, ParagraphKind, Span

WORDS = [
    "衡阳高新区",
    "移动互联网",
    "产业园",
    "预计5月开园",
    "2021年",
    "，",
    "。",
    "湘南",
    "GDP增长",
    "㎡",
    "½",
    "12.5%",
    "拟",
    "將",
]
SENTENCES = [
    "园区计划引入总部型企业20家、科创型企业200家。",
    "项目已进入扫尾阶段，预计5月开园。",
    "衡阳移动互联网产业、生物医药产业发展有基础。",
    "智慧医疗产业园位于新兴金融中心，建筑面积1.7万平方米。",
    "同时，还将成立医疗健康产业基金。",
    "两条产业链，配套建设两个产业园。",
    "运营方负责人介绍，他们将利用现有的完整运营服务体系。",
    "随着各项工程建设进入尾声，两个园中园犹如闪耀的新星。",
]
phrases = st.lists(st.sampled_from(WORDS), max_size=30).map("".join)
texts = st.lists(phrases, max_size=4).map(lambda parts: [p for p in parts if p])


def reading(paragraphs: list[str], doc: str = "a") -> Reading:
    """A document of these paragraphs, one a line."""
    at, made = 0, []
    for text in paragraphs:
        made.append(Paragraph(ParagraphKind.BODY, (Span(at, at + len(text)),), text))
        at += len(text) + 1
    return Reading.of_paragraphs(doc, made, "\n".join(paragraphs))


def check_laws(a: Reading, b: Reading, alignment: Alignment) -> None:
    blocks = alignment.blocks(a, b)
    assert list(blocks) == sorted(blocks)
    for one, two in itertools.pairwise(blocks):
        assert one.a + one.length <= two.a
    for one, two in itertools.pairwise(sorted(blocks, key=lambda x: x.b)):
        assert one.b + one.length <= two.b
    for block in blocks:
        left = a.source[block.a : block.a + block.length]
        right = b.source[block.b : block.b + block.length]
        assert fold(left).text == fold(right).text
        assert [len(fold(c).text) for c in left] == [len(fold(c).text) for c in right]


@given(texts, texts)
def test_blocks_agree_once_folded_and_never_overlap(one: list[str], two: list[str]) -> None:
    a, b = reading(one), reading(two, "b")
    check_laws(a, b, align(a, b))


@given(texts, texts)
def test_the_other_way_round_is_the_mirror(one: list[str], two: list[str]) -> None:
    a, b = reading(one), reading(two, "b")
    assert align(b, a) == align(a, b).mirrored()


@given(texts)
def test_a_text_is_all_the_same_as_itself(one: list[str]) -> None:
    a = reading(one)
    same = align(a, a)
    assert sum(run.length for run in same.runs) == len("".join(a.text.split()))
    assert all(link.kind is LinkKind.SAME and not link.moved for link in same.links)


@given(st.text("abAB12产业", max_size=40), st.text("abAB12产业", max_size=40), st.integers(2, 6))
def test_seeds_are_the_maximal_runs(a: str, b: str, k: int) -> None:
    found = runs(codes(a), codes(b), k, most=10_000)
    assert list(zip(found.a.tolist(), found.b.tolist(), found.n.tolist(), strict=True)) == slow_runs(a, b, k)


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(1, 9)), max_size=9, unique_by=lambda t: t[0]))
def test_the_heaviest_increasing_subsequence_is_the_heaviest(items: list[tuple[int, int]]) -> None:
    keys, weights = [k for k, _ in items], [w for _, w in items]
    got = heaviest_increasing(keys, weights)
    assert [keys[i] for i in got] == sorted(keys[i] for i in got)
    best = max(
        sum(weights[i] for i in chosen)
        for n in range(len(keys) + 1)
        for chosen in itertools.combinations(range(len(keys)), n)
        if [keys[i] for i in chosen] == sorted(keys[i] for i in chosen)
    )
    assert sum(weights[i] for i in got) == best


def test_reversed_sections_are_all_found_and_said_to_be_moved() -> None:
    a, b = reading(SENTENCES), reading(SENTENCES[4:] + SENTENCES[:4], "b")
    found = align(a, b)
    assert [link.kind for link in found.links] == [LinkKind.SAME] * len(SENTENCES)
    assert sum(link.moved for link in found.links) == 4


def test_split_and_merged_paragraphs_are_named() -> None:
    a = reading([SENTENCES[0] + SENTENCES[1], SENTENCES[2], SENTENCES[3]])
    b = reading([SENTENCES[0], SENTENCES[1], SENTENCES[2] + SENTENCES[3]], "b")
    kinds = [(link.a, link.b, link.kind) for link in align(a, b).links]
    assert kinds == [((0,), (0, 1), LinkKind.SPLIT), ((1, 2), (2,), LinkKind.MERGED)]


def test_a_changed_number_breaks_nothing_and_is_marked_as_a_whole() -> None:
    a, b = (
        reading(["签约企业共1462家，同比增长477.9%。"]),
        reading(["签约企业共1482家，同比增长478.9%。"], "b"),
    )
    covered = {i for run in align(a, b).runs for i in range(run.a, run.a + run.length)}
    marked = "".join(c for i, c in enumerate(a.text) if i not in covered)
    assert marked == "1462477.9"


def test_a_sentence_printed_twice_goes_to_the_copy_in_its_place() -> None:
    once, twice = SENTENCES[:5], [SENTENCES[4], *SENTENCES[:5]]
    found = align(reading(once), reading(twice, "b"))
    assert [(link.a, link.b) for link in found.links if not link.a] == [((), (0,))]


def test_what_is_put_in_is_marked_from_clause_to_clause() -> None:
    a = reading(["园区建成。工程顺利。企业入驻。"])
    b = reading(["园区建成。工程扩建。工程顺利。企业入驻。"], "b")
    covered = {i for run in align(a, b).runs for i in range(run.b, run.b + run.length)}
    assert "".join(c for i, c in enumerate(b.text) if i not in covered) == "工程扩建。"


def test_traditional_aligns_with_simplified() -> None:
    a, b = (
        reading(["國家級產業園區發展迅速，總面積４.２萬平方米。"]),
        reading(["国家级产业园区发展迅速，总面积4.2万平方米。"], "b"),
    )
    assert [link.kind for link in align(a, b).links] == [LinkKind.SAME]


def noisy(paragraphs: list[str], rate: float, rng: random.Random) -> tuple[list[str], list[int]]:
    """Paragraphs with a share of their characters substituted, deleted or inserted before, and the truth.

    The truth holds, for each character of the result (with newlines), its place in the original, or -1.
    """
    pool = "".join(paragraphs)
    out, truth, at = [], [], 0
    for text in paragraphs:
        made = []
        for i, ch in enumerate(text):
            dice = rng.random()
            if dice < rate / 3:
                continue
            if dice < 2 * rate / 3:
                made.append(rng.choice(pool))
                truth.append(-1)
                continue
            made.append(ch)
            truth.append(at + i)
            if dice < rate:
                made.append(rng.choice(pool))
                truth.append(-1)
        out.append("".join(made))
        truth.append(-1)
        at += len(text) + 1
    return out, truth


@pytest.mark.parametrize(("rate", "recall"), [(0.0, 1.0), (0.05, 0.97), (0.1, 0.96), (0.2, 0.90)])
def test_random_edits_lose_few_characters(page: dict[str, str], rate: float, recall: float) -> None:
    original = [line for line in page["000"].split("\n") if line.strip()]
    changed, truth = noisy(original, rate, random.Random(7))
    a, b = reading(original), reading(changed, "b")
    found = align(a, b)
    check_laws(a, b, found)
    got = {run.b + i: run.a + i for run in found.runs for i in range(run.length)}
    want = {j: i for j, i in enumerate(truth) if i >= 0 and not a.text[i].isspace()}
    right = sum(got.get(j) == i for j, i in want.items())
    assert right / len(want) >= recall
    assert right / max(1, len(got)) >= 0.97
    assert len(np.unique(list(got.values()))) == len(got)
