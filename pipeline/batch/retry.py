"""Dead letters: the pages of dropped/ once more, from where they lay in the input.

The pages that were kept are not touched: only the dropped records are read and cleaned again, and the parts of their
shards are written anew with the rows in the order of the input, as an undisturbed run would have written them.
"""

from __future__ import annotations

import json
from functools import partial
from operator import itemgetter
from typing import TYPE_CHECKING, Any, TypedDict, Unpack

import msgspec

from pipeline.batch.failures import RunError
from pipeline.batch.layout import TABLE_NAMES, Layout
from pipeline.batch.lock import own_output
from pipeline.batch.markers import is_intact, read_marker
from pipeline.batch.parts import ShardParts
from pipeline.batch.plan import Identity, Plan, differing_keys, read_identity, read_shards, stored_config
from pipeline.batch.run import usable_cores, writing_to
from pipeline.batch.session import Means, Session
from pipeline.batch.shard import Attempt, Job, run_attempt
from pipeline.engines import open_engine
from pipeline.readers import pick_records
from pipeline.readers.files import display_name
from pipeline.schema import EXTRA_COLUMN, columns_to_rows, removed_columns
from pipeline.writers.atomic import write_atomic

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path

    from pipeline.batch.guards import Clock
    from pipeline.batch.markers import Marker
    from pipeline.batch.reports import RunReport, ShardReport
    from pipeline.batch.shard import Judge
    from pipeline.batch.watcher import Watcher
    from pipeline.config import Config
    from pipeline.readers import Shard
    from pipeline.records import Article, Removal
    from pipeline.schema import Row, Table


class RetryOptions(TypedDict, total=False):
    """What else can be said to `retry_dropped`."""

    reasons: Collection[str]  # only pages dropped for these; all when empty
    config: Config | None  # may differ from the run's in `limits` alone
    watcher: Watcher
    judge: Judge | None


def retry_dropped(
    out: str | Path, workers: int | None = None, engine: str = "local", **options: Unpack[RetryOptions]
) -> RunReport:
    """Clean the dropped pages of an output again.

    Raises:
        RunError: there is no finished run in `out`, or it was made with other settings than are given now.
        EngineError: the engine is unknown or cannot start.
    """
    layout = Layout(out)
    means = Means(engine, open_engine(engine), workers or usable_cores())
    if not layout.job.exists():
        raise RunError(f"{layout.out} is not the output of a run: there is nothing to retry")
    with writing_to(layout), own_output(layout):
        identity = _settle(layout, options.get("config"))
        config = stored_config(identity)
        plan = _done_shards(layout, identity)
        reasons = frozenset(options.get("reasons", ()))
        todo = [s for s in plan.shards if s.key in plan.done and _holds(plan.done[s.key], reasons)]
        job = Job(
            out=str(layout.out),
            config=config,
            stamp=identity.stamp,
            mode="text" if identity.mode == "text" else "html",
            extra=identity.extra,
            judge=options.get("judge"),
        )
        session = Session(layout, means, config.limits, options.get("watcher"))
        return session.finish(partial(revise_shard, job=job, reasons=reasons), todo, identity, plan)


def _settle(layout: Layout, config: Config | None) -> Identity:
    """Take the run's own configuration; other limits may come in, since they decide about dropping alone."""
    identity = read_identity(layout)
    if identity is None:
        raise RunError(f"{layout.out} is not the output of a run: there is nothing to retry")
    if config is None:
        return identity
    given = msgspec.json.decode(msgspec.json.encode(config))
    if others := [key for key in differing_keys(identity.config, given) if not key.startswith("limits.")]:
        raise RunError(f"a retry may change limits only, not {', '.join(others)}: run anew with --overwrite instead")
    changed = msgspec.structs.replace(identity, config=given, config_fingerprint=config.fingerprint())
    write_atomic(str(layout.job), msgspec.json.encode(changed))
    return changed


def _done_shards(layout: Layout, identity: Identity) -> Plan:
    plan = Plan(read_shards(layout))
    for shard in plan.shards:
        marker = read_marker(layout, shard.key)
        if marker is not None and marker.stamp == identity.stamp and is_intact(layout, marker):
            plan.done[shard.key] = marker.report
    if undone := len(plan.shards) - len(plan.done):
        raise RunError(f"{layout.out} is not finished ({undone} shards to do): run it to its end first")
    return plan


def _holds(report: ShardReport, reasons: frozenset[str]) -> bool:
    return any(count for reason, count in report.dropped.items() if not reasons or reason in reasons)


