"""Direct speech."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dedup.types import Fact

_QUOTED = re.compile(
    r"“([^“”\n]{2,2000})”|「([^「」\n]{2,2000})」|『([^『』\n]{2,2000})』|\"([^\"\n]{8,2000})\""
)
_SAYING = re.compile(
    r"(?:说|称|表示|指出|强调|认为|道|介绍|坦言|写道|问|答|回应|呼吁|提出|告诉[^，。]{0,6})[:：,，]? ?$|[:：] ?$"
)
_CLAUSE = re.compile(r"[。！？!?；;]|[，,]")
LONG = 16  # characters: quoted names of campaigns and projects are shorter


def quotations(text: str) -> Iterator[Fact]:
    """Quoted speech of ``text``: the words inside the marks."""
    for match in _QUOTED.finditer(text):
        group = match.lastindex or 1
        inner = match[group]
        said = _SAYING.search(text[max(0, match.start() - 12) : match.start()]) is not None
        if not (_CLAUSE.search(inner) or (said and len(inner) >= 5) or len(inner) >= LONG):
            continue
        start, end = match.span(group)
        start += len(inner) - len(inner.lstrip())
        end -= len(inner) - len(inner.rstrip())
        if start < end:
            yield Fact("quotation", start, end, re.sub(r"\s+", "", text[start:end]))
