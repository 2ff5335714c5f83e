"""Alignment: the seed pair against a hand alignment, noise with exact truth, long texts, the laws of the map.

python -m bench.quality.alignment [--only seed noise long laws] [--stand-in] [--misses]
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
from collections.abc import Callable
from statistics import mean

from bench.quality import corpora, laws, tool
from bench.quality.score import MapScore, link_f1, misses, score
from bench.quality.tool import ROOT, Report, Versions
from bench.quality.truth import by_construction, hengyang, shuffled_sections

RATES = (0.0, 0.05, 0.10, 0.15, 0.20)
RECALL = (0.97, 0.96, 0.95, 0.93, 0.90)
PRECISION = 0.97


def seed_pair(show: bool = False) -> dict[str, float]:
    """The figures for the two gold articles."""
    truth, gold = hengyang()
    pages = [next((ROOT / "seeds").glob(f"{gold[s]['page']}_*.txt")) for s in "ab"]
    report = tool.diff_files(pages[0].relative_to(ROOT), pages[1].relative_to(ROOT))
    seen = Versions.of(report)
    found = score(truth, seen.blocks)
    figures = {"recall": found.recall, "wrong": found.wrong, "marked": found.marked, "pairs": len(seen.pairs)}
    if len(seen.pairs) == 1:
        pair = seen.pairs[0]
        paragraphs = {}
        for side, page in zip("ab", pages, strict=True):
            rows = tool.rows("segment", str(page.relative_to(ROOT)))
            paragraphs[side] = next(row for row in rows if row["id"] == pair[side])["paragraphs"]
        texts = {"a": truth.a, "b": truth.b}
        figures["links"] = link_f1(gold, pair["links"], paragraphs, texts)
        figures["jaccard"] = pair["jaccard"]
    figures["broken"] = len(
        laws.broken_map([list(x) for p in seen.pairs for x in p["map"]], truth.a, truth.b)
        + laws.broken_changes(seen.changes, truth.a, truth.b)
    )
    if show:
        print("\n".join(misses(truth, seen.blocks)))
    return figures


def bare_seed() -> str:
    """The Hengyang article of page 000, by itself."""
    page = next((ROOT / "seeds").glob("000_*.txt")).read_text("utf-8")
    return "\n".join(page.split("\n")[2:45]) + "\n"


def noise(diff: Callable[[str, str], Report], texts: dict[str, str]) -> list[str]:
    """Prints the noise curve; returns what falls short or breaks a law."""
    trouble = []
    for moved in (False, True):
        for rate, wanted in zip(RATES, RECALL, strict=True):
            scores: dict[str, MapScore] = {}
            for name, text in texts.items():
                order = shuffled_sections(text, 1) if moved else None
                truth = by_construction(text, rate, 1, order)
                seen = Versions.of(diff(truth.a, truth.b))
                scores[name] = score(truth, seen.blocks)
                broken = laws.broken_map([list(x) for x in seen.blocks], truth.a, truth.b)
                broken += laws.broken_changes(seen.changes, truth.a, truth.b)
                trouble += [f"{name} at {rate:.0%} moved={moved}: {line}" for line in broken[:3]]
            recall = mean(s.recall for s in scores.values())
            precision = 1 - mean(s.wrong for s in scores.values())
            worst = min(scores, key=lambda name: scores[name].recall)
            good = recall >= wanted and precision >= PRECISION
            print(
                f"noise {rate:4.0%} {'moved  ' if moved else 'in order'} recall {recall:.4f} (>= {wanted}) "
                f"precision {precision:.4f} marked {mean(s.marked for s in scores.values()):.2f}x "
                f"worst {worst} {scores[worst].recall:.3f} {'' if good else '<-- short'}"
            )
            if not good:
                trouble.append(
                    f"noise {rate:.0%} moved={moved}: recall {recall:.4f}, precision {precision:.4f}"
                )
    return trouble


def long_texts(sizes: list[int]) -> list[str]:
    """Time and peak memory of one process per size and order; returns what falls short."""
    trouble = []
    for size in sizes:
        text, chapters = _book(size)
        for name, order in (("in order", chapters), ("reversed", chapters[::-1])):
            truth = by_construction(text, 0.03, 7, order)
            with tool.as_files(truth.a, truth.b, ".jsonl") as (one, two):
                out = one.parent / "out.json"
                seconds, megabytes = _measured("diff", str(one), str(two), "-f", "json", "-o", str(out))
                seen = Versions.of(tool.json.loads(out.read_text("utf-8")))
            found = score(truth, seen.blocks)
            print(
                f"long {size:7,} chars {name} {seconds:6.2f} s {megabytes:6.0f} MB "
                f"recall {found.recall:.4f} wrong {found.wrong:.4f} marked {found.marked:.2f}x"
            )
            if found.recall < 0.96 or found.wrong > 0.03:
                trouble.append(f"long {size} {name}: recall {found.recall:.4f}, wrong {found.wrong:.4f}")
    return trouble


def _book(size: int) -> tuple[str, list[tuple[int, int]]]:
    """A text of about ``size`` characters from different articles, and the ranges of its chapters."""
    rows = sorted(corpora.articles().values())
    random.Random(3).shuffle(rows)
    text, chapters, seen = "", [], set()
    for row in rows:
        if row.text[:40] in seen or len(row.text) < 300:
            continue
        seen.add(row.text[:40])
        chapters.append((len(text), len(text) + len(row.text[:4000]) + 1))
        text += row.text[:4000] + "\n"
        if len(text) >= size:
            break
    return text, chapters


def _measured(*args: str) -> tuple[float, float]:
    """Processor seconds and peak megabytes of one run of the tool."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    child = subprocess.Popen(
        [sys.executable, "-m", "dedup", *args], cwd=ROOT, env=environment, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in (0, 1):
        raise tool.ToolFailed(f"exit {child.returncode}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def lawful(diff: Callable[[str, str], Report], pairs: list[tuple[str, str, str]]) -> list[str]:
    """Checks the laws on every pair; returns the breaches."""
    trouble = []
    for name, a, b in pairs:
        there, back = diff(a, b), diff(b, a)
        broken = [line for p in there["pairs"] for line in laws.broken_map(p["map"], a, b)]
        broken += laws.broken_changes(Versions.of(there).changes, a, b)
        broken += laws.broken_mirror(there, back)
        broken += laws.broken_identity(diff(a, a), a)
        trouble += [f"{name}: {line}" for line in broken]
    print(f"laws: {len(pairs)} pairs, {len(trouble)} breaches")
    return trouble


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--only", nargs="*", default=["seed", "noise", "long", "laws"])
    parser.add_argument("--articles", type=int, default=10, help="real articles for the noise curve")
    parser.add_argument("--pairs", type=int, default=40, help="real pairs for the laws")
    parser.add_argument("--sizes", type=int, nargs="*", default=[10_000, 100_000])
    parser.add_argument("--suffix", default=".txt", help=".jsonl: rows that are not cut into articles")
    parser.add_argument("--stand-in", action="store_true", help="difflib in place of the tool")
    parser.add_argument("--misses", action="store_true", help="print what the map of the seed pair misses")
    options = parser.parse_args()
    answer = tool.stand_in if options.stand_in else tool.diff_in_process

    def diff(a: str, b: str) -> Report:
        return answer(a, b, options.suffix)

    trouble: list[str] = []
    if "seed" in options.only and not options.stand_in:
        print("seed", " ".join(f"{k} {v:.4f}" for k, v in seed_pair(options.misses).items()))
    if "noise" in options.only:
        rows = corpora.long_articles(options.articles, 800, 3000) if options.articles else []
        trouble += noise(diff, {"seed": bare_seed(), **{row.id: row.text for row in rows}})
    if "laws" in options.only:
        trouble += lawful(
            diff, [(f"{a.id} {b.id}", a.text, b.text) for a, b in corpora.pairs(0.3, 1.0, options.pairs)]
        )
    if "long" in options.only and not options.stand_in:
        trouble += long_texts(options.sizes)
    print("\n".join(trouble))
    return bool(trouble)


if __name__ == "__main__":
    sys.exit(main())
