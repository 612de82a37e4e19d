"""A run: plan, lock, work, report. What it promises stands in docs/runs.md."""

from __future__ import annotations

import contextlib
import os
import platform
import time
from collections import Counter
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, TypedDict, Unpack

import msgspec

from pipeline import __version__
from pipeline.batch.failures import RunError
from pipeline.batch.guards import explain_death
from pipeline.batch.journal import note_death
from pipeline.batch.layout import Layout
from pipeline.batch.lock import own_output
from pipeline.batch.plan import (
    Identity,
    Plan,
    Request,
    identify,
    read_identity,
    refuse_other,
    settle_plan,
    sweep,
    sweep_temporaries,
    wipe,
    write_shards,
)
from pipeline.batch.reports import RunReport, ShardReport, add_up
from pipeline.batch.shard import Job, run_shard
from pipeline.config import DEFAULT_CONFIG, Config
from pipeline.engines import Death, EngineOptions, open_engine
from pipeline.readers import passthrough_schema, plan_shards
from pipeline.writers.atomic import write_atomic

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from pipeline.batch.shard import Judge
    from pipeline.batch.watcher import Watcher
    from pipeline.engines import Engine
    from pipeline.readers import Format, Mode, Shard

MAX_IDLE_DEATHS = 6  # deaths in a row at one shard with no record in hand: the shard is given up
WARM_UP = "pipeline.batch.warm"  # what workers import before their first shard


class RunOptions(TypedDict, total=False):
    """What else can be said to `run`."""

    mode: Mode  # "html": pages; "text": text that was extracted already
    overwrite: bool  # start anew on an output that is there
    input_format: Format | None  # for inputs whose names do not tell
    watcher: Watcher  # is told how the run goes
    judge: Judge | None  # stands in for clean_page; for tests


def run(
    inputs: str | Path | Sequence[str | Path],
    out: str | Path,
    config: Config | None = None,
    workers: int | None = None,
    engine: str = "local",
    **options: Unpack[RunOptions],
) -> RunReport:
    """Clean all pages of some inputs into an output folder, and go on where an earlier run on it was cut short.

    Args:
        inputs: files, folders, globs or URLs of HTML, WARC, JSON Lines or Parquet.
        out: folder for articles/, removed/, dropped/ and run.json; made if need be.
        config: what to keep; the defaults when None.
        workers: processes; as many as this process may use cores when None.
        engine: a name in `pipeline.engines.ENGINES`.
        **options: see `RunOptions`.

    Returns:
        The funnel, timings and what failed. Every page read is one article or one dropped row.

    Raises:
        InputError: an input is missing or cannot be used.
        RunError: the output is in use, was made with other settings, or cannot be written.
        EngineError: the engine is unknown or cannot start.
    """
    named = [inputs] if isinstance(inputs, str | os.PathLike) else list(inputs)
    request = Request(
        inputs=tuple(os.fspath(name) for name in named),
        config=config or DEFAULT_CONFIG,
        mode=options.get("mode", "html"),
        input_format=options.get("input_format"),
    )
    do = open_engine(engine)
    workers = workers or _usable_cores()
    layout = Layout(out)
    if not layout.job.exists():  # nothing is made for inputs that cannot be used
        plan_shards(request.inputs, request.config, mode=request.mode, format=request.input_format)
    with _write_errors(layout):
        for folder in layout.folders:
            folder.mkdir(parents=True, exist_ok=True)
        with own_output(layout):
            return _Run(layout, request, Means(engine, do, workers), options).finish()


class Means(msgspec.Struct, frozen=True):
    """What a run is done with."""

    name: str
    engine: Engine
    workers: int


