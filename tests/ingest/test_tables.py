"""CSV, Parquet and Arrow corpora."""

import csv
import io
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from .conftest import Read

ROWS = [("a", "题一", "2020-09-28", "正文，一\n第二段"), ("b", "题二", "20200929", '他说"好"')]
NAMES = ("id", "title", "date", "text")


def table(separator: str = ",", codec: str = "utf-8") -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator).writerows([NAMES, *ROWS])
    return out.getvalue().encode(codec)


def expect(name: str, documents: list[Any]) -> None:
    assert [(d.id, d.title, d.date, d.text, d.whole) for d in documents] == [
        (f"{name}:a", "题一", "2020-09-28", "正文，一\n第二段", True),
        (f"{name}:b", "题二", "2020-09-29", '他说"好"', True),
    ]


@pytest.mark.parametrize("separator", [",", "\t", ";"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_csv_in_every_encoding_and_separator(here: Path, read: Read, separator: str, codec: str) -> None:
    Path("a.csv").write_bytes(table(separator, codec))
    documents, findings = read("a.csv")
    expect("a.csv", documents)
    assert [f.code for f in findings] == (["INP902"] if codec == "gb18030" else [])


def test_csv_columns_may_share_a_name(here: Path, read: Read) -> None:
    Path("a.csv").write_text("id,text,,,text\na,正文一,x,,别的\nb,正文二,,y,\n", "utf-8")
    documents, findings = read("a.csv")
    assert [(d.id, d.text) for d in documents] == [("a.csv:a", "正文一"), ("a.csv:b", "正文二")]
    assert not findings


def test_broken_csv_rows_are_one_finding(here: Path, read: Read) -> None:
    Path("a.csv").write_bytes(
        b"id,text\na,one\nb\nc,\xff\xff\nd,two,three\n\ne,\nf,four\n" + "g,五\n".encode() * 99
    )
    documents, findings = read("a.csv", lang="en")
    assert [d.text for d in documents[:2]] == ["one", "four"]
    assert [f.code for f in findings] == ["INP901", "INP903", "INP901"]
    assert "3 row(s)" in findings[0].message
    assert "lines 3, 4, 5 (" in findings[0].message


@pytest.mark.parametrize("name", ["a.csv", "a.parquet"])
def test_a_corpus_without_the_text_column_names_those_it_has(here: Path, read: Read, name: str) -> None:
    if name == "a.csv":
        Path(name).write_text("id,body\n1,x\n", "utf-8")
    else:
        pq.write_table(pa.table({"id": [1], "body": ["x"]}), name)
    documents, (finding,) = read(name, lang="en")
    assert documents == []
    assert finding.code == "INP901"
    assert "id, body" in finding.message
    assert [d.text for d in read(name, text_field="body")[0]] == ["x"]


@pytest.mark.parametrize("name", ["a.parquet", "a.arrow", "stream.arrow"])
def test_parquet_and_arrow(here: Path, read: Read, name: str) -> None:
    columns = {n: [row[i] for row in ROWS] for i, n in enumerate(NAMES)} | {"other": [[1], [2]]}
    data = pa.table(columns)
    if name == "a.parquet":
        pq.write_table(data, name)
    else:
        new = pa.ipc.new_file if name == "a.arrow" else pa.ipc.new_stream
        with new(name, data.schema) as writer:
            writer.write_table(data)
    documents, findings = read(name)
    expect(name, documents)
    assert findings == []


def test_rows_without_text_are_counted(here: Path, read: Read) -> None:
    pq.write_table(pa.table({"id": [1, 2, 3], "text": ["x", None, " "]}), "a.parquet")
    pq.write_table(pa.table({"id": [1], "text": [7]}), "b.parquet")
    documents, (blank, broken) = read(".", lang="en")
    assert [d.id for d in documents] == ["a.parquet:1"]
    assert (blank.code, blank.message.split()[0]) == ("INP903", "2")
    assert broken.code == "INP901"


def test_a_cut_parquet_file_is_damaged(here: Path, read: Read) -> None:
    pq.write_table(pa.table({"text": ["x" * 99] * 99}), "a.parquet")
    data = Path("a.parquet").read_bytes()
    Path("a.parquet").write_bytes(data[: len(data) // 2])
    documents, (finding,) = read("a.parquet")
    assert (documents, finding.code) == ([], "INP901")
