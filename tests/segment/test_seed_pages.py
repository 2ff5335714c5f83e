"""The sample pages come out as an editor would cut them."""

import json
from collections import Counter, defaultdict
from itertools import pairwise

import pytest

from dedup.segment import segment
from dedup.types import Document, Segmentation
from tests.conftest import GOLD, SEEDS

GOLD_SEGMENTS = json.loads((GOLD / "segments.json").read_text("utf-8"))
PAGES = ("000", "004")


def cut(name: str) -> tuple[str, Segmentation]:
    text = next(SEEDS.glob(f"{name}*.txt")).read_text("utf-8")
    return text, segment(Document(name, name, text, ""))


def line(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1


def b_cubed(truth: dict[int, int], found: dict[int, int]) -> float:
    """F1 over characters: how pure the group of each character is, and how whole."""
    both, of_truth, of_found = Counter(), Counter(), Counter()
    for at, group in truth.items():
        mine = found.get(at, -1 - at)
        both[group, mine] += 1
        of_truth[group] += 1
        of_found[mine] += 1
    precision = sum(n * n / of_found[f] for (_, f), n in both.items()) / len(truth)
    recall = sum(n * n / of_truth[t] for (t, _), n in both.items()) / len(truth)
    return 2 * precision * recall / (precision + recall)


@pytest.mark.parametrize("name", PAGES)
def test_the_characters_of_a_sample_page_fall_into_its_articles(name: str) -> None:
    text, cutting = cut(name)
    line_of = [0] * len(text)
    number = 1
    for at, char in enumerate(text):
        line_of[at] = number
        number += char == "\n"
    owner = defaultdict(int)
    for k, gold in enumerate(GOLD_SEGMENTS[name]):
        for first, last in gold["lines"]:
            owner.update(dict.fromkeys(range(first, last + 1), k + 1))
    truth = {
        at: owner[line_of[at]] for at, char in enumerate(text) if not char.isspace() and owner[line_of[at]]
    }
    found = {at: k for k, a in enumerate(cutting.articles) for s in a.spans for at in range(s.start, s.end)}
    assert len(cutting.articles) == len(GOLD_SEGMENTS[name])
    assert b_cubed(truth, found) >= 0.99


@pytest.mark.parametrize("name", PAGES)
def test_titles_and_authors_of_a_sample_page(name: str) -> None:
    _, cutting = cut(name)
    got = [(a.title and a.title.text, list(a.authors)) for a in cutting.articles]
    assert got == [(gold["title"], gold["authors"]) for gold in GOLD_SEGMENTS[name]]


@pytest.mark.parametrize("name", PAGES)
def test_torn_paragraphs_of_a_sample_page_are_rejoined_and_no_others(name: str) -> None:
    text, cutting = cut(name)
    joins = {
        (line(text, s.start), line(text, t.start))
        for a in cutting.articles
        for p in a.paragraphs
        for s, t in pairwise(p.spans)
    }
    assert joins == {tuple(join) for join in GOLD_SEGMENTS["joins"][name]}


def test_a_character_doubled_at_the_break_stands_once() -> None:
    _, cutting = cut("004")
    torn = [p.text for a in cutting.articles for p in a.paragraphs if "前瞻企业运营" in p.text]
    assert len(torn) == 1
    assert "产业园由湖南前瞻企业运营管理有限公司" in torn[0]
