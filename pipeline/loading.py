"""Read what a run wrote: as pandas, or in batches whose memory is bounded.

`load`, `load_removed` and `load_dropped` give a whole table as a DataFrame with proper types; `read_batches`
streams it as Arrow record batches, which is what reports, diffs and gates stand on. Parquet and JSON Lines
outputs read alike, from a folder or any fsspec URL (`s3://…`), and a table without rows has all its columns.
"""

from __future__ import annotations

import itertools
import json
import posixpath
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypeAlias, cast

import fsspec
import msgspec
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds

from pipeline.schema import TABLES, Table, arrow_schema

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

BATCH_ROWS = 2_000  # rows of a batch: some 20 MB of articles

Condition = tuple[str, str, object]
Where: TypeAlias = pc.Expression | Condition | Sequence[Condition] | None
"""Which rows: a `pyarrow.dataset` expression, or conditions `(column, operator, value)` that must all hold."""

OPERATORS: dict[str, Callable[[Any, Any], pc.Expression]] = {
    "==": lambda column, value: column == value,
    "!=": lambda column, value: column != value,
    "<": lambda column, value: column < value,
    "<=": lambda column, value: column <= value,
    ">": lambda column, value: column > value,
    ">=": lambda column, value: column >= value,
    "in": lambda column, value: column.isin(value),
    "not in": lambda column, value: ~column.isin(value),
    "contains": lambda column, value: pc.match_substring(column, value.as_py()),
    "is null": lambda column, value: column.is_null() if value else column.is_valid(),
}
"""Operators of a condition; `contains` looks for a piece of a string, `is null` takes True or False."""


class LoadError(ValueError):
    """The folder is no output of a run, or the question asked of it cannot be answered."""


def load(out: str | Path, columns: Sequence[str] | None = None, where: Where = None) -> pd.DataFrame:
    """Read the articles of a run.

    Args:
        out: the run's output folder or URL.
        columns: names of the columns to read, all when None; the rest is never read from disk.
        where: rows to read, e.g. `[("language", "==", "en"), ("word_count", ">=", 200)]`; pushed down to Parquet.

    Returns:
        One row an article. Strings are pandas strings, dates datetime64 (days), timestamps datetime64 in UTC, lists
        Python lists, numbers and booleans that may be missing pandas' nullable types.

    Raises:
        LoadError: no such output, an unknown column, operator or type of value; the message names it.
    """
    return _to_pandas(read_table(out, "articles", columns, where))


def load_removed(out: str | Path, columns: Sequence[str] | None = None, where: Where = None) -> pd.DataFrame:
    """Read the ledger of a run, one row a removed block; arguments and errors as for `load`."""
    return _to_pandas(read_table(out, "removed", columns, where))


def load_dropped(out: str | Path, columns: Sequence[str] | None = None, where: Where = None) -> pd.DataFrame:
    """Read the dropped pages of a run; arguments and errors as for `load`."""
    return _to_pandas(read_table(out, "dropped", columns, where))


def read_table(out: str | Path, table: Table, columns: Sequence[str] | None = None, where: Where = None) -> pa.Table:
    """Read a table of a run as one Arrow table; arguments and errors as for `load`."""
    fs, files = list_parts(out, table)
    if not files or ".jsonl" not in files[0]:
        dataset, names, condition = _open_parquet(fs, files, table, columns, where)
        return dataset.to_table(columns=names, filter=condition)
    batches = read_batches(out, table, columns, where)
    first = next(batches)
    return pa.Table.from_batches([first, *batches], schema=first.schema)


