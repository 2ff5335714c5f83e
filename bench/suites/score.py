"""Exact-span F1 of the fact grammar on the Chinese cases of its peers.

Reads ``suites/*.jsonl`` under the folder that ``DEDUP_SHARED`` names and prints one line a model:
``python -m bench.suites.score [-v MODEL]``. The suites count bare numerals where this tool counts amounts,
so a count or quantity is cut back to its numeral before it is compared; nothing else is bent. Cases listed in
``exceptions.toml`` contradict the contract and are reported apart, never dropped from the first figure.
"""

from __future__ import annotations

import argparse
import json
import os
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.suites.timex import same_time
from dedup.facts import find_in
from dedup.text.fold import plain
from dedup.text.numerals import at
from dedup.types import Fact

MODELS = {
    "NumberModel": ("number", "count", "quantity"),
    "OrdinalModel": ("ordinal",),
    "PercentModel": ("percent",),
    "CurrencyModel": ("money",),
    "DateTimeModel": ("date", "time", "duration", "set"),
}
UNITS = {"Dollar": "USD", "Bitcoin": "BTC"}
Row = tuple[int, int, str, str]


def cases(folder: Path) -> Iterator[dict[str, Any]]:
    """The cases of the models above."""
    for line in (folder / "suites" / "specs_zh.jsonl").read_text("utf-8").splitlines():
        case = json.loads(line)
        model = Path(case["file"]).stem
        if model in MODELS:
            yield {**case, "model": model}


def found(text: str, model: str) -> list[Row]:
    """What the tool finds, as the suite would write it."""
    rows = []
    for fact in find_in(text):
        if fact.kind in MODELS[model]:
            start, end = (fact.start, fact.end) if model != "NumberModel" else _numeral(text, fact)
            rows.append((start, end, fact.value, fact.unit))
    return rows


def _numeral(text: str, fact: Fact) -> tuple[int, int]:
    numeral = at(plain(text), fact.start) if fact.unit else None
    return (fact.start, numeral.end) if numeral and numeral.end <= fact.end else (fact.start, fact.end)


def right_value(model: str, row: Row, span: dict[str, Any], ref: str | None) -> bool:
    """The value agrees, as far as the suite states one."""
    if span["value"] is None:
        return True
    if model == "DateTimeModel":
        return same_time(row[2], span["value"], ref)
    unit = UNITS.get(span.get("unit") or "", span.get("unit"))
    return row[2] == span["value"] and (model != "CurrencyModel" or row[3] == unit)


def main() -> None:
    """Print F1 and value accuracy of each model, with and without the listed exceptions."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("-v", "--verbose", metavar="MODEL", default="")
    verbose = parser.parse_args().verbose
    folder = Path(os.environ["DEDUP_SHARED"])
    listed = tomllib.loads(Path(__file__).with_name("exceptions.toml").read_text("utf-8"))
    excepted = {case for group in listed["group"] for case in group["cases"]}
    tally: Counter[tuple[str, str]] = Counter()
    for case in cases(folder):
        model, said = case["model"], found(case["text"], case["model"])
        true = {(s["start"], s["end"]): s for s in case["spans"]}
        hits = [row for row in said if (row[0], row[1]) in true]
        counts = {
            "right": len(hits),
            "said": len(said),
            "true": len(true),
            "values": sum(right_value(model, row, true[row[0], row[1]], case["ref"]) for row in hits),
        }
        for name, count in counts.items():
            tally[model, name] += count
            if case["id"] not in excepted:
                tally[model, name + "-"] += count
        wrong = counts["right"] < max(len(said), len(true)) or counts["values"] < len(hits)
        if model == verbose and wrong:
            gold = [(s["text"], s["value"]) for s in case["spans"]]
            mine = [(case["text"][a:b], value, unit) for a, b, value, unit in said]
            print("x" if case["id"] in excepted else " ", case["id"], case["text"], gold, mine)
    for model in MODELS:
        line = [f"{model:14}"]
        for mark, label in (("", "all"), ("-", "without exceptions")):
            right, said, true_n, values = (
                tally[model, n + mark] for n in ("right", "said", "true", "values")
            )
            line.append(f"{label}: F1 {2 * right / max(1, said + true_n):.3f} values {values}/{right}")
        print("  ".join(line))


if __name__ == "__main__":
    main()
