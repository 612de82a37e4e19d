"""Rows to tables: Parquet (zstd) or JSON Lines, the same bytes for the same rows."""

from __future__ import annotations

import contextlib
import importlib
from itertools import islice
from typing import IO, TYPE_CHECKING, Literal, Protocol, cast

import fsspec

from pipeline.schema import EXTRA_COLUMN, TABLES
from pipeline.writers.rows import column_names, store_columns, take_columns

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from pipeline.schema import Columns, Row, Table

__all__ = ["SUFFIXES", "WRITERS", "OutputFormat", "TableWriter", "open_writer", "write_table"]

OutputFormat = Literal["parquet", "jsonl"]
SUFFIXES: dict[OutputFormat, str] = {"parquet": ".parquet", "jsonl": ".jsonl"}

WRITERS: dict[OutputFormat, str] = {
    "parquet": "pipeline.writers.parquet:ParquetRows",
    "jsonl": "pipeline.writers.jsonl:JsonLines",
}
"""Format -> class with `write_group(columns)` and `close()`, imported when asked for."""

ROWS_AT_ONCE = 256  # of an iterable of rows, turned into columns together
GROUP_ROWS = 10_000
GROUP_CHARS = 64_000_000  # characters of text in a group: bounds memory where articles are huge


class RowGroups(Protocol):
    """What a format must do."""

    def write_group(self, columns: Columns) -> None:
        """Write a group of rows: storable values, one list a column."""

    def close(self) -> None:
        """Finish the file; the handle stays open."""

    def abandon(self) -> None:
        """Leave the file as it is, for good: its handle is about to be closed after a failure."""


class TableWriter:
    """Collects rows into groups whose borders depend on the rows alone, not on how they were handed over."""

    def __init__(self, groups: RowGroups, table: Table, extra: Mapping[str, str]) -> None:
        self._groups, self._table, self._extra = groups, table, extra
        self._pending: Columns = {name: [] for name in column_names(table, extra)}
        kinds: dict[str, str] = {column.name: column.type for column in TABLES[table]} | dict(extra)
        self._text_names = [name for name in self._pending if kinds[name] == "string"]
        self._pending_rows = self._chars = 0
        self.rows = 0  # taken so far

    def write(self, rows: Iterable[Row]) -> None:
        """Add rows (as `schema.article_row` and its kin make them), in order."""
        iterator = iter(rows)
        while some := list(islice(iterator, ROWS_AT_ONCE)):
            self._take(take_columns(some, self._table, self._extra), len(some))

    def write_columns(self, columns: Columns) -> None:
        """Add rows that come as the table's own columns (as `schema.removed_columns` makes them)."""
        rows = len(next(iter(columns.values())))
        own = store_columns(columns, self._table)
        self._take({**own, **{name: [None] * rows for name in self._extra}}, rows)

    def _take(self, columns: Columns, rows: int) -> None:
        at = 0
        while at < rows:
            taken, chars = self._room(columns, at, rows)
            for name, values in columns.items():
                self._pending[name] += values[at : at + taken]
            at += taken
            self.rows += taken
            self._pending_rows += taken
            self._chars += chars
            if self._pending_rows >= GROUP_ROWS or self._chars >= GROUP_CHARS:
                self.flush()

    def _room(self, columns: Columns, at: int, rows: int) -> tuple[int, int]:
        """Give how many of the rows from `at` on belong to the group at hand, and how long their texts are."""
        most = min(rows - at, GROUP_ROWS - self._pending_rows)
        texts = [columns[name][at : at + most] for name in self._text_names]
        chars = sum(sum(map(_length, filter(None, values))) for values in texts)
        if self._chars + chars < GROUP_CHARS:
            return most, chars
        chars = 0
        for row, values in enumerate(zip(*texts, strict=True), 1):
            chars += sum(map(_length, filter(None, values)))
            if self._chars + chars >= GROUP_CHARS:
                return row, chars
        return most, chars

    def flush(self) -> None:
        """Write what is pending as one group."""
        if self._pending_rows:
            self._groups.write_group(self._pending)
            self._pending = {name: [] for name in self._pending}
            self._pending_rows = self._chars = 0


_length: Callable[[object], int] = len  # type: ignore[assignment]  # of texts


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
        writer = TableWriter(groups, table, columns)
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