def read_batches(
    out: str | Path,
    table: Table,
    columns: Sequence[str] | None = None,
    where: Where = None,
    *,
    batch_rows: int = BATCH_ROWS,
    parts: Sequence[str] | None = None,
) -> Iterator[pa.RecordBatch]:
    """Stream a table of a run; the first batch always comes, and has no rows.

    Args:
        out: the run's output folder or URL.
        table: which table.
        columns: as for `load`.
        where: as for `load`.
        batch_rows: rows of a batch at most.
        parts: names of the only part files to read, without their folder; those that are not there have no rows.

    Raises:
        LoadError: as `load`, at the first batch.
    """
    fs, files = list_parts(out, table)
    if parts is not None:
        files = [file for file in files if posixpath.basename(file) in parts]
    if files and ".jsonl" in files[0]:
        yield from _read_json_lines(fs, files, table, columns, where)
        return
    dataset, names, condition = _open_parquet(fs, files, table, columns, where)
    projected = pa.schema([dataset.schema.field(name) for name in names])
    yield pa.RecordBatch.from_pylist([], schema=projected)
    for part in dataset.get_fragments(filter=condition):  # a scan of them all reads far ahead of a slow consumer
        scanner = part.scanner(
            schema=dataset.schema, columns=names, filter=condition, batch_size=batch_rows, batch_readahead=1
        )
        yield from (batch for batch in scanner.to_batches() if batch.num_rows)


def _open_parquet(
    fs: fsspec.AbstractFileSystem, files: list[str], table: Table, columns: Sequence[str] | None, where: Where
) -> tuple[ds.Dataset, list[str], pc.Expression | None]:
    """Open parts as a dataset, with the names of the columns to read and the filter; none have the table's schema."""
    if files:
        dataset = ds.dataset(files, filesystem=fs, format="parquet")
    else:
        dataset = ds.dataset([], schema=arrow_schema(table))
    return dataset, _known_columns(columns, dataset.schema), to_expression(where, dataset.schema)


def list_parts(out: str | Path, table: Table) -> tuple[fsspec.AbstractFileSystem, list[str]]:
    """Find the files of a table in name order.

    Raises:
        LoadError: `out` is no output folder of a run.
    """
    fs, root = fsspec.core.url_to_fs(str(out))
    folder = posixpath.join(root, table)
    if not fs.isdir(folder) and not fs.exists(posixpath.join(root, "run.json")):
        what = f"has no {table}/ and no run.json" if fs.exists(root) else "does not exist"
        raise LoadError(
            f"{out} is not the output of a run: it {what}; make one with `pagewinnow run INPUT --out {out}`"
        )
    parts = sorted(fs.glob(posixpath.join(folder, "part-*.parquet")))
    return fs, parts or sorted(fs.glob(posixpath.join(folder, "part-*.jsonl*")))


def read_run(out: str | Path) -> dict[str, Any]:
    """Read run.json.

    Raises:
        LoadError: it is missing (the run has not finished) or is not JSON.
    """
    fs, root = fsspec.core.url_to_fs(str(out))
    path = posixpath.join(root, "run.json")
    try:
        facts = json.loads(fs.cat_file(path))
    except FileNotFoundError as error:
        raise LoadError(f"{out} has no run.json: no run has finished there; start it again to finish it") from error
    except ValueError as error:
        raise LoadError(f"{path} is not JSON: {error}") from error
    if not isinstance(facts, dict):
        raise LoadError(f"{path} is not a JSON object")
    return facts


def to_expression(where: Where, schema: pa.Schema) -> pc.Expression | None:
    """Turn conditions into an Arrow expression; values are cast to the type of their column.

    Raises:
        LoadError: an unknown column or operator, or a value that the column's type cannot hold.
    """
    if where is None or isinstance(where, pc.Expression):
        return where
    conditions = [where] if isinstance(where, tuple) and len(where) == 3 and isinstance(where[0], str) else where
    expression: pc.Expression | None = None
    for condition in cast("Sequence[Condition]", conditions):
        one = _condition(condition, schema)
        expression = one if expression is None else expression & one
    return expression


