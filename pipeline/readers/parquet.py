"""Parquet: one page or text a row, read in batches of bounded size; damage costs its row group's rest."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.readers.files import describe, display_name, open_input
from pipeline.readers.places import OpenStream, take_range
from pipeline.readers.shards import drop_record
from pipeline.readers.values import UTF8_HTML, page_of, raw_text_of, text_of
from pipeline.records import DropReason, Source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.config import Config, Fields
    from pipeline.readers.shards import Mode, ReadCounts, Shard
    from pipeline.records import Dropped, RawPage, RawText

_BATCH_BYTES = 16_000_000  # decompressed bytes of a batch, about
_MAX_BATCH_ROWS = 1_000
_MAX_LOST_ROWS = 1_000_000  # rows reported one by one; a broken footer may claim any number
_ERRORS = (pa.ArrowException, OSError, ValueError)


@dataclass(frozen=True, slots=True)
class RowBatch:
    """Rows [low, high) of a file, or the reason why they cannot be read."""

    low: int
    high: int
    rows: pa.RecordBatch | None
    damage: str = ""


@dataclass(frozen=True, slots=True)
class _Reading:
    """What is read of a file, and how."""

    path: str
    shard: Shard
    fields: Fields
    mode: Mode

    @property
    def wanted(self) -> str:
        """The column that holds the pages."""
        return self.fields.html if self.mode == "html" else self.fields.text

    def columns(self, file: pq.ParquetFile) -> list[str] | None:
        """Name the columns to read; None reads all."""
        names = (self.fields.html, self.fields.url, self.fields.fetched_at)
        return None if self.mode == "text" else [name for name in file.schema_arrow.names if name in names]


def read_parquet(
    shard: Shard, path: str, config: Config, mode: Mode, _counts: ReadCounts
) -> Iterator[RawPage | RawText | Dropped]:
    """Read the rows of one file, or of the shard's range of it; positions are row numbers from 0."""
    name = display_name(path)
    reading = _Reading(path, shard, config.fields, mode)
    try:
        for batch in _shard_batches(reading):
            if batch.rows is None:  # the footer tells how many rows there are: each is a page, and has its outcome
                high = min(batch.high, batch.low + _MAX_LOST_ROWS)
                yield from (drop_record(Source(name, row), batch.damage) for row in range(batch.low, high))
                continue
            for index, row in enumerate(_rows(batch.rows), batch.low):
                yield _record(row, Source(name, index), reading)
    except _ERRORS as error:
        yield drop_record(Source(name, shard.start), f"not readable as Parquet: {describe(error)}")
    finally:
        pa.default_memory_pool().release_unused()  # a dictionary page can hold 1,024 pages at once


def _shard_batches(reading: _Reading) -> Iterator[RowBatch]:
    """Give the batches of the range, clipped to it.

    Raises:
        pyarrow.ArrowException, OSError, ValueError: the file cannot be opened, or its footer is damaged.
    """
    shard = reading.shard
    with open_input(reading.path) as handle:
        file = open_parquet(handle)
        problem = column_problem(file.schema_arrow, reading.fields, reading.mode)
        if problem:
            if shard.start == 0:  # once a file
                yield RowBatch(0, 1, None, problem)
            return
        first = 0
        for group in range(file.metadata.num_row_groups):
            last = first + file.metadata.row_group(group).num_rows
            low, high = max(shard.start, first), last if shard.stop is None else min(last, shard.stop)
            if low == first and high == last:
                yield from _group_batches(file, group, first, reading)
            elif low < high:
                yield from _part_batches(reading, (group, first), low, high)
            first = last


def _part_batches(reading: _Reading, group: tuple[int, int], low: int, high: int) -> Iterator[RowBatch]:
    """Give the rows [low, high) out of one row group (number, first row); Parquet has no way past the rows before."""
    key = (reading.path, reading.shard.fingerprint, group, reading.mode, reading.fields)
    for batch in take_range(key, low, high, lambda: _open_group(reading, *group)):
        start, stop = max(low, batch.low), min(high, batch.high)
        rows = batch.rows.slice(start - batch.low, stop - start) if batch.rows is not None else None
        yield RowBatch(start, stop, rows, batch.damage)


def _open_group(reading: _Reading, group: int, first: int) -> OpenStream[RowBatch]:
    handle = open_input(reading.path)
    return OpenStream(handle, _group_batches(open_parquet(handle), group, first, reading))


