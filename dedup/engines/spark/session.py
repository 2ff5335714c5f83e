"""One Spark session, with what this engine needs of it, and clear words when it cannot be had."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING

from dedup.errors import MissingExtra, UsageError

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_DEFAULTS = {
    "spark.app.name": "dedup",
    "spark.master": "local[*]",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.adaptive.enabled": "true",
    "spark.sql.parquet.outputTimestampType": "TIMESTAMP_MICROS",
    # rows hold whole texts: a batch is bounded by its rows and, from Spark 4.1 on, by its bytes too
    "spark.sql.execution.arrow.maxRecordsPerBatch": "2000",
    "spark.sql.execution.arrow.maxBytesPerBatch": str(32 << 20),
}


def connect(conf: Mapping[str, str]) -> SparkSession:
    """A session with these settings of Spark's own over ours.

    A session that is active already is used, with the settings that can change while it runs.

    Args:
        conf: names as Spark has them, e.g. ``spark.master``; without a master that the environment or
            ``spark-defaults.conf`` names, the work runs in this process on all cores.

    Raises:
        MissingExtra: pyspark is not installed.
        UsageError: Spark does not start, as without Java 17, or the master cannot be reached.
    """
    try:
        from pyspark.conf import SparkConf
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise MissingExtra("--engine spark", "spark") from error
    try:
        stated = SparkConf()  # spark-defaults.conf, and what spark-submit was given
        # what PySpark starts workers with; its own default, python3, is often another installation
        os.environ.setdefault("PYSPARK_PYTHON", conf.get("spark.pyspark.python", sys.executable))
        own = {name: value for name, value in _DEFAULTS.items() if not stated.contains(name)}
        session = SparkSession.builder.config(map={**own, **conf}).getOrCreate()
    except (PySparkException, OSError) as error:
        why = " ".join(str(error).split())[:200]
        raise UsageError(
            f"Spark does not start: {why}",
            hint="install Java 17 or later (JAVA_HOME), and check spark.master",
        ) from error
    session.sparkContext.setLogLevel("ERROR")
    return session


def failures() -> tuple[type[Exception], ...]:
    """What Spark raises when a job fails."""
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    return PySparkException, Py4JError


def parsed(pairs: list[str]) -> dict[str, str]:
    """``NAME=VALUE`` as a mapping.

    Raises:
        UsageError: one has no ``=``, or its name is none of Spark's.

    >>> parsed(["spark.master=local[2]"])
    {'spark.master': 'local[2]'}
    """
    found = {}
    for pair in pairs:
        name, mark, value = pair.partition("=")
        if not mark or not name.startswith("spark."):
            raise UsageError(
                f"not a setting of Spark: {pair!r}", hint="as in --spark-conf spark.master=local[4]"
            )
        found[name] = value
    return found
