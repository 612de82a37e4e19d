"""First pass over a crawl: on how many pages of each host a block or a frame stands.

Memory is bounded: every shard's observations go to disk in partitions by host, and one partition at a time is
counted. With the engine `spark` they go to Spark's own group-by instead.
"""

from __future__ import annotations

import contextlib
import tempfile
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipeline.batch.session import TaskQueue
from pipeline.batch.spill import FLUSH_ROWS, PARTITIONS, Stretch, after_death, observe_record, spill
from pipeline.config import DEFAULT_CONFIG
from pipeline.engines import Death, EngineOptions, open_engine
from pipeline.engines.local import run_local
from pipeline.readers import plan_shards, read_shard
from pipeline.sites.count import COUNTED, count_pages, to_site_table
from pipeline.sites.observe import Observation, to_batch
from pipeline.writers.atomic import atomic_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.config import Config
    from pipeline.readers import Shard

LearningEngine = Literal["local", "spark"]


@dataclass(frozen=True, slots=True)
class SitesReport:
    """What was learned."""

    pages: int  # pages read
    hosts: int  # hosts with a block or frame that recurs
    rows: int  # rows of the table
    table: str


def learn_sites(
    inputs: Sequence[str],
    out: str | Path,
    config: Config | None = None,
    *,
    workers: int = 2,
    engine: LearningEngine = "local",
) -> SitesReport:
    """Learn what recurs on each host and write the table (Parquet, sorted by host).

    Raises:
        InputError: an input that cannot be read at all, as `plan_shards`.
        EngineError: Spark is not there.
    """
    config = config or DEFAULT_CONFIG
    shards = plan_shards(inputs, config)
    pages, counted = (_count_on_spark if engine == "spark" else _count_here)(shards, config, workers)
    table = to_site_table(counted)
    Path(out).parent.mkdir(parents=True, exist_ok=True)
    with atomic_file(str(out)) as file:
        pq.write_table(table, file, compression="zstd")
    return SitesReport(pages, len(pc.unique(table.column("host"))), table.num_rows, str(out))


def _count_here(shards: Sequence[Shard], config: Config, workers: int) -> tuple[int, pa.Table]:
    with tempfile.TemporaryDirectory(prefix="pagewinnow-sites-") as folder:
        pages = _spill_all(shards, config, workers, folder)
        return pages, pa.concat_tables([_count_partition(Path(folder), p) for p in range(PARTITIONS)])


def _spill_all(shards: Sequence[Shard], config: Config, workers: int, folder: str) -> int:
    queue = TaskQueue(Stretch(shard) for shard in shards)
    options = EngineOptions(workers=workers, memory_mb=config.limits.worker_memory_mb, preload=spill.__module__)
    work = partial(spill, config=config, folder=folder)
    pages = 0
    with contextlib.closing(run_local(work, queue, options)) as done:
        for stretch, result in done:
            if isinstance(result, Death):
                queue.waiting.extend(filter(None, [after_death(stretch, folder)]))
            else:
                pages += result
    return pages


def _count_partition(folder: Path, partition: int) -> pa.Table:
    parts = sorted((folder / f"{partition:02d}").glob("*.parquet"))
    if not parts:
        return COUNTED.empty_table()
    return count_pages(pa.concat_tables([pq.read_table(part) for part in parts]))


def _count_on_spark(shards: Sequence[Shard], config: Config, workers: int) -> tuple[int, pa.Table]:
    open_engine("spark")
    from pipeline.engines.spark.sites import count_tasks  # noqa: PLC0415 - needs pyspark

    return count_tasks(partial(_observed_batches, config=config), shards, workers)


def _observed_batches(shard: Shard, config: Config) -> Iterator[tuple[int, pa.RecordBatch]]:
    """Give a shard's observations batch by batch, each with the pages it is of."""
    rows: list[Observation] = []
    pages = 0
    for found in filter(None, (observe_record(record, config) for record in read_shard(shard, config))):
        rows += found[1]
        pages += 1
        if len(rows) >= FLUSH_ROWS:
            yield pages, to_batch(rows)
            rows, pages = [], 0
    yield pages, to_batch(rows)
