"""JSON Lines corpora: rows, ids, broken rows, packing, memory."""

import gzip
import hashlib
import json
import tracemalloc
from pathlib import Path

import pytest

from dedup import ingest
from dedup.config import Settings
from dedup.types import Document

from .conftest import Read


def rows(*values: object, name: str = "c.jsonl", codec: str = "utf-8", end: str = "\n") -> None:
    lines = [v if isinstance(v, str) else json.dumps(v, ensure_ascii=False) for v in values]
    Path(name).write_bytes("".join(line + end for line in lines).encode(codec))


def test_a_row_is_one_whole_article(here: Path, read: Read) -> None:
    rows({"id": "r1", "title": "标题", "date": "2020年9月28日", "text": "一\r\n二"})
    (row,), findings = read("c.jsonl")
    assert row == Document(
        id="c.jsonl:r1",
        path="c.jsonl",
        text="一\r\n二",
        sha256=hashlib.sha256("一\r\n二".encode()).hexdigest(),
        title="标题",
        date="2020-09-28",
        whole=True,
    )
    assert findings == []


def test_fields_go_by_the_names_of_the_settings(here: Path, read: Read) -> None:
    rows({"url": "u", "headline": "h", "day": 20200928, "body": "b"})
    names = {"id_field": "url", "title_field": "headline", "date_field": "day", "text_field": "body"}
    (row,), _ = read("c.jsonl", **names)
    assert (row.id, row.title, row.date, row.text) == ("c.jsonl:u", "h", "2020-09-28", "b")


def test_a_row_without_id_is_called_by_its_line_and_no_id_is_used_twice(here: Path, read: Read) -> None:
    rows({"text": "a"}, "", {"id": 1, "text": "b"}, {"id": "x", "text": "c"}, {"id": "x", "text": "d"})
    documents, (finding,) = read("c.jsonl", lang="en")
    assert [d.id for d in documents] == ["c.jsonl:1", "c.jsonl:1@3", "c.jsonl:x", "c.jsonl:x@5"]
    assert (finding.code, finding.severity, finding.where.line) == ("INP901", "warning", 3)
    assert "lines 3, 5;" in finding.message


def test_broken_rows_are_one_finding_and_cost_nothing_else(here: Path, read: Read) -> None:
    bad = ["{", "[1]", '"text"', '{"id": 1}', '{"text": 7}', "[" * 9000, '{"text": "a"', "nul"]
    rows({"id": "a", "text": "一"}, *bad, {"id": "b", "text": "二"}, {"id": "c", "text": " "})
    with Path("c.jsonl").open("ab") as file:
        file.write(b'{"id": "d", "text": "\xff\xfe"}\n{"id": "e", "text": "\xe4\xb8\x89"}')
    documents, (finding, blank) = read("c.jsonl", lang="en")
    assert [d.id for d in documents] == ["c.jsonl:a", "c.jsonl:b", "c.jsonl:e"]
    assert (finding.code, finding.severity, finding.where.line) == ("INP901", "error", 2)
    assert "9 row(s)" in finding.message
    assert "lines 2, 3, 4, 5, 6, 7, 8, 9, 12 (" in finding.message
    assert (blank.code, blank.where.line) == ("INP903", 11)


def test_a_file_of_broken_rows_names_only_the_first(here: Path, read: Read) -> None:
    rows(*["{"] * 500)
    documents, (finding,) = read("c.jsonl", lang="en")
    assert documents == []
    assert "500 row(s)" in finding.message
    assert "9, 10, …" in finding.message


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "gb18030"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_rows_in_every_encoding_and_line_end(here: Path, read: Read, codec: str, end: str) -> None:
    rows(*({"id": i, "text": f"市图书馆昨日开馆{i}\u2028年"} for i in range(5)), codec=codec, end=end)
    documents, findings = read("c.jsonl")
    assert [(d.id, d.text) for d in documents] == [
        (f"c.jsonl:{i}", f"市图书馆昨日开馆{i}\u2028年") for i in range(5)
    ]
    assert [f.code for f in findings] == (["INP902"] if codec in ("gb18030", "utf-16-le") else [])


def test_lone_surrogates_and_nuls_in_escapes_are_kept(here: Path, read: Read) -> None:
    rows(r'{"id": "a", "text": "\ud800一\u0000二"}')
    (row,), findings = read("c.jsonl")
    assert row.text == "\ud800一\0二"
    assert len(row.sha256) == 64
    assert findings == []


def test_packed_rows_are_read_and_a_cut_package_gives_what_it_holds(here: Path, read: Read) -> None:
    lines = "".join(json.dumps({"id": i, "text": str(i) * 99}) + "\n" for i in range(999)).encode()
    data = gzip.compress(lines, mtime=0)
    Path("c.jsonl.gz").write_bytes(data)
    Path("cut.jsonl.gz").write_bytes(data[: len(data) // 2])
    assert len(read("c.jsonl.gz")[0]) == 999
    documents, findings = read("cut.jsonl.gz")
    assert 0 < len(documents) < 999
    assert {f.code for f in findings} == {"INP901"}


def test_an_empty_corpus_is_too_short(here: Path, read: Read) -> None:
    rows()
    assert [f.code for f in read("c.jsonl")[1]] == ["INP903"]


def test_a_row_beyond_the_limit_is_cut_and_counted(here: Path, read: Read) -> None:
    rows({"text": "字" * 50}, {"text": "字" * 9}, {"text": "字" * 60})
    documents, (finding,) = read("c.jsonl", max_chars=20, lang="en")
    assert [len(d.text) for d in documents] == [20, 9, 20]
    assert (finding.code, finding.where.line) == ("INP904", 1)
    assert "2 texts" in finding.message


def test_memory_does_not_grow_with_the_rows_but_for_their_ids(here: Path) -> None:
    def peak(n: int) -> int:
        rows(*({"id": i, "text": "字" * 400} for i in range(n)))
        tracemalloc.start()
        assert sum(1 for _ in ingest.read(["c.jsonl"], Settings())) == n
        used = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return used

    assert peak(8000) - peak(2000) < 6000 * 120


@pytest.mark.parametrize("name", ["utf-16", "U16", "UTF-16LE"])
def test_a_forced_encoding_counts_by_any_of_its_names(here: Path, read: Read, name: str) -> None:
    rows({"id": 1, "text": "市图书馆昨日开馆"}, {"id": 2, "text": "上"}, codec="utf-16-le")
    documents, findings = read("c.jsonl", encoding=name)
    assert [d.text for d in documents] == ["市图书馆昨日开馆", "上"]
    assert findings == []
