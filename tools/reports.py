"""Rebuild reports/: what the tool says about the sample pages in seeds/.

``python tools/reports.py`` writes what differs and removes what is no longer made; ``--check`` builds
into a temporary folder, compares byte for byte, names what differs and ends with 1.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
REPORTS = ROOT / "reports"
FILES = {"json": "seeds.json", "markdown": "seeds.md", "sarif": "seeds.sarif", "docx": "seeds.docx"}
"""Format -> file; the HTML report is a folder of pages, which is reports/ itself."""


def build(folder: Path) -> None:
    """Run the command line on the sample pages, all reports into ``folder``."""
    places = {"html": f"{folder.as_posix()}/"} | {name: str(folder / file) for name, file in FILES.items()}
    known = {path.stem for path in ROOT.joinpath("dedup", "render", "formats").glob("*.py")}
    wanted = [arg for name, place in places.items() if name in known for arg in ("-f", name, "-o", place)]
    command = [sys.executable, "-m", "dedup", "find", "seeds/", *wanted, "--fail-on", "never", "-q"]
    subprocess.run(command, cwd=ROOT, check=True)


def contents(folder: Path) -> dict[str, bytes]:
    """Every file under the folder by its relative path."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def stale(made: dict[str, bytes], folder: Path) -> list[str]:
    """Names of what the folder lacks, holds differently, or holds without need."""
    there = contents(folder)
    return [name for name in sorted(made | there) if made.get(name) != there.get(name)]


def update(made: dict[str, bytes], folder: Path) -> None:
    """Make the folder hold what was made, and nothing else."""
    for name in stale(made, folder):
        path = folder / name
        if name in made:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(made[name])
        else:
            path.unlink()


def main() -> int:
    check = "--check" in sys.argv[1:]
    with tempfile.TemporaryDirectory() as temporary:
        build(Path(temporary))
        made = contents(Path(temporary))
    names = stale(made, REPORTS)
    for name in names:
        what = "out of date; run `make reports` and read the difference" if check else "rebuilt"
        print(f"reports/{name}: {what if check or name in made else 'removed'}")
    if not check:
        update(made, REPORTS)
    return int(check and bool(names))


if __name__ == "__main__":
    sys.exit(main())
