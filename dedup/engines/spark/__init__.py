"""The corpus path on Apache Spark: the same shingles, bands and exact comparison, spread over a cluster."""

from dedup.engines.spark.job import Job, Outcome
from dedup.engines.spark.session import parsed

__all__ = ["Job", "Outcome", "parsed"]
