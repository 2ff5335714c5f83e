"""The Python API: paths and texts in, frozen values out."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

import dedup
from dedup import pipeline
from dedup.config import Settings
from dedup.errors import ConfigError, DedupError, UsageError
from dedup.intake import Story
from dedup.pairing import paired
from dedup.types import Relation, Result

ROOT = Path(__file__).parents[1]


def test_the_package_offers_functions_whatever_was_imported_before() -> None:
    program = (
        "import dedup.facts.kinds, dedup.segment, dedup.pipeline, dedup\n"
        "from dedup import facts, segment\n"
        "assert facts is dedup.facts and segment is dedup.segment\n"
        "print(dedup.facts('同比增长3.5%')[0].kind, len(dedup.segment('线路昨日开通。').articles))"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True)
    assert (done.stdout, done.returncode) == ("percent 1\n", 0), done.stderr


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no_such"):
        _ = dedup.no_such  # type: ignore[attr-defined]


def test_two_texts_are_compared(versions: tuple[str, str]) -> None:
    run = dedup.diff(*versions)
    (pair,) = run.pairs
    assert isinstance(run.result, Result)
    assert pair.relation is Relation.NEAR
    money = next(change for change in pair.changes if change.code == "FCT303")
    assert [mention.value for mention in (*money.a, *money.b)] == ["360000000", "3600000000"]
    assert "FCT303" in {finding.code for finding in run.findings}


def test_every_span_cuts_its_text_out_of_the_document(versions: tuple[str, str]) -> None:
    run = dedup.diff(*versions)
    for change in run.pairs[0].changes:
        for mention in (*change.a, *change.b):
            assert run.result.document(mention.doc).text[mention.start : mention.end] == mention.text


def test_a_text_against_itself_has_no_change(versions: tuple[str, str]) -> None:
    (pair,) = dedup.diff(versions[0], versions[0]).pairs
    assert (pair.relation, pair.jaccard, pair.changes) == (Relation.IDENTICAL, 1.0, ())


def test_the_mirror_has_the_same_numbers_and_changes(versions: tuple[str, str]) -> None:
    a, b = versions
    (there,), (back,) = dedup.diff(a, b).pairs, dedup.diff(b, a).pairs
    assert (there.jaccard, there.cover_a, there.cover_b) == (back.jaccard, back.cover_b, back.cover_a)
    assert sorted((c.code, c.op.mirrored) for c in there.changes) == sorted(
        (c.code, c.op) for c in back.changes
    )


def test_two_unrelated_texts_are_compared_too_and_it_is_said(versions: tuple[str, str]) -> None:
    run = dedup.diff(versions[0], "今天天气晴朗，适合到公园散步，傍晚可能有小雨，请带好雨具出门。", lang="en")
    (pair,) = run.pairs
    assert pair.relation is Relation.PARTIAL
    assert pair.jaccard < 0.05
    assert "next to nothing" in run.findings[0].message


def test_texts_are_found_among_others(versions: tuple[str, str]) -> None:
    other = "今天天气晴朗，适合到公园散步，傍晚可能有小雨，请带好雨具，最高气温二十五度，风力三到四级。"
    run = dedup.find([versions[0], other, versions[1]])
    assert [(pair.a, pair.b) for pair in run.pairs] == [("text1#1", "text3#1")]
    assert [cluster.members for cluster in run.result.clusters] == [("text1#1", "text3#1")]


def test_a_run_is_narrowed_without_comparing_again(versions: tuple[str, str]) -> None:
    run = dedup.find([versions[0], versions[1], versions[0]])
    assert len(run.pairs) == 3
    narrow = run.at(0.999)
    assert [pair.relation for pair in narrow.pairs] == [Relation.IDENTICAL]
    assert [finding.code for finding in narrow.findings] == ["DUP101"]
    assert [cluster.members for cluster in narrow.result.clusters] == [("text1#1", "text3#1")]
    assert len(run.pairs) == 3
    with pytest.raises(UsageError, match="run again"):
        run.at(0.1)


def test_the_closest_pairs_come_first(versions: tuple[str, str]) -> None:
    run = dedup.find([versions[0], versions[1], versions[0]])
    assert [pair.jaccard for pair in run.closest(2)] == sorted((p.jaccard for p in run.pairs), reverse=True)[
        :2
    ]


def test_paths_and_texts_are_told_apart(tmp_path: Path, versions: tuple[str, str]) -> None:
    path = tmp_path / "a.txt"
    path.write_text(versions[0], "utf-8")
    assert dedup.diff(path, versions[1]).pairs == dedup.diff(path, versions[1]).pairs
    assert len(dedup.diff(str(path), versions[1]).pairs) == 1
    with pytest.raises(DedupError, match=r"missing\.txt"):
        dedup.diff("missing.txt", versions[1])


def test_a_wrong_setting_names_its_neighbour() -> None:
    with pytest.raises(ConfigError, match="threshold"):
        dedup.find([], treshold=0.5)


def test_the_same_for_any_number_of_jobs(versions: tuple[str, str]) -> None:
    texts = [versions[0], versions[1], versions[0] + versions[1]]
    assert dedup.find(texts, jobs=1).result == dedup.find(texts, jobs=2).result


def test_without_comparison_no_text_is_kept(versions: tuple[str, str]) -> None:
    run = dedup.find(list(versions), compare=False)
    assert run.pairs[0].changes == ()
    assert {document.text for document in run.result.documents} == {""}
    assert [document.chars for document in run.result.documents] == [len(text) for text in versions]
    assert [finding.code for finding in run.findings] == ["DUP102"]


def test_the_new_are_held_against_the_base_only(versions: tuple[str, str]) -> None:
    run = dedup.find([versions[0], versions[0]], against=[versions[1]])
    assert [(pair.a, pair.b) for pair in run.pairs] == [("text1#1", "base#1"), ("text2#1", "base#1")]


def test_a_finding_keeps_its_name_when_text_is_inserted_above(versions: tuple[str, str]) -> None:
    a, b = versions
    above = "市图书馆周末延长开放\n\n本报讯 市图书馆从本周起周末开放到晚上九点,读者可以凭身份证入馆借书。\n\n"
    before = {f.fingerprint for f in dedup.find([a, b]).findings if f.code.startswith("FCT")}
    after = {f.fingerprint for f in dedup.find([f"# {above}# {a}", b]).findings}
    assert before
    assert before <= after


def test_select_and_ignore_count_in_the_api_too(versions: tuple[str, str]) -> None:
    assert {f.code for f in dedup.diff(*versions, select=["FCT303"]).findings} == {"FCT303"}
    assert "FCT303" not in {f.code for f in dedup.diff(*versions, ignore=["FCT303"]).findings}


def _page(*stories: str) -> str:
    return "\n".join(f"# {story}" for story in stories)


LIBRARY = (
    "市图书馆周末延长开放\n\n本报讯 市图书馆从本周起周末开放到晚上九点,读者可以凭身份证入馆。\n\n"
    "馆长陈立表示,延长开放后预计每周多接待读者三千人次,少儿阅览室也将同步延时。\n"
)


def test_pages_are_paired_article_by_article_the_most_alike_first(versions: tuple[str, str]) -> None:
    run = dedup.diff(_page(LIBRARY, versions[0]), _page(versions[1], LIBRARY))
    assert [(pair.a, pair.b) for pair in run.pairs] == [("a#1", "b#2"), ("a#2", "b#1")]


def test_pages_without_a_common_passage_have_no_pair(versions: tuple[str, str]) -> None:
    other = "# 今日天气\n\n今天天气晴朗，适合到公园散步。\n\n# 电影预告\n\n本周末影城将放映三部新片。\n"
    run = dedup.diff(_page(LIBRARY, versions[0]), other)
    assert (run.pairs, run.findings) == ((), ())


def test_a_story_split_in_two_is_paired_with_both_parts(versions: tuple[str, str]) -> None:
    head, opening, tail = versions[0].partition("“车开得很稳")
    parts = (versions[0], head, opening + tail)
    rows = [replace(dedup.document(part, part[:4]), whole=True) for part in parts]
    stories = [Story(dedup.segment(row).articles[0], row) for row in rows]
    assert [score[:2] for score in paired(stories, 1, Settings())] == [(0, 1), (0, 2)]


def test_a_damaged_half_is_still_a_part_of_a_lone_story(versions: tuple[str, str]) -> None:
    middle = len(versions[0]) // 2
    worn = "".join("口" if i % 14 == 13 else ch for i, ch in enumerate(versions[0]))
    rows = [
        replace(dedup.document(part, str(n)), whole=True)
        for n, part in enumerate((versions[0], worn[:middle], worn[middle:]))
    ]
    stories = [Story(dedup.segment(row).articles[0], row) for row in rows]
    found = paired(stories, 1, Settings())
    assert sorted(score[:2] for score in found) == [(0, 1), (0, 2)]
    assert max(max(score.cover_a, score.cover_b) for score in found) < Settings().containment


def test_seconds_are_given_only_when_asked_for(versions: tuple[str, str]) -> None:
    documents = [dedup.document(text, name) for text, name in zip(versions, "ab", strict=True)]
    plain = pipeline.diff(*documents, Settings())
    timed = pipeline.diff(*documents, Settings(), timings=True)
    assert {stage.seconds for stage in plain.stages} == {None}
    assert all(stage.seconds is not None and stage.seconds >= 0 for stage in timed.stages)
    assert [stage[:3] for stage in plain.stages] == [stage[:3] for stage in timed.stages]


@pytest.mark.parametrize(
    "text", ["产业园预计5月开园。" * 20, "产业园\0预计5月开园。", "文/谢小青 产业园预计5月开园。"]
)
def test_a_text_of_one_line_is_never_taken_for_a_file(text: str) -> None:
    (pair,) = dedup.diff(text, text.replace("5月", "7月")).pairs
    assert pair.changes


def test_an_empty_text_is_said_to_hold_no_article() -> None:
    assert [(f.code, f.where.doc) for f in dedup.diff("", "产业园预计5月开园。").findings] == [
        ("INP903", "a")
    ]
