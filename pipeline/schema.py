"""One table of every column of every output, from which the Arrow schema, JSON Schema and docs are made.

Adding, renaming or retyping a column here raises `records.SCHEMA_VERSION` and gets a changelog entry.
This module knows no steps; pyarrow is imported where the Arrow schema is asked for.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from pipeline.records import Article, Dropped, Reason

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pyarrow as pa

    from pipeline.records import Removal

ColumnType = Literal["string", "int64", "float64", "bool", "date", "timestamp", "list<string>"]
Table = Literal["articles", "removed", "dropped"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, type, and the contract a reader of the data may rely on."""

    name: str
    type: ColumnType
    doc: str  # format, unit, and when it is null
    nullable: bool = True


SIGNALS: tuple[Column, ...] = (
    Column("signal_symbol_share", "float64", "Share of characters that are symbols (Unicode S*), 0..1."),
    Column("signal_digit_share", "float64", "Share of characters that are digits, 0..1."),
    Column("signal_upper_share", "float64", "Share of letters that are upper case, 0..1."),
    Column("signal_line_punctuation_share", "float64", "Share of lines that end in sentence punctuation, 0..1."),
    Column("signal_short_line_share", "float64", "Share of lines of at most 30 characters, 0..1."),
    Column("signal_repeated_line_share", "float64", "Share of lines that repeat an earlier one, 0..1."),
    Column("signal_repeated_paragraph_chars", "float64", "Share of characters in repeated paragraphs, 0..1."),
    Column("signal_top_2gram_chars", "float64", "Share of characters in the most frequent word 2-gram (Gopher), 0..1."),
    Column("signal_top_3gram_chars", "float64", "As above for 3-grams."),
    Column("signal_repeated_5gram_chars", "float64", "Share of characters in repeated word 5-grams (Gopher), 0..1."),
    Column("signal_repeated_10gram_chars", "float64", "As above for 10-grams."),
    Column("signal_mean_word_chars", "float64", "Mean characters a word."),
    Column(
        "signal_stop_word_share", "float64", "Share of words that are stop words; null where the language has no list."
    ),
    Column("signal_c4", "bool", "Passes C4's page rules (Raffel et al. 2020)."),
    Column("signal_gopher_quality", "bool", "Passes Gopher's quality rules (Rae et al. 2021)."),
    Column("signal_gopher_repetition", "bool", "Passes Gopher's repetition rules."),
    Column("signal_fineweb", "bool", "Passes FineWeb's rules (Penedo et al. 2024)."),
)

