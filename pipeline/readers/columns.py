"""Columns of JSON Lines and Parquet inputs: are the named ones there, and which others travel along."""

from __future__ import annotations

import itertools
from collections import Counter
from typing import TYPE_CHECKING

import pyarrow as pa

from pipeline.readers.codecs import read_pieces, sniff_codec
from pipeline.readers.files import FoundFile, display_name, open_input
from pipeline.readers.jsonl import BadLineError, parse_line
from pipeline.readers.lines import split_lines
from pipeline.readers.magic import sniff_foreign
from pipeline.readers.parquet import column_problem, read_schema
from pipeline.readers.shards import Format, InputError, Mode, Shard
from pipeline.readers.values import column_name, text_of
from pipeline.schema import EXTRA_COLUMN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pipeline.config import Config, Fields

_SAMPLE_LINES = 1_000
_SAMPLE_FILES = 20
_CHECK_LINES = 20
_MAX_LINE = 20_000_000  # a longer line is left out of the sample


def check_fields(files: Sequence[tuple[Format, FoundFile]], config: Config, mode: Mode) -> None:
    """Refuse inputs of which no file has the field that holds the pages: a wrong name or form, not a broken file.

    Looks at files until one has it (at most 20); a single file without it among others becomes a dropped row.

    Raises:
        InputError: names the field, and the fields that are there.
    """
    problem = None
    for kind, file in files[:_SAMPLE_FILES]:
        found = _problem(kind, file.path, config.fields, mode)
        if found is None:
            return
        problem = problem or f"{display_name(file.path)}: {found}"
    if problem:
        raise InputError(problem)


def _problem(kind: Format, path: str, fields: Fields, mode: Mode) -> str | None:
    """Say which field a file lacks; None when it has it, is empty, broken, or of a format without fields."""
    way_out = f"set {'fields.html' if mode == 'html' else 'fields.text'} in the configuration"
    if kind == "parquet":
        schema = read_schema(path)
        lacking = None if schema is None else column_problem(schema, fields, mode)
        return f"{lacking}; {way_out}" if lacking else None
    if kind != "jsonl":
        return None
    wanted = fields.html if mode == "html" else fields.text
    names: Counter[str] = Counter()
    for row in sample_rows(path, _CHECK_LINES):
        if wanted in row:
            return None
        names.update(list(row))
    if not names:
        return _foreign(path)
    known = ", ".join(text_of(name) for name, _ in names.most_common(20))
    return f"no field {wanted!r}; the first lines have {known}; {way_out}"


def _foreign(path: str) -> str | None:
    """Say what a file of which no line is an object is instead; None when nobody knows, or it cannot be read."""
    try:
        with open_input(path) as handle:
            return sniff_foreign(handle)
    except OSError:
        return None


def sample_rows(path: str, lines: int) -> Iterator[dict[str, object]]:
    """Give the objects among the first lines of a JSON Lines file; what cannot be read is left out."""
    try:
        with open_input(path) as handle:
            codec = sniff_codec(handle.read(4))
            for line in itertools.islice(split_lines(read_pieces(handle, codec, 0, bool), _MAX_LINE), lines):
                try:
                    yield parse_line(line.data)[0]
                except BadLineError:
                    continue
    except OSError:
        return


def find_columns(shards: Iterable[Shard], config: Config) -> dict[str, str]:
    """See `pipeline.readers.passthrough_schema`."""
    fields = config.fields
    taken = {fields.text, fields.url, fields.fetched_at}
    kinds: dict[str, set[str]] = {}
    paths = dict.fromkeys((shard.format, path) for shard in shards for path in shard.paths)
    tables = [item for item in paths if item[0] in ("jsonl", "parquet")]
    for kind, path in tables[:_SAMPLE_FILES]:
        for name, type_ in _columns(kind, path):
            if name not in taken:
                kinds.setdefault(column_name(name), set()).add(type_)
    columns = {name: types.pop() if len(types) == 1 else "string" for name, types in kinds.items()}
    columns.pop(EXTRA_COLUMN, None)
    return {**columns, EXTRA_COLUMN: "string"} if tables else {}


def _columns(kind: Format, path: str) -> Iterator[tuple[str, str]]:
    """Name columns with their types, again for every value seen."""
    if kind == "parquet":
        schema = read_schema(path)
        for field in schema or ():
            yield field.name, _arrow_kind(field.type)
        return
    for row in sample_rows(path, _SAMPLE_LINES):
        for name, value in row.items():
            if value is not None:
                yield name, _KINDS.get(type(value), "string")


_KINDS: dict[type, str] = {bool: "bool", int: "int64", float: "float64", str: "string"}


def _arrow_kind(kind: pa.DataType) -> str:
    if pa.types.is_boolean(kind):
        return "bool"
    if pa.types.is_integer(kind) and not pa.types.is_uint64(kind):
        return "int64"
    return "float64" if pa.types.is_floating(kind) else "string"
