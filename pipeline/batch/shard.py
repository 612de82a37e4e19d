"""One shard from input to parts: what a worker does, on any engine."""

from __future__ import annotations

import errno
import time
from collections import Counter
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from itertools import count
from operator import attrgetter
from typing import TYPE_CHECKING, Any

import psutil

from pipeline.batch.guards import guarded
from pipeline.batch.journal import CLEANING, READING, WRITING, Journal
from pipeline.batch.layout import Layout
from pipeline.batch.lock import at_work
from pipeline.batch.markers import Marker, write_marker
from pipeline.batch.parts import ShardParts
from pipeline.batch.reports import SLOW_PAGES, ShardReport, SlowPage, slowest
from pipeline.readers import ReadCounts, fingerprint_files, read_shard
from pipeline.readers.files import display_name
from pipeline.records import SPAM_REASONS, Article, Dropped, DropReason, RawText, Removal, page_id
from pipeline.schema import article_row, dropped_row
from pipeline.writers.rows import scrub_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from pipeline.batch.guards import Clock
    from pipeline.batch.journal import Suspect
    from pipeline.config import Config
    from pipeline.readers import Mode, Shard
    from pipeline.records import RawPage, Reason

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

    def attempt(clock: Clock) -> Attempt:
        parts = ShardParts(Layout(job.out), shard.key, job.config.output.format, job.extra)
        return Attempt(shard, job, clock, parts)

    return run_attempt(shard, job, attempt)


def run_attempt(shard: Shard, job: Job, make: Callable[[Clock], Attempt]) -> ShardReport:
    """Make an attempt under the guards of a worker, and turn what the system refuses into a report."""
    try:
        with guarded(job.config.limits, on=job.guards) as clock, at_work(Layout(job.out)):
            return make(clock).finish()
    except InputChangedError as error:
        return ShardReport(key=shard.key, error=str(error))
    except OSError as error:
        where = f" ({error.filename})" if error.filename else ""
        return ShardReport(key=shard.key, error=f"{error.strerror or error}{where}", fatal=error.errno in FATAL_ERRORS)


