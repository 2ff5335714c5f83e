"""A JSON report can be turned back into the result it was made from, if the documents are still the same."""

from __future__ import annotations

import gzip
import json
import zipfile
from pathlib import Path

import pytest

from dedup import api, plugs
from dedup.errors import InputError
from dedup.render.load import load
from dedup.types import Result

from .conftest import NOT_JSON


def as_json(result: Result) -> str:
    rendered: str = plugs.load("render.formats", "json").render(result, "zh")
    return rendered


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, versions: tuple[str, str]) -> str:
    """The JSON of a run over two pages in the working directory."""
    monkeypatch.chdir(tmp_path)
    for name, text in zip("ab", versions, strict=True):
        Path(f"{name}.txt").write_text(text, "utf-8")
    return as_json(api.find(Path(), threshold=0.3).result)


def test_the_sample_pages_come_back_whole(seeds: Result) -> None:
    text = as_json(seeds)
    back = load(text)
    assert as_json(back) == text
    for part in ("documents", "articles", "clusters", "findings", "stages", "settings"):
        assert getattr(back, part) == getattr(seeds, part)
    assert [pair.changes for pair in back.pairs] == [pair.changes for pair in seeds.pairs]
    assert [pair.links for pair in back.pairs] == [pair.links for pair in seeds.pairs]
    assert [pair.map for pair in back.pairs] == [pair.map for pair in seeds.pairs]


@pytest.mark.parametrize("name", plugs.names("render.formats"))
def test_a_loaded_result_gives_the_same_report(seeds: Result, name: str) -> None:
    form = plugs.load("render.formats", name)
    assert form.render(load(as_json(seeds)), "zh") == form.render(seeds, "zh")


def test_rows_of_a_packed_corpus_come_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, versions: tuple[str, str]
) -> None:
    monkeypatch.chdir(tmp_path)
    rows = [{"key": n, "body": text} for n, text in enumerate((*versions, "另一篇文章" * 20))]
    packed = gzip.compress("\n".join(json.dumps(row) for row in rows).encode())
    Path("news.jsonl.gz").write_bytes(packed)
    result = api.find(Path("news.jsonl.gz"), threshold=0.3, id_field="key", text_field="body").result
    assert len(result.pairs) == 1
    assert load(as_json(result)).documents == result.documents


def test_members_of_an_archive_come_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, versions: tuple[str, str]
) -> None:
    monkeypatch.chdir(tmp_path)
    with zipfile.ZipFile("pages.zip", "w") as archive:
        for name, text in zip("ab", versions, strict=True):
            archive.writestr(f"today/{name}.txt", text)
    result = api.find(Path("pages.zip"), threshold=0.3).result
    assert len(result.pairs) == 1
    assert load(as_json(result)).documents == result.documents


def test_a_changed_document_is_an_error_that_names_it(made: str) -> None:
    with Path("b.txt").open("a", encoding="utf-8") as page:
        page.write("。")
    with pytest.raises(InputError, match=r"b\.txt: has changed"):
        load(made)


def test_a_missing_document_is_an_error_that_names_it(made: str) -> None:
    Path("a.txt").unlink()
    with pytest.raises(InputError, match=r"a\.txt: is no longer there"):
        load(made)


def test_a_text_that_was_no_file_is_gone(versions: tuple[str, str]) -> None:
    with pytest.raises(InputError, match="its text is gone"):
        load(as_json(api.diff(*versions).result))


@pytest.mark.parametrize("text", NOT_JSON)
def test_what_is_no_result_is_an_error_that_says_how_to_make_one(text: str) -> None:
    with pytest.raises(InputError, match=r"r\.json: not a result of find or diff\n help: make one"):
        load(text, "r.json")


def test_a_result_of_another_schema_is_refused(made: str) -> None:
    with pytest.raises(InputError, match="has schema 2"):
        load(made.replace('"schema": 1', '"schema": 2'))


def test_settings_of_another_version_are_refused(made: str) -> None:
    with pytest.raises(InputError, match="unknown setting 'treshold'"):
        load(made.replace('"threshold"', '"treshold"'))
