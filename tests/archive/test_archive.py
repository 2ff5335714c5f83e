"""An archive finds what a folder of the same texts would, and keeps what it was told."""

from __future__ import annotations

import json
import random
from dataclasses import fields, replace
from pathlib import Path

import pytest

from bench.speed.corpus import rows
from dedup import pipeline
from dedup.archive import Archive, is_archive
from dedup.config import Settings
from dedup.errors import InputError, UsageError
from dedup.types import Box, Document, Result

SETTINGS = Settings()


@pytest.fixture(scope="module")
def stories() -> list[str]:
    """Articles with versions among them: copies, edits, excerpts, digests of two."""
    return [row.text for row in rows(400, 400, seed=7)]


def documents(texts: list[str], folder: str = "old") -> list[Document]:
    return [document(f"{folder}/{n}.jsonl:{n}", text) for n, text in enumerate(texts)]


def document(id: str, text: str) -> Document:
    from dedup import api

    return replace(api.document(text, id), path=id.split(":")[0], whole=True)


def numbers(result: Result) -> dict[tuple[str, str], tuple[object, ...]]:
    return {(p.a, p.b): (p.relation, p.jaccard, p.cover_a, p.cover_b) for p in result.pairs}


def find(new: list[Document], against: list[Document] | str, compare: bool = False) -> Result:
    base = [against] if isinstance(against, str) else against
    return pipeline.find(new, SETTINGS, against=base, compare=compare)


def filled(place: str, texts: list[str], **options: int) -> str:
    with Archive(place, SETTINGS, create=True) as archive:
        archive.add(documents(texts), SETTINGS, **options)
    return place


def wrong(place: str) -> tuple[str, ...]:
    with Archive(place) as archive:
        return (*archive.verify(), *archive.verify(full=True))


def test_an_archive_finds_the_pairs_a_folder_gives(place: str, stories: list[str]) -> None:
    new, old = documents(stories[::2], "new"), stories[1::2]
    filled(place, old, batch=32)
    expected = numbers(find(new, documents(old)))
    assert len(expected) > 10
    assert numbers(find(new, place)) == expected


def test_facts_are_compared_with_the_text_out_of_the_archive(place: str, versions: tuple[str, str]) -> None:
    a, b = versions
    with Archive(place, SETTINGS, create=True) as archive:
        archive.add([replace(document("old/page.txt", a), whole=False)])
    new = [replace(document("new/page.txt", b), whole=False)]
    result = find(new, place, compare=True)
    (pair,) = result.pairs
    assert (pair.a, pair.b) == ("new/page.txt#1", "old/page.txt#1")
    money = next(change for change in pair.changes if change.kind == "money")
    for mention, text in ((money.a[0], b), (money.b[0], a)):
        assert text[mention.start : mention.end] == mention.text
    folder = find(new, [replace(document("old/page.txt", a), whole=False)], compare=True)
    assert folder.pairs == result.pairs


def test_an_excerpt_is_found_inside_a_long_article_and_the_other_way_round(place: str) -> None:
    long, *others = [row.text for row in rows(40, 6000, seed=3)]
    filled(place, [long, *others])
    excerpt = long[2500:2700]
    (pair,) = find([document("new:1", excerpt)], place).pairs
    assert (pair.relation, pair.b) == ("contained", "old/0.jsonl:0#1")
    with Archive(place) as archive:
        archive.add([document("short", excerpt)])
    found = {(pair.b, pair.relation) for pair in find([document("new:2", "首段" + long)], place).pairs}
    assert found == {("old/0.jsonl:0#1", "near"), ("short#1", "contains")}


def test_adding_again_changes_nothing_and_another_text_replaces(place: str, stories: list[str]) -> None:
    with Archive(place, SETTINGS, create=True) as archive:
        assert archive.add(documents(stories[:50]))[:3] == (50, 0, 0)
        before = list(archive.export())
        assert archive.add(documents(stories[:50]))[:3] == (0, 0, 50)
        assert list(archive.export()) == before
        changed = documents(stories[:50])
        changed[3] = document(changed[3].id, "完全不同的一篇新稿件，" * 12)
        assert archive.add([*changed, document("another", stories[0])])[:3] == (1, 1, 49)
        texts = {document.id: document.text for document in archive.documents()}
        assert texts[changed[3].id] == changed[3].text
    assert find([document("x", stories[3])], place).pairs == find([document("x", stories[3])], [
        *changed, document("another", stories[0])]).pairs  # fmt: skip
    assert wrong(place) == ()


def test_the_same_id_twice_in_one_go_leaves_the_later(place: str) -> None:
    with Archive(place, SETTINGS, create=True) as archive:
        twice = [document("a", "第一稿，线路昨日开通。" * 9), document("a", "第二稿，线路今日开通。" * 9)]
        assert archive.add(twice)[:3] == (1, 1, 0)
        (left,) = archive.documents()
    assert left == twice[1]


def test_what_is_removed_is_not_found_and_its_twins_still_are(place: str, stories: list[str]) -> None:
    text = stories[0]
    filled(place, [text, *stories[1:60], text])
    with Archive(place) as archive:
        assert archive.remove(["old/0.jsonl:0"]) == 1
    assert "old/60.jsonl:60#1" in {pair.b for pair in find([document("x", text)], place).pairs}
    with Archive(place) as archive:
        archive.remove(["old/60.jsonl:60"])
    assert {pair.jaccard for pair in find([document("x", text)], place).pairs} <= {
        pair.jaccard for pair in find([document("x", text)], documents(stories[1:60])).pairs
    }
    assert wrong(place) == ()
    with Archive(place) as archive:
        archive.add([document("again", text)])
        archive.compact()
        assert archive.info().runs == 1
    assert "again#1" in {pair.b for pair in find([document("x", text)], place).pairs}
    assert wrong(place) == ()


