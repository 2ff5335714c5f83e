"""``python -m bench``: whole-process time, recall and precision of dedup and its peers on one corpus.

Example: python -m bench --articles 20000 --threshold 0.5 --only dedup datasketch_textbook
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path

from bench.speed.corpus import write
from bench.speed.run import TEXTBOOK, TOOLS, Run, compare

ROOT = Path(__file__).parents[1]


def main() -> None:
    """Parse the options, make the corpus, run every tool, print the table."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--articles", type=int, default=20_000, help="size of the corpus (default 20000)")
    parser.add_argument("--slow-articles", type=int, default=2_000, help="size of its part for slow peers")
    parser.add_argument("--length", type=int, default=1_000, help="characters of an article")
    parser.add_argument("--threshold", type=float, default=0.5, help="Jaccard from which a pair is true")
    parser.add_argument("--cores", type=int, default=1, help="cores each tool is given")
    parser.add_argument("--seed", type=int, default=1, help="another seed makes another corpus")
    parser.add_argument("--only", nargs="*", metavar="TOOL", help=", ".join(t.name for t in TOOLS))
    parser.add_argument(
        "--folder", type=Path, help="keep corpus and outputs here instead of a temporary folder"
    )
    parser.add_argument(
        "--environments", type=Path, default=ROOT / ".bench", help="where peers are installed"
    )
    parser.add_argument("--json", type=Path, help="also write the figures to this file")
    options = parser.parse_args()
    unknown = set(options.only or ()) - {tool.name for tool in TOOLS}
    if unknown:
        parser.error(f"no such tool: {', '.join(sorted(unknown))}")
    tools = [tool for tool in TOOLS if not options.only or tool.name in options.only]
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        corpus, truth = write(folder, options.articles, options.length, options.seed)
        runs = []
        print(
            f"{options.articles} articles of {options.length} characters, Jaccard >= {options.threshold}, ",
            end="",
        )
        print(f"{options.cores} core(s)\n{_HEAD}")
        for run in compare(
            tools,
            corpus,
            truth,
            threshold=options.threshold,
            articles=options.articles,
            slow_articles=options.slow_articles,
            cores=options.cores,
            environments=options.environments,
        ):
            runs.append(run)
            print(_line(run), flush=True)
    textbook = next((run for run in runs if run.tool == TEXTBOOK and not run.failed), None)
    if textbook:
        ratios = (f"{run.tool} {run.rate / textbook.rate:.1f}x" for run in runs if not run.failed)
        print("\narticles a second against textbook datasketch: " + ", ".join(ratios))
    if options.json:
        rows = [{**run._asdict(), "stages": dict(run.stages), "rate": run.rate} for run in runs]
        options.json.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


_HEAD = f"{'tool':22}{'articles':>9}{'seconds':>9}{'per s':>9}{'MB':>7}{'recall':>8}{'precision':>10}  notes"


def _line(run: Run) -> str:
    if run.failed:
        return f"{run.tool:22}{run.articles:>9}  skipped: {run.failed}"
    note = next(tool.note for tool in TOOLS if tool.name == run.tool)
    stages = ", ".join(f"{name} {seconds:.2f}" for name, seconds in run.stages)
    return (
        f"{run.tool:22}{run.articles:>9}{run.seconds:>9.2f}{run.rate:>9.0f}{run.peak_mb:>7.0f}"
        f"{run.recall:>8.4f}{run.precision:>10.4f}  {note}{' (' + stages + ')' if stages else ''}"
    )


if __name__ == "__main__":
    main()
