"""What the tool reaches on the seed pair never falls."""

from __future__ import annotations

import pytest

from bench.quality import floors


@pytest.fixture(scope="module")
def figures() -> dict[str, float]:
    return floors.measured()


@pytest.mark.parametrize("name", floors.pinned())
def test_quality_on_the_seed_pair_never_falls(name: str, figures: dict[str, float]) -> None:
    floor = floors.pinned()[name]
    assert not floors.worse(name, figures[name], floor), f"{name} {figures[name]:.4f}, floor {floor}"
