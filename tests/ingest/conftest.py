"""Reading a folder of files made on the spot."""

from collections.abc import Callable
from pathlib import Path

import pytest

from dedup import ingest
from dedup.config import Settings
from dedup.types import Document, Finding

Read = Callable[..., tuple[list[Document], list[Finding]]]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working directory."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def read(here: Path) -> Read:
    """Documents and findings under paths, apart."""

    def reading(*paths: str, **settings: object) -> tuple[list[Document], list[Finding]]:
        items = list(ingest.read(paths, Settings(**settings)))  # type: ignore[arg-type]
        return (
            [item for item in items if isinstance(item, Document)],
            [item for item in items if isinstance(item, Finding)],
        )

    return reading
