"""Paths: order, ids, folders, globs, links, and what cannot be read."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import Read

ROOT = Path(__file__).parents[2]


def put(*names: str, text: str = "正文") -> None:
    for name in names:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(text, "utf-8")


def test_folders_are_read_in_order_of_names_and_hidden_files_left_out(here: Path, read: Read) -> None:
    put("d/b.txt", "d/a/z.md", "d/a/.hidden.txt", "d/.git/x.txt", "d/c.txt", "e.txt")
    documents, findings = read("e.txt", "d")
    assert [d.id for d in documents] == ["e.txt", "d/a/z.md", "d/b.txt", "d/c.txt"]
    assert findings == []


def test_the_same_file_is_read_once_whatever_it_is_called(here: Path, read: Read) -> None:
    put("d/a.txt")
    Path("link.txt").symlink_to("d/a.txt")
    assert [d.id for d in read("./d/a.txt", "d", "d//a.txt", str(here / "d"), "link.txt")[0]] == ["d/a.txt"]


def test_an_absolute_path_under_the_working_directory_becomes_relative(here: Path, read: Read) -> None:
    put("d/a.txt")
    assert read(str(here / "d" / "a.txt"))[0][0].id == "d/a.txt"
    os.chdir(here / "d")
    put("../b.txt")
    assert [d.id for d in read("../b.txt")[0]] == ["../b.txt"]
    assert [d.id for d in read(str(here / "b.txt"))[0]] == [(here / "b.txt").as_posix()]


@pytest.mark.parametrize(
    ("pattern", "ids"),
    [
        ("d/*.txt", ["d/a.txt", "d/b.txt"]),
        ("**/*.txt", ["d/a.txt", "d/b.txt", "d/e/c.txt", "top.txt"]),
        ("d/**", ["d/a.txt", "d/b.txt", "d/e/c.txt"]),
        ("d/**/c.txt", ["d/e/c.txt"]),
        ("d/[ab].txt", ["d/a.txt", "d/b.txt"]),
        ("d/?", ["d/e/c.txt"]),
        ("*", ["d/a.txt", "d/b.txt", "d/e/c.txt", "top.txt"]),
    ],
)
def test_globs_find_files_by_pattern(here: Path, read: Read, pattern: str, ids: list[str]) -> None:
    put("d/a.txt", "d/b.txt", "d/e/c.txt", "d/.h/x.txt", "top.txt")
    assert [d.id for d in read(pattern)[0]] == ids


def test_a_file_whose_name_looks_like_a_pattern_is_that_file(here: Path, read: Read) -> None:
    put("a[1].txt", "a1.txt")
    assert [d.id for d in read("a[1].txt")[0]] == ["a[1].txt"]


def test_a_folder_leaves_out_unknown_kinds_and_says_so_and_a_name_asks_for_them(
    here: Path, read: Read
) -> None:
    put("d/a.txt", "d/b.story")
    documents, (note,) = read("d")
    assert [d.id for d in documents] == ["d/a.txt"]
    assert (note.code, note.severity) == ("INP904", "note")
    assert ".story" in note.message
    assert [d.id for d in read("d/b.story")[0]] == ["d/b.story"]


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("missing.txt", "no such file"),
        ("empty", "no documents"),
        ("gone/x.txt", "no such file"),
        ("*.nothing", "no file matches"),
        ("broken.txt", "symbolic link to nothing"),
        ("self.txt", "leads back"),
        ("pipe.txt", "pipe"),
        ("nul\0name", "cannot read"),
        ("x" * 300, "cannot read"),
    ],
)
def test_what_cannot_be_read_is_a_finding_with_a_way_out(
    here: Path, read: Read, path: str, words: str
) -> None:
    Path("empty").mkdir()
    Path("broken.txt").symlink_to("nowhere")
    Path("self.txt").symlink_to("self.txt")
    os.mkfifo("pipe.txt")
    documents, (finding,) = read(path, lang="en")
    assert documents == []
    assert (finding.code, finding.severity) == ("INP901", "error")
    assert words in finding.message


def test_a_folder_that_links_to_itself_is_read_once_and_reported(here: Path, read: Read) -> None:
    put("d/a.txt", "d/e/b.txt")
    Path("d/e/up").symlink_to("..")
    documents, (finding,) = read("d")
    assert [d.id for d in documents] == ["d/a.txt", "d/e/b.txt"]
    assert (finding.code, finding.where.doc) == ("INP901", "d/e/up")


def test_no_permission_is_a_finding(here: Path, read: Read) -> None:
    put("a.txt")
    Path("a.txt").chmod(0)
    user = os.geteuid()
    if user == 0:
        os.seteuid(65534)  # root may read everything; nobody may not
    try:
        documents, (finding,) = read("a.txt", lang="en")
    finally:
        if user == 0:
            os.seteuid(0)
    assert documents == []
    assert "permission" in finding.message


def test_a_name_that_is_no_utf8_has_an_id_that_is(here: Path, read: Read) -> None:
    Path(os.fsdecode("报.txt".encode("gb18030"))).write_text("正文", "utf-8")
    (document,), _ = read(".")
    assert document.id.encode() == rb"\xb1\xa8.txt"


def stdin(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


def test_standard_input_is_a_page_or_rows(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    stdin(monkeypatch, "一页\r\n正文".encode("gb18030") * 9)
    (page,), (guess,) = read("-")
    assert (page.id, page.path, page.text, page.whole) == ("-", "-", "一页\r\n正文" * 9, False)
    assert guess.code == "INP902"
    stdin(monkeypatch, b'\n{"id": 1, "text": "a"}\n{"id": 2, "text": "b"}\n')
    assert [(d.id, d.whole) for d in read("-")[0]] == [("-:1", True), ("-:2", True)]


@pytest.mark.skipif(not Path("/dev/fd").exists(), reason="needs /dev/fd")
def test_what_the_shell_hands_over_is_read(read: Read) -> None:
    out, into = os.pipe()
    os.write(into, "正文".encode())
    os.close(into)
    (page,), findings = read(f"/dev/fd/{out}")
    os.close(out)
    assert (page.text, findings) == ("正文", [])


def test_what_costs_nothing_is_no_trouble_for_the_caller(here: Path) -> None:
    put("d/a.txt", text="市图书馆昨日开馆，首日接待读者二千三百人，馆长说周末开放到晚上九点。")
    put("d/picture.png")
    put("d/c.jsonl", text='{"id": 1, "text": "甲乙丙丁"}\n{"id": 1, "text": "子丑寅卯"}\n')
    run = subprocess.run(
        [sys.executable, "-m", "dedup", "find", "d", "--fail-on", "error"],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stderr
    assert "INP904" in run.stdout


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), ".docx"),
        ("note.rtf", rb"{\rtf1\ansi text}", ".docx"),
        ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(99), "not text"),
    ],
)
def test_a_format_that_is_not_read_says_what_to_do(
    here: Path, read: Read, name: str, data: bytes, words: str
) -> None:
    Path(name).write_bytes(data)
    documents, (finding,) = read(name, lang="en")
    assert (documents, finding.code, finding.severity) == ([], "INP901", "error")
    assert words in finding.message


def test_a_closed_standard_input_is_a_finding(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    documents, (finding,) = read("-", lang="en")
    assert documents == []
    assert "standard input is closed" in finding.message