def revise_shard(shard: Shard, job: Job, reasons: frozenset[str]) -> ShardReport:
    """Clean the dropped records of a done shard again and write its parts anew: the work of a retry on any engine."""
    layout = Layout(job.out)
    marker = read_marker(layout, shard.key)
    if marker is None:
        raise RunError(f"the marker of shard {shard.key} has vanished")

    def attempt(clock: Clock) -> Attempt:
        old = {table: _read_rows(layout.table(table) / marker.report.parts[table].name) for table in TABLE_NAMES}
        retried = [row for row in old["dropped"] if not reasons or row["reason"] in reasons]
        readings = pick_records([shard], {_place(row) for row in retried})
        return Attempt(shard, job, clock, RevisedParts(layout, job, marker, old, _Order(shard)), readings)

    return run_attempt(shard, job, attempt)


def _place(row: Row) -> tuple[str, int]:
    file, position = row["source_file"], row["source_position"]
    return str(file), position if isinstance(position, int) else 0


class _Order:
    """A key that sorts the rows of a shard by the order of its records."""

    def __init__(self, shard: Shard) -> None:
        self._files = {display_name(path): index for index, path in enumerate(shard.paths)}

    def __call__(self, row: Row) -> tuple[int, int]:
        file, position = _place(row)
        return self._files.get(file, len(self._files)), position


class RevisedParts(ShardParts):
    """Parts whose rows are those of the old ones, with new outcomes in the place of dropped rows."""

    def __init__(self, layout: Layout, job: Job, marker: Marker, old: dict[Table, list[Row]], order: _Order) -> None:
        super().__init__(layout, marker.report.key, job.config.output.format, job.extra)
        self._old, self._order, self._marker = old, order, marker
        self._new: dict[Table, list[Row]] = {table: [] for table in TABLE_NAMES}

    def add(self, table: Table, rows: Sequence[Row]) -> None:
        """Keep new rows until all are there."""
        self._new[table].extend(rows)

    def add_ledger(self, removed: Sequence[Removal], article: Article) -> None:
        """Keep ledger rows until all are there."""
        self._new["removed"].extend(columns_to_rows(removed_columns(removed, article)))

    def finish_rows(self) -> None:
        """Write old and new rows in order."""
        order = self._order
        new_places = {order(row) for table in ("articles", "dropped") for row in self._new[table]}
        self._old["dropped"] = [row for row in self._old["dropped"] if order(row) not in new_places]
        ledgers = _group_ledger(self._old) | _group_ledger(self._new)
        articles = sorted(self._old["articles"] + self._new["articles"], key=order)
        super().add("dropped", sorted(self._old["dropped"] + self._new["dropped"], key=order))
        super().add("articles", articles)
        super().add("removed", [row for article in articles for row in ledgers[id(article)]])

    def amend(self, report: ShardReport) -> ShardReport:
        """Add what the old parts hold to a report of the new outcomes."""
        old = self._marker.report
        dropped = _count(self._old["dropped"], report.dropped)
        return msgspec.structs.replace(
            old,
            articles=old.articles + report.articles,
            pages_read=old.articles + report.articles + sum(dropped.values()),
            words=old.words + report.words,
            dropped=dropped,
            removed={k: old.removed.get(k, 0) + report.removed.get(k, 0) for k in sorted(old.removed | report.removed)},
            parts=report.parts,
            replayed=report.replayed,
            seconds=report.seconds,
            slowest=report.slowest,
            resident_mb=report.resident_mb,
        )


def _count(rows: list[Row], more: dict[str, int]) -> dict[str, int]:
    counts = dict(more)
    for reason in map(itemgetter("reason"), rows):
        counts[str(reason)] = counts.get(str(reason), 0) + 1
    return dict(sorted(counts.items()))


def _group_ledger(rows: dict[Table, list[Row]]) -> dict[int, list[Row]]:
    """Give every article row (by identity) its ledger rows, which lie in the order of the articles."""
    waiting = iter([*rows["removed"], None])
    row = next(waiting)
    groups: dict[int, list[Row]] = {}
    for article in rows["articles"]:
        group = groups[id(article)] = []
        most = int(str(article["blocks_removed"]))  # the next article may be the same page once more
        while row is not None and row["page_id"] == article["id"] and len(group) < most:
            group.append(row)
            row = next(waiting)
    return groups


def _read_rows(path: Path) -> list[Row]:
    if path.suffix == ".jsonl":
        with path.open("rb") as lines:
            rows: list[dict[str, Any]] = [json.loads(line) for line in lines]
    else:
        import pyarrow.parquet as pq  # noqa: PLC0415 - only Parquet outputs need it

        rows = pq.read_table(path).to_pylist()
    for row in rows:
        if isinstance(misfits := row.pop(EXTRA_COLUMN, None), str):
            row.update(json.loads(misfits))
    return rows
