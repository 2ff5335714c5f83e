"""How well pages are cut, beside the truth."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from bench.pages.compose import UNSCORED, Truth
from dedup.segment import segment
from dedup.types import Document


@dataclass(frozen=True)
class Cut:
    """Articles as sets of 1-based lines, their titles, and the lines rejoined."""

    owners: dict[int, int]
    titles: Sequence[str | None]
    joins: frozenset[tuple[int, int]]


def cut(text: str) -> Cut:
    """What the tool says of a page."""
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    line_of = [n for n, (a, b) in enumerate(pairwise(starts), 1) for _ in range(a, b)]
    found = segment(Document("p", "p", text, ""))
    owners = {
        line_of[at]: k
        for k, article in enumerate(found.articles)
        for span in article.spans
        for at in range(span.start, span.end)
        if not text[at].isspace()
    }
    joins = {
        (line_of[a.start], line_of[b.start])
        for article in found.articles
        for p in article.paragraphs
        for a, b in pairwise(p.spans)
    }
    titles = [article.title.text if article.title else None for article in found.articles]
    return Cut(owners, titles, frozenset(j for j in joins if j[0] != j[1]))


def every_heading(text: str) -> Cut:
    """The baseline: every heading starts an article; without markup, every short line that is no sentence."""
    lines = text.split("\n")
    marked = any(line.startswith(("#", "**")) for line in lines)
    owners: dict[int, int] = {}
    titles: list[str | None] = []
    for number, line in enumerate(lines, 1):
        bare = line.strip()
        if not bare:
            continue
        head = (
            bare.startswith(("#", "**"))
            if marked
            else len(bare) <= 40 and bare[-1] not in "。”）)！？!?：:；;"
        )
        if head or not titles:
            titles.append(bare.strip("#* ") if head else None)
        owners[number] = len(titles) - 1
    return Cut(owners, titles, frozenset())


@dataclass
class Score:
    """Sums over pages; the properties are the figures."""

    pages: int = 0
    b_cubed: float = 0.0
    articles: int = 0
    exact: int = 0
    titled: int = 0
    title_right: int = 0
    torn: int = 0
    rejoined: int = 0
    joined: int = 0
    wrong: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))

    def add(self, truth: Truth, found: Cut) -> None:
        """Count one page."""
        lines = truth.text.split("\n")
        size = {n: sum(not c.isspace() for c in lines[n - 1]) for n in truth.owners}
        real = {n: o for n, o in truth.owners.items() if o >= 0}
        f1 = b_cubed(real, found.owners, size)
        self.pages += 1
        self.b_cubed += f1
        self.wrong[truth.kind].append(f1)
        by_truth: dict[int, set[int]] = defaultdict(set)
        by_found: dict[int, set[int]] = defaultdict(set)
        for n, owner in real.items():
            by_truth[owner].add(n)
        for n, owner in found.owners.items():
            if truth.owners.get(n) != UNSCORED:
                by_found[owner].add(n)
        for k, title in enumerate(truth.titles):
            members = by_truth[k]
            votes = Counter(found.owners[n] for n in members if n in found.owners for _ in range(size[n]))
            best = max(votes, key=lambda o: (votes[o], -o)) if votes else -1
            self.articles += 1
            self.exact += best >= 0 and by_found[best] == members
            if title is not None:
                self.titled += 1
                self.title_right += best >= 0 and _same(found.titles[best], title)
        self.torn += len(truth.joins)
        self.rejoined += len(found.joins & set(truth.joins))
        self.joined += len(found.joins)

    def figures(self) -> dict[str, float]:
        """B-cubed F1 and the shares of exact articles, right titles, rejoined tears, right joins."""
        return {
            "b_cubed": self.b_cubed / self.pages,
            "exact": self.exact / self.articles,
            "title": self.title_right / max(1, self.titled),
            "rejoined": self.rejoined / max(1, self.torn),
            "join_precision": self.rejoined / max(1, self.joined),
        }


def _same(found: str | None, title: str) -> bool:
    return found is not None and "".join(found.split()) == "".join(title.split())


def b_cubed(truth: dict[int, int], found: dict[int, int], size: dict[int, int]) -> float:
    """B-cubed F1 over characters; a line in no article is a group of its own (Bagga and Baldwin, 1998)."""
    both: Counter[tuple[int, int]] = Counter()
    of_truth: Counter[int] = Counter()
    of_found: Counter[int] = Counter()
    for line, group in truth.items():
        mine = found.get(line, -1 - line)
        both[group, mine] += size[line]
        of_truth[group] += size[line]
        of_found[mine] += size[line]
    total = sum(of_truth.values())
    precision = sum(n * n / of_found[f] for (_, f), n in both.items()) / total
    recall = sum(n * n / of_truth[t] for (t, _), n in both.items()) / total
    return 2 * precision * recall / (precision + recall)
