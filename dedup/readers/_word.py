"""Which paragraphs of a Word file are headings: by style, by outline level, or by how they look.

Many editors set a title by hand, larger or bold, and never touch a style.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import Any, NamedTuple

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_HEADING = re.compile(r"(?:heading|标题|標題)\s*([1-9])", re.IGNORECASE)
_BODY_LEVEL = 9  # outline level that says: no heading
_LARGER = 1.15  # times the size of the body text from which a line is a heading
_SIZES = 3  # levels that sizes may make
_LONGEST = 60  # characters of a heading that only looks like one
_ENDS = re.compile(r"[。！？；：，、.!?;:,…][”’」』）)\"']*$")
_MOSTLY = 0.3  # share of bold characters above which bold means nothing
_LEARNED = 5_000  # paragraphs from which the usual look is learned
_DEFAULT = 20.0  # half points; what Word takes if a file states no size


class _Face(NamedTuple):
    """Size in half points and weight, as far as they are stated."""

    size: float | None = None
    bold: bool | None = None

    def over(self, below: _Face) -> _Face:
        """This where it says something, else what is below."""
        return _Face(
            below.size if self.size is None else self.size, below.bold if self.bold is None else self.bold
        )


class Looks:
    """The headings of one document."""

    def __init__(self, document: Any) -> None:
        self._body = document.element.body
        self._styles = {s.get(f"{W}styleId"): s for s in document.styles.element.findall(f"{W}style")}
        default = document.styles.element.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        normal = next(
            (
                key
                for key, style in self._styles.items()
                if style.get(f"{W}default") and style.get(f"{W}type") == "paragraph"
            ),
            "",
        )
        self._normal = normal
        self._default = _face(default).over(_Face(_DEFAULT, False))
        self._faces: dict[str, _Face] = {}
        self._levels = self._by_style()
        self._sizes: dict[float, int] = {}
        self._bold = 0
        self._learn()

    def level(self, paragraph: Any) -> int:
        """1 to 6 and more for a heading, 0 for another paragraph."""
        stated = self._stated(paragraph)
        if stated is not None:
            return stated
        if not self._sizes and not self._bold:
            return 0
        text = _said(paragraph)
        if not text or len(text) > _LONGEST or _ENDS.search(text) or _in_table(paragraph):
            return 0
        faces = [face for face, _ in self._runs(paragraph)]
        sizes = [self._sizes.get(face.size or 0, 0) for face in faces]
        if sizes and all(sizes):
            return max(sizes)
        return self._bold if faces and all(face.bold for face in faces) else 0

    def _stated(self, paragraph: Any) -> int | None:
        """The level that the paragraph or its style states, 0 for body text; ``None`` if neither does."""
        outline = _outline(paragraph.find(f"{W}pPr/{W}outlineLvl"))
        if outline is not None:
            return outline
        return self._levels.get(_style(paragraph))

    def _by_style(self) -> dict[str, int]:
        """Level of each heading style by its id; a title stands above headings."""
        levels: dict[str, int] = {}
        used = {p.get(f"{W}val") for p in self._body.iter(f"{W}pStyle")}
        title = False
        for key, style in self._styles.items():
            name = style.find(f"{W}name")
            label = (name.get(f"{W}val") or "") if name is not None else ""
            heading = _HEADING.match(label)
            outline = _outline(style.find(f"{W}pPr/{W}outlineLvl"))
            if label.lower() in ("title", "标题", "標題"):
                levels[key] = 0
                title = title or key in used
            elif heading:
                levels[key] = int(heading[1])
            elif outline:
                levels[key] = outline
        return {key: level + title if level else 1 for key, level in levels.items()}

    def _learn(self) -> None:
        """Which sizes and whether bold make headings."""
        sizes: Counter[float] = Counter()
        every = bold = deepest = 0
        for paragraph in islice(self._body.iter(f"{W}p"), _LEARNED):
            stated = self._stated(paragraph)
            if stated:
                deepest = max(deepest, stated)
                continue
            for face, count in self._runs(paragraph):
                sizes[face.size or 0] += count
                every += count
                bold += count if face.bold else 0
        if not every:
            return
        body = max(sizes, key=lambda size: (sizes[size], size))
        larger = sorted((size for size in sizes if size >= _LARGER * body), reverse=True)
        self._sizes = {size: deepest + min(n, _SIZES) for n, size in enumerate(larger, 1)}
        if bold <= _MOSTLY * every:
            self._bold = max(deepest, *self._sizes.values(), 1) + 1 if deepest or larger else 2

    def _runs(self, paragraph: Any) -> Iterator[tuple[_Face, int]]:
        """Face and number of characters of each run that says something."""
        base = self._of_style(_style(paragraph) or self._normal)
        for run in paragraph.iter(f"{W}r"):
            count = sum(len((t.text or "").strip()) for t in run.iterchildren(f"{W}t"))
            if count:
                look = run.find(f"{W}rPr")
                named = look.find(f"{W}rStyle") if look is not None else None
                inner = self._of_style(named.get(f"{W}val") or "", _Face()) if named is not None else _Face()
                yield _face(look).over(inner).over(base), count

    def _of_style(self, key: str, below: _Face | None = None, depth: int = 0) -> _Face:
        """The face of a style and of those it is based on."""
        base = self._default if below is None else below
        style = self._styles.get(key)
        if style is None or depth > 20:  # styles based on one another
            return base
        if below is None and not depth and key in self._faces:
            return self._faces[key]
        parent = style.find(f"{W}basedOn")
        under = self._of_style(parent.get(f"{W}val") or "", below, depth + 1) if parent is not None else base
        face = _face(style.find(f"{W}rPr")).over(under)
        if below is None and not depth:
            self._faces[key] = face
        return face


def _style(paragraph: Any) -> str:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return style.get(f"{W}val") or "" if style is not None else ""


def _outline(element: Any) -> int | None:
    """The heading level of an outline level, 0 for body text; ``None`` if none is stated."""
    stated = element.get(f"{W}val") or "" if element is not None else ""
    if not (stated.isascii() and stated.isdigit() and len(stated) < 3):
        return None
    return int(stated) + 1 if int(stated) < _BODY_LEVEL else 0


def _face(look: Any) -> _Face:
    """What the properties of a run, or of a style, state."""
    if look is None:
        return _Face()
    size, bold = look.find(f"{W}sz"), look.find(f"{W}b")
    try:
        half_points = float(size.get(f"{W}val")) if size is not None else None
    except (TypeError, ValueError):
        half_points = None
    weight = None if bold is None else (bold.get(f"{W}val") or "1") not in ("0", "false", "off")
    return _Face(half_points, weight)


def _said(paragraph: Any) -> str:
    return "".join(t.text or "" for t in paragraph.iter(f"{W}t")).strip()


def _in_table(paragraph: Any) -> bool:
    return any(a.tag == f"{W}tc" for a in paragraph.iterancestors())
