"""Hypothesis profiles and the sample pages."""

import os
from collections.abc import Generator
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).parents[1]
SEEDS = ROOT / "seeds"
GOLD = ROOT / "tests" / "gold"

settings.register_profile("dev", max_examples=50, deadline=None)
settings.register_profile("ci", max_examples=300, deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "dev")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """With DEDUP_REQUIRE_ALL set, as in CI, a test that would be skipped fails."""
    report = yield
    if os.environ.get("DEDUP_REQUIRE_ALL") and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped, and DEDUP_REQUIRE_ALL is set: {report.longrepr}"
    return report


def _outside(path: str, package: str) -> Path:
    """A program that is no part of this project; a test that needs it is skipped without it."""
    if not Path(path).exists():
        pytest.skip(f"needs {path}: apt-get install {package}")
    return Path(path)


@pytest.fixture(scope="session")
def chromium() -> Path:
    """Debian's Chromium."""
    return _outside("/usr/bin/chromium", "chromium")


@pytest.fixture(scope="session")
def soffice() -> Path:
    """LibreOffice, to be run without a window."""
    return _outside("/usr/bin/soffice", "libreoffice-writer-nogui")


@pytest.fixture(scope="session")
def page() -> dict[str, str]:
    """The raw text of the sample pages by the first three characters of their names."""
    return {path.name[:3]: path.read_text("utf-8") for path in sorted(SEEDS.glob("*.txt"))}


@pytest.fixture(scope="session")
def versions() -> tuple[str, str]:
    """Two versions of one story, written for these tests: a number, a modality and a name differ."""
    a = (
        "滨江路无人公交线路开通\n\n"
        "本报讯 6月12日,滨江路无人公交线路正式开通,全长12公里,设站9座,首批投入8辆电动公交车。\n\n"
        "市交通局副局长林志远介绍,线路总投资3.6亿元,预计每天运送乘客2万人次。乘客可以通过手机预约座位,首周免费乘坐。\n\n"
        "“车开得很稳,站台也好找。”家住江南小区的周女士说,以前去医院要换两趟车,现在一趟就到。\n\n"
        "据了解,明年还将开通两条同类线路,届时江南片区将实现无人公交全覆盖。\n"
    )
    b = (
        "滨江路无人公交线路开通\n\n"
        "本报讯 6月12日,滨江路无人公交线路正式开通,全长12公里,设站9座,首批投入8辆电动公交车。\n\n"
        "“车开得很稳,站台也好找。”家住江南小区的周女士说,以前去医院要换两趟车,现在一趟就到。\n\n"
        "市交通局副局长林志远介绍,线路总投资36亿元,预计每天运送乘客2万人次。乘客可以通过手机预约座位,首周免费乘坐。\n\n"
        "据了解,明年拟开通两条同类线路,届时江南片区将实现无人公交全覆盖。\n"
    )
    return a, b
