"""Learn the weights of segmentation: ``DEDUP_SHARED=DIR python tools/segment_weights.py [PAGES]``.

Writes ``dedup/segment/weights.json``. Pages are composed from articles of January to May; the figures of
``python -m bench.pages`` are from June to August. Each decision is a logistic regression over its cues.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # sums do not depend on how many cores there are

import numpy as np

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from bench.pages import learn, lone, other  # noqa: E402
from bench.pages.compose import FURNITURE, WOVEN, Story, Truth, pages, stories  # noqa: E402
from dedup.segment import cues, habits, seams, untitled  # noqa: E402
from dedup.segment.boundaries import decision as decision_at  # noqa: E402
from dedup.segment.boundaries import divide  # noqa: E402
from dedup.segment.looks import FIRST, first_look, peer_cues  # noqa: E402
from dedup.segment.page import Page, alone, read  # noqa: E402
from dedup.segment.resume import candidates, fits, may_go_back, open_end, resume_cues, resume_words  # noqa: E402
from dedup.segment.shape import Role, complete  # noqa: E402
from dedup.segment.weights import COMPARED, Weights, parse  # noqa: E402
from dedup.segment.whole import DECISION, plainly_several, story_cues, story_words  # noqa: E402
from dedup.text.fold import plain  # noqa: E402

MONTHS = tuple(f"2020-0{m}" for m in range(1, 6))
TARGET = ROOT / "dedup" / "segment" / "weights.json"
VERSION = 1
_COMMON = 4000  # bigrams that are told apart by how common they are; all others are rare

_SEEN = 20  # times a pair of characters must be seen to tell titles from other lines
_CLAUSES = re.compile(r"[,。、:;“”()《》]")

# one page more, of articles that run through one another, for so many of the first program: it shows how an
# article is taken up again, and nothing else
_WOVEN = 4
_BONDS = 12_000  # pairs of characters, the most frequent

HEADINGS = ("marked-heading", "loose-heading", "plain-heading")
DECISIONS = (
    *HEADINGS,
    *(FIRST + name for name in HEADINGS),
    "untitled",
    "resume",
    "seam",
    "short-seam",
    "title",
    DECISION,
)
TREES = dict.fromkeys(HEADINGS, 70) | {
    "untitled": 60,
    "resume": 40,
    "seam": 40,
    "short-seam": 70,
    "title": 30,
    DECISION: 30,
}  # pairs of cues beside the weights
CASCADES = tuple(
    name for name in DECISIONS if name not in ("seam", "short-seam", "title")
)  # decisions in which words are compared only if the rest allows
_KEPT = 0.998

# a heading with a byline below, the more in an article that is signed already: pages of the corpus, where
# half the stories are not signed and sections of long reports are, underrate it
FLOORS = {"signed-again": 2.0, "byline-below": 1.5}

# added to the bias. A boundary that is missed spoils two articles, one too many spoils one. A paragraph that
# stays torn shows as a difference where there is none, two paragraphs that are joined do not. A story that is
# cut hides a reprint
LEAN = dict.fromkeys((*HEADINGS, "untitled"), 0.5) | {
    "resume": 0.4,
    "seam": 0.4,
    "short-seam": 0.4,
    DECISION: 1.7,
}

Pool = dict[str, list[Story]]
Data = dict[str, Any]
Examples = dict[str, list[tuple[dict[str, float], bool]]]


def common_bigrams(pool: Pool) -> dict[str, str]:
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


def edges(pool: Pool) -> tuple[dict[str, str], dict[str, str]]:
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


def bonds(pool: Pool) -> dict[str, str]:
    """How much likelier two characters stand side by side than by chance, in steps of one."""
    single: Counter[str] = Counter()
    double: Counter[str] = Counter()
    for page in pool.values():
        for story in page:
            text = plain("\n".join(story.paragraphs))
            single.update(c for c in text if c.isalnum())
            double.update(text[i : i + 2] for i in range(len(text) - 1) if text[i : i + 2].isalnum())
    total = sum(single.values())
    grades: dict[str, list[str]] = defaultdict(list)
    for pair in sorted(double, key=lambda p: (-double[p], p))[:_BONDS]:
        odds = np.log(double[pair] * total / (single[pair[0]] * single[pair[1]]))
        grades[f"{round(float(np.clip(odds, -3, 6)))}"].append(pair)
    return {grade: "".join(sorted(pairs)) for grade, pairs in sorted(grades.items(), key=lambda g: int(g[0]))}


def titles(pool: Pool) -> dict[str, str]:
    """How much likelier two characters stand in a title than in a section heading or a clause of the text."""
    inside: Counter[str] = Counter()
    outside: Counter[str] = Counter()
    for page in pool.values():
        for story in page:
            for part in plain(story.title).split(" "):
                inside.update(_pairs(part))
            for text in map(plain, story.paragraphs[1:-1]):
                if len(text) > 40:
                    for clause in _CLAUSES.split(text)[:2]:
                        if 5 <= len(clause) <= 16:
                            outside.update(_pairs(clause))
                elif not complete(text) and len(text) <= 24:
                    outside.update(_pairs(text))
    grades: dict[str, list[str]] = defaultdict(list)
    for pair in inside.keys() | outside.keys():
        if inside[pair] + outside[pair] >= _SEEN:
            odds = np.log((inside[pair] + 0.5) / inside.total()) - np.log(
                (outside[pair] + 0.5) / outside.total()
            )
            grades[f"{round(float(np.clip(odds, -4, 4)) * 2) / 2}"].append(pair)
    return {
        grade: "".join(sorted(pairs))
        for grade, pairs in sorted(grades.items(), key=lambda g: float(g[0]))
        if float(grade)
    }


def _pairs(text: str) -> set[str]:
    return {text[i : i + 2] for i in range(len(text) - 1)}


def starts(pool: Pool) -> dict[str, str]:
    """How much likelier stories start with certain characters than later paragraphs of them."""
    first: Counter[str] = Counter()
    later: Counter[str] = Counter()
    for page in pool.values():
        for story in page:
            for n, paragraph in enumerate(story.paragraphs):
                text = plain(paragraph)
                if len(text) > 24 and not text.startswith(("本报", "新华社", "据新华")):
                    (later if n else first).update((text[0], text[:2]))
    return _odds(first, later)


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


def examples(truth: Truth, learned: Weights, *, follow: bool) -> tuple[Page, Examples]:
    """The cues of every decision of one page with what is right.

    The articles above a line are those of the truth or, to ``follow`` what was learned before, those it cuts:
    then decisions are learned beside the errors that they will meet (Ross et al., "DAgger", 2011).
    """
    page = read(truth.text, learned)
    habit = habits.habits(page)
    owner = [truth.owners.get(line.no, FURNITURE) for line in page.lines]
    held = list(owner)  # the article that a line is in, as far as later decisions know
    if follow:
        for k, group in enumerate(divide(page, habit, learned)[0]):
            for i in group:
                held[i] = k
    looks = first_look(page, habit, learned)
    found: Examples = defaultdict(list)
    groups: dict[int, list[int]] = {}
    begun: set[int] = set()
    last = before = None
    told = False
    for i, role in enumerate(page.roles):
        if owner[i] < 0 or role in (Role.FURNITURE, Role.RULE):
            continue
        new = owner[i] not in begun
        begun.add(owner[i])
        if last is not None and told:
            decision = decision_at(page, i)
            if decision and (owner[i] == before or new):
                if decision == "untitled":
                    values = untitled.untitled_cues(page, habit, i, groups[last])
                    found[decision].append((values | untitled.untitled_words(page, i, groups[last]), new))
                else:
                    values = cues.heading_cues(page, habit, i)
                    values |= cues.article_cues(page, habit, i, groups[last])
                    values |= cues.article_words(page, habit, i, groups[last])
                    found[FIRST + decision].append((values, new))
                    found[decision].append((values | peer_cues(page, habit, i, looks.sure), new))
            keys = list(groups)
            near = [keys[at] for at in candidates(page, i, list(groups.values()), keys.index(last))]
            earlier = [groups[k] for k in near]
            ends = [end for end in (open_end(page, k) for k in earlier) if end is not None]
            if near and (may_go_back(page, i) or fits(page, i, ends, learned)):
                back = resume_cues(page, habit, i, groups[last], earlier, learned)
                words = resume_words(page, habit, i, groups[last], earlier)
                for k, own, shared in zip(near, back, words, strict=True):
                    found["resume"].append((own | shared, owner[i] == owner[groups[k][-1]] != before))
        if new and role is Role.HEADING and (title := truth.titles[owner[i]]):
            head = [k for k in habits.run(page, i) if owner[k] == owner[i]]
            for k, values in zip(head, cues.title_cues(page, head), strict=True):
                found["title"].append((values, page.lines[k].text == plain(title)))
        told = (told and held[i] in groups) or role is Role.BODY
        groups.setdefault(held[i], []).append(i)
        last, before = held[i], owner[i]
    goes_on = dict(truth.joins)
    for i, line in enumerate(page.lines[:-1]):
        if len(line.text) <= 4 or alone(line) not in (None, Role.BODY):
            continue
        for k in range(i + 1, min(i + 3, len(page.lines))):
            seamless = goes_on.get(line.no) == page.lines[k].no
            if (k > i + 1 and not seamless) or alone(page.lines[k]) not in (None, Role.BODY):
                continue
            seam_values = seams.seam_cues(page, i, k, learned)
            if seam_values is not None and not page.runs_on(i, k):
                found[seams.kind(line)].append((seam_values, seamless))
    return page, found


def story_examples(truth: Truth, learned: Weights) -> Examples:
    """The cues of the decision whether the page is one story, if it is cut at all."""
    page = read(truth.text, learned)
    habit = habits.habits(page)
    groups, found = divide(page, habit, learned)
    if len(groups) < 2 or plainly_several(page, groups):
        return {}
    values = story_cues(page, habit, groups, found) | story_words(page, habit, groups)
    return {DECISION: [(values, len(truth.titles) == 1)]}


def as_text(data: Data) -> str:
    """The data as JSON with one line per entry, so that a change of the weights can be read."""
    parts = []
    for name, value in data.items():
        if isinstance(value, dict):
            lines = []
            for key, entry in value.items():
                if isinstance(entry, list):
                    rows = ",\n  ".join(json.dumps(row, ensure_ascii=False) for row in entry)
                    lines.append(f"  {json.dumps(key)}: [\n  {rows}]")
                else:
                    lines.append(f"  {json.dumps(key)}: {json.dumps(entry, ensure_ascii=False)}")
            parts.append(f" {json.dumps(name)}: {{\n" + ",\n".join(lines) + "}")
        else:
            parts.append(f" {json.dumps(name)}: {json.dumps(value)}")
    return "{\n" + ",\n".join(parts) + "}\n"


def _learn(data: Data, rows: Examples, turn: str) -> None:
    for decision in sorted(rows):
        print(f"{turn}, {decision}:", file=sys.stderr)
        weights, pairs = learn.fit(rows[decision], TREES.get(decision, 0))
        for name, floor in FLOORS.items():
            if name in weights:
                weights[name] = max(weights[name], floor)
        weights["bias"] = round(weights["bias"] + LEAN.get(decision, 0.0), 2)
        data["cues"][decision] = weights
        if pairs:
            data["pairs"][decision] = pairs
        if decision in CASCADES:
            data["least"][decision] = -100.0
            data["least"][decision] = _least(parse(data), decision, [values for values, _ in rows[decision]])


def _least(learned: Weights, decision: str, examples: Iterable[Mapping[str, float]]) -> float:
    """Log-odds without compared words that ``_KEPT`` of those reach which are decided for with them."""
    alone = sorted(
        learned.each(decision, {name: value for name, value in values.items() if name not in COMPARED})
        for values in examples
        if learned.score(decision, values) > 0
    )
    return min(0.0, round(alone[int(len(alone) * (1 - _KEPT))] - 0.005, 2)) if alone else -100.0


def main(args: list[str]) -> int:
    """Learn and write the weights."""
    shared = os.environ.get("DEDUP_SHARED")
    if not shared:
        print("set DEDUP_SHARED to the folder that holds corpora/", file=sys.stderr)
        return 2
    count = int(args[0]) if args else 3000
    pool = stories(Path(shared), MONTHS)
    opening, closing = edges(pool)
    data: Data = {"version": VERSION, "cues": {name: {"bias": -1.0} for name in DECISIONS}, "pairs": {}}
    data["least"] = dict.fromkeys(CASCADES, -100.0)
    data |= {"common": common_bigrams(pool), "starting": starts(pool)}
    data |= {"opening": opening, "closing": closing, "bonds": bonds(pool)}
    data |= {"titles": titles(pool)}
    alone_pages = list(lone.pages(pool, 2 * count, 1))
    rows: Examples = defaultdict(list)
    for turn, share in enumerate((4, 2, 2)):  # cues depend on what was learned before
        learned = parse(data)
        if turn == 1:  # what was learned from nothing is no guide
            rows.clear()
        many = count // share
        composed = [*pages(pool, many, 1000 + turn), *other.pages(pool, many, 1000 + turn)]
        for truth in pages(pool, many // _WOVEN, 3000 + turn, WOVEN):
            rows["resume"].extend(examples(truth, learned, follow=False)[1].get("resume", ()))
        for number, truth in enumerate([*composed, *alone_pages[turn::12]]):
            for decision, found in examples(truth, learned, follow=turn > 0 and number % 2 > 0)[1].items():
                rows[decision].extend(found)
        _learn(data, rows, f"turn {turn}")
    learned = parse(data)
    rows = defaultdict(list)
    composed = [*pages(pool, count, 2000), *other.pages(pool, count, 2000)]
    for truth in [*composed, *alone_pages]:
        for decision, found in story_examples(truth, learned).items():
            rows[decision].extend(found)
    _learn(data, rows, "at last")
    TARGET.write_text(as_text(data), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
