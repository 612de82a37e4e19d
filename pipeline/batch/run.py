"""A run: plan, lock, work, report. What it promises stands in docs/runs.md."""

from __future__ import annotations

import contextlib
import os
from functools import partial
from typing import TYPE_CHECKING, TypedDict, Unpack

import msgspec

from pipeline.batch.failures import RunError
from pipeline.batch.layout import Layout
from pipeline.batch.lease import own_store
from pipeline.batch.lock import own_output
from pipeline.batch.mirror import Mirror, Store, fetch_state, is_store, staging_folder
from pipeline.batch.plan import (
    Identity,
    Plan,
    Request,
    cut_inputs,
    identify,
    read_identity,
    refuse_other,
    settle_plan,
    sweep,
    wipe,
    write_shards,
)
from pipeline.batch.session import Means, Session
from pipeline.batch.shard import Job, run_shard
from pipeline.config import DEFAULT_CONFIG, Config
from pipeline.engines import open_engine
from pipeline.readers import passthrough_schema
from pipeline.writers.atomic import write_atomic

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from pipeline.batch.reports import RunReport
    from pipeline.batch.shard import Judge
    from pipeline.batch.watcher import Watcher
    from pipeline.readers import Format, Mode, Shard


class RunOptions(TypedDict, total=False):
    """What else can be said to `run`."""

    mode: Mode  # "html": pages; "text": text that was extracted already
    overwrite: bool  # start anew on an output that is there
    input_format: Format | None  # for inputs whose names do not tell
    watcher: Watcher  # is told how the run goes
    judge: Judge | None  # stands in for clean_page, for tests; workers import it by its name


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
        out: folder for articles/, removed/, dropped/ and run.json, made if need be; or a URL of an object store.
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
    means = Means(engine, open_engine(engine), workers or usable_cores())
    store = Store(str(out)) if is_store(out) else None
    layout = Layout(staging_folder(str(out)), str(out)) if store else Layout(out)
    fresh = None
    if options.get("overwrite") or not layout.job.exists():  # inputs that cannot be used cost nobody an output
        fresh = cut_inputs(request)
    with writing_to(layout):
        for folder in layout.folders:
            folder.mkdir(parents=True, exist_ok=True)
        with own_output(layout), own_store(store, layout) as lease:
            watcher = Mirror(lease, options.get("watcher")) if lease else options.get("watcher")
            if options.get("overwrite"):
                wipe(layout)
            elif store:
                fetch_state(store, layout)
            identity, plan = _prepare(layout, request, fresh)
            job = Job(
                out=str(layout.out),
                config=request.config,
                stamp=identity.stamp,
                mode=request.mode,
                extra=identity.extra,
                judge=options.get("judge"),
            )
            session = Session(layout, means, request.config.limits, watcher)
            return session.finish(partial(run_shard, job=job), plan.todo, identity, plan)


def _prepare(layout: Layout, request: Request, fresh: list[Shard] | None) -> tuple[Identity, Plan]:
    """Refuse or settle, and write the state down before any work."""
    old = read_identity(layout)
    identity = identify(request, old.extra if old else {})
    refuse_other(layout, old, identity)
    plan = settle_plan(layout, request, identity.stamp, fresh)
    if not plan.shards:
        raise RunError("nothing to read: the inputs hold no pages")
    if request.mode == "text":
        columns = passthrough_schema(plan.new if old else plan.shards, request.config)
        identity = identify(request, {**identity.extra, **columns})
        refuse_other(layout, old, identity)  # new inputs may not bring new columns
    write_atomic(str(layout.job), msgspec.json.encode(identity))
    write_shards(layout, plan.shards)
    sweep(layout, plan)
    return identity, plan


@contextlib.contextmanager
def writing_to(layout: Layout) -> Iterator[None]:
    """Turn what the operating system refuses into a line that names the output.

    Raises:
        RunError: the output cannot be written.
    """
    try:
        yield
    except OSError as error:
        raise RunError(f"cannot write {layout.out}: {error.strerror or error}") from error


def usable_cores() -> int:
    """Count the cores that this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not Linux
        return os.cpu_count() or 1
