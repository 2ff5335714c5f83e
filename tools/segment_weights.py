"""Learn the weights of segmentation: ``DEDUP_SHARED=DIR python tools/segment_weights.py [PAGES]``.

Writes ``dedup/segment/weights.json``. Pages are composed from articles of January to May; the figures of
``python -m bench.pages`` are from June to August. Each decision is a logistic regression over its cues.
"""

from __future__ import annotations

import json
import os
import sys
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from bench.pages.compose import FURNITURE, Truth, pages, stories  # noqa: E402
from dedup.segment import cues, seams  # noqa: E402
from dedup.segment.boundaries import decision as decision_at  # noqa: E402
from dedup.segment.page import Page, alone, read  # noqa: E402
from dedup.segment.resume import BACK, resume_cues, worth_asking  # noqa: E402
from dedup.segment.shape import Role, complete, jump  # noqa: E402
from dedup.segment.weights import Weights, parse  # noqa: E402
from dedup.text.fold import plain  # noqa: E402

MONTHS = tuple(f"2020-0{m}" for m in range(1, 6))
TARGET = ROOT / "dedup" / "segment" / "weights.json"
VERSION = 1
_COMMON = 4000  # bigrams that are told apart by how common they are; all others are rare
_PENALTY = 2.0  # of the squared weights

DECISIONS = ("marked-heading", "loose-heading", "plain-heading", "untitled", "resume", "seam", "short-seam")

Examples = dict[str, list[tuple[dict[str, float], bool]]]


def common_bigrams(pool: dict) -> dict[str, str]:
    """The most frequent bigrams of Chinese characters by their rarity, 0 to 0.9."""
    seen: Counter[str] = Counter()
    total = 0
    for page in pool.values():
        for story in page:
            text = plain("\n".join(story.paragraphs))
            seen.update({text[i : i + 2] for i in range(len(text) - 1) if text[i : i + 2].isalpha()})
            total += 1
    top = sorted(seen.items(), key=lambda kv: (-kv[1], kv[0]))[: _COMMON + 1]
    floor = np.log(total / top[-1][1])
    grades: dict[str, list[str]] = defaultdict(list)
    for bigram, count in top[:-1]:
        grades[f"{np.floor(10 * np.log(total / count) / floor) / 10:.1f}"].append(bigram)
    return {grade: "".join(sorted(bigrams)) for grade, bigrams in sorted(grades.items()) if grade != "1.0"}


def edges(pool: dict) -> tuple[dict[str, str], dict[str, str]]:
    """How much likelier paragraphs start, and headings end, with certain characters than break there."""
    first: Counter[str] = Counter()
    last: Counter[str] = Counter()
    inside: Counter[str] = Counter()
    for page in pool.values():
        for story in page:
            for title in story.title.split(" "):
                last.update({plain(title[-1:]), plain(title[-2:])})
            for paragraph in story.paragraphs:
                text = plain(paragraph)
                if len(text) > 40:
                    first.update((text[0], text[:2]))
                    inside.update(text[1:])
                    inside.update(text[i : i + 2] for i in range(1, len(text) - 1))
                elif not complete(text) and len(text) <= 24:
                    last.update({text[-1:], text[-2:]})
    return _odds(first, inside), _odds(last, inside)


def _odds(edge: Counter[str], inside: Counter[str]) -> dict[str, str]:
    """Entries by their log-odds in steps of one half."""
    grades: dict[str, list[str]] = defaultdict(list)
    for size, least, many in ((1, 200, 2000), (2, 60, 900)):
        edges = sum(n for entry, n in edge.items() if len(entry) == size)
        insides = sum(n for entry, n in inside.items() if len(entry) == size)
        often = sorted(edge, key=lambda e: (-edge[e], e))
        known = [e for e in often if len(e) == size and edge[e] >= 20][:many]
        if size == 1:
            known += sorted(
                e for e, n in inside.items() if len(e) == 1 and n >= least and e not in set(known)
            )
        for entry in known:
            odds = np.log((edge[entry] + 0.5) / edges) - np.log((inside[entry] + 0.5) / insides)
            grade = round(float(np.clip(odds, -5, 5)) * 2) / 2
            if (grade or size == 2) and not entry.isspace() and len(entry.split()) == 1:
                grades[f"{grade}"].append(entry)
    return {
        grade: " ".join(sorted(entries))
        for grade, entries in sorted(grades.items(), key=lambda g: float(g[0]))
    }


