"""find and diff on real processes: reports, files, folders, filters, exit codes."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from dedup import plugs

ROOT = Path(__file__).parents[2]


@pytest.fixture
def pages(tmp_path: Path, versions: tuple[str, str]) -> Path:
    """The two versions as a.txt and b.txt in the folder where dedup runs."""
    for name, text in zip(("a.txt", "b.txt"), versions, strict=True):
        tmp_path.joinpath(name).write_text(text, "utf-8")
    return tmp_path


def test_find_reports_the_pair_and_ends_with_1(dedup, pages: Path) -> None:
    done = dedup("find", "a.txt", "b.txt")
    assert done.returncode == 1
    assert "DUP102" in done.stdout
    assert "FCT303" in done.stdout
    assert "2 documents, 2 articles: 1 pair, 1 cluster" in done.stderr


def test_nothing_found_is_0(dedup, pages: Path) -> None:
    done = dedup("find", "a.txt")
    assert done.returncode == 0, done.stderr
    assert "0 pairs" in done.stderr


@pytest.mark.parametrize(("level", "code"), [("error", 1), ("warning", 1), ("note", 1), ("never", 0)])
def test_fail_on_decides(dedup, pages: Path, level: str, code: int) -> None:
    assert dedup("diff", "a.txt", "b.txt", "--fail-on", level).returncode == code


def test_a_file_against_itself_is_clean_in_diff_and_a_finding_in_find(dedup, pages: Path) -> None:
    assert dedup("diff", "a.txt", "a.txt").returncode == 0
    pages.joinpath("copy.txt").write_bytes(pages.joinpath("a.txt").read_bytes())
    done = dedup("find", "a.txt", "copy.txt")
    assert done.returncode == 1
    assert "DUP101" in done.stdout


def test_several_formats_at_once(dedup, pages: Path) -> None:
    done = dedup("find", "a.txt", "b.txt", "-f", "json", "-o", "r.json", "-f", "text", "-o", "r.txt", "-q")
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "")
    assert json.loads(pages.joinpath("r.json").read_text("utf-8"))["schema"] == 1
    assert "DUP102" in pages.joinpath("r.txt").read_text("utf-8")
    assert not list(pages.glob(".*.part"))


def test_the_suffix_says_the_format(dedup, pages: Path) -> None:
    assert dedup("find", "a.txt", "b.txt", "-o", "r.json").returncode == 1
    assert json.loads(pages.joinpath("r.json").read_text("utf-8"))["schema"] == 1


@pytest.mark.parametrize("name", ["site/", "there"])
def test_a_folder_takes_an_index_and_a_page_a_pair(dedup, pages: Path, name: str) -> None:
    pages.joinpath("there").mkdir()
    assert dedup("find", "a.txt", "b.txt", "-f", "html", "-o", name).returncode == 1
    files = sorted(path.name for path in pages.joinpath(name).iterdir())
    assert "index.html" in files
    assert len(files) == 2


@pytest.mark.parametrize(
    "args",
    [
        ["-f", "nope"],
        ["-f", "json", "-o", "x/"],
        ["-f", "json", "-f", "text"],
        ["-o", "report.unknown"],
        ["-t", "2"],
        ["-t", "nan"],
        ["--jobs", "-1"],
        ["--baseline", "missing.json"],
        ["--config", "missing.toml"],
    ],
)
def test_wrong_options_are_2_before_any_work(dedup, pages: Path, args: list[str]) -> None:
    done = dedup("find", "a.txt", "b.txt", *args)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("error: ")
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("name", plugs.names("render.formats"))
def test_every_format_comes_out_of_the_command_line(dedup, pages: Path, name: str) -> None:
    assert dedup("diff", "a.txt", "b.txt", "-f", name, "-o", "report").returncode == 1
    written = pages.joinpath("report").read_bytes()
    assert written.strip()
    done = dedup("diff", "a.txt", "b.txt", "-f", name, text=False)
    assert (done.returncode, done.stdout) == (1, written), done.stderr


def test_articles_are_named_by_number(dedup, versions: tuple[str, str], tmp_path: Path) -> None:
    first = "# 市图书馆周末延长开放\n\n市图书馆从本周起周末开放到晚上九点,读者可以凭身份证入馆借书。\n\n"
    tmp_path.joinpath("page.txt").write_text(f"{first}# {versions[0]}", "utf-8")
    tmp_path.joinpath("b.txt").write_text(versions[1], "utf-8")
    result = json.loads(dedup("diff", "page.txt#2", "b.txt", "-f", "json").stdout)
    assert [(pair["a"], pair["relation"]) for pair in result["pairs"]] == [("page.txt#2", "near")]
    done = dedup("diff", "page.txt#3", "b.txt")
    assert (done.returncode, done.stdout) == (2, "")
    assert "there is no #3" in done.stderr
    paired = json.loads(dedup("diff", "page.txt", "b.txt", "-f", "json").stdout)
    assert [(pair["a"], pair["b"]) for pair in paired["pairs"]] == [("page.txt#2", "b.txt#1")]


def test_diff_wants_documents_not_folders(dedup, pages: Path) -> None:
    done = dedup("diff", ".", "b.txt")
    assert (done.returncode, done.stdout) == (2, "")
    assert "one is wanted" in done.stderr


def test_standard_input_is_a_document(dedup, pages: Path, versions: tuple[str, str]) -> None:
    done = dedup("diff", "-", "b.txt", "-f", "json", stdin=versions[0].encode())
    assert done.returncode == 1, done.stderr
    assert json.loads(done.stdout)["pairs"][0]["a"] == "-#1"


def test_select_and_ignore(dedup, pages: Path) -> None:
    done = dedup("diff", "a.txt", "b.txt", "--select", "FCT", "--ignore", "FCT303", "-f", "json")
    found = {finding["code"] for finding in json.loads(done.stdout)["findings"]}
    assert found
    assert all(code.startswith("FCT") for code in found)
    assert "FCT303" not in found


def test_notes_are_findings_only_when_asked_for(dedup, pages: Path) -> None:
    plain, verbose = (
        json.loads(dedup("diff", "a.txt", "b.txt", "-f", "json", *more).stdout)["findings"]
        for more in ([], ["-v"])
    )
    assert len(verbose) > len(plain)


def test_accepted_findings_are_hidden_and_counted(dedup, pages: Path) -> None:
    dedup("find", "a.txt", "b.txt", "-f", "json", "-o", "result.json")
    assert dedup("baseline", "update", "ok.json", "result.json").returncode == 0
    done = dedup("find", "a.txt", "b.txt", "--baseline", "ok.json")
    assert done.returncode == 0, done.stderr
    assert "accepted by the baseline" in done.stderr
    assert "DUP102" not in done.stdout
    stale = dedup("find", "a.txt", "--baseline", "ok.json")
    assert "no longer found" in stale.stderr
    again = pages.joinpath("ok.json").read_bytes()
    dedup("baseline", "update", "ok.json", "result.json")
    assert pages.joinpath("ok.json").read_bytes() == again


def test_a_result_is_rendered_again_without_computing(dedup, pages: Path) -> None:
    text = dedup("find", "a.txt", "b.txt").stdout
    dedup("find", "a.txt", "b.txt", "-f", "json", "-o", "result.json")
    done = dedup("render", "result.json", "-f", "text")
    assert (done.stdout, done.returncode) == (text, 1), done.stderr
    again = dedup("render", "result.json", "-f", "json").stdout
    assert again == pages.joinpath("result.json").read_text("utf-8")


def test_a_broken_result_is_said(dedup, pages: Path) -> None:
    for content in ("", "[]", '{"schema": 99}', "\x00"):
        pages.joinpath("result.json").write_text(content)
        done = dedup("render", "result.json", "-f", "text")
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.startswith("error: ")
        assert "Traceback" not in done.stderr


def test_new_against_base(dedup, pages: Path) -> None:
    done = dedup("find", "a.txt", "--against", "b.txt", "-f", "json")
    assert [(pair["a"], pair["b"]) for pair in json.loads(done.stdout)["pairs"]] == [("a.txt#1", "b.txt#1")]
    itself = dedup("find", "a.txt", "--against", ".", "-f", "json")
    assert [(pair["a"], pair["b"]) for pair in json.loads(itself.stdout)["pairs"]] == [("a.txt#1", "b.txt#1")]


def test_kept_and_dropped(dedup, tmp_path: Path, versions: tuple[str, str]) -> None:
    rows = [
        {"id": n, "text": text}
        for n, text in enumerate((versions[0], versions[1], "另一篇：" + "今天天气晴朗。" * 9))
    ]
    corpus = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    tmp_path.joinpath("corpus.jsonl").write_text(corpus, "utf-8")
    args = (
        "--no-compare",
        "--keep",
        "first",
        "--write-kept",
        "kept.jsonl",
        "--write-dropped",
        "dropped.jsonl",
    )
    assert dedup("find", "corpus.jsonl", *args).returncode == 1
    kept = [json.loads(line) for line in tmp_path.joinpath("kept.jsonl").read_text("utf-8").splitlines()]
    dropped = [
        json.loads(line) for line in tmp_path.joinpath("dropped.jsonl").read_text("utf-8").splitlines()
    ]
    assert [row["text"] for row in kept] == [rows[0]["text"], rows[2]["text"]]
    assert [(row["id"], row["reason"], row["twin"]) for row in dropped] == [(1, "near", "corpus.jsonl:0#1")]
    assert sorted(row["text"] for row in kept + dropped) == sorted(row["text"] for row in rows)


def test_the_same_bytes_for_any_number_of_jobs(dedup, pages: Path) -> None:
    one, two = (dedup("find", ".", "-f", "json", "--jobs", n) for n in (1, 2))
    assert one.stdout == two.stdout
    assert one.returncode == two.returncode == 1


def test_an_interrupt_is_130(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "dedup", "find", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
    )
    assert process.stdin is not None
    process.stdin.write(b"x" * (1 << 20))  # more than a pipe holds: it reads, and now waits for the rest
    process.stdin.flush()
    process.send_signal(signal.SIGINT)
    stdout, stderr = process.communicate(timeout=30)
    assert (process.returncode, stdout) == (130, b""), stderr
    assert b"Traceback" not in stderr


def test_a_closed_pipe_is_141(pages: Path) -> None:
    report = subprocess.Popen(
        [sys.executable, "-m", "dedup", "find", "a.txt", "b.txt", "-f", "json", "-q"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=pages,
        env={"PYTHONPATH": str(ROOT), "PATH": ""},
    )
    assert report.stdout is not None
    report.stdout.close()
    _, stderr = report.communicate(timeout=60)
    assert (report.returncode, stderr) == (141, b"")


def test_no_progress_and_no_colour_in_a_pipe(dedup, pages: Path) -> None:
    done = dedup("find", "a.txt", "b.txt")
    assert "\x1b" not in done.stdout + done.stderr
    assert len(done.stderr.splitlines()) == 1
