"""Rows to tables: Parquet (zstd) or JSON Lines, the same bytes for the same rows."""

from __future__ import annotations

import contextlib
import importlib
from typing import IO, TYPE_CHECKING, Literal, Protocol, cast

import fsspec

from pipeline.schema import EXTRA_COLUMN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from pipeline.schema import Row, Table

__all__ = ["SUFFIXES", "WRITERS", "OutputFormat", "TableWriter", "open_writer", "write_table"]

OutputFormat = Literal["parquet", "jsonl"]
SUFFIXES: dict[OutputFormat, str] = {"parquet": ".parquet", "jsonl": ".jsonl"}

WRITERS: dict[OutputFormat, str] = {
    "parquet": "pipeline.writers.parquet:ParquetRows",
    "jsonl": "pipeline.writers.jsonl:JsonLines",
}
"""Format -> class with `write_group(rows)` and `close()`, imported when asked for."""

GROUP_ROWS = 10_000
GROUP_CHARS = 64_000_000  # characters of text in a group: bounds memory where articles are huge


class RowGroups(Protocol):
    """What a format must do."""

    def write_group(self, rows: Sequence[Row]) -> None:
        """Write a group of rows."""

    def close(self) -> None:
        """Finish the file; the handle stays open."""

    def abandon(self) -> None:
        """Leave the file as it is, for good: its handle is about to be closed after a failure."""


class TableWriter:
    """Collects rows into groups whose borders depend on the rows alone, not on how they were handed over."""

    def __init__(self, groups: RowGroups) -> None:
        self._groups = groups
        self._pending: list[Row] = []
        self._chars = 0
        self.rows = 0  # taken so far

    def write(self, rows: Iterable[Row]) -> None:
        """Add rows (as `schema.article_row` and its kin make them), in order."""
        for row in rows:
            self._pending.append(row)
            self._chars += sum(len(value) for value in row.values() if isinstance(value, str))
            self.rows += 1
            if len(self._pending) >= GROUP_ROWS or self._chars >= GROUP_CHARS:
                self.flush()

    def flush(self) -> None:
        """Write what is pending as one group."""
        if self._pending:
            self._groups.write_group(self._pending)
            self._pending, self._chars = [], 0


@contextlib.contextmanager
def open_writer(
    target: str | IO[bytes],
    table: Table,
    format: OutputFormat = "parquet",  # noqa: A002 - the word users know
    extra: Mapping[str, str] | None = None,
) -> Iterator[TableWriter]:
    """Open a table file for writing; `extra` are pass-through columns (name -> type) behind the table's own.

    A path is written in place: to be safe against a crash give the file object of `atomic.atomic_file` as `target`.
    Memory is bounded: rows go out in groups of 10,000 rows or 64 million characters. A pass-through value that has no
    column or does not fit it goes to the column `input_extra` as JSON text.

    Raises:
        OSError: the target cannot be written.
    """
    module, _, name = WRITERS[format].partition(":")
    make = getattr(importlib.import_module(module), name)
    columns = {**extra, EXTRA_COLUMN: "string"} if extra else {}
    with contextlib.ExitStack() as stack:
        if isinstance(target, str):
            handle = cast("IO[bytes]", stack.enter_context(fsspec.open(target, "wb")))
        else:
            handle = target
        groups: RowGroups = make(handle, table, columns)
        writer = TableWriter(groups)
        try:
            yield writer
            writer.flush()
            groups.close()
        except BaseException:
            groups.abandon()
            raise


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
