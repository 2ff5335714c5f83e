"""What every reader keeps to; a new module in ``dedup/readers`` is under test by itself."""

import gzip
import io
import re
import sys
import tomllib
from collections.abc import Callable
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
import zstandard

from dedup import plugs
from dedup.config import Settings
from dedup.readers._protocol import Page, Reader, Remark, Row, by_suffix, readers
from dedup.types import Document

from . import makers
from .conftest import Read

ROOT = Path(__file__).parents[2]
NAMES = plugs.names("readers")


PACK: dict[str, Callable[[str, bytes], bytes]] = {
    "": lambda _, data: data,
    ".gz": lambda _, data: gzip.compress(data),
    ".zst": lambda _, data: zstandard.compress(data),
    ".zip": lambda name, data: makers.zipped({name: data}),
}


def example(name: str) -> bytes:
    data: bytes = getattr(makers, f"make_{name}")()
    return data


@pytest.mark.parametrize("name", NAMES)
def test_a_reader_says_what_it_reads(name: str) -> None:
    reader: Reader = readers()[name]
    assert all(by_suffix()[suffix] is reader for suffix in reader.SUFFIXES), "two readers claim a suffix"
    assert all(s == s.lower() and s.startswith(".") for s in reader.SUFFIXES)
    assert reader.SUFFIXES
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    assert not reader.EXTRA or reader.EXTRA in extras
    assert plugs.load("readers", name).__doc__


@pytest.mark.parametrize("name", NAMES)
def test_a_reader_reads_its_example(name: str) -> None:
    reader = readers()[name]
    items = list(reader.read(io.BytesIO(example(name)), Settings()))
    (item,) = items
    assert isinstance(item, Row if reader.ROWS else Page)
    assert not isinstance(item, Remark)
    assert [line for line in makers.LINES if line not in item.text] == []


@pytest.mark.parametrize("packing", ["", ".gz", ".zst", ".zip"])
@pytest.mark.parametrize("name", NAMES)
def test_a_file_becomes_documents_whatever_its_packing(
    here: Path, read: Read, name: str, packing: str
) -> None:
    reader = readers()[name]
    inside = f"a{reader.SUFFIXES[0]}"
    path = Path("x.zip" if packing == ".zip" else inside + packing)
    path.write_bytes(PACK[packing](inside, example(name)))
    (document,), findings = read(".")
    assert findings == []
    assert document.path == (f"{path}/{inside}" if packing == ".zip" else str(path))
    assert (document.id == document.path) == (not reader.ROWS)
    assert document.whole == reader.ROWS
    assert len(document.sha256) == 64
    assert isinstance(document, Document)


@pytest.mark.parametrize("name", NAMES)
def test_a_file_without_suffix_is_recognised_if_the_format_can_be(here: Path, read: Read, name: str) -> None:
    if readers()[name].MAGIC or name in ("text", "jsonl"):
        Path("a").write_bytes(example(name))
        (document,), _ = read("a")
        assert makers.LINES[0] in document.text


@pytest.mark.parametrize("name", [name for name in NAMES if readers()[name].EXTRA])
def test_without_its_extra_a_reader_says_which_line_installs_it(
    here: Path, read: Read, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = readers()[name]
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    wanted = {re.split(r"[><=]", requirement)[0] for requirement in extras[reader.EXTRA]}
    for module, distributions in packages_distributions().items():
        if wanted & set(distributions):
            monkeypatch.setitem(sys.modules, module, None)
    Path("a" + reader.SUFFIXES[0]).write_bytes(example(name))
    documents, (finding,) = read(".")
    assert documents == []
    assert finding.code == "INP901"
    assert f"pip install 'reprints[{reader.EXTRA}]'" in finding.message


def test_every_extra_of_a_reader_is_in_all() -> None:
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    (everything,) = extras["all"]
    named = set(re.split(r"[\[\],]", everything))
    assert {r.EXTRA for r in readers().values() if r.EXTRA} | {"zstd"} <= named
    assert everything.startswith("reprints[")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("content", [b"", b"\0", b"\xff\xfe\xfd" * 99, b"rubbish"], ids=len)
def test_rubbish_of_any_format_is_never_a_crash(here: Path, read: Read, name: str, content: bytes) -> None:
    Path("a" + readers()[name].SUFFIXES[0]).write_bytes(content)
    documents, findings = read(".")
    assert findings or documents


@pytest.mark.parametrize("name", NAMES)
def test_the_formats_page_lists_every_suffix_and_extra(name: str) -> None:
    reader = readers()[name]
    rows = [
        line.split("|")
        for line in (ROOT / "docs/formats.md").read_text("utf-8").splitlines()
        if line.startswith("| ")
    ]
    (row,) = [row for row in rows if f"`{reader.SUFFIXES[0]}`" in row[2]]
    assert tuple(re.findall(r"`([^`]+)`", row[2])) == reader.SUFFIXES
    assert row[3].strip(" `") == reader.EXTRA
