"""What every report format keeps to; a new module in ``dedup/render/formats`` is under test by itself."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from dedup import plugs
from dedup.render import protocol
from dedup.render.protocol import Report, encoded
from dedup.types import Result

from . import hostile

NAMES = protocol.names()
EMPTY = Result((), (), (), (), (), ())
ROOT = Path(__file__).parents[2]


def render(name: str, result: Result, lang: str = "zh") -> Report:
    return protocol.load(name).render(result, lang)


@pytest.mark.parametrize("name", NAMES)
def test_a_format_says_what_it_is_and_what_its_files_are_called(name: str) -> None:
    module = plugs.load("render.formats", name)
    assert module.__doc__
    assert module.SUFFIX.startswith(".")
    others = [plugs.load("render.formats", other).SUFFIX for other in NAMES if other != name]
    assert module.SUFFIX not in others, "the suffix of a file must say its format"


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_a_format_survives_the_hostile_document(name: str, lang: str) -> None:
    report = render(name, hostile.result(), lang)
    assert isinstance(report, bytes) == protocol.is_binary(name)
    if isinstance(report, bytes):
        return
    assert report.endswith("\n")
    encoded(report).decode("utf-8")
    if name not in ("json", "html"):  # data, escaped as JSON does; a page, where they steer nothing
        assert not {ch for ch in report if ch in "\x00\x07\x1b\x7f\x85\ufffe"}


@pytest.mark.parametrize("name", NAMES)
def test_a_format_can_report_that_nothing_was_found(name: str) -> None:
    render(name, EMPTY)


@pytest.mark.parametrize("name", NAMES)
def test_a_format_speaks_both_languages(name: str, seeds: Result) -> None:
    zh, en = render(name, seeds, "zh"), render(name, seeds, "en")
    assert zh
    assert (zh == en) == (name == "json")


@pytest.mark.parametrize(
    "name", [name for name in NAMES if hasattr(plugs.load("render.formats", name), "site")]
)
def test_a_folder_of_pages_has_names_that_every_system_takes(name: str) -> None:
    pages = list(plugs.load("render.formats", name).site(hostile.result(), "zh"))
    names = [page for page, _ in pages]
    assert len({page.lower() for page in names}) == len(names)
    assert all(page.isascii() and page.replace("-", "").replace(".", "").isalnum() for page in names)


def test_every_format_gives_the_same_bytes_in_every_process() -> None:
    program = (
        "import hashlib\n"
        "from dedup.render import protocol; from dedup.render.protocol import encoded\n"
        "from tests.render import hostile\n"
        "for name in protocol.names():\n"
        "    report = encoded(protocol.load(name).render(hostile.result(), 'zh'))\n"
        "    print(name, hashlib.sha256(report).hexdigest())"
    )
    said = set()
    for seed in ("1", "2"):
        env = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(
            [sys.executable, "-c", program], capture_output=True, cwd=ROOT, env=env, check=True
        )
        said.add(done.stdout)
    assert len(said) == 1
    assert len(said.pop().splitlines()) == len(NAMES)
