"""What goes wrong is said, with a way out, and nothing that was confirmed is lost."""

from __future__ import annotations

import json
import os
import re
import resource
import shutil
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from bench.archive import kills
from bench.speed.corpus import rows
from dedup.archive import Archive
from dedup.errors import InputError
from dedup.types import Document

FILE = "archive.sqlite"


def dedup(*args: str, cwd: Path, **options: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "dedup", *args]
    return subprocess.run(command, cwd=cwd, capture_output=True, encoding="utf-8", timeout=300, **options)  # type: ignore[call-overload, no-any-return]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    lines = (json.dumps({"id": row.id, "text": row.text}, ensure_ascii=False) for row in rows(300, 300, 5))
    path = tmp_path / "corpus.jsonl"
    path.write_text("\n".join(lines), "utf-8")
    return path


@pytest.fixture
def archive(tmp_path: Path, corpus: Path) -> Path:
    assert dedup("archive", "add", "archive", corpus.name, cwd=tmp_path).returncode == 0
    return tmp_path / "archive"


def test_the_commands_and_their_exit_codes(tmp_path: Path, corpus: Path) -> None:
    done = dedup("archive", "add", "arch", "corpus.jsonl", "--batch", "100", cwd=tmp_path)
    said = ["stored 100 documents, up to corpus.jsonl:n00000099", "arch: 300 added, 0 updated, 0 unchanged"]
    assert (done.returncode, done.stdout.splitlines()[::3]) == (0, said)
    text = json.loads(corpus.read_text("utf-8").splitlines()[0])["text"]
    (tmp_path / "new.txt").write_text(text, "utf-8")
    (tmp_path / "other.txt").write_text(
        "线路昨日正式开通，全长十二公里，设站九座，首批投入八辆电动公交车。", "utf-8"
    )
    found = dedup("archive", "check", "arch", "new.txt", "-f", "json", cwd=tmp_path)
    assert found.returncode == 1
    assert json.loads(found.stdout)["pairs"][0]["b"] == "corpus.jsonl:n00000000#1"
    assert dedup("archive", "check", "arch", "other.txt", cwd=tmp_path).returncode == 0
    assert dedup("find", "new.txt", "--against", "arch", cwd=tmp_path).returncode == 1
    assert dedup("archive", "check", "nowhere", "new.txt", cwd=tmp_path).returncode == 2
    assert dedup("archive", "add", "arch", "missing.txt", cwd=tmp_path).returncode == 2
    told = dedup("archive", "info", "arch", "-f", "json", cwd=tmp_path)
    assert json.loads(told.stdout)["documents"] == 300
    assert dedup("archive", "verify", "arch", "--full", cwd=tmp_path).stdout == "arch: sound\n"
    assert dedup("archive", "remove", "arch", "corpus.jsonl:n00000000", cwd=tmp_path).returncode == 0
    refused = dedup("archive", "remove", "arch", "corpus.jsonl:n00000000", cwd=tmp_path)
    assert refused.returncode == 2
    assert "did you mean 'corpus.jsonl:n0000" in refused.stderr
    assert dedup("archive", "compact", "arch", cwd=tmp_path).returncode == 0
    exported = dedup("archive", "export", "arch", "-o", "out.jsonl", cwd=tmp_path)
    assert (exported.returncode, exported.stdout) == (0, "")
    assert len((tmp_path / "out.jsonl").read_text("utf-8").splitlines()) == 299


def test_a_folder_with_other_things_is_not_made_an_archive(tmp_path: Path, corpus: Path) -> None:
    refused = dedup("archive", "add", ".", "corpus.jsonl", cwd=tmp_path)
    assert refused.returncode == 2
    assert "is no archive" in refused.stderr


def test_kills_lose_nothing(tmp_path: Path) -> None:
    outcome = kills.run(str(tmp_path / "archive"), tmp_path, times=4)
    assert outcome.wrong == ()
    assert outcome.kills == 4


