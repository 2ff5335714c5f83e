"""Speed and completeness of the search for versions.

``python -m bench`` compares whole-process time, recall and precision with the peers on one corpus;
``degenerate`` runs inputs made to be quadratic; ``recall`` uses real articles whose pairs are all known;
``cores`` times this tool with one process and with ``--cores`` of them, in turns.

Example: python -m bench --articles 20000 --only dedup datasketch_textbook
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path

from bench.speed import degenerate
from bench.speed.cores import summary, turns
from bench.speed.corpus import write
from bench.speed.run import TEXTBOOK, TOOLS, Run, compare, tool_named

ROOT = Path(__file__).parents[1]


def main() -> None:
    """Parse the options and run what they ask for."""
    parser = argparse.ArgumentParser(
        prog="python -m bench", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", nargs="?", choices=tuple(WHAT), default="peers")
    parser.add_argument("--articles", type=int, default=20_000, help="size of the corpus (default 20000)")
    parser.add_argument("--slow-articles", type=int, default=2_000, help="size of its part for slow peers")
    parser.add_argument("--length", type=int, default=1_000, help="characters of an article")
    parser.add_argument("--threshold", type=float, default=0.5, help="Jaccard from which a pair is true")
    parser.add_argument("--containment", type=float, default=0.8, help="recall: least cover")
    parser.add_argument("--months", nargs="*", default=[""], help="recall: each alone, such as 2020-05")
    parser.add_argument("--share", type=float, default=0.05, help="degenerate: share of the full sizes")
    parser.add_argument("--cores", type=int, default=1, help="cores each tool is given")
    parser.add_argument("--times", type=int, default=5, help="cores: how many turns")
    parser.add_argument("--seed", type=int, default=1, help="another seed makes another corpus")
    parser.add_argument("--only", nargs="*", metavar="NAME", help="these tools or cases only")
    parser.add_argument("--folder", type=Path, help="keep corpus and outputs here, not in a temporary folder")
    parser.add_argument(
        "--environments", type=Path, default=ROOT / ".bench", help="where peers are installed"
    )
    parser.add_argument("--json", type=Path, help="also write the figures to this file")
    options = parser.parse_args()
    known = (
        [case.name for case in degenerate.CASES] if options.what == "degenerate" else [t.name for t in TOOLS]
    )
    unknown = set(options.only or ()) - set(known)
    if unknown:
        parser.error(f"no such name: {', '.join(sorted(unknown))} (there are {', '.join(known)})")
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        rows = WHAT[options.what](options, folder)
    if options.json:
        options.json.write_text(json.dumps(rows, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def peers(options: argparse.Namespace, folder: Path) -> list[dict[str, object]]:
    """Make the corpus, run every tool, print the table."""
    corpus, truth = write(folder, options.articles, options.length, options.seed)
    print(
        f"{options.articles} articles of {options.length} characters, Jaccard >= {options.threshold}, ",
        end="",
    )
    print(f"{options.cores} core(s)\n{_HEAD}")
    runs = []
    for run in compare(
        [tool for tool in TOOLS if not options.only or tool.name in options.only],
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
        print("\narticles a second against textbook datasketch, whole process (by processor time):")
        for run in runs:
            if not run.failed:
                by_cpu = run.cpu_rate / textbook.cpu_rate
                print(f"  {run.tool:22}{run.rate / textbook.rate:8.1f}x {f'({by_cpu:.1f}x)':>10}")
    return [{**run._asdict(), "stages": dict(run.stages), "rate": run.rate} for run in runs]


_WIDTHS = (
    ("articles", 9),
    ("seconds", 9),
    ("cpu s", 8),
    ("per s", 8),
    ("MB", 7),
    ("recall", 8),
    ("precision", 10),
)
_HEAD = f"{'tool':22}" + "".join(name.rjust(width) for name, width in _WIDTHS) + "  notes"


def _line(run: Run) -> str:
    if run.failed:
        return f"{run.tool:22}{run.articles:>9}  skipped: {run.failed}"
    note = tool_named(run.tool).note
    stages = ", ".join(f"{name} {seconds:.2f}" for name, seconds in run.stages)
    return (
        f"{run.tool:22}{run.articles:>9}{run.seconds:>9.2f}{run.cpu:>8.2f}{run.rate:>8.0f}{run.peak_mb:>7.0f}"
        f"{run.recall:>8.4f}{run.precision:>10.4f}  {note}{' (' + stages + ')' if stages else ''}"
    )


def bounded(options: argparse.Namespace, folder: Path) -> list[dict[str, object]]:
    """Run the degenerate cases and print how each ended."""
    outcomes = []
    for case in degenerate.CASES:
        if options.only and case.name not in options.only:
            continue
        outcome = degenerate.run(case, folder, options.share, options.cores)
        print(
            f"{outcome.name}: {outcome.articles} articles, {outcome.seconds:.1f} s, "
            f"{outcome.peak_mb:.0f} MB, {outcome.pairs} pairs",
            *(f"  limit: {message}" for message in outcome.limits),
            sep="\n",
            flush=True,
        )
        outcomes.append(outcome._asdict())
    return outcomes


def complete(options: argparse.Namespace, folder: Path) -> list[dict[str, object]]:
    """Measure recall on real articles and print it."""
    from bench.speed.recall import measure

    found = []
    for month in options.months:
        figures = measure(options.threshold, options.containment, month)
        print(
            f"{month} {figures.articles} articles, {figures.pairs} pairs in {figures.seconds:.2f} s".lstrip()
        )
        for name, hit, there in figures.found:
            print(f"recall of {name}: {hit} of {there} = {hit / max(1, there):.4f}")
        print(f"numbers that differ from the truth: {len(figures.wrong)}", *figures.wrong, sep="\n  ")
        print(f"unfounded pairs: {len(figures.unfounded)}", *figures.unfounded, sep="\n  ")
        found.append(figures._asdict())
    return found


def parallel(options: argparse.Namespace, folder: Path) -> list[dict[str, object]]:
    """Time one process against several and print each turn."""
    corpus, _ = write(folder, options.articles, options.length, options.seed)
    cores = max(2, options.cores)
    found = []
    for turn in turns(corpus, options.threshold, cores, options.times):
        found.append(turn)
        print(f"1 job {turn.one.seconds:.2f} s, {cores} jobs {turn.several.seconds:.2f} s", flush=True)
    print(summary(found, cores))
    return [{"one": turn.one.seconds, "several": turn.several.seconds} for turn in found]


WHAT = {"peers": peers, "degenerate": bounded, "recall": complete, "cores": parallel}

if __name__ == "__main__":
    main()
