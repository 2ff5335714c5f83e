"""Every decision for one pair: what is shared, how the search saw it, which threshold made or failed it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from dedup.config import Settings
from dedup.lsh import bands_for, candidates, hit_chance
from dedup.shingled import shingled
from dedup.sketch import band_keys, signatures, sketches
from dedup.text.shingles import overlap, similarity
from dedup.types import Relation
from dedup.verify import verify


@dataclass(frozen=True, slots=True)
class Decision:
    """One pair under the thresholds.

    Attributes:
        chars: letters and digits of each article.
        shingles: size of each set of 5-grams.
        shared: 5-grams in both.
        jaccard, cover_a, cover_b: exact, 0..1.
        estimate: Jaccard as the signatures estimate it.
        bands_hit: numbers of the bands in which the signatures agree, of ``bands`` with ``rows`` values each.
        chance: probability that two articles of this Jaccard share a band.
        samples: sampled 5-grams of each article, and in both.
        candidate: the search proposes the pair.
        relation: what A is to B; ``None`` if they are not reported.
        reasons: one sentence for each test.
    """

    chars: tuple[int, int]
    shingles: tuple[int, int]
    shared: int
    jaccard: float
    cover_a: float
    cover_b: float
    estimate: float
    bands_hit: tuple[int, ...]
    bands: int
    rows: int
    chance: float
    samples: tuple[int, int, int]
    candidate: bool
    relation: Relation | None
    reasons: tuple[str, ...]


def decide(a: str, b: str, settings: Settings) -> Decision:
    """What ``find`` would do with two articles that read ``a`` and ``b``."""
    texts = (a, b)
    sets = shingled(texts)
    one, two = sets.of(0), sets.of(1)
    jaccard, cover_a, cover_b = similarity(one, two)
    banding = bands_for(settings.threshold, settings.permutations)
    values = signatures(sets, settings.permutations)
    keys = band_keys(values, banding)
    sketched = sketches(texts, banding, settings.shortest)
    threshold, containment = settings.threshold, settings.containment
    found = candidates(sketched, threshold=threshold, containment=containment)
    verified = verify(
        found, lambda numbers: [texts[n] for n in numbers], threshold=threshold, containment=containment
    )
    kept = [sketched.samples[s:e] for s, e in zip(sketched.bounds, sketched.bounds[1:], strict=False)]
    chars = (int(sets.chars[0]), int(sets.chars[1]))
    rows = list(verified.rows())
    return Decision(
        chars=chars,
        shingles=(len(one), len(two)),
        shared=overlap(one, two),
        jaccard=jaccard,
        cover_a=cover_a,
        cover_b=cover_b,
        estimate=float((values[0] == values[1]).mean()) if all(chars) else 0.0,
        bands_hit=tuple(np.flatnonzero(keys[0] == keys[1]).tolist()) if all(chars) else (),
        bands=banding.bands,
        rows=banding.rows,
        chance=hit_chance(jaccard, banding),
        samples=(len(kept[0]), len(kept[1]), len(np.intersect1d(kept[0], kept[1]))),
        candidate=bool(len(found.pairs)) or bool(rows),
        relation=rows[0][2] if rows else None,
        reasons=tuple(_reasons(chars, (jaccard, cover_a, cover_b), bool(rows), settings)),
    )


def _reasons(
    chars: Sequence[int], exact: tuple[float, float, float], reported: bool, settings: Settings
) -> Iterator[str]:
    jaccard, *covers = exact
    if min(chars) < settings.shortest:
        yield f"an article has fewer than {settings.shortest} letters (shortest): only equal texts count"
    yield _test("jaccard", jaccard, "threshold", settings.threshold)
    yield _test("the larger cover", max(covers), "containment", settings.containment)
    passes = jaccard >= settings.threshold or max(covers) >= settings.containment
    if passes and not reported and min(chars) >= settings.shortest:
        yield "the search did not propose the pair: no band and too few samples are equal"


def _test(what: str, value: float, name: str, bound: float) -> str:
    return f"{what} {value:.4f} {'>=' if value >= bound else '<'} {name} {bound:g}"
