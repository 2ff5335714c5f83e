"""The tree keeps its own rules."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MODULES = sorted(
    path for folder in ("dedup", "tools", "tests", "bench") for path in (ROOT / folder).rglob("*.py")
)


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_module_outgrows_one_idea(module: Path) -> None:
    assert len(module.read_text("utf-8").splitlines()) <= 500


@pytest.mark.parametrize("folder", [path.parent for path in ROOT.joinpath("dedup").rglob("*.py")])
def test_every_package_says_what_it_is(folder: Path) -> None:
    assert (folder / "__init__.py").read_text("utf-8").startswith('"""')


def test_nothing_names_a_folder_of_one_machine() -> None:
    done = subprocess.run(
        ["git", "grep", "-nE", r"""(^|["' =(])/(work|farm|root|home)/""", "--", ".", ":!tests/test_tree.py"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.stdout == ""


def test_every_requirement_is_pinned_and_no_pin_names_an_index() -> None:
    pins = ROOT.joinpath("constraints.txt").read_text("utf-8").splitlines()
    project = tomllib.loads(ROOT.joinpath("pyproject.toml").read_text("utf-8"))["project"]
    wanted = [
        *project["dependencies"],
        *(name for extra in project["optional-dependencies"].values() for name in extra),
    ]

    def plain(name: str) -> str:
        return re.sub(r"[-_.]+", "-", re.split(r"[^\w.-]", name, maxsplit=1)[0]).lower()

    assert [pin for pin in pins if not re.fullmatch(r"[\w.-]+==[\w.]+", pin)] == []
    assert {plain(name) for name in wanted} - {plain(pin) for pin in pins} == {"reprints"}
