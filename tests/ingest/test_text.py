"""Pages of plain text: what is kept, what is said."""

import hashlib
import subprocess
import sys
import time
import tracemalloc
from pathlib import Path

import pytest

from dedup import ingest
from dedup.config import Settings
from dedup.errors import ConfigError
from dedup.ingest.files import steady

from .conftest import Read

NEWS = "市图书馆昨日开馆，首日接待读者二千三百人。\n馆长说，周末延长到晚上九点。\n"


def test_the_raw_text_is_the_decoded_file(here: Path, read: Read) -> None:
    raw = "一\r\n二\r三\n\n\0四\u2028五"
    Path("a.txt").write_bytes(b"\xef\xbb\xbf" + raw.encode())
    (document,), findings = read("a.txt")
    assert document.text == raw
    assert document.sha256 == hashlib.sha256(b"\xef\xbb\xbf" + raw.encode()).hexdigest()
    assert (document.encoding, document.whole, document.title, findings) == ("utf-8", False, None, [])


@pytest.mark.parametrize(
    ("codec", "named"), [("gb18030", "big5"), ("big5", "gb18030"), ("utf-16-le", "gb18030")]
)
def test_a_guess_is_reported_with_its_way_out(here: Path, read: Read, codec: str, named: str) -> None:
    text = "市圖書館昨日開館" * 4
    Path("a.txt").write_bytes(text.encode(codec))
    (document,), (finding,) = read("a.txt", lang="en")
    assert (document.text, document.encoding) == (text, codec)
    assert (finding.code, finding.severity) == ("INP902", "note")
    assert codec in finding.message
    assert f"--encoding {named}" in finding.message
    assert read("a.txt", encoding=codec)[1] == []


def test_an_unknown_codec_is_a_wrong_setting_that_names_its_neighbour(here: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        list(ingest.read(["."], Settings(encoding="gb18031")))
    assert "gb18030" in caught.value.hint
    with pytest.raises(ConfigError):
        list(ingest.read(["."], Settings(encoding="base64")))


@pytest.mark.parametrize("content", [b"", b" \n\t\r\n", b"\xef\xbb\xbf", "　\n".encode()])
def test_an_empty_file_is_too_short(here: Path, read: Read, content: bytes) -> None:
    Path("a.txt").write_bytes(content)
    documents, (finding,) = read("a.txt")
    assert (documents, finding.code) == ([], "INP903")


def test_binary_rubbish_is_unreadable_and_says_where(here: Path, read: Read) -> None:
    Path("a.txt").write_bytes(bytes(range(256)) * 8)
    Path("b.unknown").write_bytes(b"\x7fELF\x02\x01\x01" + bytes(99))
    documents, findings = read("a.txt", "b.unknown", lang="en")
    assert documents == []
    assert [f.code for f in findings] == ["INP901", "INP901"]
    assert all("--encoding gb18030" in f.message and "byte" in f.message for f in findings)


def test_a_file_cut_inside_a_character_is_read_and_reported(here: Path, read: Read) -> None:
    Path("a.txt").write_bytes(NEWS.rstrip().encode("gb18030")[:-1])
    (document,), findings = read("a.txt", lang="en")
    assert document.text == NEWS.rstrip()[:-1]
    assert [f.code for f in findings] == ["INP902", "INP901"]
    assert "cut off" in findings[1].message


def test_a_text_beyond_the_limit_is_cut_and_the_setting_named(here: Path, read: Read) -> None:
    for name, text in (("a.txt", "字" * 50), ("b.txt", "𠮷" * 50), ("c.txt", "字" * 20)):
        Path(name).write_text(text, "utf-8")
    documents, findings = read(".", max_chars=20, lang="en")
    assert [d.text for d in documents] == ["字" * 20, "𠮷" * 20, "字" * 20]
    assert [(f.code, f.where.doc) for f in findings] == [("INP904", "a.txt"), ("INP904", "b.txt")]
    assert "max_chars" in findings[0].message


def test_messages_follow_the_language_and_fingerprints_do_not(here: Path, read: Read) -> None:
    (zh,), (en,) = read("none.txt", lang="zh")[1], read("none.txt", lang="en")[1]
    assert "没有" in zh.message
    assert "no such" in en.message
    assert zh.fingerprint == en.fingerprint


def test_fifty_megabytes_on_one_line_are_read_in_seconds(here: Path) -> None:
    data = NEWS.replace("\n", "").encode() * (50_000_000 // len(NEWS.encode()))
    Path("a.txt").write_bytes(data)
    began = time.perf_counter()
    tracemalloc.start()
    (document,) = ingest.read(["a.txt"], Settings())
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(document.text) * 3 == len(data)  # type: ignore[union-attr]
    assert peak < 6 * len(data)
    assert time.perf_counter() - began < 20


def test_a_reading_is_steady_when_nothing_changes_and_repeated_once_when_something_does() -> None:
    stamps = iter([1, 1])
    assert steady(lambda: b"a", lambda: next(stamps)) == (b"a", False)
    loads, stamps = iter([b"old", b"new"]), iter([1, 2])
    assert steady(lambda: next(loads), lambda: next(stamps)) == (b"new", True)


def test_a_file_written_to_while_it_is_read_is_reported(here: Path, read: Read) -> None:
    path = Path("a.txt")
    path.write_text(NEWS * 200_000, "utf-8")
    append = "f = open('a.txt', 'a')\nwhile True: f.write('。'), f.flush()"
    writer = subprocess.Popen([sys.executable, "-c", append])
    try:
        # The writer may get no turn while one reading lasts on a busy machine: read until it does.
        readings = (read("a.txt", lang="en") for _ in range(100))
        (document,), (finding, *_) = next(reading for reading in readings if reading[1])
    finally:
        writer.kill()
        writer.wait()
    assert document.text.startswith(NEWS)
    assert (finding.code, finding.severity) == ("INP901", "warning")
    assert "changed" in finding.message
