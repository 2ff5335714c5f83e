"""Results that the renderers are tried on."""

from __future__ import annotations

import pytest

from dedup import api
from dedup.types import Result


@pytest.fixture(scope="session")
def seeds() -> Result:
    """What the tool finds in the sample pages."""
    return api.find("seeds/").result