ARTICLE_COLUMNS: tuple[Column, ...] = (
    Column("id", "string", "32 hex digits: BLAKE2b-128 of URL, NUL, body.", nullable=False),
    Column("url", "string", "URL as the input gave it."),
    Column("canonical_url", "string", "rel=canonical or og:url, absolute, http(s), same site as url; null otherwise."),
    Column("host", "string", "Host name of url, lower case, without port."),
    Column("title", "string", "Headline, without the site's name."),
    Column("title_source", "string", "Finder that gave the title, e.g. json_ld, og, h1, title."),
    Column("authors", "list<string>", "Names of persons, in page order; empty when none is certain.", nullable=False),
    Column("author_source", "string", "Finder that gave the authors."),
    Column("site_name", "string", "Name of the site or publisher."),
    Column("published", "date", "Day of first publication; never after fetched_at."),
    Column("published_raw", "string", "The string the date was read from."),
    Column("date_source", "string", "Finder that gave `published`."),
    Column("modified", "date", "Day of the last change the page declares."),
    Column("modified_raw", "string", "The string the date was read from."),
    Column("language", "string", "ISO 639-1 code (639-3 where there is none) detected in the text."),
    Column("language_declared", "string", "Primary subtag of <html lang> or its kin, lower case."),
    Column("language_confidence", "float64", "0..1, of the detected language."),
    Column("script", "string", "Dominant Unicode script of the text, e.g. Latin, Cyrillic, Han."),
    Column("description", "string", "The page's own summary (meta description, og, JSON-LD)."),
    Column("image", "string", "Absolute http(s) URL of the lead image."),
    Column("tags", "list<string>", "Keywords the page declares, in order, no repeats.", nullable=False),
    Column("section", "string", "Section or category the page declares."),
    Column("licence", "string", "Licence URL or name the page declares."),
    Column("is_free", "bool", "isAccessibleForFree as declared; null when not declared."),
    Column("page_type", "string", "article, forum, product, collection, listing, documentation or service."),
    Column("confidence", "float64", "0..1: expected share of right words in the text."),
    Column("text", "string", "Main text, Unicode NFC; blocks divided by a blank line.", nullable=False),
    Column(
        "markdown", "string", "The same blocks with headings, lists, tables, quotes and code marked.", nullable=False
    ),
    Column("word_count", "int64", "Words of text (CJK and Thai: characters / 2 stand for words).", nullable=False),
    Column("sentence_count", "int64", "Sentences of text, by end punctuation.", nullable=False),
    Column("reading_minutes", "float64", "word_count / 230, one decimal.", nullable=False),
    Column("blocks_total", "int64", "Visible text blocks of the page.", nullable=False),
    Column("blocks_kept", "int64", "Blocks that are in text, whole or in part.", nullable=False),
    Column("blocks_removed", "int64", "Rows of this page in the ledger.", nullable=False),
    Column("farm_score", "float64", "0..1: how surely the page carries content-farm spam.", nullable=False),
    Column("removed_reasons", "list<string>", "Spam reasons of this page's ledger, sorted.", nullable=False),
    Column("text_source", "string", "Where the text stood: dom, json_ld, app_state, noscript or text.", nullable=False),
    Column("encoding", "string", "WHATWG name of the charset the body was decoded with."),
    Column("encoding_source", "string", "bom, http, meta, xml, utf8 (valid UTF-8), detected or given."),
    Column("replacement_count", "int64", "U+FFFD characters that decoding put in.", nullable=False),
    Column("extractor", "string", "learned, rules or trafilatura.", nullable=False),
    Column(
        "content_hash",
        "string",
        "32 hex digits: BLAKE2b-128 of the text's folded words; equal for exact duplicates.",
        nullable=False,
    ),
    Column(
        "simhash", "int64", "64-bit simhash of the text's word 3-grams, its bits as a signed integer.", nullable=False
    ),
    *SIGNALS,
    Column("schema_version", "int64", "Version of this table.", nullable=False),
    Column("source_file", "string", "Input file as given."),
    Column(
        "source_position", "int64", "WARC: byte offset of the record; JSON Lines: line from 1; Parquet: row from 0."
    ),
    Column("fetched_at", "timestamp", "When the page was fetched, UTC."),
)

REMOVED_COLUMNS: tuple[Column, ...] = (
    Column("page_id", "string", "`id` of the article or dropped row.", nullable=False),
    Column("url", "string", "URL of the page."),
    Column("block", "int64", "Index of the block in the page, from 0, in document order.", nullable=False),
    Column("reason", "string", "Why it went; see docs/reasons.md.", nullable=False),
    Column("score", "float64", "0..1, how sure the judge was.", nullable=False),
    Column("by", "string", "The judge and its version.", nullable=False),
    Column("text", "string", "The removed text.", nullable=False),
    Column("words", "int64", "Words of the removed text.", nullable=False),
    Column("path", "string", "HTML: tags and classes down to the block; text: the line.", nullable=False),
    Column("start", "int64", "Text mode: offset of the first character removed; null in HTML mode."),
    Column("end", "int64", "Text mode: offset behind the last character removed."),
    Column("schema_version", "int64", "Version of this table.", nullable=False),
)

DROPPED_COLUMNS: tuple[Column, ...] = (
    Column("id", "string", "As articles.id; for an unreadable record the hash of its place.", nullable=False),
    Column("url", "string", "URL as the input gave it."),
    Column("host", "string", "Host name of url."),
    Column("reason", "string", "Why no article came out; a closed list, see docs/reasons.md.", nullable=False),
    Column("detail", "string", "One line for a person.", nullable=False),
    Column("source_file", "string", "Input file as given."),
    Column("source_position", "int64", "As articles.source_position."),
    Column("source_length", "int64", "Bytes of the record in its file, where known."),
    Column("fetched_at", "timestamp", "When the page was fetched, UTC."),
    Column("schema_version", "int64", "Version of this table.", nullable=False),
)

