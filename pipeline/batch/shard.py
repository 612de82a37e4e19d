"""One shard from input to parts: what a worker does, on any engine."""

from __future__ import annotations

import errno
import time
from collections import Counter
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from itertools import count
from typing import TYPE_CHECKING, Any

import psutil

from pipeline.batch.guards import guarded
from pipeline.batch.journal import CLEANING, READING, WRITING, Journal
from pipeline.batch.layout import Layout
from pipeline.batch.lock import at_work
from pipeline.batch.markers import Marker, write_marker
from pipeline.batch.parts import ShardParts
from pipeline.batch.reports import ShardReport
from pipeline.clean import clean_page, clean_raw_text, host_of
from pipeline.readers import ReadCounts, fingerprint_files, read_shard
from pipeline.records import SPAM_REASONS, Article, Dropped, DropReason, RawText, Removal, page_id
from pipeline.schema import article_row, dropped_row, removed_rows
from pipeline.writers.rows import scrub_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pipeline.batch.guards import Clock
    from pipeline.batch.journal import Suspect
    from pipeline.config import Config
    from pipeline.readers import Mode, Shard
    from pipeline.records import RawPage

    Record = RawPage | RawText | Dropped
    Judge = Callable[[RawPage | RawText, Config], Article | Dropped]

FATAL_ERRORS = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EACCES, errno.EPERM, errno.EIO)
MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class Job:
    """What is the same for all shards of a run. Picklable, and small."""

    out: str
    config: Config
    stamp: str  # of version, schema, mode and configuration; see `pipeline.batch.plan`
    mode: Mode = "html"
    extra: dict[str, str] = field(default_factory=dict)  # pass-through columns of text inputs: name -> type
    judge: Judge | None = None  # stands in for clean_page and clean_raw_text; tests poison pages with it
    guards: bool = True  # limit time and memory of the process; False when it is not a worker's


class InputChangedError(Exception):
    """The files of a shard are not what they were when the run was planned."""


def run_shard(shard: Shard, job: Job) -> ShardReport:
    """Read, clean and write a shard, and mark it done; an earlier attempt that was cut short is continued.

    Returns:
        Counts and timings, also in the shard's marker. With `error` set the shard is not done and has no marker.
    """
    layout = Layout(job.out)
    try:
        with guarded(job.config.limits, on=job.guards) as clock, at_work(layout):
            return _Attempt(shard, job, layout, clock).finish()
    except InputChangedError as error:
        return ShardReport(key=shard.key, error=str(error))
    except OSError as error:
        where = f" ({error.filename})" if error.filename else ""
        return ShardReport(key=shard.key, error=f"{error.strerror or error}{where}", fatal=error.errno in FATAL_ERRORS)


