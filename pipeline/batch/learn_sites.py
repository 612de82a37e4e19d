"""First pass over a crawl: on how many pages of each host a block or a frame stands.

Memory is bounded: every shard's observations go to disk in partitions by host, and one partition at a time is
counted. With the engine `spark` they go to Spark's own group-by instead.
"""

from __future__ import annotations

import tempfile
import zlib
from collections import defaultdict
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipeline.clean import host_of
from pipeline.config import DEFAULT_CONFIG
from pipeline.engines import open_engine
from pipeline.readers import plan_shards, read_shard
from pipeline.records import RawPage
from pipeline.sites.count import COUNTED, count_pages, to_site_table
from pipeline.sites.observe import Observation, observe_page, to_batch
from pipeline.writers.atomic import atomic_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.config import Config
    from pipeline.readers import Shard

LearningEngine = Literal["local", "spark"]
PARTITIONS = 16
FLUSH_ROWS = 200_000  # observations a worker holds


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


def observe_shard(shard: Shard, config: Config) -> Iterator[tuple[str, list[Observation]]]:
    """Give for each page of a shard its host ("" when it has none) and what is to be counted."""
    for record in read_shard(shard, config):
        if isinstance(record, RawPage):
            host = host_of(record.url) or ""
            yield host, list(observe_page(record, host, config.limits)) if host else []


def _count_here(shards: Sequence[Shard], config: Config, workers: int) -> tuple[int, pa.Table]:
    with tempfile.TemporaryDirectory(prefix="pagewinnow-sites-") as folder:
        work = partial(_spill_shard, config=config, folder=folder)
        with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
            pages = sum(pool.map(work, shards))
        return pages, pa.concat_tables([_count_partition(Path(folder), p) for p in range(PARTITIONS)])


def _spill_shard(shard: Shard, config: Config, folder: str) -> int:
    """Write what a shard's pages show into the partitions of `folder`; give the pages read. Runs in a worker."""
    rows: dict[int, list[Observation]] = defaultdict(list)
    pages = held = flushed = 0
    for host, observed in observe_shard(shard, config):
        pages += 1
        rows[zlib.crc32(host.encode()) % PARTITIONS] += observed
        held += len(observed)
        if held >= FLUSH_ROWS:
            _flush(rows, folder, f"{shard.key}-{flushed}")
            held, flushed = 0, flushed + 1
    _flush(rows, folder, f"{shard.key}-{flushed}")
    return pages


def _flush(rows: dict[int, list[Observation]], folder: str, name: str) -> None:
    for partition, observed in rows.items():
        target = Path(folder) / f"{partition:02d}"
        target.mkdir(exist_ok=True)
        pq.write_table(pa.Table.from_batches([to_batch(observed)]), target / f"{name}.parquet", compression="zstd")
    rows.clear()


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
    for _, observed in observe_shard(shard, config):
        rows += observed
        pages += 1
        if len(rows) >= FLUSH_ROWS:
            yield pages, to_batch(rows)
            rows, pages = [], 0
    yield pages, to_batch(rows)
