"""``find`` on Spark: the job writes tables, and the articles that have versions are reported as ever."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from dedup import pipeline
from dedup.config import Settings
from dedup.engines import spark
from dedup.intake import Progress, silent
from dedup.text.fingerprint import fingerprint
from dedup.types import Finding, Place, Result, Severity

REPORTED = 100_000  # articles with versions up to which a report is made; the tables hold all


def find(
    paths: Sequence[str],
    tables: str,
    settings: Settings,
    conf: Mapping[str, str],
    *,
    compare: bool = True,
    jobs: int = 1,
    notes: bool = False,
    timings: bool = False,
    progress: Progress = silent,
) -> Result:
    """Find versions in a corpus with Spark.

    Args:
        paths: Hadoop paths of JSON lines and Parquet files, folders or globs of them.
        tables: Hadoop path of the folder for the tables.
        settings: every knob that can change the result.
        conf: settings of Spark's own.
        compare: align each pair and compare its facts, on this machine.
        jobs: processes for that.
        notes, timings, progress: as for :func:`dedup.pipeline.find`.

    Returns:
        A result whose documents are those that have versions; ``articles`` among the tables lists all.

    Raises:
        MissingExtra: pyspark is not installed.
        UsageError: Spark does not start.
        InputError: a path with nothing to read.
    """
    with spark.Job(paths, tables, settings, conf, progress) as job:
        outcome = job.run()
        few = outcome.members <= REPORTED
        documents = list(job.documents()) if few else []
    found = pipeline.find(
        documents, settings, compare=compare, jobs=jobs, notes=notes, timings=timings, progress=progress
    )
    inputs = (f for f in found.findings if not f.code.startswith("INP"))
    stages = (*outcome.stages, *(stage for stage in found.stages if stage.name == "compare"))
    said = _said(outcome, settings, tables if not few else "")
    return replace(found, findings=(*inputs, *said), stages=stages)


_SAYS = {
    "zh": {
        "broken": "{n}行无法读取，已跳过，其余照常处理；请修正这些行，或用 --text-field 指定正文字段",
        "blank": "{n}行没有正文，已跳过",
        "skipped": "{n}个文件不是 JSON Lines 或 Parquet，未读：{names}；页面请用 --engine local",
        "many": "有不同版本的文章超过{n}篇，未逐一列出；见 {tables} 中的表",
    },
    "en": {
        "broken": "{n} rows could not be read and were left out; mend them, or pass --text-field",
        "blank": "{n} rows have no text and were left out",
        "skipped": "{n} files are neither JSON lines nor Parquet: {names}; --engine local reads pages",
        "many": "more than {n} articles have versions and are not listed here; see the tables in {tables}",
    },
}


def _said(outcome: spark.Outcome, settings: Settings, unreported: str) -> Iterator[Finding]:
    """What the job left out, as findings on the corpus as a whole."""
    says = _SAYS[settings.lang]
    for limit in outcome.limits:
        yield _found(limit.code, Severity.NOTE, limit.message(settings.lang), settings)
    if outcome.broken:
        yield _found("INP901", Severity.ERROR, says["broken"].format(n=outcome.broken), settings)
    if outcome.blank:
        yield _found("INP903", Severity.NOTE, says["blank"].format(n=outcome.blank), settings)
    if outcome.skipped:
        n, names = len(outcome.skipped), ", ".join(outcome.skipped[:5])
        yield _found("INP901", Severity.NOTE, says["skipped"].format(n=n, names=names), settings)
    if unreported:
        yield _found("INP904", Severity.WARNING, says["many"].format(n=REPORTED, tables=unreported), settings)


def _found(code: str, severity: Severity, message: str, settings: Settings) -> Finding:
    level = Severity(settings.severity.get(code, severity))
    return Finding(code, level, message, fingerprint(code, message), Place(""))
