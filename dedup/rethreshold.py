"""A result seen at a higher threshold, without computing it again."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from dedup.cluster import Member, clusters
from dedup.errors import UsageError
from dedup.findings import extent
from dedup.types import Cluster, Finding, Pair, Result
from dedup.verify import RELATIONS, Verified


def at(result: Result, threshold: float) -> Result:
    """The result with only the pairs whose Jaccard is at least ``threshold``.

    Raises:
        UsageError: the threshold is below the one the result was made with.
    """
    made_with = float(str(dict(result.settings).get("threshold", 0)))
    if threshold < made_with:
        raise UsageError(f"the result was made with threshold {made_with}; run again to go below")
    kept = tuple(pair for pair in result.pairs if pair.jaccard >= threshold)
    gone = [pair for pair in result.pairs if pair.jaccard < threshold]
    extents = {article.id: extent(article) for article in result.articles}
    places = {(extents[pair.a], extents[pair.b]) for pair in gone}
    left = {change.fingerprint for pair in kept for change in pair.changes}
    dropped = {change.fingerprint for pair in gone for change in pair.changes} - left

    def stands(finding: Finding) -> bool:
        if finding.code.startswith("DUP"):
            return tuple((p.doc, p.start, p.end) for p in (finding.where, *finding.also)) not in places
        return finding.fingerprint not in dropped

    return replace(
        result,
        pairs=kept,
        clusters=_clusters(result, kept),
        findings=tuple(finding for finding in result.findings if stands(finding)),
    )


def _clusters(result: Result, pairs: tuple[Pair, ...]) -> tuple[Cluster, ...]:
    number = {article.id: n for n, article in enumerate(result.articles)}
    dates = {document.id: document.date or "" for document in result.documents}
    members = [
        Member(article.id, sum(map(len, article.spans)), dates[article.doc]) for article in result.articles
    ]
    verified = Verified(
        a=np.array([number[pair.a] for pair in pairs], np.int64),
        b=np.array([number[pair.b] for pair in pairs], np.int64),
        jaccard=np.array([pair.jaccard for pair in pairs]),
        cover_a=np.array([pair.cover_a for pair in pairs]),
        cover_b=np.array([pair.cover_b for pair in pairs]),
        relation=np.array([RELATIONS.index(pair.relation) for pair in pairs], np.int8),
        limits=(),
    )
    settings = dict(result.settings)
    return clusters(verified, members, keep=str(settings["keep"]), lang=str(settings["lang"]))
