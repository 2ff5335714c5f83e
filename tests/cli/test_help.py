"""Help, version, rules: what a newcomer runs first."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from dedup import __version__, codes
from dedup.cli.main import app, command_names

ROOT = Path(__file__).parents[2]
COMMANDS = command_names(app)
HEADINGS = ["## What it says", "## Why it matters", "## Example", "## What to do"]


def test_help_is_there_in_a_third_of_a_second() -> None:
    def seconds() -> float:
        """Of processor time: what others do on the machine does not count."""
        before = os.times()
        subprocess.run([sys.executable, "-m", "dedup", "--help"], cwd=ROOT, capture_output=True, check=True)
        after = os.times()
        return after.children_user + after.children_system - before.children_user - before.children_system

    assert min(seconds() for _ in range(3)) < 0.3


def test_help_loads_nothing_heavy() -> None:
    heavy = {"numpy", "jieba", "datasketch", "scipy", "jinja2", "rich", "rapidfuzz"}
    program = f"import sys, dedup.cli.main; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, check=True)
    assert done.stdout.strip() == b"[]"


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_explains_itself_with_an_example(dedup, command: tuple[str, ...]) -> None:
    long, short = dedup(*command, "--help"), dedup(*command, "-h")
    assert long.returncode == short.returncode == 0
    assert long.stdout == short.stdout
    assert "Example" in long.stdout
    assert f"  dedup {' '.join(command)}" in long.stdout


def test_the_version_is_the_package_version(dedup) -> None:
    assert dedup("--version").stdout == f"dedup {__version__}\n"


@pytest.mark.parametrize("code", codes.rules())
def test_every_code_has_its_page(dedup, code: str) -> None:
    done = dedup("rule", code.lower())
    rule = codes.rule(code)
    assert done.returncode == 0
    lines = done.stdout.splitlines()
    assert lines[0] == f"# {code} {rule.name} ({rule.zh})"
    assert [line for line in lines if line.startswith("## ")] == HEADINGS


def test_no_page_is_left_without_a_code() -> None:
    assert {path.stem for path in (ROOT / "dedup" / "rules").glob("*.md")} == set(codes.rules())


def test_rule_lists_every_code(dedup) -> None:
    assert [line.split()[0] for line in dedup("rule").stdout.splitlines()] == list(codes.rules())


def test_doctor_names_versions_and_encodings(dedup) -> None:
    done = dedup("doctor")
    assert done.returncode == 0, done.stderr
    assert f"dedup {__version__}" in done.stdout
    assert "stdout utf-8" in done.stdout


def test_config_says_where_each_value_came_from(dedup, tmp_path: Path) -> None:
    tmp_path.joinpath("pyproject.toml").write_text("[tool.dedup]\nthreshold = 0.7\n")
    lines = dedup("config").stdout.splitlines()
    assert f"threshold = 0.7  # {tmp_path.joinpath('pyproject.toml').resolve()}" in lines
    assert "permutations = 128  # default" in lines
