"""Tables as Parquet: zstd, the fixed schema of `pipeline.schema`, and the same bytes for the same rows."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.schema import arrow_schema

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.schema import Columns, Table

_EXTRA_TYPES = {"string": pa.string(), "int64": pa.int64(), "float64": pa.float64(), "bool": pa.bool_()}
_UNIQUE = frozenset(
    {"id", "page_id", "url", "canonical_url", "title", "text", "markdown", "description", "image", "content_hash"}
)
"""Text columns whose values hardly repeat: a dictionary of them costs time to write and memory to read."""

_LEVEL = 3  # on 400 real articles level 1 was 12 % larger in 0.65 of the time, level 5 4 % smaller in 1.7 times it


class ParquetRows:
    """Writes groups of rows as row groups of one Parquet file."""

    def __init__(self, handle: IO[bytes], table: Table, extra: Mapping[str, str]) -> None:
        schema = arrow_schema(table)
        for name, kind in extra.items():
            schema = schema.append(pa.field(name, _EXTRA_TYPES[kind], metadata={"doc": "Column of the input."}))
        self._schema = schema
        repeating = [field.name for field in schema if field.type == pa.string() and field.name not in _UNIQUE]
        self._writer = pq.ParquetWriter(
            handle, schema, compression="zstd", compression_level=_LEVEL, version="2.6", use_dictionary=repeating
        )

    def write_group(self, columns: Columns) -> None:
        """Write one row group."""
        arrays = [pa.array(columns[field.name], type=field.type) for field in self._schema]
        table = pa.Table.from_arrays(arrays, schema=self._schema)
        self._writer.write_table(table, row_group_size=len(table))

    def close(self) -> None:
        """Write the footer."""
        self._writer.close()

    def abandon(self) -> None:
        """Keep pyarrow from writing the footer when the writer is collected, to a file that is closed by then."""
        self._writer.is_open = False
