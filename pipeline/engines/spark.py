"""The Spark engine: every shard is a Spark job of one task, as many at a time as there are workers.

The active session is used, or one is made (`SPARK_REMOTE` and spark-defaults decide where). Input and output must be
paths that all executors see. For work inside a Spark job of your own, `clean(df)` cleans a DataFrame of pages.
"""

from __future__ import annotations

import os
import sys
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from itertools import islice
from typing import TYPE_CHECKING, Any

from py4j.protocol import Py4JError
from pyspark.errors import PySparkException
from pyspark.sql import SparkSession

from pipeline.engines import Death, EngineError

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator

    import pyarrow as pa
    from pyspark import SparkContext
    from pyspark.sql import DataFrame

    from pipeline.engines import EngineOptions, Work


def run_spark(work: Work, tasks: Iterable[Any], options: EngineOptions) -> Generator[tuple[Any, Any], None, None]:
    """Do tasks on Spark, `options.workers` jobs at a time; an `Engine`.

    Raises:
        EngineError: no session can be had.
    """
    started = SparkSession.getActiveSession() is None
    session = _session(options)
    queue = iter(tasks)
    waiting: dict[Future[Any], Any] = {}
    pool = ThreadPoolExecutor(options.workers)
    try:
        while True:
            for task in islice(queue, options.workers - len(waiting)):
                waiting[pool.submit(_run_job, session.sparkContext, work, task)] = task
            if not waiting:
                return
            done, _ = wait(waiting, return_when=FIRST_COMPLETED)
            for future in done:
                yield waiting.pop(future), future.result()
    finally:
        if waiting:
            session.sparkContext.cancelAllJobs()
        pool.shutdown(wait=True, cancel_futures=True)
        if started:
            session.stop()


def _session(options: EngineOptions) -> SparkSession:
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = (
        SparkSession.builder.master(os.environ.get("SPARK_MASTER", f"local[{options.workers}]"))
        .appName("pagewinnow")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.log.level", "OFF")
    )
    try:
        return builder.getOrCreate()
    except (PySparkException, Py4JError, OSError, RuntimeError) as error:
        raise EngineError(f"no Spark session can be had (is Java there?): {error}") from error


def _run_job(context: SparkContext, work: Work, task: object) -> object:
    """Run one task as a job of its own, so that a worker it takes down costs nothing else."""
    try:
        return context.parallelize([task], 1).map(work).collect()[0]
    except Py4JError as error:
        text = str(error)
        if "PythonException" in text and "Python worker exited unexpectedly" not in text:
            raise
        return Death(None)


def clean(frame: DataFrame) -> DataFrame:
    """Clean a DataFrame of pages.

    Args:
        frame: columns `html` (string or binary) and, where known, `url`; others are ignored.

    Returns:
        Rows of the articles table, and dropped pages as rows whose `drop_reason` is set and whose text is empty.
    """
    from pyspark.sql.pandas.types import from_arrow_schema  # noqa: PLC0415 - Spark's own way to name a schema

    from pipeline.arrow import output_schema  # noqa: PLC0415 - shared with Ray

    names = [name for name in ("url", "html") if name in frame.columns]
    return frame.select(*names).mapInArrow(_clean_arrow, from_arrow_schema(output_schema()))


def _clean_arrow(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    import pyarrow as pa  # noqa: PLC0415 - on the executor

    from pipeline.arrow import clean_rows  # noqa: PLC0415

    for batch in batches:
        yield from clean_rows(pa.Table.from_batches([batch])).to_batches()
