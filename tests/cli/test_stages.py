"""segment, facts and why on real processes: what a stage sees, by the contract."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))


def rows(text: str) -> list[dict]:
    return [json.loads(line) for line in text.splitlines()]


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """A copy of a sample page where dedup runs."""
    path = tmp_path / "page.txt"
    path.write_bytes(SEEDS[0].read_bytes())
    return path


def test_segment_gives_the_articles_of_the_contract(dedup, page: Path) -> None:
    done = dedup("segment", "page.txt", "-f", "json")
    assert done.returncode == 0, done.stderr
    raw = page.read_text("utf-8")
    found = rows(done.stdout)
    assert [row["id"] for row in found] == [f"page.txt#{n}" for n in range(1, len(found) + 1)]
    for row in found:
        assert list(row) == ["id", "doc", "title", "authors", "dateline", "spans", "paragraphs"]
        if row["title"]:
            assert raw[row["title"]["start"] : row["title"]["end"]] == row["title"]["text"]
        for paragraph in row["paragraphs"]:
            assert "".join(raw[s:e] for s, e in paragraph["spans"]) == paragraph["text"]


def test_segment_explains_its_boundaries(dedup, page: Path) -> None:
    found = rows(dedup("segment", "page.txt", "-f", "json", "--explain").stdout)
    boundaries = [boundary for row in found for boundary in row["boundaries"]]
    assert sum(boundary["new_article"] for boundary in boundaries) >= len(found) - 1
    assert all({"name", "weight"} == set(cue) for boundary in boundaries for cue in boundary["cues"])
    told = dedup("segment", "page.txt", "--explain").stdout
    assert "new article" in told
    assert "      for: " in told
    assert "      against: " in told


def test_facts_gives_the_mentions_of_the_contract(dedup, page: Path) -> None:
    done = dedup("facts", "page.txt", "-f", "json")
    assert done.returncode == 0, done.stderr
    raw = page.read_text("utf-8")
    found = rows(done.stdout)
    assert len(found) > 50
    for row in found:
        assert [key for key in row if key != "alias"] == [
            "doc",
            "article",
            "kind",
            "start",
            "end",
            "text",
            "value",
            "unit",
            "approx",
            "op",
        ]
        assert raw[row["start"] : row["end"]] == row["text"]


def test_facts_with_the_words_around_them(dedup, page: Path) -> None:
    row = rows(dedup("facts", "page.txt", "-f", "json", "--explain").stdout)[0]
    assert row["text"] in row["context"]


@pytest.mark.parametrize("command", ["segment", "facts"])
def test_a_stage_goes_on_after_a_bad_file_and_ends_with_2(dedup, page: Path, command: str) -> None:
    whole = dedup(command, "page.txt", "-f", "json").stdout
    done = dedup(command, "missing.txt", "page.txt", "-f", "json")
    assert (done.returncode, done.stdout) == (2, whole)
    assert done.stderr.startswith("missing.txt:1: INP901")


def test_a_stage_writes_to_a_file(dedup, page: Path, tmp_path: Path) -> None:
    assert dedup("facts", "page.txt", "-f", "json", "-o", "facts.jsonl").stdout == ""
    assert (
        tmp_path.joinpath("facts.jsonl").read_text("utf-8") == dedup("facts", "page.txt", "-f", "json").stdout
    )


def test_fields_of_a_corpus_have_names(dedup, tmp_path: Path, versions: tuple[str, str]) -> None:
    row = json.dumps({"nr": 7, "body": versions[0], "head": "无人公交"}, ensure_ascii=False)
    tmp_path.joinpath("rows.jsonl").write_text(row + "\n", "utf-8")
    fields = ("--text-field", "body", "--id-field", "nr", "--title-field", "head")
    (found,) = rows(dedup("segment", "rows.jsonl", "-f", "json", *fields).stdout)
    assert (found["id"], found["title"]["text"]) == ("rows.jsonl:7#1", "无人公交")
    assert dedup("segment", "rows.jsonl").returncode == 2


def test_a_row_is_cut_only_when_asked(dedup, tmp_path: Path) -> None:
    page = SEEDS[0].read_text("utf-8")
    tmp_path.joinpath("rows.jsonl").write_text(json.dumps({"id": "p", "text": page}) + "\n", "utf-8")
    whole = rows(dedup("segment", "rows.jsonl", "-f", "json").stdout)
    cut = rows(dedup("segment", "rows.jsonl", "-f", "json", "--segment").stdout)
    assert len(whole) == 1
    assert len(cut) == len(rows(dedup("segment", SEEDS[0], "-f", "json").stdout))


def test_why_shows_what_made_a_pair(dedup) -> None:
    done = dedup("why", *SEEDS)
    assert done.returncode == 0, done.stderr
    assert "reported as near" in done.stdout
    assert ">= threshold 0.5" in done.stdout
    assert "share less than a passage" in done.stderr


def test_why_shows_what_failed_a_pair(dedup, tmp_path: Path, versions: tuple[str, str]) -> None:
    tmp_path.joinpath("a.txt").write_text(versions[0], "utf-8")
    tmp_path.joinpath("b.txt").write_text(
        "今天天气晴朗，适合到公园散步，傍晚可能有小雨，请带好雨具出门去玩。", "utf-8"
    )
    (row,) = rows(dedup("why", "a.txt", "b.txt", "-f", "json").stdout)
    assert (row["relation"], row["candidate"]) == (None, False)
    strict = dedup("why", "a.txt", "a.txt", "-t", "1.0")
    assert "reported as identical" in strict.stdout


def test_why_says_when_a_text_is_too_short(dedup, tmp_path: Path) -> None:
    tmp_path.joinpath("a.txt").write_text("图片来源：新华社", "utf-8")
    tmp_path.joinpath("b.txt").write_text("图片来源：本报", "utf-8")
    assert "only equal texts count" in dedup("why", "a.txt", "b.txt").stdout
