"""Comments: what an editor must see, at its places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dedup import codes
from dedup.render import _say
from dedup.render.docx.merge import Flow
from dedup.types import Article, Change, Mention, Pair, Result, Severity

_AROUND = 12  # characters of context on each side
_LONGEST = 400  # characters of a quotation


@dataclass(frozen=True, slots=True)
class Note:
    """One comment: the first line is bold; ``side`` says in which flow ``start`` and ``end`` count."""

    side: str
    start: int
    end: int
    lines: tuple[str, ...]


def of_pair(
    pair: Pair, articles: Sequence[Article], flows: Sequence[Flow], result: Result, lang: str
) -> list[Note]:
    """A summary at the start, then a comment at each place of each change that is more than a note."""
    side = "b" if flows[1].text else "a"
    first = next((flow for flow in reversed(flows) if flow.text), flows[1])
    notes = [
        Note(
            side,
            0,
            first.end(first.paragraph(0)) if first.text else 0,
            _summary(pair, articles, result, lang),
        )
    ]
    for change in _say.shown(pair.changes):
        notes += _places(change, flows, lang)
    return notes


def _summary(pair: Pair, articles: Sequence[Article], result: Result, lang: str) -> tuple[str, ...]:
    counted = [sum(change.severity is severity for change in pair.changes) for severity in Severity]
    counts = _say.choose(lang, "，", ", ").join(
        f"{_say.severity(severity, lang)} {n}" for severity, n in zip(Severity, counted, strict=True) if n
    )
    hidden = _say.hidden(pair.changes, lang)
    return (
        f"{_say.relation(pair.relation, lang)}{_say.choose(lang, '：', ': ')}{_say.similarity(pair, lang)}",
        *(
            f"{letter}: {_say.name(one)} ({_say.flat(one.id)})"
            for letter, one in zip("AB", articles, strict=True)
        ),
        counts or _say.nothing(pair, lang),
        *(
            [_say.choose(lang, f"提示不加批注：{hidden}", f"notes have no comment: {hidden}")]
            if hidden
            else []
        ),
        *inputs(result),
    )


def inputs(result: Result) -> Iterator[str]:
    """What became of the inputs, one line each."""
    for finding in result.findings:
        if finding.code.startswith("INP"):
            where = f"{_say.flat(finding.where.doc)}: " if finding.where.doc else ""
            yield f"{where}{finding.code} {_say.flat(finding.message)}"


def _places(change: Change, flows: Sequence[Flow], lang: str) -> Iterator[Note]:
    """A note at each place in B, or in A for what B does not say."""
    side, flow, mentions = ("b", flows[1], change.b) if change.b else ("a", flows[0], change.a)
    found = [(mention, at) for mention in mentions if (at := _range(flow, mention))]
    head = f"{_say.severity(change.severity, lang)} · {change.code} {codes.label(change.code, lang)}"
    said = [head, _cut(_say.flat(change.message))]
    for letter, other, told in (("A", flows[0], change.a), ("B", flows[1], change.b)):
        if told and (at := _range(other, told[0])):
            said.append(f"{letter}: {_context(other, *at)}")
    if change.evidence:
        said.append(_cut(_say.flat("; ".join(change.evidence))))
    for n, (_, (start, end)) in enumerate(found, 1):
        which = _say.choose(lang, f"第 {n} 处，共 {len(found)} 处", f"place {n} of {len(found)}")
        yield Note(side, start, end, (*said, which) if len(found) > 1 else tuple(said))


def _range(flow: Flow, mention: Mention) -> tuple[int, int] | None:
    """Where a mention stands in the flow; ``None`` if it does not."""
    parts = list(flow.stretches(mention.start, mention.end))
    if not parts:
        return None
    return min(at for _, at, _ in parts), max(at + length for _, at, length in parts)


def _context(flow: Flow, start: int, end: int) -> str:
    number = flow.paragraph(start)
    low, high = max(flow.starts[number], start - _AROUND), max(end, min(flow.end(number), end + _AROUND))
    before, after = flow.text[low:start], flow.text[end:high]
    return _say.flat(f"…{before}【{_cut(flow.text[start:end])}】{after}…")


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
