"""``dedup why``: every decision for one pair."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from dedup.cli.exits import ExitCode
from dedup.cli.options import Common, takes
from dedup.cli.stage import Form, Format

if TYPE_CHECKING:
    from dedup.shelf import Story
    from dedup.why import Decision


@takes(Common)
def why(
    a: Annotated[
        str, typer.Argument(metavar="A", help="A file; FILE#n, its n-th article; FILE:ROW, of a corpus.")
    ],
    b: Annotated[str, typer.Argument(metavar="B", help="The other one.")],
    options: Common,
    format: Format = Form.TEXT,
    threshold: Annotated[
        float | None, typer.Option("-t", "--threshold", metavar="J", help="Jaccard, above 0 to 1.")
    ] = None,
) -> int:
    """Show why two articles are, or are not, found to be versions of one another.

    Pages with several articles: every pair of theirs that shares a passage, the most alike first.

    \b
    Examples:
      dedup why old.txt new.txt
      dedup why page1.txt#1 page2.txt#3
    """
    from dedup.intake import take
    from dedup.pairing import PASSAGE
    from dedup.why import decide

    settings = options.settings(threshold=threshold)
    one, two = (take([source], settings).required(source).stories for source in (a, b))
    found = [(x, y, decide(x.article.text, y.article.text, settings)) for x in one for y in two]
    found.sort(key=lambda row: -row[2].jaccard)
    shown = [row for row in found if row[2].shared >= PASSAGE] or found[:1]
    for x, y, decision in shown:
        if format is Form.JSON:
            row = {"a": x.article.id, "b": y.article.id, **asdict(decision)}
            sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
        else:
            sys.stdout.write(_text(x, y, decision))
    if len(shown) < len(found) and not options.quiet:
        sys.stderr.write(f"{len(found) - len(shown)} more pairs of articles share less than a passage\n")
    return ExitCode.CLEAN


def _text(x: Story, y: Story, d: Decision) -> str:
    from dedup.findings import name_of

    verdict = f"reported as {d.relation.value}" if d.relation else "not reported"
    bands = ", ".join(map(str, d.bands_hit)) or "none"
    lines = [
        f"{x.article.id} {name_of(x.article)}",
        f"{y.article.id} {name_of(y.article)}",
        f"  {verdict}",
        *(f"  {reason}" for reason in d.reasons),
        f"  5-grams: {d.shared} shared, {d.shingles[0]} and {d.shingles[1]} in all",
        f"  jaccard {d.jaccard:.4f}, {d.cover_a:.4f} of A in B, {d.cover_b:.4f} of B in A",
        f"  signatures: jaccard estimated at {d.estimate:.4f}",
        f"  bands hit: {bands} ({len(d.bands_hit)} of {d.bands} with {d.rows} values each;"
        f" at this jaccard one is hit with probability {d.chance:.4f})",
        f"  sampled 5-grams: {d.samples[2]} shared, {d.samples[0]} and {d.samples[1]} in all",
    ]
    return "\n".join(lines) + "\n"
