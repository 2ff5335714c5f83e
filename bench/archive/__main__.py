"""Measure the archive.

``speed`` fills one with a generated corpus and asks it for single articles; ``kills`` ends writers with
``kill -9`` at random moments and checks that nothing confirmed is lost.

Example: python -m bench.archive speed --articles 1000000 --folder DIR
         python -m bench.archive kills --times 200
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from bench.archive import kills, speed


def main() -> int:
    """Parse the options and run what they ask for."""
    parser = argparse.ArgumentParser(
        prog="python -m bench.archive",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("what", choices=("speed", "kills"))
    parser.add_argument("--articles", type=int, default=100_000, help="size of the corpus (default 100000)")
    parser.add_argument("--length", type=int, default=500, help="characters of an article (default 500)")
    parser.add_argument("--jobs", type=int, default=1, help="processes that sketch")
    parser.add_argument("--queries", type=int, default=1_000, help="single articles asked for")
    parser.add_argument("--times", type=int, default=200, help="kills")
    parser.add_argument("--seed", type=int, default=1, help="another seed makes another run")
    parser.add_argument("--url", help="a postgresql:// database instead of a folder")
    parser.add_argument("--folder", type=Path, help="keep corpus and archive here, not in a temporary folder")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        place = options.url or str(folder / "archive")
        if options.what == "kills":
            outcome = kills.run(place, folder, times=options.times, seed=options.seed)
            print(outcome.said())
            return int(bool(outcome.wrong))
        for line in speed.run(place, folder, options.articles, options.length, options.jobs, options.queries):
            print(line, flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
