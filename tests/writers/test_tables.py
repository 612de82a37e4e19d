"""Tables on disk: the schema's columns, valid values, the same bytes for the same rows."""

from __future__ import annotations

import io
import json
import math
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import pipeline.writers
from pipeline.records import Article, Dropped, DropReason, Reason, Removal
from pipeline.schema import (
    EXTRA_COLUMN,
    TABLES,
    Row,
    Table,
    arrow_schema,
    article_row,
    dropped_row,
    json_schema,
    removed_rows,
)
from pipeline.writers import OutputFormat, open_writer, write_table
from pipeline.writers.rows import scrub_text

if TYPE_CHECKING:
    from pathlib import Path

FORMATS: tuple[OutputFormat, ...] = ("parquet", "jsonl")
ARTICLE = Article(
    id="ab" * 16,
    text="Words čaj 茶.",
    url="https://site.test/a",
    authors=("A. Author", "B. Author"),
    published=date(2024, 5, 6),
    fetched_at=datetime(2024, 5, 6, 7, 8, 9, 123456, tzinfo=UTC),
    simhash=-(2**63),
    signals={"digit_share": 0.25},
    removed=(Removal(3, Reason.RELATED_LINKS, 0.75, "spam/1", "See also", "body > ul"),),
)
ROWS: dict[Table, list[Row]] = {
    "articles": [article_row(ARTICLE)],
    "removed": removed_rows(ARTICLE),
    "dropped": [dropped_row(Dropped("cd" * 16, DropReason.EMPTY, "no bytes"))],
}


def written(table: Table, rows: list[Row], form: OutputFormat, extra: dict[str, str] | None = None) -> bytes:
    """Give a table's bytes."""
    target = io.BytesIO()
    assert write_table(target, table, rows, form, extra) == len(rows)
    return target.getvalue()


def as_rows(data: bytes, form: OutputFormat) -> list[Row]:
    """Read a table back."""
    if form == "jsonl":
        return [json.loads(line) for line in data.decode("utf-8").splitlines()]
    rows: list[Row] = pq.read_table(io.BytesIO(data)).to_pylist()
    return rows


@pytest.mark.parametrize("table", TABLES)
def test_parquet_has_the_schema(table: Table) -> None:
    """Names, types, nullability and docs of a file are those of the schema table, rows or no rows."""
    for rows in (ROWS[table], []):
        file = pq.ParquetFile(io.BytesIO(written(table, rows, "parquet")))
        for column, wanted in zip(file.schema_arrow, arrow_schema(table), strict=True):
            assert (column.name, column.nullable) == (wanted.name, wanted.nullable)
            assert str(column.type).replace("<element:", "<item:") == str(wanted.type)  # Parquet's name for an item
            assert column.metadata[b"doc"] == wanted.metadata[b"doc"]
        assert file.metadata.num_rows == len(rows)
    assert file.metadata.num_row_groups == 0


@pytest.mark.parametrize("table", TABLES)
def test_both_formats_hold_the_same_values(table: Table) -> None:
    """JSON Lines has the schema's columns in order, dates as ISO 8601, and the values of Parquet."""
    [line] = as_rows(written(table, ROWS[table], "jsonl"), "jsonl")
    assert list(line) == json_schema(table)["required"]
    [row] = as_rows(written(table, ROWS[table], "parquet"), "parquet")
    assert {name: value.isoformat() if isinstance(value, date) else value for name, value in row.items()} == {
        name: value.replace("Z", "+00:00") if name == "fetched_at" and isinstance(value, str) else value
        for name, value in line.items()
    }


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_rows_give_the_same_bytes(form: OutputFormat, monkeypatch: pytest.MonkeyPatch) -> None:
    """Bytes depend on the rows alone, not on how they were handed over, and groups are bounded."""
    monkeypatch.setattr(pipeline.writers, "GROUP_ROWS", 100)
    rows = [{**ROWS["articles"][0], "word_count": number} for number in range(450)]
    whole = written("articles", rows, form)
    target = io.BytesIO()
    with open_writer(target, "articles", form) as writer:
        for at in range(0, 450, 7):
            writer.write(iter(rows[at : at + 7]))
    assert target.getvalue() == whole == written("articles", rows, form)
    if form == "parquet":
        metadata = pq.ParquetFile(io.BytesIO(whole)).metadata
        assert [metadata.row_group(group).num_rows for group in range(metadata.num_row_groups)] == [100] * 4 + [50]


