"""Duplicates across articles on Spark: signatures, buckets and choice of keepers are those of `pipeline.dedup`.

What is local there over rows in memory is a group-by or a join here. Texts leave their machine never, signatures once.
Pairs of duplicates come to the driver, where the keepers are chosen: 24 bytes a pair.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyspark.sql import functions as F  # noqa: N812 - as Spark's own documents have it

from pipeline.dedup.clusters import bucket_keys, candidate_pairs, choose_leaders
from pipeline.dedup.find import COLUMNS, DEFAULT_THRESHOLD, SCHEMA, DedupReport, write_table
from pipeline.dedup.signatures import BANDS, PLACES, ROWS, sign
from pipeline.engines.spark.runner import open_session
from pipeline.loading import LoadError, list_parts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray
    from pyspark.sql import DataFrame, SparkSession

SLICES = 16  # groups that a band's buckets are worked on in: 512 over all bands
ORDER = (F.desc, "earlier"), (F.desc, "word_count"), (F.asc_nulls_last, "fetched_at"), (F.asc, "id")
"""The order of keepers, as `pipeline.dedup.store.Facts.ranks` has it."""


def find_duplicates(
    articles: DataFrame, threshold: float = DEFAULT_THRESHOLD, *, against: DataFrame | None = None
) -> DataFrame:
    """Name every article's cluster; runs at once, up to the last joins.

    Args:
        articles: columns `id`, `text`, `content_hash`, `word_count` and `fetched_at` of the articles table; others
            but the text come back beside the result.
        threshold: least estimated Jaccard similarity of word 3-shingles between a duplicate and its keeper.
        against: earlier articles, with the same five columns; they are kept before any others, and get no rows.

    Returns:
        Columns `id`, `cluster`, `is_keeper`, `similarity` and `cluster_size`, as in `duplicates/` of a run.
    """
    return _find(articles, threshold, against).drop("same_content")


def find_duplicates_of_run(
    out: str | Path, threshold: float = DEFAULT_THRESHOLD, *, against: str | Path | None = None, workers: int = 2
) -> DedupReport:
    """Do what `pipeline.dedup.find_duplicates` does, with the same rows in `duplicates/`.

    Raises:
        LoadError: `out` or `against` is no output folder of a run, or one of JSON Lines.
        EngineError: no session can be had.
    """
    paths = [_parquet_parts(folder) for folder in (out, *([against] if against else []))]
    session = open_session(workers)
    place = F.col("_metadata.file_name").alias("part"), F.col("_metadata.row_index").alias("row")
    articles = session.read.parquet(*paths[0]).select(*COLUMNS, *place)
    earlier = session.read.parquet(*paths[1]).select(*COLUMNS) if against else None
    found = _find(articles, threshold, earlier).toArrow().sort_by([("part", "ascending"), ("row", "ascending")])
    exact = pc.and_not(found.column("same_content"), found.column("is_keeper"))
    return write_table(Path(out), found.select(SCHEMA.names).cast(SCHEMA), exact=pc.sum(exact, min_count=0).as_py())


def _parquet_parts(out: str | Path) -> list[str]:
    fs, files = list_parts(out, "articles")
    if not files or ".jsonl" in files[0]:
        raise LoadError(f"{out} holds no articles in Parquet, which Spark reads: use the local engine")
    return [fs.unstrip_protocol(file) for file in files]


def _find(articles: DataFrame, threshold: float, against: DataFrame | None) -> DataFrame:
    rows = _ranked(articles, against)
    heads = rows.groupBy("content_hash").agg(F.min("rank").alias("head"), F.count("*").alias("copies"))
    signed = rows.join(heads.select(F.col("head").alias("rank")), "rank").select("rank", "signature")
    leaders = _leaders(articles.sparkSession, _alike(signed, threshold))
    found = heads.join(leaders, "head", "left").select(
        "content_hash",
        "copies",
        F.coalesce("leader", "head").alias("keeper"),
        F.coalesce("to_leader", F.lit(1.0)).alias("similarity"),
        F.col("leader").isNull().alias("same_content"),
    )
    sizes = found.groupBy("keeper").agg(F.sum("copies").alias("cluster_size"))
    names = rows.select(F.col("rank").alias("keeper"), F.col("id").alias("cluster"))
    joined = rows.where("not earlier").join(found, "content_hash").join(sizes, "keeper").join(names, "keeper")
    others = [name for name in articles.columns if name not in COLUMNS]
    is_keeper = (F.col("rank") == F.col("keeper")).alias("is_keeper")
    return joined.select("id", "cluster", is_keeper, "similarity", "cluster_size", "same_content", *others)


def _ranked(articles: DataFrame, against: DataFrame | None) -> DataFrame:
    """Put a signature for each text, and a number that grows in the order of keepers."""
    rows = articles.withColumn("earlier", F.lit(False))
    if against is not None:
        earlier = against.select(*COLUMNS).withColumn("earlier", F.lit(True))
        rows = rows.unionByName(earlier, allowMissingColumns=True)
    rows = rows.withColumnRenamed("text", "signature")
    schema = rows.withColumn("signature", F.col("signature").cast("binary")).schema
    ordered = rows.mapInArrow(_sign, schema).orderBy(*(way(name) for way, name in ORDER))
    return ordered.withColumn("rank", F.monotonically_increasing_id()).persist()  # two sorts might number otherwise


def _sign(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    for batch in batches:
        column = batch.schema.get_field_index("signature")
        signatures = [row.tobytes() for row in sign(batch.column(column).to_pylist())]
        yield batch.set_column(column, "signature", pa.array(signatures, pa.binary()))


def _signatures(column: pa.Array) -> NDArray[np.uint32]:
    return np.frombuffer(b"".join(column.to_pylist()), dtype=np.uint32).reshape(-1, PLACES)


def _alike(signed: DataFrame, threshold: float) -> DataFrame:
    """Give pairs that share a bucket and are alike: left (first in the order of keepers), right, similarity."""
    buckets = signed.mapInArrow(_buckets, "rank long, band int, bucket long")
    groups = buckets.groupBy("band", F.col("bucket").bitwiseAND(SLICES - 1))
    pairs = groups.applyInArrow(_pairs, "left long, right long").distinct()
    for side in ("left", "right"):
        of_side = signed.select(F.col("rank").alias(side), F.col("signature").alias(f"signature_{side}"))
        pairs = pairs.join(of_side, side)
    return pairs.mapInArrow(partial(_compare, threshold=threshold), "left long, right long, alike double")


def _buckets(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    for batch in batches:
        signatures = _signatures(batch.column("signature"))
        rank = batch.column("rank")
        for band in range(BANDS):
            keys = bucket_keys(signatures[:, band * ROWS : (band + 1) * ROWS]).view(np.int64)
            bands = np.full(len(keys), band, dtype=np.int32)
            yield pa.record_batch([rank, bands, keys], names=["rank", "band", "bucket"])


def _pairs(group: pa.Table) -> pa.Table:
    group = group.sort_by("rank")
    rank = group.column("rank").to_numpy()
    found = list(candidate_pairs(group.column("bucket").to_numpy().view(np.uint64)))
    sides = [np.concatenate([rank[pair[side]] for pair in found] or [rank[:0]]) for side in (0, 1)]
    return pa.table(sides, names=["left", "right"])


def _compare(batches: Iterator[pa.RecordBatch], threshold: float) -> Iterator[pa.RecordBatch]:
    for batch in batches:
        left, right = (_signatures(batch.column(f"signature_{side}")) for side in ("left", "right"))
        alike = (left == right).sum(axis=1) / PLACES
        found = pa.record_batch([batch.column("left"), batch.column("right"), alike], names=["left", "right", "alike"])
        yield found.filter(pa.array(alike >= threshold))


def _leaders(session: SparkSession, pairs: DataFrame) -> DataFrame:
    """Give the heads that another takes: head, leader, to_leader."""
    table = pairs.toArrow()
    left, right, alike = (table.column(name).to_numpy() for name in ("left", "right", "alike"))
    ranks = np.unique(np.concatenate([left, right]))
    leader, to_leader = choose_leaders(len(ranks), np.searchsorted(ranks, left), np.searchsorted(ranks, right), alike)
    taken = np.flatnonzero(leader != np.arange(len(ranks)))
    columns = {"head": ranks[taken], "leader": ranks[leader[taken]], "to_leader": np.round(to_leader[taken], 4)}
    return session.createDataFrame(pa.table(columns))
