"""The Spark engine: every shard is a Spark job of one task, as many at a time as there are workers.

The task itself is done in a process below Spark's Python worker (`local.run_alone`). The active session is used, or
one is made (`SPARK_REMOTE` and spark-defaults decide where). Input and output must be paths that all executors see.
"""

from __future__ import annotations

import os
import sys
import uuid
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any

from py4j.protocol import Py4JError
from pyspark.errors import PySparkException
from pyspark.sql import SparkSession

from pipeline.engines import Death, EngineError
from pipeline.engines.local import run_alone

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable

    from pyspark import SparkContext

    from pipeline.engines import EngineOptions, Work

PARTITIONS = 4  # of a group-by, for each worker; Spark's own default is for clusters


def run_spark(work: Work, tasks: Iterable[Any], options: EngineOptions) -> Generator[tuple[Any, Any], None, None]:
    """Do tasks on Spark, `options.workers` jobs at a time; an `Engine`.

    Raises:
        EngineError: no session can be had.
    """
    started = SparkSession.getActiveSession() is None
    jobs = _Jobs(open_session(options.workers).sparkContext, partial(run_alone, work, options=options))
    queue = iter(tasks)
    waiting: dict[Future[Any], Any] = {}
    pool = ThreadPoolExecutor(options.workers)
    try:
        while True:
            for task in islice(queue, options.workers - len(waiting)):
                waiting[pool.submit(jobs.run, task)] = task
            if not waiting:
                return
            done, _ = wait(waiting, return_when=FIRST_COMPLETED)
            for future in done:
                yield waiting.pop(future), future.result()
    finally:
        if waiting:
            jobs.cancel()
        pool.shutdown(wait=True, cancel_futures=True)
        if started:
            jobs.context.stop()


def open_session(workers: int) -> SparkSession:
    """Give the active session, or make one: on `SPARK_MASTER`, else on as many cores of this machine.

    Raises:
        EngineError: no session can be had.
    """
    if (active := SparkSession.getActiveSession()) is not None:
        return active
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = (
        SparkSession.builder.master(os.environ.get("SPARK_MASTER", f"local[{workers}]"))
        .appName("pagewinnow")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.log.level", "OFF")
        .config("spark.sql.shuffle.partitions", str(PARTITIONS * workers))
    )
    try:
        return builder.getOrCreate()
    except (PySparkException, Py4JError, OSError, RuntimeError) as error:
        raise EngineError(f"no Spark session can be had (is Java there?): {error}") from error


@dataclass(slots=True)
class _Jobs:
    """Jobs of one task each, under a name of their own: the session may have other work."""

    context: SparkContext
    function: Callable[[object], object]
    group: str = field(default_factory=lambda: f"pagewinnow-{uuid.uuid4().hex}")

    def run(self, task: object) -> object:
        """Do a task; a `Death` when Spark lost what it ran on, as often as its settings let it try again."""
        self.context.setJobGroup(self.group, "pagewinnow")
        try:
            return self.context.parallelize([task], 1).map(self.function).collect()[0]
        except Py4JError as error:
            text = str(error)
            if "PythonException" in text and "Python worker exited unexpectedly" not in text:
                raise
            return Death(None)

    def cancel(self) -> None:
        """End the jobs that run."""
        self.context.cancelJobGroup(self.group)