class _Attempt:
    """One go at a shard."""

    def __init__(self, shard: Shard, job: Job, layout: Layout, clock: Clock) -> None:
        self.shard, self.job, self.layout, self.clock = shard, job, layout, clock
        self.journal = Journal(layout.journal(shard.key), f"{job.stamp} {shard.fingerprint}".encode())
        self.counts = ReadCounts()
        self.articles = self.words = 0
        self.last_position = shard.start
        self.dropped: Counter[str] = Counter()
        self.removed: Counter[str] = Counter()
        self.seconds = {"read": 0.0, "clean": 0.0}

    def finish(self) -> ShardReport:
        started = time.perf_counter()
        parts = ShardParts(self.layout, self.shard.key, self.job.config.output.format, self.job.extra)
        try:
            with parts:
                for record, outcome in self._outcomes():
                    self._write(parts, record, outcome)
                self.journal.note(WRITING)
                self._check_input()
            self.seconds.update(write=parts.seconds, total=time.perf_counter() - started)
            report = self._report(parts)
            write_marker(self.layout, Marker(self.job.stamp, self.shard.fingerprint, report))
        except BaseException:
            self.journal.close()
            raise
        self.journal.discard()
        return report

    def _outcomes(self) -> Iterator[tuple[Record | None, Article | Dropped]]:
        """Give every record with what came of it: first what the journal knows, then what is judged now."""
        past = self.journal.replay()
        suspect = self.journal.suspect()
        records = self._read(self.shard)
        for index in count():
            accused = suspect if suspect and suspect.index == index else None
            if accused and accused.reading and accused.guilty:
                yield None, self._add(self._unreadable(accused))
                records = self._read(self._behind(index))
                continue
            known = next(past, None)
            record = self._next(records, quiet=known is not None)
            if record is None:
                return
            yield record, known or self._add(self._judge(record, accused))

    def _read(self, shard: Shard | None) -> Iterator[Record]:
        return read_shard(shard, self.job.config, self.job.mode, self.counts) if shard else iter(())

    def _next(self, records: Iterator[Record], *, quiet: bool) -> Record | None:
        """Read a record, on the clock."""
        if not quiet:
            self.journal.note(READING)
        self.clock.start()
        started = time.perf_counter()
        record = next(records, None)
        self.seconds["read"] += time.perf_counter() - started
        self.clock.stop()
        return record

    def _judge(self, record: Record, accused: Suspect | None) -> Article | Dropped:
        """Clean a record, on the clock; a page that ended its worker twice is not tried again."""
        if isinstance(record, Dropped):
            return record
        if accused and accused.guilty:
            return _drop(record, accused.deaths[-1].reason, accused.deaths[-1].detail)
        self.journal.note(CLEANING)
        self.clock.start()
        started = time.perf_counter()
        outcome = _clean(record, self.job)
        self.seconds["clean"] += time.perf_counter() - started
        self.clock.stop()
        short = isinstance(outcome, Dropped) and outcome.reason == DropReason.OUT_OF_MEMORY
        if short and self.job.guards and not accused:
            raise MemoryError  # perhaps its neighbours took the memory: tried again, alone in a fresh process
        return outcome

    def _add(self, outcome: Article | Dropped) -> Article | Dropped:
        """Note an outcome in the journal; text that no output format can hold is made so that it can."""
        try:
            self.journal.add(outcome)
        except UnicodeEncodeError:
            outcome = _scrubbed(outcome)
            self.journal.add(outcome)
        return outcome

    def _behind(self, index: int) -> Shard | None:
        """What is left of a shard behind a record that kills its reader: other files, but nothing of a container."""
        positions = self.shard.only or range(len(self.shard.paths))
        rest = tuple(positions[index + 1 :]) if self.shard.format in ("html", "txt") else ()
        return replace(self.shard, only=rest) if rest else None

    def _unreadable(self, accused: Suspect) -> Dropped:
        shard, death = self.shard, accused.deaths[-1]
        if shard.format in ("html", "txt"):
            position = (shard.only or range(len(shard.paths)))[accused.index]
            file, length, what = shard.paths[position], None, "the file cannot be read"
        else:
            file, position = shard.paths[0], self.last_position
            length = shard.stop - position if shard.stop is not None else None
            what = f"reading stopped behind record {accused.index} of the range {shard.start}-{shard.stop or 'end'}"
        return Dropped(
            id=page_id(f"{file}#{position}", b""),
            reason=death.reason,
            detail=f"{what}: {death.detail}",
            source_file=file,
            source_position=position,
            source_length=length,
        )

    def _write(self, parts: ShardParts, record: Record | None, outcome: Article | Dropped) -> None:
        """Hand the rows of a record to the parts, and count them."""
        self.last_position = outcome.source_position or self.last_position
        if isinstance(outcome, Dropped):
            self.dropped[outcome.reason.value] += 1
            parts.add("dropped", [dropped_row(outcome)])
            return
        self.articles += 1
        self.words += outcome.word_count
        self.removed.update(removal.reason.value for removal in outcome.removed)
        row = article_row(outcome)
        if isinstance(record, RawText):
            row.update(record.columns)
        parts.add("articles", [row])
        if outcome.removed and (ledger := self.job.config.output.ledger) != "none":
            rows = removed_rows(outcome)
            parts.add("removed", rows if ledger == "all" else [row for row in rows if row["reason"] in SPAM_REASONS])

    def _check_input(self) -> None:
        """Make sure that what was read is what was planned.

        Raises:
            InputChangedError: a file has changed or vanished in the meantime.
        """
        if self.shard.fingerprint and fingerprint_files(self.shard.paths) != self.shard.fingerprint:
            name = self.shard.paths[0] if len(self.shard.paths) == 1 else f"one of {len(self.shard.paths)} files"
            raise InputChangedError(f"changed or vanished while it was read: {name}")

    def _report(self, parts: ShardParts) -> ShardReport:
        return ShardReport(
            key=self.shard.key,
            pages_read=self.articles + self.dropped.total(),
            articles=self.articles,
            words=self.words,
            dropped=dict(sorted(self.dropped.items())),
            removed=dict(sorted(self.removed.items())),
            skipped=dict(sorted(self.counts.skipped.items())),
            bytes=self.counts.bytes,
            parts=parts.describe(),
            replayed=self.journal.outcomes,
            seconds={name: round(value, 4) for name, value in sorted(self.seconds.items())},
            resident_mb=psutil.Process().memory_info().rss // MIB,
        )


def _clean(record: RawPage | RawText, job: Job) -> Article | Dropped:
    try:
        if job.judge is not None:
            return job.judge(record, job.config)
        return clean_raw_text(record, job.config) if isinstance(record, RawText) else clean_page(record, job.config)
    except MemoryError:
        return _drop(record, DropReason.OUT_OF_MEMORY, "not enough memory for this page")
    except Exception as error:  # noqa: BLE001 - the last net: a page costs at most itself
        return _drop(record, DropReason.CRASHED, f"{type(error).__name__}: {error}"[:300])


def _drop(record: RawPage | RawText, reason: DropReason, detail: str) -> Dropped:
    source = record.source
    return Dropped(
        id=record.id,
        reason=reason,
        detail=detail,
        url=record.url,
        host=host_of(record.url),
        source_file=source.file if source else None,
        source_position=source.position if source else None,
        source_length=source.length if source else None,
        fetched_at=record.fetched_at,
    )


def _scrubbed(outcome: Article | Dropped) -> Article | Dropped:
    """Put U+FFFD for what no output format can hold (lone surrogates), as the writers would."""
    changes = {each.name: _scrub(getattr(outcome, each.name)) for each in fields(outcome)}
    return replace(outcome, **changes)


def _scrub(value: Any) -> Any:  # noqa: ANN401 - any field's value
    if isinstance(value, StrEnum):
        return value
    if isinstance(value, str):
        return scrub_text(value)
    if isinstance(value, tuple):
        return tuple(map(_scrub, value))
    if isinstance(value, Removal):
        return replace(value, text=scrub_text(value.text), path=scrub_text(value.path))
    return value