TABLES: dict[Table, tuple[Column, ...]] = {
    "articles": ARTICLE_COLUMNS,
    "removed": REMOVED_COLUMNS,
    "dropped": DROPPED_COLUMNS,
}

EXTRA_COLUMN = "input_extra"
"""Pass-through column of JSON text: values of text inputs that have no column of their own or do not fit its type."""

Row = dict[str, object]
Columns = dict[str, list[object]]  # one list of values a column, all of one length
_ARTICLE_FIELDS = tuple(f.name for f in dataclasses.fields(Article) if f.name not in ("signals", "removed"))
_SIGNAL_NAMES = tuple(column.name.removeprefix("signal_") for column in SIGNALS)
_REASON_VALUES = {reason: reason.value for reason in Reason}
_DROPPED_FIELDS = tuple(f.name for f in dataclasses.fields(Dropped))


def article_row(article: Article) -> Row:
    """Flatten an article to its row."""
    row: Row = {name: getattr(article, name) for name in _ARTICLE_FIELDS}
    for name in _SIGNAL_NAMES:
        row[f"signal_{name}"] = article.signals.get(name)
    return row


def removed_columns(removed: Sequence[Removal], article: Article) -> Columns:
    """Turn removals of an article into the columns of the ledger (pages have hundreds: no dictionary for each)."""
    if not removed:
        return {column.name: [] for column in REMOVED_COLUMNS}
    block, reason, score, by, text, path, start, end = map(list, zip(*removed, strict=True))
    many = len(removed)
    return {
        "page_id": [article.id] * many,
        "url": [article.url] * many,
        "block": block,
        "reason": [_REASON_VALUES[each] for each in reason],
        "score": score,
        "by": by,
        "text": text,
        "words": [len(each.split()) for each in text],
        "path": path,
        "start": start,
        "end": end,
        "schema_version": [article.schema_version] * many,
    }


def removed_rows(article: Article) -> list[Row]:
    """Flatten an article's ledger to rows."""
    return columns_to_rows(removed_columns(article.removed, article))


def columns_to_rows(columns: Columns) -> list[Row]:
    """Turn columns into rows."""
    return [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]


def dropped_row(dropped: Dropped) -> Row:
    """Flatten a dropped page to its row."""
    row: Row = {name: getattr(dropped, name) for name in _DROPPED_FIELDS}
    row["reason"] = dropped.reason.value
    return row


def arrow_schema(table: Table) -> pa.Schema:
    """Give the Arrow schema of a table, with the docs as field metadata."""
    import pyarrow as pa  # noqa: PLC0415 - heavy; records and steps do without it

    types: dict[ColumnType, pa.DataType] = {
        "string": pa.string(),
        "int64": pa.int64(),
        "float64": pa.float64(),
        "bool": pa.bool_(),
        "date": pa.date32(),
        "timestamp": pa.timestamp("us", tz="UTC"),
        "list<string>": pa.list_(pa.string()),
    }
    fields = [pa.field(c.name, types[c.type], nullable=c.nullable, metadata={"doc": c.doc}) for c in TABLES[table]]
    return pa.schema(fields)


_JSON_TYPES: dict[ColumnType, dict[str, object]] = {
    "string": {"type": "string"},
    "int64": {"type": "integer"},
    "float64": {"type": "number"},
    "bool": {"type": "boolean"},
    "date": {"type": "string", "format": "date"},
    "timestamp": {"type": "string", "format": "date-time"},
    "list<string>": {"type": "array", "items": {"type": "string"}},
}


def json_schema(table: Table) -> dict[str, object]:
    """Give the JSON Schema (draft 2020-12) of one row of a table, as written by `--format jsonl`."""
    properties: dict[str, object] = {}
    for column in TABLES[table]:
        kind = _JSON_TYPES[column.type]
        value = {"anyOf": [kind, {"type": "null"}]} if column.nullable else dict(kind)
        properties[column.name] = {**value, "description": column.doc}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"pagewinnow {table}",
        "type": "object",
        "properties": properties,
        "required": [column.name for column in TABLES[table]],
        "additionalProperties": False,
    }
