"""Site learning as a Spark group-by."""

from __future__ import annotations

import pickle
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

import pyarrow as pa
from pyspark.sql import functions as F  # noqa: N812 - as Spark's own documents have it
from pyspark.sql.pandas.types import from_arrow_schema

from pipeline.arrow import observe_rows
from pipeline.engines.spark.pages import pages_of
from pipeline.engines.spark.runner import open_session
from pipeline.sites.count import COUNTED, to_site_table
from pipeline.sites.mark import MIN_PAGES
from pipeline.sites.observe import OBSERVED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from pyspark import Accumulator
    from pyspark.sql import DataFrame

    from pipeline.config import Config

Task = TypeVar("Task")


def _signed(schema: pa.Schema) -> pa.Schema:
    """Put int64 for uint64 and int16 for uint8: Spark knows no unsigned numbers."""
    types = {pa.uint64(): pa.int64(), pa.uint8(): pa.int16()}
    return pa.schema([field.with_type(types.get(field.type, field.type)) for field in schema])


ON_SPARK = from_arrow_schema(_signed(OBSERVED))


def learn_sites(frame: DataFrame, config: Config | None = None) -> pa.Table:
    """Learn what recurs on each host of a DataFrame of pages; runs at once.

    Args:
        frame: columns `html` (string or binary) and `url`; others are ignored.
        config: limits; the defaults when None.

    Returns:
        What recurs, and so small: written with `pyarrow.parquet.write_table` it is what `run --sites` reads.
    """
    observed = pages_of(frame).mapInArrow(partial(_observe_pages, config=config), ON_SPARK)
    return to_site_table(_count(observed))


def count_tasks(
    observe: Callable[[Task], Iterable[tuple[int, pa.RecordBatch]]], tasks: Sequence[Task], workers: int
) -> tuple[int, pa.Table]:
    """Count what `observe` gives for each task, one Spark task each.

    Returns:
        The pages of all, and a table of `pipeline.sites.count.COUNTED`.

    Raises:
        EngineError: no session can be had.
    """
    session = open_session(workers)
    pages = session.sparkContext.accumulator(0)
    pickled = session.sparkContext.parallelize([(pickle.dumps(task),) for task in tasks], max(len(tasks), 1))
    frame = session.createDataFrame(pickled, "task binary")
    observed = frame.mapInArrow(partial(_observe_tasks, observe=observe, pages=pages), ON_SPARK)
    counted = _count(observed)
    return pages.value, counted


def _count(observed: DataFrame) -> pa.Table:
    """Do what `pipeline.sites.count.count_pages` does."""
    pages, sample = F.countDistinct("page").alias("pages"), F.min("sample").alias("sample")
    counted = observed.groupBy("host", "kind", "hash").agg(pages, sample).where(F.col("pages") >= MIN_PAGES)
    table = counted.select(*COUNTED.names).toArrow()
    unsigned = table.column("hash").combine_chunks().view(pa.uint64())
    return table.set_column(2, "hash", unsigned).cast(COUNTED)


def _observe_pages(batches: Iterator[pa.RecordBatch], config: Config | None) -> Iterator[pa.RecordBatch]:
    for batch in batches:
        yield _to_spark(observe_rows(batch, config))


def _observe_tasks(
    batches: Iterator[pa.RecordBatch],
    observe: Callable[[Any], Iterable[tuple[int, pa.RecordBatch]]],
    pages: Accumulator[int],
) -> Iterator[pa.RecordBatch]:
    for batch in batches:
        for task in batch.column("task").to_pylist():
            for count, observed in observe(pickle.loads(task)):  # noqa: S301 - the driver's own
                pages.add(count)
                yield _to_spark(observed)


def _to_spark(observed: pa.RecordBatch) -> pa.RecordBatch:
    signed = _signed(OBSERVED)
    columns = [
        column.view(field.type) if pa.types.is_uint64(column.type) else column.cast(field.type)
        for column, field in zip(observed.columns, signed, strict=True)
    ]
    return pa.record_batch(columns, schema=signed)
