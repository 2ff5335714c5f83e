"""Stories that stand alone: how many files that hold one story are cut into several.

A page that is cut wrongly hides a reprint, so a lone story must stay whole in whatever form it comes.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

from bench.pages.compose import Story, Truth, stories
from dedup.segment import segment
from dedup.types import Document

FORMS = ("prose", "indented prose", "plain title", "# title")


def written(story: Story, form: str) -> Truth:
    """A file that holds the story and nothing else."""
    titled = form.endswith("title")
    head = [f"# {story.title}" if form[0] == "#" else story.title] if titled else []
    lines = [*head, *("　　" * (form[0] == "i") + p for p in story.paragraphs)]
    step = 1 if form[0] == "i" else 2
    text = ("\n" * step).join(lines) + "\n"
    owners = dict.fromkeys(range(1, step * len(lines), step), 0)
    return Truth(text, owners, [story.title if titled else None], [], "alone")


def pages(pool: dict[str, list[Story]], count: int, seed: int) -> Iterator[Truth]:
    """``count`` lone stories of a pool, the same for the same seed."""
    draw = Random(f"alone:{seed}")
    found = [story for key in sorted(pool) for story in pool[key]]
    for story in draw.sample(found, min(count, len(found))):
        yield written(story, draw.choice(FORMS))


def spoken(shared: Path) -> list[Story]:
    """The items of the broadcasts, without those that are several short ones together."""
    with gzip.open(shared / "corpora" / "broadcast2020.jsonl.gz", "rt", encoding="utf-8") as rows:
        found = [
            Story(
                row["id"],
                row["title"].strip(),
                tuple(p.strip() for p in row["text"].split("\n") if p.strip()),
            )
            for row in map(json.loads, rows)
        ]
    return [s for s in found if s.title and "快讯" not in s.title and sum(map(len, s.paragraphs)) >= 60]


def cut_in_several(
    shared: Path, months: Sequence[str], count: int, seed: int
) -> dict[tuple[str, str], tuple[int, int]]:
    """(corpus, form) -> stories that were cut, stories asked: ``count`` of each corpus."""
    corpora = {
        "paper": [story for page in stories(shared, months).values() for story in page],
        "broadcast": spoken(shared),
    }
    figures: dict[tuple[str, str], tuple[int, int]] = {}
    for corpus, found in corpora.items():
        chosen = Random(seed).sample(found, min(count, len(found)))
        for form in FORMS:
            cut = sum(
                len(segment(Document("p", "p", written(s, form).text, "")).articles) > 1 for s in chosen
            )
            figures[corpus, form] = cut, len(chosen)
    return figures
