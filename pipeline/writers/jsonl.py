"""Tables as JSON Lines: UTF-8, one row a line, columns in the schema's order, dates as ISO 8601."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

import msgspec

from pipeline.writers.rows import column_names

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.schema import Columns, Table


class JsonLines:
    """Writes groups of rows as lines."""

    def __init__(self, handle: IO[bytes], table: Table, extra: Mapping[str, str]) -> None:
        self._handle, self._names = handle, column_names(table, extra)
        self._encoder = msgspec.json.Encoder()

    def write_group(self, columns: Columns) -> None:
        """Write rows, one a line."""
        lines = zip(*(columns[name] for name in self._names), strict=True)
        self._handle.write(self._encoder.encode_lines(dict(zip(self._names, line, strict=True)) for line in lines))

    def close(self) -> None:
        """Nothing is left to write; the handle stays the caller's."""

    def abandon(self) -> None:
        """Nothing is held."""
