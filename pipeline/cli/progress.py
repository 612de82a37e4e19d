"""What a person sees of a run: a bar on a terminal, log lines (plain or JSON) elsewhere, and the funnel at the end."""

from __future__ import annotations

import json
import sys
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal

import click

from pipeline.batch.watcher import Watcher
from pipeline.cli.main import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.progress import Progress, TaskID

    from pipeline.batch.reports import RunReport, ShardReport
    from pipeline.readers import Shard

LogFormat = Literal["auto", "plain", "json"]
LOG_SECONDS = 10.0  # between two lines of progress in a log
MESSAGES = 20  # of each kind, then a count: stderr stays short whatever happens


def choose_watcher(log_format: LogFormat, *, quiet: bool) -> Watcher:
    """Give the watcher for where stderr goes."""
    if quiet:
        return Watcher()
    if log_format == "auto" and _is_terminal():
        return BarWatcher()
    return LogWatcher(as_json=log_format == "json")


def _is_terminal() -> bool:
    try:
        return sys.stderr.isatty()
    except (AttributeError, ValueError):  # closed, or never there
        return False


class _Told(Watcher):
    """What bar and log have in common: counts, and a limit to messages."""

    def __init__(self) -> None:
        self.pages_planned = self.pages = self.articles = self.dropped = 0
        self.pages_before = 0
        self.started = time.monotonic()
        self.messages = 0

    def begin(self, shards: Sequence[Shard], done: Iterable[ShardReport], notes: Sequence[str]) -> None:
        done = list(done)
        self.pages_planned = sum(shard.pages for shard in shards)
        self.pages_before = self.pages = sum(report.pages_read for report in done)
        self.articles = sum(report.articles for report in done)
        self.dropped = self.pages - self.articles
        self.started = time.monotonic()
        for note in notes:
            self.say("note", note)
        if done:
            self.say("note", f"{len(done)} of {len(shards)} shards were done before")

    def shard_done(self, shard: Shard, report: ShardReport) -> None:
        self.pages += report.pages_read
        self.articles += report.articles
        self.dropped += report.pages_read - report.articles
        self.pages_planned += report.pages_read - shard.pages  # plans estimate

    def shard_failed(self, shard: Shard, error: str) -> None:
        self.say("error", f"{shard.paths[0]}: {error}")

    def worker_died(self, shard: Shard, how: str) -> None:
        self.say("warning", f"a page {how}; going on with {shard.paths[0]} behind it")

    @property
    def rate(self) -> float:
        """Pages a second in this run."""
        return (self.pages - self.pages_before) / max(time.monotonic() - self.started, 1e-6)

    def say(self, level: str, text: str) -> None:
        """Say a line, unless there were too many."""
        self.messages += 1
        if self.messages <= MESSAGES:
            self.write(level, printable(text))
        elif self.messages == MESSAGES + 1:
            self.write("warning", "more messages are left out; run.json has them")

    def write(self, level: str, text: str) -> None:
        """Bring a line to stderr."""
        raise NotImplementedError


class BarWatcher(_Told):
    """A progress bar with rate, time left and counts."""

    def __init__(self) -> None:
        super().__init__()
        self.progress, self.task = _build_bar()

    def begin(self, shards: Sequence[Shard], done: Iterable[ShardReport], notes: Sequence[str]) -> None:
        """Start the bar."""
        super().begin(shards, done, notes)
        self.progress.start()
        self._draw()

    def shard_done(self, shard: Shard, report: ShardReport) -> None:
        """Move the bar."""
        super().shard_done(shard, report)
        self._draw()

    def _draw(self) -> None:
        total = max(self.pages_planned, self.pages)
        counts = f"{self.articles:,} articles, {self.dropped:,} dropped, {self.rate:,.0f} pages/s"
        self.progress.update(self.task, total=total, completed=self.pages, counts=counts)

    def write(self, level: str, text: str) -> None:
        """Print above the bar."""
        self.progress.console.print(f"{level}: {text}", markup=False, highlight=False)

    def close(self) -> None:
        """Take the bar off the screen."""
        self.progress.stop()


def _build_bar() -> tuple[Progress, TaskID]:
    from rich.console import Console  # noqa: PLC0415 - only a terminal needs it
    from rich.progress import (  # noqa: PLC0415
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    progress = Progress(
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("pages"),
        TextColumn("{task.fields[counts]}"),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
        refresh_per_second=4,
    )
    return progress, progress.add_task("pages", total=None, counts="")


class LogWatcher(_Told):
    """Lines for a log: when the run begins, every ten seconds, and when something happens."""

    def __init__(self, *, as_json: bool) -> None:
        super().__init__()
        self.as_json = as_json
        self.last = time.monotonic()

    def begin(self, shards: Sequence[Shard], done: Iterable[ShardReport], notes: Sequence[str]) -> None:
        """Say what there is to do."""
        super().begin(shards, done, notes)
        self.write("info", f"about {self.pages_planned:,} pages in {len(shards):,} shards")

    def shard_done(self, shard: Shard, report: ShardReport) -> None:
        """Say how far it is, every now and then."""
        super().shard_done(shard, report)
        if time.monotonic() - self.last >= LOG_SECONDS:
            self.last = time.monotonic()
            self._log_progress()

    def end(self, report: RunReport) -> None:
        """Say how it ended."""
        del report
        self._log_progress()

    def _log_progress(self) -> None:
        left = max(self.pages_planned - self.pages, 0) / max(self.rate, 1e-6)
        self.write(
            "info",
            f"{self.pages:,} of about {max(self.pages_planned, self.pages):,} pages, {self.articles:,} articles, "
            f"{self.dropped:,} dropped, {self.rate:,.0f} pages/s, {left:,.0f} s left",
            pages=self.pages,
            articles=self.articles,
            dropped=self.dropped,
            pages_a_second=round(self.rate, 1),
        )

    def write(self, level: str, text: str, **facts: float) -> None:
        """Write a line, with its facts as fields when it is JSON."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        if self.as_json:
            line = json.dumps({"time": now, "level": level, "message": text, **facts})
        else:
            line = f"{now} {level} {text}"
        click.echo(line, err=True)


def show_funnel(report: RunReport) -> None:
    """Write the funnel and what was removed to stderr."""
    funnel = report.funnel
    rows = [("pages read", funnel.pages_read), ("articles", funnel.articles), ("dropped", funnel.dropped)]
    rows += [(f"  {reason}", number) for reason, number in funnel.dropped_by_reason.items()]
    rows += [("blocks removed", funnel.removed_blocks)]
    rows += [(f"  {reason}", number) for reason, number in funnel.removed_by_reason.items()]
    if funnel.skipped_records:
        rows += [("records that are no pages", sum(funnel.skipped_records.values()))]
        rows += [(f"  {kind}", number) for kind, number in list(funnel.skipped_records.items())[:10]]
    width = max(len(name) for name, _ in rows)
    for name, number in rows:
        click.echo(f"{printable(name).ljust(width)}  {number:>12,}", err=True)
    rate = report.pages_this_run / max(report.seconds, 1e-6)
    done = (
        f"{report.pages_this_run:,} pages in {report.seconds:,.1f} s ({rate:,.0f} a second, {report.workers} workers)"
    )
    click.echo(f"{done}; {printable(report.out)}", err=True)