def examples(truth: Truth, learned: Weights) -> tuple[Page, Examples]:
    """The cues of every decision of one page with what is right."""
    page = read(truth.text, learned)
    habit = cues.habits(page)
    owner = [truth.owners.get(line.no, FURNITURE) for line in page.lines]
    found: Examples = defaultdict(list)
    groups: dict[int, list[int]] = {}
    last = None
    told = False
    for i, role in enumerate(page.roles):
        if owner[i] == FURNITURE or role in (Role.FURNITURE, Role.RULE):
            continue
        new = owner[i] not in groups
        if last is not None and told:
            decision = decision_at(page, i)
            if decision and (owner[i] == last or new):
                if decision == "untitled":
                    found[decision].append((cues.untitled_cues(page, habit, i), new))
                else:
                    found[decision].append((cues.heading_cues(page, habit, i, groups[last]), new))
            near = [k for k in reversed(groups) if k != last][:BACK]
            near = [k for k in near if worth_asking(page, i, groups[k][-1:])]
            if near:
                values = resume_cues(page, habit, i, groups[last], [groups[k] for k in near], learned)
                found["resume"].extend((v, owner[i] == k) for k, v in zip(near, values, strict=True))
        told = (told and not new) or role is Role.BODY
        groups.setdefault(owner[i], []).append(i)
        last = owner[i]
    goes_on = dict(truth.joins)
    for i, line in enumerate(page.lines[:-1]):
        for k in (i + 1, i + 2):
            if k < len(page.lines) and len(line.text) > 4 and not complete(line.text[: jump(line.text)]):
                values_ = seams.seam_cues(page.text, line, page.lines[k], learned, marked=page.marked)
                asked = alone(line) in (None, Role.BODY) and alone(page.lines[k]) in (None, Role.BODY)
                if asked and values_ is not None and (k == i + 1 or goes_on.get(line.no) == page.lines[k].no):
                    found[seams.kind(line)].append((values_, goes_on.get(line.no) == page.lines[k].no))
    return page, found


def fit(rows: list[tuple[dict[str, float], bool]]) -> dict[str, float]:
    """Weights of a logistic regression with a ridge penalty, by Newton's method."""
    names = ["bias", *sorted({name for values, _ in rows for name in values})]
    at = {name: k for k, name in enumerate(names)}
    x = np.zeros((len(rows), len(names)))
    y = np.array([right for _, right in rows], float)
    x[:, 0] = 1
    for n, (values, _) in enumerate(rows):
        for name, value in values.items():
            x[n, at[name]] = value
    w = np.zeros(len(names))
    ridge = np.full(len(names), _PENALTY)
    ridge[0] = 1e-3
    for _ in range(40):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        gradient = x.T @ (p - y) + ridge * w
        hessian = (x * (p * (1 - p))[:, None]).T @ x + np.diag(ridge)
        step = np.linalg.solve(hessian, gradient)
        w -= step
        if np.abs(step).max() < 1e-6:
            break
    right = ((x @ w > 0) == (y > 0.5)).mean()
    print(f"  {len(rows)} examples, {y.mean():.3f} positive, {right:.4f} right", file=sys.stderr)
    return {name: round(float(value), 2) for name, value in zip(names, w, strict=True)}


def main(args: list[str]) -> int:
    """Learn and write the weights."""
    shared = os.environ.get("DEDUP_SHARED")
    if not shared:
        print("set DEDUP_SHARED to the folder that holds corpora/", file=sys.stderr)
        return 2
    count = int(args[0]) if args else 3000
    pool = stories(Path(shared), MONTHS)
    opening, closing = edges(pool)
    data: dict = {"version": VERSION, "cues": {name: {"bias": -1.0} for name in DECISIONS}}
    data |= {"common": common_bigrams(pool), "opening": opening, "closing": closing}
    for turn in range(3):  # the roles of lines depend on the weights of seams
        learned = parse(data)
        rows: Examples = defaultdict(list)
        for truth in pages(pool, count, 1000 + turn):
            for decision, found in examples(truth, learned)[1].items():
                rows[decision].extend(found)
        for decision in sorted(rows):
            print(f"turn {turn}, {decision}:", file=sys.stderr)
            data["cues"][decision] = fit(rows[decision])
    TARGET.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
