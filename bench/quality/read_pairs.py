"""Prints every error and warning of real pairs for reading by hand, and keeps the verdicts.

    python -m bench.quality.read_pairs --pairs 10 --seed 3
    python -m bench.quality.read_pairs --verdict r1~r2 FINGERPRINT right|wrong
    python -m bench.quality.read_pairs --sum

The verdict file holds identifiers and verdicts only, never a word of the articles.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections import Counter
from pathlib import Path

from bench.quality import corpora, tool
from bench.quality.inject import context
from bench.quality.tool import Report, Versions

VERDICTS = Path(__file__).with_name("verdicts.tsv")
Verdicts = dict[tuple[str, str], dict[str, str]]
FIELDS = ("pair", "fingerprint", "code", "verdict")


def verdicts() -> Verdicts:
    """What was judged so far, by pair and fingerprint."""
    if not VERDICTS.exists():
        return {}
    with VERDICTS.open(encoding="utf-8", newline="") as lines:
        return {(row["pair"], row["fingerprint"]): row for row in csv.DictReader(lines, delimiter="\t")}


def keep(rows: Verdicts) -> None:
    """Writes the verdicts in order of their keys."""
    with VERDICTS.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, FIELDS, delimiter="\t", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows[key] for key in sorted(rows))


def show(name: str, seen: Versions, texts: dict[str, str], known: Verdicts) -> None:
    """Prints one pair."""
    hidden = Counter(c["code"] for c in seen.changes if c not in seen.serious)
    print(f"=== {name}: {len(seen.serious)} to see; hidden: {dict(sorted(hidden.items()))}")
    for change in seen.serious:
        judged = known.get((name, change["fingerprint"]), {}).get("verdict", "")
        head = f"{change['code']} {change['severity']} {change['op']} {change['cause']} x{change['count']}"
        print(f"-- {change['fingerprint']} {head} {judged}\n   {change['message']}")
        for side in "ab":
            for m in change[side][:3]:
                print(f"   {side}: {context(texts[side], m['start'], m['end'], 22)}")


def judged(name: str, fingerprint: str, verdict: str, code: str) -> dict[str, str]:
    """One row of the verdict file."""
    return {"pair": name, "fingerprint": fingerprint, "code": code, "verdict": verdict}


def main() -> int:
    parser = argparse.ArgumentParser(description="Read what the tool says of real pairs, and keep verdicts.")
    parser.add_argument("--pairs", type=int, default=10)
    parser.add_argument("--seed", type=int, default=3)
    parser.add_argument("--lowest", type=float, default=0.5)
    parser.add_argument("--suffix", default=".txt")
    parser.add_argument("--verdict", nargs=4, metavar=("PAIR", "FINGERPRINT", "CODE", "right|wrong"))
    parser.add_argument("--sum", action="store_true", help="count the verdicts")
    options = parser.parse_args()
    known = verdicts()
    if options.verdict:
        pair, fingerprint, code, verdict = options.verdict
        keep({**known, (pair, fingerprint): judged(pair, fingerprint, verdict, code)})
        return 0
    if options.sum:
        counts: Counter[tuple[str, str]] = Counter((r["code"], r["verdict"]) for r in known.values())
        for (code, verdict), n in sorted(counts.items()):
            print(code, verdict, n)
        right = sum(n for (_, verdict), n in counts.items() if verdict == "right")
        print(f"{right}/{len(known)} right")
        return 0
    for one, two in corpora.pairs(options.lowest, 0.995, options.pairs, options.seed):
        report: Report = tool.diff_in_process(one.text, two.text, options.suffix)
        show(f"{one.id}~{two.id}", Versions.of(report), {"a": one.text, "b": two.text}, known)
    return 0


if __name__ == "__main__":
    sys.exit(main())
