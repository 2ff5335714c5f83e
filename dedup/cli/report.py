"""The end of every comparing command: filter, hide what is accepted, write, sum up, say how it went."""

from __future__ import annotations

import sys
from dataclasses import replace

from dedup import baseline
from dedup.cli import output
from dedup.cli.exits import ExitCode, complain
from dedup.cli.options import Comparing, FailOn, Reporting
from dedup.config import Settings
from dedup.errors import advised
from dedup.findings import chosen, of_limit, without
from dedup.intake import is_unread
from dedup.limits import Limit, LimitKind
from dedup.types import Result, Severity


def targets(options: Reporting) -> tuple[output.Target, ...]:
    """Where the reports go; what is wrong with the options is said before any work is done."""
    if options.baseline is not None:
        baseline.load(options.baseline)
    return output.targets(options.format or (), options.output or ())


def finish(result: Result, settings: Settings, to: tuple[output.Target, ...], options: Reporting) -> int:
    """Write the reports and the summary.

    Returns:
        2 if an input could not be read, 1 with findings at or above ``fail_on``, else 0.
    """
    if nothing_read(result):
        for finding in result.findings:
            what, hint = advised(finding.english or finding.message)
            complain(what, where=finding.where.doc, hint=hint or f"dedup rule {finding.code}")
        return ExitCode.TROUBLE
    found = _fingerprints(result)
    result = chosen(result, settings)
    hidden, stale = 0, []
    if options.baseline is not None:
        known = {entry.fingerprint: entry for entry in baseline.load(options.baseline)}
        hidden = sum(finding.fingerprint in known for finding in result.findings)
        stale = [entry for entry in known.values() if entry.fingerprint not in found]
        result = without(result, known.keys())
    left = output.left_out(result, to)
    if left:
        limit = of_limit(Limit(LimitKind.PAGES, left, settings.pages, ()), (), settings)
        result = replace(result, findings=(*result.findings, limit))
    colour = output.wants_colour(options.color)
    explain = isinstance(options, Comparing) and options.explain
    for target in to:
        output.write(result, target, settings.lang, colour=colour, explain=explain)
    if not options.quiet:
        if options.verbose:
            for entry in stale:
                sys.stderr.write(f"{options.baseline}: no longer found: {entry.code} {entry.message}\n")
        sys.stderr.write(summary(result, hidden, len(stale)) + "\n")
    return exit_code(result, settings)


def nothing_read(result: Result) -> bool:
    """Whether no input gave a document; a result may list none although many were read, as in tables only."""
    return not result.documents and not any(stage.n_out for stage in result.stages if stage.name == "read")


def _fingerprints(result: Result) -> set[str]:
    """Of everything that was found, whether a finding or only a change in a pair."""
    changes = (change.fingerprint for pair in result.pairs for change in pair.changes)
    return {finding.fingerprint for finding in result.findings}.union(changes)


def exit_code(result: Result, settings: Settings) -> ExitCode:
    """What the findings of a result mean to the caller."""
    if any(map(is_unread, result.findings)):
        return ExitCode.TROUBLE
    if settings.fail_on == FailOn.NEVER:
        return ExitCode.CLEAN
    least = Severity(settings.fail_on).rank
    counted = sum(finding.severity.rank <= least for finding in result.findings)
    return ExitCode.FINDINGS if counted > settings.max_findings else ExitCode.CLEAN


def summary(result: Result, hidden: int = 0, stale: int = 0) -> str:
    """One line: what was looked at and what was found."""
    counts = [sum(finding.severity is severity for finding in result.findings) for severity in Severity]
    said = (
        f"{_n(len(result.documents), 'document')}, {_n(len(result.articles), 'article')}:"
        f" {_n(len(result.pairs), 'pair')}, {_n(len(result.clusters), 'cluster')};"
        f" {_n(counts[0], 'error')}, {_n(counts[1], 'warning')}, {_n(counts[2], 'note')}"
    )
    if hidden:
        said += f"; {hidden} accepted by the baseline"
    if stale:
        said += f"; {_n(stale, 'baseline entry', 'baseline entries')} no longer found"
    return said


def _n(count: int, one: str, many: str = "") -> str:
    return f"{count} {one if count == 1 else many or one + 's'}"