def test_groups_are_bounded_by_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """Huge articles make small groups."""
    monkeypatch.setattr(pipeline.writers, "GROUP_CHARS", 1000)
    rows = [{**ROWS["articles"][0], "text": "x" * 600} for _ in range(4)]
    assert pq.ParquetFile(io.BytesIO(written("articles", rows, "parquet"))).metadata.num_row_groups == 2


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("bad", ["a\0b", "a\ud800b", "\udc80", "é\0\ud800"])
def test_what_utf8_cannot_hold_is_replaced(form: OutputFormat, bad: str) -> None:
    """NUL and lone surrogates become U+FFFD wherever text stands; nothing else changes."""
    row = {**ROWS["articles"][0], "text": bad, "title": bad, "authors": (bad,), "tags": [bad]}
    [back] = as_rows(written("articles", [row], form, {"note": "string"} if form == "jsonl" else None), form)
    clean = scrub_text(bad)
    assert (back["text"], back["title"], back["authors"], back["tags"]) == (clean, clean, [clean], [clean])
    assert "\ufffd" in clean
    assert scrub_text("fine \ue000 \U0010ffff \ufffe") == "fine \ue000 \U0010ffff \ufffe"


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("bad", [math.nan, math.inf, -math.inf])
def test_numbers_are_finite(form: OutputFormat, bad: float) -> None:
    """NaN and infinities become null: JSON has none, and both formats hold the same."""
    row = {**ROWS["articles"][0], "signal_digit_share": bad}
    [back] = as_rows(written("articles", [row], form), form)
    assert back["signal_digit_share"] is None


EXTRA = {"n": "int64", "f": "float64", "b": "bool", "s": "string"}


@pytest.mark.parametrize("form", FORMATS)
def test_pass_through_values_are_never_lost(form: OutputFormat) -> None:
    """A value that fits its column stands there; any other stands in input_extra, or in a text column as JSON."""
    columns: list[dict[str, object]] = [
        {"n": 1, "f": 0.5, "b": True, "s": "text"},
        {"n": "one", "f": 1, "b": 0, "s": 5},
        {"n": 2**70, "f": None, "s": ["a", {"b": None}], "unknown": {"when": date(2024, 5, 6)}},
        {"n": True, "b": None, "s": "a\0", "raw": b"\xff", "bad": math.nan, EXTRA_COLUMN: "mine"},
    ]
    rows = [{**ROWS["articles"][0], **row} for row in columns]
    back = as_rows(written("articles", rows, form, EXTRA), form)
    names = (*EXTRA, EXTRA_COLUMN)
    assert [tuple(row[name] for name in names) for row in back] == [
        (1, 0.5, True, "text", None),
        (None, None, None, "5", '{"b": 0, "f": 1, "n": "one"}'),
        (None, None, None, '["a", {"b": null}]', f'{{"n": {2**70}, "unknown": {{"when": "2024-05-06"}}}}'),
        (None, None, None, "a\ufffd", '{"bad": null, "input_extra": "mine", "n": true, "raw": "\\\\xff"}'),
    ]


def test_pass_through_columns_have_their_types() -> None:
    """Extra columns stand behind the table's own, nullable, with the types asked for."""
    schema = pq.ParquetFile(io.BytesIO(written("articles", [], "parquet", EXTRA))).schema_arrow
    own = len(TABLES["articles"])
    assert [(field.name, field.type) for field in list(schema)[own:]] == [
        ("n", pa.int64()),
        ("f", pa.float64()),
        ("b", pa.bool_()),
        ("s", pa.string()),
        (EXTRA_COLUMN, pa.string()),
    ]


@pytest.mark.parametrize("form", FORMATS)
def test_paths_and_urls(tmp_path: Path, form: OutputFormat) -> None:
    """A table is written to a path as to a file object."""
    path = tmp_path / "table"
    write_table(str(path), "articles", ROWS["articles"], form)
    assert path.read_bytes() == written("articles", ROWS["articles"], form)


def test_a_missing_column_is_an_error() -> None:
    """A row that lacks a column of the schema is a programming error, not a null."""
    with pytest.raises(KeyError, match="word_count"):
        written(
            "articles", [{name: value for name, value in ROWS["articles"][0].items() if name != "word_count"}], "jsonl"
        )
