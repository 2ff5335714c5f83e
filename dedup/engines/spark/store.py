"""Tables between the steps of a job, written once and read back: a lost worker costs one step at most."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession


@dataclass(frozen=True, slots=True)
class Store:
    """A folder on any file system that Hadoop knows, for this job alone."""

    spark: SparkSession
    folder: str

    def kept(self, name: str, table: DataFrame) -> DataFrame:
        """The table as it was when written: reading it again computes nothing again."""
        path = f"{self.folder}/{name}"
        table.write.mode("overwrite").parquet(path)
        return self.spark.read.schema(table.schema).parquet(path)

    def drop(self) -> None:
        """Remove everything kept."""
        jvm: Any = self.spark._jvm
        path = jvm.org.apache.hadoop.fs.Path(self.folder)
        path.getFileSystem(self.spark._jsc.hadoopConfiguration()).delete(path, True)
