"""All fields of a page's record that are not its text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.metadata.authors import find_authors
from pipeline.metadata.facts import Facts
from pipeline.metadata.published import find_modified, find_published
from pipeline.metadata.site import (
    MAX_NAME_CHARS,
    find_canonical_url,
    find_description,
    find_image,
    find_is_free,
    find_licence,
    find_section,
    find_site_name,
    find_tags,
    tidy,
)
from pipeline.metadata.titles import find_title

if TYPE_CHECKING:
    from datetime import date, datetime

    from pipeline.blocks import Page


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page says of itself; names and contracts as in `pipeline.schema`."""

    title: str | None = None
    title_source: str | None = None
    authors: tuple[str, ...] = ()
    author_source: str | None = None
    site_name: str | None = None
    published: date | None = None
    published_raw: str | None = None
    date_source: str | None = None
    modified: date | None = None
    modified_raw: str | None = None
    language_declared: str | None = None
    canonical_url: str | None = None
    description: str | None = None
    image: str | None = None
    tags: tuple[str, ...] = ()
    section: str | None = None
    licence: str | None = None
    is_free: bool | None = None


def find_metadata(
    page: Page, kept_blocks: set[int], spam_blocks: set[int], url: str | None, fetched_at: datetime | None = None
) -> Metadata:
    """Find every metadata field of a parsed page.

    Args:
        page: the parsed page.
        kept_blocks: blocks that are in the article's text.
        spam_blocks: blocks of which something was removed as spam: no name or date is taken from them.
        url: address of the page.
        fetched_at: when it was fetched; no date is later.
    """
    facts = Facts(page, url, fetched_at, kept_blocks, spam_blocks)
    title, title_source, facts.headline = find_title(facts)
    authors, author_source = find_authors(facts)
    published, modified = find_published(facts), find_modified(facts)
    return Metadata(
        title=tidy(title, 500),
        title_source=title_source,
        authors=tuple(name for name in (tidy(author, MAX_NAME_CHARS) for author in authors) if name),
        author_source=author_source,
        site_name=find_site_name(facts),
        published=published.day if published else None,
        published_raw=tidy(published.raw) if published else None,
        date_source=published.source if published else None,
        modified=modified.day if modified else None,
        modified_raw=tidy(modified.raw) if modified else None,
        language_declared=facts.language,
        canonical_url=find_canonical_url(facts),
        description=find_description(facts),
        image=find_image(facts),
        tags=find_tags(facts),
        section=find_section(facts),
        licence=find_licence(facts),
        is_free=find_is_free(facts),
    )
