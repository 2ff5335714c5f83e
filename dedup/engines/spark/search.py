"""Candidate pairs on Spark: articles that share a band, and articles that share rare samples.

The rules are those of ``dedup.lsh`` and ``dedup.sharing``, which hold all of it in arrays; here a key is
a row, and what stands under one key comes together by a shuffle. Pairs are (a, b) with a < b.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from dedup.columnar import Counts, unpack
from dedup.config import Settings
from dedup.engines.spark.sketching import of_samples
from dedup.engines.spark.store import Store
from dedup.graph import widest
from dedup.limits import Limit, LimitKind
from dedup.lsh import EXHAUSTIVE, LOOKUPS, bands_for, pairs_in_rooms
from dedup.samples import may_share, needed
from dedup.sharing import COMMON
from dedup.sketch import Banding

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame

PAIRS = "a long, b long"


def candidates(
    live: DataFrame, count: int, settings: Settings, store: Store
) -> tuple[DataFrame, list[Limit]]:
    """Pairs worth verifying, each once.

    Args:
        live: sketches of articles long enough, the first of each set of copies only.
        count: how many there are.
        settings: thresholds.
        store: for what is looked at twice.
    """
    if count * (count - 1) // 2 <= EXHAUSTIVE:
        ids = live.select("number")
        every = ids.withColumnRenamed("number", "a").crossJoin(ids.withColumnRenamed("number", "b"))
        return every.where("a < b"), []
    by_band, crowded = _sharing_bands(live, LOOKUPS[0] + LOOKUPS[1] * count, settings, store)
    by_sample, common = _sharing_samples(live, settings.containment, store)
    both = store.kept("proposed", by_band.union(by_sample).distinct())
    return _plausible(both, live, settings), crowded + common


def _sharing_bands(
    live: DataFrame, budget: int, settings: Settings, store: Store
) -> tuple[DataFrame, list[Limit]]:
    from pyspark.sql import functions as F

    banding = bands_for(settings.threshold, settings.permutations)
    keyed = live.select("number", "keys").mapInArrow(
        partial(_keyed, banding=banding), "key long, number long"
    )
    rooms = keyed.groupBy("key").agg(F.collect_list("number").alias("members")).where("size(members) > 1")
    rooms = store.kept("rooms", rooms)
    counted = rooms.groupBy(F.size("members").alias("size")).count().collect()
    sizes = np.array([row["size"] for row in counted], np.int64)
    often = np.array([row["count"] for row in counted], np.int64)
    most = widest(lambda bound: _lookups(sizes, often, bound), budget)
    left_out = _lookups(sizes, often, int(sizes.max(initial=0))) - _lookups(sizes, often, most)
    limits = [Limit(LimitKind.CROWDED, left_out, most, ())] if left_out else []
    return rooms.select("members").mapInArrow(partial(_in_rooms, most=most), PAIRS), limits


def _lookups(sizes: Counts, often: Counts, most: int) -> int:
    """Look-ups in rooms of these sizes if each member looks at ``most`` others after it at the most.

    >>> _lookups(np.array([3]), np.array([10]), 1), _lookups(np.array([3]), np.array([10]), 9)
    (20, 30)
    """
    inside = np.minimum(sizes - 1, most)
    each = (sizes - 1 - inside) * inside + inside * (inside + 1) // 2
    return int((each * often).sum())


def _keyed(batches: Iterator[pa.RecordBatch], banding: Banding) -> Iterator[pa.RecordBatch]:
    import pyarrow as pa

    for batch in batches:
        number = batch.column(0).to_numpy()
        keys = np.frombuffer(b"".join(batch.column(1).to_pylist()), np.uint32).reshape(-1, banding.bands)
        band = np.arange(banding.bands, dtype=np.int64) << 32
        wide = (keys.astype(np.int64) | band[None, :]).ravel()
        yield pa.record_batch(
            [pa.array(wide), pa.array(np.repeat(number, banding.bands))], names=["key", "number"]
        )


def _in_rooms(batches: Iterator[pa.RecordBatch], most: int) -> Iterator[pa.RecordBatch]:
    """The pairs of each room, as ``lsh`` makes them; numbers are made small enough for it first."""
    for batch in batches:
        members = batch.column(0)
        bounds = members.offsets.to_numpy().astype(np.int64)
        flat = members.values.to_numpy()[bounds[0] : bounds[-1]]
        bounds = bounds - bounds[0]
        ids, small = np.unique(flat, return_inverse=True)
        for start, stop in zip(bounds[:-1].tolist(), bounds[1:].tolist(), strict=True):
            small[start:stop].sort()
        a, b = unpack(pairs_in_rooms(small.astype(np.int64), bounds, most))
        yield _pairs(ids[a], ids[b])


def _pairs(a: Counts, b: Counts) -> pa.RecordBatch:
    import pyarrow as pa

    return pa.record_batch([pa.array(np.minimum(a, b)), pa.array(np.maximum(a, b))], names=["a", "b"])


def _sharing_samples(live: DataFrame, share: float, store: Store) -> tuple[DataFrame, list[Limit]]:
    """Pairs in which the shorter article's rarest samples meet the other's: ``sharing.sharing_samples``."""
    from pyspark.sql import functions as F

    entries = live.select("number", "chars", "samples").mapInArrow(
        _entries, "sample long, number long, chars long, total long"
    )
    often = entries.groupBy("sample").agg(F.count("*").alias("often")).where("often > 1")
    common = often.where(F.col("often") > COMMON).count()
    shared = store.kept("samples", entries.join(often, "sample"))
    probes = (
        shared.groupBy("number")
        .agg(
            F.first("total").alias("total"),
            F.first("chars").alias("chars"),
            F.sum((F.col("often") > COMMON).cast("long")).alias("common"),
            F.collect_list(F.when(F.col("often") <= COMMON, F.struct("often", "sample"))).alias("rare"),
        )
        .mapInArrow(partial(_rarest, share=share), "sample long, one long, length long")
    )
    postings = shared.where(F.col("often") <= COMMON).select(
        "sample", F.col("number").alias("other"), F.col("chars").alias("other_length")
    )
    met = probes.join(postings, "sample").where(
        "other_length > length or (other_length = length and other != one)"
    )
    found = met.select(F.least("one", "other").alias("a"), F.greatest("one", "other").alias("b")).distinct()
    return found, [Limit(LimitKind.COMMON, common, COMMON, ())] if common else []


def _entries(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    import pyarrow as pa

    for batch in batches:
        blobs = batch.column(2).to_pylist()
        sizes = np.array([len(blob) // 4 for blob in blobs], np.int64)
        sample = np.frombuffer(b"".join(blobs), np.uint32).astype(np.int64)
        number, chars = (np.repeat(batch.column(i).to_numpy(), sizes) for i in (0, 1))
        columns = (sample, number, chars, np.repeat(sizes, sizes))
        yield pa.record_batch(
            [pa.array(column) for column in columns], names=["sample", "number", "chars", "total"]
        )


def _rarest(batches: Iterator[pa.RecordBatch], share: float) -> Iterator[pa.RecordBatch]:
    """Of each article the samples to look up: so many of its rarest that a true partner has one of them.

    Those that stand nowhere else are the rarest of all and meet nobody; boilerplate comes last.
    """
    import pyarrow as pa

    for batch in batches:
        columns = {name: batch.column(i).to_pylist() for i, name in enumerate(batch.schema.names)}
        enough = np.maximum(needed(np.array(columns["total"], np.int64), share), 1).tolist()
        sample: list[int] = []
        one: list[int] = []
        length: list[int] = []
        for number, chars, rare, common, least in zip(
            columns["number"], columns["chars"], columns["rare"], columns["common"], enough, strict=True
        ):
            room = 1 - least + common + len(rare)
            chosen = sorted((entry["often"], entry["sample"]) for entry in rare)[: max(room, 0)]
            sample += [entry for _, entry in chosen]
            one += [number] * len(chosen)
            length += [chars] * len(chosen)
        yield pa.record_batch(
            [pa.array(column, pa.int64()) for column in (sample, one, length)],
            names=["sample", "one", "length"],
        )


def _plausible(pairs: DataFrame, live: DataFrame, settings: Settings) -> DataFrame:
    """The pairs that samples do not rule out."""
    banding = bands_for(settings.threshold, settings.permutations)
    share = min(settings.containment, 2 * settings.threshold / (1 + settings.threshold))
    one = live.selectExpr("number as a", "samples as samples_a")
    two = live.selectExpr("number as b", "samples as samples_b")
    both = pairs.join(one, "a").join(two, "b").select("a", "b", "samples_a", "samples_b")
    return both.mapInArrow(partial(_may_share, banding=banding, share=share), PAIRS)


def _may_share(batches: Iterator[pa.RecordBatch], banding: Banding, share: float) -> Iterator[pa.RecordBatch]:
    import pyarrow as pa

    for batch in batches:
        m = batch.num_rows
        blobs = batch.column(2).to_pylist() + batch.column(3).to_pylist()
        at = np.arange(m, dtype=np.uint64)
        enough = may_share(of_samples(blobs, banding), at << np.uint64(32) | (at + np.uint64(m)), share)
        kept = pa.array(enough)
        yield pa.record_batch([batch.column(i).filter(kept) for i in (0, 1)], names=["a", "b"])
