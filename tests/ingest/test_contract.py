"""What every reader keeps to; a new module in ``dedup/readers`` is under test by itself."""

import gzip
import io
import tomllib
from pathlib import Path

import pytest

from dedup import plugs
from dedup.config import Settings
from dedup.readers._protocol import Page, Reader, Remark, Row, by_suffix, readers
from dedup.types import Document

from . import makers
from .conftest import Read

ROOT = Path(__file__).parents[2]
NAMES = plugs.names("readers")


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


@pytest.mark.parametrize("packing", ["", ".gz"])
@pytest.mark.parametrize("name", NAMES)
def test_a_file_becomes_documents_whatever_its_packing(
    here: Path, read: Read, name: str, packing: str
) -> None:
    reader = readers()[name]
    path = Path(f"a{reader.SUFFIXES[0]}{packing}")
    path.write_bytes(gzip.compress(example(name)) if packing else example(name))
    (document,), findings = read(".")
    assert findings == []
    assert document.path == str(path)
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


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("content", [b"", b"\0", b"\xff\xfe\xfd" * 99, b"rubbish"], ids=len)
def test_rubbish_of_any_format_is_never_a_crash(here: Path, read: Read, name: str, content: bytes) -> None:
    Path("a" + readers()[name].SUFFIXES[0]).write_bytes(content)
    documents, findings = read(".")
    assert findings or documents
