"""The audit of an output: does every page have exactly one outcome, going by the files themselves?"""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

import msgspec

from pipeline.batch.layout import TABLE_NAMES, Layout
from pipeline.batch.markers import Marker, is_intact, read_marker
from pipeline.batch.plan import read_identity, read_shards, stored_config
from pipeline.batch.reports import Funnel, RunReport, ShardReport, add_up
from pipeline.readers import read_shard

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.batch.plan import Identity
    from pipeline.readers import Mode, Shard
    from pipeline.schema import Table

COLUMNS: dict[Table, tuple[str, ...]] = {
    "articles": ("source_file", "source_position", "word_count"),
    "removed": ("reason",),
    "dropped": ("source_file", "source_position", "reason"),
}
"""What the audit reads of each table."""


class Audit(msgspec.Struct, frozen=True, kw_only=True):
    """What an audit found."""

    funnel: Funnel  # counted in the parts
    problems: list[str]  # one line each; empty when all is well

    @property
    def ok(self) -> bool:
        """Tell whether nothing is amiss."""
        return not self.problems


def verify_funnel(out: str | Path, *, recount: bool = False) -> Audit:
    """Count an output's parts anew and compare: with the markers, with run.json and, if wanted, with the input.

    Args:
        out: folder of a run.
        recount: read the inputs once more (without cleaning) and count their records too.

    Returns:
        The funnel as the files have it, and every discrepancy: missing or damaged parts, files that no shard answers
        for, records with two outcomes, counts that differ.
    """
    layout = Layout(out)
    identity = read_identity(layout)
    if identity is None:
        return Audit(funnel=Funnel(), problems=[f"{out} is not the output of a run"])
    problems: list[str] = []
    counted: list[ShardReport] = []
    expected: dict[Table, set[str]] = {table: set() for table in TABLE_NAMES}
    for shard in read_shards(layout):
        marker = read_marker(layout, shard.key)
        if marker is None or marker.stamp != identity.stamp:
            problems.append(f"shard {shard.key} of {shard.paths[0]} is not done")
            continue
        for table in TABLE_NAMES:
            expected[table].add(marker.report.parts[table].name)
        if not is_intact(layout, marker, thorough=True):
            problems.append(f"shard {shard.key} of {shard.paths[0]}: parts are missing or damaged")
            continue
        report = _count_parts(layout, marker)
        counted.append(report)
        problems += _compare(shard, marker.report, report)
        if recount and (records := _count_records(shard, identity)) != report.pages_read:
            problems.append(f"shard {shard.key} of {shard.paths[0]}: {records} records, {report.pages_read} outcomes")
    problems += [f"{name} belongs to no shard" for name in _strangers(layout, expected)]
    funnel = add_up(counted)
    problems += _compare_summary(layout, funnel)
    return Audit(funnel=funnel, problems=problems)


def _count_parts(layout: Layout, marker: Marker) -> ShardReport:
    """Make a report of a shard from its part files alone."""
    rows = {table: _read_columns(layout.table(table) / part.name, table) for table, part in marker.report.parts.items()}
    articles, dropped = rows["articles"], rows["dropped"]
    return ShardReport(
        key=marker.report.key,
        pages_read=_count_places(articles) + _count_places(dropped) - _count_shared(articles, dropped),
        articles=len(articles),
        words=sum(row["word_count"] for row in articles),
        dropped=dict(Counter(row["reason"] for row in dropped)),
        removed=dict(Counter(row["reason"] for row in rows["removed"])),
        skipped=marker.report.skipped,
        bytes=marker.report.bytes,
    )


def _read_columns(path: Path, table: Table) -> list[dict[str, Any]]:
    columns = COLUMNS[table]
    if path.suffix == ".jsonl":
        with path.open("rb") as lines:
            return [{name: row[name] for name in columns} for row in map(json.loads, lines)]
    import pyarrow.parquet as pq  # noqa: PLC0415 - only Parquet outputs need it

    found: list[dict[str, Any]] = pq.read_table(path, columns=list(columns)).to_pylist()
    return found


def _place(row: dict[str, Any]) -> tuple[str, int]:
    return row["source_file"], row["source_position"]


def _count_places(rows: list[dict[str, Any]]) -> int:
    return len(set(map(_place, rows)))


def _count_shared(articles: list[dict[str, Any]], dropped: list[dict[str, Any]]) -> int:
    return len(set(map(_place, articles)) & set(map(_place, dropped)))


def _compare(shard: Shard, told: ShardReport, counted: ShardReport) -> list[str]:
    name = f"shard {shard.key} of {shard.paths[0]}"
    problems = []
    if told.pages_read != told.articles + sum(told.dropped.values()):
        problems.append(f"{name}: its marker does not add up")
    if counted.pages_read != counted.articles + sum(counted.dropped.values()):
        problems.append(f"{name}: a record has two outcomes")
    return problems + [
        f"{name}: {field} is {getattr(counted, field)} in the parts, {getattr(told, field)} in its marker"
        for field in ("pages_read", "articles", "words", "dropped")
        if getattr(told, field) != getattr(counted, field)
    ]


def _count_records(shard: Shard, identity: Identity) -> int:
    config = stored_config(identity)
    mode: Mode = "text" if identity.mode == "text" else "html"
    return sum(1 for _ in read_shard(shard, config, mode))


def _strangers(layout: Layout, expected: dict[Table, set[str]]) -> list[str]:
    return [
        f"{table}/{path.name}"
        for table in TABLE_NAMES
        for path in sorted(layout.table(table).iterdir())
        if path.name not in expected[table]
    ]


def _compare_summary(layout: Layout, funnel: Funnel) -> list[str]:
    try:
        told = msgspec.json.decode(layout.summary.read_bytes(), type=RunReport).funnel
    except FileNotFoundError:
        return ["run.json is missing: the run is not finished"]
    except ValueError as error:
        return [f"run.json is damaged: {error}"]
    return [
        f"{field} is {getattr(funnel, field)} in the parts, {getattr(told, field)} in run.json"
        for field in ("pages_read", "articles", "dropped", "dropped_by_reason", "words")
        if getattr(told, field) != getattr(funnel, field)
    ]
