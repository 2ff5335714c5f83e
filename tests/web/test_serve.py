"""The workbench as a browser uses it, and as a page that means harm would."""

from __future__ import annotations

import http.client
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from email.message import Message
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[2]
BORDER = "----dedup"


class Answer(NamedTuple):
    status: int
    headers: Message
    text: str


class Served(NamedTuple):
    process: subprocess.Popen[str]
    port: int

    def ask(self, method: str, path: str, body: bytes = b"", **headers: str) -> Answer:
        """Send a request; header names are given with ``_`` for ``-``."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        line.request(method, path, body or None, named)
        got = line.getresponse()
        text = got.read().decode("utf-8")
        line.close()
        return Answer(got.status, got.headers, text)

    def send(self, path: str, fields: dict[str, str | tuple[str, bytes]], **headers: str) -> Answer:
        """Send a form; a field is a text, or the name and the bytes of a file."""
        parts = []
        for name, value in fields.items():
            sent, content = value if isinstance(value, tuple) else (None, value.encode())
            file = f'; filename="{sent}"' if sent is not None else ""
            head = f'--{BORDER}\r\nContent-Disposition: form-data; name="{name}"{file}\r\n\r\n'
            parts.append(head.encode() + content + b"\r\n")
        body = b"".join(parts) + f"--{BORDER}--\r\n".encode()
        return self.ask("POST", path, body, Content_Type=f"multipart/form-data; boundary={BORDER}", **headers)


Serve = Callable[..., Served]


@pytest.fixture(scope="module")
def serve(tmp_path_factory: pytest.TempPathFactory, versions: tuple[str, str]) -> Iterator[Serve]:
    """Start ``dedup serve`` beside a folder ``archive`` with one page."""
    folder = tmp_path_factory.mktemp("desk")
    folder.joinpath("archive").mkdir()
    folder.joinpath("archive", "old.txt").write_text(versions[0], "utf-8")
    started = []

    def start(*args: str) -> Served:
        process = subprocess.Popen(
            [sys.executable, "-m", "dedup", "serve", "--port", "0", *args],
            cwd=folder,
            env={"PYTHONPATH": str(ROOT), "PATH": ""},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        started.append(process)
        assert process.stderr is not None
        said = process.stderr.readline()
        address = re.match(r"http://127\.0\.0\.1:(\d+)/", said)
        assert address, said
        return Served(process, int(address[1]))

    yield start
    for process in started:
        process.kill()
        process.communicate()


@pytest.fixture(scope="module")
def desk(serve: Serve) -> Served:
    return serve("--against", "archive/")


def test_the_page_offers_both_forms_and_loads_nothing(desk: Served, serve: Serve) -> None:
    page = desk.ask("GET", "/")
    assert page.status == 200
    assert re.findall(r'action="(/\w+)"', page.text) == ["/diff", "/against"]
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    assert "<script" not in page.text
    assert not re.search(r'(src|href)="', page.text)
    english = serve("--lang", "en").ask("GET", "/").text
    assert 'lang="en"' in english
    assert re.findall(r'action="(/\w+)"', english) == ["/diff"]
    assert not re.search("[一-鿿]", english)


def test_two_texts_become_the_report(desk: Served, versions: tuple[str, str]) -> None:
    answer = desk.send("/diff", {"a_text": versions[0], "b_text": versions[1]})
    assert (answer.status, answer.headers.get_content_type()) == (200, "text/html")
    assert "FCT303" in answer.text
    assert "36亿元" in answer.text
    assert "Content-Security-Policy" in answer.text, "the report brings its own"
    assert "/tmp" not in answer.text


def test_a_file_wins_over_a_text_and_keeps_its_name_only(desk: Served, versions: tuple[str, str]) -> None:
    answer = desk.send(
        "/diff",
        {
            "a_file": ("../../etc/旧稿.txt", versions[0].encode("gb18030")),
            "b_file": ("C:\\\\news\\\\新稿.html", f"<html><body><p>{versions[1]}</p></body></html>".encode()),
            "b_text": "别的",
        },
    )
    assert answer.status == 200, answer.text
    assert "旧稿.txt" in answer.text
    assert "新稿.html" in answer.text
    assert "etc/" not in answer.text
    assert "FCT303" in answer.text


def test_two_files_of_one_name_are_told_apart(desk: Served, versions: tuple[str, str]) -> None:
    files = {f"{side}_file": ("a.txt", text.encode()) for side, text in zip("ab", versions, strict=True)}
    answer = desk.send("/diff", files)
    assert "A/a.txt" in answer.text
    assert "B/a.txt" in answer.text


def test_a_new_text_is_held_against_the_archive(
    desk: Served, serve: Serve, versions: tuple[str, str]
) -> None:
    answer = desk.send("/against", {"new_text": versions[1]})
    assert "archive/old.txt" in answer.text
    assert "FCT303" in answer.text
    assert serve().send("/against", {"new_text": versions[1]}).status == 404


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"a_text": "", "b_text": ""}, "没有收到 A"),
        ({"a_text": "一篇文章。", "b_text": "  \r\n"}, "没有收到 B"),
        ({"a_text": "一篇文章。", "b_file": ("<b>.png", bytes(range(256)) * 9)}, "&lt;b&gt;.png"),
        (
            {"a_text": "一篇文章。", "b_file": ("c.jsonl", b'{"text":"a"}\n{"text":"b"}\n')},
            "含多篇文档",
        ),
    ],
)
def test_what_cannot_be_compared_is_said_on_the_form(
    desk: Served, fields: dict[str, str | tuple[str, bytes]], said: str
) -> None:
    answer = desk.send("/diff", fields)
    assert answer.status == 400
    assert said in answer.text
    assert 'role="alert"' in answer.text
    assert "Traceback" not in answer.text


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.test"},
        {"Host": "127.0.0.1"},
        {"Origin": "http://evil.test"},
        {"Origin": "null"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
    ],
)
def test_other_pages_are_refused(desk: Served, versions: tuple[str, str], headers: dict[str, str]) -> None:
    answer = desk.send("/diff", {"a_text": versions[0], "b_text": versions[1]}, **headers)
    assert (answer.status, "FCT" in answer.text) == (403, False)
    assert desk.ask("GET", "/", **headers).status == 403


def test_our_own_page_is_not(desk: Served, versions: tuple[str, str]) -> None:
    origin = f"http://localhost:{desk.port}"
    headers = {"Host": f"localhost:{desk.port}", "Origin": origin, "Sec_Fetch_Site": "same-origin"}
    fields: dict[str, str | tuple[str, bytes]] = {"a_text": versions[0], "b_text": versions[1]}
    assert desk.send("/diff", fields, **headers).status == 200


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/etc/passwd", 404),
        ("GET", "/../../etc/passwd", 404),
        ("GET", "/archive/old.txt", 404),
        ("GET", "/diff", 405),
        ("POST", "/", 405),
        ("DELETE", "/", 501),
    ],
)
def test_there_is_nothing_else_to_get(desk: Served, method: str, path: str, status: int) -> None:
    body = b"x" if method == "POST" else b""
    assert desk.ask(method, path, body).status == status


def test_a_body_that_is_too_large_is_refused_unread(desk: Served) -> None:
    line = http.client.HTTPConnection("127.0.0.1", desk.port, timeout=20)
    line.putrequest("POST", "/diff")
    line.putheader("Content-Length", str(2**40))
    line.endheaders()
    assert line.getresponse().status == 413
    line.close()
    with socket.create_connection(("127.0.0.1", desk.port), timeout=20) as raw:
        raw.sendall(f"POST /diff HTTP/1.1\r\nHost: 127.0.0.1:{desk.port}\r\n\r\n".encode())
        assert b" 411 " in raw.recv(100)


def test_what_is_no_form_is_said(desk: Served) -> None:
    for kind in ("text/plain", "multipart/form-data", "application/json"):
        answer = desk.ask("POST", "/diff", b"garbage", Content_Type=kind)
        assert (answer.status, "could not be read" in answer.text) == (400, True)


def test_only_this_computer_is_listened_to(desk: Served) -> None:
    with pytest.raises(OSError, match="refused"):
        socket.create_connection(("127.0.0.2", desk.port), timeout=5)


def test_a_port_that_is_taken_is_2_and_ctrl_c_is_0(desk: Served, serve: Serve) -> None:
    taken = subprocess.run(
        [sys.executable, "-m", "dedup", "serve", "--port", str(desk.port)],
        env={"PYTHONPATH": str(ROOT), "PATH": ""},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )
    assert taken.returncode == 2
    assert taken.stderr.startswith(f"error: port {desk.port}: ")
    other = serve()
    other.process.send_signal(signal.SIGINT)
    stdout, stderr = other.process.communicate(timeout=30)
    assert (other.process.returncode, stdout, "Traceback" in stderr) == (0, "", False)
