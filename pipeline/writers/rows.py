"""Rows to columns of plain values: valid Unicode, no NUL, no NaN, and a home for every pass-through value.

Only what cannot be stored is changed: a lone surrogate or NUL becomes U+FFFD, NaN and infinities become null.
"""

from __future__ import annotations

import contextlib
import json
import math
import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from pipeline.schema import EXTRA_COLUMN, TABLES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.schema import Columns, Row, Table

_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
_INT64 = range(-(2**63), 2**63)


def scrub_text(text: str) -> str:
    """Put U+FFFD for NUL and lone surrogates, which Parquet readers and JSON parsers choke on."""
    if "\0" not in text and (text.isascii() or _is_encodable(text)):
        return text
    return _UNSTORABLE.sub("\ufffd", text)


def column_names(table: Table, extra: Mapping[str, str]) -> tuple[str, ...]:
    """Name all columns of an output file in order: the table's own, then the pass-through ones."""
    return (*(column.name for column in TABLES[table]), *extra)


def take_columns(rows: Sequence[Row], table: Table, extra: Mapping[str, str]) -> Columns:
    """Turn rows into one list of storable values a column."""
    columns = store_columns({column.name: [row[column.name] for row in rows] for column in TABLES[table]}, table)
    if extra:
        own = frozenset(columns)
        fitted = [fit_extra(row, own, extra) for row in rows]
        for name in extra:
            columns[name] = [values.get(name) for values in fitted]
    return columns


def store_columns(columns: Columns, table: Table) -> Columns:
    """Make the values of a table's own columns storable."""
    return {column.name: _STORED.get(column.type, list)(columns[column.name]) for column in TABLES[table]}


def _store_texts(values: list[object]) -> list[object]:
    texts = set(values)  # a ledger says the same on many rows
    texts.discard(None)
    if set(map(type, texts)) <= {str}:
        text = "".join(texts)  # type: ignore[arg-type]  # known to be texts
        if scrub_text(text) is text:
            return values
    return [value if value is None else scrub_text(str(value)) for value in values]


def fit_extra(row: Row, own: frozenset[str], extra: Mapping[str, str]) -> dict[str, object]:
    """Fit the pass-through values of a row to their columns; what does not fit goes to `input_extra` as JSON text.

    A "string" column takes text as it is and any other value as its JSON text.
    """
    fitted: dict[str, object] = {}
    misfits: dict[str, object] = {}
    for name, value in row.items():
        if name in own or value is None:
            continue
        fit = _FITS.get(extra.get(name, ""))
        if fit is None or name == EXTRA_COLUMN:
            misfits[name] = value
        elif fit(value):
            fitted[name] = scrub_text(value) if isinstance(value, str) else value
        elif extra[name] == "string":
            fitted[name] = _json_text(value)
        else:
            misfits[name] = value
    if misfits:
        fitted[EXTRA_COLUMN] = _json_text(misfits)
    return fitted


def _json_text(value: object) -> str:
    """Give JSON text of any value; dates and bytes as strings, NaN as null."""
    return scrub_text(json.dumps(_plain(value), ensure_ascii=False, sort_keys=True, default=str))


def _plain(value: object) -> object:
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if isinstance(value, bytes):
        return value.decode("utf-8", "backslashreplace")
    return _finite(value)


def _scrub_list(value: object) -> object:
    return [scrub_text(str(item)) for item in value] if isinstance(value, (list, tuple)) else value


def _finite(value: object) -> object:
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _is_encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _store_lists(values: list[object]) -> list[object]:
    return [_scrub_list(value) for value in values]


def _store_floats(values: list[object]) -> list[object]:
    with contextlib.suppress(OverflowError, ValueError):  # what sums of huge numbers or infinities raise
        if math.isfinite(math.fsum(filter(None, values))):  # type: ignore[arg-type]  # numbers
            return values
    return [_finite(value) for value in values]


_STORED: dict[str, Callable[[list[object]], list[object]]] = {
    "string": _store_texts,
    "list<string>": _store_lists,
    "float64": _store_floats,
}
"""Column type -> what makes its values storable; the values of other types are."""

_FITS: dict[str, Callable[[object], bool]] = {
    "string": lambda value: isinstance(value, str),
    "int64": lambda value: type(value) is int and value in _INT64,
    "float64": lambda value: type(value) is float and math.isfinite(value),
    "bool": lambda value: isinstance(value, bool),
}
