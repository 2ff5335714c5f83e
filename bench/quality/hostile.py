"""Inputs that nobody meant the tool to read, and pages composed to trip it: each with what must come out.

python -m bench.quality.hostile [--only WORD]
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
from pathlib import Path

from bench.quality import tool
from bench.quality.checks import Case, Seen
from bench.quality.hostile_cases import cases


def _spent() -> float:
    """Processor seconds of the processes started so far."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def tried(case: Case) -> list[str]:
    """What is wrong with one case."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for path, data in case.files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))
        args = case.args if "-f" in case.args else (*case.args, "-f", "json")
        start = _spent()
        done = tool.run(*args, cwd=folder, timeout=120)
        err = done.stderr.decode("utf-8", "replace")
        seen = Seen(done.returncode, done.stdout, err, _spent() - start, folder)
        wrong = []
        try:
            wrong += case.check(seen)
        except (ValueError, KeyError) as error:
            wrong.append(f"not the contract's JSON ({error!r}): {seen.out[:100]!r}")
        if "Traceback" in err:
            wrong.append("traceback: " + err.strip().splitlines()[-1])
        if seen.seconds > 10:
            wrong.append(f"{seen.seconds:.0f} s")
        return wrong


def main() -> int:
    parser = argparse.ArgumentParser(description="Hostile inputs and composed pages.")
    parser.add_argument("--only", default="", help="cases whose name holds this")
    options = parser.parse_args()
    failed = 0
    chosen = [case for case in cases() if options.only in case.name]
    for case in chosen:
        wrong = tried(case)
        failed += bool(wrong)
        for line in wrong[:6]:
            print(f"{case.name}: dedup {' '.join(case.args)}\n    {line}")
    print(f"{len(chosen) - failed}/{len(chosen)} hostile cases as they should be")
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