def test_a_second_writer_waits_and_then_says_so(place: str) -> None:
    with Archive(place, create=True) as one:
        one.add([Document("a", "a", "甲" * 40, "")])
        with Archive(place, wait=0.3) as two, one._store.writing():
            with pytest.raises(InputError, match=r"did not end within 0\.3 seconds") as late:
                two.add([Document("b", "b", "乙" * 40, "")])
            assert "--wait" in late.value.hint
        with Archive(place) as two:
            two.add([Document("b", "b", "乙" * 40, "")])
            assert two.info().documents == 2


def test_two_writers_at_once_are_serialised(place: str) -> None:
    texts = [row.text for row in rows(120, 200, 4)]
    Archive(place, create=True).close()
    failed: list[BaseException] = []

    def write(name: str, some: list[str]) -> None:
        try:
            with Archive(place) as archive:
                archive.add([Document(f"{name}{n}", "", text, "") for n, text in enumerate(some)], batch=5)
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=write, args=(name, texts)) for name in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    with Archive(place) as archive:
        assert archive.info().documents == 240
        assert archive.info().texts <= 120
        assert archive.verify(full=True) == ()


def test_a_full_disk_is_said_and_what_was_confirmed_stays(tmp_path: Path, corpus: Path) -> None:
    limit = 500_000

    def small() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    args = ("archive", "add", "arch", "corpus.jsonl", "--batch", "20")
    done = dedup(*args, cwd=tmp_path, preexec_fn=small)
    assert done.returncode == 2
    assert "the disk is full" in done.stderr
    assert "run the same command again" in done.stderr
    confirmed = max(map(int, re.findall(r"stored (\d+)", done.stdout)))
    assert 0 < confirmed < 300
    with Archive(str(tmp_path / "arch")) as archive:
        assert archive.verify(full=True) == ()
        assert archive.info().documents >= confirmed
    assert dedup(*args, cwd=tmp_path).returncode == 0


def test_a_full_database_is_said(archive: Path) -> None:
    with Archive(str(archive)) as open:
        open._store._db.execute("PRAGMA max_page_count = 1")  # type: ignore[attr-defined]
        with pytest.raises(InputError, match="the disk is full"):
            open.add([Document(f"d{n}", "", row.text, "") for n, row in enumerate(rows(200, 900, 6))])
        assert open.verify(full=True) == ()


def test_a_read_only_archive_answers_and_says_that_it_takes_nothing(archive: Path, corpus: Path) -> None:
    plain = ["setpriv", "--bounding-set", "-dac_override", "--inh-caps", "-dac_override"]
    before = plain if os.geteuid() == 0 else []  # else rights would not apply

    def run(*args: str) -> subprocess.CompletedProcess[str]:
        command = [*before, sys.executable, "-m", "dedup", "archive", *args]
        return subprocess.run(command, cwd=archive.parent, capture_output=True, encoding="utf-8", timeout=300)

    (archive / FILE).chmod(0o444)
    archive.chmod(0o555)
    try:
        answered = run("check", "archive", "corpus.jsonl", "-q")
        assert answered.returncode == 1, answered.stderr
        assert run("verify", "archive").stdout == "archive: sound\n"
        refused = run("remove", "archive", "corpus.jsonl:n00000001")
        assert refused.returncode == 2
        assert "cannot be" in refused.stderr
        assert "rights of archive" in refused.stderr
    finally:
        archive.chmod(0o755)


def damaged(archive: Path, table: str) -> None:
    """Turn the last byte of the first row of a table around."""
    column = "data"
    with sqlite3.connect(archive / FILE) as db:
        number, data = db.execute(f"SELECT rowid, {column} FROM {table}").fetchone()
        wrong = data[:-1] + bytes([data[-1] ^ 255])
        db.execute(f"UPDATE {table} SET {column} = ? WHERE rowid = ?", (wrong, number))
    db.close()


