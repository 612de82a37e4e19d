"""Observations -> the learned table. Counting is exact, and independent of the order of pages.

One group-by over observations gives how many pages of its host each thing stands on (`count_pages`; Spark does the same
with its own); what is left of that is small, and the rest is done in one place.
"""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.sites.mark import MIN_PAGES
from pipeline.sites.observe import FRAME, PAGE
from pipeline.sites.table import EVERYWHERE, SCHEMA

MIN_HOSTS = 3  # hosts a frame is seen on before it counts everywhere
COUNTED = pa.schema(
    [("host", pa.string()), ("kind", pa.uint8()), ("hash", pa.uint64()), ("pages", pa.int64()), ("sample", pa.string())]
)


def count_pages(observed: pa.Table) -> pa.Table:
    """Count the pages of each (host, kind, hash), copies of a page once, and drop what stands on few."""
    counted = observed.group_by(["host", "kind", "hash"]).aggregate([("page", "count_distinct"), ("sample", "min")])
    counted = counted.rename_columns(COUNTED.names)
    return counted.filter(pc.greater_equal(counted.column("pages"), MIN_PAGES)).cast(COUNTED)


def to_site_table(counted: pa.Table) -> pa.Table:
    """Make the learned table, sorted by host, from the counts of all hosts."""
    of_host = pc.equal(counted.column("kind"), PAGE)
    hosts = counted.filter(of_host).select(["host", "pages"]).rename_columns(["host", "host_pages"])
    rows = counted.filter(pc.invert(of_host)).join(hosts, "host")
    kind = pc.if_else(pc.equal(rows.column("kind"), FRAME), "frame", "block")
    table = pa.table({name: kind if name == "kind" else rows.column(name) for name in SCHEMA.names}, schema=SCHEMA)
    table = pa.concat_tables([table, _everywhere(table)])
    return table.sort_by([("host", "ascending"), ("kind", "ascending"), ("hash", "ascending")])


def _everywhere(table: pa.Table) -> pa.Table:
    """Frames seen on several hosts, under the host `*`: pages counts hosts there."""
    frames = table.filter(pc.equal(table.column("kind"), "frame"))
    counted = frames.group_by(["hash"]).aggregate([("host", "count_distinct"), ("sample", "min")])
    counted = counted.rename_columns(["hash", "pages", "sample"])
    counted = counted.filter(pc.greater_equal(counted.column("pages"), MIN_HOSTS))
    rows = counted.num_rows
    return pa.table(
        {
            "host": pa.array([EVERYWHERE] * rows, pa.string()),
            "kind": pa.array(["frame"] * rows, pa.string()),
            "hash": counted.column("hash"),
            "pages": counted.column("pages"),
            "host_pages": pa.array([len(pc.unique(table.column("host")))] * rows, pa.int64()),
            "sample": counted.column("sample"),
        },
        schema=SCHEMA,
    )