class _Run:
    """A run that holds the lock of its output."""

    def __init__(self, layout: Layout, request: Request, means: Means, options: RunOptions) -> None:
        self.layout, self.request, self.means, self.options = layout, request, means, options
        self.watcher = options.get("watcher") or _silent_watcher()
        self.started = datetime.now(UTC)
        self.clock = time.monotonic()
        self.failures: dict[str, str] = {}
        self.reports: list[ShardReport] = []  # of this run
        self.idle_deaths: Counter[str] = Counter()
        self.progress: dict[str, int] = {}  # records with an outcome at a shard's last death

    def finish(self) -> RunReport:
        if self.options.get("overwrite"):
            wipe(self.layout)
        identity, plan = self._prepare()
        todo = plan.todo
        self.watcher.begin(plan.shards, plan.done.values(), plan.notes)
        before = len(plan.done)
        if todo:
            self.layout.summary.unlink(missing_ok=True)  # what is not finished does not look finished
            try:
                self._work(todo, identity, plan)
            finally:
                sweep_temporaries(self.layout)
        report = self._report(identity, plan, before)
        if todo or not self.layout.summary.exists():
            write_atomic(str(self.layout.summary), msgspec.json.format(msgspec.json.encode(report), indent=2) + b"\n")
        self.watcher.end(report)
        return report

    def _prepare(self) -> tuple[Identity, Plan]:
        """Refuse or settle, and write the state down before any work."""
        old = read_identity(self.layout)
        stamp_only = identify(self.request, old.extra if old else {})
        refuse_other(self.layout, old, stamp_only)
        plan = settle_plan(self.layout, self.request, stamp_only.stamp)
        if not plan.shards:
            raise RunError("nothing to read: the inputs hold no pages")
        identity = identify(self.request, self._extra_columns(old, plan))
        refuse_other(self.layout, old, identity)
        write_atomic(str(self.layout.job), msgspec.json.encode(identity))
        write_shards(self.layout, plan.shards)
        sweep(self.layout, plan)
        return identity, plan

    def _extra_columns(self, old: Identity | None, plan: Plan) -> dict[str, str]:
        """Columns that pass through: those of the first run, to which new inputs may not add."""
        if self.request.mode != "text":
            return {}
        if old is None:
            return passthrough_schema(plan.shards, self.request.config)
        return {**old.extra, **passthrough_schema(plan.new, self.request.config)}

    def _work(self, todo: list[Shard], identity: Identity, plan: Plan) -> None:
        """Do shards in rounds: those whose worker died under them are gone on with in the next."""
        job = Job(
            out=str(self.layout.out),
            config=self.request.config,
            stamp=identity.stamp,
            mode=self.request.mode,
            extra=identity.extra,
            judge=self.options.get("judge"),
        )
        limits = self.request.config.limits
        options = EngineOptions(workers=self.means.workers, memory_mb=limits.worker_memory_mb, preload=WARM_UP)
        work = partial(run_shard, job=job)
        while todo:
            again: list[Shard] = []
            with contextlib.closing(self.means.engine(work, todo, options)) as results:
                for shard, result in results:
                    if isinstance(result, Death):
                        again += self._after_death(shard, result)
                    elif result.error is not None:
                        self._fail(shard, result.error, fatal=result.fatal)
                    else:
                        plan.done[shard.key] = result
                        self.reports.append(result)
                        self.watcher.shard_done(shard, result)
            todo = again

    def _after_death(self, shard: Shard, death: Death) -> list[Shard]:
        """Note how a worker ended in its shard's journal; gives the shard back to be gone on with."""
        if death.started:
            words = explain_death(death, self.request.config.limits)
            self.watcher.worker_died(shard, words.detail)
            with contextlib.suppress(FileNotFoundError):
                outcomes = note_death(self.layout.journal(shard.key), words)
                if outcomes > self.progress.get(shard.key, -1):
                    self.idle_deaths[shard.key] = 0
                self.progress[shard.key] = outcomes
        self.idle_deaths[shard.key] += 1
        if self.idle_deaths[shard.key] > MAX_IDLE_DEATHS:
            self._fail(shard, f"its worker died {MAX_IDLE_DEATHS} times at the same place", fatal=False)
            return []
        return [shard]

    def _fail(self, shard: Shard, error: str, *, fatal: bool) -> None:
        self.failures[shard.key] = f"{shard.paths[0]}: {error}"
        self.watcher.shard_failed(shard, error)
        if fatal:
            raise RunError(f"cannot write {self.layout.out}: {error}; what is done is kept, run the same command again")

    def _report(self, identity: Identity, plan: Plan, before: int) -> RunReport:
        seconds: Counter[str] = Counter()
        for report in self.reports:
            seconds.update(report.seconds)
        return RunReport(
            out=str(self.layout.out),
            funnel=add_up(plan.done.values()),
            shards=len(plan.shards),
            shards_done_before=before,
            pages_this_run=sum(report.pages_read for report in self.reports),
            pages_replayed=sum(report.replayed for report in self.reports),
            mode=self.request.mode,
            format=self.request.config.output.format,
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
            failures=list(self.failures.values()),
        )


def _silent_watcher() -> Watcher:
    from pipeline.batch.watcher import Watcher  # noqa: PLC0415 - the default needs no terminal

    return Watcher()


@contextlib.contextmanager
def _write_errors(layout: Layout) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise RunError(f"cannot write {layout.out}: {error.strerror or error}") from error


def _usable_cores() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not Linux
        return os.cpu_count() or 1


def _versions() -> dict[str, str]:
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415 - slow to import

    versions = {"pagewinnow": __version__, "python": platform.python_version(), "platform": platform.platform()}
    for name in ("turbohtml", "numpy", "pyarrow", "fastwarc", "ftfy"):
        with contextlib.suppress(PackageNotFoundError):
            versions[name] = version(name)
    return versions
