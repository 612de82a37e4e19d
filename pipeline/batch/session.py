"""A run while it holds the lock of its output: shards to an engine, deaths to journals, counts to run.json."""

from __future__ import annotations

import contextlib
import platform
import time
from collections import Counter, deque
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar

import msgspec

from pipeline import __version__
from pipeline.batch.failures import RunError
from pipeline.batch.guards import explain_death
from pipeline.batch.journal import note_death
from pipeline.batch.plan import sweep_temporaries
from pipeline.batch.reports import RunReport, ShardReport, add_up, slowest
from pipeline.batch.watcher import Watcher
from pipeline.engines import Death, EngineOptions
from pipeline.writers.atomic import write_atomic

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.batch.layout import Layout
    from pipeline.batch.plan import Identity, Plan
    from pipeline.config import Limits
    from pipeline.engines import Engine, Work
    from pipeline.readers import Shard

MAX_IDLE_DEATHS = 6  # deaths in a row at one shard that came no further: it is given up
WARM_UP = "pipeline.batch.warm"  # what workers import before their first shard
PACKAGES = ("turbohtml", "numpy", "pyarrow", "ftfy")  # whose versions run.json tells


Task = TypeVar("Task")


class Means(msgspec.Struct, frozen=True):
    """What a run is done with."""

    name: str
    engine: Engine
    workers: int


class TaskQueue(Generic[Task]):
    """Tasks for an engine; more may come while some are out."""

    def __init__(self, tasks: Iterable[Task]) -> None:
        self.waiting = deque(tasks)

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> Task:
        if not self.waiting:
            raise StopIteration
        return self.waiting.popleft()


class Session:
    """One run or replay at work on an output."""

    def __init__(self, layout: Layout, means: Means, limits: Limits, watcher: Watcher | None) -> None:
        self.layout, self.means, self.limits = layout, means, limits
        self.watcher = watcher or Watcher()
        self.started = datetime.now(UTC)
        self.clock = time.monotonic()
        self.failures: dict[str, str] = {}
        self.reports: list[ShardReport] = []  # of this run
        self.idle_deaths: Counter[str] = Counter()
        self.progress: dict[str, int] = {}  # records with an outcome at a shard's last death

    def finish(self, work: Work, todo: list[Shard], identity: Identity, plan: Plan) -> RunReport:
        """Do what is to be done, and write run.json."""
        before = len(plan.done)
        self.watcher.begin(plan.shards, plan.done.values(), plan.notes)
        if todo:
            self.layout.workers_log.write_bytes(b"")
            self.layout.summary.unlink(missing_ok=True)  # what is not finished does not look finished
            try:
                self._work(work, todo, plan)
            finally:
                sweep_temporaries(self.layout)
        report = self._report(identity, plan, before)
        if todo or not self.layout.summary.exists():
            write_atomic(str(self.layout.summary), msgspec.json.format(msgspec.json.encode(report), indent=2) + b"\n")
        self.watcher.end(report)
        return report

    def _work(self, work: Work, todo: list[Shard], plan: Plan) -> None:
        """Do all shards; those whose worker died under them are gone on with behind the others."""
        options = EngineOptions(
            workers=self.means.workers,
            memory_mb=self.limits.worker_memory_mb,
            preload=WARM_UP,
            log=str(self.layout.workers_log),
        )
        queue = TaskQueue(todo)
        with contextlib.closing(self.means.engine(work, queue, options)) as results:
            for shard, result in results:
                if isinstance(result, Death):
                    queue.waiting.extend(self._after_death(shard, result))
                else:
                    self._take(shard, result, plan)

    def _take(self, shard: Shard, report: ShardReport, plan: Plan) -> None:
        if report.error is not None:
            self._fail(shard, report.error)
            if report.fatal:
                raise RunError(
                    f"cannot write {self.layout.name}: {report.error}; what is done is kept, run the same command again"
                )
            return
        plan.done[shard.key] = report
        self.reports.append(report)
        self.watcher.shard_done(shard, report)

    def _after_death(self, shard: Shard, death: Death) -> list[Shard]:
        """Note how a worker ended in its shard's journal; gives the shard back to be gone on with."""
        words = explain_death(death, self.limits)
        self.watcher.worker_died(shard, words.detail)
        with contextlib.suppress(FileNotFoundError):  # it came to nothing, not even a journal
            outcomes = note_death(self.layout.journal(shard.key), words)
            if outcomes > self.progress.get(shard.key, -1):
                self.idle_deaths[shard.key] = 0
            self.progress[shard.key] = outcomes
        self.idle_deaths[shard.key] += 1
        if self.idle_deaths[shard.key] > MAX_IDLE_DEATHS:
            self._fail(shard, f"its worker died {MAX_IDLE_DEATHS} times at the same place")
            return []
        return [shard]

    def _fail(self, shard: Shard, error: str) -> None:
        self.failures[shard.key] = f"{shard.paths[0]}: {error}"
        self.watcher.shard_failed(shard, error)

    def _report(self, identity: Identity, plan: Plan, before: int) -> RunReport:
        seconds: Counter[str] = Counter()
        for report in self.reports:
            seconds.update(report.seconds)
        return RunReport(
            out=self.layout.name,
            funnel=add_up(plan.done.values()),
            shards=len(plan.shards),
            shards_done_before=before,
            pages_this_run=sum(report.pages_read for report in self.reports),
            pages_replayed=sum(report.replayed for report in self.reports),
            mode=identity.mode,
            format=_format_of(identity.config),
            engine=self.means.name,
            workers=self.means.workers,
            inputs=identity.inputs,
            config=identity.config,
            config_fingerprint=identity.config_fingerprint,
            schema_version=identity.schema_version,
            versions=_versions(),
            started=self.started.isoformat(timespec="seconds"),
            finished=datetime.now(UTC).isoformat(timespec="seconds"),
            seconds=round(time.monotonic() - self.clock, 3),
            shard_seconds={name: round(value, 3) for name, value in sorted(seconds.items())},
            slowest_pages=slowest(page for report in self.reports for page in report.slowest),
            failures=list(self.failures.values()),
        )


def _format_of(config: dict[str, Any]) -> str:
    return str(config["output"]["format"])


def _versions() -> dict[str, str]:
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415 - slow to import

    versions = {"pagewinnow": __version__, "python": platform.python_version(), "platform": platform.platform()}
    for name in PACKAGES:
        with contextlib.suppress(PackageNotFoundError):
            versions[name] = version(name)
    return versions
