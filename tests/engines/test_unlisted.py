"""A job of which the report lists no article, since there are too many or none with versions."""

from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace

import pytest

from dedup import distributed
from dedup.cli import report
from dedup.config import Settings
from dedup.engines.spark import Outcome
from dedup.render.protocol import pieces
from dedup.types import StageCount


@pytest.mark.parametrize("members", [0, distributed.REPORTED + 1])
def test_it_was_read_all_the_same(members: int, monkeypatch: pytest.MonkeyPatch) -> None:
    outcome = Outcome((StageCount("read", 9, 9),), (), 0, 0, (), members)

    @contextmanager
    def job(*given: object) -> Iterator[SimpleNamespace]:
        """Stands for a job that has written its tables."""
        yield SimpleNamespace(run=lambda: outcome, documents=list)

    monkeypatch.setattr(distributed.spark, "Job", job)
    result = distributed.find(["corpus/"], "tables", Settings(), {}, compare=False)
    assert not report.nothing_read(result)
    assert [finding.code for finding in result.findings] == (["INP904"] if members else [])
    assert "".join(map(str, pieces("json", result, "zh")))