def test_a_damaged_text_is_named_and_the_others_still_answer(archive: Path) -> None:
    damaged(archive, "body")
    done = dedup("archive", "verify", "archive", cwd=archive.parent)
    assert done.returncode == 1
    assert "n00000000" in done.stdout
    assert "dedup archive remove archive 'corpus.jsonl:n00000000'" in done.stdout
    refused = dedup("archive", "export", "archive", "-o", "out.jsonl", cwd=archive.parent)
    assert refused.returncode == 2
    assert "is damaged" in refused.stderr
    assert not (archive.parent / "out.jsonl").exists()


def test_damaged_postings_are_made_anew_from_the_texts(archive: Path) -> None:
    damaged(archive, "chunk")
    done = dedup("archive", "verify", "archive", "--full", cwd=archive.parent)
    assert done.returncode == 1
    assert "compact archive --rebuild" in done.stdout
    refused = dedup("archive", "check", "archive", "corpus.jsonl", cwd=archive.parent)
    assert refused.returncode == 2
    assert "--rebuild" in refused.stderr
    assert dedup("archive", "compact", "archive", "--rebuild", cwd=archive.parent).returncode == 0
    assert dedup("archive", "verify", "archive", "--full", cwd=archive.parent).returncode == 0


def test_missing_postings_are_noticed(archive: Path) -> None:
    with sqlite3.connect(archive / FILE) as db:
        db.execute("DELETE FROM chunk WHERE id = (SELECT min(id) FROM chunk)")
    db.close()
    with Archive(str(archive)) as open:
        assert "missing" in open.verify()[0]
        assert "missing" in open.verify(full=True)[0]


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM document WHERE n = 3",
        "DELETE FROM content WHERE n > 1900",
        "DELETE FROM article WHERE document = 9",
        "UPDATE content SET digest = zeroblob(16) WHERE n = (SELECT min(n) FROM content)",
    ],
)
def test_rows_that_do_not_belong_together_are_noticed(archive: Path, statement: str) -> None:
    with sqlite3.connect(archive / FILE) as db:
        assert db.execute(statement).rowcount
    db.close()
    with Archive(str(archive)) as open:
        for full in (False, True):
            assert "--rebuild" in open.verify(full=full)[0]
        open.compact(rebuild=True)
        assert open.verify(full=True) == ()


@pytest.mark.parametrize("damage", ["garbage", "truncated", "empty", "overwritten"])
def test_a_damaged_file_is_refused_by_every_command(archive: Path, damage: str) -> None:
    path = archive / FILE
    data = path.read_bytes()
    path.write_bytes(
        {
            "garbage": b"no database at all" * 999,
            "truncated": data[: len(data) // 2],
            "empty": b"",
            "overwritten": data[:8192] + b"\xff" * 65536 + data[8192 + 65536 :],
        }[damage]
    )
    done = dedup("archive", "verify", "archive", cwd=archive.parent)
    assert done.returncode in (1, 2)
    assert re.search("damaged|there is no archive", done.stdout + done.stderr), done
    for command in (("check", "archive", "corpus.jsonl"), ("export", "archive"), ("info", "archive")):
        refused = dedup("archive", *command, cwd=archive.parent)
        if damage != "overwritten" or command[0] != "info":  # whose pages may be whole
            assert refused.returncode == 2, (command, refused)
            assert "Traceback" not in refused.stderr
            assert " help: " in refused.stderr


def test_postgresql_is_named_without_its_password(tmp_path: Path) -> None:
    url = "postgresql://desk:secret@127.0.0.1:1/news"
    refused = dedup("archive", "info", url, cwd=tmp_path)
    assert refused.returncode == 2
    assert "secret" not in refused.stderr
    assert "postgresql://desk@127.0.0.1:1/news: no connection" in refused.stderr
    shutil.rmtree(tmp_path)