def _condition(condition: Condition, schema: pa.Schema) -> pc.Expression:
    try:
        name, operator, value = condition
    except (TypeError, ValueError):
        raise LoadError(f"where: {condition!r} is not (column, operator, value)") from None
    _known_columns([name], schema)
    if operator not in OPERATORS:
        raise LoadError(f"where: unknown operator {operator!r}; use one of {', '.join(OPERATORS)}")
    column_type = schema.field(name).type
    try:
        if operator in {"in", "not in"}:
            value = pa.array(list(cast("Sequence[object]", value))).cast(column_type)
        elif operator != "is null":
            value = pa.scalar(value).cast(column_type)
        return OPERATORS[operator](pc.field(name), value)
    except (pa.ArrowException, TypeError) as error:
        raise LoadError(f"where: {name} is {column_type}, and cannot be compared with {value!r}") from error


def _known_columns(columns: Sequence[str] | None, schema: pa.Schema) -> list[str]:
    if columns is None:
        return list(schema.names)
    for name in columns:
        if name not in schema.names:
            raise LoadError(f"there is no column {name!r}; there are: {', '.join(schema.names)}")
    return list(columns)


def _read_json_lines(
    fs: fsspec.AbstractFileSystem, parts: list[str], table: Table, columns: Sequence[str] | None, where: Where
) -> Iterator[pa.RecordBatch]:
    rows = _json_rows(fs, parts, table)
    first = list(itertools.islice(rows, BATCH_ROWS))
    schema = _schema_with_extras(first, arrow_schema(table))
    condition, names = to_expression(where, schema), _known_columns(columns, schema)
    yield pa.RecordBatch.from_pylist([], schema=pa.schema([schema.field(name) for name in names]))
    while first:
        piece = pa.Table.from_pylist(first, schema=schema)
        if condition is not None:
            piece = piece.filter(condition)
        yield from piece.select(names).combine_chunks().to_batches()
        first = list(itertools.islice(rows, BATCH_ROWS))


def _json_rows(fs: fsspec.AbstractFileSystem, parts: list[str], table: Table) -> Iterator[dict[str, object]]:
    dates = [c.name for c in TABLES[table] if c.type == "date"]
    times = [c.name for c in TABLES[table] if c.type == "timestamp"]
    decoder = msgspec.json.Decoder()
    for part in parts:
        with fs.open(part, "rb", compression="infer") as file:
            for number, line in enumerate(file, start=1):
                try:
                    row = decoder.decode(line)
                    for name in dates:
                        row[name] = date.fromisoformat(row[name]) if row.get(name) else None
                    for name in times:
                        row[name] = datetime.fromisoformat(row[name]) if row.get(name) else None
                except (msgspec.DecodeError, ValueError, TypeError, AttributeError) as error:
                    raise LoadError(f"{part}, line {number}: not a row of {table}: {error}") from error
                yield row


def _schema_with_extras(rows: list[dict[str, object]], schema: pa.Schema) -> pa.Schema:
    """Add the columns that travelled with the input, typed by what the first rows hold."""
    known = set(schema.names)
    extras = sorted({name for row in rows for name in row} - known)
    for name in extras:
        values = pa.array([row.get(name) for row in rows])
        schema = schema.append(pa.field(name, values.type))
    return schema


def _to_pandas(table: pa.Table) -> pd.DataFrame:
    import pandas as pd  # noqa: PLC0415 - Arrow alone serves the report, the gate and the diff

    types = {pa.string(): pd.StringDtype("pyarrow"), pa.int64(): pd.Int64Dtype(), pa.bool_(): pd.BooleanDtype()}
    whole = {f.name: "int64" for f in table.schema if f.type == pa.int64() and not f.nullable}
    lists = [f.name for f in table.schema if pa.types.is_list(f.type)]
    days = pa.schema([f.with_type(pa.timestamp("s")) if f.type == pa.date32() else f for f in table.schema])
    frame: pd.DataFrame = table.cast(days).to_pandas(types_mapper=types.get).astype(whole)
    for name in lists:
        values = [None if value is None else list(value) for value in frame[name]]
        frame[name] = pd.Series(values, index=frame.index, dtype=object)
    return frame
