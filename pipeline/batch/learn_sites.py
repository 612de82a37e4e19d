"""First pass over a crawl: on how many pages of each host a block or a frame stands.

Memory is bounded: every shard's observations go to disk in partitions by host, and one partition at a time is
counted. Counting is exact, and independent of the order of pages and shards.
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
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipeline.blocks import segment
from pipeline.clean import host_of
from pipeline.config import DEFAULT_CONFIG
from pipeline.decode import decode
from pipeline.lines import lines_of_page
from pipeline.readers import plan_shards, read_shard
from pipeline.records import Drop, RawPage
from pipeline.sites.fingerprint import frame_hashes, hash_text, page_key
from pipeline.sites.mark import MIN_PAGES
from pipeline.sites.table import EVERYWHERE, SCHEMA
from pipeline.writers.atomic import atomic_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.config import Config
    from pipeline.readers import Shard

PARTITIONS = 16
FLUSH_ROWS = 200_000  # observations a worker holds
MIN_HOSTS = 3  # hosts a frame is seen on before it counts everywhere
SAMPLE_CHARS = 60
BLOCK, FRAME = 0, 1

OBSERVED = pa.schema(
    [("host", pa.string()), ("kind", pa.uint8()), ("hash", pa.uint64()), ("page", pa.uint64()), ("sample", pa.string())]
)


@dataclass(frozen=True, slots=True)
class SitesReport:
    """What was learned."""

    pages: int  # pages read
    hosts: int  # hosts with a block or frame that recurs
    rows: int  # rows of the table
    table: str


def learn_sites(
    inputs: Sequence[str], out: str | Path, config: Config | None = None, *, workers: int = 2
) -> SitesReport:
    """Learn what recurs on each host and write the table (Parquet, sorted by host).

    Raises:
        InputError: an input that cannot be read at all, as `plan_shards`.
    """
    config = config or DEFAULT_CONFIG
    shards = plan_shards(inputs, config)
    with tempfile.TemporaryDirectory(prefix="pagewinnow-sites-") as folder:
        work = partial(observe_shard, config=config, folder=folder)
        with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
            pages = sum(pool.map(work, shards))
        table = pa.concat_tables([_count(Path(folder), p) for p in range(PARTITIONS)])
    table = pa.concat_tables([table, _everywhere(table)])
    table = table.sort_by([("host", "ascending"), ("kind", "ascending"), ("hash", "ascending")])
    Path(out).parent.mkdir(parents=True, exist_ok=True)
    with atomic_file(str(out)) as file:
        pq.write_table(table, file, compression="zstd")
    hosts = len(pc.unique(table.column("host")))
    return SitesReport(pages=pages, hosts=hosts, rows=table.num_rows, table=str(out))


def observe_shard(shard: Shard, config: Config, folder: str) -> int:
    """Write what a shard's pages hold into the partitions of `folder`; give the pages read. Runs in a worker."""
    rows: dict[int, list[tuple[str, int, int, int, str]]] = defaultdict(list)
    pages = held = flushed = 0
    for record in read_shard(shard, config):
        if not isinstance(record, RawPage):
            continue
        pages += 1
        host = host_of(record.url)
        if host is None:
            continue
        observed = list(_observe(record, host, config))
        rows[zlib.crc32(host.encode()) % PARTITIONS] += observed
        held += len(observed)
        if held >= FLUSH_ROWS:
            _flush(rows, folder, f"{shard.key}-{flushed}")
            held, flushed = 0, flushed + 1
    _flush(rows, folder, f"{shard.key}-{flushed}")
    return pages


def _observe(page: RawPage, host: str, config: Config) -> Iterator[tuple[str, int, int, int, str]]:
    try:
        parsed = segment(decode(page, config.limits).html, config.limits)
    except Drop:
        return
    texts = lines_of_page(parsed, [0.5] * len(parsed)).text
    key = page_key(texts)
    for value, text in {hash_text(text): text for text in reversed(texts)}.items():
        yield host, BLOCK, value, key, text[:SAMPLE_CHARS]
    frames = {value: text for value, text in zip(frame_hashes(texts), texts, strict=True) if value}
    for value, text in frames.items():
        yield host, FRAME, value, key, text[:SAMPLE_CHARS]


def _flush(rows: dict[int, list[tuple[str, int, int, int, str]]], folder: str, name: str) -> None:
    for partition, values in rows.items():
        columns = [
            pa.array(column, field.type) for column, field in zip(zip(*values, strict=True), OBSERVED, strict=True)
        ]
        target = Path(folder) / f"{partition:02d}"
        target.mkdir(exist_ok=True)
        pq.write_table(pa.table(columns, schema=OBSERVED), target / f"{name}.parquet", compression="zstd")
    rows.clear()


def _count(folder: Path, partition: int) -> pa.Table:
    """Count one partition: pages of each (host, kind, hash), copies of a page once."""
    parts = sorted((folder / f"{partition:02d}").glob("*.parquet"))
    if not parts:
        return SCHEMA.empty_table()
    seen = pa.concat_tables([pq.read_table(part) for part in parts])
    hosts = seen.group_by("host").aggregate([("page", "count_distinct")]).rename_columns(["host", "host_pages"])
    counted = seen.group_by(["host", "kind", "hash"]).aggregate([("page", "count_distinct"), ("sample", "min")])
    counted = counted.rename_columns(["host", "kind", "hash", "pages", "sample"])
    counted = counted.filter(pc.greater_equal(counted.column("pages"), MIN_PAGES))
    return _named(counted.join(hosts, "host"))


def _everywhere(table: pa.Table) -> pa.Table:
    """Frames seen on several hosts, under the host `*`: pages counts hosts there."""
    frames = table.filter(pc.equal(table.column("kind"), "frame"))
    counted = frames.group_by(["hash"]).aggregate([("host", "count_distinct"), ("sample", "min")])
    counted = counted.rename_columns(["hash", "pages", "sample"])
    counted = counted.filter(pc.greater_equal(counted.column("pages"), MIN_HOSTS))
    rows = counted.num_rows
    return pa.table(
        {
            "host": pa.array([EVERYWHERE] * rows, pa.string()),
            "kind": pa.array(["frame"] * rows, pa.string()),
            "hash": counted.column("hash"),
            "pages": counted.column("pages"),
            "host_pages": pa.array([len(pc.unique(table.column("host")))] * rows, pa.int64()),
            "sample": counted.column("sample"),
        },
        schema=SCHEMA,
    )


def _named(counted: pa.Table) -> pa.Table:
    kind = pc.if_else(pc.equal(counted.column("kind"), FRAME), "frame", "block")
    columns = {name: kind if name == "kind" else counted.column(name) for name in SCHEMA.names}
    return pa.table(columns, schema=SCHEMA)
