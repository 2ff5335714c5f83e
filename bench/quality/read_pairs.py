"""Prints every error and warning of real pairs for reading by hand, and keeps the verdicts.

    python -m bench.quality.read_pairs --pairs 10 --seed 3
    python -m bench.quality.read_pairs --wrong PAIR PLACE      a change that is none
    python -m bench.quality.read_pairs --pairs 10 --seed 3 --accept   the rest of these pairs was right
    python -m bench.quality.read_pairs --sum

The verdict file holds identifiers, places and verdicts only, never a word of the articles.
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
FIELDS = ("pair", "place", "verdict")
Verdicts = dict[tuple[str, str], str]


def verdicts() -> Verdicts:
    """What was judged so far, by pair and place."""
    if not VERDICTS.exists():
        return {}
    with VERDICTS.open(encoding="utf-8", newline="") as lines:
        return {(row["pair"], row["place"]): row["verdict"] for row in csv.DictReader(lines, delimiter="\t")}


def keep(known: Verdicts) -> None:
    """Writes the verdicts in order of their keys."""
    with VERDICTS.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, delimiter="\t", lineterminator="\n")
        writer.writerow(FIELDS)
        writer.writerows((pair, place, verdict) for (pair, place), verdict in sorted(known.items()))


def place(change: Report) -> str:
    """A name of a change that does not depend on where the files lie: its code and first mentions."""
    sides = ("-".join(str(change[s][0][k]) for k in ("start", "end")) if change[s] else "" for s in "ab")
    return ":".join((change["code"], *sides))


def show(name: str, seen: Versions, texts: dict[str, str], known: Verdicts) -> None:
    """Prints one pair."""
    hidden = Counter(c["code"] for c in seen.changes if c not in seen.serious)
    print(f"=== {name}: {len(seen.serious)} to see; hidden: {dict(sorted(hidden.items()))}")
    for change in seen.serious:
        judged = known.get((name, place(change)), "")
        kind = f"{change['severity']} {change['op']} {change['cause']} x{change['count']}"
        print(f"-- {place(change)} {kind} {judged}")
        print(f"   {change['message']}")
        for side in "ab":
            for m in change[side][:3]:
                print(f"   {side}: {context(texts[side], m['start'], m['end'], 22)}")


def summed(known: Verdicts) -> None:
    """Prints how many changes of each code were right."""
    counts = Counter((at.split(":")[0], verdict) for (_, at), verdict in known.items())
    for (code, verdict), n in sorted(counts.items()):
        print(code, verdict, n)
    right = sum(verdict == "right" for verdict in known.values())
    print(f"{right}/{len(known)} right")


def main() -> int:
    parser = argparse.ArgumentParser(description="Read what the tool says of real pairs, and keep verdicts.")
    parser.add_argument("--pairs", type=int, default=10)
    parser.add_argument("--seed", type=int, default=3)
    parser.add_argument("--lowest", type=float, default=0.5)
    parser.add_argument("--suffix", default=".jsonl")
    parser.add_argument("--wrong", nargs=2, action="append", default=[], metavar=("PAIR", "PLACE"))
    parser.add_argument("--accept", action="store_true", help="what is not judged yet is right")
    parser.add_argument("--sum", action="store_true", help="count the verdicts")
    options = parser.parse_args()
    known = verdicts()
    if options.wrong:
        keep(known | dict.fromkeys(map(tuple, options.wrong), "wrong"))
        return 0
    if options.sum:
        summed(known)
        return 0
    for one, two in corpora.pairs(options.lowest, 0.995, options.pairs, options.seed):
        name = f"{one.id}~{two.id}"
        seen = Versions.of(tool.diff_in_process(one.text, two.text, options.suffix))
        if options.accept:
            known |= {(name, place(c)): known.get((name, place(c)), "right") for c in seen.serious}
        else:
            show(name, seen, {"a": one.text, "b": two.text}, known)
    if options.accept:
        keep(known)
    return 0


if __name__ == "__main__":
    sys.exit(main())
