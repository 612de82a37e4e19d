"""Pages as Arrow batches -> articles as Arrow batches, for jobs of Ray Data, Spark or whatever maps batches."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa

from pipeline.clean import clean_page, host_of
from pipeline.config import DEFAULT_CONFIG
from pipeline.records import Article, Dropped, RawPage
from pipeline.schema import arrow_schema, article_row
from pipeline.sites.observe import observe_page, to_batch

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.config import Config

HTML_TYPE = "text/html; charset=utf-8"


def output_schema() -> pa.Schema:
    """The articles table, with `drop_reason` and `drop_detail` for the pages that gave no article."""
    return (
        arrow_schema("articles")
        .append(pa.field("drop_reason", pa.string(), metadata={"doc": "Why there is no article; null where there is."}))
        .append(pa.field("drop_detail", pa.string(), metadata={"doc": "One line for a person."}))
    )


def clean_rows(batch: pa.Table, config: Config | None = None) -> pa.Table:
    """Clean a batch of pages: one row out for one row in, in order.

    Args:
        batch: columns `html` (string or binary) and, where known, `url`.
        config: what to keep; the defaults when None.

    Raises:
        ValueError: there is no column `html`.
    """
    return pa.Table.from_pylist([_row(page, config) for page in _pages(batch)], schema=output_schema())


def observe_rows(batch: pa.RecordBatch, config: Config | None = None) -> pa.RecordBatch:
    """Give what is to be counted of a batch of pages for site learning: rows of `pipeline.sites.observe.OBSERVED`.

    Raises:
        ValueError: there is no column `html`.
    """
    limits = (config or DEFAULT_CONFIG).limits
    hosts = ((page, host_of(page.url)) for page in _pages(batch))
    return to_batch(row for page, host in hosts if host for row in observe_page(page, host, limits))


def _pages(batch: pa.Table | pa.RecordBatch) -> Iterator[RawPage]:
    names = batch.schema.names
    if "html" not in names:
        raise ValueError(f"a column `html` is needed, the batch has {', '.join(names)}")
    bodies = batch.column("html").to_pylist()
    urls = batch.column("url").to_pylist() if "url" in names else [None] * len(bodies)
    yield from map(_page, urls, bodies)


def _page(url: str | None, body: str | bytes | None) -> RawPage:
    if isinstance(body, str):
        return RawPage(url, body.encode("utf-8", "replace"), HTML_TYPE)
    return RawPage(url, body or b"")


def _row(page: RawPage, config: Config | None) -> dict[str, object]:
    outcome = clean_page(page, config)
    if isinstance(outcome, Article):
        return {**article_row(outcome), "drop_reason": None, "drop_detail": None}
    return {**_empty(outcome), "drop_reason": outcome.reason.value, "drop_detail": outcome.detail}


def _empty(dropped: Dropped) -> dict[str, object]:
    return article_row(Article(id=dropped.id, text="", url=dropped.url, host=dropped.host))
