"""The path of large corpora finds, says and writes what the path of documents does."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from dedup import bulk, pipeline
from dedup.config import Settings
from dedup.corpus import take
from dedup.corpus.lines import Range, lines
from dedup.corpus.sources import corpora
from dedup.errors import InputError
from dedup.lsh import bands_for
from dedup.render import _tree
from dedup.render._dump import dump
from dedup.render.formats import json as report
from dedup.table import Rows, Strings
from dedup.temporary import Temporary
from dedup.types import Result

HAN = "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳云腾致雨露结为霜金生丽水玉出昆冈"


def story(seed: int, length: int = 200) -> str:
    return "".join(random.Random(seed).choices(HAN, k=length))


def rows() -> Iterator[bytes]:
    """Good rows with versions among them, and rows in every bad state."""
    yield b"\xef\xbb\xbf" + json.dumps({"id": "bom", "text": story(0)}, ensure_ascii=False).encode()
    for n in range(12):
        fields = {
            "id": f"n{n}",
            "text": story(n),
            "title": f"标题{n}" if n % 3 else "",
            "date": "2020年9月28日",
        }
        yield json.dumps(fields, ensure_ascii=n % 2 == 0).encode()
    yield b""
    yield b"  "
    yield "\u3000".encode()
    yield json.dumps({"id": "n3", "text": story(3) + "，" + story(90, 20)}).encode()  # an id used twice
    yield json.dumps({"id": 7, "text": " " + story(4)[:150] + "\n\n " + story(4)[150:]}).encode()
    yield json.dumps({"id": 2**70, "text": story(5)}).encode()
    yield json.dumps({"text": story(6), "date": "soon"}).encode()  # no id
    yield json.dumps({"id": "other", "body": story(6)}).encode()
    yield json.dumps({"id": "blank", "text": " \n"}).encode()
    yield json.dumps({"id": "none", "text": None}).encode()
    yield json.dumps({"id": "half", "text": "\ud800" + story(7)}).encode()
    yield b'{"id": "nan", "text": "' + story(8).encode() + b'", "x": NaN}'
    yield b'{"id": "cut", "text": "'
    yield b'{"id": "bytes", "text": "\xff\xfe"}'
    yield b"[1, 2]"
    yield json.dumps({"id": "long", "text": story(9) * 40}).encode()
    yield json.dumps({"id": "end", "text": story(9) + story(91, 60)}, ensure_ascii=False).encode()


def both(paths: list[str], settings: Settings, **options: object) -> tuple[str, str]:
    """The JSON of the path of corpora, and of that of documents."""
    bulk = pipeline.find(paths, settings, compare=False, **options)  # type: ignore[arg-type]
    assert isinstance(bulk.documents, Rows)
    stated = replace(settings, encoding="utf-8")  # a stated encoding is left to the readers
    slow = pipeline.find(paths, stated, compare=False, **options)  # type: ignore[arg-type]
    assert not isinstance(slow.documents, Rows)
    written = report.render(replace(slow, settings=settings.public()), "zh")
    return report.render(bulk, "zh"), written


@pytest.mark.parametrize("size", [40, 1000, 1 << 20])
@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_every_row_is_read_as_its_reader_reads_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int, end: bytes
) -> None:
    (tmp_path / "a.jsonl").write_bytes(end.join(rows()))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(take, "RANGE", size)
    settings = Settings(max_chars=7000)
    bulk, slow = both(["a.jsonl"], settings)
    assert bulk == slow
    result = json.loads(bulk)
    assert {finding["code"] for finding in result["findings"]} >= {"DUP101", "INP901", "INP903", "INP904"}
    assert len(result["pairs"]) >= 6


def test_a_base_and_several_files_are_told_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    lines_of = list(rows())
    for n, name in enumerate(("a", "b", "c")):
        (tmp_path / f"{name}.jsonl").write_bytes(b"\n".join(lines_of[n::3]) + b"\n")
    for jobs in (1, 2):
        bulk, slow = both(["a.jsonl", "b.jsonl"], Settings(), against=["c.jsonl"], jobs=jobs)
        assert bulk == slow
    assert both(["."], Settings())[0] == both(["."], Settings())[1]


def test_rows_without_ids_are_called_by_their_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text = "\n\n".join(json.dumps({"text": story(n % 5)}) for n in range(50))
    (tmp_path / "a.jsonl").write_text(text, "utf-8")
    bulk, slow = both(["a.jsonl"], Settings())
    assert bulk == slow
    assert '"id": "a.jsonl:99"' in bulk


def test_a_file_that_is_no_plain_corpus_takes_the_other_path(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(b"\n".join(rows()))
    (tmp_path / "b.txt").write_text(story(3), "utf-8")
    (tmp_path / "c.jsonl").write_bytes(json.dumps({"text": story(3)}, ensure_ascii=False).encode("gb18030"))
    (tmp_path / "d.jsonl").write_bytes(b"")
    (tmp_path / "e.jsonl.gz").write_bytes(gzip.compress(b"\n".join(rows()))[:-9])
    plain = str(tmp_path / "a.jsonl")
    assert corpora([plain], Settings()) is not None
    assert corpora([plain], Settings(segment=True)) is None
    for name in ("b.txt", "c.jsonl", "d.jsonl", "e.jsonl.gz", "none.jsonl", "a.jsonl#1"):
        assert corpora([plain, str(tmp_path / name)], Settings()) is None


def test_a_file_that_changes_before_it_is_read_again_is_said(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"\n".join(rows()))
    found = corpora([str(path)], Settings())
    assert found is not None
    corpus = take.take(found, Settings(), bands_for(0.5))
    assert next(iter(corpus.texts([1]))) == story(0)
    with path.open("ab") as file:
        file.write(b"\n")
    with pytest.raises(InputError, match="changed"):
        list(corpus.texts([0]))
    path.unlink()
    with pytest.raises(InputError, match="changed"):
        list(corpus.texts([0]))


@pytest.mark.parametrize("named", [False, True])
@pytest.mark.parametrize("packing", ["gz", "zst"])
def test_packed_lines_are_read_like_plain_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, packing: str, named: bool
) -> None:
    monkeypatch.chdir(tmp_path)
    if named:  # as on systems where a file without a name cannot be opened again
        monkeypatch.setattr(Temporary, "path", property(lambda self: str(self.file.name)))
    data = b"\n".join(rows())
    packed = gzip.compress(data) if packing == "gz" else pytest.importorskip("zstandard").compress(data)
    Path(f"a.jsonl.{packing}").write_bytes(packed)
    for jobs in (1, 2):
        bulk, slow = both(["."], Settings(), jobs=jobs)
        assert bulk == slow
    found = corpora(["."], Settings())
    assert found is not None
    assert Path(found[0].lines).read_bytes() == data
    lines = found[0].lines
    del found
    assert not Path(lines).exists()


def test_a_file_of_blank_lines_has_nothing_to_compare(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.jsonl").write_bytes(b"\n \n")
    bulk, slow = both(["a.jsonl"], Settings())
    assert bulk == slow
    assert "INP903" in bulk


def test_every_line_belongs_to_one_range(tmp_path: Path) -> None:
    data = b"\n".join([b"", b"ab", b"", b"c" * 50, b"d", b""])
    path = tmp_path / "lines"
    path.write_bytes(data)
    for size in range(1, len(data) + 2):
        found = [
            line
            for start in range(0, len(data), size)
            for line in lines(Range(str(path), start, min(start + size, len(data))), 40)
        ]
        assert found == [(0, b""), (1, b"ab"), (4, b""), (5, None), (56, b"d")], size


def test_the_long_json_is_the_short_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    fields = [
        {"id": f'{n} "引号"', "text": story(n % 40) + story(n, 5 * (n % 4)), "title": "题\\" * (n % 60)}
        for n in range(80)
    ]
    text = "\n".join(json.dumps(row, ensure_ascii=False) for row in fields)
    (tmp_path / "一个名字很长的文件.jsonl").write_text(text, "utf-8")
    (tmp_path / "x.jsonl").write_text(text, "utf-8")
    for name in ("一个名字很长的文件.jsonl", "x.jsonl"):
        result = pipeline.find([name], Settings(lang="en"), compare=False)
        assert isinstance(result, Result)
        assert min(len(result.pairs), len(result.findings)) > 30
        assert report.render(result, "zh") == dump(_tree.of(result)) + "\n"


def test_rows_written_aside_are_the_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(bulk, "_LONG", 10)
    text = "\n".join(json.dumps({"id": n, "text": story(n % 40), "title": "题" * (n % 3)}) for n in range(80))
    (tmp_path / "x.jsonl").write_text(text, "utf-8")
    aside, here = (
        pipeline.find(["x.jsonl"], Settings(), compare=False, jobs=jobs, reports=["json"]) for jobs in (2, 1)
    )
    assert isinstance(aside.documents, Rows)
    assert aside.documents.written
    assert isinstance(here.documents, Rows)
    assert not here.documents.written
    assert report.render(aside, "zh") == report.render(aside, "zh") == report.render(here, "zh")


def test_strings_differ_or_not() -> None:
    assert Strings.of([str(n) for n in range(10_000)]).all_differ()
    assert not Strings.of([*map(str, range(10_000)), "77"]).all_differ()
    assert not Strings.of(["a", ""]).all_differ()
    assert Strings.of(["ab", "ba", "𠮷", "a"]).all_differ()
    assert Strings.joined([Strings.of(["a", "b"]), Strings.of(["c"])])[0:3] == ["a", "b", "c"]
