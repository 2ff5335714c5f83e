"""Compose newspaper pages from whole articles, with the truth beside them.

The articles come from a corpus of one row per article; the ids of its rows (``rYYYYMMDD-PP-NN``) say
which articles stood on one page. What a scan does to a page is done to them: marks of headings, bylines,
captions, furniture, columns torn inside words, sections and articles out of order.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from bench.pages import dress, weave
from bench.pages.dress import Style
from bench.pages.weave import Piece

FURNITURE = -1  # owner of a line that belongs to no article
UNSCORED = -2  # owner of a line that may be in an article or not


@dataclass(frozen=True)
class Story:
    """One article of the corpus, cleaned of its layout blanks."""

    id: str
    title: str
    paragraphs: tuple[str, ...]


@dataclass
class Truth:
    """What a page holds.

    Attributes:
        text: the page.
        owners: 1-based line -> article from 0, or FURNITURE, or UNSCORED.
        titles: title of each article, ``None`` for a brief.
        joins: pairs of 1-based lines, the second continues the first.
        kind: the recipe that made the page.
    """

    text: str
    owners: dict[int, int]
    titles: list[str | None]
    joins: list[tuple[int, int]]
    kind: str
    tags: set[str] = field(default_factory=set)


def stories(shared: Path, months: Sequence[str]) -> dict[str, list[Story]]:
    """Articles by the page they stood on, of months such as ``2020-01``."""
    found: dict[str, list[Story]] = defaultdict(list)
    with gzip.open(shared / "corpora" / "paper2020.jsonl.gz", "rt", encoding="utf-8") as rows:
        for row in map(json.loads, rows):
            if row["date"][:7] not in months:
                continue
            paragraphs = tuple(p for p in map(_clean, row["text"].split("\n")) if p and not _IMPRINT.match(p))
            if paragraphs and sum(map(len, paragraphs)) >= 60 and _clean(row["title"]) not in _NOT_STORIES:
                found[row["id"].rsplit("-", 1)[0]].append(Story(row["id"], _clean(row["title"]), paragraphs))
    return dict(found)


_IMPRINT = re.compile(
    r"(?:版式|本版|责编|制图|电子邮箱|邮箱|数据来源|视觉|版面|栏目投稿)|.{0,6}相关报道见|.{0,3}本系列"
)
_NOT_STORIES = ("广告", "图片报道", "责编", "导读", "")


def _clean(text: str) -> str:
    return re.sub(r"[\s\u3000\xa0]+", " ", text).strip()


RECIPES = (
    "seed",
    "seed",
    "seed",
    "plain",
    "bold",
    "mixed",
    "single",
    "prose",
    "interrupted",
    "interrupted",
    "shuffled",
)
WOVEN = ("columns", "continued")  # learned from; the figures are of the pages they were always taken from


def pages(
    pool: dict[str, list[Story]], count: int, seed: int, recipes: Sequence[str] = RECIPES
) -> Iterator[Truth]:
    """``count`` pages, the same for the same seed."""
    keys = sorted(pool)
    by_month: dict[str, list[Story]] = defaultdict(list)
    for key in keys:
        by_month[key[:7]].extend(pool[key])
    made = tried = 0
    while made < count:
        random = Random(f"{seed}:{tried}")
        tried += 1
        key = random.choice(keys)
        kind = random.choice(recipes)
        wanted = 1 if kind in ("single", "prose") else random.choice((2, 3, 4, 4, 5, 5, 6, 7, 8, 10, 12, 15))
        together = list(pool[key])
        random.shuffle(together)
        if len(together) < wanted and (random.random() < 0.5 or len(together) < 2):
            month = by_month[key[:7]]
            together += random.sample(month, min(wanted, len(month)))
        chosen = _shortened(random, together[:wanted])
        if kind not in ("single", "prose") and len(chosen) < 2:
            continue
        if len(chosen) > 2 and random.random() < 0.1:
            chosen.append(_rewritten(random, chosen[random.randrange(len(chosen) - 1)]))
        yield compose(random, chosen, kind)
        made += 1


def _rewritten(random: Random, story: Story) -> Story:
    """Another version of a story that stands on the page already: the very thing this tool looks for."""
    parts = story.title.split(" ")
    title = " ".join(reversed(parts)) if len(parts) > 1 else story.title[: max(6, len(story.title) - 2)]
    kept = [p for p in story.paragraphs if random.random() < 0.8] or list(story.paragraphs)
    if random.random() < 0.5 and len(kept) > 2:
        kept = kept[1:] + kept[:1]
    return Story(story.id + "v", title, tuple(kept))


def _shortened(random: Random, chosen: list[Story]) -> list[Story]:
    """Long articles are cut at a paragraph, as pages have to."""
    limit = random.choice((6, 10, 16, 40))
    seen: set[str] = set()
    out = []
    for story in chosen:
        if story.title not in seen:
            seen.add(story.title)
            kept = list(story.paragraphs[:limit])
            while len(kept) > 1 and len(story.paragraphs) > limit and len(kept[-1]) < 40:
                kept.pop()
            out.append(Story(story.id, story.title, tuple(kept)))
    return out


def compose(random: Random, chosen: Sequence[Story], kind: str) -> Truth:
    """One page of these articles."""
    style = dress.style(random, kind)
    titles: list[str | None] = []
    blocks: list[list[Piece]] = []
    tags: set[str] = set()
    for n, story in enumerate(chosen):
        title, lines = dress.article(random, style, story.title, story.paragraphs, first=n == 0, kind=kind)
        titles.append(title)
        blocks.append([Piece(text, n, gap=gap) for text, gap in lines])
    for block in blocks:
        block[:] = _torn(random, style, block)
    if style.traditional:
        tags.add("traditional")
    order = _ordered(random, blocks, kind, tags)
    order = _furnished(random, style, order, chosen, tags)
    return _printed(style, order, titles, kind, tags)


def _torn(random: Random, style: Style, block: list[Piece]) -> list[Piece]:
    """Break long paragraphs inside a sentence, doubling or losing a character now and then."""
    out: list[Piece] = []
    for piece in block:
        rest = piece
        while len(rest.text) > 50 and random.random() < style.tear:
            near = random.random() < 0.25  # the column ends soon after the paragraph has begun
            at = random.randrange(8, 24 if near else len(rest.text) - 8)
            left, right = rest.text[:at].rstrip(), rest.text[at:].lstrip()
            if left[-1] in "。!?！？…”；;：:" or dress.is_list(rest.text):
                break
            luck = random.random()
            if luck < 0.12:
                right = left[-1] + right
            elif luck < 0.15 and left[-2:].isalnum():
                right = left[-2:] + right
            elif luck < 0.20:
                right = right[1:]
            elif luck < 0.23:
                left = left[:-1]
            if luck > 0.985 and at > 30:  # read twice, the first time with other words in front
                out.append(Piece(dress.other_words(random) + left[at // 2 :], rest.owner, gap=rest.gap))
            out.append(Piece(left, rest.owner, torn=True, goes_on=rest.goes_on, gap=rest.gap))
            rest = Piece(right, rest.owner, goes_on=True)
            if random.random() < 0.06:
                for text, gap in dress.caption(random, style, left):
                    out.append(Piece(text, rest.owner, gap=gap))
        out.append(rest)
    return out


def _ordered(random: Random, blocks: list[list[Piece]], kind: str, tags: set[str]) -> list[Piece]:
    """Lines in page order: as they come, sections moved, or one article inside another."""
    if kind == "shuffled":
        for block in blocks:
            if random.random() < 0.5:
                _swap_sections(random, block)
    if kind == "interrupted" and len(blocks) > 1:
        host = random.randrange(len(blocks) - 1)
        block = blocks[host]
        cuts = [
            i for i in range(3, len(block) - 1) if len(block[i].text) > 40 and len(block[i - 1].text) > 40
        ]
        if cuts:
            cut = random.choice(cuts)
            tags.add("interrupted-torn" if block[cut - 1].torn else "interrupted")
            blocks = [*blocks[:host], block[:cut], blocks[host + 1], block[cut:], *blocks[host + 2 :]]
    if kind == "columns" and len(blocks) > 1:
        blocks = weave.columns(random, blocks)
    if kind == "continued" and len(blocks) > 1:
        blocks = weave.continued(random, blocks, UNSCORED)
    return [piece for block in blocks for piece in block]


def _swap_sections(random: Random, block: list[Piece]) -> None:
    heads = [
        i
        for i, piece in enumerate(block)
        if i > 1 and dress.is_section(piece.text) and not (piece.goes_on or piece.torn or block[i - 1].torn)
    ]
    if len(heads) < 2:
        return
    parts = [block[a:b] for a, b in zip(heads, [*heads[1:], len(block)], strict=True)]
    random.shuffle(parts)
    block[heads[0] :] = [piece for part in parts for piece in part]


def _furnished(
    random: Random, style: Style, order: list[Piece], chosen: Sequence[Story], tags: set[str]
) -> list[Piece]:
    """Add mastheads, page numbers, imprint, and now and then a caption at the foot of the page."""
    out = list(order)
    if style.furniture:
        out = [_apart(text) for text in dress.masthead(random)] + out
        for at in sorted({i for i in range(1, len(out)) if out[i].owner != out[i - 1].owner}, reverse=True):
            if random.random() < 0.12:
                out.insert(at, Piece(dress.jump(random), FURNITURE))
            elif random.random() < 0.06:
                out.insert(at, Piece(random.choice(("---", "***", "＊＊＊", "——————")), UNSCORED))
        out += [_apart(text) for text in dress.imprint(random)]
    if style.stray and len(chosen) > 1:
        owner = random.randrange(len(chosen) - 1)
        words = dress.key_phrase(random, chosen[owner].title, chosen[owner].paragraphs)
        if words:
            last = max(i for i, piece in enumerate(out) if piece.owner >= 0)
            out.insert(last + 1, Piece(words, owner, gap=3))
            tags.add("stray")
    return out


def _apart(text: str) -> Piece:
    return Piece(text, UNSCORED if dress.may_be_either(text) else FURNITURE)


def _printed(style: Style, order: list[Piece], titles: list[str | None], kind: str, tags: set[str]) -> Truth:
    text: list[str] = [""] * style.lead
    owners: dict[int, int] = {}
    joins: list[tuple[int, int]] = []
    open_tear: dict[int, int] = {}
    for n, piece in enumerate(order):
        if n:
            text.extend([""] * (style.gap if piece.gap is None else max(style.gap, piece.gap)))
        number = len(text) + 1
        owners[number] = piece.owner
        if piece.goes_on:
            joins.append((open_tear.pop(piece.owner), number))
        if piece.torn:
            open_tear[piece.owner] = number
        indent = (
            style.indent
            if not piece.goes_on and not dress.is_marked(piece.text) and len(piece.text) > 30
            else ""
        )
        text.append(indent + piece.text)
    page = "\n".join(text) + "\n" * style.trail
    return Truth(style.write(page), owners, [t and style.write(t) for t in titles], joins, kind, tags)
