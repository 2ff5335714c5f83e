"""The seed pair against the gold differences: what must be seen is seen, what is equal is not reported.

python -m bench.quality.facts_pair
"""

from __future__ import annotations

import json
import sys
import unicodedata
from dataclasses import dataclass

from bench.quality import tool
from bench.quality.tool import GOLD, ROOT, SEEDS, Report, Versions

# gold kind -> codes that name it rightly; a missing passage may be told as TXT401
CODES = {
    "date": {"FCT301"},
    "number": {"FCT302"},
    "quantity": {"FCT302"},
    "entity": {"FCT305", "FCT306", "FCT307", "FCT313"},
    "modality": {"FCT310"},
    "wording": {"FCT307", "FCT308", "FCT313", "FCT319"},
    "ocr-noise": {"FCT307", "FCT309", "FCT313", "FCT319"},
}
PARK = "H01"
NAMES = ("H01", "H02")  # names that differ by a part of themselves


@dataclass(frozen=True)
class Verdict:
    """How one gold difference was met."""

    id: str
    severity: str
    seen: bool
    named: bool
    by: tuple[str, ...]
    whole: bool  # a mention says exactly the differing words of the gold line


def sample(name: str) -> list[Report]:
    """The lines of a gold file."""
    return [json.loads(line) for line in (GOLD / name).read_text("utf-8").splitlines() if line.strip()]


def compare_seeds() -> Versions:
    """The pair as the tool tells it."""
    a, b = (next(SEEDS.glob(f"{page}_*.txt")).relative_to(ROOT) for page in ("000", "004"))
    return Versions.of(tool.diff_files(a, b))


def ranges(gold: Report, side: str) -> list[tuple[int, int]]:
    """Where a gold difference stands on a side."""
    if f"{side}_occurrences" in gold:
        return [tuple(r) for r in gold[f"{side}_occurrences"]]
    return [(gold[f"{side}_start"], gold[f"{side}_end"])] if f"{side}_start" in gold else []


def overlaps(change: Report, side: str, places: list[tuple[int, int]]) -> bool:
    """Whether a change has a mention at one of the places."""
    return any(m["start"] < end and start < m["end"] for m in change[side] for start, end in places)


def judge(seen: Versions) -> list[Verdict]:
    """One verdict per gold difference that an editor must see."""
    out = []
    for gold in sample("differences_sample.jsonl"):
        if gold["severity"] == "low" or (gold["kind"] == "ocr-noise" and "the same" in gold["note"]):
            continue
        hits = [c for c in seen.serious if any(overlaps(c, s, ranges(gold, s)) for s in "ab")]
        named = [c for c in hits if c["code"] in CODES[gold["kind"]] or _told_as_passage(c, gold)]
        codes = tuple(sorted({c["code"] for c in hits}))
        whole = any(m["text"] == gold[f"{s}_text"] for c in hits for s in "ab" for m in c[s])
        out.append(Verdict(gold["id"], gold["severity"], bool(hits), bool(named), codes, whole))
    return out


def _told_as_passage(change: Report, gold: Report) -> bool:
    """A missing passage told as one change is right when the fact is among its mentions."""
    return change["code"] == "TXT401" and overlaps(change, "b", ranges(gold, "b"))


def equal_reported(seen: Versions) -> list[tuple[str, Report]]:
    """Equal facts that a serious change claims to differ, each with the change."""
    return [
        (gold["id"], change)
        for gold in sample("equal_sample.jsonl")
        for change in seen.serious
        if any(overlaps(change, s, ranges(gold, s)) and _claims(change, gold, s) for s in "ab")
    ]


def _claims(change: Report, gold: Report, side: str) -> bool:
    """Whether a change that touches an equal fact claims that it differs, and is no passage around it."""
    text = gold[f"text_{side}"]
    return change["op"] == "changed" or any(
        m["text"] in text or (text in m["text"] and len(m["text"]) < 2 * len(text)) for m in change[side]
    )


def park(seen: Versions) -> tuple[int, float]:
    """Changes that tell the park's name, and the share of its places that the fullest of them lists."""
    gold = next(row for row in sample("differences_sample.jsonl") if row["id"] == PARK)
    wanted = [(side, place) for side in "ab" for place in ranges(gold, side)]
    telling = [c for c in seen.serious if c["op"] == "changed" and _tells_park(c)]
    shares = [sum(overlaps(c, side, [place]) for side, place in wanted) / len(wanted) for c in telling]
    return len(telling), max(shares, default=0.0)


def _tells_park(change: Report) -> bool:
    return any(m["text"].startswith("湖南湘西") for m in change["a"]) or any(
        m["text"].startswith("湘南湘西") for m in change["b"]
    )


def width(text: str) -> int:
    """Columns a text takes on a terminal."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def cut(text: str, columns: int) -> str:
    """A text cut and padded to a number of columns."""
    out = text.replace("\n", "⏎")
    while width(out) > columns:
        out = out[:-2] + "…"
    return out + " " * (columns - width(out))


def table(seen: Versions) -> str:
    """Every error and warning for reading, a line each."""
    lines = []
    for c in seen.serious:
        sides = " | ".join(cut("; ".join(dict.fromkeys(m["text"] for m in c[s])) or "—", 44) for s in "ab")
        lines.append(f"{c['code']} {c['severity']:7} {c['op']:7} x{c['count']:<2} {sides} | {c['kind']}")
    return "\n".join(lines)


def figures(seen: Versions) -> dict[str, float]:
    """The figures that floors are pinned for."""
    verdicts = judge(seen)
    high = [v for v in verdicts if v.severity == "high"]
    changes, places = park(seen)
    return {
        "must_see": sum(v.seen for v in verdicts) / len(verdicts),
        "high_seen": sum(v.seen for v in high) / len(high),
        "named": sum(v.named for v in verdicts) / len(verdicts),
        "names_whole": _share([v.whole for v in verdicts if v.id in NAMES]),
        "equal_reported": float(len({name for name, _ in equal_reported(seen)})),
        "park_changes": float(changes),
        "park_places": places,
        "serious": float(len(seen.serious)),
    }


def _share(flags: list[bool]) -> float:
    return sum(flags) / len(flags)


def main() -> int:
    seen = compare_seeds()
    print(table(seen))
    for verdict in judge(seen):
        if not verdict.named:
            print(f"{verdict.id} {verdict.severity}: {'code' if verdict.seen else 'MISSED'} {verdict.by}")
    for name, change in equal_reported(seen):
        print(f"{name} is equal but reported: {change['code']} {change['a'][:1]} {change['b'][:1]}")
    found = figures(seen)
    print("  ".join(f"{name} {value:.3g}" for name, value in found.items()))
    return found["must_see"] < 0.95 or found["high_seen"] < 1 or found["equal_reported"] > 0


if __name__ == "__main__":
    sys.exit(main())
