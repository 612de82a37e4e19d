"""The schema table: one source for rows, Arrow and JSON."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pyarrow as pa
import pytest

from pipeline.records import Article, Dropped, DropReason, Reason, Removal
from pipeline.schema import TABLES, Table, arrow_schema, article_row, dropped_row, json_schema, removed_rows

ARTICLE = Article(
    id="0" * 32,
    text="Rain fell.",
    authors=("Ann Lee",),
    published=date(2024, 2, 29),
    fetched_at=datetime(2024, 3, 1, tzinfo=UTC),
    signals={"digit_share": 0.5, "c4": True},
    removed=(Removal(3, Reason.FAKE_BIO, 0.9, "spam.bio/1", "Qui sit.", "body > p"),),
)


def test_rows_fit_the_arrow_schema() -> None:
    """Every record flattens to exactly the columns of its table, in types that Arrow accepts."""
    rows = {
        "articles": [article_row(ARTICLE)],
        "removed": removed_rows(ARTICLE),
        "dropped": [dropped_row(Dropped(id="x", reason=DropReason.EMPTY))],
    }
    for table, columns in TABLES.items():
        assert [set(row) for row in rows[table]] == [{column.name for column in columns}]
        assert pa.Table.from_pylist(rows[table], schema=arrow_schema(table)).num_rows == 1


@pytest.mark.parametrize("table", list(TABLES))
def test_json_schema_names_every_column(table: Table) -> None:
    """The JSON Schema has the table's columns, all required, and is plain JSON."""
    schema = json.loads(json.dumps(json_schema(table)))
    assert list(schema["properties"]) == schema["required"] == [column.name for column in TABLES[table]]


def test_every_column_has_a_contract_line() -> None:
    """No column without a sentence on its meaning, no name twice."""
    for columns in TABLES.values():
        assert all(column.doc.endswith(".") for column in columns)
        assert len({column.name for column in columns}) == len(columns)
