"""What makes a run fail: severities, how many, and which codes."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture
def pages(tmp_path: Path, versions: tuple[str, str]) -> Path:
    for name, text in zip("ab", versions, strict=True):
        tmp_path.joinpath(f"{name}.txt").write_text(text, "utf-8")
    return tmp_path


def lines(stdout: str) -> list[str]:
    return [line for line in stdout.split("\n\n")[0].splitlines() if line]


@pytest.mark.parametrize("level", ["error", "warning", "note", "never"])
@pytest.mark.parametrize("slack", [-1, 0])
def test_more_findings_than_allowed_is_1(dedup, pages: Path, level: str, slack: int) -> None:
    ranks = {"DUP": "warning", "FCT": "error"}
    said = lines(dedup("find", "a.txt", "b.txt", "--select", "DUP,FCT", "--fail-on", "never").stdout)
    worse = {"error": ("error",), "warning": ("error", "warning")}.get(level, ("error", "warning", "note"))
    counted = sum(ranks[line.split(": ")[1][:3]] in worse for line in said)
    assert counted >= 2
    done = dedup(
        "find", "a.txt", "b.txt", "--select", "DUP,FCT", "--fail-on", level, "--max-findings", counted + slack
    )
    assert done.returncode == (1 if slack and level != "never" else 0), done.stderr


def test_the_limit_may_stand_in_the_settings(dedup, pages: Path) -> None:
    pages.joinpath("dedup.toml").write_text("max-findings = 99\n")
    assert dedup("find", "a.txt", "b.txt").returncode == 0
    assert dedup("find", "a.txt", "b.txt", "--max-findings", "0").returncode == 1
    assert dedup("find", "a.txt", "b.txt", "--max-findings", "-1").returncode == 2


def test_the_severity_of_a_code_is_a_setting(dedup, pages: Path) -> None:
    pages.joinpath("pyproject.toml").write_text(
        '[tool.dedup]\nselect = ["FCT3", "DUP"]\n[tool.dedup.severity]\n'
        'FCT303 = "note"\nFCT310 = "note"\nDUP102 = "note"\n'
    )
    done = dedup("find", "a.txt", "b.txt")
    assert (done.returncode, done.stdout.count("FCT303")) == (0, 0), done.stdout
    assert dedup("find", "a.txt", "b.txt", "-v", "--fail-on", "note").returncode == 1


def test_the_severity_of_a_finding_on_an_input_is_a_setting(dedup, pages: Path) -> None:
    pages.joinpath("short.txt").write_text("短", "utf-8")
    assert dedup("find", "short.txt").returncode == 0
    pages.joinpath("dedup.toml").write_text('[severity]\nINP903 = "error"\n')
    done = dedup("find", "short.txt", "--fail-on", "error")
    assert done.returncode == 1
    assert "1 error" in done.stderr


@pytest.mark.parametrize(
    ("settings", "hint"),
    [
        ('[severity]\nFCT333 = "note"', "did you mean FCT3"),
        ('[severity]\nFCT = "note"', "did you mean"),
        ('select = ["XYZ"]', "dedup rule lists them all"),
        ('ignore = ["TXT9"]', "did you mean TXT"),
    ],
)
def test_a_code_that_does_not_exist_is_an_error(dedup, pages: Path, settings: str, hint: str) -> None:
    pages.joinpath("dedup.toml").write_text(settings)
    done = dedup("find", "a.txt", "b.txt")
    assert (done.returncode, done.stdout) == (2, "")
    assert hint in done.stderr


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("command", ["find", "diff"])
def test_errors_of_the_command_line_are_english_in_every_language(
    dedup, pages: Path, command: str, lang: str
) -> None:
    pages.joinpath("pixels.txt").write_bytes(bytes(range(256)) * 40)
    for name in ("missing.txt", "pixels.txt"):
        paths = [name] if command == "find" else [name, "a.txt"]
        done = dedup(command, *paths, "--lang", lang)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.startswith(f"error: {name}: ")
        assert "\n help: " in done.stderr
        assert done.stderr.isascii(), done.stderr
