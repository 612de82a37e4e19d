"""Parquet: one page or text a row, read in batches of bounded size; damage costs its row group's rest."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.readers.files import describe, display_name, open_input
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


def read_parquet(
    shard: Shard, path: str, config: Config, mode: Mode, _counts: ReadCounts
) -> Iterator[RawPage | RawText | Dropped]:
    """Read the rows of one file, or of the shard's range of it; positions are row numbers from 0."""
    name = display_name(path)
    try:
        with open_input(path) as handle:
            try:
                file = open_parquet(handle)
            except (pa.ArrowException, OSError, ValueError) as error:
                yield drop_record(Source(name, shard.start), f"not readable as Parquet: {describe(error)}")
                return
            problem = column_problem(file.schema_arrow, config.fields, mode)
            if problem:
                yield drop_record(Source(name, shard.start), problem)
                return
            yield from _read_rows(file, shard, name, config.fields, mode)
    except OSError as error:
        yield drop_record(Source(name, shard.start), f"cannot be opened: {describe(error)}")


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
    except (pa.ArrowException, OSError, ValueError):
        return None


def read_schema(path: str) -> pa.Schema | None:
    """Read the schema of a file; None when it cannot be read."""
    try:
        with open_input(path) as handle:
            return open_parquet(handle).schema_arrow
    except (pa.ArrowException, OSError, ValueError):
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


def _read_rows(
    file: pq.ParquetFile, shard: Shard, name: str, fields: Fields, mode: Mode
) -> Iterator[RawPage | RawText | Dropped]:
    """Read the row groups that overlap the range; a group that breaks is reported from the row it breaks at."""
    first = 0
    for group in range(file.metadata.num_row_groups):
        rows = file.metadata.row_group(group).num_rows
        low, high = max(shard.start, first), first + rows
        high = high if shard.stop is None else min(high, shard.stop)
        if low < high:
            yield from _read_group(file, group, range(low - first, high - first), (name, first, fields, mode))
        first += rows


def _read_group(
    file: pq.ParquetFile, group: int, wanted: range, context: tuple[str, int, Fields, Mode]
) -> Iterator[RawPage | RawText | Dropped]:
    """Read rows of one row group; rows before the range are decoded and left out (Parquet has no way past them)."""
    name, first, fields, mode = context
    at = 0
    try:
        names = None if mode == "text" else _present(file, fields)
        for batch in file.iter_batches(batch_rows(file, group), row_groups=[group], columns=names, use_threads=False):
            low, high = max(wanted.start - at, 0), min(wanted.stop - at, batch.num_rows)
            if low < high:
                part = batch.slice(low, high - low)
                for index, row in enumerate(_rows(part), first + at + low):
                    yield _record(row, Source(name, index), fields, mode)
            at += batch.num_rows
            if at >= wanted.stop:
                return
    except (pa.ArrowException, OSError, ValueError, MemoryError) as error:
        start, stop = first + max(at, wanted.start), first + wanted.stop
        yield drop_record(Source(name, start), f"rows {start} to {stop - 1} cannot be read: {describe(error)}")
        return
    if at < wanted.stop:
        start, stop = first + max(at, wanted.start), first + wanted.stop
        yield drop_record(Source(name, start), f"rows {start} to {stop - 1} are missing from row group {group}")


def batch_rows(file: pq.ParquetFile, group: int) -> int:
    """Choose how many rows to decode at once, by the size the row group claims."""
    data = file.metadata.row_group(group)
    each = max(1, int(data.total_byte_size) // max(1, int(data.num_rows)))
    return max(1, min(_MAX_BATCH_ROWS, _BATCH_BYTES // each))


def _present(file: pq.ParquetFile, fields: Fields) -> list[str]:
    wanted = (fields.html, fields.url, fields.fetched_at)
    return [name for name in file.schema_arrow.names if name in wanted]


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
    return list(column.to_pylist())


class Utf8(bytes):
    """Bytes of a text column: meant to be UTF-8."""

    __slots__ = ()


def _record(row: dict[str, object], source: Source, fields: Fields, mode: Mode) -> RawPage | RawText | Dropped:
    wanted = fields.html if mode == "html" else fields.text
    value = row[wanted]
    if not isinstance(value, bytes):
        return drop_record(source, f"column {wanted!r} is null", DropReason.EMPTY)
    if mode == "html":
        page = page_of(bytes(value), row.get(fields.url), _plain(row.get(fields.fetched_at)), source)
        return dataclasses.replace(page, content_type=UTF8_HTML) if isinstance(value, Utf8) else page
    return raw_text_of(
        value.decode("utf-8", "replace"), {name: _plain(item) for name, item in row.items()}, fields, source
    )


def _plain(value: object) -> object:
    return value.decode("utf-8", "replace") if isinstance(value, Utf8) else value


def _plain_type(kind: pa.DataType) -> pa.DataType:
    return kind.value_type if pa.types.is_dictionary(kind) else kind


def _is_binary(kind: pa.DataType) -> bool:
    return bool(pa.types.is_binary(kind) or pa.types.is_large_binary(kind) or pa.types.is_binary_view(kind))


def _is_text(kind: pa.DataType) -> bool:
    text = pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind)
    return bool(text or _is_binary(kind))
