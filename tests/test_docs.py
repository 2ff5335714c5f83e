"""The documentation is true: its commands run, its output is real, its links lead somewhere."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from dedup.cli.main import app, command_names

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("README*.md"), ROOT / "CONTRIBUTING.md", *ROOT.glob("docs/*.md")])
READMES = sorted(ROOT.glob("README*.md"))


def blocks(page: Path, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", page.read_text("utf-8"), re.DOTALL | re.MULTILINE)


@pytest.fixture
def workshop(tmp_path: Path) -> Path:
    """A folder with the sample pages, as after a clone."""
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    return tmp_path


def run(args: list[str], cwd: Path) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        args, cwd=cwd, capture_output=True, env={"PYTHONPATH": str(ROOT), "PATH": ""}, timeout=120
    )
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.mark.parametrize(
    "page", [page for page in PAGES if "dedup" in page.read_text("utf-8")], ids=lambda p: p.name
)
def test_what_a_page_shows_is_what_happens(page: Path, workshop: Path) -> None:
    for block in blocks(page, "console"):
        for entry in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, *expected = entry.splitlines()
            words = shlex.split(command, comments=True)
            assert words[0] == "dedup"
            done = run([sys.executable, "-m", "dedup", *words[1:]], workshop)
            assert done.returncode in (0, 1), done.stderr
            said = iter((done.stdout + done.stderr).splitlines())
            for line in filter(str.strip, expected):  # in this order; … stands for anything
                shape = re.compile(re.escape(line).replace("…", ".*"))
                if line.strip() != "…":
                    assert any(shape.fullmatch(real) for real in said), f"not in the output: {line}"


@pytest.mark.parametrize("page", READMES, ids=lambda page: page.name)
def test_the_python_of_the_readme_runs(page: Path, workshop: Path) -> None:
    found = blocks(page, "python")
    assert found
    for block in found:
        done = run([sys.executable, "-W", "error::SyntaxWarning:__main__", "-c", block], workshop)
        assert done.returncode == 0, done.stderr


def test_both_languages_show_the_same_code() -> None:
    english, chinese = READMES
    for language in ("console", "python", "sh"):
        assert blocks(english, language) == blocks(chinese, language)


def test_the_generated_pages_are_up_to_date() -> None:
    done = subprocess.run(
        [sys.executable, "tools/docs.py", "--check"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        env={"PYTHONPATH": str(ROOT), "PATH": ""},
    )
    assert (done.returncode, done.stdout) == (0, ""), done.stderr


@pytest.mark.parametrize("page", READMES, ids=lambda page: page.name)
def test_the_readme_names_every_command(page: Path) -> None:
    text = page.read_text("utf-8")
    assert [name for name in command_names(app) if f"dedup {' '.join(name)}" not in text] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_inside_the_tree_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text("utf-8"))
    assert [link for link in links if not page.parent.joinpath(link).exists()] == []
