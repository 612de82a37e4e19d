"""Jobs over DataFrames of pages."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pyarrow as pa
from pyspark.sql.pandas.types import from_arrow_schema

from pipeline.arrow import clean_rows, output_schema

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyspark.sql import DataFrame

    from pipeline.config import Config


def clean(frame: DataFrame, config: Config | None = None) -> DataFrame:
    """Clean a DataFrame of pages.

    Args:
        frame: columns `html` (string or binary) and, where known, `url`; others are ignored.
        config: what to keep; the defaults when None.

    Returns:
        Rows of the articles table, and dropped pages as rows whose `drop_reason` is set and whose text is empty.
    """
    work = partial(_clean_batches, config=config)
    return pages_of(frame).mapInArrow(work, from_arrow_schema(output_schema()))


def pages_of(frame: DataFrame) -> DataFrame:
    """Give the columns of pages that are there."""
    return frame.select(*[name for name in ("url", "html") if name in frame.columns])


def _clean_batches(batches: Iterator[pa.RecordBatch], config: Config | None) -> Iterator[pa.RecordBatch]:
    for batch in batches:
        yield from clean_rows(pa.Table.from_batches([batch]), config).to_batches()
