"""Hypothesis profiles and the sample pages."""

from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).parents[1]
SEEDS = ROOT / "seeds"
GOLD = ROOT / "tests" / "gold"

settings.register_profile("dev", max_examples=50, deadline=None)
settings.register_profile("ci", max_examples=300, deadline=None, derandomize=True)
settings.load_profile("dev")


@pytest.fixture(scope="session")
def page() -> dict[str, str]:
    """The raw text of the sample pages by the first three characters of their names."""
    return {path.name[:3]: path.read_text("utf-8") for path in sorted(SEEDS.glob("*.txt"))}
