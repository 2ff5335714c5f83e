"""Packed files and archives: names, limits, damage."""

import gzip
import io
import sys
import zipfile
from pathlib import Path

import pytest
import zstandard

from .conftest import Read
from .makers import make_docx, make_jsonl, zipped


def test_members_are_read_in_order_of_names_and_hidden_ones_left_out(here: Path, read: Read) -> None:
    Path("x.zip").write_bytes(
        zipped(
            {
                "b.txt": "二".encode(),
                "a/c.jsonl": make_jsonl(),
                "a/d.txt.gz": gzip.compress("四".encode()),
                "__MACOSX/b.txt": b"no",
                ".h/b.txt": b"no",
                "../up.txt": "上".encode(),
                "p.png": b"no",
            }
        )
    )
    documents, (note,) = read(".")
    assert [d.id for d in documents] == [
        "x.zip/a/c.jsonl:a",
        "x.zip/a/d.txt.gz",
        "x.zip/b.txt",
        "x.zip/up.txt",
    ]
    assert documents[1].text == "四"
    assert (note.severity, note.where.doc) == ("note", "x.zip")


def test_names_of_old_chinese_tools_are_read_as_meant(here: Path, read: Read) -> None:
    data = zipped({"AAAAAA.txt": b"x"}).replace(b"AAAAAA", "新闻稿".encode("gbk"))
    Path("x.zip").write_bytes(data)
    assert [d.id for d in read("x.zip")[0]] == ["x.zip/新闻稿.txt"]


def test_an_archive_is_recognised_without_its_suffix(
    here: Path, read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("x").write_bytes(zipped({"a.txt": b"x"}))
    Path("y").write_bytes(make_docx())
    assert [d.id for d in read("x", "y")[0]] == ["x/a.txt", "y"]
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(gzip.compress(zipped({"a.txt": b"x"})))))
    assert [d.id for d in read("-")[0]] == ["-/a.txt"]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt.gz", gzip.compress(bytes(80 << 20), 9)),
        ("a.txt.zst", zstandard.compress(bytes(80 << 20))),
        ("a.zip", zipped({"a.txt": bytes(80 << 20)})),
    ],
    ids=["gz", "zst", "zip"],
)
def test_a_bomb_is_not_unpacked(here: Path, read: Read, name: str, data: bytes) -> None:
    Path(name).write_bytes(data)
    _, findings = read(name)
    assert "INP904" in {f.code for f in findings}


def test_what_cannot_be_opened_in_an_archive_costs_nothing_else(here: Path, read: Read) -> None:
    data = bytearray(zipped({"a.txt": "一二三四五".encode() * 9, "b.zip": zipped({}), "c.txt": b"c"}))
    data[40] ^= 0xFF  # inside the packed bytes of a.txt, behind its header of 35
    Path("x.zip").write_bytes(data)
    documents, findings = read("x.zip")
    assert "x.zip/c.txt" in [d.id for d in documents]
    assert {(f.code, f.where.doc) for f in findings} >= {("INP901", "x.zip/a.txt"), ("INP901", "x.zip/b.zip")}


def test_a_member_with_a_password_says_so(here: Path, read: Read) -> None:
    data = bytearray(zipped({"a.txt": b"secret"}))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        start = archive.start_dir
    data[6] |= 1
    data[start + 8] |= 1
    Path("x.zip").write_bytes(data)
    documents, (finding,) = read("x.zip", lang="en")
    assert documents == []
    assert "password" in finding.message


@pytest.mark.parametrize("cut", [0.2, 0.5, 0.9])
def test_a_cut_frame_gives_what_it_holds_and_says_so(here: Path, read: Read, cut: float) -> None:
    text = "".join(f"第{i}行，共{i * 7919 % 1009}人。\n" for i in range(30000))
    for name, data in (
        ("a.txt.zst", zstandard.compress(text.encode())),
        ("b.txt.gz", gzip.compress(text.encode())),
    ):
        Path(name).write_bytes(data[: int(len(data) * cut)])
    documents, findings = read(".")
    assert [text.startswith(d.text) for d in documents] == [True] * len(documents)
    assert {f.where.doc for f in findings if f.code == "INP901"} == {"a.txt.zst", "b.txt.gz"}


def test_frames_one_after_another_are_one_file(here: Path, read: Read) -> None:
    Path("a.txt.zst").write_bytes(zstandard.compress(b"one ") + zstandard.compress(b"two"))
    assert read("a.txt.zst")[0][0].text == "one two"


def test_a_missing_zstd_extra_is_named(here: Path, read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("a.txt.zst").write_bytes(zstandard.compress(b"one"))
    Path("b.txt").write_text("b", "utf-8")
    monkeypatch.setitem(sys.modules, "zstandard", None)
    documents, (finding,) = read(".")
    assert [d.id for d in documents] == ["b.txt"]
    assert "pip install 'reprints[zstd]'" in finding.message


@pytest.mark.parametrize(
    ("name", "date"),
    [
        ("2020-09-28/A03.txt", "2020-09-28"),
        ("x/20200928_A03.md", "2020-09-28"),
        ("2020/09/28.txt", "2020-09-28"),
    ],
)
def test_a_dated_file_has_its_date(here: Path, read: Read, name: str, date: str) -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text("正文", "utf-8")
    assert read(".")[0][0].date == date
