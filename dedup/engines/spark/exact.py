"""Exact numbers of candidate pairs on Spark, and the copies of the articles in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from dedup.config import Settings
from dedup.engines.spark.store import Store
from dedup.limits import Limit, LimitKind
from dedup.lsh import Candidates
from dedup.types import Relation
from dedup.verify import COPIES, RELATIONS, verify

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import Column, DataFrame

VERIFIED = "a long, b long, relation string, jaccard double, cover_a double, cover_b double"


def verified(pairs: DataFrame, rows: DataFrame, settings: Settings, store: Store) -> DataFrame:
    """The pairs that hold, with exact numbers, in the columns of ``VERIFIED``.

    Args:
        pairs: candidates, each once.
        rows: numbered rows; only texts of articles in a pair are moved.
        settings: thresholds.
        store: for the texts of articles in a pair.
    """
    wanted = pairs.selectExpr("a as number").union(pairs.selectExpr("b as number")).distinct()
    texts = store.kept("texts", rows.select("number", "text").join(wanted, "number", "left_semi"))
    one, two = (texts.selectExpr(f"number as {x}", f"text as text_{x}") for x in "ab")
    both = pairs.join(one, "a").join(two, "b").select("a", "b", "text_a", "text_b")
    work = partial(_verified, threshold=settings.threshold, containment=settings.containment)
    return both.mapInArrow(work, VERIFIED)


def _verified(
    batches: Iterator[pa.RecordBatch], threshold: float, containment: float
) -> Iterator[pa.RecordBatch]:
    """``verify.verify`` of each batch, each of its articles folded and hashed once."""
    import pyarrow as pa

    for batch in batches:
        a, b = (batch.column(i).to_numpy() for i in (0, 1))
        ids, small = np.unique(np.concatenate([a, b]), return_inverse=True)
        text: dict[int, str] = {}
        for side in (0, 1):
            text.update(zip(batch.column(side).to_pylist(), batch.column(side + 2).to_pylist(), strict=True))
        texts = [text[number] for number in ids.tolist()]
        found = verify(
            Candidates(
                pairs=small.reshape(2, -1).T.astype(np.int64),
                first=np.arange(len(ids)),
                chars=np.array([len(t) for t in texts], np.int64),
                split=None,
                limits=(),
            ),
            partial(_some, texts),
            threshold=threshold,
            containment=containment,
        )
        relation = pa.array([RELATIONS[r].value for r in found.relation.tolist()], pa.string())
        columns = [pa.array(ids[found.a]), pa.array(ids[found.b]), relation]
        columns += [pa.array(x) for x in (found.jaccard, found.cover_a, found.cover_b)]
        yield pa.record_batch(columns, names=[field.split()[0] for field in VERIFIED.split(", ")])


def _some(texts: Sequence[str], numbers: Sequence[int]) -> list[str]:
    return [texts[number] for number in numbers]


def copies(sketch: DataFrame) -> DataFrame:
    """Groups of articles with equal normalised text: ``first`` and ``members``, rising, two at least."""
    from pyspark.sql import functions as F

    same = (
        sketch.where("chars > 0")
        .groupBy("digest")
        .agg(F.sort_array(F.collect_list("number")).alias("members"))
    )
    return same.where("size(members) > 1").selectExpr("members[0] as first", "members")


def with_copies(pairs: DataFrame, groups: DataFrame) -> DataFrame:
    """The pairs of first copies spread over all copies, and the pairs of copies: ``verify._with_copies``."""
    from pyspark.sql import functions as F

    one = groups.selectExpr("first as a", "members as of_a")
    two = groups.selectExpr("first as b", "members as of_b")
    wide = pairs.join(one, "a", "left").join(two, "b", "left")
    of_a, of_b = (F.coalesce(f"of_{x}", F.array(x)) for x in "ab")
    few = F.size(of_a) * F.size(of_b) <= COPIES * COPIES
    spread = (
        wide.withColumn("of_a", F.when(few, of_a).otherwise(F.array("a")))
        .withColumn("of_b", F.when(few, of_b).otherwise(F.array("b")))
        .withColumn("one", F.explode("of_a"))
        .withColumn("two", F.explode("of_b"))
    )
    turned = F.col("one") > F.col("two")
    across = spread.select(
        F.least("one", "two").alias("a"),
        F.greatest("one", "two").alias("b"),
        F.when(turned, mirrored()).otherwise(F.col("relation")).alias("relation"),
        "jaccard",
        F.when(turned, F.col("cover_b")).otherwise(F.col("cover_a")).alias("cover_a"),
        F.when(turned, F.col("cover_a")).otherwise(F.col("cover_b")).alias("cover_b"),
    )
    leaders = F.when(F.size("members") <= COPIES, F.col("members")).otherwise(F.array("first"))
    inside = (
        groups.withColumn("a", F.explode(leaders))
        .withColumn("b", F.explode("members"))
        .where("a < b")
        .select("a", "b", F.lit(Relation.IDENTICAL.value).alias("relation"), *_ones())
    )
    return across.unionByName(inside)


def mirrored() -> Column:
    """What b is to a, where ``relation`` says what a is to b."""
    from pyspark.sql import functions as F

    said = F.col("relation")
    for relation in Relation:
        if relation.mirrored != relation:
            said = F.when(F.col("relation") == relation.value, relation.mirrored.value).otherwise(said)
    return said


def _ones() -> list[Column]:
    from pyspark.sql import functions as F

    return [F.lit(1.0).alias(name) for name in ("jaccard", "cover_a", "cover_b")]


def unlisted(pairs: DataFrame, groups: DataFrame) -> list[Limit]:
    """How many pairs of copies follow from those listed and are not listed themselves."""
    from pyspark.sql import functions as F

    n = F.size("members").cast("long")
    inside = F.when(n > COPIES, n * (n - 1) / 2 - (n - 1)).otherwise(0)
    between = (
        pairs.join(groups.selectExpr("first as a", "size(members) as n_a"), "a", "left")
        .join(groups.selectExpr("first as b", "size(members) as n_b"), "b", "left")
        .selectExpr("coalesce(n_a, 1) * cast(coalesce(n_b, 1) as long) as n")
        .where(F.col("n") > COPIES * COPIES)
    )
    sums = [*groups.agg(F.sum(inside)).collect(), *between.agg(F.sum(F.col("n") - 1)).collect()]
    left_out = sum(int(row[0] or 0) for row in sums)
    return [Limit(LimitKind.COPIES, left_out, COPIES, ())] if left_out else []