class Attempt:
    """One go at a shard: read, clean, write, mark done."""

    def __init__(
        self, shard: Shard, job: Job, clock: Clock, parts: ShardParts, readings: Sequence[Shard] | None = None
    ) -> None:
        self.readings = [shard] if readings is None else readings
        self.shard, self.job, self.clock, self.parts = shard, job, clock, parts
        self.layout = Layout(job.out)
        self.journal = Journal(self.layout.journal(shard.key), _journal_stamp(job, shard, self.readings))
        self.counts = ReadCounts()
        self.articles = self.words = 0
        self.last_position = shard.start
        self.dropped: Counter[str] = Counter()
        self.removed: Counter[Reason] = Counter()
        self.seconds = {"read": 0.0, "clean": 0.0}
        self.slow: list[SlowPage] = []

    def finish(self) -> ShardReport:
        """Go on from where the last attempt was cut short, to the end."""
        started = time.perf_counter()
        try:
            with self.parts:
                for record, outcome in self._outcomes():
                    self._write(record, outcome)
                self.journal.note(WRITING)
                self._check_input()
            self.seconds.update(write=self.parts.seconds, total=time.perf_counter() - started)
            report = self.parts.amend(self._report())
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
        records = self._read(self.readings)
        for index in count():
            known, readable = next(past, (None, True))
            accused = suspect if suspect and suspect.index == index else None
            if known is None and accused and accused.reading and accused.guilty:
                known, readable = self._add(self._unreadable(accused), read=False), False
            if known is not None and not readable:
                yield None, known
                records = self._read(self._behind(index))
                continue
            record = self._next(records, quiet=known is not None)
            if record is None:
                return
            yield record, known or self._add(self._judge(record, accused))

    def _read(self, readings: Sequence[Shard]) -> Iterator[Record]:
        for shard in readings:
            yield from read_shard(shard, self.job.config, self.job.mode, self.counts)

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
        took = time.perf_counter() - started
        self.seconds["clean"] += took
        self.clock.stop()
        self._time(record, took)
        short = isinstance(outcome, Dropped) and outcome.reason == DropReason.OUT_OF_MEMORY
        if short and self.job.guards and not accused:
            raise MemoryError  # perhaps its neighbours took the memory: tried again, alone in a fresh process
        return outcome

    def _time(self, record: RawPage | RawText, seconds: float) -> None:
        """Remember a page if it is one of the slowest."""
        if len(self.slow) < SLOW_PAGES or seconds > self.slow[-1].seconds:
            file, position = (record.source.file, record.source.position) if record.source else (None, None)
            self.slow = slowest([*self.slow, SlowPage(round(seconds, 4), scrub_text(record.url or ""), file, position)])

    def _add(self, outcome: Article | Dropped, *, read: bool = True) -> Article | Dropped:
        """Note an outcome in the journal; text that no output format can hold is made so that it can."""
        try:
            self.journal.add(outcome, read=read)
        except UnicodeEncodeError:
            outcome = _scrubbed(outcome)
            self.journal.add(outcome, read=read)
        return outcome

    def _files(self) -> list[Shard]:
        """The single files of a shard of files; none for a container, which cannot be entered behind a record."""
        if self.shard.format not in ("html", "txt"):
            return []
        return [replace(shard, paths=(path,)) for shard in self.readings for path in shard.paths]

    def _behind(self, index: int) -> list[Shard]:
        return self._files()[index + 1 :]

    def _unreadable(self, accused: Suspect) -> Dropped:
        """Make the row of what killed its reader: a file, or all that is left of a container's range."""
        death, files = accused.deaths[-1], self._files()
        if files:
            shard, position, length = files[accused.index], 0, None
            what = "the file cannot be read"
        else:
            shard, position = self.shard, self.last_position
            length = shard.stop - position if shard.stop is not None else None
            what = f"reading stopped behind record {accused.index} of the range {shard.start}-{shard.stop or 'end'}"
        file = display_name(shard.paths[0])
        return Dropped(
            id=page_id(f"{file}#{position}", b""),
            reason=death.reason,
            detail=f"{what}: {death.detail}",
            source_file=file,
            source_position=position,
            source_length=length,
        )

    def _write(self, record: Record | None, outcome: Article | Dropped) -> None:
        """Hand the rows of a record to the parts, and count them."""
        self.last_position = outcome.source_position or self.last_position
        if isinstance(outcome, Dropped):
            self.dropped[outcome.reason.value] += 1
            self.parts.add("dropped", [dropped_row(outcome)])
            return
        self.articles += 1
        self.words += outcome.word_count
        self.removed.update(map(_reason_of, outcome.removed))
        row = article_row(outcome)
        if isinstance(record, RawText):
            row.update(record.columns)
        self.parts.add("articles", [row])
        if outcome.removed and (ledger := self.job.config.output.ledger) != "none":
            every = ledger == "all"
            wanted = outcome.removed if every else [row for row in outcome.removed if row.reason in SPAM_REASONS]
            self.parts.add_ledger(wanted, outcome)

    def _check_input(self) -> None:
        """Make sure that what was read is what was planned.

        Raises:
            InputChangedError: a file has changed or vanished in the meantime.
        """
        if self.shard.fingerprint and fingerprint_files(self.shard.paths) != self.shard.fingerprint:
            name = self.shard.paths[0] if len(self.shard.paths) == 1 else f"one of {len(self.shard.paths)} files"
            raise InputChangedError(f"changed or vanished while it was read: {name}")

    def _report(self) -> ShardReport:
        return ShardReport(
            key=self.shard.key,
            pages_read=self.articles + self.dropped.total(),
            articles=self.articles,
            words=self.words,
            dropped=dict(sorted(self.dropped.items())),
            removed=dict(sorted((reason.value, count) for reason, count in self.removed.items())),
            skipped=dict(sorted(self.counts.skipped.items())),
            bytes=self.counts.bytes,
            parts=self.parts.describe(),
            replayed=self.journal.outcomes,
            seconds={name: round(value, 4) for name, value in sorted(self.seconds.items())},
            slowest=self.slow,
            resident_mb=psutil.Process().memory_info().rss // MIB,
        )


_reason_of: Callable[[Removal], Reason] = attrgetter("reason")


def _journal_stamp(job: Job, shard: Shard, readings: Sequence[Shard]) -> bytes:
    return " ".join([job.stamp, shard.fingerprint, *(reading.to_json() for reading in readings)]).encode()


def _clean(record: RawPage | RawText, job: Job) -> Article | Dropped:
    from pipeline.clean import clean_page, clean_raw_text  # noqa: PLC0415 - main has no pages, and starts the sooner

    try:
        if job.judge is not None:
            return job.judge(record, job.config)
        return clean_raw_text(record, job.config) if isinstance(record, RawText) else clean_page(record, job.config)
    except MemoryError:
        return _drop(record, DropReason.OUT_OF_MEMORY, "not enough memory for this page")
    except Exception as error:  # noqa: BLE001 - the last net: a page costs at most itself
        return _drop(record, DropReason.CRASHED, f"{type(error).__name__}: {error}"[:300])


def _drop(record: RawPage | RawText, reason: DropReason, detail: str) -> Dropped:
    from pipeline.clean import host_of  # noqa: PLC0415 - as above

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
    if isinstance(value, Removal):
        return value._replace(text=scrub_text(value.text), path=scrub_text(value.path))
    if isinstance(value, tuple):
        return tuple(map(_scrub, value))
    return value
