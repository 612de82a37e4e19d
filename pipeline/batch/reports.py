"""What a shard and a run report: counts that add up, and where the parts are."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import msgspec

from pipeline.schema import Table  # noqa: TC001 - msgspec reads the annotations

if TYPE_CHECKING:
    from collections.abc import Iterable


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """One part file as it was when its shard was done."""

    name: str
    rows: int
    bytes: int
    mtime_ns: int
    digest: str  # 32 hex digits: BLAKE2b-128 of the file


class SlowPage(msgspec.Struct, frozen=True):
    """A page and how long cleaning it took."""

    seconds: float  # wall time
    url: str  # "" where the input has none
    source_file: str | None
    source_position: int | None


SLOW_PAGES = 10  # of a run, and of a shard


def slowest(pages: Iterable[SlowPage]) -> list[SlowPage]:
    """Give the pages that took longest, the longest first."""
    return sorted(pages, key=lambda page: -page.seconds)[:SLOW_PAGES]


class ShardReport(msgspec.Struct, frozen=True, kw_only=True):
    """What came of one shard. Written as the shard's done-marker, and all that crosses from workers to main."""

    key: str
    pages_read: int = 0
    articles: int = 0
    words: int = 0  # of all articles
    dropped: dict[str, int] = {}  # pages by drop reason
    removed: dict[str, int] = {}  # ledger rows by reason, whether or not the ledger is written
    skipped: dict[str, int] = {}  # records that are no pages, by kind
    bytes: int = 0  # of page bodies
    parts: dict[Table, Part] = {}  # by table
    replayed: int = 0  # pages taken from an attempt that was cut short, not cleaned again
    seconds: dict[str, float] = {}  # wall time in this attempt: total, read, clean, write
    slowest: list[SlowPage] = []  # in this attempt
    resident_mb: int = 0  # of the worker behind the shard
    error: str | None = None  # why the shard is not done; no marker is written then
    fatal: bool = False  # the error will meet every other shard too (disk full)


class Funnel(msgspec.Struct, frozen=True, kw_only=True):
    """Where all pages went: `pages_read == articles + dropped`."""

    pages_read: int = 0
    articles: int = 0
    dropped: int = 0
    dropped_by_reason: dict[str, int] = {}
    removed_blocks: int = 0
    removed_by_reason: dict[str, int] = {}
    skipped_records: dict[str, int] = {}  # not pages: WARC requests, responses that are not HTML …
    words: int = 0
    bytes: int = 0

    @property
    def balances(self) -> bool:
        """Tell whether every page has exactly one outcome."""
        return self.pages_read == self.articles + self.dropped == self.articles + sum(self.dropped_by_reason.values())


class RunReport(msgspec.Struct, frozen=True, kw_only=True):
    """What a run did; `run.json` holds the same. Volatile facts (times, versions) are here and nowhere in the parts."""

    out: str
    funnel: Funnel
    shards: int
    shards_done_before: int
    pages_this_run: int
    pages_replayed: int  # of them, taken over from an attempt that was cut short
    mode: str
    format: str
    engine: str
    workers: int
    inputs: list[str]
    config: dict[str, Any]
    config_fingerprint: str
    schema_version: int
    versions: dict[str, str]
    started: str  # ISO 8601, UTC
    finished: str
    seconds: float  # wall time of this run
    shard_seconds: dict[str, float]  # summed over the shards of this run: total, read, clean, write
    slowest_pages: list[SlowPage] = []  # of this run
    failures: list[str] = []  # shards that are not done, one line each; empty when all is done

    @property
    def ok(self) -> bool:
        """Tell whether every shard is done and every page has its outcome."""
        return not self.failures and self.funnel.balances


def add_up(reports: Iterable[ShardReport]) -> Funnel:
    """Sum shard reports to the run's funnel; reasons by count, then by name."""
    sums: Counter[str] = Counter()
    dropped: Counter[str] = Counter()
    removed: Counter[str] = Counter()
    skipped: Counter[str] = Counter()
    for report in reports:
        sums.update(pages_read=report.pages_read, articles=report.articles, words=report.words, bytes=report.bytes)
        dropped.update(report.dropped)
        removed.update(report.removed)
        skipped.update(report.skipped)
    return Funnel(
        pages_read=sums["pages_read"],
        articles=sums["articles"],
        dropped=sum(dropped.values()),
        dropped_by_reason=_by_count(dropped),
        removed_blocks=sum(removed.values()),
        removed_by_reason=_by_count(removed),
        skipped_records=_by_count(skipped),
        words=sums["words"],
        bytes=sums["bytes"],
    )


def _by_count(counts: Counter[str]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
