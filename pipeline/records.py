"""The records of a page's journey: what goes in, what comes out, and what judges say in between.

Only `RawPage`, `RawText`, `Article`, `CleanedText` and `Dropped` cross a process or engine border; the
columns they become on disk are listed in `pipeline.schema`.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date, datetime  # noqa: TC003 - field types that msgspec and users resolve at run time
from enum import StrEnum
from typing import NamedTuple

SCHEMA_VERSION = 1
"""Raised whenever a column of any output table changes its name, type or meaning."""


class DropReason(StrEnum):
    """Why a page became a dropped row. A closed list: adding or renaming one is a changelog entry."""

    EMPTY = "empty"  # no bytes, or only blanks
    NOT_HTML = "not_html"  # PDF, image, ZIP, JSON … by magic bytes or media type
    TOO_LARGE = "too_large"  # over limits.max_bytes, max_nodes, max_blocks or max_text_chars
    TOO_DEEP = "too_deep"  # over limits.max_depth
    UNDECODABLE = "undecodable"  # no charset gives readable text
    NO_CONTENT = "no_content"  # no block was judged content, or all of it was spam
    LANGUAGE = "language"  # not one of config.languages
    FARM_PAGE = "farm_page"  # farm_score at or over farm_threshold, and drop_farm_pages is set
    QUALITY = "quality"  # a named quality filter; the detail says which
    CRASHED = "crashed"  # the worker died or raised on this page, alone
    TIMED_OUT = "timed_out"  # over limits.page_seconds, alone
    OUT_OF_MEMORY = "out_of_memory"  # over limits.worker_memory_mb, alone
    BAD_RECORD = "bad_record"  # a container's record that cannot be read


class Reason(StrEnum):
    """Why a block was removed. A closed list and public API, as `DropReason` is."""

    # Spam families (see docs/reasons.md): named by the detectors of `pipeline.spam`.
    FAKE_PROFILE = "fake_profile"
    FAKE_BIO = "fake_bio"
    FAKE_SOCIALS = "fake_socials"
    CAPTION_PAIRS = "caption_pairs"
    UNRELATED_TITLES = "unrelated_titles"
    RELATED_LINKS = "related_links"
    PROMOTED = "promoted"
    TAG_CLOUD = "tag_cloud"
    GALLERY = "gallery"
    ORPHAN_TOC = "orphan_toc"
    CALL_TO_ACTION = "call_to_action"
    COMMENTS = "comments"
    SITE_REPEAT = "site_repeat"
    # Layout: named by the content scorer.
    BOILERPLATE = "boilerplate"
    # Text that moved to a field of the record.
    HEADLINE = "headline"
    BYLINE = "byline"


SPAM_REASONS: tuple[Reason, ...] = (
    Reason.FAKE_PROFILE,
    Reason.FAKE_BIO,
    Reason.FAKE_SOCIALS,
    Reason.CAPTION_PAIRS,
    Reason.UNRELATED_TITLES,
    Reason.RELATED_LINKS,
    Reason.PROMOTED,
    Reason.TAG_CLOUD,
    Reason.GALLERY,
    Reason.ORPHAN_TOC,
    Reason.CALL_TO_ACTION,
    Reason.COMMENTS,
    Reason.SITE_REPEAT,
)
"""Reasons a spam judge may give; each can be switched off in `config.spam.remove`."""

FARM_REASONS: tuple[Reason, ...] = (
    Reason.FAKE_PROFILE,
    Reason.FAKE_BIO,
    Reason.FAKE_SOCIALS,
    Reason.CAPTION_PAIRS,
    Reason.UNRELATED_TITLES,
    Reason.ORPHAN_TOC,
    Reason.GALLERY,
)
"""Reasons that speak for a content farm (honest sites have related links and share prompts too)."""


class Drop(Exception):  # noqa: N818 - a verdict on the page, not a programming error
    """Raised by a step to end a page's journey; caught in one place, `pipeline.clean`."""

    def __init__(self, reason: DropReason, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else str(reason))
        self.reason = reason
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Source:
    """Where a record was read from: every output row traces back to an input."""

    file: str  # path or URL of the input file as it was given
    position: int = 0  # WARC: byte offset of the record; JSON Lines: line, from 1; Parquet: row, from 0
    length: int | None = None  # bytes of the record in the file, where the container tells


