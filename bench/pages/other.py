"""A second composer, written from the demands alone: where both differ, something is overfitted.

It shares the reader of the corpus and the form of the truth with ``compose``, and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from random import Random

from bench.pages.compose import FURNITURE, UNSCORED, Story, Truth
from bench.pages.other_words import (
    COLUMNS,
    HALF_WIDTH,
    article_end,
    byline,
    caption,
    credit,
    furniture,
    names,
)

KINDS = (
    *("flat", "levels", "bold", "short", "bare", "medley", "split", "split", "turned"),
    *("traditional", "lone", "prose", "briefs"),
)
_CLAUSE = re.compile(r"(?:(?<=[，。；：])|^)[^，。；：、！？“”（）《》—…\s\d.%,;:!?()]{5,18}(?=[，。；：]|$)")
_SENTENCE = re.compile(r"[^，。；：！？“”（）…\s]{4,16}，[^，。；：！？“”（）…\s]{4,16}(?=[，。；])")
_SENTENCE_END = re.compile(r"[。！？]”?$")


@dataclass(eq=False)
class Row:
    """One line of a page: whose it is, what it is, and the line it continues."""

    text: str
    owner: int
    part: str
    continues: Row | None = None


@dataclass(frozen=True)
class Print:
    """How a page sets its parts: a function of a mark and a text, and how lines are kept apart."""

    title: str
    section: str
    small: str
    gap: str
    indent: str
    end: str = "\n"


def pages(pool: dict[str, list[Story]], count: int, seed: int) -> Iterator[Truth]:
    """``count`` pages, the same for the same seed."""
    keys = sorted(pool)
    for number in range(count):
        draw = Random(f"other:{seed}:{number}")
        kind = draw.choice(KINDS)
        wanted = 1 if kind in ("lone", "prose") else draw.choice((2, 3, 3, 4, 4, 5, 5, 6, 7, 8, 10, 12, 15))
        first = draw.randrange(len(keys))
        stories: dict[str, Story] = {}
        for key in (*keys[first:], *keys[:first]):  # a paper's next pages, when one holds too few
            stories |= {s.title: s for s in pool[key] if len(s.title) >= 4 and s.title not in stories}
            if len(stories) >= wanted:
                break
        yield _page(draw, kind, draw.sample([*stories.values()], min(wanted, len(stories))))


def _page(draw: Random, kind: str, stories: list[Story]) -> Truth:
    style = _print(draw, kind)
    articles: list[list[Row]] = []
    titles: list[str | None] = []
    for owner, story in enumerate(stories):
        own = _print(draw, draw.choice(("flat", "levels", "bold", "short"))) if kind == "medley" else style
        brief = kind not in ("lone", "prose") and draw.random() < (0.5 if kind == "briefs" else 0.08)
        if brief and any(60 <= len(p) <= 260 for p in story.paragraphs):
            rows, title = _brief(draw, owner, story), None
        else:
            rows, title = _article(draw, owner, story, own, kind)
        articles.append(rows)
        titles.append(title)
    rows = _laid(draw, kind, articles)
    if kind != "prose":
        rows = _furnished(draw, _torn(draw, rows, 0.9 if kind == "lone" else 0.6))
    return _truth(draw, kind, style, rows, titles)


def _print(draw: Random, kind: str) -> Print:
    blank, indent = draw.choice(("\n\n", "\n\n", "\n\n\n")), draw.choice(("", "", "　　"))
    levels = Print("# ", draw.choice(("## ", "### ")), draw.choice(("## ", "### ")), blank, indent)
    same = draw.choice(("# ", "## "))
    flat = Print(same, same, draw.choice(("", "### ")), blank, indent)
    bold = Print("**", draw.choice(("**", "")), "", blank, indent)
    short = Print("", "", "", blank, indent)
    bare = Print("", "", "", "\n", draw.choice(("　　", "　　", "    ", "\t")), draw.choice(("\n", "\r\n")))
    if kind in ("flat", "levels", "bold", "short", "bare"):
        return {"flat": flat, "levels": levels, "bold": bold, "short": short, "bare": bare}[kind]
    return draw.choice((flat, levels, levels, bold, short, bare))


def _mark(mark: str, text: str) -> str:
    return f"**{text}**" if mark == "**" else mark + text


def _article(draw: Random, owner: int, story: Story, style: Print, kind: str) -> tuple[list[Row], str | None]:
    most = draw.choice((3, 5, 8, 12, 30))
    paragraphs = list(story.paragraphs[:most])
    if kind == "prose":
        return [Row(p, owner, "body") for p in story.paragraphs[:30]], None
    people = names(draw, draw.choice((1, 1, 1, 2, 3)))
    head, title = _head(draw, owner, story, style)
    place = draw.choice(("line", "lead", "end", "none", "own"))
    if place == "line":
        head.append(Row(byline(draw, people, "line"), owner, "byline"))
    elif place == "lead" and len(paragraphs[0]) > 40:
        paragraphs[0] = byline(draw, people, "lead") + re.sub(
            r"^(?:本报|新华社)\S{2,6}\d*月?\d*日?电\s*(?:（[^）]*）)?\s*", "", paragraphs[0]
        )
    body = [Row(p, owner, "body") for p in paragraphs]
    if draw.random() < 0.3 and len(body) > 1:
        _insert(draw, body, _rows_of_data(draw, owner, paragraphs))
    body = _sections(draw, owner, body, style, always=kind in ("turned", "lone"), turned=kind == "turned")
    if draw.random() < 0.3:
        _insert(draw, body, [Row(t, owner, "caption") for t in caption(draw, _phrases(paragraphs), people)])
    tail = []
    if place == "end":
        tail.append(Row(byline(draw, people, "end"), owner, "signature"))
    if draw.random() < 0.12:
        tail.append(Row(article_end(draw), UNSCORED, "credit"))
    return head + body + tail, title


def _head(draw: Random, owner: int, story: Story, style: Print) -> tuple[list[Row], str]:
    """Eyebrow, title, subtitle; the title of the truth is the title alone, both lines if it has two."""
    parts = [p for p in re.split(r"(?<=——)\s*|\s*(?=——)|\s+", story.title) if p]
    eyebrow = subtitle = None
    title = [" ".join(parts)]
    if len(parts) > 1 and draw.random() < 0.6:
        if parts[0].endswith("——"):
            eyebrow, title = parts[0], [" ".join(parts[1:])]
        elif parts[1].startswith("——") or (min(map(len, parts)) >= 5 and style.small and draw.random() < 0.4):
            title, subtitle = [parts[0]], " ".join(parts[1:])
        elif len(parts) == 2 and parts[0].endswith(("：", "，")):
            title = parts
    clauses = [c for p in story.paragraphs for c in _SENTENCE.findall(p)]
    if not eyebrow and draw.random() < 0.12:
        eyebrow = draw.choice(COLUMNS)
    if not subtitle and clauses and (style.small or style.title) and draw.random() < 0.2:
        subtitle = draw.choice(clauses)
    rows = (
        [Row(eyebrow if draw.random() < 0.5 else _mark(style.small, eyebrow), owner, "eyebrow")]
        if eyebrow
        else []
    )
    rows += [Row(_mark(style.title, t), owner, "title") for t in title]
    if subtitle:
        rows.append(Row(_mark(style.small, subtitle), owner, "subtitle"))
    return rows, " ".join(title)


def _brief(draw: Random, owner: int, story: Story) -> list[Row]:
    """A box without a title: a paragraph, and perhaps who made the picture."""
    rows = [Row(draw.choice([p for p in story.paragraphs if 60 <= len(p) <= 260]), owner, "body")]
    if not _SENTENCE_END.search(rows[0].text):
        rows[0].text += "。"
    if draw.random() < 0.6:
        rows.append(Row(credit(draw, names(draw, 1)), owner, "caption"))
    return rows


def _phrases(paragraphs: Sequence[str]) -> list[str]:
    """Whole clauses that could stand over a section or under a picture."""
    return [clause for text in paragraphs for clause in _CLAUSE.findall(text)]


def _insert(draw: Random, rows: list[Row], block: list[Row]) -> None:
    at = draw.randint(1, len(rows))
    rows[at:at] = block


def _rows_of_data(draw: Random, owner: int, paragraphs: Sequence[str]) -> list[Row]:
    """A list or a table of phrases and figures of the article."""
    phrases = _phrases(paragraphs)[:40]
    if len(phrases) < 6:
        return []
    chosen = draw.sample(phrases, draw.randint(3, min(6, len(phrases))))
    form = draw.choice(("pipes", "tabs", "numbers", "dots", "ordinals"))
    figures = [f"{draw.randint(1, 900)}{draw.choice(('', '万', '%', '.5'))}" for _ in chosen]
    if form == "pipes":
        texts = [
            "| 项目 | 数量 |",
            "|---|---|",
            *(f"| {c} | {f} |" for c, f in zip(chosen, figures, strict=True)),
        ]
    elif form == "tabs":
        texts = [f"{c}\t{f}" for c, f in zip(chosen, figures, strict=True)]
    elif form == "numbers":
        texts = [f"{n}. {c}" for n, c in enumerate(chosen, 1)]
    elif form == "ordinals":
        texts = [f"{n}、{c}；" for n, c in zip("一二三四五六", chosen, strict=False)]
    else:
        dot = draw.choice("·-•")
        texts = [f"{dot} {c}" for c in chosen]
    return [Row(t, owner, "table" if form == "pipes" else "list") for t in texts]


def _sections(
    draw: Random, owner: int, body: list[Row], style: Print, *, always: bool, turned: bool
) -> list[Row]:
    """Headings from the words of what they stand over; ``turned`` brings the sections out of order."""
    if len(body) < 4 or (not always and draw.random() < 0.6):
        return body
    cuts = sorted(draw.sample(range(1, len(body)), min(len(body) - 1, draw.randint(1, 4))))
    bounds = [0, *cuts, len(body)]
    sections = [body[a:b] for a, b in pairwise(bounds)]
    made = []
    numbered = draw.random() < 0.15
    for n, section in enumerate(sections):
        phrases = _phrases([row.text for row in section if row.part == "body"])
        if n and phrases:
            text = draw.choice(phrases)
            text = f"{'一二三四五六'[n - 1]}、{text}" if numbered else text
            section = [Row(_mark(style.section, text), owner, "heading"), *section]
        made.append(section)
    if turned:
        rest = made[1:]
        draw.shuffle(rest)
        made = made[:1] + rest
    return [row for section in made for row in section]


def _laid(draw: Random, kind: str, articles: list[list[Row]]) -> list[Row]:
    """Articles one after another, or one in the middle of another."""
    if kind == "split" and len(articles) > 1:
        hosts = [n for n in range(len(articles) - 1) if sum(r.part == "body" for r in articles[n]) >= 3]
        if hosts:
            host = draw.choice(hosts)
            rows = articles[host]
            seats = [n for n in range(1, len(rows)) if rows[n - 1].part == rows[n].part == "body"]
            if seats:
                seat = draw.choice(seats)
                rest = rows[seat:]
                if draw.random() < 0.5:
                    half = _halves(draw, rows[seat])
                    if half:
                        rows[seat].text, second = half
                        rest = [Row(second, rows[seat].owner, "body", rows[seat]), *rows[seat + 1 :]]
                        seat += 1
                elif draw.random() < 0.3:
                    page = draw.randint(1, 8)
                    rest = [Row(f"（上接第{page}版）", UNSCORED, "jump"), *rest]
                articles = [*articles]
                articles[host] = [*rows[:seat], *articles[host + 1], *rest]
                del articles[host + 1]
    if kind == "turned" and len(articles) > 1:
        guest = draw.choice([a for a in articles if len(a) <= 4] or [None])
        if guest and draw.random() < 0.4:  # a caption of the first article at the foot of the page
            articles = [*articles, [Row(caption(draw, (), names(draw, 1))[0], UNSCORED, "caption")]]
    return [row for article in articles for row in article]


def _halves(draw: Random, row: Row) -> tuple[str, str] | None:
    """A paragraph cut inside a sentence; now and then characters at the cut are lost or set twice."""
    text = row.text
    inside = [
        n for n in range(12, len(text) - 12) if re.match(r"[\w，、]", text[n - 1]) and text[n].isalnum()
    ]
    if not inside:
        return None
    at = draw.choice(inside)
    first, second = text[:at], text[at:]
    damage = draw.random()
    if damage < 0.1:
        second = first[-draw.choice((1, 2)) :] + second
    elif damage < 0.2:
        first = first[: -draw.choice((1, 1, 2))]
    return first, second


def _torn(draw: Random, rows: list[Row], share: float) -> list[Row]:
    """Columns end in the middle of paragraphs, now and then with a picture between."""
    made: list[Row] = []
    for row in rows:
        made.append(row)
        half = None
        if row.part == "body" and len(row.text) > 60 and draw.random() < share * 0.35:
            half = _halves(draw, row)
        if half:
            for other in rows:
                if other.continues is row:
                    half = None
        if half:
            row.text, second = half
            if draw.random() < 0.12:
                made += [
                    Row(t, row.owner, "caption") for t in caption(draw, _phrases([second]), names(draw, 1))
                ]
            made.append(Row(second, row.owner, "body", row))
    return made


def _furnished(draw: Random, rows: list[Row]) -> list[Row]:
    made: list[Row] = []
    if draw.random() < 0.4:
        made += [Row(t, FURNITURE, "furniture") for t in furniture(draw, "top")]
    made += rows
    if draw.random() < 0.4:
        made += [Row(t, FURNITURE, "furniture") for t in furniture(draw, "foot")]
    ends = [n for n, (a, b) in enumerate(pairwise(made), 1) if a.owner != b.owner and a.owner >= 0]
    if ends and draw.random() < 0.15:
        made.insert(draw.choice(ends), Row(f"（下转第{draw.randint(2, 16)}版）", UNSCORED, "jump"))
    return made


def _truth(draw: Random, kind: str, style: Print, rows: list[Row], titles: list[str | None]) -> Truth:
    folds = [str]
    if draw.random() < 0.4:
        folds.append(lambda t: t.translate(HALF_WIDTH))
    if kind == "traditional":
        from opencc import OpenCC

        folds.append(OpenCC("s2t").convert)
    indented = {"body", "byline"} if draw.random() < 0.7 else {"body", "byline", "caption", "signature"}
    text, line = "", 1
    owners: dict[int, int] = {}
    at: dict[Row, int] = {}
    for row in rows:
        content = row.text
        for fold in folds:
            content = fold(content)
        new_paragraph = row.continues is None or draw.random() < 0.3
        content = (style.indent if row.part in indented and new_paragraph else "") + content
        gap = style.gap if row.part not in ("table", "list") or not style.gap.startswith("\n\n") else "\n"
        if text and row.part == "table" and row.text.startswith("| 项目"):
            gap = style.gap
        if text:
            text += gap.replace("\n", style.end)
            line += gap.count("\n")
        text += content
        owners[line] = row.owner
        at[row] = line
    for fold in folds:
        titles = [t and fold(t) for t in titles]
    joins = sorted((at[row.continues], at[row]) for row in rows if row.continues is not None)
    return Truth(text + style.end, owners, titles, joins, kind)
