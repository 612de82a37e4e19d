"""A page in a line, and what the finders make of it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from pipeline.metadata import Metadata, find_metadata
from tests.conftest import parse

if TYPE_CHECKING:
    from collections.abc import Iterable

FETCHED = datetime(2026, 3, 1, 12, tzinfo=UTC)
URL = "https://www.example.org/blog/on-mills"
TEXT = "<p>The old mill stood by the river, and nobody had worked in it for years.</p>" * 3


def found(
    body: str = "",
    head: str = "",
    *,
    url: str | None = URL,
    lang: str = "en",
    spam: Iterable[int] = (),
    fetched: datetime | None = FETCHED,
) -> Metadata:
    """Find the metadata of a page with this head and body, fetched on 1 March 2026 unless told otherwise."""
    page = parse(f"<html lang='{lang}'><head>{head}</head><body>{body}{TEXT}</body></html>")
    spam_blocks = set(spam)
    return find_metadata(page, set(range(len(page))) - spam_blocks, spam_blocks, url, fetched)


def json_ld(content: str) -> str:
    """A JSON-LD script."""
    return f'<script type="application/ld+json">{content}</script>'