def _group_batches(file: pq.ParquetFile, group: int, first: int, reading: _Reading) -> Iterator[RowBatch]:
    """Give a row group's batches; when it breaks, what is left of it is one damaged stretch."""
    at, last = first, first + file.metadata.row_group(group).num_rows
    columns = reading.columns(file)
    detail = "it is too short"
    try:
        for rows in file.iter_batches(batch_rows(file, group), row_groups=[group], columns=columns, use_threads=False):
            yield RowBatch(at, at + rows.num_rows, rows)
            at += rows.num_rows
    except (*_ERRORS, MemoryError) as error:
        detail = describe(error)
    if at < last:
        yield RowBatch(at, last, None, f"row group {group} cannot be read from row {at} on: {detail}")


def open_parquet(handle: Any) -> pq.ParquetFile:  # noqa: ANN401 - any file object
    """Open a Parquet file; page checksums, where the file has them, are verified.

    Raises:
        pyarrow.ArrowException, OSError, ValueError: not Parquet, or its footer is damaged.
    """
    return pq.ParquetFile(handle, page_checksum_verification=True, buffer_size=1 << 20)


def count_rows(handle: Any) -> int | None:  # noqa: ANN401 - any file object
    """Count the rows by the footer; None when it cannot be read."""
    try:
        return int(open_parquet(handle).metadata.num_rows)
    except _ERRORS:
        return None


def read_schema(path: str) -> pa.Schema | None:
    """Read the schema of a file; None when it cannot be read."""
    try:
        with open_input(path) as handle:
            return open_parquet(handle).schema_arrow
    except _ERRORS:
        return None


def column_problem(schema: pa.Schema, fields: Fields, mode: Mode) -> str | None:
    """Say what is wrong with the columns of a file, or None."""
    wanted = fields.html if mode == "html" else fields.text
    if wanted not in schema.names:
        found = ", ".join(map(text_of, schema.names[:20])) or "none"
        return f"no column {wanted!r}; the columns are {found}"
    kind = _plain_type(schema.field(wanted).type)
    if not _is_text(kind) and not pa.types.is_null(kind):
        return f"column {wanted!r} is {kind}, not text"
    return None


def batch_rows(file: pq.ParquetFile, group: int) -> int:
    """Choose how many rows to decode at once, by the size the row group claims."""
    data = file.metadata.row_group(group)
    each = max(1, int(data.total_byte_size) // max(1, int(data.num_rows)))
    return max(1, min(_MAX_BATCH_ROWS, _BATCH_BYTES // each))


def _rows(batch: pa.RecordBatch) -> Iterator[dict[str, object]]:
    """Turn a batch into rows of Python values; text columns become bytes, which need not be valid UTF-8."""
    columns = [_values(column) for column in batch.columns]
    for values in zip(*columns, strict=True):
        yield dict(zip(batch.schema.names, values, strict=True))


def _values(column: pa.Array) -> list[object]:
    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    if _is_text(column.type) and not _is_binary(column.type):
        return [Utf8(value) if value is not None else None for value in column.cast(pa.large_binary()).to_pylist()]
    try:
        return list(column.to_pylist())
    except (ValueError, OverflowError):  # times and decimals that Python cannot hold
        return [_value(scalar) for scalar in column]


def _value(scalar: pa.Scalar) -> object:
    try:
        return scalar.as_py()
    except (ValueError, OverflowError):
        return getattr(scalar, "value", None)  # the number behind a time


class Utf8(bytes):
    """Bytes of a text column: meant to be UTF-8."""

    __slots__ = ()


def _record(row: dict[str, object], source: Source, reading: _Reading) -> RawPage | RawText | Dropped:
    value = row[reading.wanted]
    fields = reading.fields
    if not isinstance(value, bytes):
        return drop_record(source, f"column {reading.wanted!r} is null", DropReason.EMPTY)
    if reading.mode == "html":
        page = page_of(bytes(value), row.get(fields.url), _plain(row.get(fields.fetched_at)), source)
        return dataclasses.replace(page, content_type=UTF8_HTML) if isinstance(value, Utf8) else page
    plain = {name: _plain(item) for name, item in row.items()}
    return raw_text_of(value.decode("utf-8", "replace"), plain, fields, source)


def _plain(value: object) -> object:
    return value.decode("utf-8", "replace") if isinstance(value, Utf8) else value


def _plain_type(kind: pa.DataType) -> pa.DataType:
    return kind.value_type if pa.types.is_dictionary(kind) else kind


def _is_binary(kind: pa.DataType) -> bool:
    return bool(pa.types.is_binary(kind) or pa.types.is_large_binary(kind) or pa.types.is_binary_view(kind))


def _is_text(kind: pa.DataType) -> bool:
    text = pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind)
    return bool(text or _is_binary(kind))
