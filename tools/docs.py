"""Write the generated pages of docs/: the command line, the settings, the finding codes.

``python tools/docs.py`` writes them; ``--check`` says which ones are out of date and ends with 1.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

from dedup import codes
from dedup.cli.main import app, command_names
from dedup.config import Settings

ROOT = Path(__file__).parents[1]
NOTE = "<!-- written by tools/docs.py from the program itself; run `make docs` -->\n"


def help_of(*command: str) -> str:
    env = {**os.environ, "COLUMNS": "100", "PYTHONPATH": str(ROOT)}
    args = [sys.executable, "-m", "dedup", *command, "--help"]
    return subprocess.run(args, capture_output=True, check=True, env=env).stdout.decode().rstrip()


def cli() -> str:
    top = [NOTE, "# Command line\n", f"```text\n{help_of()}\n```\n"]
    names = command_names(app)
    each = [f"## dedup {' '.join(name)}\n\n```text\n{help_of(*name)}\n```\n" for name in names]
    return "\n".join(top + each)


def settings() -> str:
    text = (Settings.__doc__ or "").split("Attributes:", 1)[1]
    said: dict[str, str] = {}
    for names, meaning in re.findall(r"^ {8}([\w, ]+): (.+(?:\n {12}.+)*)", text, re.MULTILINE):
        for name in names.split(", "):
            said[name] = re.sub(r"\s+", " ", meaning)
    rows = [f"| `{f.name}` | `{getattr(Settings(), f.name)!r}` | {said[f.name]} |" for f in fields(Settings)]
    return "\n".join(
        [
            NOTE,
            "# Settings\n",
            "In `dedup.toml`, or in the table `[tool.dedup]` of `pyproject.toml`: the closest one at or",
            "above the current folder counts, alone. The command line wins over the file, the file over the",
            "default. Hyphens and underscores are the same. An unknown name is an error that names its",
            "nearest neighbour. `dedup config` shows the effective values and where each came from.\n",
            '```toml\n[tool.dedup]\nthreshold = 0.6\nfail-on = "error"\nignore = ["DUP104"]\n',
            '[tool.dedup.severity]\nFCT309 = "error"\n```\n',
            "| setting | default | meaning |",
            "|---|---|---|",
            *rows,
            "",
        ]
    )


def rules() -> str:
    texts = (rule.text.strip() for rule in codes.rules().values())
    pages = [re.sub(r"^(#+) ", r"#\1 ", text, flags=re.MULTILINE) for text in texts]
    return "\n\n".join([NOTE.strip(), "# Finding codes", *pages]) + "\n"


PAGES = {"cli.md": cli, "settings.md": settings, "rules.md": rules}


def main() -> int:
    stale = 0
    for name, page in PAGES.items():
        path = ROOT / "docs" / name
        made = page()
        if path.exists() and path.read_text("utf-8") == made:
            continue
        stale += 1
        if "--check" in sys.argv[1:]:
            print(f"docs/{name}: out of date; run `make docs` and read the difference")
        else:
            path.write_text(made, "utf-8")
            print(f"docs/{name}: written")
    return int("--check" in sys.argv[1:] and stale > 0)


if __name__ == "__main__":
    sys.exit(main())
