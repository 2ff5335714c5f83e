"""Archives of both stores; the PostgreSQL one runs on a real server of this machine."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

_NAMES = count(1)


def _programs() -> Path | None:
    """The folder of the newest PostgreSQL server, as Debian installs it."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    here = shutil.which("initdb")
    return found[-1].parent if found else Path(here).parent if here else None


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """A PostgreSQL server of its own on a socket; gives the URL without the database."""
    pytest.importorskip("psycopg", reason="psycopg is not installed")
    programs = _programs()
    if programs is None:
        pytest.skip("no PostgreSQL server is installed")
    owner = "nobody" if os.geteuid() == 0 else None  # the server refuses to run as root
    with tempfile.TemporaryDirectory(prefix="pg", dir="/tmp") as name:
        folder = Path(name)
        if owner:
            shutil.chown(folder, owner)
        data = str(folder / "data")
        environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "TMPDIR": name}

        def run(*command: str) -> None:
            program, *rest = command
            subprocess.run(
                [programs / program, *rest], check=True, user=owner, env=environment, cwd=name,
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            )  # fmt: skip

        run("initdb", "-D", data, "-U", "desk", "-A", "trust", "-E", "UTF8", "--no-sync")
        options = f"-k {name} -c listen_addresses='' -c fsync=off"
        run("pg_ctl", "-D", data, "-w", "-o", options, "-l", f"{name}/log", "start")
        try:
            yield f"postgresql:///{{}}?host={name}&user=desk"
        finally:
            run("pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a test may make its archive: a folder that is not there yet, or an empty database."""
    if request.param == "sqlite":
        return str(tmp_path / "archive")
    import psycopg

    url: str = request.getfixturevalue("server")
    name = f"news{next(_NAMES)}"
    with psycopg.connect(url.format("postgres"), autocommit=True) as db:
        db.execute(f"CREATE DATABASE {name}")  # type: ignore[arg-type]
    return url.format(name)
