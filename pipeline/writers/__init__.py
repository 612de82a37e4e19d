"""Rows to tables: Parquet (zstd) or JSON Lines, the same bytes for the same rows."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from contextlib import AbstractContextManager
    from typing import Protocol

    from pipeline.schema import Row, Table

    class TableWriter(Protocol):
        """What `open_writer` gives."""

        rows: int  # written so far

        def write(self, rows: Iterable[Row]) -> None:
            """Add rows (as `schema.article_row` and its kin make them), in order."""


OutputFormat = Literal["parquet", "jsonl"]
SUFFIXES: dict[OutputFormat, str] = {"parquet": ".parquet", "jsonl": ".jsonl"}


def open_writer(
    target: str | IO[bytes],
    table: Table,
    format: OutputFormat = "parquet",  # noqa: A002 - the word users know
    extra: Mapping[str, str] | None = None,
) -> AbstractContextManager[TableWriter]:
    """Open a table file for writing; `extra` are pass-through columns (name -> type) behind the table's own.

    A path is written in place: wrap it in `atomic.atomic_file`, whose file object can be given as `target`.
    Memory is bounded: rows go out in groups of 10,000 rows or 64 MB.
    """
    raise NotImplementedError


def write_table(
    target: str | IO[bytes],
    table: Table,
    rows: Iterable[Row],
    format: OutputFormat = "parquet",  # noqa: A002 - the word users know
    extra: Mapping[str, str] | None = None,
) -> int:
    """Write all rows at once and give their number."""
    with open_writer(target, table, format, extra) as writer:
        writer.write(rows)
        return writer.rows
