"""`pagewinnow schema`: print the columns of the output tables."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, get_args

import click

from pipeline import schema
from pipeline.records import SCHEMA_VERSION
from pipeline.schema import TABLES, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

EPILOG = """\b
Examples:
  pagewinnow schema articles
  pagewinnow schema articles --format json > articles.schema.json
  pagewinnow schema --format markdown > schema.md
"""


@click.command(epilog=EPILOG)
@click.argument("table", required=False, type=click.Choice(get_args(Table)))
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "markdown"]), default="text", show_default=True,
    help="json: JSON Schema (draft 2020-12) of one row of TABLE; markdown: the data dictionary.",
)  # fmt: skip
def command(table: Table | None, form: str) -> None:
    """Print the columns of TABLE (articles, removed or dropped), or of all three."""
    tables: tuple[Table, ...] = (table,) if table else get_args(Table)
    if form == "json":
        documents = {name: schema.json_schema(name) for name in tables}
        click.echo(json.dumps(documents[table] if table else documents, indent=2, ensure_ascii=False))
    elif form == "markdown":
        click.echo(write_dictionary(tables), nl=False)
    else:
        click.echo("\n".join(_text_lines(tables)))


def write_dictionary(tables: tuple[Table, ...] = get_args(Table)) -> str:
    """Write the data dictionary of the output, as docs/schema.md holds it."""
    return "\n".join(_markdown_lines(tables)) + "\n"


def _markdown_lines(tables: tuple[Table, ...]) -> Iterator[str]:
    yield "# Columns of the output"
    yield ""
    yield f"Schema version {SCHEMA_VERSION}. Made by `pagewinnow schema --format markdown`; a test keeps it true."
    yield "Every file of a table has these columns, in this order. Null means that the page does not say."
    for table in tables:
        yield from ("", f"## {table}", "", "| column | type | null | contract |", "|---|---|---|---|")
        for column in TABLES[table]:
            doc = column.doc.replace("|", "\\|")
            yield f"| `{column.name}` | {column.type} | {'yes' if column.nullable else 'no'} | {doc} |"


def _text_lines(tables: tuple[Table, ...]) -> Iterator[str]:
    for table in tables:
        yield f"{table} (schema version {SCHEMA_VERSION})"
        for column in TABLES[table]:
            kind = column.type + ("?" if column.nullable else "")
            yield f"  {column.name:<32} {kind:<14} {column.doc}"