def test_removing_is_all_or_nothing(place: str, stories: list[str]) -> None:
    filled(place, stories[:5])
    with Archive(place) as archive:
        with pytest.raises(UsageError, match="old/1"):
            archive.remove(["old/0.jsonl:0", "old/1.jsonl:2"])
        assert archive.info().documents == 5


def test_an_export_makes_the_same_archive(place: str, tmp_path: Path, stories: list[str]) -> None:
    text, meta = "题\x00目\ud801\r\n正文。" * 20, (("source", "本报"), ("url", "a\ud800"))
    name = "页\ud800.txt"
    odd = Document(
        name,
        name,
        text,
        "00",
        "gb18030",
        "题",
        "2020-01-02",
        meta=meta,
        boxes=(Box(0, 1), Box(7, 2, 1, 2, 3, 4)),
    )
    usual = {field.name for field in fields(odd) if getattr(odd, field.name) == field.default}
    assert usual == {
        "whole",
        "size",
        "original",
    }  # a new field is to be kept as well; an archive asks for no rows
    filled(place, stories[:20])
    exported = tmp_path / "articles.jsonl"
    with Archive(place) as archive:
        archive.add([odd])
        lines = list(archive.export())
        assert odd in list(archive.documents())
    exported.write_text("".join(lines), "utf-8", errors="surrogatepass")
    with Archive(str(tmp_path / "second"), create=True) as second:
        assert second.add([str(exported)])[:3] == (21, 0, 0)
        assert list(second.export()) == lines


def test_a_text_that_is_there_already_is_reported_even_under_its_own_id(
    place: str, stories: list[str]
) -> None:
    filled(place, stories[:3])
    (pair,) = find(documents(stories[:1]), place).pairs
    assert (pair.relation, pair.a, pair.b) == ("identical", "old/0.jsonl:0#1", "old/0.jsonl:0@archive#1")


def test_a_short_text_is_known_by_equality(place: str) -> None:
    filled(place, ["更正：昨日三版电话有误。", "天气晴。"])
    (pair,) = find([document("x", "更正：昨日三版电话有误！")], place).pairs
    assert (pair.relation, pair.b) == ("identical", "old/0.jsonl:0#1")


def test_a_hundred_identical_texts_are_found_and_cost_as_one(place: str, stories: list[str]) -> None:
    filled(place, [stories[0]] * 100 + stories[1:20])
    with Archive(place) as archive:
        assert archive.info().texts <= 20
    assert len(find([document("x", stories[0])], place).pairs) >= 100


def test_boilerplate_is_reported_and_whole_versions_are_still_found(place: str) -> None:
    letters = "".join(row.text for row in rows(3, 300, seed=9))[:300]
    family = [letters + f"今日气温{n}度，风力{n % 7}级，湿度百分之{n}。" for n in range(100)]
    filled(place, family)
    result = find([document("x", family[50] + "以上。")], place)
    assert len(result.pairs) == 100
    assert "INP904" in {finding.code for finding in result.findings}


def test_another_scheme_is_refused_with_the_command_that_rebuilds(place: str, stories: list[str]) -> None:
    filled(place, stories[:3])
    for settings, said in (
        (replace(SETTINGS, permutations=64), "permutations 128, this asks for 64"),
        (replace(SETTINGS, threshold=0.4), "thresholds from 0.5 on, this asks for 0.4"),
        (replace(SETTINGS, shortest=10), "shortest 30, this asks for 10"),
    ):
        with pytest.raises(InputError, match=said) as refused:
            Archive(place, settings)
        assert "dedup archive export" in refused.value.hint
    Archive(place, replace(SETTINGS, threshold=0.7)).close()


def test_a_newer_format_is_refused(place: str, stories: list[str]) -> None:
    filled(place, stories[:3])
    with Archive(place) as archive, archive._store.writing():
        archive._store.put_meta(format="2")
    with pytest.raises(InputError, match="newer dedup") as refused:
        Archive(place, create=True)
    assert "update" in refused.value.hint


def test_a_reader_sees_one_moment_while_another_writes(place: str, stories: list[str]) -> None:
    filled(place, stories[:40])
    with Archive(place) as reader, Archive(place) as writer:
        lines = reader.export()
        first = next(lines)
        writer.remove([json.loads(first)["id"]])
        writer.add(documents(stories[100:140], "more"))
        assert 1 + len(list(lines)) == 40
        assert len(list(reader.export())) == 79


def test_many_small_additions_leave_few_runs(place: str, stories: list[str]) -> None:
    texts = stories[:120]
    random.Random(1).shuffle(texts)
    with Archive(place, SETTINGS, create=True) as archive:
        archive.add(documents(texts), batch=1)
        assert archive.info().runs <= 8
    new = documents(stories[120:], "new")
    assert numbers(find(new, place)) == numbers(find(new, documents(texts)))
    assert wrong(place) == ()


def test_jobs_make_no_difference(place: str, tmp_path: Path, stories: list[str]) -> None:
    filled(place, stories[:100], jobs=2, batch=16)
    filled(str(tmp_path / "second"), stories[:100], jobs=1, batch=16)
    with Archive(place) as one, Archive(str(tmp_path / "second")) as two:
        assert list(one.export()) == list(two.export())
        assert one.info().postings == two.info().postings


def test_an_archive_is_known_by_what_it_is(tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    filled(str(tmp_path / "archive"), ["线路昨日开通，全长12公里。"])
    assert [is_archive(str(tmp_path / name)) for name in ("texts", "archive", "none")] == [False, True, False]
    assert is_archive("postgresql://desk@db/news")
