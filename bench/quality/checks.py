"""What a run of the tool must have left behind: checks that name what is wrong."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from bench.quality import laws
from bench.quality.tool import Versions


class Seen(NamedTuple):
    """What a run left behind."""

    code: int
    out: bytes
    err: str
    seconds: float
    folder: Path

    @property
    def json(self) -> dict[str, Any]:
        return json.loads(self.out)

    @property
    def versions(self) -> Versions:
        return Versions.of(self.json)

    @property
    def codes(self) -> set[str]:
        return {finding["code"] for finding in self.json["findings"]}


Files = dict[str, bytes | str]


class Case(NamedTuple):
    """Files, a command, and a check that names what is wrong."""

    name: str
    files: Files
    args: tuple[str, ...]
    check: Callable[[Seen], Iterator[str]]


def refused(seen: Seen) -> Iterator[str]:
    """Exit 2, an error line with help, no traceback, nothing on stdout."""
    if seen.code != 2:
        yield f"exit {seen.code}, not 2"
    if seen.out.strip():
        yield f"stdout is not empty: {seen.out[:80]!r}"
    if "error:" not in seen.err or "help:" not in seen.err:
        yield f"stderr lacks error:/help:: {seen.err[:200]!r}"


def finding(*codes: str) -> Callable[[Seen], Iterator[str]]:
    """One of these codes is among the findings, or the run is refused."""

    def check(seen: Seen) -> Iterator[str]:
        if seen.code == 2 and not seen.out.strip():
            yield from refused(seen)
        elif seen.code not in (0, 1, 2):
            yield f"exit {seen.code}: {seen.err[-200:]}"
        elif not seen.codes & set(codes):
            yield f"findings {sorted(seen.codes)} hold none of {codes}; stderr {seen.err[-150:]!r}"

    return check


def same_facts(pairs: int = 1, relations: tuple[str, ...] = ()) -> Callable[[Seen], Iterator[str]]:
    """So many pairs, nothing an editor must see."""

    def check(seen: Seen) -> Iterator[str]:
        if seen.code not in (0, 1):
            yield f"exit {seen.code}: {seen.err[-300:]}"
            return
        if len(seen.versions.pairs) != pairs:
            yield f"{len(seen.versions.pairs)} pairs, not {pairs}"
        for change in seen.versions.serious:
            sides = [[m["text"][:24] for m in change[side]] for side in "ab"]
            yield f"reports {change['code']} {change['op']} {sides}"
        for pair in seen.versions.pairs:
            if relations and pair["relation"] not in relations:
                yield f"relation {pair['relation']}, not {relations}"

    return check


def says(*wanted: tuple[str, str, str], most: int = 99) -> Callable[[Seen], Iterator[str]]:
    """Each (code, text in a, text in b) is a serious change; at most so many serious ones in all."""

    def check(seen: Seen) -> Iterator[str]:
        if seen.code not in (0, 1):
            yield f"exit {seen.code}: {seen.err[-300:]}"
            return
        serious = seen.versions.serious
        for code, a, b in wanted:
            hits = [c for c in serious if _mentions(c["a"], a) and _mentions(c["b"], b)]
            if not hits:
                yield f"{code} {a!r} / {b!r} is not reported"
            elif code not in {c["code"] for c in hits}:
                yield f"{a!r} / {b!r} is {sorted({c['code'] for c in hits})}, not {code}"
        if len(serious) > most:
            told = "; ".join(f"{c['code']} {_texts(c['a'])}/{_texts(c['b'])}" for c in serious)
            yield f"{len(serious)} errors and warnings, more than {most}: {told}"

    return check


def _mentions(mentions: list[dict[str, Any]], text: str) -> bool:
    return not text or any(text in m["text"] for m in mentions)


def _texts(mentions: list[dict[str, Any]]) -> list[str]:
    return [m["text"][:16] for m in mentions]


def fine(seen: Seen) -> Iterator[str]:
    """Any answer that keeps the contract."""
    if seen.code not in (0, 1):
        yield f"exit {seen.code}: {seen.err[-300:]}"
        return
    texts = {}
    for document in seen.json["documents"]:
        path = seen.folder / document["path"]
        if path.suffix == ".txt":
            raw = path.read_bytes()
            texts[document["id"]] = raw.decode(document["encoding"], "replace").removeprefix("\ufeff")
    for pair in seen.versions.pairs:
        a, b = (texts.get(pair[side].rsplit("#", 1)[0]) for side in "ab")
        if a is not None and b is not None:
            yield from laws.broken_map(pair["map"], a, b)
            yield from laws.broken_changes(pair["changes"], a, b)


def exit_is(*codes: int) -> Callable[[Seen], Iterator[str]]:
    """One of these exit codes and no traceback."""

    def check(seen: Seen) -> Iterator[str]:
        if seen.code not in codes:
            yield f"exit {seen.code}, not {codes}: {seen.err[-200:]}"

    return check
