"""The tree keeps its own rules."""

from __future__ import annotations

import subprocess
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
