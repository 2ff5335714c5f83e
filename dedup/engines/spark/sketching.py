"""Sketches of a Spark table of rows: what the search and the reports need, without the texts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from dedup.config import Settings
from dedup.engines.spark.rows import File, dated
from dedup.lsh import bands_for
from dedup.sketch import Banding, Sketches, sketches

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame

SKETCH = (
    "file int, block long, at long, state int, row string, title string, date string, size long, "
    "sha256 string, chars long, digest binary, keys binary, samples binary"
)
"""A sketch: ``keys`` and ``samples`` are the bytes of uint32 arrays, ``digest`` 16 bytes.

A line that holds no article keeps its place and has no digest.
"""


def sketched(rows: DataFrame, corpus: Sequence[File], settings: Settings) -> DataFrame:
    """The sketch of each row that has a text, and the place of every other: the columns of ``SKETCH``."""
    banding = bands_for(settings.threshold, settings.permutations)
    dates = {number: dated(file) for number, file in enumerate(corpus)}
    work = partial(_sketched, banding=banding, shortest=settings.shortest, dates=dates)
    return rows.mapInArrow(work, SKETCH)


def _sketched(
    batches: Iterator[pa.RecordBatch], banding: Banding, shortest: int, dates: dict[int, str | None]
) -> Iterator[pa.RecordBatch]:
    import pyarrow as pa

    for batch in batches:
        column = {name: batch.column(i) for i, name in enumerate(batch.schema.names)}
        texts = column["text"].to_pylist()
        there = [text is not None for text in texts]
        found = sketches((text or "" for text in texts), banding, shortest)
        files = column["file"].to_pylist()
        days = [day or dates[file] for day, file in zip(column["date"].to_pylist(), files, strict=True)]
        made = [column[name] for name in ("file", "block", "at", "state", "row", "title")]
        made += [
            pa.array(days, pa.string()),
            pa.array([None if text is None else len(text) for text in texts], pa.int64()),
            pa.array([text and hashlib.sha256(text.encode()).hexdigest() for text in texts], pa.string()),
            pa.array(found.chars, pa.int64()),
            pa.array(
                [row.tobytes() if t else None for row, t in zip(found.digests, there, strict=True)],
                pa.binary(),
            ),
            pa.array([row.tobytes() for row in found.keys], pa.binary()),
            pa.array(_cut(found), pa.binary()),
        ]
        yield pa.record_batch(made, names=[field.split()[0] for field in SKETCH.split(", ")])


def _cut(found: Sketches) -> list[bytes]:
    bounds = found.bounds.tolist()
    return [found.samples[s:e].tobytes() for s, e in pairwise(bounds)]


def of_samples(samples: Sequence[bytes], banding: Banding) -> Sketches:
    """Sketches that hold samples only, as far as ``samples.may_share`` looks."""
    n = len(samples)
    sizes = [len(blob) // 4 for blob in samples]
    return Sketches(
        keys=np.zeros((n, 0), np.uint32),
        samples=np.frombuffer(b"".join(samples), np.uint32),
        bounds=np.cumsum([0, *sizes]),
        chars=np.zeros(n, np.int64),
        digests=np.zeros((n, 2), np.uint64),
        banding=banding,
        shortest=0,
    )


def named(sketch: DataFrame, corpus: Sequence[File]) -> DataFrame:
    """The sketches with ``doc``, the id of their document, as one machine would give it.

    A row without an id is called by its line; one whose id was taken in its file, ``ID@LINE``.
    """
    from pyspark.sql import Window
    from pyspark.sql import functions as F

    shown = F.create_map(*(F.lit(x) for n, file in enumerate(corpus) for x in (n, file.shown)))
    asked = F.when(F.col("row") == "", F.col("line").cast("string")).otherwise(F.col("row"))
    again = F.row_number().over(Window.partitionBy("file", "asked").orderBy("number")) > 1
    unique = F.when(again, F.concat("asked", F.lit("@"), "line")).otherwise(F.col("asked"))
    return (
        sketch.withColumn("asked", asked)
        .withColumn("path", shown[F.col("file")])
        .withColumn("doc", F.concat("path", F.lit(":"), unique))
        .drop("asked")
    )
