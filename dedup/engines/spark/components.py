"""Connected components of a table of edges by alternating large-star and small-star.

Kiveris, Lattanzi, Mirrokni, Rastogi, Vassilvitskii, "Connected components in MapReduce and beyond"
(2014): each round takes every edge to the least neighbour known, in O(log² n) rounds and with never more
edges than there were; in practice the rounds are about the logarithm of the longest path.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dedup.engines.spark.store import Store

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

ROUNDS = 64  # a path of 2**64 articles would need more


def components(edges: DataFrame, store: Store) -> DataFrame:
    """``number`` and ``root``, the least number in its component, of every node that has an edge.

    Args:
        edges: columns a and b.
        store: a round's edges are written before the next.
    """
    from pyspark.sql import functions as F

    now = (
        edges.select(F.greatest("a", "b").alias("u"), F.least("a", "b").alias("v")).where("u != v").distinct()
    )
    now = store.kept("edges-0", now)
    seen = _sum(now)
    for turn in range(1, ROUNDS + 1):
        now = store.kept(f"edges-{turn % 2 + 1}", _small_star(_large_star(now)))
        last, seen = seen, _sum(now)
        if seen == last:
            break
    leaves = now.select(F.col("u").alias("number"), F.col("v").alias("root"))
    return leaves.union(now.select(F.col("v").alias("number"), F.col("v").alias("root"))).distinct()


def _large_star(edges: DataFrame) -> DataFrame:
    """Every greater neighbour of a node to the least of all its neighbours and itself."""
    from pyspark.sql import functions as F

    around = edges.union(edges.selectExpr("v as u", "u as v"))
    least = around.groupBy("u").agg(F.least(F.min("v"), F.col("u")).alias("m"))
    return around.join(least, "u").where("v > u").selectExpr("v as u", "m as v").distinct()


def _small_star(edges: DataFrame) -> DataFrame:
    """Every lesser neighbour of a node, and the node, to the least of them."""
    from pyspark.sql import functions as F

    least = edges.groupBy("u").agg(F.min("v").alias("m"))
    wide = edges.join(least, "u")
    moved = wide.selectExpr("v as u", "m as v").union(wide.selectExpr("u", "m as v"))
    return moved.where("u != v").distinct()


def _sum(edges: DataFrame) -> tuple[object, object]:
    """Count and an order-free checksum: equal for equal tables."""
    from pyspark.sql import functions as F

    (found,) = edges.agg(F.count("*"), F.sum(F.xxhash64("u", "v").cast("decimal(38,0)"))).collect()
    return found[0], found[1]
