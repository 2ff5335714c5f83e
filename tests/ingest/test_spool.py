"""What is read is kept out of memory, and comes back as it was."""

import json
import random
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedup import pipeline
from dedup.config import Settings
from dedup.engines import local
from dedup.ingest.digests import Digests
from dedup.ingest.spool import Spool
from dedup.intake import take
from dedup.segment import segment
from dedup.shelf import Shelf, Story
from dedup.types import Box, Document, Result

ROOT = Path(__file__).parents[2]
SEEDS = sorted(str(path) for path in (ROOT / "seeds").glob("*.txt"))

_PEAK = """
import resource, sys
from dedup import intake
from dedup.config import Settings
taken = intake.take(sys.argv[1:], Settings())
assert sum(len(story.article.text) for story in taken.stories) > 0
print(len(taken.stories), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


@given(st.lists(st.binary(max_size=40), max_size=30), st.integers(0, 60), st.randoms())
def test_records_come_back_in_any_order_and_between_additions(
    records: list[bytes], room: int, chance: random.Random
) -> None:
    spool = Spool(room)
    for number, record in enumerate(records):
        assert spool.add(record) == number
        known = chance.randrange(number + 1)
        assert spool[known] == records[known]
    assert [spool[n] for n in range(len(spool))] == records


@given(st.lists(st.text(max_size=3)))
def test_digests_know_what_was_added_and_with_which_number(texts: list[str]) -> None:
    seen, model = Digests(), dict[str, int]()
    for number, text in enumerate(texts):
        assert seen.add(text, number) == model.setdefault(text, number)


def test_digests_grow() -> None:
    seen = Digests()
    assert [seen.add(str(n), n) for n in range(2000)] == list(range(2000))
    assert [seen.add(str(n), 9999) for n in range(2000)] == list(range(2000))


def test_stories_come_back_from_a_shelf_as_they_were_segmented() -> None:
    documents = [Document(path, path, Path(path).read_text("utf-8"), "0" * 64) for path in SEEDS]
    documents.append(
        Document("x", "x", "一\ud800行\n\n二行", "1" * 64, title="题", date="2020-09", whole=True)
    )
    documents.append(
        Document("y", "y", "三行", "2" * 64, meta=(("source", "报"),), boxes=(Box(0, 1), Box(1, 2, 0.5)))
    )
    shelf = Shelf()
    stories: list[Story] = []
    for document in documents:
        articles = segment(document).articles
        stories += [Story(article, document) for article in articles]
        number = shelf.put(document, articles)
        for part in range(len(articles)):
            shelf.want(number, part)
    assert list(shelf.stories) == stories
    assert [shelf.document(n) for n in range(len(documents))] == documents
    assert [(d.id, d.text, d.chars) for d in shelf.documents] == [(d.id, "", len(d.text)) for d in documents]
    assert [a.id for a in shelf.articles] == [s.article.id for s in stories]
    assert shelf.stories[-1] == stories[-1]
    assert shelf.stories[1:3] == stories[1:3]
    with pytest.raises(IndexError):
        shelf.stories[len(stories)]


def test_articles_of_one_page_share_its_text_so_that_many_cost_no_copies() -> None:
    page = Document("p", "p", "甲乙丙", "0" * 64)
    shelf = Shelf()
    number = shelf.put(page, segment(page).articles * 3)
    for part in range(3):
        shelf.want(number, part)
    assert len({id(story.document.text) for story in shelf.stories}) == 1


def test_what_was_read_before_is_not_read_again(here: Path) -> None:
    Path("a.txt").write_text("市图书馆新馆昨日开馆。", "utf-8")
    Path("b.txt").write_text("滨江路公交线路开通。", "utf-8")
    first = take(["a.txt"], Settings())
    both = take(["b.txt", "a.txt", "missing.txt"], Settings(), after=first)
    assert [d.id for d in both.documents] == ["a.txt", "b.txt"]
    assert [f.where.doc for f in both.findings] == ["missing.txt"]
    again = take(["a.txt#1", "a.txt", "a.txt#1"], Settings())
    assert [s.article.id for s in again.stories] == ["a.txt#1"]


def test_findings_come_in_the_order_of_the_input_for_any_number_of_processes(here: Path) -> None:
    for n in range(12):
        Path(f"{n:02}.txt").write_text("—— \n" if n % 3 else "市图书馆新馆昨日开馆。", "utf-8")
    Path("03.txt").write_bytes(b"\x00\xff" * 99)
    one, two = (take(["."], Settings(), jobs).findings for jobs in (1, 2))
    assert one == two
    assert [f.where.doc for f in one] == sorted(f.where.doc for f in one)


def test_rows_are_not_sent_to_other_processes(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [json.dumps({"id": n, "text": f"市图书馆新馆昨日开馆，接待读者{n}人。"}) for n in range(20)]
    Path("a.txt").write_text("滨江路公交线路开通。", "utf-8")
    Path("rows.jsonl").write_text("\n".join(rows), "utf-8")
    both = take(["a.txt", "rows.jsonl", "a.txt"], Settings(), jobs=2)
    assert [d.id for d in both.documents] == ["a.txt", *(f"rows.jsonl:{n}" for n in range(20))]

    def started(jobs: int) -> None:
        raise AssertionError

    monkeypatch.setattr(local, "_started", started)
    assert len(take(["rows.jsonl"], Settings(), jobs=2).documents) == 20


@pytest.mark.parametrize("keep", [False, True])
def test_a_result_made_when_asked_for_is_like_one_made_at_once(here: Path, keep: bool) -> None:
    for name in ("a.txt", "b.txt"):
        Path(name).write_text(
            "市图书馆新馆昨日开馆，首日接待读者二千三百人。\n\n馆长说，周末开放到晚上九点。", "utf-8"
        )
    bare: Result = pipeline.find(["."], Settings(), compare=False, texts=keep)
    full = pipeline.find(["."], Settings())
    assert [d.id for d in bare.documents] == [d.id for d in full.documents]
    assert bool(bare.documents[0].text) == keep
    if keep:
        assert bare.documents == tuple(full.documents)
        assert bare.articles == tuple(full.articles)


def _peak(paths: Sequence[Path]) -> tuple[int, int]:
    run = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", _PEAK, *map(str, paths)],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    count, peak = map(int, run.stdout.split())
    return count, peak


def test_memory_does_not_grow_with_the_texts_read(here: Path) -> None:
    few, many = here / "few.jsonl", here / "many.jsonl"
    chance = random.Random(1)
    text = "".join(chance.choices("市图书馆新昨日开首接待读者二千三百人长介绍周末放时间延", k=3000))
    for path, count in ((few, 9_000), (many, 18_000)):
        with path.open("w", encoding="utf-8") as out:
            out.writelines(
                json.dumps({"id": n, "text": text}, ensure_ascii=False) + "\n" for n in range(count)
            )
    (n, small), (m, large) = _peak([few]), _peak([many])
    assert (n, m) == (9_000, 18_000)
    assert large - small < 12_000  # KiB for 9,000 rows more, whose texts are 79 MB