@dataclass(frozen=True, slots=True)
class RawPage:
    """A fetched page, as it came over the wire."""

    url: str | None
    body: bytes
    content_type: str | None = None  # HTTP Content-Type header, with or without charset
    fetched_at: datetime | None = None  # UTC; bounds the publication date
    source: Source | None = None

    @property
    def id(self) -> str:
        """32 hex digits: BLAKE2b-128 of URL, NUL, body."""
        return page_id(self.url, self.body)


@dataclass(frozen=True, slots=True)
class RawText:
    """Text that somebody already extracted, with the columns that travel with it."""

    text: str
    url: str | None = None
    fetched_at: datetime | None = None
    source: Source | None = None
    columns: dict[str, object] = field(default_factory=dict)  # passed through unchanged

    @property
    def id(self) -> str:
        """32 hex digits: BLAKE2b-128 of URL, NUL, text as UTF-8."""
        return page_id(self.url, self.text.encode("utf-8", "surrogatepass"))


def page_id(url: str | None, body: bytes) -> str:
    """Name a page by what it is, not where it lay: BLAKE2b-128 hex of URL, NUL, body."""
    digest = hashlib.blake2b((url or "").encode("utf-8", "surrogatepass"), digest_size=16)
    digest.update(b"\0")
    digest.update(body)
    return digest.hexdigest()


class Mark(NamedTuple):  # a tuple, as Removal is: pages have hundreds, and these are made in a third of the time
    """An opinion of a judge about one line of a page. Judges only mark; `pipeline.keep` alone deletes."""

    line: int  # index into the page's lines
    reason: Reason
    score: float  # 0..1, how sure the judge is
    by: str  # the judge and its version, e.g. "spam.profile/1"


class Removal(NamedTuple):
    """One row of the ledger: a stretch of visible text that did not go into the article, and why."""

    block: int  # index of the block in the page, from 0 in document order
    reason: Reason
    score: float  # 0..1, how sure the judge was
    by: str  # the judge and its version
    text: str  # the removed text
    path: str  # HTML: tags and classes down to the block, "body > div.post > ul > li"; text: "line 12"
    start: int | None = None  # text mode: offset of the first character removed, in the given text
    end: int | None = None  # text mode: offset behind the last character removed


@dataclass(frozen=True, slots=True)
class Article:
    """A clean article record. The contract of every field stands in `pipeline.schema`."""

    id: str
    text: str
    url: str | None = None
    canonical_url: str | None = None
    host: str | None = None
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
    language: str | None = None
    language_declared: str | None = None
    language_confidence: float | None = None
    script: str | None = None
    description: str | None = None
    image: str | None = None
    tags: tuple[str, ...] = ()
    section: str | None = None
    licence: str | None = None
    is_free: bool | None = None
    page_type: str | None = None
    confidence: float | None = None
    markdown: str = ""
    word_count: int = 0
    sentence_count: int = 0
    reading_minutes: float = 0.0
    blocks_total: int = 0
    blocks_kept: int = 0
    blocks_removed: int = 0
    farm_score: float = 0.0
    removed_reasons: tuple[str, ...] = ()
    text_source: str = "dom"
    encoding: str | None = None
    encoding_source: str | None = None
    replacement_count: int = 0
    extractor: str = "learned"
    content_hash: str = ""
    simhash: int = 0
    signals: dict[str, float | bool | None] = field(default_factory=dict)
    schema_version: int = SCHEMA_VERSION
    source_file: str | None = None
    source_position: int | None = None
    fetched_at: datetime | None = None
    removed: tuple[Removal, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class CleanedText:
    """What `clean_text` gives: the text less the removed lines, and the ledger of what went."""

    text: str
    removed: tuple[Removal, ...] = ()
    farm_score: float = 0.0


@dataclass(frozen=True, slots=True)
class Dropped:
    """A page (or unreadable record) that gave no article, and why."""

    id: str
    reason: DropReason
    detail: str = ""  # one line for a person
    url: str | None = None
    host: str | None = None
    source_file: str | None = None
    source_position: int | None = None
    source_length: int | None = None  # bytes of the record in its file, where known
    fetched_at: datetime | None = None
    schema_version: int = SCHEMA_VERSION
