"""Python API: what the commands do, as functions of paths or texts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from dedup import pipeline, rethreshold
from dedup.address import address
from dedup.config import Settings, with_values
from dedup.errors import UsageError
from dedup.findings import chosen
from dedup.intake import Source
from dedup.render import protocol
from dedup.render.protocol import Report
from dedup.segment import segment as _segment
from dedup.text.reading import Reading
from dedup.types import (
    Document,
    Fact,
    Finding,
    Pair,
    Paragraph,
    ParagraphKind,
    Result,
    Segmentation,
    Span,
)

Input = str | Path | Document

_LONGEST_NAME = 255
_SENTENCE = re.compile("[。！？；，]")  # what stands in texts, and hardly in names of files


@dataclass(frozen=True, slots=True)
class Run:
    """What a run found, ready to be questioned, filtered and written.

    Attributes:
        result: the whole outcome, frozen; every report is made from it.
        lang: language of the reports, zh or en.
    """

    result: Result
    lang: str = "zh"

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """The verified pairs, in order of the input."""
        return self.result.pairs

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What a report lists."""
        return self.result.findings

    def at(self, threshold: float) -> Run:
        """A new run with only the pairs whose Jaccard is at least ``threshold``, without comparing again."""
        return Run(rethreshold.at(self.result, threshold), self.lang)

    def closest(self, n: int = 5) -> tuple[Pair, ...]:
        """The ``n`` pairs that are most alike, most alike first."""
        return tuple(sorted(self.pairs, key=lambda pair: -pair.jaccard)[:n])

    def to(self, format: str) -> str:
        """The report in a format (``text``, ``json``, ``html``, …).

        Raises:
            UsageError: there is no such format, or its reports are no text.
        """
        report = self._rendered(format)
        if isinstance(report, bytes):
            raise UsageError(f"a {format} report is no text", hint="write it to a file with write()")
        return report

    def _rendered(self, format: str) -> Report:
        known = protocol.names()
        if format not in known:
            raise UsageError(f"unknown format {format!r}", hint=f"one of {', '.join(known)}")
        return protocol.load(format).render(self.result, self.lang)

    def write(self, path: str | Path, format: str | None = None) -> None:
        """Write a report; its format follows from the suffix if it is not given.

        Raises:
            UsageError: no format has this suffix.
        """
        suffix = Path(path).suffix
        for name in protocol.names() if format is None else (format,):
            if format is not None or suffix == protocol.load(name).SUFFIX:
                Path(path).write_bytes(protocol.encoded(self._rendered(name)))
                return
        raise UsageError(f"no format has the suffix {suffix!r}", where=str(path), hint="pass format=")

    def _repr_html_(self) -> str:
        return self.to("html")


def find(
    inputs: Input | Iterable[Input],
    *,
    against: Input | Iterable[Input] = (),
    compare: bool = True,
    **settings: Any,
) -> Run:
    """Find versions among everything in the inputs, as ``dedup find`` does.

    Args:
        inputs: paths (files, folders, globs), texts or documents. A string is a path if something is
            there or it looks like the name of a file; pass a ``Path`` or a ``Document`` to be sure.
        against: hold the inputs against these only.
        compare: also align each pair and compare its facts.
        settings: fields of :class:`dedup.config.Settings`, and ``jobs``. Configuration files are not read.

    Raises:
        DedupError: an input or a setting cannot be used.
    """
    given, jobs = _settings(settings)
    base = _sources(against, "base")
    found = pipeline.find(_sources(inputs, "text"), given, against=base, compare=compare, jobs=jobs)
    return Run(chosen(found, given), given.lang)


def diff(a: Input, b: Input, **settings: Any) -> Run:
    """Compare two documents, as ``dedup diff`` does.

    Args:
        a: a path (``FILE#n`` for its n-th article), a text or a document.
        b: the other version.
        settings: fields of :class:`dedup.config.Settings`, and ``jobs``. Configuration files are not read.

    >>> run = diff("项目总投资13.7亿元,今年动工。", "项目总投资137亿元,今年动工。")
    >>> change = run.pairs[0].changes[0]
    >>> change.code, change.a[0].value, change.b[0].value
    ('FCT303', '1370000000', '13700000000')
    """
    given, jobs = _settings(settings)
    (one,), (two,) = _sources(a, "a"), _sources(b, "b")
    return Run(chosen(pipeline.diff(one, two, given, jobs=jobs), given), given.lang)


def segment(text: str | Document, *, explain: bool = False) -> Segmentation:
    """Cut a page into articles and paragraphs; ``explain`` adds the evidence for each boundary.

    >>> [article.text for article in segment("线路昨日开通,全长12公里。").articles]
    ['线路昨日开通,全长12公里。']
    """
    return _segment(text if isinstance(text, Document) else document(text), explain=explain)


def facts(text: str) -> tuple[Fact, ...]:
    """The facts a text states; offsets count in ``text``.

    >>> [(f.kind, f.value, f.unit) for f in facts("同比增长3.5个百分点")]
    [('percent', '3.5', '个百分点')]
    """
    from dedup.facts import find as find_facts

    whole = Paragraph(ParagraphKind.BODY, (Span(0, len(text)),), text)
    return find_facts(Reading.of_paragraphs("text", (whole,), text))


def document(text: str, id: str = "text") -> Document:
    """A text as a document."""
    digest = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Document(id=id, path="<text>", text=text, sha256=digest)


def _sources(inputs: Input | Iterable[Input], name: str) -> list[Source]:
    """Paths as strings, texts as documents named after ``name``."""
    many = [inputs] if isinstance(inputs, str | Path | Document) else list(inputs)
    found: list[Source] = []
    for n, given in enumerate(many, 1):
        if isinstance(given, Path):
            found.append(str(given))
        elif isinstance(given, str) and not _is_path(given):
            found.append(document(given, name if len(many) == 1 else f"{name}{n}"))
        else:
            found.append(given)
    return found


def _is_path(given: str) -> bool:
    """Whether a string names a file: something is there, or nothing but a name could look so.

    >>> _is_path("news/2020.txt"), _is_path("项目总投资13.7亿元,今年动工。"), _is_path("文/谢小青 两园开园。")
    (True, False, False)
    """
    if not given or "\n" in given or len(given) > _LONGEST_NAME:
        return False
    looks = given.isascii() and not any(ch.isspace() for ch in given)
    suffix = re.search(r"\.\w{1,8}(#\d+)?$", given, re.ASCII) is not None
    parted = "/" in given and not _SENTENCE.search(given)
    try:
        return looks or suffix or parted or Path(given).exists() or bool(address(given).row)
    except (OSError, ValueError):  # too long for a name, or none at all
        return False


def _settings(values: dict[str, Any]) -> tuple[Settings, int]:
    given = dict(values)
    jobs = given.pop("jobs", 1)
    return with_values(Settings(), given, "call"), jobs
