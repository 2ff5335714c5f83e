"""A job of which the report lists no article, since there are too many or none with versions."""

from typing import Any

import pytest

from dedup import distributed
from dedup.cli import report
from dedup.config import Settings
from dedup.engines.spark import Outcome
from dedup.render.protocol import pieces
from dedup.types import StageCount


class Job:
    """Stands for a job that has written its tables."""

    members = 0

    def __init__(self, *given: object) -> None:
        pass

    def __enter__(self) -> "Job":
        return self

    def __exit__(self, *error: object) -> None:
        pass

    def run(self) -> Outcome:
        return Outcome((StageCount("read", 9, 9),), (), 0, 0, (), self.members)

    def documents(self) -> list[Any]:
        return []


@pytest.mark.parametrize("members", [0, distributed.REPORTED + 1])
def test_it_was_read_all_the_same(members: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(distributed.spark, "Job", Job)
    monkeypatch.setattr(Job, "members", members)
    result = distributed.find(["corpus/"], "tables", Settings(), {}, compare=False)
    assert not report.nothing_read(result)
    assert [finding.code for finding in result.findings] == (["INP904"] if members else [])
    assert "".join(map(str, pieces("json", result, "zh")))
