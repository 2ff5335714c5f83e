"""What a job leaves behind: who is a version of whom, which one stays, and the rows that do and do not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dedup.cluster import cluster_id
from dedup.engines.spark.exact import mirrored

if TYPE_CHECKING:
    from pyspark.sql import Column, DataFrame

TABLES = ("articles", "pairs", "clusters", "kept", "dropped")


def members(articles: DataFrame, label: DataFrame, pairs: DataFrame, keep: str) -> DataFrame:
    """Members of clusters: of which, what it is called, and which of them stays: ``cluster.clusters``."""
    from pyspark.sql import Window
    from pyspark.sql import functions as F
    from pyspark.sql.types import StringType

    held = (
        pairs.selectExpr("a as number", "cover_b as held")
        .union(pairs.selectExpr("b as number", "cover_a as held"))
        .groupBy("number")
        .agg(F.round(F.sum("held"), 9).alias("held"))
    )
    known = label.join(articles.select("number", "doc", "chars", "date"), "number").join(
        held, "number", "left"
    )
    first = F.col("number").asc()
    order: dict[str, list[Column]] = {
        "first": [first],
        "longest": [F.col("chars").desc(), first],
        "latest": [F.coalesce("date", F.lit("")).desc(), F.col("chars").desc(), first],
        "best": [F.coalesce("held", F.lit(0.0)).desc(), F.col("chars").desc(), first],
    }
    chosen = Window.partitionBy("root").orderBy(*order[keep])
    everyone = chosen.rowsBetween(Window.unboundedPreceding, Window.unboundedFollowing)
    name = F.udf(lambda least: cluster_id([least]), StringType())
    return (
        known.withColumn("article", F.concat("doc", F.lit("#1")))
        .withColumn("keep", F.row_number().over(chosen) == 1)
        .withColumn("twin_number", F.first("number").over(everyone))
        .withColumn("twin", F.first("article").over(everyone))
        .withColumn("cluster", name(F.min("article").over(Window.partitionBy("root"))))
        .select("number", "cluster", "article", "keep", "twin", "twin_number", "root")
    )


def write(tables: str, articles: DataFrame, members: DataFrame, pairs: DataFrame, every: DataFrame) -> None:
    """Write ``TABLES`` as Parquet; ``number`` rises in the order of input.

    Args:
        tables: folder; tables of an earlier run are replaced.
        articles: sketches with the ids of their documents.
        members: as from ``members``.
        pairs: all pairs.
        every: numbered rows.
    """
    from pyspark.sql import functions as F

    ids = articles.select("number", F.concat("doc", F.lit("#1")).alias("article"))
    a, b = (ids.select(F.col("number").alias(x), F.col("article").alias(f"article_{x}")) for x in "ab")
    texts = every.where("text is not null").select("number", "row", "title", "date", "text", "raw")
    known = ids.join(texts, "number")
    out = members.where("not keep").select("number", "twin", "twin_number")
    gone = known.join(out, "number").join(_reasons(pairs), ["number", "twin_number"], "left")
    reason = F.coalesce("reason", F.lit("same cluster")).alias("reason")
    row = ("number", "article", "row", "title", "date", "text", "raw")
    facts = ("doc", "path", "sha256", "size", "chars", "title", "date")
    made = {
        "articles": articles.join(ids, "number").select("number", "article", *facts),
        "pairs": pairs.join(a, "a")
        .join(b, "b")
        .selectExpr("article_a as a", "article_b as b", "relation", "jaccard", "cover_a", "cover_b"),
        "clusters": members.select("cluster", "number", "article", "keep"),
        "kept": known.join(out, "number", "left_anti").select(*row),
        "dropped": gone.select(*row, reason, "twin", "jaccard"),
    }
    for name in TABLES:
        made[name].write.mode("overwrite").parquet(f"{tables}/{name}")


def _reasons(pairs: DataFrame) -> DataFrame:
    """What each member of a pair is to the other."""
    from pyspark.sql import functions as F

    one = pairs.selectExpr("a as number", "b as twin_number", "relation as reason", "jaccard")
    two = pairs.select(
        F.col("b").alias("number"), F.col("a").alias("twin_number"), mirrored().alias("reason"), "jaccard"
    )
    return one.unionByName(two)
